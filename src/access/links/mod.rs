//! Links that let somebody in once: to set the office up, to accept an invitation, to choose a new password.
//!
//! The secret in the link is 256 random bits, kept as a hash, good for a short time and for one use. A new link of the
//! same kind ends the one before.

mod store;

pub(in crate::access) use store::delete_all;

use super::secret::{self, Secret};
use crate::kernel::{Error, Result, Timestamp, UserId};
use crate::platform::db::Tx;
use rusqlite::Connection;

/// What a link is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Setup,
    Invite,
    Reset,
}

impl Purpose {
    pub(self) fn code(self) -> &'static str {
        match self {
            Purpose::Setup => "setup",
            Purpose::Invite => "invite",
            Purpose::Reset => "reset",
        }
    }

    pub(self) fn parse(code: &str) -> Option<Purpose> {
        [Purpose::Setup, Purpose::Invite, Purpose::Reset].into_iter().find(|purpose| purpose.code() == code)
    }

    fn lifetime_secs(self) -> i64 {
        const DAY_SECS: i64 = 24 * 3600;
        match self {
            Purpose::Setup | Purpose::Reset => DAY_SECS,
            // A new colleague may start next week.
            Purpose::Invite => 7 * DAY_SECS,
        }
    }
}

/// A link that is still good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    pub purpose: Purpose,
    /// For whom; `None` for set-up.
    pub user_id: Option<UserId>,
    pub expires_at: Timestamp,
}

/// Makes the one-time link with which the office is set up, in place of any before.
pub fn create_for_setup(tx: &Tx<'_>) -> Result<Secret> {
    create(tx, Purpose::Setup, None)
}

/// Makes a link with which a user chooses a password, in place of any before.
pub fn create_for_user(tx: &Tx<'_>, user: UserId, purpose: Purpose) -> Result<Secret> {
    create(tx, purpose, Some(user))
}

fn create(tx: &Tx<'_>, purpose: Purpose, user: Option<UserId>) -> Result<Secret> {
    store::delete_of(tx, user)?;
    let secret = Secret::random();
    store::insert(tx, &secret.hash(), purpose, user, tx.now().plus_secs(purpose.lifetime_secs()))?;
    Ok(secret)
}

/// The link with this secret while it is good, without using it up.
pub fn find(conn: &Connection, sent: &str, now: Timestamp) -> Result<Option<Link>> {
    Ok(store::find(conn, &secret::hash(sent))?.filter(|link| now < link.expires_at))
}

/// Uses the link up. Errors: `NotFound` when it is not good (any more), also for the second of two at once.
pub fn redeem(tx: &Tx<'_>, sent: &str) -> Result<Link> {
    let link = find(tx, sent, tx.now())?.ok_or(Error::NotFound)?;
    store::delete(tx, &secret::hash(sent))?;
    Ok(link)
}

/// Ends the link for set-up.
pub fn end_for_setup(tx: &Tx<'_>) -> Result<()> {
    store::delete_of(tx, None)
}

/// Ends the links of a user.
pub fn end_of_user(tx: &Tx<'_>, user: UserId) -> Result<()> {
    store::delete_of(tx, Some(user))
}
