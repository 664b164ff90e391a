//! More memory for the writer while somebody says that they write much.

use super::Desk;
use crate::platform::db::connection::{Room, shrink};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many write much now.
#[derive(Default)]
pub(in crate::platform::db) struct Expected(AtomicUsize);

/// Until it is dropped, the writer has more memory.
pub struct MuchExpected(Arc<Expected>);

impl Expected {
    pub(in crate::platform::db) fn one_more(self: &Arc<Expected>) -> MuchExpected {
        self.0.fetch_add(1, Ordering::SeqCst);
        MuchExpected(self.clone())
    }
}

impl Drop for MuchExpected {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Desk {
    /// Takes the memory that is due, or gives it back.
    pub(super) fn make_room(&mut self) {
        let is_due = self.expected.0.load(Ordering::SeqCst) > 0;
        if is_due == self.is_wide {
            return;
        }
        self.is_wide = is_due;
        let done = match is_due {
            true => Room::WIDE.give(&self.connection),
            false => Room::USUAL.give(&self.connection).and_then(|()| shrink(&self.connection)),
        };
        if let Err(error) = done {
            tracing::warn!(%error, "the writer keeps the memory it has");
        }
    }
}
