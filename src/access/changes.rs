//! Tells the caches of who may come in that something changed: a session ended, a role, a name, a token.

use std::sync::LazyLock;
use tokio::sync::watch;

/// Rises with every change in this process. One number for all databases of the process: a needless look into the
/// database costs little, a forgotten one would let somebody in.
static GENERATION: LazyLock<watch::Sender<u64>> = LazyLock::new(watch::Sender::default);

/// To be called after the commit of such a change.
pub(super) fn note() {
    GENERATION.send_modify(|generation| *generation += 1);
}

pub(super) fn generation() -> u64 {
    *GENERATION.borrow()
}

/// Hears of the changes from now on.
pub(super) fn listen() -> watch::Receiver<u64> {
    GENERATION.subscribe()
}
