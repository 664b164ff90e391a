//! Backups: one file that holds the whole office as it was at one moment, and the way back from it.
//!
//! - [`take`]: while others work; nobody waits for it. What it says is there was read back.
//! - [`verify`]: restores a backup into a scratch folder and looks at what came of it.
//! - [`prepare`]: puts an office in the place of the one in a data folder, all of it or nothing; the old one is kept.
//!
//! - [`inside`]: one that is open to be read, and single records brought back from it.
//!
//! The file itself is described in [`archive`].

pub mod archive;
mod encryption;
mod error;
mod forms;
mod inside;
mod jobs;
mod keeper;
mod keeping;
mod keygen;
mod packing;
mod pages;
mod plan;
mod reading;
mod restoring;
mod room;
mod scratch;
mod second_place;
mod secret;
mod shelf;
mod taking;
mod verifying;
mod views;

pub use archive::{Key, Lock, Manifest, Needed};
pub use encryption::Encryption;
pub use error::BackupError;
pub use forms::check_words;
pub use jobs::jobs;
pub use keeper::Keeper;
pub use keygen::make_key;
pub use pages::routes;
pub use plan::Alarm;
pub use plan::{Outcome, Plan};
pub use reading::Copied;
pub use restoring::{Prepared, Replaced, Restored, prepare};
pub use scratch::{Scratch, abandoned};
pub use second_place::Place;
pub use shelf::{Shelved, shelf};
pub use taking::{Order, Taken, Target, take};
pub use verifying::{Verified, verify};
pub use views::alarm;

pub(in crate::office) use error::Result;
pub(in crate::office) use packing::folder_of;
pub(in crate::office) use restoring::keep;
pub(in crate::office) use room::ensure as ensure_room;
pub(in crate::office) use taking::{ensure_one_office, hold_files};

/// Of this executable.
const VERSION: &str = env!("CARGO_PKG_VERSION");
