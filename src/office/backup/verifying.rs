//! Proving that a backup restores, by restoring it.

use super::archive::{ArchiveError, ArchiveFile, Key, Manifest, Part, PartName, read_stream};
use super::error::{BackupError, Result};
use super::room;
use super::scratch::Scratch;
use crate::kernel::SystemClock;
use crate::platform::db::copy::{self, examine};
use crate::platform::db::{Db, OpenError, migrations};
use crate::platform::folder::open_private;
use crate::platform::tls::{Authority, TlsError};
use crate::records::attachments;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was found of a backup.
#[derive(Debug, Serialize)]
pub struct Verified {
    pub sha256: String,
    /// False where only the seal could be looked at, the rest being encrypted to somebody else.
    pub is_proven: bool,
    pub made_by: String,
    pub office: String,
    pub created_at: String,
    pub schema: i64,
    pub instance_id: String,
    pub counts: BTreeMap<String, i64>,
    pub files: usize,
    pub files_bytes: u64,
    pub missing_files: usize,
}

/// Reads all of the archive and restores its database into a scratch folder beside it (or, where that cannot be written,
/// in the system's), where pages, rows, links, the search index, the counts and the files that records name are compared
/// with what the archive says. Without a key, only the seal of an encrypted one is looked at.
pub fn verify(path: &Path, key: &Key) -> Result<Verified> {
    let archive = ArchiveFile::open(path)?;
    let is_encrypted = archive.needed_key()?.is_encrypted();
    if matches!(key, Key::None) && is_encrypted {
        return Ok(Verified::sealed(archive.check_seal()?));
    }
    let beside = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // What somebody encrypted is not for the disk that it lies on.
    let scratch = match is_encrypted {
        true => Scratch::in_folder(&std::env::temp_dir())?,
        false => Scratch::in_folder(beside).or_else(|_| Scratch::in_folder(&std::env::temp_dir()))?,
    };
    let trial = Trial { archive: path, scratch };
    let known = archive.read(key, |manifest| trial.begin(manifest), |part, bytes| trial.take(part, bytes))?;
    trial.judge(&known.manifest)?;
    Ok(Verified::of(known.manifest, known.sha256))
}

/// A restore into a scratch folder, to see whether one can be made of this archive.
pub(super) struct Trial<'a> {
    pub archive: &'a Path,
    pub scratch: Scratch,
}

impl Trial<'_> {
    /// Unpacks an archive while it is written.
    pub(super) fn unpack(&self, packed: impl Read) -> Result<Manifest> {
        read_stream(self.archive, packed, |manifest| self.begin(manifest), |part, bytes| self.take(part, bytes))
    }

    fn begin(&self, manifest: &Manifest) -> Result<()> {
        refuse_newer(self.archive, manifest)?;
        let unpacked = [PartName::Database, PartName::Authority].into_iter().filter_map(|name| manifest.part(name));
        room::ensure(self.scratch.path(), unpacked.fold(0, |sum, part| part.size_bytes.saturating_add(sum)))
    }

    fn take(&self, part: &Part, bytes: &mut dyn Read) -> Result<()> {
        let target = match part.name {
            PartName::Database => self.database(),
            PartName::Authority => self.scratch.path().join("authority.key"),
            _ => return Ok(()),
        };
        let written = open_private(&target).and_then(|mut file| io::copy(bytes, &mut file));
        written.map(drop).map_err(BackupError::at(&target))
    }

    /// Compares what was unpacked with what the archive says.
    pub(super) fn judge(&self, manifest: &Manifest) -> Result<()> {
        let database = self.database();
        prove(self.archive, &database, manifest)?;
        prove_authority(self.archive, self.scratch.path())?;
        // An older one is upgraded when it is restored: that has to go well, too.
        Db::open(&database, 1, Arc::new(SystemClock)).map_err(|error| unproven(self.archive, error))?.stop();
        prove_files(self.archive, &database, manifest)
    }

    fn database(&self) -> PathBuf {
        self.scratch.path().join("korob.db")
    }
}

/// # Errors
/// `Newer` for a database that only a later version of this executable knows.
pub(super) fn refuse_newer(archive: &Path, manifest: &Manifest) -> Result<()> {
    if manifest.schema > migrations::newest_schema() {
        let made_by = manifest.made_by.clone();
        return Err(BackupError::of_archive(archive)(ArchiveError::Newer { made_by }));
    }
    Ok(())
}

/// Whether a database that was unpacked is what the manifest says.
pub(super) fn prove(archive: &Path, database: &Path, manifest: &Manifest) -> Result<()> {
    let examined = examine(database).map_err(|error| unproven(archive, error))?;
    let wrong = |detail: String| BackupError::Unproven { path: archive.to_owned(), detail };
    if (examined.schema, &examined.instance_id) != (manifest.schema, &manifest.instance_id) {
        return Err(wrong("its database is another one".to_owned()));
    }
    let is_other = |(table, rows): &(&String, &i64)| examined.counts.get(*table) != Some(rows);
    match manifest.counts.iter().find(is_other) {
        Some((table, rows)) => {
            let found = examined.counts.get(table).copied().unwrap_or_default();
            Err(wrong(format!("{table} has {found} rows of {rows}")))
        }
        None => Ok(()),
    }
}

/// Whether an authority that was unpacked into this folder is one: a server that is to use another thing would not start.
pub(super) fn prove_authority(archive: &Path, folder: &Path) -> Result<()> {
    let unproven = |error: TlsError| BackupError::Unproven { path: archive.to_owned(), detail: error.to_string() };
    Authority::open(folder).map(drop).map_err(unproven)
}

/// Whether the files that the records of a database of this version name are in the archive.
pub(super) fn prove_files(archive: &Path, database: &Path, manifest: &Manifest) -> Result<()> {
    let packed: BTreeSet<_> = manifest.blobs().collect();
    let in_use = copy::read(database, attachments::in_use)?;
    let missing: Vec<_> = in_use.iter().filter(|hash| !packed.contains(hash)).collect();
    // Those that could not be packed were told when the backup was made; of some nobody needs to know any more.
    match missing.first() {
        Some(hash) if missing.len() > manifest.missing_files => {
            Err(BackupError::Unproven { path: archive.to_owned(), detail: format!("the file {hash} is not in it") })
        }
        _ => Ok(()),
    }
}

/// What is wrong with a database from an archive is wrong with the archive.
pub(super) fn unproven(archive: &Path, error: OpenError) -> BackupError {
    match error {
        OpenError::DiskFull { .. } | OpenError::NoRoom { .. } => error.of(archive).into(),
        OpenError::Corrupt { detail, .. } | OpenError::Migration { detail, .. } => {
            BackupError::Unproven { path: archive.to_owned(), detail }
        }
        error => BackupError::Unproven { path: archive.to_owned(), detail: error.of(archive).to_string() },
    }
}

impl Verified {
    fn of(manifest: Manifest, sha256: String) -> Verified {
        Verified {
            sha256,
            is_proven: true,
            files: manifest.files,
            files_bytes: manifest.files_bytes,
            missing_files: manifest.missing_files,
            made_by: manifest.made_by,
            office: manifest.office,
            created_at: manifest.created_at,
            schema: manifest.schema,
            instance_id: manifest.instance_id,
            counts: manifest.counts,
        }
    }

    fn sealed(sha256: String) -> Verified {
        Verified {
            sha256,
            is_proven: false,
            made_by: String::new(),
            office: String::new(),
            created_at: String::new(),
            schema: 0,
            instance_id: String::new(),
            counts: BTreeMap::new(),
            files: 0,
            files_bytes: 0,
            missing_files: 0,
        }
    }
}
