//! Files that people keep: each once by the SHA-256 of its bytes, however many things it hangs on.
//!
//! A file arrives under a random name in the same folder, is hashed on the way, and is renamed to `aa/bb/<sha256>` once its
//! bytes are on the disk. No name that a person chose is ever part of a path. Nothing is overwritten, and nothing deletes a
//! file but the [sweep](FileStore::sweep), which takes those that nothing needs and that lay untouched for a day: so a file
//! is there before its row says so, and a row never outlives its file. Whoever copies the files meanwhile has them
//! [held](hold).

mod arriving;
mod hold;
mod limits;
mod look;
mod media;
mod name;
mod space;

pub use arriving::{Arriving, Blob};
pub use hold::{Held, hold};
pub use limits::{Limits, REFUSED};
pub use look::{Stored, is_whole, left_behind, stored};
pub use media::MediaType;
pub use name::clean;

use crate::kernel::{Error, Result};
use crate::platform::folder::{make_private_dir, sync_folder};
use anyhow::Context;
use serde::{Deserialize, Serialize};
use space::Space;
use std::collections::HashSet;
use std::fmt;
use std::fs::{self, File, FileTimes};
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// What nobody needs is kept for this long: its row may be about to be written.
const KEPT: Duration = Duration::from_secs(24 * 3600);

/// Where files on their way in lie, under random names.
const ARRIVING: &str = "arriving";

/// SHA-256 of the bytes of a file; as text 64 small hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BlobHash([u8; 32]);

/// The folder `files/` of the data folder; one per process.
#[derive(Debug)]
pub struct FileStore {
    folder: PathBuf,
    limits: Limits,
    space: Space,
    /// Held while a file comes to stay and while one is swept away: never both of the same.
    shelf: Mutex<()>,
}

impl FileStore {
    /// Takes the folder, or makes it; what a killed server left on its way in is removed. Whoever calls this has the data
    /// folder for themselves.
    pub fn open(folder: &Path, limits: Limits) -> anyhow::Result<FileStore> {
        let arriving = folder.join(ARRIVING);
        for folder in [folder, &arriving] {
            if !folder.is_dir() {
                make_private_dir(folder).with_context(|| format!("make {}", folder.display()))?;
            }
        }
        for entry in fs::read_dir(&arriving).with_context(|| format!("read {}", arriving.display()))?.flatten() {
            remove(&entry.path());
        }
        let space = Space::of(folder)?;
        Ok(FileStore { folder: folder.to_owned(), limits, space, shelf: Mutex::default() })
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// A file about to be received, of at least so many bytes.
    ///
    /// # Errors
    /// `DiskFull` if they would not leave enough room for everything else.
    pub fn begin(self: &Arc<Self>, least_bytes: u64) -> Result<Arriving> {
        self.space.ensure(least_bytes)?;
        Arriving::begin(self.clone())
    }

    /// The bytes of a file; `NotFound` if they are not there.
    pub fn open_blob(&self, hash: BlobHash) -> Result<File> {
        match File::open(self.path(hash)) {
            Ok(file) => Ok(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::NotFound),
            Err(error) => Err(anyhow::Error::from(error).context("open a stored file").into()),
        }
    }

    /// Removes the files that are not `needed` and that lay untouched for a day before `now`; how many. None while somebody
    /// copies them.
    pub fn sweep(&self, needed: &HashSet<BlobHash>, now: SystemTime) -> usize {
        let alone = hold::alone(&self.folder).unwrap_or_else(|error| {
            tracing::warn!(%error, "files that nothing needs any more stay for now");
            None
        });
        let Some(_alone) = alone else { return 0 };
        let old = self.unneeded(needed);
        old.into_iter().filter(|hash| self.sweep_one(*hash, now)).count()
    }

    /// The files that are not among these.
    pub fn unneeded(&self, needed: &HashSet<BlobHash>) -> Vec<BlobHash> {
        let there = stored(&self.folder).into_iter().map(|stored| stored.hash);
        there.filter(|hash| !needed.contains(hash)).collect()
    }

    fn sweep_one(&self, hash: BlobHash, now: SystemTime) -> bool {
        let _shelf = self.shelf();
        let path = self.path(hash);
        let touched = fs::metadata(&path).and_then(|found| found.modified());
        let is_old = touched.is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age > KEPT));
        is_old && remove(&path)
    }

    /// Puts a file whose bytes are on the disk in its place; if they are there already, that file is as good as new.
    fn shelve(&self, arrived: &Path, hash: BlobHash, size_bytes: u64) -> io::Result<()> {
        let _shelf = self.shelf();
        let path = self.path(hash);
        if fs::metadata(&path).is_ok_and(|found| found.len() == size_bytes) {
            File::open(&path)?.set_times(FileTimes::new().set_modified(SystemTime::now()))?;
            return fs::remove_file(arrived);
        }
        let second = path.parent().unwrap_or(&self.folder);
        let first = second.parent().unwrap_or(&self.folder);
        for (folder, above) in [(first, self.folder.as_path()), (second, first)] {
            if !folder.is_dir() {
                make_private_dir(folder)?;
                sync_folder(above)?;
            }
        }
        fs::rename(arrived, &path)?;
        sync_folder(second)
    }

    fn path(&self, hash: BlobHash) -> PathBuf {
        self.folder.join(hash.place())
    }

    fn shelf(&self) -> MutexGuard<'_, ()> {
        // What a panic left is what a kill could have left, too.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl BlobHash {
    /// Where in the folder the file lies: `aa/bb/<sha256>`.
    pub fn place(self) -> String {
        let name = self.to_string();
        format!("{}/{}/{name}", &name[..2], &name[2..4])
    }
}

impl fmt::Display for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl TryFrom<String> for BlobHash {
    type Error = Error;

    fn try_from(text: String) -> Result<BlobHash> {
        text.parse()
    }
}

impl From<BlobHash> for String {
    fn from(hash: BlobHash) -> String {
        hash.to_string()
    }
}

impl FromStr for BlobHash {
    type Err = Error;

    /// `NotFound` for anything but what is written by `Display`: there can be no such file.
    fn from_str(text: &str) -> Result<BlobHash> {
        let is_hash = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hash {
            return Err(Error::NotFound);
        }
        let mut hash = [0; 32];
        for (place, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[place * 2..place * 2 + 2], 16).map_err(|_| Error::NotFound)?;
        }
        Ok(BlobHash(hash))
    }
}

/// True if it is gone by this.
fn remove(path: &Path) -> bool {
    let outcome = fs::remove_file(path);
    if let Err(error) = &outcome
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!(%error, path = %path.display(), "a file that is not needed any more cannot be removed");
    }
    outcome.is_ok()
}

#[cfg(test)]
mod tests;
