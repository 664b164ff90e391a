//! The pages of records of any kind.

mod address;

pub use address::{Address, Params, View};
