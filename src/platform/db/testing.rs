//! A real database file with the real migrations, for the unit tests of any slice.

use super::Db;
use crate::kernel::{Clock, HeldClock, Timestamp};
use std::ops::Deref;
use std::sync::Arc;
use tempfile::TempDir;

/// A database that goes away with this value. Its clock stands at 2026-11-23 09:00 UTC until moved.
pub struct TestDb {
    db: Db,
    pub clock: Arc<HeldClock>,
    _folder: TempDir,
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

/// The moment at which tests begin: a Monday morning, 2026-11-23 09:00 UTC.
pub const TEST_NOW: Timestamp = Timestamp(1_795_424_400_000);

/// An office of its own, on the disk. Tests alone: a machine without a temporary folder may fail them.
pub fn db() -> TestDb {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let clock = Arc::new(HeldClock::at(TEST_NOW));
    let shared: Arc<dyn Clock> = clock.clone();
    let db = Db::open(&folder.path().join("korob.db"), 2, shared).expect("a new database");
    TestDb { db, clock, _folder: folder }
}
