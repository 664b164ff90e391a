//! The write transaction as an action sees it.

use super::Work;
use crate::kernel::{ActionId, Result, Timestamp};
use crossbeam_channel::Receiver;
use rusqlite::Connection;
use std::ops::Deref;

/// Everything done through it is kept or lost as one.
pub struct Tx<'c> {
    connection: &'c Connection,
    now: Timestamp,
    action: Option<ActionId>,
    /// Those who wait for their turn behind this action.
    pub(super) waiting: Option<&'c Receiver<Box<dyn Work>>>,
    /// Others acted before it in this batch, and wait for the commit.
    pub(super) has_company: bool,
    /// Whoever made it commits, and does before that what was left for then.
    pub(super) is_committed_later: bool,
    pub(super) before_commit: Vec<LastWrite>,
    pub(super) after_commit: Vec<Box<dyn FnOnce() + Send>>,
    /// Each once. What was touched in a part that is taken back stays: listeners look, and find nothing.
    pub(super) touched: Vec<&'static str>,
}

/// Left by an action for the end of its batch.
pub(super) type LastWrite = Box<dyn FnOnce(&Connection) -> rusqlite::Result<()> + Send>;

/// What a transaction was at a point.
#[derive(Debug)]
pub struct Savepoint {
    action: Option<ActionId>,
    last_writes: usize,
    notifications: usize,
}

impl<'c> Tx<'c> {
    /// A transaction of the caller's own making: migrations, tests and tools that hold the only connection.
    pub fn new(connection: &'c Connection, now: Timestamp) -> Tx<'c> {
        Tx {
            connection,
            now,
            action: None,
            waiting: None,
            has_company: false,
            is_committed_later: false,
            before_commit: Vec::new(),
            after_commit: Vec::new(),
            touched: Vec::new(),
        }
    }

    /// Whether somebody waits for this action to end: long ones then make it short.
    pub fn is_awaited(&self) -> bool {
        self.has_company || self.waiting.is_some_and(|waiting| !waiting.is_empty())
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

    /// A point to which [`Tx::roll_back`] goes back; every one is ended by that or by [`Tx::release`].
    pub fn savepoint(&mut self) -> Result<Savepoint> {
        self.connection.prepare_cached("SAVEPOINT attempt")?.execute([])?;
        Ok(self.point())
    }

    /// Takes back all that was done since, the opening of an action too.
    pub fn roll_back(&mut self, to: Savepoint) -> Result<()> {
        self.forget_since(&to);
        self.connection.prepare_cached("ROLLBACK TO attempt")?.execute([])?;
        self.release(to)
    }

    /// Lets what was done since stand.
    pub fn release(&mut self, _kept: Savepoint) -> Result<()> {
        self.connection.prepare_cached("RELEASE attempt")?.execute([])?;
        Ok(())
    }

    /// Does something and takes it back at once: to see what would come of it.
    pub fn rehearse<T>(&mut self, attempt: impl FnOnce(&mut Tx<'c>) -> Result<T>) -> Result<T> {
        self.connection.execute_batch("SAVEPOINT rehearsal")?;
        let before = self.point();
        let outcome = attempt(self);
        self.forget_since(&before);
        self.connection.execute_batch("ROLLBACK TO rehearsal; RELEASE rehearsal")?;
        outcome
    }

    fn point(&self) -> Savepoint {
        Savepoint { action: self.action, last_writes: self.before_commit.len(), notifications: self.after_commit.len() }
    }

    fn forget_since(&mut self, point: &Savepoint) {
        self.action = point.action;
        self.before_commit.truncate(point.last_writes);
        self.after_commit.truncate(point.notifications);
    }

    /// Has those who [listen](super::super::Db::listen) to the topic told after the COMMIT.
    pub fn touch(&mut self, topic: &'static str) {
        if !self.touched.contains(&topic) {
            self.touched.push(topic);
        }
    }

    /// Runs once all actions that share the COMMIT are done, in the order of the calls; not at all if this is taken back
    /// before. What fails then fails them all. For what costs less when it is written for many rows at once, and what
    /// actions do not read of each other.
    pub fn before_commit(
        &mut self,
        write: impl FnOnce(&Connection) -> rusqlite::Result<()> + Send + 'static,
    ) -> Result<()> {
        if self.is_committed_later {
            self.before_commit.push(Box::new(write));
            return Ok(());
        }
        Ok(write(self.connection)?)
    }

    /// Runs after the COMMIT and before the caller is answered, and not at all if there is no commit: for caches, live
    /// streams and workers. It runs on the writer thread, so it must be quick.
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
