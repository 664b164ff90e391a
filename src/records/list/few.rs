//! Lists of so few records that they are taken whole and sorted here: one statement finds them, counts them, and serves
//! any order.

use super::rows::{Rows, way_of};
use super::{CAP, Cursor, ListQuery, Slice, Sort};
use crate::access::Viewer;
use crate::kernel::{Result, Timestamp};
use crate::records::registry::Kind;
use crate::records::search::Hit;
use crate::records::sql::{Sql, name};
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, params_from_iter};
use std::cmp::Ordering;

/// How much a list holds.
pub(super) enum Extent {
    /// All of its rows, sorted.
    Few(Vec<Cursor>),
    /// More than lists count.
    Many,
    /// Nobody looked: an index gives its rows in their order.
    Unknown,
}

impl Extent {
    pub fn of(conn: &Connection, viewer: &Viewer, kind: &Kind, query: &ListQuery, now: Timestamp) -> Result<Extent> {
        let mut rows = match query.counted_hits() {
            Some(hits) if query.sort.column == "created_at" => return Ok(Extent::Few(by_age(hits, &query.sort))),
            Some(hits) if query.sort.column == "title_sort" => return Ok(Extent::Few(by_title(hits, &query.sort))),
            _ if query.comes_in_order(viewer, kind) => return Ok(Extent::Unknown),
            _ => gather(conn, viewer, kind, query, now)?,
        };
        // What a search finds was cut already.
        if rows.len() > CAP && query.q.is_empty() {
            return Ok(Extent::Many);
        }
        rows.sort_unstable_by(|a, b| compare(&query.sort, a, b));
        Ok(Extent::Few(rows))
    }

    /// How many records the list has, at most [`CAP`] + 1, where that is known.
    pub fn count(&self) -> Option<usize> {
        match self {
            Extent::Few(rows) => Some(rows.len().min(CAP + 1)),
            Extent::Many => Some(CAP + 1),
            Extent::Unknown => None,
        }
    }
}

/// What a search found, by the time that it tells of each: as numbers they are sorted in a fraction of the time.
fn by_age(hits: &[Hit], sort: &Sort) -> Vec<Cursor> {
    let mut keys: Vec<(i64, i64)> = hits.iter().map(|hit| (hit.created_at, hit.record_id)).collect();
    keys.sort_unstable();
    if sort.is_descending {
        keys.reverse();
    }
    keys.into_iter().map(|(at, id)| Cursor { value: SqlValue::Integer(at), id }).collect()
}

/// What a search found, by the key of each title, which it tells as well: most are told apart by how they begin, and
/// numbers are compared without a look at where the rest of the key lies.
fn by_title(hits: &[Hit], sort: &Sort) -> Vec<Cursor> {
    let mut keys: Vec<(u64, &[u8], i64)> =
        hits.iter().map(|hit| (beginning(&hit.title_sort), hit.title_sort.as_slice(), hit.record_id)).collect();
    keys.sort_unstable();
    if sort.is_descending {
        keys.reverse();
    }
    keys.into_iter().map(|(_, key, id)| Cursor { value: SqlValue::Blob(key.to_vec()), id }).collect()
}

/// The first bytes of a key as a number that compares as they do; a shorter key is filled up with the least byte.
fn beginning(key: &[u8]) -> u64 {
    let mut first = [0; 8];
    let length = key.len().min(first.len());
    first[..length].copy_from_slice(&key[..length]);
    u64::from_be_bytes(first)
}

/// The rows of a page and whether there are more of them, in the direction it is read.
pub(super) fn part<'r>(rows: &'r [Cursor], sort: &Sort, slice: &Slice) -> (&'r [Cursor], bool) {
    if let Some(before) = &slice.before {
        let end = rows.partition_point(|row| compare(sort, row, before).is_lt());
        let start = end.saturating_sub(slice.limit);
        return (&rows[start..end], start > 0);
    }
    let start = match &slice.after {
        Some(after) => rows.partition_point(|row| compare(sort, row, after).is_le()),
        None => 0,
    };
    let end = rows.len().min(start + slice.limit);
    (&rows[start..end], end < rows.len())
}

/// The rows of the list, of each way to see them at most one more than is counted.
fn gather(conn: &Connection, viewer: &Viewer, kind: &Kind, query: &ListQuery, now: Timestamp) -> Result<Vec<Cursor>> {
    let rows = Rows::of(conn, viewer, kind, query, now, way_of(conn, viewer, kind, query, now)?)?;
    let mut what = Sql::new("r.");
    what.push(name(&query.sort.column)).push(", r.id");
    let sql = rows.select(&what, query.q.is_empty().then_some(CAP + 1));
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows =
        statement.query_map(params_from_iter(sql.params), |row| Ok(Cursor { value: row.get(0)?, id: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The order of two rows as an index has it: those without a value come first, going up.
pub(super) fn compare(sort: &Sort, a: &Cursor, b: &Cursor) -> Ordering {
    let values = match (&a.value, &b.value) {
        (SqlValue::Integer(a), SqlValue::Integer(b)) => a.cmp(b),
        (SqlValue::Text(a), SqlValue::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
        (SqlValue::Blob(a), SqlValue::Blob(b)) => a.cmp(b),
        (a, b) => rank(a).cmp(&rank(b)),
    };
    let order = values.then(a.id.cmp(&b.id));
    if sort.is_descending { order.reverse() } else { order }
}

/// The order of types, as SQLite has it: a cursor from an address may be of any.
fn rank(value: &SqlValue) -> u8 {
    match value {
        SqlValue::Null => 0,
        SqlValue::Integer(_) | SqlValue::Real(_) => 1,
        SqlValue::Text(_) => 2,
        SqlValue::Blob(_) => 3,
    }
}
