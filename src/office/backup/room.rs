//! Room on a disk, asked for before it is taken.

use super::error::{BackupError, Result};
use std::io;
use std::path::Path;

/// What a backup leaves to everything else.
const LEFT_BYTES: u64 = 64 * 1024 * 1024;

#[derive(Debug, Clone, Copy)]
pub(super) struct Disk {
    pub free_bytes: u64,
    pub size_bytes: u64,
}

/// The disk that a folder lies on.
pub(super) fn disk_of(folder: &Path) -> io::Result<Disk> {
    let found = rustix::fs::statvfs(folder)?;
    let bytes = |blocks: u64| blocks.saturating_mul(found.f_frsize);
    Ok(Disk { free_bytes: bytes(found.f_bavail), size_bytes: bytes(found.f_blocks) })
}

/// # Errors
/// `NoRoom` if so many bytes in this folder would fill its disk.
pub(in crate::office) fn ensure(folder: &Path, needed_bytes: u64) -> Result<()> {
    judge(folder, needed_bytes, disk_of(folder).map_err(BackupError::at(folder))?)
}

/// # Errors
/// `NoRoom` if so many bytes would fill this disk; `folder` is named.
pub(super) fn judge(folder: &Path, needed_bytes: u64, disk: Disk) -> Result<()> {
    let needed_bytes = needed_bytes.saturating_add(LEFT_BYTES.min(disk.size_bytes / 50));
    if disk.free_bytes < needed_bytes {
        return Err(BackupError::NoRoom { path: folder.to_owned(), needed_bytes, free_bytes: disk.free_bytes });
    }
    Ok(())
}
