//! The bin of a kind: what was deleted, by whom and when. Only who may delete a record finds it there.

use crate::access::Viewer;
use crate::kernel::text::fold;
use crate::kernel::{Access, Error, Result, Timestamp, UserId};
use crate::records::registry::Kind;
use crate::records::sql::{Sql, name};
use crate::records::store::access;
use rusqlite::{Connection, params_from_iter};
use std::collections::HashMap;

/// Rows of one page.
pub const PAGE_ROWS: usize = 50;

#[derive(Debug, Clone, PartialEq)]
pub struct Binned {
    pub id: i64,
    pub title: String,
    pub deleted_at: Timestamp,
    pub deleted_by: Option<String>,
}

/// Where a page of the bin ends: the time of the deletion and the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(pub Timestamp, pub i64);

impl Place {
    pub fn to_text(self) -> String {
        format!("{}.{}", self.0.0, self.1)
    }

    /// # Errors
    /// `BadRequest` for anything but what [`Place::to_text`] wrote.
    pub fn parse(text: &str) -> Result<Place> {
        let numbers = text.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
        let (at, id) = numbers.ok_or_else(|| Error::BadRequest("this is no place in the bin".into()))?;
        Ok(Place(Timestamp(at), id))
    }
}

/// A search goes through so many rows at a time, and says where it stopped.
pub const LOOKED_AT: usize = 10_000;

/// The deleted records whose title holds all words of `q`, the latest deletion first; and where the next page begins. A
/// page is not full, and may be empty, where more than [`LOOKED_AT`] rows would have to be looked at.
pub fn page(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    q: &str,
    after: Option<Place>,
) -> Result<(Vec<Binned>, Option<Place>)> {
    let words = fold(q);
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut sql = select(viewer, kind);
    if let Some(Place(at, id)) = after {
        sql.push(" AND (r.deleted_at, r.id) < (").bind(at.0).push(", ").bind(id).push(")");
    }
    sql.push(" ORDER BY r.deleted_at DESC, r.id DESC");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let mut rows = statement.query(params_from_iter(sql.params))?;
    let mut found: Vec<Binned> = Vec::new();
    let (mut looked_at, mut last) = (0, None);
    // The search keeps live records only, so titles are looked through here, and no further than the page.
    while let Some(row) = rows.next()? {
        if looked_at == LOOKED_AT {
            return Ok((with_names(conn, kind, found)?, last));
        }
        looked_at += 1;
        let binned = from_row(row)?;
        last = Some(Place(binned.deleted_at, binned.id));
        let title = fold(&binned.title);
        if !words.iter().all(|word| title.contains(word)) {
            continue;
        }
        if found.len() == PAGE_ROWS {
            let next = found.last().map(|last| Place(last.deleted_at, last.id));
            return Ok((with_names(conn, kind, found)?, next));
        }
        found.push(binned);
    }
    Ok((with_names(conn, kind, found)?, None))
}

/// How many deleted records a user is responsible for, of those that the viewer may change.
pub fn count_of_user(conn: &Connection, viewer: &Viewer, kind: &Kind, user: UserId) -> Result<usize> {
    let sql = select_of_user("count(*)", viewer, kind, user);
    let count: i64 = conn.prepare_cached(&sql.text)?.query_row(params_from_iter(sql.params), |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Their ids.
pub fn ids_of_user(conn: &Connection, viewer: &Viewer, kind: &Kind, user: UserId) -> Result<Vec<i64>> {
    let mut sql = select_of_user("r.id", viewer, kind, user);
    sql.push(" ORDER BY r.id");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let ids = statement.query_map(params_from_iter(sql.params), |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

fn select_of_user(selected: &str, viewer: &Viewer, kind: &Kind, user: UserId) -> Sql {
    let mut sql = Sql::new(["SELECT ", selected, " FROM ", name(kind.plural), " r"].concat());
    sql.push(" WHERE r.deleted_at IS NOT NULL AND r.responsible_id = ").bind(user.0);
    sql.and(access::condition(viewer, kind.key, Access::Edit));
    sql
}

/// One deleted record; `NotFound` if it is not in the bin, or not for this viewer.
pub fn get(conn: &Connection, viewer: &Viewer, kind: &Kind, id: i64) -> Result<Binned> {
    let mut sql = select(viewer, kind);
    sql.push(" AND r.id = ").bind(id);
    let mut statement = conn.prepare_cached(&sql.text)?;
    let mut rows = statement.query(params_from_iter(sql.params))?;
    let found = from_row(rows.next()?.ok_or(Error::NotFound)?)?;
    with_names(conn, kind, vec![found])?.pop().ok_or(Error::NotFound)
}

fn select(viewer: &Viewer, kind: &Kind) -> Sql {
    let mut sql = Sql::new("SELECT r.id, r.title, r.deleted_at FROM ");
    sql.push(name(kind.plural)).push(" r WHERE r.deleted_at IS NOT NULL");
    sql.and(access::condition(viewer, kind.key, Access::Delete));
    sql
}

fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Binned> {
    Ok(Binned { id: row.get(0)?, title: row.get(1)?, deleted_at: Timestamp(row.get(2)?), deleted_by: None })
}

/// Says who deleted them. Others may have touched a record since: what is handed over is also handed over in the bin. And
/// it may have been there before: it lies there since the time of its last deletion.
fn with_names(conn: &Connection, kind: &Kind, mut found: Vec<Binned>) -> Result<Vec<Binned>> {
    let mut sql = Sql::new("SELECT r.id, u.name FROM ");
    sql.push(name(kind.plural))
        .push(" r CROSS JOIN events e ON e.record_id = r.id AND e.at = r.deleted_at AND e.kind = ");
    sql.bind(kind.key.to_owned()).push(" AND e.verb = ").bind([kind.key, ".deleted"].concat());
    sql.push(" JOIN actions a ON a.id = e.action_id JOIN users u ON u.id = a.user_id WHERE r.id IN (");
    sql.bind_all(found.iter().map(|binned| binned.id)).push(")");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let names = statement.query_map(params_from_iter(sql.params), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut names = names.collect::<rusqlite::Result<HashMap<i64, String>>>()?;
    for binned in &mut found {
        binned.deleted_by = names.remove(&binned.id);
    }
    Ok(found)
}
