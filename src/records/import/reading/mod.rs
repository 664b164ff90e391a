//! From the bytes of a file to values: the part of an import that knows neither the database nor any type of record.
//!
//! In the order of use:
//!
//! 1. [`table::survey`] looks at a file: its encoding, delimiter, header and first rows, each of which the user may set
//!    right ([`table::Choices`]).
//! 2. [`headers::match_header`] says which of our [`fields`] each column is; [`rows::Mapping`] keeps what is decided.
//! 3. [`table::Table`] gives the rows one by one, with the line at which each begins; [`rows::read_row`] reads their
//!    cells by the rules of [`values`].
//! 4. [`synonyms`] turns words of the file into values that ship with Korob.
//!
//! Invariants: no bytes make it panic, loop or fill the memory; nothing is evaluated (`=1+1` stays text); a row that
//! cannot be read is told with its reason, never skipped; every error has a stable code, and its texts for people are
//! elsewhere.

pub mod encoding;
pub mod fields;
pub mod headers;
pub mod rows;
pub mod synonyms;
pub mod table;
pub mod values;
