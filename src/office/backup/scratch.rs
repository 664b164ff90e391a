//! A place to work in, gone afterwards; what a killed backup left behind is gone with the next.

use super::error::{BackupError, Result};
use crate::platform::folder::open_private;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

const PREFIX: &str = ".korob-backup-";

/// A folder that has no lock for so long was left by somebody who was killed before there was one.
const LOCKED_WITHIN: Duration = Duration::from_secs(60);

/// A private folder, removed with this value.
pub struct Scratch {
    folder: TempDir,
    /// Tells others that somebody still works here.
    _lock: File,
}

impl Scratch {
    /// Removes what killed ones left there, too.
    ///
    /// # Errors
    /// `Io` with this folder: it is not there, or nothing may be written to it.
    pub fn in_folder(parent: &Path) -> Result<Scratch> {
        remove_abandoned(parent);
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent).map_err(BackupError::at(parent))?;
        let lock = lock(folder.path()).map_err(BackupError::at(folder.path()))?;
        Ok(Scratch { folder, _lock: lock })
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Others find the lock only once it is held: else they might take the folder for abandoned.
fn lock(folder: &Path) -> io::Result<File> {
    let begun = folder.join("lock.new");
    let lock = open_private(&begun)?;
    lock.try_lock()?;
    fs::rename(begun, folder.join("lock"))?;
    Ok(lock)
}

/// Removes what killed backups left in this folder.
pub(super) fn remove_abandoned(parent: &Path) {
    for folder in abandoned(parent) {
        let _ = fs::remove_dir_all(folder);
    }
}

/// What killed backups left in this folder.
pub fn abandoned(parent: &Path) -> Vec<PathBuf> {
    let ours = |name: &std::ffi::OsStr| name.to_str().is_some_and(|name| name.starts_with(PREFIX));
    let entries = fs::read_dir(parent).into_iter().flatten().flatten().filter(|entry| ours(&entry.file_name()));
    entries.map(|entry| entry.path()).filter(|folder| is_abandoned(folder)).collect()
}

fn is_abandoned(folder: &Path) -> bool {
    match File::open(folder.join("lock")) {
        Ok(lock) => lock.try_lock().is_ok(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let made = fs::metadata(folder).and_then(|found| found.modified());
            made.is_ok_and(|made| made.elapsed().is_ok_and(|age| age > LOCKED_WITHIN))
        }
        Err(_) => false,
    }
}
