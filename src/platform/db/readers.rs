//! Read-only connections, lent one at a time: the first that is free, so that a quiet office keeps a few of them warm
//! instead of filling the caches of all.

use super::connection::{READER_CACHE_KIB, SPARE_READER_CACHE_KIB, open_reader};
use crate::kernel::{Error, Result};
use anyhow::Context;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a query waits for a free connection before it is told that the box is busy.
const MAX_WAIT: Duration = Duration::from_secs(10);

/// How old one read may grow: while it lasts, the log cannot be folded into the file and grows with every write.
const MAX_READ: Duration = Duration::from_secs(60);

/// SQLite asks whether the read has grown too old after every so many of its steps: a few milliseconds.
const STEPS_BETWEEN_LOOKS: i32 = 100_000;

pub(super) struct Readers {
    /// By their places.
    idle: Mutex<BTreeMap<usize, Reader>>,
    came_back: Condvar,
    epoch: Instant,
}

struct Reader {
    place: usize,
    connection: Connection,
    /// In milliseconds since the epoch of the pool.
    deadline: Arc<AtomicU64>,
}

impl Readers {
    pub(super) fn open(path: &Path, count: usize) -> anyhow::Result<Readers> {
        let mut idle = BTreeMap::new();
        let epoch = Instant::now();
        for place in 0..count {
            // Twice as many as there are cores: more than half of them are not at work at once, unless they wait.
            let is_spare = place >= count.div_ceil(2);
            let mut connection = open_reader(path, if is_spare { SPARE_READER_CACHE_KIB } else { READER_CACHE_KIB })?;
            let deadline = Arc::new(AtomicU64::new(u64::MAX));
            let until = deadline.clone();
            let is_late = move || elapsed_ms(epoch) > until.load(Relaxed);
            connection.progress_handler(STEPS_BETWEEN_LOOKS, Some(is_late))?;
            idle.insert(place, Reader { place, connection, deadline });
        }
        Ok(Readers { idle: Mutex::new(idle), came_back: Condvar::new(), epoch })
    }

    pub(super) fn with<T>(&self, query: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let reader = self.take().ok_or(Error::Busy)?;
        reader.deadline.store(elapsed_ms(self.epoch) + MAX_READ.as_millis() as u64, Relaxed);
        let lent = Lent { reader: Some(reader), pool: self };
        let Some(Reader { connection, .. }) = lent.reader.as_ref() else { unreachable!("just put there") };
        // One transaction, so that all queries of a page see the same moment.
        connection.prepare_cached("BEGIN").and_then(|mut begin| begin.execute([])).context("begin a read")?;
        query(connection)
    }

    fn take(&self) -> Option<Reader> {
        let idle = self.came_back.wait_timeout_while(self.lock(), MAX_WAIT, |idle| idle.is_empty());
        idle.unwrap_or_else(PoisonError::into_inner).0.pop_first().map(|(_, reader)| reader)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<usize, Reader>> {
        // A change is whole or has not happened.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn elapsed_ms(since: Instant) -> u64 {
    since.elapsed().as_millis() as u64
}

/// Gives the connection back even when the query panics.
struct Lent<'p> {
    reader: Option<Reader>,
    pool: &'p Readers,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(reader) = self.reader.take() {
            reader.deadline.store(u64::MAX, Relaxed);
            if !reader.connection.is_autocommit() {
                // A read transaction has nothing to keep; failing to end it would only show at the next BEGIN.
                let _ = reader.connection.prepare_cached("ROLLBACK").and_then(|mut end| end.execute([]));
            }
            self.pool.lock().insert(reader.place, reader);
            self.pool.came_back.notify_one();
        }
    }
}
