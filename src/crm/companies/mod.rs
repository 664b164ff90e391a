//! Companies: legal entities the office deals with, reached through their contacts (many to many).
//!
//! A company is recognised by its id in a former system, its tax number, its name (case, quote marks and legal spelling
//! of ё aside), then telephone and e-mail. A wrong tax number is kept, never refused: the form
//! of a new company and the import warn of it.

mod fields;

pub use fields::{CONTACTS, KEY, kind, shipped_options};
