//! Putting an office from a backup into a data folder.

use super::archive::{ArchiveFile, Key, Manifest, Part, PartName};
use super::error::{BackupError, Result};
use super::packing::hash_of;
use super::room;
use super::verifying::{prove, prove_authority, prove_files, refuse_newer, unproven};
use crate::access::restored::{self, Closed, Revoked};
use crate::kernel::{Clock, Error, SystemClock};
use crate::platform::db::{Db, OpenError, copy};
use crate::platform::folder::{
    DataFolder, FolderError, FolderLock, REMAINS, Steady, Swap, finish_swap, make_private_dir, open_private,
    sync_folder,
};
use crate::platform::settings::{CopyMark, Office};
use chrono_tz::Tz;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An office that was unpacked beside the one in the folder, proven, brought to the schema of this executable and with its
/// old ways in closed. Nothing was replaced yet.
pub struct Prepared {
    taken: Taken,
    swap: Swap,
    manifest: Manifest,
    replaced: Option<Replaced>,
    closed: Closed,
    copy: Option<CopyMark>,
    zone: Tz,
}

/// What lies in the folder.
#[derive(Debug, Clone)]
pub struct Replaced {
    /// Rows by table; `None` where the database is gone or cannot be read any more.
    pub counts: Option<BTreeMap<String, i64>>,
    /// Whether it is the office that the backup was made of; `None` where that cannot be read.
    pub is_same_office: Option<bool>,
}

/// What was done.
#[derive(Debug, Serialize)]
pub struct Restored {
    pub office: String,
    pub created_at: String,
    pub made_by: String,
    /// Rows by table: of the backup, and of what it replaced.
    pub counts: BTreeMap<String, i64>,
    pub counts_before: Option<BTreeMap<String, i64>>,
    pub files: usize,
    pub closed: Closed,
    /// What it is a copy of, to try things in; `None` for an office that people work in.
    pub copy: Option<CopyMark>,
    /// The office's.
    #[serde(skip)]
    pub zone: Tz,
    /// Where it lies now.
    pub folder: PathBuf,
    /// The folder that holds what was replaced.
    pub kept: Option<PathBuf>,
}

/// Takes the folder and makes an office ready in it.
///
/// # Errors
/// `Start` with `InUse` under a running server. The office in the folder is as it was; a swap that was decided before is
/// finished first.
pub fn prepare(folder: &Path, archive: &Path, key: &Key, revoke_tokens: bool) -> Result<Prepared> {
    let archive = ArchiveFile::open(archive)?;
    let is_new = !folder.exists();
    let opened = DataFolder::open(folder).inspect_err(|_| {
        // Made, but not fit.
        if is_new {
            let _ = fs::remove_dir(folder);
        }
    })?;
    let taken = Taken { lock: opened.lock()?, folder: opened, is_new };
    match make_ready(&taken.folder, &archive, key, revoke_tokens) {
        Ok((swap, Ready { manifest, replaced, closed, copy, zone })) => {
            Ok(Prepared { taken, swap, manifest, replaced, closed, copy, zone })
        }
        Err(error) => {
            taken.leave();
            Err(error)
        }
    }
}

/// The folder, for this process alone.
struct Taken {
    folder: DataFolder,
    lock: FolderLock,
    /// There was none of this name.
    is_new: bool,
}

impl Taken {
    /// As if it had not been taken: a mistyped name leaves nothing.
    fn leave(self) {
        if self.is_new {
            self.folder.remove_lock();
        }
        if let Err(error) = self.lock.return_unused() {
            tracing::warn!(%error, "the lock file could not be written");
        }
        if self.is_new {
            let _ = fs::remove_dir(self.folder.path());
        }
    }
}

/// What is known of an office that waits beside its place.
struct Ready {
    manifest: Manifest,
    replaced: Option<Replaced>,
    closed: Closed,
    copy: Option<CopyMark>,
    zone: Tz,
}

fn make_ready(folder: &DataFolder, archive: &ArchiveFile, key: &Key, revoke_tokens: bool) -> Result<(Swap, Ready)> {
    finish_swap(folder.path())?;
    let swap = Swap::begin(folder.path())?;
    let unpacked = unpack(folder, &swap, archive, key).and_then(|manifest| {
        let (replaced, revoked) = look_at_replaced(folder, &manifest)?;
        let database = swap.ready().join(PartName::Database.to_string());
        let closed = bring_up(archive.path(), &database, revoked, revoke_tokens)?;
        prove_files(archive.path(), &database, &manifest)?;
        let (copy, office) = copy::read(&database, |conn| Ok((CopyMark::find(conn)?, Office::find(conn)?)))?;
        let zone = office.map_or(Tz::UTC, |office| office.tz());
        // Before anybody is asked.
        swap.ensure_possible()?;
        Ok(Ready { manifest, replaced, closed, copy, zone })
    });
    match unpacked {
        Ok(ready) => Ok((swap, ready)),
        Err(error) => {
            if let Err(error) = swap.give_up() {
                tracing::warn!(%error, "what was made ready for the restore cannot be removed");
            }
            Err(error)
        }
    }
}

fn unpack(folder: &DataFolder, swap: &Swap, archive: &ArchiveFile, key: &Key) -> Result<Manifest> {
    let ready = swap.ready();
    let room_for = |manifest: &Manifest| {
        refuse_newer(archive.path(), manifest)?;
        // Upgrading the database may need as much again; attachments that are there are not written.
        let database_bytes = manifest.part(PartName::Database).map_or(0, |part| part.size_bytes);
        let is_there = |part: &&Part| {
            let there = fs::metadata(folder.path().join(part.name.to_string()));
            matches!(part.name, PartName::File(_)) && there.is_ok_and(|there| there.len() == part.size_bytes)
        };
        let there_bytes: u64 = manifest.parts.iter().filter(is_there).map(|part| part.size_bytes).sum();
        room::ensure(&ready, manifest.size_bytes().saturating_sub(there_bytes).saturating_add(database_bytes))
    };
    let known = archive.read(key, room_for, |part, bytes| {
        let name = part.name.to_string();
        let is_there = matches!(part.name, PartName::File(_))
            && hash_of(&folder.path().join(&name)).is_ok_and(|(_, sha256)| sha256 == part.sha256);
        if is_there {
            return Ok(());
        }
        let path = ready.join(name);
        keep(&ready, &path, bytes).map_err(BackupError::at(&path))
    })?;
    prove(archive.path(), &ready.join(PartName::Database.to_string()), &known.manifest)?;
    prove_authority(archive.path(), &ready.join("tls"))?;
    Ok(known.manifest)
}

/// Writes a part so that it is on the disk, with every name that leads to it.
pub(in crate::office) fn keep(ready: &Path, path: &Path, bytes: &mut dyn Read) -> io::Result<()> {
    let folder = path.parent().unwrap_or(ready);
    for folder in folder.ancestors().take_while(|folder| *folder != ready).collect::<Vec<_>>().into_iter().rev() {
        if !folder.is_dir() {
            make_private_dir(folder)?;
            sync_folder(folder.parent().unwrap_or(ready))?;
        }
    }
    let file = open_private(path)?;
    io::copy(bytes, &mut Steady::new(&file))?;
    file.sync_all()?;
    sync_folder(folder)
}

/// A database that is damaged is replaced all the same: that is what backups are for.
fn look_at_replaced(folder: &DataFolder, manifest: &Manifest) -> Result<(Option<Replaced>, Revoked)> {
    let path = folder.database();
    if !path.exists() {
        // Only of an office: what else there is belongs to the machine.
        let is_left = REMAINS.iter().any(|name| folder.path().join(name).exists());
        let replaced = is_left.then_some(Replaced { counts: None, is_same_office: None });
        return Ok((replaced, if is_left { Revoked::everything() } else { Revoked::default() }));
    }
    let revoked = match copy::read(&path, restored::revoked) {
        Ok(revoked) => revoked,
        // Of a disk that is full nothing follows for the database.
        Err(Error::DiskFull) => return Err(OpenError::DiskFull { path }.into()),
        // Which tokens were ended since cannot be read any more: then none is good.
        Err(_) => Revoked::everything(),
    };
    let replaced = Replaced {
        counts: copy::counts(&path).ok(),
        is_same_office: copy::instance_id(&path).ok().map(|id| id == manifest.instance_id),
    };
    Ok((Some(replaced), revoked))
}

/// Brings the database to the schema of this executable, on the copy, and closes the ways in of its time.
fn bring_up(archive: &Path, database: &Path, revoked: Revoked, revoke_tokens: bool) -> Result<Closed> {
    let db = Db::open(database, 1, Arc::new(SystemClock)).map_err(|error| unproven(archive, error))?;
    let closed = db.write_blocking(move |tx| restored::close(tx, &revoked, revoke_tokens));
    db.stop();
    drop(db);
    let closed = closed.map_err(|error| match error {
        Error::DiskFull => OpenError::DiskFull { path: database.to_owned() }.into(),
        error => BackupError::from(error),
    })?;
    let log = database.with_file_name("korob.db-wal");
    if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        return Err(anyhow::anyhow!("what was written to the restored database did not reach its file").into());
    }
    File::open(database).and_then(|file| file.sync_all()).map_err(BackupError::at(database))?;
    Ok(closed)
}

impl Prepared {
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What would be replaced; `None` in an empty folder.
    pub fn replaced(&self) -> Option<&Replaced> {
        self.replaced.as_ref()
    }

    /// What it is a copy of, to try things in, and the office's zone.
    pub fn copy(&self) -> Option<(&CopyMark, Tz)> {
        self.copy.as_ref().map(|mark| (mark, self.zone))
    }

    /// Puts the office in its place, all of it or nothing: where this is cut short, the next start finishes it.
    pub fn commit(self) -> Result<Restored> {
        let at = SystemClock.now().to_utc().format("%Y-%m-%d-%H%M%S");
        let folder = self.taken.folder.clone();
        let aside = folder.free_name(&format!("before-restore-{at}"));
        let kept = folder.path().join(&aside);
        match self.swap.commit(&aside) {
            Err(error @ FolderError::Unfinished { .. }) => return Err(error.into()),
            Err(error) => {
                self.taken.leave();
                return Err(error.into());
            }
            Ok(()) => {}
        }
        if let Err(error) = self.taken.lock.release() {
            tracing::warn!(%error, "the lock file could not be written");
        }
        // Where nothing was replaced an empty folder would only raise questions.
        let has_kept = fs::remove_dir(&kept).is_err();
        Ok(Restored {
            folder: folder.path().to_owned(),
            files: self.manifest.files,
            office: self.manifest.office,
            created_at: self.manifest.created_at,
            made_by: self.manifest.made_by,
            counts: self.manifest.counts,
            kept: has_kept.then_some(kept),
            counts_before: self.replaced.and_then(|replaced| replaced.counts),
            closed: self.closed,
            copy: self.copy,
            zone: self.zone,
        })
    }

    /// Leaves everything as it was.
    pub fn give_up(self) -> Result<()> {
        let given_up = self.swap.give_up().map_err(BackupError::at(self.taken.folder.path()));
        self.taken.leave();
        given_up
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Lang;
    use crate::office::backup::archive::{Hashed, Heading, Lock, Outlet, write};
    use crate::office::backup::verify;

    #[test]
    fn a_backup_of_a_newer_version_is_refused_before_anything_is_unpacked() {
        let parent = tempfile::tempdir().unwrap();
        let (data, path) = (parent.path().join("data"), parent.path().join("newer"));
        let database = parent.path().join("pages");
        fs::write(&database, "pages of a schema to come").unwrap();
        let (size_bytes, sha256) = Hashed::new(File::open(&database).unwrap()).finish().unwrap();
        let heading = Heading {
            made_by: "9.4.0".into(),
            schema: 2_099_010_101,
            instance_id: "f".repeat(32),
            office: "Кедр".into(),
            created_at: "2099-01-01T00:00:00Z".into(),
            counts: BTreeMap::new(),
        };
        let manifest = Manifest::new(heading, vec![Part { name: PartName::Database, size_bytes, sha256 }], 0);
        let target = File::create(&path).unwrap();
        let outlet = Outlet { file: &target, lock: &Lock::Open, plain: None };
        write(outlet, &manifest, |_| File::open(&database), &mut |_| {}).unwrap();
        let refused = [prepare(&data, &path, &Key::None, false).err(), verify(&path, &Key::None).err()];
        for error in refused.map(|error| error.expect("nobody knows this schema")) {
            for lang in Lang::ALL {
                let text = error.text(lang);
                assert!(text.contains("9.4.0") && text.contains("newer") && !text.contains("restoring"), "{text}");
            }
        }
        assert!(!data.join("restoring").exists() && !data.join("korob.db").exists());
    }
}
