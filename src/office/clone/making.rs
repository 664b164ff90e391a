//! Making a copy while the office works.

use super::config;
use super::masking::{self, Login};
use crate::access::restored::{self, Closed, Revoked};
use crate::kernel::{Clock, HeldClock, Timestamp};
use crate::office::backup::archive::PartName;
use crate::office::backup::{
    BackupError, Outcome, Plan, Result, Scratch, ensure_one_office, ensure_room, folder_of, hold_files, keep,
};
use crate::platform::db::copy::{self, examine};
use crate::platform::db::{Db, renew_instance};
use crate::platform::files::{BlobHash, is_whole};
use crate::platform::folder::{DataFolder, look, make_private_dir, open_private, sync_folder};
use crate::platform::settings::CopyMark;
use crate::records::{Registry, attachments};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub struct Order<'a> {
    pub folder: &'a DataFolder,
    /// The folder to make: it is not there yet, or empty.
    pub to: &'a Path,
    /// To mask it, with the kinds of records that there are.
    pub mask: Option<&'a Registry>,
    pub now: Timestamp,
}

/// A copy that was made.
#[derive(Debug, Serialize)]
pub struct Made {
    pub path: PathBuf,
    pub instance_id: String,
    /// Rows by table.
    pub counts: BTreeMap<String, i64>,
    pub files: usize,
    pub files_bytes: u64,
    /// Files that records name but that are gone from the disk, or damaged on it.
    pub missing_files: Vec<BlobHash>,
    pub closed: Closed,
    /// Of a masked copy.
    pub login: Option<Login>,
}

/// Makes a copy of the office as it is now. It is made ready beside its place and takes it in one step, whenever the machine
/// stops: there is a whole copy or none.
pub fn make(order: Order<'_>) -> Result<Made> {
    let Order { folder, to, mask, now } = order;
    let place = place(folder, to)?;
    let database = folder.database();
    let database_bytes = fs::metadata(&database).map_err(BackupError::at(&database))?.len();
    let scratch = Scratch::in_folder(folder_of(&place))?;
    // What is written to it lies in a log beside it for a while.
    ensure_room(scratch.path(), database_bytes.saturating_mul(2))?;
    let ready = scratch.path().join("office");
    make_private_dir(&ready).map_err(BackupError::at(&ready))?;
    // Not masked yet, it lies in the office's own folder alone: the copy may be made on a stick that is given away, where even
    // what is deleted can be found.
    let masking = mask.map(|_| scratch_of_office(folder, database_bytes)).transpose()?;
    // Before the database is copied: what it names must still be there when files are.
    let _held = hold_files(&folder.files())?;
    let target = ready.join(PartName::Database.to_string());
    let copied = masking.as_ref().map_or_else(|| target.clone(), |masking| masking.path().join("korob.db"));
    drop(open_private(&copied).map_err(BackupError::at(&copied))?);
    ensure_one_office(folder)?;
    copy::copy(&database, &copied).map_err(|error| error.of(&database))?;
    examine(&copied).map_err(|error| error.of(&database))?;
    let from = mask.is_none().then(|| folder.path().display().to_string());
    // Which brings it to the schema of this executable, too.
    let (closed, login) = make_another(&copied, CopyMark { made_at: now, from }, mask)?;
    if masking.is_some() {
        let masked = File::open(&copied).and_then(|mut masked| keep(&ready, &target, &mut masked));
        masked.map_err(BackupError::at(&target))?;
    }
    drop(masking);
    let needed = copy::read(&target, |conn| attachments::needed(conn, now))?;
    let files = match mask {
        Some(_) => Files::invented(needed.is_empty(), &ready)?,
        None => Files::of(folder, needed.into_iter().collect()),
    };
    if mask.is_none() {
        ensure_room(scratch.path(), database_bytes.saturating_add(files.bytes))?;
        files.bring(folder, &ready)?;
        bring_keys(folder, &ready)?;
    }
    bring_config(folder, &ready)?;
    ensure_one_office(folder)?;
    let examined = examine(&target).map_err(|error| error.of(&target))?;
    sync_folder(&ready).map_err(BackupError::at(&ready))?;
    // Onto an empty folder, too, and onto nothing else.
    fs::rename(&ready, &place).map_err(BackupError::at(&place))?;
    sync_folder(folder_of(&place)).map_err(BackupError::at(&place))?;
    Ok(Made {
        path: place,
        instance_id: examined.instance_id,
        counts: examined.counts,
        files: files.whole.len(),
        files_bytes: files.bytes,
        missing_files: files.missing,
        closed,
        login,
    })
}

/// A place beside the office's backups; masked, all of it is written twice.
fn scratch_of_office(folder: &DataFolder, database_bytes: u64) -> Result<Scratch> {
    let backups = folder.backups();
    if !backups.is_dir() {
        make_private_dir(&backups).map_err(BackupError::at(&backups))?;
    }
    let scratch = Scratch::in_folder(&backups)?;
    ensure_room(scratch.path(), database_bytes.saturating_mul(4))?;
    Ok(scratch)
}

/// Where the copy goes, with no links on the way.
fn place(folder: &DataFolder, to: &Path) -> Result<PathBuf> {
    match fs::read_dir(to).map(|mut entries| entries.next().is_some()) {
        Ok(false) => {}
        Ok(true) => return Err(BackupError::NotEmpty { path: to.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !to.is_symlink() => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound || error.kind() == io::ErrorKind::NotADirectory => {
            return Err(BackupError::NotEmpty { path: to.to_owned() });
        }
        Err(error) => return Err(BackupError::at(to)(error)),
    }
    let place = match to.canonicalize() {
        Ok(place) => place,
        Err(_) => {
            let parent = folder_of(to);
            let parent = parent.canonicalize().map_err(BackupError::at(parent))?;
            let no_name = || io::Error::new(io::ErrorKind::InvalidInput, "this is no name of a folder");
            parent.join(to.file_name().ok_or_else(no_name).map_err(BackupError::at(to))?)
        }
    };
    if place.starts_with(folder.path()) {
        return Err(BackupError::WithinItself { path: to.to_owned(), folder: folder.path().to_owned() });
    }
    look(folder_of(&place))?;
    Ok(place)
}

/// The files that records name.
struct Files {
    whole: Vec<BlobHash>,
    bytes: u64,
    missing: Vec<BlobHash>,
}

impl Files {
    fn of(folder: &DataFolder, needed: BTreeSet<BlobHash>) -> Files {
        let mut files = Files { whole: Vec::new(), bytes: 0, missing: Vec::new() };
        for hash in needed {
            match fs::metadata(path_of(folder.path(), hash)) {
                Ok(found) if is_whole(&folder.files(), hash).unwrap_or_default() => {
                    files.whole.push(hash);
                    files.bytes += found.len();
                }
                _ => files.missing.push(hash),
            }
        }
        files
    }

    /// One in the place of all.
    fn invented(is_without: bool, ready: &Path) -> Result<Files> {
        if is_without {
            return Ok(Files { whole: Vec::new(), bytes: 0, missing: Vec::new() });
        }
        let (hash, bytes) = masking::paper()?;
        masking::bring_paper(ready, &path_of(ready, hash))?;
        Ok(Files { whole: vec![hash], bytes, missing: Vec::new() })
    }

    fn bring(&self, folder: &DataFolder, ready: &Path) -> Result<()> {
        for hash in &self.whole {
            let source = path_of(folder.path(), *hash);
            let mut bytes = File::open(&source).map_err(BackupError::at(&source))?;
            let target = path_of(ready, *hash);
            keep(ready, &target, &mut bytes).map_err(BackupError::at(&target))?;
        }
        Ok(())
    }
}

fn path_of(folder: &Path, hash: BlobHash) -> PathBuf {
    folder.join(PartName::File(hash).to_string())
}

/// Those are the office's: who is to recognise nobody gets none of them.
fn bring_keys(folder: &DataFolder, ready: &Path) -> Result<()> {
    for name in [PartName::Secret, PartName::License].map(|name| name.to_string()) {
        let (source, target) = (folder.path().join(&name), ready.join(&name));
        match File::open(&source) {
            Ok(mut bytes) => keep(ready, &target, &mut bytes).map_err(BackupError::at(&target))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(BackupError::at(&source)(error)),
        }
    }
    Ok(())
}

/// Start-up settings that lead nobody from the office to the copy.
fn bring_config(folder: &DataFolder, ready: &Path) -> Result<()> {
    let config = config::of_copy(&fs::read_to_string(folder.config()).unwrap_or_default());
    let target = ready.join(PartName::Config.to_string());
    keep(ready, &target, &mut config.as_bytes()).map_err(BackupError::at(&target))
}

/// Makes another office of the one in this database, masked where the kinds of records are given.
fn make_another(database: &Path, mark: CopyMark, mask: Option<&Registry>) -> Result<(Closed, Option<Login>)> {
    let clock: Arc<dyn Clock> = Arc::new(HeldClock::at(mark.made_at));
    let db = Db::open(database, 1, clock).map_err(|error| error.of(database))?;
    let closed = db.write_blocking(move |tx| {
        renew_instance(tx)?;
        let plan = Plan::load(tx)?;
        Plan { is_on: false, second_place: None, ..plan }.save(tx)?;
        Outcome::default().save(tx)?;
        mark.save(tx)?;
        restored::close(tx, &Revoked::everything(), true)
    });
    let login = mask.map(|registry| masking::mask(&db, registry)).transpose();
    db.stop();
    drop(db);
    let made = (closed?, login?);
    if mask.is_some() {
        copy::compact(database).map_err(|error| error.of(database))?;
    }
    for beside in ["korob.db-wal", "korob.db-shm"] {
        let beside = database.with_file_name(beside);
        match fs::metadata(&beside) {
            Ok(found) if found.len() > 0 && beside.extension().is_some_and(|end| end == "db-wal") => {
                return Err(anyhow::anyhow!("what was written to the copy did not reach its file").into());
            }
            Ok(_) => fs::remove_file(&beside).map_err(BackupError::at(&beside))?,
            Err(_) => {}
        }
    }
    File::open(database).and_then(|file| file.sync_all()).map_err(BackupError::at(database))?;
    Ok(made)
}
