//! A place to work in, gone afterwards; what a killed backup left behind is gone with the next.

use super::error::{BackupError, Result};
use crate::platform::folder::open_private;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PREFIX: &str = ".korob-backup-";

/// A private folder, removed with this value.
pub(super) struct Scratch {
    folder: TempDir,
    /// Tells others that somebody still works here.
    _lock: File,
}

impl Scratch {
    pub(super) fn in_folder(parent: &Path) -> Result<Scratch> {
        remove_abandoned(parent);
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent).map_err(BackupError::at(parent))?;
        let lock = open_private(&folder.path().join("lock")).map_err(BackupError::at(folder.path()))?;
        lock.try_lock().map_err(|error| BackupError::at(folder.path())(error.into()))?;
        Ok(Scratch { folder, _lock: lock })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }
}

fn remove_abandoned(parent: &Path) {
    for folder in abandoned(parent) {
        let _ = fs::remove_dir_all(folder);
    }
}

/// What killed backups left in this folder.
pub fn abandoned(parent: &Path) -> Vec<PathBuf> {
    let ours = |name: &std::ffi::OsStr| name.to_str().is_some_and(|name| name.starts_with(PREFIX));
    let entries = fs::read_dir(parent).into_iter().flatten().flatten().filter(|entry| ours(&entry.file_name()));
    // One that has no lock yet is just being made.
    let is_abandoned = |folder: &PathBuf| File::open(folder.join("lock")).is_ok_and(|lock| lock.try_lock().is_ok());
    entries.map(|entry| entry.path()).filter(is_abandoned).collect()
}
