//! Signed-in browsers. A session begins with a new random secret at every sign-in, lives on the server and can be ended
//! by its user, by an administrator, and by everything that changes what the user may do.
//!
//! It ends by itself when unused for long, and at a set age however much it is used.

mod store;

pub use store::{count, end, end_of_user, find, of_user, touch};
pub(in crate::access) use store::{end_all, viewer_from_row};

use super::secret::Secret;
use super::viewer::Viewer;
use crate::kernel::{Result, Timestamp, UserId};
use crate::platform::db::Tx;
use crate::platform::ui::{Density, Theme};

const HOUR_SECS: i64 = 3600;
const DAY_SECS: i64 = 24 * HOUR_SECS;

/// A browser's session is for a working day, one that is kept for a month without use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub idle_secs: i64,
    pub total_secs: i64,
}

pub fn limits(is_kept: bool) -> Limits {
    if is_kept {
        Limits { idle_secs: 30 * DAY_SECS, total_secs: 180 * DAY_SECS }
    } else {
        Limits { idle_secs: 12 * HOUR_SECS, total_secs: 7 * DAY_SECS }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionId(pub i64);

/// A session as its owner sees it in the list of devices.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    pub id: SessionId,
    pub is_kept: bool,
    pub created_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub ip: String,
    pub agent: String,
}

/// Who is signed in with a session, and how they want their pages.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub viewer: Viewer,
    pub email: String,
    pub theme: Theme,
    pub density: Density,
    /// Single-letter keys are on.
    pub has_keys: bool,
    pub session: Session,
}

impl Session {
    /// Whether it still counts, given when it was last used.
    pub fn is_alive(&self, last_seen_at: Timestamp, now: Timestamp) -> bool {
        let limits = limits(self.is_kept);
        now < last_seen_at.plus_secs(limits.idle_secs) && now < self.created_at.plus_secs(limits.total_secs)
    }
}

/// What is known of a browser that signs in.
#[derive(Debug, Clone)]
pub struct NewSession {
    pub is_kept: bool,
    pub ip: String,
    pub agent: String,
}

/// Begins a session; the secret is for the cookie and is not kept. Dead sessions are swept on the way.
pub fn begin(tx: &Tx<'_>, user: UserId, new: &NewSession) -> Result<Secret> {
    store::sweep(tx)?;
    let secret = Secret::random();
    store::insert(tx, user, &secret.hash(), new)?;
    Ok(secret)
}
