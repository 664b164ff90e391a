//! One page of a list, from an index, whatever page it is.

use super::few::{self, Extent};
use super::rows::{Rows, Way};
use super::{Condition, Cursor, ListQuery, Op, Sort, repeated};
use crate::access::Viewer;
use crate::kernel::{Result, Timestamp};
use crate::records::registry::{Field, Kind};
use crate::records::store::access::Alternative;
use crate::records::store::sql::{Sql, name};
use crate::records::store::{ById, Titles, load_noting};
use crate::records::value::Record;
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, params_from_iter};

/// Lists count to this and then say "1 000+".
pub const CAP: usize = 1000;

/// Which page.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice {
    pub after: Option<Cursor>,
    /// The page that ends before this place; not together with `after`.
    pub before: Option<Cursor>,
    pub limit: usize,
}

impl Slice {
    /// Whether it begins where the list begins.
    pub fn is_first(&self) -> bool {
        self.after.is_none() && self.before.is_none()
    }
}

#[derive(Debug, Clone, Default)]
pub struct Page {
    pub records: Vec<Record>,
    /// Of what the records link to.
    pub titles: Titles,
    pub next: Option<Cursor>,
    pub previous: Option<Cursor>,
    /// How many records the list has, at most one more than the query counts to, where finding the page told.
    pub count: Option<usize>,
}

/// The records of one page with the fields named, in order. Where an index gives the rows in their order, no more of
/// them are read than are shown and one; else all of the list, up to what lists count.
pub fn page(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    fields: &[&Field],
    slice: &Slice,
    now: Timestamp,
) -> Result<Page> {
    let query = repeated::settled(conn, viewer, kind, query)?;
    let extent = Extent::of(conn, viewer, kind, &query, now)?;
    let found = rows_of_page(conn, viewer, kind, &query, slice, now, &extent)?;
    let mut tail = Sql::new(" WHERE r.id IN (");
    tail.bind_all(found.rows.iter().map(|row| row.id)).push(")");
    let mut titles = Titles::default();
    let mut records = match found.rows.is_empty() {
        true => Vec::new(),
        false => load_noting(conn, Some(viewer), kind, fields, tail, &mut titles)?,
    };
    let places: ById<usize> = found.rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
    records.sort_by_cached_key(|record| places.get(&record.id).copied());
    let is_all = slice.is_first() && found.next.is_none();
    let count = extent.count().or_else(|| is_all.then_some(found.rows.len()));
    Ok(Page { records, titles, next: found.next, previous: found.previous, count })
}

/// The records before and after this one in a list, also when it is itself no longer part of it.
pub fn neighbours(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    id: i64,
    now: Timestamp,
) -> Result<(Option<i64>, Option<i64>)> {
    let Some(cursor) = cursors(conn, kind, &query.sort, &[id])?.pop() else { return Ok((None, None)) };
    let query = query.clone().found(conn, viewer, kind)?;
    let extent = Extent::of(conn, viewer, kind, &query, now)?;
    let one = |slice: Slice| -> Result<Option<i64>> {
        let found = rows_of_page(conn, viewer, kind, &query, &slice, now, &extent)?;
        Ok(found.rows.first().map(|row| row.id))
    };
    let before = Slice { after: None, before: Some(cursor.clone()), limit: 1 };
    Ok((one(before)?, one(Slice { after: Some(cursor), before: None, limit: 1 })?))
}

/// Where records would stand in this order.
pub(super) fn cursors(conn: &Connection, kind: &Kind, sort: &Sort, ids: &[i64]) -> Result<Vec<Cursor>> {
    let mut sql = Sql::new("SELECT r.");
    sql.push(name(&sort.column)).push(", r.id FROM ").push(name(kind.plural)).push(" r WHERE r.id IN (");
    sql.bind_all(ids.iter().copied()).push(")");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows =
        statement.query_map(params_from_iter(sql.params), |row| Ok(Cursor { value: row.get(0)?, id: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) struct Found {
    pub rows: Vec<Cursor>,
    next: Option<Cursor>,
    previous: Option<Cursor>,
}

pub(super) fn rows_of_page(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    slice: &Slice,
    now: Timestamp,
    extent: &Extent,
) -> Result<Found> {
    let is_backwards = slice.before.is_some();
    let (rows, has_more) = match extent {
        Extent::Few(rows) => {
            let (rows, has_more) = few::part(rows, &query.sort, slice);
            (rows.to_vec(), has_more)
        }
        _ => walk(conn, viewer, kind, query, slice, now)?,
    };
    let (has_previous, has_next) = if is_backwards { (has_more, true) } else { (slice.after.is_some(), has_more) };
    let next = rows.last().filter(|_| has_next).cloned();
    let previous = rows.first().filter(|_| has_previous).cloned();
    Ok(Found { rows, next, previous })
}

/// The rows of a page from the index of its order, and whether there are more.
///
/// Rows without a value stand before those with one, going up, and after them, going down. Each part is a range of
/// the index, so a page is read from the part its cursor lies in and, when that ends, from the other.
fn walk(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    slice: &Slice,
    now: Timestamp,
) -> Result<(Vec<Cursor>, bool)> {
    let is_backwards = slice.before.is_some();
    let cursor = slice.before.as_ref().or(slice.after.as_ref());
    let is_descending = query.sort.is_descending != is_backwards;
    let mut parts = [Part::Empty, Part::Filled];
    if is_descending {
        parts.reverse();
    }
    let part_of_cursor = cursor.map(|cursor| if cursor.value == SqlValue::Null { Part::Empty } else { Part::Filled });
    let start = part_of_cursor.and_then(|there| parts.iter().position(|part| *part == there)).unwrap_or(0);
    let order = Order { column: &query.sort.column, is_descending };
    let condition = Rows::of(conn, viewer, kind, query, now, Way::Order(order.column))?;
    let wanted = slice.limit + 1;
    let mut rows: Vec<Cursor> = Vec::new();
    // Of rows without a value none passes a comparison, and SQLite would look at all that pass it for one.
    let is_filled = |filter: &Condition| {
        filter.field == order.column && matches!(filter.op, Op::Eq | Op::Lt | Op::Le | Op::Gt | Op::Ge)
    };
    let has_value = query.filter.0.iter().any(is_filled);
    for (index, part) in parts.iter().enumerate().skip(start) {
        if has_value && *part == Part::Empty {
            continue;
        }
        let from = cursor.filter(|_| index == start);
        rows.extend(rows_of_part(conn, &condition, &order, *part, from, wanted - rows.len())?);
        if rows.len() == wanted {
            break;
        }
    }
    let has_more = rows.len() == wanted;
    rows.truncate(slice.limit);
    if is_backwards {
        rows.reverse();
    }
    Ok((rows, has_more))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Empty,
    Filled,
}

struct Order<'a> {
    column: &'a str,
    is_descending: bool,
}

fn rows_of_part(
    conn: &Connection,
    rows: &Rows,
    order: &Order<'_>,
    part: Part,
    from: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Cursor>> {
    let sql = statement(rows, order, part, from, limit);
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows =
        statement.query_map(params_from_iter(sql.params), |row| Ok(Cursor { value: row.get(0)?, id: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn statement(rows: &Rows, order: &Order<'_>, part: Part, from: Option<&Cursor>, limit: usize) -> Sql {
    let mut sql = Sql::default();
    for (index, found) in rows.alternatives.iter().enumerate() {
        sql.push(if index > 0 { " UNION ALL " } else { "" }).push("SELECT * FROM (");
        sql.append(alternative(found, order, part, from, limit)).push(")");
    }
    if rows.alternatives.len() > 1 {
        let direction = if order.is_descending { " DESC" } else { " ASC" };
        sql.push(" ORDER BY 1").push(direction).push(", 2").push(direction).push(" LIMIT ").bind(limit as i64);
    }
    sql
}

fn alternative(found: &Alternative, order: &Order<'_>, part: Part, from: Option<&Cursor>, limit: usize) -> Sql {
    let key = ["r.", name(order.column)].concat();
    let compare = if order.is_descending { " < " } else { " > " };
    let direction = if order.is_descending { " DESC" } else { " ASC" };
    let mut sql = Sql::new("SELECT r.");
    sql.push(name(order.column)).push(", r.id FROM ").append(found.from.clone());
    sql.push(" WHERE ").append(found.condition.clone()).push(" AND ");
    match (part, from) {
        (Part::Empty, None) => drop(sql.push(&key).push(" IS NULL")),
        (Part::Empty, Some(cursor)) => {
            sql.push(&key).push(" IS NULL AND r.id").push(compare).bind(cursor.id);
        }
        (Part::Filled, None) => drop(sql.push(&key).push(" IS NOT NULL")),
        (Part::Filled, Some(cursor)) => {
            sql.push("(").push(&key).push(", r.id)").push(compare).push("(");
            sql.bind(cursor.value.clone()).push(", ").bind(cursor.id).push(")");
        }
    }
    sql.push(" ORDER BY ").push(&key).push(direction).push(", r.id").push(direction);
    sql.push(" LIMIT ").bind(limit as i64);
    sql
}
