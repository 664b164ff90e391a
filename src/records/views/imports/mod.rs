//! What the pages of imports look like.

pub mod buttons;
pub mod draft;
pub mod rehearsal;
pub mod report;
pub mod upload;
pub mod words;
