//! Lists as people keep them: search, filter, order and columns under a name, for oneself or for all.

use super::kept::check_kept;
use crate::access::Viewer;
use crate::kernel::{Error, Problem, RecordRef, Result, UserId};
use crate::platform::db::Tx;
use crate::platform::events::{self, NewEvent, Row, RowChange};
use crate::records::registry::Kind;
use crate::records::store::rows;
use rusqlite::{Connection, OptionalExtension};
use serde_json::json;

const MAX_VIEWS: i64 = 50;
const COLUMNS: &[&str] = &["kind", "user_id", "name", "is_shared", "query", "position"];

#[derive(Debug, Clone, PartialEq)]
pub struct SavedView {
    pub id: i64,
    pub kind: String,
    pub user_id: UserId,
    pub name: String,
    pub is_shared: bool,
    /// The query string of the list's address.
    pub query: String,
}

/// One's own views and the shared ones, in their order.
pub fn list(conn: &Connection, viewer: &Viewer, kind: &Kind) -> Result<Vec<SavedView>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, kind, user_id, name, is_shared, query FROM saved_views
         WHERE kind = ?1 AND (user_id = ?2 OR is_shared = 1) ORDER BY position, id",
    )?;
    let rows = statement.query_map((kind.key, viewer.user_id.0), from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub fn get(conn: &Connection, viewer: &Viewer, id: i64) -> Result<SavedView> {
    let mut statement = conn.prepare_cached(
        "SELECT id, kind, user_id, name, is_shared, query FROM saved_views
         WHERE id = ?1 AND (user_id = ?2 OR is_shared = 1)",
    )?;
    statement.query_row((id, viewer.user_id.0), from_row).optional()?.ok_or(Error::NotFound)
}

/// Keeps a list under a name.
///
/// # Errors
/// `Invalid` for an empty or too long name, or past the limit; `BadRequest` for a query that is no list of this kind;
/// `Forbidden` when staff share a view.
pub fn create(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, name: &str, is_shared: bool, query: &str) -> Result<i64> {
    let name = checked_name(name)?;
    check_kept(kind, query)?;
    if is_shared && !viewer.may_assign() {
        return Err(Error::Forbidden);
    }
    let (count, position): (i64, i64) = tx.query_row(
        "SELECT count(*), coalesce(max(position), 0) + 1 FROM saved_views WHERE kind = ?1 AND user_id = ?2",
        (kind.key, viewer.user_id.0),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if count >= MAX_VIEWS {
        return Err(Error::invalid("name", Problem::TooMany { max: MAX_VIEWS as usize }));
    }
    let row = Row::from_iter([
        ("kind".to_owned(), json!(kind.key)),
        ("user_id".to_owned(), json!(viewer.user_id.0)),
        ("name".to_owned(), json!(name)),
        ("is_shared".to_owned(), json!(i64::from(is_shared))),
        ("query".to_owned(), json!(query)),
        ("position".to_owned(), json!(position)),
    ]);
    let change = rows::insert(tx, "saved_views", row)?;
    let id = change.id;
    note(tx, viewer, "view.created", &[change])?;
    Ok(id)
}

/// What changes of a view; `None` stays.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ViewChanges {
    pub name: Option<String>,
    pub query: Option<String>,
    pub is_shared: Option<bool>,
}

/// Renames a view of this kind, shares it, or keeps another list under it; only its owner or an admin may.
///
/// # Errors
/// As [`create`]; `NotFound` for a view of another kind.
pub fn update(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, changes: &ViewChanges) -> Result<()> {
    let view = owned(tx, viewer, kind, id)?;
    if changes.is_shared.is_some_and(|is_shared| is_shared != view.is_shared) && !viewer.may_assign() {
        return Err(Error::Forbidden);
    }
    let mut row = Row::new();
    if let Some(name) = &changes.name {
        row.insert("name".into(), json!(checked_name(name)?));
    }
    if let Some(query) = &changes.query {
        check_kept(kind, query)?;
        row.insert("query".into(), json!(query));
    }
    if let Some(is_shared) = changes.is_shared {
        row.insert("is_shared".into(), json!(i64::from(is_shared)));
    }
    if let Some(change) = rows::update(tx, "saved_views", id, row)? {
        note(tx, viewer, "view.updated", &[change])?;
    }
    Ok(())
}

/// Moves a view one place to the right or to the left; only its owner or an admin may. Views of others keep their
/// positions, so that their owners see them where they were: one's own are numbered past them, and past several of them
/// where these have one position.
///
/// # Errors
/// `NotFound` for a view that is not there, or of another kind; `Forbidden` for one of somebody else.
pub fn shift(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, is_right: bool) -> Result<()> {
    owned(tx, viewer, kind, id)?;
    // Seen from the other end, to the left is to the right.
    let sign = if is_right { 1 } else { -1 };
    let mut places = places(tx, viewer, kind, sign)?;
    places.sort_unstable();
    let Some(at) = places.iter().position(|place| place.id == id * sign).filter(|at| at + 1 < places.len()) else {
        return Ok(());
    };
    places.swap(at, at + 1);
    let mut changed = Vec::new();
    let mut last = places[0];
    for mut place in places.into_iter().skip(1) {
        if place.is_own && place < last {
            place.position = if place.id > last.id { last.position } else { last.position + 1 };
            let row = Row::from_iter([("position".to_owned(), json!(place.position * sign))]);
            changed.extend(rows::update(tx, "saved_views", place.id * sign, row)?);
        }
        last = last.max(place);
    }
    if changed.is_empty() { Ok(()) } else { note(tx, viewer, "view.reordered", &changed) }
}

/// Where a view stands; views are in the order of their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    position: i64,
    id: i64,
    is_own: bool,
}

fn places(tx: &Tx<'_>, viewer: &Viewer, kind: &Kind, sign: i64) -> Result<Vec<Place>> {
    let mut statement = tx.prepare_cached(
        "SELECT position, id, user_id FROM saved_views WHERE kind = ?1 AND (user_id = ?2 OR is_shared = 1)",
    )?;
    let rows = statement.query_map((kind.key, viewer.user_id.0), |row| {
        let is_own = viewer.is_admin() || row.get::<_, i64>(2)? == viewer.user_id.0;
        Ok(Place { position: row.get::<_, i64>(0)? * sign, id: row.get::<_, i64>(1)? * sign, is_own })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub fn delete(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64) -> Result<()> {
    owned(tx, viewer, kind, id)?;
    if let Some(change) = rows::delete(tx, "saved_views", id, COLUMNS)? {
        note(tx, viewer, "view.deleted", &[change])?;
    }
    Ok(())
}

fn owned(tx: &Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64) -> Result<SavedView> {
    let view = get(tx, viewer, id)?;
    if view.kind != kind.key {
        return Err(Error::NotFound);
    }
    if view.user_id == viewer.user_id || viewer.is_admin() { Ok(view) } else { Err(Error::Forbidden) }
}

/// The first view that changed stands for all.
fn note(tx: &mut Tx<'_>, viewer: &Viewer, verb: &str, rows: &[RowChange]) -> Result<()> {
    let subject = RecordRef::new("view", rows.first().map_or(0, |change| change.id));
    events::record(tx, &viewer.actor(), &NewEvent { verb, subject, rows })?;
    Ok(())
}

fn checked_name(name: &str) -> Result<String> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err(Error::invalid("name", Problem::Required)),
        1..=60 => Ok(name.to_owned()),
        _ => Err(Error::invalid("name", Problem::TooLong { max: 60 })),
    }
}

fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<SavedView> {
    Ok(SavedView {
        id: row.get(0)?,
        kind: row.get(1)?,
        user_id: UserId(row.get(2)?),
        name: row.get(3)?,
        is_shared: row.get(4)?,
        query: row.get(5)?,
    })
}
