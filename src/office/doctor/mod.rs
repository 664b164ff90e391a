//! What is well and what is not with a box: one list of checks, for the terminal and for the page of administrators, and
//! what helps.
//!
//! - [`examine`]: every check, with what was found and what to do about it. Nothing is changed, and nothing it meets ends it:
//!   a damaged database, or that of a later version, is a finding like any other. A running server is not in its way.
//! - [`mend`]: what can be set right without a doubt, and without anybody losing anything.
//! - [`salvage()`]: what can still be read of a damaged database, as tables, with all files.
//! - [`Examiner`]: all that beside a running server, for `/settings/health`.
//! - [`bundle()`]: what a stranger needs to know to help, and nothing of what the office knows about people.

mod bundle;
mod checks;
mod examiner;
mod facts;
mod finding;
mod log_tail;
mod mending;
mod pages;
mod salvage;
mod views;

pub use bundle::{Order as BundleOrder, bundle};
pub use checks::{Depth, Subject, examine};
pub use examiner::{Examiner, Served};
pub use finding::{Check, Finding, Health};
pub use mending::{Mended, mend};
pub use pages::routes;
pub use salvage::{SalvageError, Salvaged, salvage};
