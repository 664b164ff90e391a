//! `korob token ...`: API tokens for programs.

use super::{Desk, Refusal};
use crate::access::tokens::{self, Token, TokenId};
use crate::kernel::{Error, Timestamp};
use serde::{Deserialize, Serialize};

const DAY_SECS: i64 = 24 * 60 * 60;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Create {
    /// The e-mail of the user with whose rights the program acts.
    pub user: String,
    /// What it is for.
    pub name: String,
    /// A day (`2027-01-31`, to its end in UTC) or a number of days (`90d`); `None` for ever.
    pub expires: Option<String>,
}

/// The one time that the secret is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Created {
    pub id: i64,
    pub token: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// Everybody's without one.
    pub user: Option<String>,
}

/// A token as `korob token list --json` prints it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    pub id: i64,
    pub user: String,
    pub name: String,
    pub created_at: String,
    pub expires_at: Option<String>,
    pub last_used_at: Option<String>,
    pub revoked_at: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Revoke {
    pub id: i64,
}

pub fn create(desk: &Desk<'_>, order: Create) -> Result<Created, Refusal> {
    let (actor, user) = (desk.actor()?, desk.user(&order.user)?);
    let now = desk.db.clock().now();
    let expires_at = match order.expires {
        Some(text) => Some(expiry(&text, now).filter(|at| *at > now).ok_or(Refusal::BadExpiry(text))?),
        None => None,
    };
    let created = desk.db.write_blocking(move |tx| {
        let (id, secret) = tokens::create(tx, &actor, user.id, &order.name, expires_at)?;
        Ok(Created { id: id.0, token: secret.as_str().to_owned() })
    })?;
    Ok(created)
}

pub fn list(desk: &Desk<'_>, order: &List) -> Result<Vec<Listed>, Refusal> {
    let user = order.user.as_deref().map(|email| desk.user(email)).transpose()?;
    let listed = desk.db.read_blocking(|conn| tokens::list(conn, user.map(|user| user.id)))?;
    Ok(listed.into_iter().map(line).collect())
}

/// Errors: `NoSuchToken` for a token that is not there or ended before.
pub fn revoke(desk: &Desk<'_>, order: &Revoke) -> Result<(), Refusal> {
    let actor = desk.actor()?;
    let id = TokenId(order.id);
    let revoked = desk.db.write_blocking(move |tx| {
        let owner = tokens::owner(tx, id)?.ok_or(Error::NotFound)?;
        tokens::revoke(tx, &actor, owner, id)
    });
    revoked.map_err(|error| match error {
        Error::NotFound => Refusal::NoSuchToken(id.0),
        other => other.into(),
    })
}

fn line((user, token): (String, Token)) -> Listed {
    Listed {
        id: token.id.0,
        user,
        name: token.name,
        created_at: token.created_at.to_rfc3339(),
        expires_at: token.expires_at.map(Timestamp::to_rfc3339),
        last_used_at: token.last_used_at.map(Timestamp::to_rfc3339),
        revoked_at: token.revoked_at.map(Timestamp::to_rfc3339),
    }
}

fn expiry(text: &str, now: Timestamp) -> Option<Timestamp> {
    if let Some(days) = text.strip_suffix('d') {
        return Some(now.plus_secs(days.parse::<i64>().ok()?.saturating_mul(DAY_SECS)));
    }
    let day: chrono::NaiveDate = text.parse().ok()?;
    Some(day.succ_opt()?.and_hms_opt(0, 0, 0)?.and_utc().into())
}
