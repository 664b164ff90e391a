//! Which files are being rehearsed. Who asks again wants another answer: the earlier work is for nobody.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

/// The orders to stop, by the files.
static REHEARSED: LazyLock<Mutex<HashMap<PathBuf, Arc<AtomicBool>>>> = LazyLock::new(Mutex::default);

/// A rehearsal of a file, until dropped.
pub struct Rehearsing {
    path: PathBuf,
    /// Set once the file is rehearsed again.
    pub stop: Arc<AtomicBool>,
}

impl Rehearsing {
    /// Stops the rehearsal of this file that is under way, if there is one.
    pub fn begin(path: &Path) -> Rehearsing {
        let stop = Arc::new(AtomicBool::new(false));
        if let Some(earlier) = rehearsed().insert(path.to_owned(), stop.clone()) {
            earlier.store(true, Ordering::SeqCst);
        }
        Rehearsing { path: path.to_owned(), stop }
    }
}

impl Drop for Rehearsing {
    fn drop(&mut self) {
        let mut rehearsed = rehearsed();
        if rehearsed.get(&self.path).is_some_and(|stop| Arc::ptr_eq(stop, &self.stop)) {
            rehearsed.remove(&self.path);
        }
    }
}

fn rehearsed() -> MutexGuard<'static, HashMap<PathBuf, Arc<AtomicBool>>> {
    // Nothing that holds it can panic half-way.
    REHEARSED.lock().unwrap_or_else(PoisonError::into_inner)
}
