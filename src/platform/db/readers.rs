//! Read-only connections, lent one at a time.

use crate::kernel::Result;
use anyhow::Context;
use crossbeam_channel::{Receiver, Sender};
use rusqlite::Connection;
use std::path::Path;

pub(super) struct Readers {
    idle: Receiver<Connection>,
    give_back: Sender<Connection>,
}

impl Readers {
    pub(super) fn open(path: &Path, count: usize) -> anyhow::Result<Readers> {
        let (give_back, idle) = crossbeam_channel::bounded(count);
        for _ in 0..count {
            let connection = super::connection::open_reader(path)?;
            give_back.send(connection).ok().context("a new pool has room")?;
        }
        Ok(Readers { idle, give_back })
    }

    pub(super) fn with<T>(&self, query: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let connection = self.idle.recv().context("the reader pool is closed")?;
        let lent = Lent { connection: Some(connection), give_back: &self.give_back };
        let Some(connection) = lent.connection.as_ref() else { unreachable!("just put there") };
        // One transaction, so that all queries of a page see the same moment.
        connection.execute_batch("BEGIN").context("begin a read")?;
        query(connection)
    }
}

/// Gives the connection back even when the query panics.
struct Lent<'p> {
    connection: Option<Connection>,
    give_back: &'p Sender<Connection>,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            if !connection.is_autocommit() {
                // A read transaction has nothing to keep; failing to end it would only show at the next BEGIN.
                let _ = connection.execute_batch("ROLLBACK");
            }
            // The pool outlives its loans, so there is always room and a receiver.
            let _ = self.give_back.send(connection);
        }
    }
}
