//! Keeping the sweep away while files are copied, from whatever process.

use crate::platform::folder::open_private;
use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// Nothing is swept away while this lives.
#[derive(Debug)]
pub struct Held {
    _lock: File,
}

/// Keeps every file in the folder that is there now.
///
/// # Errors
/// Of kind `WouldBlock` while a sweep is on, which is over soon.
pub fn hold(folder: &Path) -> io::Result<Held> {
    let lock = open(folder)?;
    lock.try_lock_shared().map_err(to_io)?;
    Ok(Held { _lock: lock })
}

/// What a sweep holds; `None` while somebody else holds the files.
pub(super) fn alone(folder: &Path) -> io::Result<Option<File>> {
    let lock = open(folder)?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn open(folder: &Path) -> io::Result<File> {
    open_private(&folder.join("hold"))
}

fn to_io(error: TryLockError) -> io::Error {
    match error {
        TryLockError::WouldBlock => io::ErrorKind::WouldBlock.into(),
        TryLockError::Error(error) => error,
    }
}
