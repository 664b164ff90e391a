//! The backup that is open.

use crate::kernel::{SystemClock, Timestamp};
use crate::office::backup::archive::{ArchiveFile, Key, Manifest, Part, PartName};
use crate::office::backup::error::{BackupError, Result};
use crate::office::backup::room;
use crate::office::backup::scratch::{self, Scratch};
use crate::office::backup::verifying::{prove, refuse_newer, unproven};
use crate::platform::db::{Db, migrations};
use crate::platform::files::{BlobHash, FileStore};
use crate::platform::folder::{DataFolder, open_private};
use crate::platform::jobs::guarded;
use chrono::DateTime;
use std::collections::{BTreeSet, HashSet};
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// It closes after so long without a look.
const UNUSED: Duration = Duration::from_secs(3600);

const READERS: usize = 2;

/// What is open, shared by all administrators; cheap to clone.
#[derive(Clone)]
pub struct Inside {
    folder: DataFolder,
    instance_id: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// Counts the openings: one that was given up in favour of another is thrown away when it is done.
    number: u64,
    name: String,
    look: Look,
}

/// What there is of a backup that somebody wants to look into.
#[derive(Clone, Default)]
pub(super) enum Look {
    #[default]
    Closed,
    Opening,
    Failed(Arc<BackupError>),
    Open(Arc<Opened>),
}

/// A backup that is open; its folder goes with this value.
pub(super) struct Opened {
    pub name: String,
    /// The moment it is of.
    pub at: Timestamp,
    // Closed before its folder goes.
    db: Db,
    _scratch: Scratch,
    path: PathBuf,
    key: Key,
    manifest: Manifest,
    used: Mutex<Instant>,
}

impl Inside {
    pub fn new(folder: DataFolder, instance_id: &str) -> Inside {
        scratch::remove_abandoned(&folder.backups());
        Inside { folder, instance_id: instance_id.to_owned(), state: Arc::default() }
    }

    /// Begins to open a backup of the shelf, in the place of the one that is open; false while another is being opened.
    pub(super) fn begin(&self, name: &str, key: Key) -> bool {
        let mut state = self.state();
        match state.look {
            Look::Opening => return state.name == name,
            Look::Open(_) if state.name == name => return true,
            _ => {}
        }
        state.number += 1;
        state.name = name.to_owned();
        state.look = Look::Opening;
        let (number, inside, name) = (state.number, self.clone(), name.to_owned());
        drop(state);
        let work = move || inside.finish_with(number, || open(&inside, &name, key));
        let begun = std::thread::Builder::new().name("inside".into()).spawn(work);
        if let Err(error) = begun {
            let failed = BackupError::Other(anyhow::Error::from(error).context("begin to open a backup"));
            self.finish(number, Look::Failed(Arc::new(failed)));
        }
        true
    }

    /// What there is of this backup; looking keeps it open.
    pub(super) fn look(&self, name: &str) -> Look {
        let state = self.state();
        if state.name != name {
            return Look::Closed;
        }
        if let Look::Open(opened) = &state.look {
            *opened.used.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        }
        state.look.clone()
    }

    /// Closes it, if it is this one; one that is still being opened is thrown away when it is.
    pub(super) fn close(&self, name: &str) {
        let mut state = self.state();
        if state.name == name {
            state.number += 1;
            state.look = Look::Closed;
        }
    }

    /// Closes what nobody looked at for an hour before `now`.
    pub fn close_unused(&self, now: Instant) {
        let mut state = self.state();
        let used = |opened: &Opened| *opened.used.lock().unwrap_or_else(PoisonError::into_inner);
        let is_unused = |opened: &Opened| now.saturating_duration_since(used(opened)) >= UNUSED;
        if matches!(&state.look, Look::Open(opened) if is_unused(opened)) {
            state.look = Look::Closed;
        }
    }

    /// Closes whatever is open.
    pub fn stop(&self) {
        let mut state = self.state();
        state.number += 1;
        state.look = Look::Closed;
    }

    /// However opening it ends, another can be opened then.
    fn finish_with(&self, number: u64, open: impl FnOnce() -> Result<Opened>) {
        let look = match guarded(open).unwrap_or_else(|error| Err(error.into())) {
            Ok(opened) => Look::Open(Arc::new(opened)),
            Err(error) => Look::Failed(Arc::new(error)),
        };
        self.finish(number, look);
    }

    fn finish(&self, number: u64, look: Look) {
        let mut state = self.state();
        if state.number == number {
            state.look = look;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open(inside: &Inside, name: &str, key: Key) -> Result<Opened> {
    let backups = inside.folder.backups();
    let path = backups.join(name);
    let archive = ArchiveFile::open(&path)?;
    let scratch = Scratch::in_folder(&backups)?;
    let database = scratch.path().join(PartName::Database.to_string());
    let begin = |manifest: &Manifest| {
        refuse_newer(&path, manifest)?;
        if manifest.instance_id != inside.instance_id {
            return Err(BackupError::OtherOffice { path: path.clone(), office: manifest.office.clone() });
        }
        let bytes = manifest.part(PartName::Database).map_or(0, |part| part.size_bytes);
        // To be brought to another schema may take as much again.
        let is_older = manifest.schema < migrations::newest_schema();
        room::ensure(scratch.path(), if is_older { bytes.saturating_mul(2) } else { bytes })
    };
    let known = archive.read(&key, begin, |part, bytes| {
        if part.name == PartName::Database {
            let written = open_private(&database).and_then(|mut file| io::copy(bytes, &mut file));
            written.map_err(BackupError::at(&database))?;
        }
        Ok(())
    })?;
    prove(&path, &database, &known.manifest)?;
    let db = Db::open(&database, READERS, Arc::new(SystemClock)).map_err(|error| unproven(&path, error))?;
    // Nothing more is written; what reads goes on.
    db.stop();
    let made = DateTime::parse_from_rfc3339(&known.manifest.created_at).map(|at| at.to_utc().into());
    Ok(Opened {
        name: name.to_owned(),
        at: made.unwrap_or(Timestamp(0)),
        db,
        _scratch: scratch,
        path,
        key,
        manifest: known.manifest,
        used: Mutex::new(Instant::now()),
    })
}

impl Opened {
    /// Its database, to be read only.
    pub(super) fn db(&self) -> &Db {
        &self.db
    }

    /// Brings the bytes of these files into the store, where they are not there; those that are there then.
    pub(super) fn fetch(&self, files: &Arc<FileStore>, wanted: &BTreeSet<BlobHash>) -> Result<HashSet<String>> {
        let mut stored: HashSet<String> =
            wanted.iter().filter(|hash| files.open_blob(**hash).is_ok()).map(BlobHash::to_string).collect();
        let packed: BTreeSet<BlobHash> = self.manifest.blobs().collect();
        let missing: BTreeSet<BlobHash> = wanted
            .iter()
            .filter(|hash| !stored.contains(&hash.to_string()) && packed.contains(hash))
            .copied()
            .collect();
        if missing.is_empty() {
            return Ok(stored);
        }
        ArchiveFile::open(&self.path)?.read(
            &self.key,
            |_| Ok(()),
            |part, bytes| match part.name {
                PartName::File(hash) if missing.contains(&hash) => {
                    if keep(files, part, bytes)? == hash {
                        stored.insert(hash.to_string());
                    }
                    Ok(())
                }
                _ => Ok(()),
            },
        )?;
        Ok(stored)
    }
}

/// Puts a file into the store under the hash of the bytes that came; they are on the disk then.
fn keep(files: &Arc<FileStore>, part: &Part, bytes: &mut dyn Read) -> Result<BlobHash> {
    let mut arriving = files.begin(part.size_bytes)?;
    let mut some = vec![0; 256 * 1024];
    loop {
        match bytes.read(&mut some).map_err(anyhow::Error::from)? {
            0 => return Ok(arriving.keep()?.hash),
            count => arriving.write(&some[..count])?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Lang;
    use crate::office::backup::{Lock, Order, Target, take};
    use crate::platform::db::start;
    use crate::platform::db::testing::TEST_NOW;

    #[test]
    fn a_panic_while_it_is_opened_is_told_and_another_can_be_opened() {
        let place = tempfile::tempdir().unwrap();
        let inside = Inside::new(DataFolder::open(place.path()).unwrap(), "office");
        *inside.state() = State { number: 1, name: "one".to_owned(), look: Look::Opening };
        inside.finish_with(1, || panic!("a wrong sum"));
        let Look::Failed(error) = inside.look("one") else { panic!("it is not told") };
        assert!(error.text(Lang::En).contains("a wrong sum"));
        assert!(inside.begin("two", Key::None));
    }

    #[test]
    fn what_nobody_looks_at_for_an_hour_is_closed_and_leaves_nothing() {
        let place = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(place.path()).unwrap();
        let running = start::start(folder.clone(), Arc::new(SystemClock), 1).unwrap_or_else(|error| panic!("{error}"));
        let (target, lock) = (Target::Shelf, Lock::Open);
        let order = Order { folder: &folder, target, lock, prove: false, now: TEST_NOW, progress: &mut |_, _| {} };
        let path = take(order).unwrap().path;
        let name = path.file_name().unwrap().to_str().unwrap();
        let inside = Inside::new(folder.clone(), running.db.instance_id());
        let opened = open(&inside, name, Key::None).unwrap_or_else(|error| panic!("{error:?}"));
        let scratch = opened._scratch.path().to_owned();
        *inside.state() = State { number: 1, name: name.to_owned(), look: Look::Open(Arc::new(opened)) };
        let is_open = || matches!(inside.state().look, Look::Open(_));

        let begun = Instant::now();
        inside.close_unused(begun + UNUSED - Duration::from_secs(60));
        assert!(is_open() && scratch.is_dir());
        // A look later, the hour begins anew.
        assert!(matches!(inside.look(name), Look::Open(_)));
        inside.close_unused(begun + UNUSED - Duration::from_secs(1));
        assert!(is_open());
        inside.close_unused(Instant::now() + UNUSED);
        assert!(!is_open() && matches!(inside.look(name), Look::Closed));
        assert!(!scratch.exists(), "nothing of it lies about");
        running.stop();
    }
}
