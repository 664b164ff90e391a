//! Actions at work: one that takes many transactions, such as an import or the undoing of one, is written by one alone.

use crate::kernel::{ActionId, Error, Result};
use crate::platform::i18n::tr;
use rusqlite::Connection;
use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

/// By the file of the database, which belongs to one process: an action whose process was killed is free again.
static HELD: LazyLock<Mutex<HashSet<(String, i64)>>> = LazyLock::new(Mutex::default);

/// An action that is one's own until this is dropped.
#[derive(Debug)]
pub struct Held(String, i64);

/// Takes an action for oneself.
///
/// # Errors
/// `Conflict` if somebody has it.
pub fn hold(conn: &Connection, action: ActionId) -> Result<Held> {
    let (file, id) = key(conn, action);
    if !held().insert((file.clone(), id)) {
        return Err(Error::conflict(tr::undo_running));
    }
    Ok(Held(file, id))
}

/// Whether somebody is at work on it.
pub fn is_held(conn: &Connection, action: ActionId) -> bool {
    held().contains(&key(conn, action))
}

impl Drop for Held {
    fn drop(&mut self) {
        held().remove(&(std::mem::take(&mut self.0), self.1));
    }
}

fn key(conn: &Connection, action: ActionId) -> (String, i64) {
    (conn.path().unwrap_or_default().to_owned(), action.0)
}

fn held() -> MutexGuard<'static, HashSet<(String, i64)>> {
    // Nothing that holds it can panic half-way.
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}
