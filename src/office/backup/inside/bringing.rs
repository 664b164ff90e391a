//! Records from the backup that is open into the office.

use super::opening::Opened;
use crate::access::Viewer;
use crate::kernel::{Error, Lang, Result};
use crate::office::backup::error::BackupError;
use crate::office::backup::taking::hold_files;
use crate::platform::db::{Db, Tx};
use crate::platform::files::FileStore;
use crate::platform::folder::DataFolder;
use crate::records::past::{self, Past, Reading};
use crate::records::registry::{Kind, Registry};
use crate::records::service::{self, BroughtBack, Wanted, bring_back};
use crate::records::show::Reader;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What it takes to bring records back.
#[derive(Clone)]
pub(super) struct Desk {
    pub db: Db,
    pub registry: Arc<Registry>,
    pub files: Arc<FileStore>,
    pub folder: DataFolder,
    pub viewer: Viewer,
    pub opened: Arc<Opened>,
}

/// What came of one record.
pub(super) struct Outcome {
    pub id: i64,
    /// What it was called then.
    pub title: String,
    pub done: Result<BroughtBack>,
}

impl Desk {
    pub fn reader(&self) -> Reader {
        Reader::of(&self.viewer, self.db.clock().now())
    }

    /// The records as they were; those that were not there are left out. Not for async threads.
    pub fn read(&self, kind: &Kind, ids: &[i64]) -> Result<Vec<Past>> {
        let (registry, viewer, reader, at) = (&self.registry, &self.viewer, &self.reader(), self.opened.at);
        self.opened.db().read_blocking(|then| {
            let reading = Reading { then, registry, viewer, reader, at };
            ids.iter().filter_map(|id| past::read(reading, kind, *id).transpose()).collect()
        })
    }

    /// Brings records back, as one action: each as far as it can be. Not for async threads.
    pub fn bring(&self, pasts: Vec<Past>, wanted: Wanted) -> Result<Vec<Outcome>> {
        let blobs: BTreeSet<_> = pasts.iter().flat_map(Past::blobs).collect();
        // None is swept away before its row is there again.
        let _held = hold_files(&self.folder.files()).map_err(|error| in_words(&error))?;
        let stored = self.opened.fetch(&self.files, &blobs).map_err(|error| in_words(&error))?;
        let (registry, viewer) = (self.registry.clone(), self.viewer.clone());
        self.db.write_blocking(move |tx| {
            let desk = service::Desk { registry: &registry, viewer: &viewer, stored: &stored };
            pasts.iter().map(|past| attempt(tx, desk, past, &wanted)).collect()
        })
    }
}

fn in_words(error: &BackupError) -> Error {
    match error {
        BackupError::Other(cause) if matches!(cause.downcast_ref(), Some(Error::DiskFull)) => Error::DiskFull,
        error => Error::Internal(anyhow::anyhow!(error.text(Lang::En))),
    }
}

/// One that cannot be brought back leaves the others alone.
fn attempt(tx: &mut Tx<'_>, desk: service::Desk<'_>, past: &Past, wanted: &Wanted) -> Result<Outcome> {
    let outcome = |done| Outcome { id: past.record.id, title: past.record.title.clone(), done };
    let savepoint = tx.savepoint()?;
    match bring_back(tx, desk, past, wanted) {
        Ok(done) => {
            tx.release(savepoint)?;
            Ok(outcome(Ok(done)))
        }
        Err(error @ (Error::Invalid(_) | Error::Stale { .. } | Error::Conflict(_) | Error::NotFound)) => {
            tx.roll_back(savepoint)?;
            Ok(outcome(Err(error)))
        }
        Err(error) => Err(error),
    }
}
