//! How much of a long job is written in one go.

use super::Db;
use std::time::{Duration, Instant};

/// How long a chunk may write while nobody waits, at least and at most.
const LONG_CHUNK: (Duration, Duration) = (Duration::from_millis(80), Duration::from_millis(400));
/// How long the commit behind a chunk may take in an office at work: who comes meanwhile has to wait for it.
const COMMIT_TIME: Duration = Duration::from_millis(40);

/// How long the chunks of a job are while nobody waits. The longer, the less often the same pages of the indexes are
/// written; but the commit behind it grows with it, which everybody who comes has to wait for.
pub struct ChunkPace {
    chunk: Duration,
    /// How much was written in the office so far.
    actions: u64,
    /// Somebody else wrote since this began.
    has_company: bool,
}

impl ChunkPace {
    pub fn of(db: &Db) -> ChunkPace {
        ChunkPace { chunk: LONG_CHUNK.0, actions: db.write_stats().actions, has_company: false }
    }

    /// How long the next chunk may write.
    pub fn next(&self) -> Duration {
        self.chunk
    }

    /// From a chunk that is written and committed: it wrote for `took`, until `ended`.
    pub fn learn(&mut self, db: &Db, took: Duration, ended: Instant) {
        let commit = ended.elapsed().as_secs_f64().max(0.001);
        let actions = db.write_stats().actions;
        self.has_company |= actions > self.actions + 1;
        self.actions = actions;
        let fitting = match self.has_company {
            true => took.mul_f64((COMMIT_TIME.as_secs_f64() / commit).min(10.0)),
            false => LONG_CHUNK.1,
        };
        self.chunk = ((self.chunk * 3 + fitting) / 4).clamp(LONG_CHUNK.0, LONG_CHUNK.1);
    }
}
