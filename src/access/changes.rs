//! Tells the caches of who may come in that something changed: a session ended, a role, a name, a token.

use std::sync::atomic::{AtomicU64, Ordering};

/// Rises with every change in this process. One number for all databases of the process: a needless look into the
/// database costs little, a forgotten one would let somebody in.
static GENERATION: AtomicU64 = AtomicU64::new(0);

/// To be called after the commit of such a change.
pub(super) fn note() {
    GENERATION.fetch_add(1, Ordering::SeqCst);
}

pub(super) fn generation() -> u64 {
    GENERATION.load(Ordering::SeqCst)
}
