//! How many people may be active at once. Nobody is ever locked out over it: only one more cannot be let in.

use super::store;
use crate::kernel::{Error, Problem, Result};
use rusqlite::Connection;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A number that all who let people in look at; another one counts at once.
#[derive(Debug, Clone)]
pub struct Seats(Arc<AtomicU32>);

impl Seats {
    pub fn new(count: u32) -> Seats {
        Seats(Arc::new(AtomicU32::new(count)))
    }

    pub fn count(&self) -> u32 {
        self.0.load(Ordering::SeqCst)
    }

    pub fn set(&self, count: u32) {
        self.0.store(count, Ordering::SeqCst);
    }

    /// # Errors
    /// `Invalid` at `email` when everybody who may be active is.
    pub(super) fn ensure_free(&self, conn: &Connection) -> Result<()> {
        let seats = self.count();
        if store::count_active(conn)? < i64::from(seats) {
            return Ok(());
        }
        Err(Error::invalid("email", Problem::NoFreeSeat { seats }))
    }
}
