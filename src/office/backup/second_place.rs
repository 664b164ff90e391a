//! A folder on another disk that gets a copy of each backup.
//!
//! A disk that is unplugged or not mounted leaves an empty folder under its name, on the very disk that the copy is to
//! survive. So a mark is left in the folder when it is chosen, and nothing is written where there is none.

use super::archive::ArchiveFile;
use super::error::{BackupError, Result};
use super::room;
use super::shelf::scheduled_beginning;
use crate::platform::folder::{Steady, open_private, sync_folder};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(super) struct SecondPlace<'a> {
    folder: &'a Path,
    instance_id: &'a str,
}

/// Makes a folder the second place of this office.
pub(super) fn choose(folder: &Path, instance_id: &str) -> io::Result<()> {
    let mut mark = open_private(&mark_of(folder, instance_id))?;
    mark.set_len(0)?;
    mark.write_all(b"Korob keeps copies of its backups in this folder.\n")?;
    mark.sync_all()?;
    sync_folder(folder)
}

fn mark_of(folder: &Path, instance_id: &str) -> PathBuf {
    folder.join(format!(".korob-place-{}", instance_id.get(..8).unwrap_or(instance_id)))
}

impl<'a> SecondPlace<'a> {
    /// # Errors
    /// `PlaceGone` where the folder is not the one that was chosen.
    pub(super) fn at(folder: &'a Path, instance_id: &'a str) -> Result<SecondPlace<'a>> {
        if !mark_of(folder, instance_id).is_file() {
            return Err(BackupError::PlaceGone { path: folder.to_owned() });
        }
        Ok(SecondPlace { folder, instance_id })
    }

    /// Copies a backup, all of it or nothing, and reads the copy back.
    pub(super) fn take(&self, path: &Path) -> Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let target = self.folder.join(&*name);
        self.remove_unfinished();
        let size_bytes = fs::metadata(path).map_err(BackupError::at(path))?.len();
        if fs::metadata(&target).is_ok_and(|there| there.len() == size_bytes) {
            return Ok(());
        }
        room::ensure(self.folder, size_bytes)?;
        let unfinished = self.unfinished();
        let copied = copy(path, &unfinished)
            .map_err(BackupError::at(&target))
            .and_then(|()| ArchiveFile::open(&unfinished)?.check_seal())
            .and_then(|_| {
                let named = fs::rename(&unfinished, &target).and_then(|()| sync_folder(self.folder));
                named.map_err(BackupError::at(&target))
            });
        if copied.is_err() {
            self.remove_unfinished();
        }
        copied
    }

    fn unfinished(&self) -> PathBuf {
        self.folder.join(format!(".{}unfinished", scheduled_beginning(self.instance_id)))
    }

    /// What a copy left that was cut short.
    fn remove_unfinished(&self) {
        let _ = fs::remove_file(self.unfinished());
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let file = open_private(to)?;
    io::copy(&mut File::open(from)?, &mut Steady::new(&file))?;
    file.sync_all()
}
