//! What systemd is told: that the server serves, that it still answers, that it is about to stop. Without systemd nobody is told
//! anything.

use crate::platform::db::Db;
use sd_notify::NotifyState;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Tells of a server, until [`Supervised::stopping`].
pub struct Supervised {
    is_stopping: Arc<AtomicBool>,
}

/// Says that it serves, and from now on, as often as is wanted (`WatchdogSec`), that it answers: a writer or a reader that
/// hangs is not fed, and systemd starts the server anew.
pub fn serving(db: &Db) -> io::Result<Supervised> {
    tell(&[NotifyState::Ready]);
    let supervised = Supervised { is_stopping: Arc::default() };
    if let Some(interval) = sd_notify::watchdog_enabled() {
        let (db, is_stopping) = (db.clone(), supervised.is_stopping.clone());
        thread::Builder::new().name("watchdog".into()).spawn(move || feed(&db, interval / 3, &is_stopping))?;
    }
    Ok(supervised)
}

impl Supervised {
    /// Says that it stops; a stop that takes its time is no hanging.
    pub fn stopping(&self) {
        self.is_stopping.store(true, Ordering::SeqCst);
        tell(&[NotifyState::Stopping]);
    }
}

fn feed(db: &Db, every: Duration, is_stopping: &AtomicBool) {
    while !is_stopping.load(Ordering::SeqCst) {
        // Both wait until they are served. That the disk does not take a write is an answer, too: a start anew would not
        // help, and reading goes on meanwhile.
        let _ = db.write_blocking(|_| Ok(()));
        if db.answers() {
            tell(&[NotifyState::Watchdog]);
        }
        thread::sleep(every);
    }
}

fn tell(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::warn!(%error, "the supervisor cannot be told");
    }
}
