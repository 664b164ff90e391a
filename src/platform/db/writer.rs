//! The writer thread: drains waiting actions into one transaction, commits once, then answers all.
//!
//! An action is acknowledged only after the COMMIT that holds it returned. When SQLite ends the transaction early or
//! COMMIT fails, every action of the batch is answered with the error and none is tried again; what still waits in the
//! queue starts afresh in the next batch. After an I/O error nothing is written any more: a second fsync may lie.

mod batch;
mod expected;
mod fault;
mod passengers;
mod tx;

pub use expected::MuchExpected;
pub use tx::{Savepoint, Tx};

use super::health::Health;
use super::news::News;
use super::reserve::Reserve;
use crate::kernel::{Clock, Result};
use anyhow::{Context, anyhow};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use fault::{Fault, Lost};
use rusqlite::Connection;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::oneshot;

/// How long nobody must have written before the log is folded back into the database file.
const IDLE: Duration = Duration::from_secs(2);

pub(super) struct Writer {
    pub(super) passengers: Arc<passengers::Passengers>,
    pub(super) expected: Arc<expected::Expected>,
    pub(super) news: Arc<News>,
    queue: Mutex<Option<Sender<Box<dyn Work>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub(super) fn start(
        connection: Connection,
        clock: Arc<dyn Clock>,
        health: Arc<Health>,
        reserve: Option<Reserve>,
    ) -> anyhow::Result<Writer> {
        let (queue, waiting) = crossbeam_channel::unbounded();
        let desk = Desk::new(connection, clock, health, reserve)?;
        let (passengers, expected, news) = (desk.passengers.clone(), desk.expected.clone(), desk.news.clone());
        let thread = std::thread::Builder::new().name("writer".into()).spawn(move || desk.serve(&waiting))?;
        Ok(Writer { passengers, expected, news, queue: Mutex::new(Some(queue)), thread: Mutex::new(Some(thread)) })
    }

    pub(super) async fn run<T: Send + 'static>(
        &self,
        action: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.enqueue(action)?.await.context("the writer stopped")?
    }

    pub(super) fn run_blocking<T: Send + 'static>(
        &self,
        action: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.enqueue(action)?.blocking_recv().context("the writer stopped")?
    }

    fn enqueue<T: Send + 'static>(
        &self,
        action: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<oneshot::Receiver<Result<T>>> {
        let (tell, told) = oneshot::channel();
        let queue = self.queue.lock().ok().and_then(|queue| queue.clone()).context("the writer was stopped")?;
        queue.send(Box::new(Waiting { action, tell })).ok().context("the writer stopped")?;
        Ok(told)
    }

    /// Actions that wait for their turn.
    pub(super) fn waiting(&self) -> usize {
        self.queue.lock().map_or(0, |queue| queue.as_ref().map_or(0, Sender::len))
    }

    /// Takes no more actions, finishes those that wait, folds the log into the file and ends the thread.
    pub(super) fn stop(&self) {
        if let Ok(mut queue) = self.queue.lock() {
            queue.take();
        }
        let thread = self.thread.lock().ok().and_then(|mut thread| thread.take());
        if let Some(thread) = thread {
            // The last clone of a database may be dropped by the writer itself, in a notification.
            if thread.thread().id() != std::thread::current().id() {
                let _ = thread.join();
            }
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A caller who waits: what to do, and where to tell the outcome.
trait Work: Send {
    fn run(self: Box<Self>, tx: &mut Tx<'_>) -> Done;
    /// Not run at all.
    fn refuse(self: Box<Self>, why: &Lost);
}

struct Waiting<A, T> {
    action: A,
    tell: oneshot::Sender<Result<T>>,
}

impl<A, T> Work for Waiting<A, T>
where
    A: FnOnce(&mut Tx<'_>) -> Result<T> + Send,
    T: Send + 'static,
{
    fn run(self: Box<Self>, tx: &mut Tx<'_>) -> Done {
        let Waiting { action, tell } = *self;
        let outcome = catch_unwind(AssertUnwindSafe(|| action(tx)))
            .unwrap_or_else(|payload| Err(anyhow!("the action panicked: {}", panic_text(&*payload)).into()));
        let keep = outcome.is_ok();
        let fault = outcome.as_ref().err().and_then(Fault::behind);
        let answer = Box::new(move |committed: Result<(), &Lost>| {
            // A caller who went away no longer wants the answer; the work is done all the same.
            let _ = tell.send(match (outcome, committed) {
                (Ok(value), Ok(())) => Ok(value),
                (Ok(_), Err(lost)) => Err(lost.to_error()),
                (Err(error), _) => Err(error),
            });
        });
        Done { keep, fault, answer }
    }

    fn refuse(self: Box<Self>, why: &Lost) {
        let _ = self.tell.send(Err(why.to_error()));
    }
}

struct Done {
    keep: bool,
    fault: Option<Fault>,
    /// Told when the fate of the batch is known.
    answer: Answer,
}

type Answer = Box<dyn FnOnce(Result<(), &Lost>) + Send>;

/// Where the writer thread sits.
struct Desk {
    connection: Connection,
    clock: Arc<dyn Clock>,
    health: Arc<Health>,
    reserve: Option<Reserve>,
    /// True only while the writer itself commits. Anything else that would commit (a statement run after SQLite ended
    /// the transaction, a COMMIT inside an action) is turned into a rollback by the commit hook.
    may_commit: Arc<AtomicBool>,
    pace: batch::Pace,
    passengers: Arc<passengers::Passengers>,
    expected: Arc<expected::Expected>,
    news: Arc<News>,
    /// Much was expected when last looked.
    is_wide: bool,
}

impl Desk {
    fn new(
        mut connection: Connection,
        clock: Arc<dyn Clock>,
        health: Arc<Health>,
        reserve: Option<Reserve>,
    ) -> rusqlite::Result<Desk> {
        let may_commit = Arc::new(AtomicBool::new(false));
        let allowed = may_commit.clone();
        connection.commit_hook(Some(move || !allowed.load(Ordering::SeqCst)))?;
        Ok(Desk {
            connection,
            clock,
            health,
            reserve,
            may_commit,
            pace: batch::Pace::default(),
            passengers: Arc::default(),
            expected: Arc::default(),
            news: Arc::default(),
            is_wide: false,
        })
    }

    fn serve(mut self, waiting: &Receiver<Box<dyn Work>>) {
        let mut log_is_folded = true;
        loop {
            let next = waiting.recv_timeout(IDLE);
            self.make_room();
            match next {
                Ok(first) => {
                    self.run_batch(first, waiting);
                    log_is_folded = false;
                }
                Err(RecvTimeoutError::Timeout) if log_is_folded => {}
                Err(RecvTimeoutError::Timeout) => {
                    log_is_folded = self.fold_log();
                    self.restore_reserve();
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.last_ride();
        if !self.fold_log() {
            tracing::warn!("the last checkpoint was not complete; the log is replayed at the next start");
        }
    }

    /// Copies the log into the database file and empties it, so that it does not grow beside a small database.
    /// False when a reader was in the way or the disk refused: the log keeps everything, so nothing is lost.
    fn fold_log(&self) -> bool {
        if self.health.fault().is_some() {
            return true;
        }
        let checkpoint = || -> rusqlite::Result<bool> {
            // A long read must not hold up the writers that may come meanwhile.
            self.connection.busy_timeout(Duration::from_millis(20))?;
            let busy: i64 = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            self.connection.busy_timeout(super::connection::BUSY_TIMEOUT)?;
            Ok(busy == 0)
        };
        match checkpoint() {
            Ok(done) => done,
            Err(error) => {
                self.note(Fault::of(&error));
                tracing::warn!(%error, "a checkpoint failed");
                false
            }
        }
    }

    fn note(&self, fault: Option<Fault>) {
        match fault {
            None => {}
            Some(Fault::Full) => {
                self.health.set_disk_full(true);
                if let Some(reserve) = &self.reserve
                    && reserve.release()
                {
                    tracing::error!(
                        "the disk is full: the reserve was given up so that work can go on; free space now"
                    );
                }
            }
            Some(Fault::Io) => self.health.stop("the disk reported an error; restart the server after checking it"),
            Some(Fault::Corrupt) => self
                .health
                .stop("the database file is damaged; stop the server and restore the last backup (korob restore)"),
        }
    }

    fn restore_reserve(&self) {
        if let Some(reserve) = &self.reserve
            && reserve.restore()
        {
            self.health.set_disk_full(false);
            tracing::info!("the disk has room again: the reserve is back");
        }
    }
}

pub(in crate::platform) fn panic_text(payload: &(dyn Any + Send)) -> &str {
    match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (_, Some(text)) => text,
        _ => "no text",
    }
}

#[cfg(test)]
mod tests;
