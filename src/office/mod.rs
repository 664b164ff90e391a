//! What runs the office as a whole: its beginning and its settings.

pub mod setup;
