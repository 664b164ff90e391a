//! Rows of `api_tokens`.

use super::{Token, TokenId};
use crate::access::secret::SecretHash;
use crate::access::sessions::viewer_from_row;
use crate::access::viewer::Viewer;
use crate::kernel::{Result, Timestamp, UserId, Via};
use crate::platform::db::Tx;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

pub(super) fn insert(
    tx: &Tx<'_>,
    user: UserId,
    hash: &SecretHash,
    name: &str,
    expires_at: Option<Timestamp>,
) -> Result<TokenId> {
    tx.prepare_cached(
        "INSERT INTO api_tokens (token_hash, user_id, name, created_at, expires_at)
         VALUES (:hash, :user, :name, :now, :expires_at)",
    )?
    .execute(named_params! {
        ":hash": hash, ":user": user.0, ":name": name, ":now": tx.now().0, ":expires_at": expires_at.map(|at| at.0),
    })?;
    Ok(TokenId(tx.last_insert_rowid()))
}

/// For whom a token acts, with the moment it expires; `None` when it or its user may not come in.
pub(in crate::access) fn find_alive(
    conn: &Connection,
    hash: &SecretHash,
    now: Timestamp,
) -> Result<Option<(TokenId, Viewer, Option<Timestamp>)>> {
    let mut statement = conn.prepare_cached(
        "SELECT t.id, t.expires_at, u.id AS user_id, u.name, u.role, u.lang, u.zone
         FROM api_tokens t JOIN users u ON u.id = t.user_id
         WHERE t.token_hash = :hash AND t.revoked_at IS NULL AND coalesce(t.expires_at > :now, 1)
           AND u.disabled_at IS NULL",
    )?;
    let found = statement
        .query_row(named_params! { ":hash": hash, ":now": now.0 }, |row| {
            let expires_at = row.get::<_, Option<i64>>("expires_at")?.map(Timestamp);
            Ok((TokenId(row.get("id")?), viewer_from_row(row, Via::Api)?, expires_at))
        })
        .optional()?;
    Ok(found)
}

/// The tokens of a user, newest first, ended ones too.
pub fn of_user(conn: &Connection, user: UserId) -> Result<Vec<Token>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, name, created_at, expires_at, last_used_at, revoked_at FROM api_tokens
         WHERE user_id = :user ORDER BY id DESC",
    )?;
    let rows = statement.query_map(named_params! { ":user": user.0 }, from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The tokens of everybody or of one user with the e-mail of each one's owner, newest first within an owner.
pub fn list(conn: &Connection, user: Option<UserId>) -> Result<Vec<(String, Token)>> {
    let mut statement = conn.prepare_cached(
        "SELECT t.id, t.name, t.created_at, t.expires_at, t.last_used_at, t.revoked_at, u.email
         FROM api_tokens t JOIN users u ON u.id = t.user_id
         WHERE :user IS NULL OR t.user_id = :user ORDER BY u.disabled_at IS NOT NULL, u.id, t.id DESC",
    )?;
    let rows = statement
        .query_map(named_params! { ":user": user.map(|user| user.0) }, |row| Ok((row.get("email")?, from_row(row)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whose token it is, also when it ended.
pub fn owner(conn: &Connection, id: TokenId) -> Result<Option<UserId>> {
    let mut statement = conn.prepare_cached("SELECT user_id FROM api_tokens WHERE id = ?1")?;
    Ok(statement.query_row([id.0], |row| Ok(UserId(row.get(0)?))).optional()?)
}

pub(super) fn count_live(conn: &Connection, user: UserId) -> Result<i64> {
    let mut statement =
        conn.prepare_cached("SELECT count(*) FROM api_tokens WHERE user_id = :user AND revoked_at IS NULL")?;
    Ok(statement.query_row(named_params! { ":user": user.0 }, |row| row.get(0))?)
}

pub(super) fn revoke(tx: &mut Tx<'_>, user: UserId, id: TokenId) -> Result<bool> {
    let revoked = tx
        .prepare_cached(
            "UPDATE api_tokens SET revoked_at = :now WHERE id = :id AND user_id = :user AND revoked_at IS NULL",
        )?
        .execute(named_params! { ":id": id.0, ":user": user.0, ":now": tx.now().0 })?;
    tx.after_commit(crate::access::changes::note);
    Ok(revoked > 0)
}

/// Ends all tokens of a user; how many there were.
pub fn revoke_all(tx: &mut Tx<'_>, user: UserId) -> Result<usize> {
    let revoked = tx
        .prepare_cached("UPDATE api_tokens SET revoked_at = :now WHERE user_id = :user AND revoked_at IS NULL")?
        .execute(named_params! { ":user": user.0, ":now": tx.now().0 })?;
    tx.after_commit(crate::access::changes::note);
    Ok(revoked)
}

/// Ends all tokens of everybody; how many.
pub(in crate::access) fn revoke_everybodys(tx: &mut Tx<'_>) -> Result<usize> {
    tx.after_commit(crate::access::changes::note);
    Ok(tx.execute("UPDATE api_tokens SET revoked_at = ?1 WHERE revoked_at IS NULL", [tx.now().0])?)
}

/// Ends these tokens, where they are known; how many.
pub(in crate::access) fn revoke_these(tx: &mut Tx<'_>, hashes: &[Vec<u8>]) -> Result<usize> {
    tx.after_commit(crate::access::changes::note);
    let now = tx.now().0;
    let mut statement =
        tx.prepare_cached("UPDATE api_tokens SET revoked_at = ?1 WHERE token_hash = ?2 AND revoked_at IS NULL")?;
    hashes.iter().try_fold(0, |sum, hash| Ok(sum + statement.execute((now, hash))?))
}

/// The tokens that were ended.
pub(in crate::access) fn revoked(conn: &Connection) -> Result<Vec<Vec<u8>>> {
    let mut statement = conn.prepare("SELECT token_hash FROM api_tokens WHERE revoked_at IS NOT NULL")?;
    let hashes = statement.query_map([], |row| row.get(0))?;
    Ok(hashes.collect::<rusqlite::Result<_>>()?)
}

/// Notes when a token was last used; never moves back.
pub(in crate::access) fn touch(tx: &Tx<'_>, id: TokenId, at: Timestamp) -> Result<()> {
    tx.prepare_cached("UPDATE api_tokens SET last_used_at = :at WHERE id = :id AND coalesce(last_used_at < :at, 1)")?
        .execute(named_params! { ":id": id.0, ":at": at.0 })?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Token> {
    let instant = |name: &str| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(name)?.map(Timestamp));
    Ok(Token {
        id: TokenId(row.get("id")?),
        name: row.get("name")?,
        created_at: Timestamp(row.get("created_at")?),
        expires_at: instant("expires_at")?,
        last_used_at: instant("last_used_at")?,
        revoked_at: instant("revoked_at")?,
    })
}
