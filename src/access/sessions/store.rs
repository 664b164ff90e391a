//! Rows of `sessions`.

use super::{NewSession, Session, SessionId, SignedIn, limits};
use crate::access::secret::SecretHash;
use crate::access::viewer::{Role, Viewer};
use crate::kernel::{Lang, Result, Timestamp, UserId, Via};
use crate::platform::db::Tx;
use crate::platform::ui::{Density, Theme};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

pub(super) fn insert(tx: &Tx<'_>, user: UserId, hash: &SecretHash, new: &NewSession) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO sessions (token_hash, user_id, is_kept, created_at, last_seen_at, ip, agent)
         VALUES (:hash, :user, :is_kept, :now, :now, :ip, :agent)",
    )?
    .execute(named_params! {
        ":hash": hash, ":user": user.0, ":is_kept": new.is_kept, ":now": tx.now().0, ":ip": new.ip, ":agent": new.agent,
    })?;
    Ok(())
}

/// The session with this secret and its user, whatever its age; `None` when the user is disabled.
pub fn find(conn: &Connection, hash: &SecretHash) -> Result<Option<SignedIn>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.id, s.is_kept, s.created_at, s.last_seen_at, s.ip, s.agent,
                u.id AS user_id, u.name, u.email, u.role, u.lang, u.zone, u.theme, u.density, u.has_keys
         FROM sessions s JOIN users u ON u.id = s.user_id
         WHERE s.token_hash = :hash AND u.disabled_at IS NULL",
    )?;
    Ok(statement.query_row(named_params! { ":hash": hash }, signed_in_from_row).optional()?)
}

/// The sessions of a user, last used first.
pub fn of_user(conn: &Connection, user: UserId) -> Result<Vec<Session>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, is_kept, created_at, last_seen_at, ip, agent FROM sessions
         WHERE user_id = :user ORDER BY last_seen_at DESC, id DESC",
    )?;
    let rows = statement.query_map(named_params! { ":user": user.0 }, from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many sessions there are, of everybody.
pub fn count(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("SELECT count(*) FROM sessions", [], |row| row.get(0))?)
}

/// Ends one session of this user; false if there is none.
pub fn end(tx: &mut Tx<'_>, user: UserId, id: SessionId) -> Result<bool> {
    let ended = tx
        .prepare_cached("DELETE FROM sessions WHERE id = :id AND user_id = :user")?
        .execute(named_params! { ":id": id.0, ":user": user.0 })?;
    tx.after_commit(crate::access::changes::note);
    Ok(ended > 0)
}

/// Ends all sessions of a user, except one if wanted.
pub fn end_of_user(tx: &mut Tx<'_>, user: UserId, except: Option<SessionId>) -> Result<usize> {
    let ended = tx
        .prepare_cached("DELETE FROM sessions WHERE user_id = :user AND id <> :except")?
        .execute(named_params! { ":user": user.0, ":except": except.map_or(0, |id| id.0) })?;
    tx.after_commit(crate::access::changes::note);
    Ok(ended)
}

/// Ends all sessions of everybody; how many.
pub(in crate::access) fn end_all(tx: &mut Tx<'_>) -> Result<usize> {
    tx.after_commit(crate::access::changes::note);
    Ok(tx.execute("DELETE FROM sessions", [])?)
}

/// Notes when a session was last used; never moves back.
pub fn touch(tx: &Tx<'_>, id: SessionId, at: Timestamp) -> Result<()> {
    tx.prepare_cached("UPDATE sessions SET last_seen_at = :at WHERE id = :id AND last_seen_at < :at")?
        .execute(named_params! { ":id": id.0, ":at": at.0 })?;
    Ok(())
}

/// Deletes what is too old to count.
pub(super) fn sweep(tx: &Tx<'_>) -> Result<()> {
    for is_kept in [false, true] {
        let limits = limits(is_kept);
        tx.prepare_cached(
            "DELETE FROM sessions WHERE is_kept = :is_kept AND (last_seen_at <= :idle OR created_at <= :total)",
        )?
        .execute(named_params! {
            ":is_kept": is_kept,
            ":idle": tx.now().plus_secs(-limits.idle_secs).0,
            ":total": tx.now().plus_secs(-limits.total_secs).0,
        })?;
    }
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        id: SessionId(row.get("id")?),
        is_kept: row.get("is_kept")?,
        created_at: Timestamp(row.get("created_at")?),
        last_seen_at: Timestamp(row.get("last_seen_at")?),
        ip: row.get("ip")?,
        agent: row.get("agent")?,
    })
}

fn signed_in_from_row(row: &Row<'_>) -> rusqlite::Result<SignedIn> {
    Ok(SignedIn {
        viewer: viewer_from_row(row, Via::Page)?,
        email: row.get("email")?,
        theme: Theme::parse(row.get_ref("theme")?.as_str()?),
        density: Density::parse(row.get_ref("density")?.as_str()?),
        has_keys: row.get("has_keys")?,
        session: from_row(row)?,
    })
}

/// From the columns `user_id, name, role, lang, zone`.
pub(in crate::access) fn viewer_from_row(row: &Row<'_>, via: Via) -> rusqlite::Result<Viewer> {
    Ok(Viewer {
        user_id: UserId(row.get("user_id")?),
        name: row.get("name")?,
        // The table's CHECKs allow no other words; a role that is unknown all the same gets the least rights.
        role: Role::parse(row.get_ref("role")?.as_str()?).unwrap_or(Role::Staff),
        lang: Lang::parse(row.get_ref("lang")?.as_str()?).unwrap_or(Lang::En),
        zone: row.get_ref("zone")?.as_str()?.parse().unwrap_or(chrono_tz::UTC),
        via,
    })
}
