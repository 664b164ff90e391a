//! The one SQLite file: one writer thread that shares commits, and a pool of read-only connections.
//!
//! - A write is acknowledged only after the COMMIT that holds it returned ([`Db::write`]).
//! - All queries of one read see the same moment ([`Db::read`]).
//! - The file is known to be ours and brought to the newest schema before it is used ([`OpenError`] says why not).
//! - After a fault of the disk, writing stops and reading goes on ([`Db::fault`]).

mod chunk_pace;
mod connection;
pub mod copy;
mod health;
pub mod inspect;
mod instance;
pub mod migrations;
mod news;
mod open_error;
mod readers;
pub mod reserve;
pub mod salvage;
pub mod start;
#[cfg(test)]
pub mod testing;
pub mod upgrade;
mod writer;

pub use chunk_pace::ChunkPace;
pub use connection::APPLICATION_ID;
pub use health::WriteStats;
pub use instance::renew as renew_instance;
pub use news::Listener;
pub use open_error::OpenError;
pub(super) use writer::panic_text;
pub use writer::{MuchExpected, Savepoint, Tx};

use crate::kernel::{Clock, Error, Result};
use reserve::Reserve;
use rusqlite::{Connection, OptionalExtension};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Of this executable.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A handle on the database; cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    writer: writer::Writer,
    readers: readers::Readers,
    health: Arc<health::Health>,
    clock: Arc<dyn Clock>,
    instance_id: String,
    path: PathBuf,
}

/// How to open a database.
pub struct Options {
    /// Read-only connections beside the writer: how many reads run at once.
    pub readers: usize,
    /// Where to hold back space, to be given up when the disk is full.
    pub reserve: Option<PathBuf>,
    /// Look for damage before anything else, because the machine stopped without saying goodbye.
    pub check_first: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { readers: 4, reserve: None, check_first: false }
    }
}

impl Db {
    /// [`Db::open_with`] with `readers` read-only connections and nothing else to choose.
    pub fn open(path: &Path, readers: usize, clock: Arc<dyn Clock>) -> Result<Db, OpenError> {
        Db::open_with(path, clock, Options { readers, ..Options::default() })
    }

    /// Opens (or creates) the file and brings it to the newest schema. Nothing was changed where this fails.
    pub fn open_with(path: &Path, clock: Arc<dyn Clock>, options: Options) -> Result<Db, OpenError> {
        let mut connection = connection::open_writer(path)?;
        let is_due = migrations::is_due(&connection, path)?;
        if options.check_first || is_due {
            match quick_check(&connection).map_err(|error| OpenError::from_sqlite(path, error))? {
                None => {}
                Some(detail) => return Err(OpenError::Corrupt { path: path.to_owned(), detail }),
            }
        }
        let migrated = migrations::migrate(&mut connection, path)?;
        for name in &migrated.applied {
            // Those of a new database interest nobody, and of an upgrade its own word is given.
            tracing::debug!(migration = %name, "migrated");
        }
        connection::enforce_foreign_keys(&connection)?;
        connection::undo_in_memory(&connection).map_err(|error| OpenError::from_sqlite(path, error))?;
        let instance_id = instance::ensure(&connection, clock.now())?;
        let health = Arc::new(health::Health::default());
        let reserve = options.reserve.map(|path| Reserve::at(&path)).transpose()?;
        let writer = writer::Writer::start(connection, clock.clone(), health.clone(), reserve)?;
        let readers = readers::Readers::open(path, options.readers)?;
        Ok(Db { inner: Arc::new(Inner { writer, readers, health, clock, instance_id, path: path.to_owned() }) })
    }

    /// Runs one action on the writer thread, as part of the current batch. What it returns is handed back
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

    /// Gives the writer more memory for as long as the answer is kept: for imports and whatever else writes much.
    pub fn expect_much(&self) -> MuchExpected {
        self.inner.writer.expected.one_more()
    }

    /// Has `write` run together with another action's batch, at most once in `every`, and once at the stop: for what
    /// nobody waits for. Its failure undoes nothing but itself.
    pub fn ride_along(&self, every: Duration, write: impl FnMut(&mut Tx<'_>) -> Result<()> + Send + 'static) {
        self.inner.writer.passengers.add(every, write);
    }

    /// Hears of every commit from now on that [`Tx::touch`]ed the topic.
    pub fn listen(&self, topic: &'static str) -> Listener {
        self.inner.writer.news.listen(topic)
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

    /// Waits until a reader is free and asks it for nothing; false if it cannot answer.
    pub fn answers(&self) -> bool {
        self.read_blocking(|conn| Ok(conn.query_row("SELECT 1", [], |_| Ok(()))?)).is_ok()
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    /// The random id of this file, 32 hexadecimal digits: a backup of another firm has another one.
    pub fn instance_id(&self) -> &str {
        &self.inner.instance_id
    }

    /// Why nothing is written any more; `None` while all is well. Only a restart clears it.
    pub fn fault(&self) -> Option<String> {
        self.inner.health.fault()
    }

    /// True from the first write that found the disk full until there is room again.
    pub fn is_disk_full(&self) -> bool {
        self.inner.health.is_disk_full()
    }

    /// Actions that wait to be written.
    pub fn waiting_writes(&self) -> usize {
        self.inner.writer.waiting()
    }

    pub fn write_stats(&self) -> WriteStats {
        self.inner.health.stats()
    }

    /// Looks for damage on a read-only connection; a finding ends all writing and is returned.
    pub fn check(&self) -> Result<Option<String>> {
        let finding = self.read_blocking(|conn| Ok(quick_check(conn)?))?;
        if let Some(detail) = &finding {
            self.inner.health.stop(&format!(
                "the database file is damaged ({detail}); stop the server and restore the last backup (korob restore)"
            ));
        }
        Ok(finding)
    }

    /// Takes no more writes, finishes those that wait and folds the log into the file. Other clones of the handle can
    /// still read.
    pub fn stop(&self) {
        self.inner.writer.stop();
    }
}

/// The first damage found, in one line; indexes are not compared with their rows.
fn quick_check(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let finding: Option<String> = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).optional()?;
    // SQLite begins with a heading of its own: "*** in database main ***".
    let lines = |text: String| text.lines().filter(|line| !line.starts_with("***")).collect::<Vec<_>>().join("; ");
    Ok(finding.filter(|text| text != "ok").map(lines))
}

/// SQL that fails is our own mistake or the machine's; what can be told apart is.
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            _ if connection::is_full(&error) => Error::DiskFull,
            // A read that grew too old, or a foreign process that holds the write lock.
            Some(rusqlite::ErrorCode::OperationInterrupted | rusqlite::ErrorCode::DatabaseBusy) => Error::Busy,
            _ => Error::Internal(error.into()),
        }
    }
}
