//! The one SQLite file: one writer thread that shares commits, and a pool of read-only connections.
//!
//! A write is acknowledged only after the COMMIT that holds it returned: see [`writer`].

mod connection;
mod instance;
pub mod migrations;
mod open_error;
mod readers;
#[cfg(test)]
pub mod testing;
mod writer;

pub use connection::APPLICATION_ID;
pub use open_error::OpenError;
pub use writer::Tx;

use crate::kernel::{Clock, Error, Result};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;

/// A handle on the database; cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    writer: writer::Writer,
    readers: readers::Readers,
    clock: Arc<dyn Clock>,
    instance: String,
}

impl Db {
    /// Opens (or creates) the file and migrates it; `readers` read-only connections stand beside the writer.
    pub fn open(path: &Path, readers: usize, clock: Arc<dyn Clock>) -> Result<Db, OpenError> {
        let mut connection = connection::open_writer(path)?;
        let migrated = migrations::migrate(&mut connection, path)?;
        for name in &migrated.applied {
            tracing::info!(migration = %name, "migrated");
        }
        connection::enforce_foreign_keys(&connection)?;
        let instance = instance::ensure(&connection, clock.now())?;
        let writer = writer::Writer::start(connection, clock.clone())?;
        let readers = readers::Readers::open(path, readers)?;
        Ok(Db { inner: Arc::new(Inner { writer, readers, clock, instance }) })
    }

    /// The random id of this file, 32 hexadecimal digits: a backup of another firm has another one.
    pub fn instance_id(&self) -> &str {
        &self.inner.instance
    }

    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    /// Runs one action on the writer thread, in a savepoint of the current batch. What it returns is handed back
    /// only after the batch was committed; an error or a panic undoes this action alone.
    pub async fn write<T, F>(&self, action: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        self.inner.writer.run(action).await
    }

    /// [`Db::write`] for threads that are not async: the CLI, jobs and tests.
    pub fn write_blocking<T, F>(&self, action: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        self.inner.writer.run_blocking(action)
    }

    /// Runs a read on a connection of the pool, off the async threads, in one read transaction.
    pub async fn read<T, F>(&self, query: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let db = self.clone();
        tokio::task::spawn_blocking(move || db.read_blocking(query)).await.map_err(anyhow::Error::from)?
    }

    /// [`Db::read`] on the calling thread.
    pub fn read_blocking<T>(&self, query: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.inner.readers.with(query)
    }
}

/// SQL that fails is our own mistake or the machine's; only a full disk is told apart.
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Error::DiskFull,
            _ => Error::Internal(error.into()),
        }
    }
}
