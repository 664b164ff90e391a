//! One batch: BEGIN IMMEDIATE, the actions, each behind the first in its savepoint, one COMMIT, the answers.

use super::tx::LastWrite;
use super::{Desk, Done, Lost, Tx, Work, panic_text};
use crossbeam_channel::Receiver;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

const MAX_ACTIONS: usize = 64;
const MAX_TIME: Duration = Duration::from_millis(20);
const MAX_WAIT_FOR_COMPANY: Duration = Duration::from_millis(1);

/// How many write at once and what a commit costs, as last seen.
#[derive(Default)]
pub(super) struct Pace {
    writers: usize,
    commit: Duration,
}

impl Pace {
    /// How long a batch with `actions` actions may wait for more: not at all unless several clients write at once, and
    /// never longer than the commit that company would save.
    fn patience(&self, actions: usize) -> Duration {
        if actions >= self.writers { Duration::ZERO } else { self.commit.min(MAX_WAIT_FOR_COMPANY) }
    }

    fn learn(&mut self, writers: usize, commit: Duration) {
        self.writers = writers;
        self.commit = (self.commit * 7 + commit) / 8;
    }
}

/// What the actions of a batch left to be done once its fate is known.
#[derive(Default)]
struct Outcome {
    done: Vec<Done>,
    /// An action is done whose work must outlast the failure of those behind it.
    is_begun: bool,
    last_writes: Vec<LastWrite>,
    notifications: Vec<Box<dyn FnOnce() + Send>>,
    touched: Vec<&'static str>,
}

impl Desk {
    pub(super) fn run_batch(&mut self, first: Box<dyn Work>, waiting: &Receiver<Box<dyn Work>>) {
        if let Some(why) = self.health.fault() {
            first.refuse(&Lost::Stopped(why));
            return;
        }
        if let Err(error) = self.connection.execute_batch("BEGIN IMMEDIATE") {
            self.note(super::Fault::of(&error));
            first.refuse(&error.into());
            return;
        }
        let mut outcome = Outcome::default();
        let fate = self.run_actions(first, waiting, &mut outcome).and_then(|()| {
            self.write_last(std::mem::take(&mut outcome.last_writes))?;
            self.carry_passengers(false);
            let started = Instant::now();
            self.commit()?;
            let took = started.elapsed();
            self.health.count_commit(took);
            self.pace.learn(outcome.done.len() + waiting.len(), took);
            Ok(())
        });
        if !self.connection.is_autocommit() {
            // Also ends what a failed COMMIT left open. If even this fails, the next BEGIN says so.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        self.health.count(outcome.done.len(), fate.is_ok());
        if fate.is_ok() {
            // Before the answers: who was answered must not meet a cache that has not heard yet.
            outcome.notifications.into_iter().for_each(run_notification);
            self.news.tell(&outcome.touched);
        }
        for done in outcome.done {
            (done.answer)(fate.as_ref().copied());
        }
    }

    fn run_actions(
        &self,
        first: Box<dyn Work>,
        waiting: &Receiver<Box<dyn Work>>,
        outcome: &mut Outcome,
    ) -> Result<(), Lost> {
        let started = Instant::now();
        let mut waited = Duration::ZERO;
        let mut next = Some(first);
        while let Some(work) = next.take() {
            self.run_action(work, waiting, outcome)?;
            if outcome.done.len() < MAX_ACTIONS && started.elapsed() < MAX_TIME {
                next = waiting.try_recv().ok().or_else(|| {
                    let asked = Instant::now();
                    let patience = self.pace.patience(outcome.done.len()).saturating_sub(waited);
                    let company = waiting.recv_timeout(patience).ok();
                    waited += asked.elapsed();
                    company
                });
            }
        }
        Ok(())
    }

    /// An error means that the whole batch is lost; what the action itself answers is in `outcome`.
    fn run_action(
        &self,
        work: Box<dyn Work>,
        waiting: &Receiver<Box<dyn Work>>,
        outcome: &mut Outcome,
    ) -> Result<(), Lost> {
        // With nothing before it the action has the transaction to itself: in a savepoint SQLite would keep each page as it
        // was once more.
        let is_alone = !outcome.is_begun;
        if !is_alone && let Err(error) = self.connection.execute_batch("SAVEPOINT action") {
            self.note(super::Fault::of(&error));
            let lost = Lost::from(error);
            work.refuse(&lost);
            return Err(lost);
        }
        let mut tx = Tx::new(&self.connection, self.clock.now());
        tx.waiting = Some(waiting);
        tx.has_company = !is_alone;
        tx.is_committed_later = true;
        let done = work.run(&mut tx);
        let (keep, fault) = (done.keep, done.fault);
        let last_writes = std::mem::take(&mut tx.before_commit);
        let notifications = std::mem::take(&mut tx.after_commit);
        let touched = std::mem::take(&mut tx.touched);
        outcome.done.push(done);
        self.note(fault);
        if self.connection.is_autocommit() {
            // SQLite may end a transaction on its own when the disk is full or fails (sqlite.org/c3ref/get_autocommit.html).
            return Err(match fault {
                Some(super::Fault::Full) => Lost::DiskFull,
                _ => Lost::Other("SQLite ended the transaction".into()),
            });
        }
        if let Some(why) = self.health.fault() {
            return Err(Lost::Stopped(why));
        }
        outcome.is_begun |= keep;
        let end = match (keep, is_alone) {
            (true, true) => "",
            (true, false) => "RELEASE action",
            (false, true) => "ROLLBACK; BEGIN IMMEDIATE",
            (false, false) => "ROLLBACK TO action; RELEASE action",
        };
        self.connection.execute_batch(end).map_err(|error| {
            self.note(super::Fault::of(&error));
            Lost::from(error)
        })?;
        if keep {
            outcome.last_writes.extend(last_writes);
            outcome.notifications.extend(notifications);
            outcome.touched.extend(touched);
        }
        Ok(())
    }

    /// Outside all savepoints, at whose ends the search index would write out what it has gathered.
    fn write_last(&self, writes: Vec<LastWrite>) -> Result<(), Lost> {
        let written =
            catch_unwind(AssertUnwindSafe(|| writes.into_iter().try_for_each(|write| write(&self.connection))));
        let written = written.map_err(|payload| Lost::Other(format!("it panicked: {}", panic_text(&*payload))))?;
        written.map_err(|error| self.lost_by(error))
    }

    /// Why a batch is lost after this error.
    fn lost_by(&self, error: rusqlite::Error) -> Lost {
        self.note(super::Fault::of(&error));
        match self.health.fault() {
            Some(why) => Lost::Stopped(why),
            None => Lost::from(error),
        }
    }

    pub(super) fn commit(&self) -> Result<(), Lost> {
        self.may_commit.store(true, Ordering::SeqCst);
        let committed = self.connection.execute_batch("COMMIT");
        self.may_commit.store(false, Ordering::SeqCst);
        committed.map_err(|error| self.lost_by(error))
    }
}

fn run_notification(notify: Box<dyn FnOnce() + Send>) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(notify)) {
        tracing::error!(panic = panic_text(&*payload), "a notification after commit panicked");
    }
}
