//! Writing, changing and deleting comments.

use super::store::{self, Comment};
use super::{MAX_CHARS, text};
use crate::access::{Viewer, users};
use crate::kernel::{Access, ActionId, Error, Problem, RecordRef, Result, Via};
use crate::platform::db::Tx;
use crate::platform::events::{self, NewEvent, RowChange};
use crate::records::registry::Kind;
use crate::records::store as records;
use rusqlite::Connection;
use serde_json::json;

/// Adds a comment to a record that the viewer may view.
///
/// # Errors
/// `NotFound` for a record one may not view, `Invalid` at `text`.
pub fn create(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, typed: &str) -> Result<ActionId> {
    records::get(tx, viewer, kind, id, Access::View)?;
    let body = checked(typed)?;
    let comment = store::insert(tx, kind.key, id, viewer.user_id.0, &body)?;
    let mut rows = store::set_mentions(tx, comment.id, &mentioned(tx, &body)?)?;
    rows.insert(0, comment);
    note(tx, viewer, kind, id, "comment.created", &rows)
}

/// Changes the text; `None` when it is the same.
///
/// # Errors
/// `NotFound` for a comment one may not read or that was deleted, `Forbidden` for somebody else's, `Invalid` at `text`.
pub fn update(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    id: i64,
    comment: i64,
    typed: &str,
) -> Result<Option<ActionId>> {
    get_own(tx, viewer, kind, id, comment)?;
    let body = checked(typed)?;
    let Some(change) = store::update(tx, comment, "body", json!(body))? else { return Ok(None) };
    let mut rows = vec![change];
    rows.extend(store::set_mentions(tx, comment, &mentioned(tx, &body)?)?);
    note(tx, viewer, kind, id, "comment.updated", &rows).map(Some)
}

/// Takes a comment off the record; undo brings it back.
///
/// # Errors
/// As [`update`].
pub fn delete(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, comment: i64) -> Result<ActionId> {
    get_own(tx, viewer, kind, id, comment)?;
    let change = store::update(tx, comment, "deleted_at", json!(tx.now().0))?;
    note(tx, viewer, kind, id, "comment.deleted", &change.into_iter().collect::<Vec<_>>())
}

/// A comment that the viewer may change.
///
/// # Errors
/// As [`update`].
pub fn get_own(conn: &Connection, viewer: &Viewer, kind: &Kind, id: i64, comment: i64) -> Result<Comment> {
    records::get(conn, viewer, kind, id, Access::View)?;
    let found = store::by_ids(conn, &[comment])?.remove(&comment);
    let is_here = |there: &Comment| there.owner_kind == kind.key && there.owner_id == id && !there.is_deleted;
    let found = found.filter(is_here).ok_or(Error::NotFound)?;
    if found.user_id == viewer.user_id.0 || viewer.is_admin() { Ok(found) } else { Err(Error::Forbidden) }
}

/// The names of those mentioned in a text who could not see the record.
pub fn unseeing(conn: &Connection, kind: &Kind, id: i64, body: &str) -> Result<Vec<String>> {
    let ids = mentioned(conn, body)?;
    let mut names = Vec::new();
    for user in users::list(conn)?.into_iter().filter(|user| ids.contains(&user.id.0)) {
        if records::find(conn, &user.viewer(Via::Page), kind, id, Access::View)?.is_none() {
            names.push(user.name);
        }
    }
    Ok(names)
}

fn mentioned(conn: &Connection, body: &str) -> Result<Vec<i64>> {
    let people = users::list(conn)?.into_iter().filter(|user| user.disabled_at.is_none());
    let people: Vec<(i64, String)> = people.map(|user| (user.id.0, user.name)).collect();
    Ok(text::mentioned(body, &people))
}

fn checked(typed: &str) -> Result<String> {
    let body = typed.replace("\r\n", "\n").trim().to_owned();
    let problem = if body.is_empty() {
        Problem::Required
    } else if body.chars().count() > MAX_CHARS {
        Problem::TooLong { max: MAX_CHARS }
    } else if body.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        Problem::BadCharacters
    } else {
        return Ok(body);
    };
    Err(Error::invalid("text", problem))
}

fn note(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, verb: &str, rows: &[RowChange]) -> Result<ActionId> {
    let subject = RecordRef::new(kind.key, id);
    let action = events::open(tx, &viewer.actor(), verb, subject)?;
    events::record(tx, &viewer.actor(), &NewEvent { verb, subject, rows })?;
    Ok(action)
}
