//! One page of a list, from an index, whatever page it is.

use super::cursor::Cursor;
use super::rows::{Rows, Way};
use super::totals::count_capped;
use super::{Condition, ListQuery, condition};
use crate::access::Viewer;
use crate::kernel::{Error, Result, Timestamp};
use crate::records::registry::{Field, Kind};
use crate::records::store::load;
use crate::records::store::sql::{Sql, name};
use crate::records::value::Record;
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

/// Lists count to this and then say "1 000+".
pub const CAP: usize = 1000;

/// The order of a list: one column, ties broken by id.
#[derive(Debug, Clone, PartialEq)]
pub struct Sort {
    /// A field's key, `title` or `id`.
    pub key: String,
    pub is_descending: bool,
    column: String,
}

impl Sort {
    pub fn newest_first() -> Sort {
        Sort { key: "created_at".into(), is_descending: true, column: "created_at".into() }
    }

    /// `-created_at`, `title`; a second key may only be `id`, which breaks ties anyway.
    ///
    /// # Errors
    /// `BadRequest` for a key that this kind cannot be sorted by.
    pub fn parse(kind: &Kind, text: &str) -> Result<Sort> {
        let mut keys = text.split(',').map(str::trim).filter(|key| !key.is_empty());
        let Some(first) = keys.next() else { return Ok(Sort::newest_first()) };
        let (key, is_descending) = match first.strip_prefix('-') {
            Some(key) => (key, true),
            None => (first, false),
        };
        let column = match key {
            "title" => Some("title_sort".to_owned()),
            "id" => Some("id".to_owned()),
            _ => kind.field(key).and_then(Field::sort_column),
        };
        let column = column.ok_or_else(|| Error::BadRequest(format!("lists cannot be sorted by {key:?}")))?;
        if !keys.all(|key| key.trim_start_matches('-') == "id") {
            return Err(Error::BadRequest("lists are sorted by one field, then by id".into()));
        }
        Ok(Sort { key: key.to_owned(), is_descending, column })
    }

    pub fn to_text(&self) -> String {
        [if self.is_descending { "-" } else { "" }, &self.key].concat()
    }
}

/// Which page.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice {
    pub after: Option<Cursor>,
    /// The page that ends before this place; not together with `after`.
    pub before: Option<Cursor>,
    pub limit: usize,
}

#[derive(Debug, Clone, Default)]
pub struct Page {
    pub records: Vec<Record>,
    pub next: Option<Cursor>,
    pub previous: Option<Cursor>,
}

/// The records of one page with the fields named, in order. Never reads more rows than it shows and one.
pub fn page(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    fields: &[&Field],
    slice: &Slice,
    now: Timestamp,
) -> Result<Page> {
    let found = rows_of_page(conn, viewer, kind, query, slice, now)?;
    let mut tail = Sql::new(" WHERE r.id IN (");
    tail.bind_all(found.rows.iter().map(|row| row.id)).push(")");
    let mut records = load(conn, Some(viewer), kind, fields, tail)?;
    records.sort_by_key(|record| found.rows.iter().position(|row| row.id == record.id));
    Ok(Page { records, next: found.next, previous: found.previous })
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
    let mut sql = Sql::new("SELECT r.");
    sql.push(name(&query.sort.column)).push(", r.id FROM ").push(name(kind.plural)).push(" r WHERE r.id = ").bind(id);
    let cursor = conn
        .prepare_cached(&sql.text)?
        .query_row(params_from_iter(sql.params), |row| Ok(Cursor { value: row.get(0)?, id: row.get(1)? }))
        .optional()?;
    let Some(cursor) = cursor else { return Ok((None, None)) };
    let one = |slice: Slice| -> Result<Option<i64>> {
        Ok(rows_of_page(conn, viewer, kind, query, &slice, now)?.rows.first().map(|row| row.id))
    };
    let before = Slice { after: None, before: Some(cursor.clone()), limit: 1 };
    Ok((one(before)?, one(Slice { after: Some(cursor), before: None, limit: 1 })?))
}

struct Found {
    rows: Vec<Cursor>,
    next: Option<Cursor>,
    previous: Option<Cursor>,
}

/// Rows without a value stand before those with one, going up, and after them, going down. Each part is a range of
/// the index, so a page is read from the part its cursor lies in and, when that ends, from the other.
fn rows_of_page(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    slice: &Slice,
    now: Timestamp,
) -> Result<Found> {
    let is_backwards = slice.before.is_some();
    let cursor = slice.before.as_ref().or(slice.after.as_ref());
    let is_descending = query.sort.is_descending != is_backwards;
    let mut parts = [Part::Empty, Part::Filled];
    if is_descending {
        parts.reverse();
    }
    let part_of_cursor = cursor.map(|cursor| if cursor.value == SqlValue::Null { Part::Empty } else { Part::Filled });
    let start = part_of_cursor.and_then(|there| parts.iter().position(|part| *part == there)).unwrap_or(0);
    let order =
        Order { column: &query.sort.column, is_descending, is_small: is_small(conn, viewer, kind, query, now)? };
    let condition = Rows::of(conn, viewer, kind, query, now, order.way())?;
    let wanted = slice.limit + 1;
    let mut rows: Vec<Cursor> = Vec::new();
    for (index, part) in parts.iter().enumerate().skip(start) {
        let from = cursor.filter(|_| index == start);
        rows.extend(rows_of_part(conn, kind, &condition, &order, *part, from, wanted - rows.len())?);
        if rows.len() == wanted {
            break;
        }
    }
    let has_more = rows.len() == wanted;
    rows.truncate(slice.limit);
    if is_backwards {
        rows.reverse();
    }
    let (has_previous, has_next) = if is_backwards { (has_more, true) } else { (cursor.is_some(), has_more) };
    let next = rows.last().filter(|_| has_next).cloned();
    let previous = rows.first().filter(|_| has_previous).cloned();
    Ok(Found { rows, next, previous })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Empty,
    Filled,
}

struct Order<'a> {
    column: &'a str,
    is_descending: bool,
    /// The rows are few: find them by their conditions and sort them, rather than walk the index of the order.
    is_small: bool,
}

impl Order<'_> {
    fn way(&self) -> Way<'_> {
        if self.is_small { Way::Conditions } else { Way::Order(self.column) }
    }
}

/// What is found by its conditions is few, or there would be more than a list counts. A filter that leaves more than
/// that is met often enough on the way through the order.
fn is_small(conn: &Connection, viewer: &Viewer, kind: &Kind, query: &ListQuery, now: Timestamp) -> Result<bool> {
    if !query.q.is_empty() {
        return Ok(true);
    }
    let keeps_order = |condition: &Condition| condition::keeps_order(condition, &query.sort.column);
    if query.filter.0.iter().all(keeps_order) {
        return Ok(false);
    }
    Ok(count_capped(conn, viewer, kind, query, now)? <= CAP)
}

/// The statements by which a page finds its rows, to ask SQLite how it goes about them.
pub fn statements_of_page(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    slice: &Slice,
    now: Timestamp,
) -> Result<Vec<Sql>> {
    let is_small = is_small(conn, viewer, kind, query, now)?;
    let order = Order { column: &query.sort.column, is_descending: query.sort.is_descending, is_small };
    let rows = Rows::of(conn, viewer, kind, query, now, order.way())?;
    Ok([Part::Filled, Part::Empty].map(|part| statement(kind, &rows, &order, part, None, slice.limit + 1)).into())
}

fn rows_of_part(
    conn: &Connection,
    kind: &Kind,
    rows: &Rows,
    order: &Order<'_>,
    part: Part,
    from: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Cursor>> {
    let sql = statement(kind, rows, order, part, from, limit);
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows =
        statement.query_map(params_from_iter(sql.params), |row| Ok(Cursor { value: row.get(0)?, id: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn statement(kind: &Kind, rows: &Rows, order: &Order<'_>, part: Part, from: Option<&Cursor>, limit: usize) -> Sql {
    let mut sql = Sql::default();
    for (index, condition) in rows.alternatives.iter().enumerate() {
        // UNION leaves out what several alternatives find.
        sql.push(if index > 0 { " UNION " } else { "" }).push("SELECT * FROM (");
        sql.append(alternative(kind, condition, order, part, from, limit)).push(")");
    }
    if rows.alternatives.len() > 1 {
        let direction = if order.is_descending { " DESC" } else { " ASC" };
        sql.push(" ORDER BY 1").push(direction).push(", 2").push(direction).push(" LIMIT ").bind(limit as i64);
    }
    sql
}

fn alternative(
    kind: &Kind,
    condition: &Sql,
    order: &Order<'_>,
    part: Part,
    from: Option<&Cursor>,
    limit: usize,
) -> Sql {
    let key = [if order.is_small { "+r." } else { "r." }, name(order.column)].concat();
    let compare = if order.is_descending { " < " } else { " > " };
    let direction = if order.is_descending { " DESC" } else { " ASC" };
    let mut sql = Sql::new("SELECT r.");
    sql.push(name(order.column)).push(", r.id FROM ").push(name(kind.plural)).push(" r WHERE ");
    sql.append(condition.clone()).push(" AND ");
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
