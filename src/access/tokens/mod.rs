//! API tokens: how a program acts for a user, with that user's rights. The secret is shown once, when it is made.
//!
//! A token ends when it is revoked, when its time is over, and when its user is disabled, gets another role or another
//! password.

mod store;

pub use store::{list, of_user, owner, revoke_all};

use super::secret::Secret;
use crate::kernel::{Actor, Error, Problem, RecordRef, Result, Timestamp, UserId};
use crate::platform::db::Tx;
use crate::platform::events::{self, NewEvent};
pub(in crate::access) use store::{find_alive, revoke_everybodys, revoke_these, revoked, touch};

/// Tells people, and scanners that look for secrets in source code, what it is.
const PREFIX: &str = "korob_";

const MAX_NAME_CHARS: usize = 100;
const MAX_TOKENS_PER_USER: usize = 100;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenId(pub i64);

/// A token as its owner sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    pub id: TokenId,
    pub name: String,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub last_used_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

/// Makes a token for a user; `name` says what it is for. The secret cannot be had again.
pub fn create(
    tx: &mut Tx<'_>,
    actor: &Actor,
    user: UserId,
    name: &str,
    expires_at: Option<Timestamp>,
) -> Result<(TokenId, Secret)> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::invalid("name", Problem::Required));
    }
    if name.chars().count() > MAX_NAME_CHARS {
        return Err(Error::invalid("name", Problem::TooLong { max: MAX_NAME_CHARS }));
    }
    if expires_at.is_some_and(|expires_at| expires_at <= tx.now()) {
        return Err(Error::invalid("expires", Problem::NotADate));
    }
    if store::count_live(tx, user)? >= MAX_TOKENS_PER_USER as i64 {
        return Err(Error::invalid("name", Problem::TooMany { max: MAX_TOKENS_PER_USER }));
    }
    let secret = Secret::random_with(PREFIX);
    let id = store::insert(tx, user, &secret.hash(), name, expires_at)?;
    record(tx, actor, "token.created", id)?;
    Ok((id, secret))
}

/// Ends a token of this user. Errors: `NotFound` for another user's token or one that ended before.
pub fn revoke(tx: &mut Tx<'_>, actor: &Actor, user: UserId, id: TokenId) -> Result<()> {
    if !store::revoke(tx, user, id)? {
        return Err(Error::NotFound);
    }
    record(tx, actor, "token.revoked", id)
}

/// For the audit only: a token cannot be undone, its secret is gone.
fn record(tx: &mut Tx<'_>, actor: &Actor, verb: &str, id: TokenId) -> Result<()> {
    events::record(tx, actor, &NewEvent { verb, subject: RecordRef::new("token", id.0), rows: &[] })?;
    Ok(())
}
