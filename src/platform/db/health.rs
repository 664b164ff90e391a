//! How writing goes: for the readiness page.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::Duration;

#[derive(Default)]
pub(super) struct Health {
    fault: OnceLock<String>,
    disk_full: AtomicBool,
    actions: AtomicU64,
    commits: AtomicU64,
    lost_batches: AtomicU64,
    commit_us: AtomicU64,
}

/// What the writer did since the start. One commit is one sync of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriteStats {
    pub actions: u64,
    pub commits: u64,
    pub lost_batches: u64,
    /// Spent in all commits.
    pub commit_time: Duration,
}

impl Health {
    /// Why nothing is written any more; `None` while all is well.
    pub(super) fn fault(&self) -> Option<String> {
        self.fault.get().cloned()
    }

    /// Ends all writing until the next start. The first reason stays.
    pub(super) fn stop(&self, why: &str) {
        if self.fault.set(why.to_owned()).is_ok() {
            tracing::error!(why, "writing is stopped; reading goes on");
        }
    }

    pub(super) fn set_disk_full(&self, full: bool) {
        self.disk_full.store(full, Relaxed);
    }

    pub(super) fn is_disk_full(&self) -> bool {
        self.disk_full.load(Relaxed)
    }

    pub(super) fn count(&self, actions: usize, committed: bool) {
        self.actions.fetch_add(actions as u64, Relaxed);
        if committed { &self.commits } else { &self.lost_batches }.fetch_add(1, Relaxed);
    }

    pub(super) fn count_commit(&self, took: Duration) {
        self.commit_us.fetch_add(u64::try_from(took.as_micros()).unwrap_or_default(), Relaxed);
    }

    pub(super) fn stats(&self) -> WriteStats {
        WriteStats {
            actions: self.actions.load(Relaxed),
            commits: self.commits.load(Relaxed),
            lost_batches: self.lost_batches.load(Relaxed),
            commit_time: Duration::from_micros(self.commit_us.load(Relaxed)),
        }
    }
}
