//! The file that a backup is.
//!
//! ```text
//! [ tar, compressed with zstd, perhaps encrypted with age ][ seal: 8 + 8 + 32 bytes ]
//! ```
//!
//! - The tar holds the [`Manifest`] first, then a list of parts, and then exactly these parts, in this order. Nothing else is ever unpacked,
//!   and where a part goes follows from its [`PartName`], never from a name in the tar.
//! - The seal is a skippable frame of zstd (RFC 8878, 3.1.2) with the SHA-256 of all bytes before it: whatever byte of the
//!   file is changed or missing, it is noticed before anything is unpacked. `tar --zstd -xf` opens a file that is not
//!   encrypted; of an encrypted one `head -c -48 FILE | age -d | zstd -d | tar -x` makes the same.

mod cipher;
mod hashed;
mod manifest;
mod reading;
mod seal;
#[cfg(test)]
mod tests;
mod writing;

pub use cipher::{Key, Lock, Needed, Recipient, new_key};
pub use hashed::Hashed;
pub use manifest::{Heading, Manifest, Part, PartName};
pub use reading::{ArchiveFile, Known, read_stream};
pub use writing::{Outlet, write};

use std::io;

/// What a reader of archives runs into. The texts are English, for the log.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error("this is no backup of Korob")]
    NotAnArchive,
    #[error("the file was changed or cut off")]
    Damaged,
    #[error("the backup holds what no Korob writes: {0}")]
    Strange(String),
    #[error("the backup was made by a newer Korob ({made_by})")]
    Newer { made_by: String },
    #[error("the backup is encrypted")]
    Encrypted,
    #[error("the backup cannot be opened with this key")]
    WrongKey,
    /// A part was not what the manifest says when it was packed: it changed on the disk.
    #[error("{0} changed while it was read")]
    Changed(PartName),
    #[error(transparent)]
    Io(#[from] io::Error),
}

type Result<T> = std::result::Result<T, ArchiveError>;
