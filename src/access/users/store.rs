//! Rows of `users`.

use super::model::{NewUser, ProfileChanges, User};
use crate::access::changes;
use crate::access::viewer::Role;
use crate::kernel::{Error, Lang, Result, Timestamp, UserId};
use crate::platform::db::Tx;
use crate::platform::events::Row as EventRow;
use crate::platform::ui::{Density, Theme};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params_from_iter};
use serde_json::json;
use std::collections::HashMap;

pub fn find(conn: &Connection, id: UserId) -> Result<Option<User>> {
    let mut statement = conn.prepare_cached("SELECT * FROM users WHERE id = :id")?;
    Ok(statement.query_row(named_params! { ":id": id.0 }, from_row).optional()?)
}

/// Errors: `NotFound`.
pub fn get(conn: &Connection, id: UserId) -> Result<User> {
    find(conn, id)?.ok_or(Error::NotFound)
}

/// `email` in small letters, as `EmailAddress` has it.
pub fn find_by_email(conn: &Connection, email: &str) -> Result<Option<User>> {
    let mut statement = conn.prepare_cached("SELECT * FROM users WHERE email = :email")?;
    Ok(statement.query_row(named_params! { ":email": email }, from_row).optional()?)
}

/// Everybody, active ones first, in the order they came.
pub fn list(conn: &Connection) -> Result<Vec<User>> {
    let mut statement = conn.prepare_cached("SELECT * FROM users ORDER BY disabled_at IS NOT NULL, id")?;
    Ok(statement.query_map([], from_row)?.collect::<rusqlite::Result<_>>()?)
}

/// How many can sign in, those included who have not accepted their invitation.
pub fn count_active(conn: &Connection) -> Result<i64> {
    let mut statement = conn.prepare_cached("SELECT count(*) FROM users WHERE disabled_at IS NULL")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// The ids and names of those who can sign in, by name.
pub fn active_names(conn: &Connection) -> Result<Vec<(UserId, String)>> {
    let mut statement =
        conn.prepare_cached("SELECT id, name FROM users WHERE disabled_at IS NULL ORDER BY name, id")?;
    let rows = statement.query_map([], |row| Ok((UserId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The names of these users, also of those who left.
pub fn names(conn: &Connection, ids: &[UserId]) -> Result<HashMap<UserId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let places = vec!["?"; ids.len()].join(", ");
    let mut statement = conn.prepare_cached(&["SELECT id, name FROM users WHERE id IN (", &places, ")"].concat())?;
    let rows = statement
        .query_map(params_from_iter(ids.iter().map(|id| id.0)), |row| Ok((UserId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// [`list`] with when each of them was here last, as far as sessions tell.
pub(super) fn list_seen(conn: &Connection) -> Result<Vec<(User, Option<Timestamp>)>> {
    let mut statement = conn.prepare_cached(
        "SELECT u.*, (SELECT max(s.last_seen_at) FROM sessions s WHERE s.user_id = u.id) AS last_seen_at
         FROM users u ORDER BY u.disabled_at IS NOT NULL, u.id",
    )?;
    let rows = statement.query_map([], |row| {
        let last_seen_at: Option<i64> = row.get("last_seen_at")?;
        Ok((from_row(row)?, last_seen_at.map(Timestamp)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// True before the office is set up.
pub fn is_empty(conn: &Connection) -> Result<bool> {
    Ok(conn.query_row("SELECT NOT EXISTS (SELECT 1 FROM users)", [], |row| row.get(0))?)
}

/// Who helps the others in, and who the CLI acts as.
pub fn oldest_active_admin(conn: &Connection) -> Result<Option<User>> {
    let mut statement =
        conn.prepare_cached("SELECT * FROM users WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id LIMIT 1")?;
    Ok(statement.query_row([], from_row).optional()?)
}

pub(super) fn insert(tx: &mut Tx<'_>, new: &NewUser, name: &str) -> Result<UserId> {
    tx.prepare_cached(
        "INSERT INTO users (name, email, role, lang, zone, password_hash, created_at, updated_at)
         VALUES (:name, :email, :role, :lang, :zone, :hash, :now, :now)",
    )?
    .execute(named_params! {
        ":name": name, ":email": new.email.as_str(), ":role": new.role.code(), ":lang": new.lang.code(),
        ":zone": new.zone.name(), ":hash": new.password.as_ref().map(|hash| hash.as_str()), ":now": tx.now().0,
    })?;
    tx.after_commit(changes::note);
    Ok(UserId(tx.last_insert_rowid()))
}

/// What an administrator decides on.
pub(super) fn update(tx: &mut Tx<'_>, id: UserId, name: &str, email: &str, role: Role) -> Result<()> {
    tx.prepare_cached(
        "UPDATE users SET name = :name, email = :email, role = :role, updated_at = :now, version = version + 1
         WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": id.0, ":name": name, ":email": email, ":role": role.code(), ":now": tx.now().0,
    })?;
    tx.after_commit(changes::note);
    Ok(())
}

pub(super) fn update_profile(tx: &mut Tx<'_>, id: UserId, name: &str, profile: &ProfileChanges) -> Result<()> {
    tx.prepare_cached(
        "UPDATE users SET name = :name, lang = :lang, zone = :zone, theme = :theme, density = :density,
             has_keys = :has_keys, updated_at = :now, version = version + 1
         WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": id.0, ":name": name, ":lang": profile.lang.code(), ":zone": profile.zone.name(),
        ":theme": profile.theme.code(), ":density": profile.density.name(), ":has_keys": profile.has_keys,
        ":now": tx.now().0,
    })?;
    tx.after_commit(changes::note);
    Ok(())
}

pub(super) fn set_password(tx: &mut Tx<'_>, id: UserId, hash: &str) -> Result<()> {
    tx.prepare_cached(
        "UPDATE users SET password_hash = :hash, updated_at = :now, version = version + 1 WHERE id = :id",
    )?
    .execute(named_params! { ":id": id.0, ":hash": hash, ":now": tx.now().0 })?;
    tx.after_commit(changes::note);
    Ok(())
}

pub(super) fn set_disabled(tx: &mut Tx<'_>, id: UserId, disabled_at: Option<Timestamp>) -> Result<()> {
    tx.prepare_cached("UPDATE users SET disabled_at = :at, updated_at = :now, version = version + 1 WHERE id = :id")?
        .execute(named_params! { ":id": id.0, ":at": disabled_at.map(|at| at.0), ":now": tx.now().0 })?;
    tx.after_commit(changes::note);
    Ok(())
}

/// Forgets the browsers that a user has signed in with.
pub(super) fn forget_devices(tx: &Tx<'_>, id: UserId) -> Result<()> {
    tx.execute("DELETE FROM known_devices WHERE user_id = :id", named_params! { ":id": id.0 })?;
    Ok(())
}

/// The columns as an event holds them: all but the password.
pub(super) fn event_row(user: &User) -> EventRow {
    let columns = [
        ("name", json!(user.name)),
        ("email", json!(user.email)),
        ("role", json!(user.role.code())),
        ("lang", json!(user.lang.code())),
        ("zone", json!(user.zone.name())),
        ("theme", json!(user.theme.code())),
        ("density", json!(user.density.name())),
        ("has_keys", json!(i64::from(user.has_keys))),
        ("disabled_at", json!(user.disabled_at.map(|at| at.0))),
    ];
    columns.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<User> {
    Ok(User {
        id: UserId(row.get("id")?),
        name: row.get("name")?,
        email: row.get("email")?,
        // The table's CHECKs allow no other words; a role that is unknown all the same gets the least rights.
        role: Role::parse(row.get_ref("role")?.as_str()?).unwrap_or(Role::Staff),
        lang: Lang::parse(row.get_ref("lang")?.as_str()?).unwrap_or(Lang::En),
        zone: row.get_ref("zone")?.as_str()?.parse().unwrap_or(chrono_tz::UTC),
        theme: Theme::parse(row.get_ref("theme")?.as_str()?),
        density: Density::parse(row.get_ref("density")?.as_str()?),
        has_keys: row.get("has_keys")?,
        has_password: row.get::<_, Option<String>>("password_hash")?.is_some(),
        disabled_at: row.get::<_, Option<i64>>("disabled_at")?.map(Timestamp),
        created_at: Timestamp(row.get("created_at")?),
        version: row.get("version")?,
    })
}
