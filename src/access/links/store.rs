//! Rows of `one_time_links`.

use super::{Link, Purpose};
use crate::access::secret::SecretHash;
use crate::kernel::{Result, Timestamp, UserId};
use crate::platform::db::Tx;
use rusqlite::{Connection, OptionalExtension, named_params};

pub(super) fn insert(
    tx: &Tx<'_>,
    hash: &SecretHash,
    purpose: Purpose,
    user: Option<UserId>,
    expires_at: Timestamp,
) -> Result<()> {
    tx.execute(
        "INSERT INTO one_time_links (token_hash, purpose, user_id, created_at, expires_at)
         VALUES (:hash, :purpose, :user, :now, :expires_at)",
        named_params! {
            ":hash": hash, ":purpose": purpose.code(), ":user": user.map(|user| user.0), ":now": tx.now().0,
            ":expires_at": expires_at.0,
        },
    )?;
    Ok(())
}

pub(super) fn find(conn: &Connection, hash: &SecretHash) -> Result<Option<Link>> {
    let mut statement =
        conn.prepare_cached("SELECT purpose, user_id, expires_at FROM one_time_links WHERE token_hash = :hash")?;
    let found = statement
        .query_row(named_params! { ":hash": hash }, |row| {
            let purpose = Purpose::parse(row.get_ref("purpose")?.as_str()?);
            let user_id = row.get::<_, Option<i64>>("user_id")?.map(UserId);
            let expires_at = Timestamp(row.get("expires_at")?);
            Ok(purpose.map(|purpose| Link { purpose, user_id, expires_at }))
        })
        .optional()?;
    Ok(found.flatten())
}

pub(super) fn delete(tx: &Tx<'_>, hash: &SecretHash) -> Result<()> {
    tx.execute("DELETE FROM one_time_links WHERE token_hash = :hash", named_params! { ":hash": hash })?;
    Ok(())
}

/// All of them; how many.
pub(in crate::access) fn delete_all(tx: &Tx<'_>) -> Result<usize> {
    Ok(tx.execute("DELETE FROM one_time_links", [])?)
}

/// Those of one user, or those for set-up.
pub(super) fn delete_of(tx: &Tx<'_>, user: Option<UserId>) -> Result<()> {
    tx.execute(
        "DELETE FROM one_time_links WHERE user_id IS :user",
        named_params! { ":user": user.map(|user| user.0) },
    )?;
    Ok(())
}
