//! The version that is running, those before it, and what is kept of an office that was replaced.
//!
//! What changed is told in a few words of the reader, and whole from `CHANGELOG.md`, which is in the executable. The day of a release stands there, too: it does not
//! depend on when or where somebody builds.

mod changes;
mod kept;
mod news;
mod pages;
mod past;
mod views;

pub use changes::{Changes, changes, newest_until, released_on};
pub use kept::{REMOVED, way_back};
pub use pages::routes;
pub use past::{Served, note, served};
