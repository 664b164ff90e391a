//! The writer thread: drains waiting actions into one transaction, commits once, then answers all.

use crate::kernel::{ActionId, Clock, Error, Result, Timestamp};
use anyhow::{Context, anyhow};
use crossbeam_channel::{Receiver, Sender};
use rusqlite::Connection;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

const MAX_BATCH_ACTIONS: usize = 64;
const MAX_BATCH_TIME: Duration = Duration::from_millis(20);

/// The write transaction as an action sees it. Everything done through it is kept or lost as one.
pub struct Tx<'c> {
    connection: &'c Connection,
    now: Timestamp,
    action: Option<ActionId>,
    after_commit: Vec<Box<dyn FnOnce() + Send>>,
}

impl<'c> Tx<'c> {
    /// A transaction of the caller's own making: migrations, tests and tools that hold the only connection.
    pub fn new(connection: &'c Connection, now: Timestamp) -> Tx<'c> {
        Tx { connection, now, action: None, after_commit: Vec::new() }
    }

    /// The one instant at which everything in this action happens.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The action that events recorded now belong to, once one was opened.
    pub fn action(&self) -> Option<ActionId> {
        self.action
    }

    pub(in crate::platform) fn set_action(&mut self, action: Option<ActionId>) {
        self.action = action;
    }

    /// Runs after the COMMIT, and not at all if there is none: for caches, live streams and workers.
    pub fn after_commit(&mut self, notify: impl FnOnce() + Send + 'static) {
        self.after_commit.push(Box::new(notify));
    }
}

impl Deref for Tx<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

/// Told to the waiting caller when the fate of the batch is known.
type Answer = Box<dyn FnOnce(Result<(), CommitFailed>) + Send>;
type Action = Box<dyn FnOnce(&mut Tx<'_>) -> Done + Send>;

struct Done {
    keep: bool,
    answer: Answer,
}

/// Why a batch was lost; every action of it gets its own error made from this.
#[derive(Clone)]
enum CommitFailed {
    DiskFull,
    Other(String),
}

impl From<CommitFailed> for Error {
    fn from(failed: CommitFailed) -> Self {
        match failed {
            CommitFailed::DiskFull => Error::DiskFull,
            CommitFailed::Other(text) => Error::Internal(anyhow!("the batch was not committed: {text}")),
        }
    }
}

pub(super) struct Writer {
    queue: Option<Sender<Action>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(connection: Connection, clock: Arc<dyn Clock>) -> anyhow::Result<Writer> {
        let (queue, waiting) = crossbeam_channel::unbounded();
        let thread =
            std::thread::Builder::new().name("writer".into()).spawn(move || serve(&connection, &waiting, &*clock))?;
        Ok(Writer { queue: Some(queue), thread: Some(thread) })
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
        let job: Action = Box::new(move |tx| {
            let outcome = catch_unwind(AssertUnwindSafe(|| action(tx)))
                .unwrap_or_else(|_| Err(Error::Internal(anyhow!("the action panicked"))));
            let keep = outcome.is_ok();
            let answer: Answer = Box::new(move |committed| {
                // A caller who went away no longer wants the answer; the work is done all the same.
                let _ = tell.send(match (outcome, committed) {
                    (Ok(value), Ok(())) => Ok(value),
                    (Ok(_), Err(failed)) => Err(failed.into()),
                    (Err(error), _) => Err(error),
                });
            });
            Done { keep, answer }
        });
        let queue = self.queue.as_ref().context("the writer was stopped")?;
        queue.send(job).ok().context("the writer stopped")?;
        Ok(told)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // Closing the queue lets the thread finish what waits, then checkpoint and end.
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(connection: &Connection, waiting: &Receiver<Action>, clock: &dyn Clock) {
    while let Ok(first) = waiting.recv() {
        run_batch(connection, first, waiting, clock);
    }
    if let Err(error) = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())) {
        tracing::warn!(%error, "the last checkpoint failed; the log is replayed at the next start");
    }
}

fn run_batch(connection: &Connection, first: Action, waiting: &Receiver<Action>, clock: &dyn Clock) {
    let started = Instant::now();
    let mut answers: Vec<Answer> = Vec::new();
    let mut notifications = Vec::new();
    let mut lost = connection.execute_batch("BEGIN IMMEDIATE").err().map(commit_failed);
    let mut next = Some(first);
    while let Some(action) = next.take() {
        let mut tx = Tx::new(connection, clock.now());
        let savepoint = if lost.is_none() { connection.execute_batch("SAVEPOINT action") } else { Ok(()) };
        if let Err(error) = savepoint {
            lost = Some(commit_failed(error));
        }
        let done = action(&mut tx);
        if lost.is_none() {
            let end = if done.keep { "RELEASE action" } else { "ROLLBACK TO action; RELEASE action" };
            let ended = connection.execute_batch(end);
            if connection.is_autocommit() {
                lost = Some(CommitFailed::Other("SQLite ended the transaction".into()));
            } else if let Err(error) = ended {
                lost = Some(commit_failed(error));
            }
        }
        if done.keep {
            notifications.append(&mut tx.after_commit);
        }
        answers.push(done.answer);
        if lost.is_none() && answers.len() < MAX_BATCH_ACTIONS && started.elapsed() < MAX_BATCH_TIME {
            next = waiting.try_recv().ok();
        }
    }
    if lost.is_none() {
        lost = connection.execute_batch("COMMIT").err().map(commit_failed);
    }
    if !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    match lost {
        None => {
            answers.into_iter().for_each(|answer| answer(Ok(())));
            notifications.into_iter().for_each(|notify| notify());
        }
        Some(failed) => {
            answers.into_iter().for_each(|answer| answer(Err(failed.clone())));
        }
    }
}

fn commit_failed(error: rusqlite::Error) -> CommitFailed {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => CommitFailed::DiskFull,
        _ => CommitFailed::Other(error.to_string()),
    }
}
