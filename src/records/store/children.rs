//! What a record keeps in tables beside its own: points, tags, observers, links. Read for a whole page at once,
//! written as the difference between what is there and what is wanted.

use super::sql::{Sql, name};
use super::{ById, Titles, links, rows};
use crate::access::Viewer;
use crate::kernel::text::fold;
use crate::kernel::{KindKey, Result};
use crate::platform::db::Tx;
use crate::platform::events::{Row, RowChange};
use crate::records::registry::{Channel, Field, FieldType, Kind};
use crate::records::value::{Point, Value};
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde_json::json;
use std::collections::BTreeSet;

const POINT_COLUMNS: &[&str] =
    &["owner_kind", "owner_id", "channel", "value", "label", "is_main", "extension", "position"];

/// Tables whose rows belong to a record of any kind, and would be left alone if it went.
pub const OWNED: [&str; 5] = ["contact_points", "record_tags", "record_observers", "comments", "attachments"];

const HUES: [&str; 10] = ["slate", "sky", "blue", "indigo", "violet", "pink", "orange", "amber", "lime", "green"];

/// The points of one record in one channel.
pub struct Points {
    pub owner_id: i64,
    pub channel: Channel,
    pub points: Vec<Point>,
}

/// The points of many records of a kind in these channels, in one query.
pub fn load_points(conn: &Connection, kind: KindKey, channels: &[Channel], ids: &[i64]) -> Result<Vec<Points>> {
    let mut found: Vec<Points> = Vec::with_capacity(ids.len() * channels.len());
    if ids.is_empty() {
        return Ok(found);
    }
    let mut sql =
        Sql::new("SELECT owner_id, channel, value, label, is_main, extension FROM contact_points WHERE owner_kind = ");
    sql.bind(kind.to_owned()).push(" AND owner_id IN (").bind_all(ids.iter().copied());
    // The few points of a record lie side by side: to pass over those of other channels here costs less than a condition.
    sql.push(") ORDER BY owner_id, channel, position, id");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let mut rows = statement.query(params_from_iter(sql.params))?;
    while let Some(row) = rows.next()? {
        let (owner_id, code) = (row.get(0)?, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
        let Some(channel) = channels.iter().copied().find(|channel| channel.code() == code) else { continue };
        let point = Point { value: row.get(2)?, label: row.get(3)?, is_main: row.get(4)?, extension: row.get(5)? };
        match found.last_mut() {
            Some(last) if last.owner_id == owner_id && last.channel == channel => last.points.push(point),
            _ => found.push(Points { owner_id, channel, points: vec![point] }),
        }
    }
    Ok(found)
}

/// The values of one other such field for many records of a kind, in one query. A viewer is not told of links to records that
/// they may not view or that lie in the bin; without a viewer, all that is stored is read. The titles of linked records are
/// noted on the way.
pub fn load(
    conn: &Connection,
    viewer: Option<&Viewer>,
    kind: KindKey,
    field: &Field,
    ids: &[i64],
    titles: &mut Titles,
) -> Result<ById<Value>> {
    if ids.is_empty() {
        return Ok(ById::default());
    }
    match field.field_type {
        FieldType::Tags => load_tags(conn, kind, ids),
        FieldType::Observers => load_observers(conn, kind, ids),
        FieldType::Links(links) => links::load(conn, viewer, links, ids, titles),
        _ => Ok(ById::default()),
    }
}

/// Makes the rows of one such field hold `wanted`; the changes made. Links that `seen` does not show stay as they are:
/// whoever wrote `wanted` did not know of them. `None` for a new record, which has no rows to look for.
pub fn replace(
    tx: &mut Tx<'_>,
    kind: KindKey,
    id: i64,
    field: &Field,
    seen: Option<&Value>,
    wanted: &Value,
) -> Result<Vec<RowChange>> {
    let owner = Owner { kind, id, is_new: seen.is_none() };
    match (&field.field_type, wanted) {
        (FieldType::Points(channel), _) => replace_points(tx, owner, *channel, wanted.as_points()),
        (FieldType::Tags, Value::Names(names)) => replace_tags(tx, owner, names),
        (FieldType::Tags, _) => replace_tags(tx, owner, &[]),
        (FieldType::Observers, Value::Ids(users)) => replace_observers(tx, owner, users),
        (FieldType::Observers, _) => replace_observers(tx, owner, &[]),
        (FieldType::Links(table), _) => links::replace(tx, *table, id, seen.map(Value::as_links), wanted.as_links()),
        _ => Ok(Vec::new()),
    }
}

/// The record whose rows are written.
#[derive(Clone, Copy)]
struct Owner {
    kind: KindKey,
    id: i64,
    is_new: bool,
}

/// The table beside that of the records in which a field is kept; `None` for a field with a column.
pub fn table_of(field: &Field) -> Option<&'static str> {
    match field.field_type {
        FieldType::Points(_) => Some("contact_points"),
        FieldType::Tags => Some("record_tags"),
        FieldType::Observers => Some("record_observers"),
        FieldType::Links(links) => Some(links.table),
        _ => None,
    }
}

/// The field that a row of such a table belongs to; `None` for other rows, and for a row that is gone without a trace.
pub fn field_of<'k>(conn: &Connection, kind: &'k Kind, change: &RowChange) -> Result<Option<&'k Field>> {
    let mut fields = kind.fields.iter().filter(|field| table_of(field) == Some(change.table.as_str()));
    let Some(first) = fields.next() else { return Ok(None) };
    if !matches!(first.field_type, FieldType::Points(_)) {
        return Ok(Some(first));
    }
    let channel = noted(conn, change, &["channel"])?;
    let is_its = |field: &&Field| match field.field_type {
        FieldType::Points(of) => channel.as_ref().is_some_and(|row| row["channel"] == of.code()),
        _ => false,
    };
    Ok(std::iter::once(first).chain(fields).find(is_its))
}

/// Whether a column only tells how a row stands among its like: in what order, which is the main one.
pub fn is_place(field: &Field, column: &str) -> bool {
    match field.field_type {
        FieldType::Points(_) => matches!(column, "is_main" | "position"),
        FieldType::Links(links) => column == links.main || column == links.main_there,
        _ => false,
    }
}

/// Columns of a changed row: as they were noted or, of a row that stays, as they are.
pub(super) fn noted(conn: &Connection, change: &RowChange, columns: &[&str]) -> Result<Option<Row>> {
    let mut sides = [&change.before, &change.after].into_iter().flatten();
    match sides.find(|row| columns.iter().all(|column| row.contains_key(*column))) {
        Some(row) => Ok(Some(columns.iter().map(|column| ((*column).to_owned(), row[*column].clone())).collect())),
        None => rows::find(conn, &change.table, change.id, columns.iter().copied()),
    }
}

fn load_tags(conn: &Connection, kind: KindKey, ids: &[i64]) -> Result<ById<Value>> {
    let mut sql =
        Sql::new("SELECT r.owner_id, t.name FROM record_tags r JOIN tags t ON t.id = r.tag_id WHERE r.owner_kind = ");
    sql.bind(kind.to_owned()).push(" AND r.owner_id IN (").bind_all(ids.iter().copied()).push(") ORDER BY r.id");
    gather(conn, sql, |row| Ok((row.get(0)?, row.get(1)?)), Value::Names)
}

fn load_observers(conn: &Connection, kind: KindKey, ids: &[i64]) -> Result<ById<Value>> {
    let mut sql = Sql::new("SELECT owner_id, user_id FROM record_observers WHERE owner_kind = ");
    sql.bind(kind.to_owned()).push(" AND owner_id IN (").bind_all(ids.iter().copied()).push(") ORDER BY id");
    gather(conn, sql, |row| Ok((row.get(0)?, row.get(1)?)), Value::Ids)
}

fn gather<T>(
    conn: &Connection,
    sql: Sql,
    from_row: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<(i64, T)>,
    wrap: fn(Vec<T>) -> Value,
) -> Result<ById<Value>> {
    let mut lists: ById<Vec<T>> = ById::default();
    let mut statement = conn.prepare_cached(&sql.text)?;
    for row in statement.query_map(params_from_iter(sql.params), |row| from_row(row))? {
        let (id, item) = row?;
        lists.entry(id).or_default().push(item);
    }
    Ok(lists.into_iter().map(|(id, items)| (id, wrap(items))).collect())
}

/// A number that stays keeps its row, whatever becomes of its place: what somebody else does to it meanwhile is done to
/// this number and no other.
fn replace_points(tx: &Tx<'_>, owner: Owner, channel: Channel, wanted: &[Point]) -> Result<Vec<RowChange>> {
    let main = wanted.iter().position(|point| point.is_main).unwrap_or(0);
    let mut there = if owner.is_new { Vec::new() } else { points_there(tx, owner, channel)? };
    let mut kept: Vec<Option<i64>> = vec![None; wanted.len()];
    // The same value may stand there twice, with two extensions or in two messengers: the most alike first.
    for alike in (1..=3).rev() {
        for (kept, point) in kept.iter_mut().zip(wanted).filter(|(kept, _)| kept.is_none()) {
            let found = there.iter().position(|(_, there)| likeness(there, point) >= alike);
            *kept = found.map(|index| there.remove(index).0);
        }
    }
    let mut changes = Vec::new();
    for (row_id, ..) in there {
        changes.extend(rows::delete(tx, "contact_points", row_id, POINT_COLUMNS)?);
    }
    for (position, (point, kept)) in wanted.iter().zip(kept).enumerate() {
        let row = row([
            ("owner_kind", json!(owner.kind)),
            ("owner_id", json!(owner.id)),
            ("channel", json!(channel.code())),
            ("value", json!(point.value)),
            ("label", json!(point.label)),
            ("is_main", json!(i64::from(position == main))),
            ("extension", json!(point.extension)),
            ("position", json!(position)),
        ]);
        match kept {
            Some(row_id) => changes.extend(rows::update(tx, "contact_points", row_id, row)?),
            None => changes.push(rows::insert(tx, "contact_points", row)?),
        }
    }
    Ok(changes)
}

/// How sure it is that two points are one; 0 where they are not.
fn likeness(one: &Point, other: &Point) -> u8 {
    match (one.value == other.value, one.extension == other.extension, one.label == other.label) {
        (false, ..) => 0,
        (true, false, _) => 1,
        (true, true, false) => 2,
        (true, true, true) => 3,
    }
}

/// The stored points of a record, each with its row.
fn points_there(tx: &Tx<'_>, owner: Owner, channel: Channel) -> Result<Vec<(i64, Point)>> {
    let mut statement = tx.prepare_cached(
        "SELECT id, value, label, is_main, extension FROM contact_points
         WHERE owner_kind = ?1 AND owner_id = ?2 AND channel = ?3 ORDER BY position, id",
    )?;
    let rows = statement.query_map((owner.kind, owner.id, channel.code()), |row| {
        let point = Point { value: row.get(1)?, label: row.get(2)?, is_main: row.get(3)?, extension: row.get(4)? };
        Ok((row.get(0)?, point))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn replace_tags(tx: &Tx<'_>, owner: Owner, names: &[String]) -> Result<Vec<RowChange>> {
    let mut rows = Vec::new();
    for tag in names {
        let tag_id = find_or_create_tag(tx, tag)?;
        let row = row([("owner_kind", json!(owner.kind)), ("owner_id", json!(owner.id)), ("tag_id", json!(tag_id))]);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    replace_set(tx, "record_tags", &["owner_kind", "owner_id", "tag_id"], owner, rows)
}

fn replace_observers(tx: &Tx<'_>, owner: Owner, users: &[i64]) -> Result<Vec<RowChange>> {
    let users: BTreeSet<i64> = users.iter().copied().collect();
    let rows = users
        .iter()
        .map(|user| row([("owner_kind", json!(owner.kind)), ("owner_id", json!(owner.id)), ("user_id", json!(user))]))
        .collect();
    replace_set(tx, "record_observers", &["owner_kind", "owner_id", "user_id"], owner, rows)
}

/// Sets without order: rows that are wanted and there stay untouched.
fn replace_set(
    tx: &Tx<'_>,
    table: &str,
    columns: &[&str],
    owner: Owner,
    mut wanted: Vec<Row>,
) -> Result<Vec<RowChange>> {
    let mut sql = Sql::new("SELECT id FROM ");
    sql.push(name(table)).push(" WHERE owner_kind = ?1 AND owner_id = ?2 ORDER BY id");
    let mut changes = Vec::new();
    let there = if owner.is_new { Vec::new() } else { ids(tx, &sql.text, (owner.kind, owner.id))? };
    for row_id in there {
        let there = rows::find(tx, table, row_id, columns.iter().copied())?;
        match wanted.iter().position(|row| there.as_ref() == Some(row)) {
            Some(index) => drop(wanted.remove(index)),
            None => changes.extend(rows::delete(tx, table, row_id, columns)?),
        }
    }
    for row in wanted {
        changes.push(rows::insert(tx, table, row)?);
    }
    Ok(changes)
}

/// A tag is one word for the whole office: found without case, or made with a hue drawn from its name.
pub fn find_or_create_tag(tx: &Tx<'_>, tag: &str) -> Result<i64> {
    let fold = fold(tag);
    let found: Option<i64> =
        tx.prepare_cached("SELECT id FROM tags WHERE fold = ?1")?.query_row([&fold], |row| row.get(0)).optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    let hue = HUES[fold.bytes().map(usize::from).sum::<usize>() % HUES.len()];
    tx.prepare_cached("INSERT INTO tags (name, fold, color) VALUES (?1, ?2, ?3)")?.execute((tag.trim(), fold, hue))?;
    Ok(tx.last_insert_rowid())
}

fn ids(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params, |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn row<const N: usize>(columns: [(&str, serde_json::Value); N]) -> Row {
    columns.into_iter().map(|(column, value)| (column.to_owned(), value)).collect()
}
