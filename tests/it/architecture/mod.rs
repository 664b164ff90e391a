//! Rules about the source itself: who may import whom, and what may not be written.

mod imports;
mod kinds;
mod migrations;
pub mod source;
mod wording;
