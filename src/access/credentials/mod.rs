//! Trying passwords: the one place where a typed password meets a kept one, behind the [`throttle`](super::throttle).

mod store;

use super::password::{Hasher, PasswordHash};
use super::secret::{self, Secret};
use super::throttle::{Asker, Pause, Throttle, Try};
use super::viewer::Viewer;
use crate::kernel::email::EmailAddress;
use crate::kernel::{Error, Problem, Result, UserId};
use crate::platform::db::{Db, Tx};
use rusqlite::Connection;
use std::net::IpAddr;

/// A browser is known for as long as it is used now and then.
pub const DEVICE_DAYS: i64 = 365;

/// Checks passwords for pages; one per server.
pub struct Credentials {
    db: Db,
    hasher: Hasher,
    throttle: Throttle,
}

/// What came of a try.
pub enum Tried {
    Right(Proof),
    /// No such user, a disabled one, or another password: nobody is told which.
    Wrong(Try),
    /// The password was not looked at.
    Paused(Pause),
}

/// Somebody typed the password of this user. It takes a while to look at, outside of any transaction: what is done on its
/// strength asks in its own one whether it still counts ([`Proof::require`]). Else whoever goes on trying a stolen password
/// while its owner changes it would come in after everything of the old one ended.
pub struct Proof {
    pub user: UserId,
    hash: String,
    /// What it would have cost to be wrong.
    pub counted: Try,
}

impl Proof {
    /// Errors: `Invalid` at `field` if the user has another password by now or may not come in any more.
    pub fn require(&self, conn: &Connection, field: &str) -> Result<()> {
        match store::hash_of(conn, self.user)? {
            Some(hash) if hash == self.hash => Ok(()),
            _ => Err(Error::invalid(field, Problem::PasswordWrong)),
        }
    }
}

/// Where a try comes from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    pub ip: IpAddr,
    /// The secret of the device cookie, if the browser sent one.
    pub device: Option<&'a str>,
}

impl Credentials {
    pub fn new(db: Db) -> Credentials {
        Credentials { db, hasher: Hasher::default(), throttle: Throttle::default() }
    }

    /// Tries to sign in. What is typed as e-mail may be anything.
    pub async fn try_sign_in(&self, email: &str, password: String, from: Origin<'_>) -> Result<Tried> {
        // A text that is no address is no account, but is tried all the same: it must take as long.
        let account: String = match EmailAddress::parse(email) {
            Some(address) => address.as_str().to_owned(),
            None => email.trim().to_lowercase().chars().take(300).collect(),
        };
        let (email, device) = (account.clone(), from.device.map(secret::hash));
        let found = self.db.read(move |conn| store::find(conn, &email, device.as_ref())).await?;
        let is_known = found.as_ref().is_some_and(|found| found.is_known_device);
        let asker = Asker { account: &account, device: device.filter(|_| is_known), ip: from.ip };
        let user = found.as_ref().map(|found| found.user_id);
        let hash = found.and_then(|found| found.password_hash);
        let tried = self.try_password(asker, password, user, hash).await?;
        match &tried {
            Tried::Right(proof) => tracing::info!(user = proof.user.0, ip = %from.ip, "signed in"),
            Tried::Wrong(_) => tracing::warn!(user = user.map(|user| user.0), ip = %from.ip, "sign-in refused"),
            Tried::Paused(_) => {
                tracing::warn!(user = user.map(|user| user.0), ip = %from.ip, "sign-in refused: too many tries");
            }
        }
        Ok(tried)
    }

    /// Asks who is signed in for the password again, before a sensitive change. Errors: `Invalid` at `field`.
    pub async fn confirm(&self, viewer: &Viewer, password: String, ip: IpAddr, field: &str) -> Result<Proof> {
        let id = viewer.user_id;
        let hash = self.db.read(move |conn| store::hash_of(conn, id)).await?;
        // Who is signed in has tries of their own, like a known browser.
        let account = format!("user/{}", id.0);
        let asker = Asker { account: &account, device: Some(secret::hash(&account)), ip };
        match self.try_password(asker, password, Some(id), hash).await? {
            Tried::Right(proof) => Ok(proof),
            Tried::Wrong(_) => Err(Error::invalid(field, Problem::PasswordWrong)),
            Tried::Paused(_) => Err(Error::invalid(field, Problem::PasswordPaused)),
        }
    }

    /// Hashes a new password off the async threads.
    pub async fn hash(&self, password: String) -> Result<PasswordHash> {
        self.hasher.hash(password).await
    }

    async fn try_password(
        &self,
        asker: Asker<'_>,
        password: String,
        user: Option<UserId>,
        hash: Option<String>,
    ) -> Result<Tried> {
        let counted = match self.throttle.admit(asker, self.db.clock().now()) {
            Ok(counted) => counted,
            Err(pause) => return Ok(Tried::Paused(pause)),
        };
        let fits = self.hasher.verify(password, hash.clone()).await?;
        match (user, hash) {
            (Some(user), Some(hash)) if fits => {
                self.throttle.forgive(asker);
                Ok(Tried::Right(Proof { user, hash, counted }))
            }
            _ => Ok(Tried::Wrong(counted)),
        }
    }
}

/// Makes this browser known to belong to the user: goes on with its secret if it has one, else gives it one.
pub fn know_device(tx: &Tx<'_>, user: UserId, device: Option<&str>) -> Result<Secret> {
    store::sweep_devices(tx, tx.now().plus_secs(-DEVICE_DAYS * 24 * 3600))?;
    // Always a new one: a copied cookie of long ago stops counting.
    if let Some(device) = device {
        store::delete_device(tx, user, &secret::hash(device))?;
    }
    let secret = Secret::random();
    store::insert_device(tx, user, &secret.hash())?;
    Ok(secret)
}

/// What sign-in needs of a user.
struct Account {
    user_id: UserId,
    /// `None` for a user who is disabled or has not chosen one.
    password_hash: Option<String>,
    is_known_device: bool,
}
