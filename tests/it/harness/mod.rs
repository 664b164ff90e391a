//! What tests stand on.

pub mod golden;
