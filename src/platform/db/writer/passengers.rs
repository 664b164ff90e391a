//! Small writes that nobody waits for, such as when a session was last seen: they ride along with the next action that
//! writes anyway, so that reading alone never writes.

use super::{Desk, Tx, panic_text};
use crate::kernel::Result;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::time::{Duration, Instant};

#[derive(Default)]
pub(in crate::platform::db) struct Passengers(Mutex<Vec<Passenger>>);

struct Passenger {
    every: Duration,
    last: Instant,
    write: Write,
}

type Write = Box<dyn FnMut(&mut Tx<'_>) -> Result<()> + Send>;

impl Passengers {
    pub(in crate::platform::db) fn add(
        &self,
        every: Duration,
        write: impl FnMut(&mut Tx<'_>) -> Result<()> + Send + 'static,
    ) {
        if let Ok(mut all) = self.0.lock() {
            all.push(Passenger { every, last: Instant::now(), write: Box::new(write) });
        }
    }
}

impl Desk {
    /// Lets those ride whose time has come. What fails is undone alone and tried with a later batch.
    pub(super) fn carry_passengers(&self, is_last_ride: bool) {
        let Ok(mut all) = self.passengers.0.lock() else { return };
        for passenger in all.iter_mut() {
            if !is_last_ride && passenger.last.elapsed() < passenger.every {
                continue;
            }
            passenger.last = Instant::now();
            if let Err(error) = self.carry(passenger) {
                tracing::warn!(%error, "a write that rides along failed");
            }
        }
    }

    fn carry(&self, passenger: &mut Passenger) -> Result<()> {
        self.connection.execute_batch("SAVEPOINT passenger")?;
        let mut tx = Tx::new(&self.connection, self.clock.now());
        let outcome = catch_unwind(AssertUnwindSafe(|| (passenger.write)(&mut tx)))
            .unwrap_or_else(|payload| Err(anyhow::anyhow!("it panicked: {}", panic_text(&*payload)).into()));
        // After a fault SQLite may have ended the transaction; the batch finds that out at COMMIT.
        if !self.connection.is_autocommit() {
            let end = if outcome.is_ok() { "RELEASE passenger" } else { "ROLLBACK TO passenger; RELEASE passenger" };
            self.connection.execute_batch(end)?;
        }
        outcome
    }

    /// Before the end, so that a restart knows what this run knew.
    pub(super) fn last_ride(&self) {
        let is_empty = self.passengers.0.lock().map_or(true, |all| all.is_empty());
        if is_empty || self.health.fault().is_some() || self.connection.execute_batch("BEGIN IMMEDIATE").is_err() {
            return;
        }
        self.carry_passengers(true);
        if let Err(lost) = self.commit() {
            tracing::warn!(?lost, "what rode along at the end was not kept");
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}
