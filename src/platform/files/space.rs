//! Room on the disk: files never take the last of it, so that records can always be written.

use crate::kernel::{Error, Result};
use anyhow::Context;
use std::io;
use std::path::{Path, PathBuf};

/// What files leave to everything else: this, or a fiftieth of a small disk.
const MOST_LEFT: u64 = 64 * 1024 * 1024;

#[derive(Debug)]
pub(super) struct Space {
    folder: PathBuf,
    left_bytes: u64,
}

impl Space {
    pub(super) fn of(folder: &Path) -> anyhow::Result<Space> {
        let disk = rustix::fs::statvfs(folder).context("ask for the size of the disk")?;
        let left_bytes = MOST_LEFT.min(disk.f_blocks.saturating_mul(disk.f_frsize) / 50);
        Ok(Space { folder: folder.to_owned(), left_bytes })
    }

    /// # Errors
    /// `DiskFull` if so many more bytes would take what is left to others.
    pub(super) fn ensure(&self, bytes: u64) -> Result<()> {
        let disk = rustix::fs::statvfs(&self.folder).map_err(|error| in_words(error.into()))?;
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        if free < self.left_bytes.saturating_add(bytes) { Err(Error::DiskFull) } else { Ok(()) }
    }

    #[cfg(test)]
    pub(super) fn leaving(folder: &Path, left_bytes: u64) -> Space {
        Space { folder: folder.to_owned(), left_bytes }
    }
}

/// What the system says about a full disk, or one of which no more is given to this user.
pub(super) fn in_words(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull,
        _ => anyhow::Error::from(error).context("keep a file").into(),
    }
}
