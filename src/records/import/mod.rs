//! Bringing in records from files of other programs.

pub mod reading;
