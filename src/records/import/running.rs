//! Which imports are at work in this process, and the orders to stop.

use super::model::{Import, Status};
use crate::kernel::{Error, Result};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

/// Imports that run in this process. The data folder belongs to one process: what is marked as running and is not here
/// was interrupted.
static RUNNING: LazyLock<Mutex<Running>> = LazyLock::new(Mutex::default);

/// The orders to stop, by the id of the database and that of the import.
type Running = HashMap<(String, i64), Arc<AtomicBool>>;

/// How an import stands: one that is marked as running but is not at work in this process was interrupted.
pub fn status(db: &Db, import: &Import) -> Status {
    match import.status {
        Status::Running if !is_running(db, import.id) => Status::Stopped,
        status => status,
    }
}

/// Whether this import is at work now.
pub fn is_running(db: &Db, id: i64) -> bool {
    running().contains_key(&(db.instance_id().to_owned(), id))
}

/// Asks a running import to stop behind its present chunk.
pub fn ask_to_stop(db: &Db, id: i64) {
    if let Some(stop) = running().get(&(db.instance_id().to_owned(), id)) {
        stop.store(true, Ordering::SeqCst);
    }
}

fn running() -> MutexGuard<'static, Running> {
    // Nothing that holds it can panic half-way.
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Marks an import as running in this process, until dropped.
pub(super) struct Turn {
    key: (String, i64),
    pub stop: Arc<AtomicBool>,
}

impl Turn {
    pub fn take(db: &Db, id: i64) -> Result<Turn> {
        let key = (db.instance_id().to_owned(), id);
        let stop = Arc::new(AtomicBool::new(false));
        match running().entry(key.clone()) {
            Entry::Occupied(_) => Err(Error::conflict(tr::imports_running_already)),
            Entry::Vacant(free) => {
                free.insert(stop.clone());
                Ok(Turn { key, stop })
            }
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        running().remove(&self.key);
    }
}
