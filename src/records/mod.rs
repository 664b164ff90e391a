//! What every type of record shares.

pub mod import;
