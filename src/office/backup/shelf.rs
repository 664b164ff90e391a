//! The backups in a folder.

use super::archive::{ArchiveFile, Key, Manifest, Needed};
use super::error::{BackupError, Result};
use crate::kernel::Timestamp;
use chrono::{DateTime, NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub(super) const BEGINNING: &str = "korob-";
/// Of those that nobody asked for, which are cleared up in time.
const SCHEDULED: &str = "korob-auto-";
const MOMENT: &str = "%Y-%m-%d-%H%M%S";
const MOMENT_LENGTH: usize = "2026-11-27-020000".len();
/// More are made by mistake.
const MOST_OF_A_SECOND: u32 = 99;
const PLAIN: &str = ".tar.zst";
const ENCRYPTED: &str = ".tar.zst.age";

/// A backup that lies there. Nothing says that it is whole: see [`super::verify`].
#[derive(Debug)]
pub struct Shelved {
    pub path: PathBuf,
    pub size_bytes: u64,
    /// When it was made: as it says itself, else by its name, else when its file was written, which a mere copy of it forgets.
    pub made_at: Timestamp,
    /// With what it is opened.
    pub needs: Needed,
    /// What it says it holds; `None` where that is encrypted or cannot be read.
    pub manifest: Option<Manifest>,
}

/// The names of a backup of this moment, as a clock on the wall of the office shows it: the first, or where others have that,
/// the same with a number.
pub(super) fn names(
    beginning: &str,
    at: Timestamp,
    zone: Tz,
    is_encrypted: bool,
) -> impl Iterator<Item = String> + use<> {
    let moment = at.to_utc().with_timezone(&zone).format(MOMENT);
    let (named, end) = (format!("{beginning}{moment}"), if is_encrypted { ENCRYPTED } else { PLAIN });
    let numbered = (2..=MOST_OF_A_SECOND).map(|number| format!("-{number}"));
    std::iter::once(String::new()).chain(numbered).map(move |number| [&named, number.as_str(), end].concat())
}

/// With the beginning of the office's id: two offices may share a folder, and neither clears up what is the other's.
pub(super) fn scheduled_beginning(instance_id: &str) -> String {
    format!("{SCHEDULED}{}-", instance_id.get(..8).unwrap_or(instance_id))
}

/// Those of these names that are scheduled backups of this office, each with the moment in it.
pub(super) fn scheduled(names: Vec<String>, instance_id: &str) -> Vec<(String, NaiveDateTime)> {
    let beginning = scheduled_beginning(instance_id);
    let moment = |name: &str| name.strip_prefix(&beginning).and_then(moment_of);
    names.into_iter().filter_map(|name| moment(&name).map(|at| (name, at))).collect()
}

/// The moment that is left of the name of a backup without its beginning.
fn moment_of(name: &str) -> Option<NaiveDateTime> {
    let name = name.strip_suffix(ENCRYPTED).or_else(|| name.strip_suffix(PLAIN))?;
    // Only of one among several of its second a number follows.
    let (moment, number) = name.split_at_checked(MOMENT_LENGTH)?;
    let is_number = |digits: &str| digits.parse::<u32>().is_ok();
    let is_whole = number.is_empty() || number.strip_prefix('-').is_some_and(is_number);
    NaiveDateTime::parse_from_str(moment, MOMENT).ok().filter(|_| is_whole)
}

/// The backups in this folder, newest first; none where there is no such folder. `zone` is the office's.
pub fn shelf(folder: &Path, zone: Tz) -> Result<Vec<Shelved>> {
    // One that was cleared up meanwhile is not there.
    let mut found: Vec<Shelved> = named(folder)?.iter().filter_map(|path| look_at(path, zone)).collect();
    found.sort_by_key(|shelved| std::cmp::Reverse(shelved.made_at));
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

fn look_at(path: &Path, zone: Tz) -> Option<Shelved> {
    let found = fs::metadata(path).ok()?;
    let archive = ArchiveFile::open(path);
    let needs = archive.as_ref().ok().and_then(|archive| archive.needed_key().ok()).unwrap_or(Needed::Nothing);
    let manifest = archive.and_then(|archive| archive.peek(&Key::None)).ok();
    let said = manifest.as_ref().and_then(|manifest| DateTime::parse_from_rfc3339(&manifest.created_at).ok());
    let made_at = said.map(|at| at.to_utc().into()).or_else(|| named_at(path, zone)).unwrap_or_else(|| {
        let written = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let since = written.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or_default())
    });
    Some(Shelved { path: path.to_owned(), size_bytes: found.len(), made_at, needs, manifest })
}

/// The moment in the name of a backup, whoever made it.
fn named_at(path: &Path, zone: Tz) -> Option<Timestamp> {
    let name = path.file_name()?.to_str()?;
    let mut rest = name.strip_prefix(BEGINNING)?;
    if let Some(scheduled) = name.strip_prefix(SCHEDULED) {
        rest = scheduled.split_once('-')?.1;
    }
    let at = zone.from_local_datetime(&moment_of(rest)?).earliest()?;
    Some(at.to_utc().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scheduled_backups_are_known_by_their_names_encrypted_or_not() {
        let (id, at) = ("0123456789abcdef", Timestamp(0));
        let beginning = scheduled_beginning(id);
        let of = |is_encrypted| names(&beginning, at, Tz::UTC, is_encrypted).take(2);
        let ours: Vec<String> = of(false).chain(of(true)).collect();
        assert_eq!(ours[3], "korob-auto-01234567-1970-01-01-000000-2.tar.zst.age");
        let asked_for = names(BEGINNING, at, Tz::UTC, false).next().unwrap();
        let others =
            ["korob-auto-ffffffff-1970-01-01-000000.tar.zst", "korob-auto-01234567-1970-01-01-000000-x.tar.zst"];
        let all: Vec<String> = ours.iter().cloned().chain(others.map(str::to_owned)).chain([asked_for]).collect();
        assert!(all.iter().all(|name| is_name(name)), "{all:?}");
        let found: Vec<String> = scheduled(all, id).into_iter().map(|(name, _)| name).collect();
        assert_eq!(found, ours);
    }

    /// What it holds says nothing without its key, and copying a file dates it anew.
    #[test]
    fn an_encrypted_backup_that_was_carried_here_is_dated_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let zone: Tz = "Europe/Moscow".parse().unwrap();
        for name in ["korob-2025-03-01-120000.tar.zst.age", "korob-auto-01234567-2026-01-02-020000.tar.zst.age"] {
            fs::write(folder.path().join(name), "age-encryption.org/v1").unwrap();
        }
        let found = shelf(folder.path(), zone).unwrap();
        let dated: Vec<String> = found.iter().map(|shelved| shelved.made_at.to_utc().to_rfc3339()).collect();
        assert_eq!(dated, ["2026-01-01T23:00:00+00:00", "2025-03-01T09:00:00+00:00"]);
    }
}
