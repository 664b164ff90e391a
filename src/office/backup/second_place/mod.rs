//! Where a copy of each backup goes: a folder on another disk, or one on another machine, over SFTP.
//!
//! A disk that is unplugged or not mounted leaves an empty folder under its name, on the very disk that the copy is to
//! survive. So a mark is left in the folder when it is chosen, and nothing is written where there is none.

mod folder;
mod key;
mod server;
mod session;

pub use server::{Server, ServerError};

pub(super) use folder::Folder;
pub(super) use key::{Keys, keys};

use super::archive::{ArchiveError, ArchiveFile, Hashed};
use super::error::{BackupError, Result};
use super::keeping::{Keep, superfluous};
use super::room::{self, Disk};
use super::shelf::{scheduled, scheduled_beginning};
use chrono::NaiveDateTime;
use key::{keep_known, known_hosts, newly_known};
use serde::{Deserialize, Serialize};
use session::Session;
use std::fmt;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

const MARK: &str = "Korob keeps copies of its backups in this folder.\n";

/// The place that was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Place {
    Folder(PathBuf),
    Server(Server),
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Folder(path) => path.display().fmt(out),
            Place::Server(server) => server.fmt(out),
        }
    }
}

/// A folder somewhere, and the files in it.
pub(super) trait Store {
    /// A file of it as people write it.
    fn path_of(&self, name: &str) -> PathBuf;
    fn names(&self) -> io::Result<Vec<String>>;
    /// `None` where there is no such file.
    fn size_bytes(&self, name: &str) -> io::Result<Option<u64>>;
    /// `None` where it cannot be told.
    fn disk(&self) -> io::Result<Option<Disk>>;
    /// In the place of what is there under this name; on the disk when this returns.
    fn write(&self, name: &str, from: &mut dyn Read) -> io::Result<()>;
    fn read<'a>(&'a self, name: &str) -> io::Result<Box<dyn Read + 'a>>;
    /// Nothing is there under the second name.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    fn remove(&self, name: &str) -> io::Result<()>;
}

/// Makes a folder the second place of this office, in the place of `before`. A server that is not the one from before is believed
/// to be the one it says.
///
/// # Errors
/// `Io` where it cannot be written; `Server` where that is not reached, or keeps Korob out.
pub(super) fn choose(place: &Place, before: Option<&Place>, data: &Path, instance_id: &str) -> Result<()> {
    let (place, is_known) = match (place, before) {
        (Place::Folder(path), _) => return mark(&Folder(path.clone()), instance_id),
        (Place::Server(server), Some(Place::Server(before))) => (server, server.is_at(before)),
        (Place::Server(server), _) => (server, false),
    };
    if is_known && known_hosts(data).exists() {
        return mark(&Session::open(place, data, &known_hosts(data))?, instance_id);
    }
    // What was known stays so until the new one has taken its mark.
    mark(&Session::open(place, data, &newly_known(data)?)?, instance_id)?;
    keep_known(data)
}

fn mark(store: &dyn Store, instance_id: &str) -> Result<()> {
    store.write(&mark_of(instance_id), &mut MARK.as_bytes()).map_err(BackupError::at(&store.path_of("")))
}

fn open(place: &Place, data: &Path) -> Result<Box<dyn Store>> {
    Ok(match place {
        Place::Folder(path) => Box::new(Folder(path.clone())),
        Place::Server(server) => Box::new(Session::open(server, data, &known_hosts(data))?),
    })
}

fn mark_of(instance_id: &str) -> String {
    format!(".korob-place-{}", instance_id.get(..8).unwrap_or(instance_id))
}

/// The second place, open for copies.
pub(super) struct SecondPlace<'a> {
    store: Box<dyn Store>,
    instance_id: &'a str,
}

impl<'a> SecondPlace<'a> {
    /// # Errors
    /// `PlaceGone` where the folder is not the one that was chosen; `Server` where its server is not reached.
    pub(super) fn open(place: &Place, data: &Path, instance_id: &'a str) -> Result<SecondPlace<'a>> {
        let (store, mark) = (open(place, data)?, mark_of(instance_id));
        match store.size_bytes(&mark) {
            Ok(Some(_)) => Ok(SecondPlace { store, instance_id }),
            Ok(None) => Err(BackupError::PlaceGone { path: place.to_string().into() }),
            Err(error) => Err(BackupError::at(&store.path_of(&mark))(error)),
        }
    }

    /// Copies a backup, all of it or nothing, and reads the copy back.
    ///
    /// # Errors
    /// `NameTaken` where something else bears its name, as a backup of another office.
    pub(super) fn take(&self, path: &Path) -> Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.remove_unfinished();
        let size_bytes = path.metadata().map_err(BackupError::at(path))?.len();
        let sha256 = ArchiveFile::open(path)?.check_seal()?;
        if self.told(&name, self.store.size_bytes(&name))?.is_some() {
            let is_copy = self.sha256(&name)? == sha256;
            return if is_copy { Ok(()) } else { Err(BackupError::NameTaken { path: self.store.path_of(&name) }) };
        }
        if let Some(disk) = self.told("", self.store.disk())? {
            room::judge(&self.store.path_of(""), size_bytes, disk)?;
        }
        let copied = self.copy(path, &name, &sha256);
        if copied.is_err() {
            self.remove_unfinished();
        }
        copied
    }

    fn copy(&self, path: &Path, name: &str, sha256: &str) -> Result<()> {
        let unfinished = self.unfinished();
        let mut file = File::open(path).map_err(BackupError::at(path))?;
        self.told(name, self.store.write(&unfinished, &mut file))?;
        if self.sha256(&unfinished)? != sha256 {
            return Err(BackupError::Archive { path: self.store.path_of(name), error: ArchiveError::Damaged });
        }
        self.told(name, self.store.rename(&unfinished, name))
    }

    fn sha256(&self, name: &str) -> Result<String> {
        let read = self.store.read(name).and_then(|file| Hashed::new(file).finish());
        Ok(self.told(name, read)?.1)
    }

    /// Removes the scheduled backups of this office that need not be kept, but for those that are spared. Those that people
    /// made stay.
    pub(super) fn clear_up(&self, now: NaiveDateTime, keep: Keep, spared: &[String]) -> Result<()> {
        clear_up(&*self.store, self.instance_id, now, keep, spared)
    }

    fn unfinished(&self) -> String {
        format!(".{}unfinished", scheduled_beginning(self.instance_id))
    }

    /// What a copy left that was cut short.
    fn remove_unfinished(&self) {
        let _ = self.store.remove(&self.unfinished());
    }

    fn told<T>(&self, name: &str, done: io::Result<T>) -> Result<T> {
        done.map_err(BackupError::at(&self.store.path_of(name)))
    }
}

/// See [`SecondPlace::clear_up`].
pub(super) fn clear_up(
    store: &dyn Store,
    instance_id: &str,
    now: NaiveDateTime,
    keep: Keep,
    spared: &[String],
) -> Result<()> {
    let names = match store.names() {
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        names => names.map_err(BackupError::at(&store.path_of("")))?,
    };
    let found = scheduled(names, instance_id);
    let made: Vec<_> = found.iter().map(|(_, at)| *at).collect();
    let superfluous = superfluous(&made, now, keep).into_iter().map(|place| &found[place].0);
    let mut cleared = Ok(());
    for name in superfluous.filter(|name| !spared.contains(*name)) {
        // One that cannot be removed keeps none of the others.
        cleared = cleared.and(store.remove(name).map_err(BackupError::at(&store.path_of(name))));
    }
    cleared
}

/// Whether it lies on the disk of the data folder, with which it would be lost; `false` where that cannot be told.
pub(super) fn is_beside(place: &Place, data: &Path) -> bool {
    let device = |path: &Path| rustix::fs::stat(path).map(|found| found.st_dev).ok();
    match place {
        Place::Folder(path) => device(path).is_some_and(|found| Some(found) == device(data)),
        Place::Server(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_is_spared_and_what_cannot_be_removed_stays_alone() {
        let (place, id) = (tempfile::tempdir().unwrap(), "0123456789abcdef");
        let name = |day: u32| format!("{}2026-11-0{day}-020000.tar.zst", scheduled_beginning(id));
        for day in [1, 2, 4, 5] {
            fs::write(place.path().join(name(day)), "a backup").unwrap();
        }
        // As a folder it cannot be removed as files are.
        fs::create_dir(place.path().join(name(3))).unwrap();
        let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap().and_hms_opt(2, 0, 0).unwrap();
        let store = Folder(place.path().to_owned());
        clear_up(&store, id, now, Keep { daily: 1, weekly: 0, monthly: 0 }, &[name(2)]).unwrap_err();
        let mut left = store.names().unwrap();
        left.sort();
        assert_eq!(left, [name(2), name(3), name(5)]);
    }
}
