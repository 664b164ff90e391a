//! What can be said of a data folder by looking at it: nothing in it is changed, but by [`tighten`].

use super::{FolderError, place, swap};
use crate::kernel::Timestamp;
use chrono::{DateTime, Utc};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// Something in the folder that more people can get at than should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loose {
    pub path: PathBuf,
    pub is_folder: bool,
    /// It belongs to somebody else than the data folder: whoever serves it may not be able to.
    pub is_foreign: bool,
}

/// A folder that keeps what a restore or an upgrade replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub path: PathBuf,
    pub size_bytes: u64,
    /// When it was put there.
    pub at: Option<Timestamp>,
}

/// Whether this is a folder that can hold the data, without making or changing it.
///
/// # Errors
/// As for [`super::DataFolder::open`].
pub fn look(path: &Path) -> Result<(), FolderError> {
    let not_there = |cause| FolderError::NotWritable { path: path.to_owned(), cause };
    if !fs::metadata(path).map_err(not_there)?.is_dir() {
        return Err(FolderError::NotAFolder { path: path.to_owned() });
    }
    let path = fs::canonicalize(path).map_err(not_there)?;
    place::refuse_network_disk(&path)?;
    place::refuse_synced_folder(&path)
}

/// What others can get at: the folder itself first. With `is_whole` also within its folders.
pub fn loose(folder: &Path, is_whole: bool) -> Vec<Loose> {
    let Ok(own) = fs::metadata(folder) else { return Vec::new() };
    let mut found: Vec<Loose> = judge(folder, &own, &own).into_iter().collect();
    let mut open = vec![(folder.to_owned(), true)];
    while let Some((path, is_entered)) = open.pop() {
        if !is_entered {
            continue;
        }
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            // Of the entry itself: what a link leads to is the business of whoever made it.
            let Ok(metadata) = entry.metadata() else { continue };
            if metadata.is_symlink() {
                continue;
            }
            found.extend(judge(&entry.path(), &metadata, &own));
            if metadata.is_dir() {
                open.push((entry.path(), is_whole));
            }
        }
    }
    found
}

#[cfg(unix)]
fn judge(path: &Path, metadata: &Metadata, own: &Metadata) -> Option<Loose> {
    use std::os::unix::fs::MetadataExt;
    let (is_open, is_foreign) = (metadata.mode() & 0o077 != 0, metadata.uid() != own.uid());
    (is_open || is_foreign).then(|| Loose { path: path.to_owned(), is_folder: metadata.is_dir(), is_foreign })
}

#[cfg(not(unix))]
fn judge(_: &Path, _: &Metadata, _: &Metadata) -> Option<Loose> {
    None
}

/// Takes from everybody but the owner what they can do with it, and gives it to the owner of the data folder where this
/// process may.
#[cfg(unix)]
pub fn tighten(folder: &Path, loose: &Loose) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    if loose.is_foreign {
        let own = fs::metadata(folder)?;
        chown(&loose.path, Some(own.uid()), Some(own.gid()))?;
    }
    let mode = fs::symlink_metadata(&loose.path)?.permissions().mode();
    fs::set_permissions(&loose.path, fs::Permissions::from_mode(mode & 0o700))
}

#[cfg(not(unix))]
pub fn tighten(_: &Path, _: &Loose) -> io::Result<()> {
    Ok(())
}

/// What was replaced and still lies there, by name.
pub fn kept(folder: &Path) -> Vec<Kept> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let kept = entries.filter(swap::is_kept).map(|entry| entry.path());
    let mut found: Vec<Kept> =
        kept.map(|path| Kept { size_bytes: size_of(&path), at: changed_at(&path), path }).collect();
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Parts are moved into it once, and never changed there.
fn changed_at(folder: &Path) -> Option<Timestamp> {
    let at = fs::metadata(folder).and_then(|found| found.modified()).ok()?;
    Some(DateTime::<Utc>::from(at).into())
}

/// Of all files in a folder.
fn size_of(folder: &Path) -> u64 {
    let mut open = vec![folder.to_owned()];
    let mut size = 0;
    while let Some(path) = open.pop() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(found) if found.is_dir() => open.push(entry.path()),
                Ok(found) => size += found.len(),
                Err(_) => {}
            }
        }
    }
    size
}
