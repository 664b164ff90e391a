//! What sign-in reads of `users`, and the rows of `known_devices`.

use super::Account;
use crate::access::secret::SecretHash;
use crate::kernel::{Result, Timestamp, UserId};
use crate::platform::db::Tx;
use rusqlite::{Connection, OptionalExtension, named_params};

pub(super) fn find(conn: &Connection, email: &str, device: Option<&SecretHash>) -> Result<Option<Account>> {
    let mut statement = conn.prepare_cached(
        "SELECT u.id, iif(u.disabled_at IS NULL, u.password_hash, NULL) AS password_hash,
                EXISTS (SELECT 1 FROM known_devices d WHERE d.token_hash = :device AND d.user_id = u.id) AS is_known
         FROM users u WHERE u.email = :email",
    )?;
    let found = statement.query_row(named_params! { ":email": email, ":device": device }, |row| {
        Ok(Account {
            user_id: UserId(row.get("id")?),
            password_hash: row.get("password_hash")?,
            is_known_device: row.get("is_known")?,
        })
    });
    Ok(found.optional()?)
}

pub(super) fn hash_of(conn: &Connection, user: UserId) -> Result<Option<String>> {
    let mut statement =
        conn.prepare_cached("SELECT password_hash FROM users WHERE id = :id AND disabled_at IS NULL")?;
    let hash: Option<Option<String>> =
        statement.query_row(named_params! { ":id": user.0 }, |row| row.get(0)).optional()?;
    Ok(hash.flatten())
}

pub(super) fn insert_device(tx: &Tx<'_>, user: UserId, hash: &SecretHash) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO known_devices (token_hash, user_id, created_at, last_used_at) VALUES (:hash, :user, :now, :now)",
    )?
    .execute(named_params! { ":hash": hash, ":user": user.0, ":now": tx.now().0 })?;
    Ok(())
}

pub(super) fn delete_device(tx: &Tx<'_>, user: UserId, hash: &SecretHash) -> Result<()> {
    tx.prepare_cached("DELETE FROM known_devices WHERE token_hash = :hash AND user_id = :user")?
        .execute(named_params! { ":hash": hash, ":user": user.0 })?;
    Ok(())
}

pub(super) fn sweep_devices(tx: &Tx<'_>, before: Timestamp) -> Result<()> {
    tx.prepare_cached("DELETE FROM known_devices WHERE last_used_at < :before")?
        .execute(named_params! { ":before": before.0 })?;
    Ok(())
}
