//! From the bytes of a file to values: the part of an import that knows neither the database nor any type of record.

pub mod encoding;
pub mod fields;
pub mod headers;
pub mod rows;
pub mod synonyms;
pub mod table;
pub mod values;
