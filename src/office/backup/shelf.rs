//! The backups in a folder.

use super::archive::{ArchiveFile, Key, Manifest};
use super::error::{BackupError, Result};
use crate::kernel::Timestamp;
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const BEGINNING: &str = "korob-";
/// Of those that nobody asked for, which are cleared up in time.
const SCHEDULED: &str = "korob-auto-";
const MOMENT: &str = "%Y-%m-%d-%H%M%S";
const PLAIN: &str = ".tar.zst";
const ENCRYPTED: &str = ".tar.zst.age";

/// A backup that lies there. Nothing says that it is whole: see [`super::verify`].
#[derive(Debug)]
pub struct Shelved {
    pub path: PathBuf,
    pub size_bytes: u64,
    /// When it was written.
    pub at: Timestamp,
    pub is_encrypted: bool,
    /// What it says it holds; `None` where that is encrypted or cannot be read.
    pub manifest: Option<Manifest>,
}

/// The name of a backup of this moment, as a clock on the wall of the office shows it.
pub fn name_of(at: Timestamp, zone: Tz, is_encrypted: bool) -> String {
    let at = at.to_utc().with_timezone(&zone).format(MOMENT);
    format!("{BEGINNING}{at}{}", if is_encrypted { ENCRYPTED } else { PLAIN })
}

/// With the beginning of the office's id: two offices may share a folder, and neither clears up what is the other's.
pub(super) fn scheduled_name(instance_id: &str, at: Timestamp, zone: Tz) -> String {
    format!("{}{}{PLAIN}", scheduled_beginning(instance_id), at.to_utc().with_timezone(&zone).format(MOMENT))
}

pub(super) fn scheduled_beginning(instance_id: &str) -> String {
    format!("{SCHEDULED}{}-", instance_id.get(..8).unwrap_or(instance_id))
}

/// The scheduled backups of an office in this folder, each with the moment in its name.
pub(super) fn scheduled(folder: &Path, instance_id: &str) -> Result<Vec<(PathBuf, NaiveDateTime)>> {
    let beginning = scheduled_beginning(instance_id);
    let mut found = Vec::new();
    for path in named(folder)? {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let moment = name.strip_prefix(&beginning).and_then(|name| name.strip_suffix(PLAIN));
        if let Some(at) = moment.and_then(|text| NaiveDateTime::parse_from_str(text, MOMENT).ok()) {
            found.push((path, at));
        }
    }
    Ok(found)
}

/// The backups in this folder, newest first; none where there is no such folder.
pub fn shelf(folder: &Path) -> Result<Vec<Shelved>> {
    // One that was cleared up meanwhile is not there.
    let mut found: Vec<Shelved> = named(folder)?.iter().filter_map(|path| look_at(path)).collect();
    found.sort_by_key(|shelved| std::cmp::Reverse(shelved.at));
    Ok(found)
}

/// What is called like a backup.
fn named(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(BackupError::at(folder))?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(BackupError::at(folder))?.path();
        if path.file_name().and_then(|name| name.to_str()).is_some_and(is_name) {
            found.push(path);
        }
    }
    Ok(found)
}

/// Whether a file of this name may be a backup, and nothing but a file in its own folder.
pub(super) fn is_name(name: &str) -> bool {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
    is_plain && name.starts_with(BEGINNING) && (name.ends_with(PLAIN) || name.ends_with(ENCRYPTED))
}

fn look_at(path: &Path) -> Option<Shelved> {
    let found = fs::metadata(path).ok()?;
    let written = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    let since = written.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let archive = ArchiveFile::open(path);
    Some(Shelved {
        path: path.to_owned(),
        size_bytes: found.len(),
        at: Timestamp(i64::try_from(since.as_millis()).unwrap_or_default()),
        is_encrypted: archive.as_ref().is_ok_and(|archive| archive.is_encrypted().unwrap_or_default()),
        manifest: archive.and_then(|archive| archive.peek(&Key::None)).ok(),
    })
}
