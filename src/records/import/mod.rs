//! Bringing in records from files of other programs.
//!
//! A file arrives as a draft ([`begin`]): how it is read and where its columns go ([`targets`]) can be decided. Then
//! [`run`] takes it row by row: what a row says ([`reading`]) becomes the draft of a record ([`draft`]), its words and
//! names become values of this office ([`resolve`]), and the verbs that everybody uses write it ([`apply`]). [`rehearse`]
//! does the same and takes it back.
//!
//! Invariants: an import is one action, which Undo takes back as a whole; a row is a record or leaves nothing; no row is
//! lost or taken twice, whatever ends the process; what a file says is never dropped without being told.
//!
//! An import belongs to who began it; administrators see all. Records that are found as duplicates are those the
//! importing user may view.

mod apply;
mod draft;
mod ending;
pub mod files;
mod job;
mod lines;
pub mod model;
mod plans;
mod preview;
pub mod reading;
mod rehearsed;
mod rehearsing;
mod resolve;
mod running;
pub mod store;
pub mod targets;
mod work;

pub use ending::{discard, end_undone};
pub use job::{begin, rehearse, report, run, start};
pub use model::{Import, Plan, Policy, Report, RowReport, Status, Tally};
pub use plans::{ImportError, Plans, look};
pub use preview::{Preview, preview};
pub use running::{ask_to_stop, is_running, status};
