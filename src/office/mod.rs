//! What runs the office as a whole: its beginning, its settings, and the orders of the command line.

pub mod commands;
pub mod setup;
