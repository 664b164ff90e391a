//! Room on a disk, asked for before it is taken.

use super::error::{BackupError, Result};
use std::path::Path;

/// What a backup leaves to everything else.
const LEFT_BYTES: u64 = 64 * 1024 * 1024;

/// # Errors
/// `NoRoom` if so many bytes in this folder would fill its disk.
pub(in crate::office) fn ensure(folder: &Path, needed_bytes: u64) -> Result<()> {
    let disk = rustix::fs::statvfs(folder).map_err(|error| BackupError::at(folder)(error.into()))?;
    let free_bytes = disk.f_bavail.saturating_mul(disk.f_frsize);
    let needed_bytes = needed_bytes.saturating_add(LEFT_BYTES.min(disk.f_blocks.saturating_mul(disk.f_frsize) / 50));
    if free_bytes < needed_bytes {
        return Err(BackupError::NoRoom { path: folder.to_owned(), needed_bytes, free_bytes });
    }
    Ok(())
}
