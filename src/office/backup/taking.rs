//! Making a backup while the office works.

use super::archive::{Heading, Lock, Manifest};
use super::error::{BackupError, Result};
use super::packing::{Source, folder_of, read_back};
use super::scratch::Scratch;
use super::shelf::{BEGINNING, names, scheduled_beginning};
use super::{VERSION, room};
use crate::kernel::Timestamp;
use crate::platform::db::copy::{self, examine};
use crate::platform::files::{BlobHash, Held, hold};
use crate::platform::folder::{DataFolder, is_swapping, sync_folder};
use crate::platform::settings::Office;
use crate::records::attachments;
use anyhow::anyhow;
use chrono_tz::Tz;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// How long a sweep of files that nothing needs may keep a backup waiting.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where a backup goes.
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    File(&'a Path),
    /// `backups/` of the data folder, to stay there until somebody deletes it.
    Shelf,
    /// `backups/`, to be cleared up in time.
    Scheduled,
}

pub struct Order<'a> {
    pub folder: &'a DataFolder,
    pub target: Target<'a>,
    pub lock: Lock,
    /// Restores it into a scratch folder while it is packed: what only others can open could not be proven later.
    pub prove: bool,
    pub now: Timestamp,
    /// Hears how many bytes are packed, and of how many.
    pub progress: &'a mut dyn FnMut(u64, u64),
}

/// A backup that was made, and read back.
#[derive(Debug, Serialize)]
pub struct Taken {
    pub path: PathBuf,
    pub size_bytes: u64,
    /// Of the whole file.
    pub sha256: String,
    pub is_encrypted: bool,
    pub created_at: String,
    pub schema: i64,
    pub instance_id: String,
    /// Rows by table.
    pub counts: BTreeMap<String, i64>,
    pub files: usize,
    pub files_bytes: u64,
    /// Files that records name but that could not be packed: gone from the disk, or damaged on it.
    pub missing_files: Vec<BlobHash>,
}

/// Writes the office as it is now into one file, which is on the disk under its name when this returns, and was read back.
///
/// The database is copied within the data folder: wherever the archive goes, perhaps encrypted, nothing of the office lies
/// there in clear. Only where that disk is full, and the archive goes elsewhere in clear anyway, it is copied there.
///
/// # Errors
/// Nothing is left of a backup that fails.
pub fn take(order: Order<'_>) -> Result<Taken> {
    let Order { folder, target, lock, prove, now, progress } = order;
    let database = folder.database();
    let target_folder = match target {
        Target::File(path) if path.exists() => return Err(BackupError::Exists { path: path.to_owned() }),
        Target::File(path) => folder_of(path).to_owned(),
        Target::Shelf | Target::Scheduled => folder.backups(),
    };
    folder.lay_out()?;
    let database_bytes = fs::metadata(&database).map_err(BackupError::at(&database))?.len();
    let clear = match room::ensure(&folder.backups(), database_bytes) {
        Err(full @ BackupError::NoRoom { .. }) if lock.is_open() && target_folder != folder.backups() => {
            // Beside the archive.
            room::ensure(&target_folder, database_bytes.saturating_mul(2)).map_err(|_| full)?;
            target_folder.clone()
        }
        ensured => ensured.map(|()| folder.backups())?,
    };
    let scratch = Scratch::in_folder(&clear)?;
    // Before the database is copied: what it names must still be there when files are packed.
    let _held = hold_files(&folder.files())?;
    let copied = scratch.path().join("korob.db");
    ensure_one_office(folder)?;
    copy::copy(&database, &copied).map_err(|error| error.of(&database))?;
    let identity = copy::identify(&copied).map_err(|error| error.of(&database))?;
    // An office that an earlier version shaped may know nothing of files.
    let has_files = identity.counts.contains_key(attachments::TABLE);
    let (needed, office) = copy::read(&copied, |conn| {
        let needed = if has_files { attachments::needed(conn, now)? } else { Default::default() };
        Ok((needed, Office::find(conn)?))
    })?;
    let zone = office.as_ref().map_or(Tz::UTC, Office::tz);
    let source = Source { folder, copied, clear };
    let place = Scratch::in_folder(&target_folder)?;
    let packed = place.path().join("archive");
    let (manifest, missing_files, sha256) = while_examined(&source.copied, &database, || {
        let (parts, missing_files) = source.parts(needed.into_iter().collect())?;
        ensure_one_office(folder)?;
        let heading = Heading {
            made_by: VERSION.to_owned(),
            schema: identity.schema,
            instance_id: identity.instance_id,
            office: office.map(|office| office.name).unwrap_or_default(),
            created_at: now.to_rfc3339(),
            counts: identity.counts,
        };
        let manifest = Manifest::new(heading, parts, missing_files.len());
        room::ensure(place.path(), manifest.size_bytes())?;
        match prove {
            true => source.pack_proven(&packed, &lock, &manifest, progress)?,
            false => source.pack(&packed, &lock, None, &manifest, progress)?,
        }
        let sha256 = read_back(&packed, &lock)?;
        Ok((manifest, missing_files, sha256))
    })?;
    let names = |beginning: &str| names(beginning, now, zone, !lock.is_open()).map(|name| target_folder.join(name));
    let path = match target {
        Target::File(path) => put_in_place(&packed, std::iter::once(path.to_owned()))?,
        Target::Shelf => put_in_place(&packed, names(BEGINNING))?,
        Target::Scheduled => put_in_place(&packed, names(&scheduled_beginning(&manifest.instance_id)))?,
    };
    let size_bytes = fs::metadata(&path).map_err(BackupError::at(&path))?.len();
    Ok(Taken {
        path,
        size_bytes,
        sha256,
        is_encrypted: !lock.is_open(),
        created_at: manifest.created_at,
        schema: manifest.schema,
        instance_id: manifest.instance_id,
        counts: manifest.counts,
        files: manifest.files,
        files_bytes: manifest.files_bytes,
        missing_files,
    })
}

/// Does the work while another thread looks at all of the copy, which takes about as long. What is wrong with the copy is
/// told before what went wrong with the work.
fn while_examined<T>(copied: &Path, database: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    thread::scope(|scope| {
        let examining = thread::Builder::new().name("examine".into()).spawn_scoped(scope, || examine(copied));
        let examining = examining.map_err(BackupError::at(copied))?;
        let done = work();
        let examined = examining.join().map_err(|_| anyhow!("the look at the copy panicked"))?;
        examined.map_err(|error| error.of(database))?;
        done
    })
}

/// While a restore is not finished, the database may be of one office and its key of another.
pub(in crate::office) fn ensure_one_office(folder: &DataFolder) -> Result<()> {
    if is_swapping(folder.path()) {
        return Err(BackupError::Unfinished { path: folder.path().to_owned() });
    }
    Ok(())
}

pub(in crate::office) fn hold_files(folder: &Path) -> Result<Option<Held>> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let begun = Instant::now();
    loop {
        match hold(folder) {
            Ok(held) => return Ok(Some(held)),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock && begun.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(50));
            }
            Err(error) => return Err(BackupError::at(folder)(error)),
        }
    }
}

/// Gives the archive the first of these names that nothing has.
fn put_in_place(packed: &Path, paths: impl Iterator<Item = PathBuf>) -> Result<PathBuf> {
    let mut paths = paths.peekable();
    loop {
        let path = paths.next().ok_or_else(|| anyhow!("the backup has no name"))?;
        match name(packed, &path) {
            Err(BackupError::Exists { .. }) if paths.peek().is_some() => {}
            named => return named.map(|()| path),
        }
    }
}

fn name(packed: &Path, path: &Path) -> Result<()> {
    match fs::hard_link(packed, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(BackupError::Exists { path: path.to_owned() });
        }
        // Not every disk knows two names for a file: memory sticks do not.
        Err(_) if path.exists() => return Err(BackupError::Exists { path: path.to_owned() }),
        Err(_) => fs::rename(packed, path).map_err(BackupError::at(path))?,
        Ok(()) => {}
    }
    let folder = folder_of(path);
    sync_folder(folder).map_err(BackupError::at(folder))
}
