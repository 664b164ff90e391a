//! Records as they are read: the columns asked for, then one query for each kind of child.

use super::sql::{Sql, name};
use super::{access, children};
use crate::access::Viewer;
use crate::kernel::{Access, Error, KindKey, Result};
use crate::platform::i18n::sort_key;
use crate::platform::settings::Office;
use crate::records::registry::{Channel, Field, FieldType, Kind, Target};
use crate::records::value::{Record, Value, Values};
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, params_from_iter};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The record with all its fields, if it exists, is not in the bin, and the viewer may do this with it.
pub fn find(conn: &Connection, viewer: &Viewer, kind: &Kind, id: i64, access: Access) -> Result<Option<Record>> {
    find_noting(conn, viewer, kind, id, access, &mut Titles::default())
}

/// [`find`], which also notes the titles it comes upon, as [`load_noting`] does.
pub fn find_noting(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    id: i64,
    access: Access,
    titles: &mut Titles,
) -> Result<Option<Record>> {
    let mut tail = Sql::new(" WHERE r.deleted_at IS NULL AND r.id = ");
    tail.bind(id).and(access::condition(viewer, kind.key, access));
    let fields: Vec<&Field> = kind.fields.iter().collect();
    Ok(load_noting(conn, Some(viewer), kind, &fields, tail, titles)?.pop())
}

/// [`find`], where a record that is not there (or not to be seen) is [`Error::NotFound`].
pub fn get(conn: &Connection, viewer: &Viewer, kind: &Kind, id: i64, access: Access) -> Result<Record> {
    find(conn, viewer, kind, id, access)?.ok_or(Error::NotFound)
}

/// Those of the records that the viewer may view, in the order of `ids`.
pub fn by_ids(conn: &Connection, viewer: &Viewer, kind: &Kind, fields: &[&Field], ids: &[i64]) -> Result<Vec<Record>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut tail = Sql::new(" WHERE r.deleted_at IS NULL AND r.id IN (");
    tail.bind_all(ids.iter().copied()).push(")").and(access::condition(viewer, kind.key, Access::View));
    let mut found: ById<Record> =
        load(conn, Some(viewer), kind, fields, tail)?.into_iter().map(|record| (record.id, record)).collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// Titles of live records that the viewer may view, by id: for links shown on other records.
pub fn titles(conn: &Connection, viewer: &Viewer, kind: &Kind, ids: &[i64]) -> Result<ById<String>> {
    Ok(by_ids(conn, viewer, kind, &[], ids)?.into_iter().map(|record| (record.id, record.title)).collect())
}

/// The one live record with this title that the viewer may view; `None` for none and for several.
pub fn only_with_title(conn: &Connection, viewer: &Viewer, kind: &Kind, title: &str) -> Result<Option<i64>> {
    let key = sort_key(Office::load(conn)?.lang, title);
    let mut sql = Sql::new("SELECT r.id FROM ");
    sql.push(name(kind.plural)).push(" r WHERE r.title_sort = ").bind(SqlValue::Blob(key));
    sql.push(" AND r.deleted_at IS NULL AND ").append(access::condition(viewer, kind.key, Access::View));
    sql.push(" LIMIT 2");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| row.get(0))?;
    let ids: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(if let [id] = ids.as_slice() { Some(*id) } else { None })
}

/// The one live person with this first and last name, as they are written, whom the viewer may view; `None` for none and for
/// several.
pub fn only_with_names(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    first: &str,
    last: &str,
) -> Result<Option<i64>> {
    let key = sort_key(Office::load(conn)?.lang, last);
    let mut sql = Sql::new("SELECT r.id FROM ");
    sql.push(name(kind.plural)).push(" r WHERE r.last_name_sort = ").bind(SqlValue::Blob(key));
    sql.push(" AND r.first_name = ").bind(first.to_owned());
    sql.push(" AND r.deleted_at IS NULL AND ").append(access::condition(viewer, kind.key, Access::View));
    sql.push(" LIMIT 2");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| row.get(0))?;
    let ids: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(if let [id] = ids.as_slice() { Some(*id) } else { None })
}

/// By ids, which nobody outside chooses: no hash that holds against an attacker is needed, and a page asks for hundreds.
pub type ById<T> = FxHashMap<i64, T>;

/// Titles of records that others link to.
pub type Titles = FxHashMap<(KindKey, i64), String>;

/// Records by any condition, with the fields named; `tail` is all after `FROM table r`. Which records is the caller's
/// care; links among their values show a viewer only what they may view, and everything where there is no viewer.
pub fn load(
    conn: &Connection,
    viewer: Option<&Viewer>,
    kind: &Kind,
    fields: &[&Field],
    tail: Sql,
) -> Result<Vec<Record>> {
    load_noting(conn, viewer, kind, fields, tail, &mut Titles::default())
}

/// [`load`], which also notes the titles it comes upon: those of the records that these link to and that are shown.
pub fn load_noting(
    conn: &Connection,
    viewer: Option<&Viewer>,
    kind: &Kind,
    fields: &[&Field],
    tail: Sql,
    titles: &mut Titles,
) -> Result<Vec<Record>> {
    let mut sql = Sql::new("SELECT r.id, r.version, r.title, r.deleted_at");
    let columns: Vec<&Field> = fields.iter().copied().filter(|field| field.column().is_some()).collect();
    for field in &columns {
        sql.push(", r.").push(name(&field.key));
    }
    sql.push(" FROM ").push(name(kind.plural)).push(" r").append(tail);
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| {
        let mut values = Values::default();
        for (index, field) in columns.iter().enumerate() {
            values.set(field.key.clone(), from_column(field, row.get_ref(index + 4)?)?);
        }
        Ok(Record {
            id: row.get(0)?,
            version: row.get(1)?,
            title: row.get(2)?,
            is_deleted: row.get::<_, Option<i64>>(3)?.is_some(),
            values,
        })
    })?;
    let mut records = rows.collect::<rusqlite::Result<Vec<Record>>>()?;
    let ids: Vec<i64> = records.iter().map(|record| record.id).collect();
    let is_of_points = |field: &&&Field| matches!(field.field_type, FieldType::Points(_));
    let (points, others): (Vec<&Field>, Vec<&Field>) =
        fields.iter().filter(|field| field.column().is_none()).partition(is_of_points);
    if !points.is_empty() {
        set_points(conn, kind, &points, &ids, &mut records)?;
    }
    for field in others {
        let mut found = children::load(conn, viewer, kind.key, field, &ids, titles)?;
        for record in &mut records {
            record.values.set(field.key.clone(), found.remove(&record.id).unwrap_or_default());
        }
    }
    if let Some(viewer) = viewer {
        for field in fields {
            match &field.field_type {
                FieldType::Link { kind, table } => {
                    hide_links(conn, viewer, field, (kind, table), &mut records, titles)?;
                }
                FieldType::Reference(targets) => {
                    hide_references(conn, viewer, field, targets, &mut records, titles)?;
                }
                _ => {}
            }
        }
    }
    Ok(records)
}

fn set_points(conn: &Connection, kind: &Kind, fields: &[&Field], ids: &[i64], records: &mut [Record]) -> Result<()> {
    let channel_of = |field: &Field| match field.field_type {
        FieldType::Points(channel) => Some(channel),
        _ => None,
    };
    let channels: Vec<Channel> = fields.iter().filter_map(|field| channel_of(field)).collect();
    for record in records.iter_mut() {
        for field in fields {
            record.values.set(field.key.clone(), Value::Empty);
        }
    }
    let places: ById<usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    for found in children::load_points(conn, kind.key, &channels, ids)? {
        let field = fields.iter().find(|field| channel_of(field) == Some(found.channel));
        if let (Some(field), Some(place)) = (field, places.get(&found.owner_id)) {
            records[*place].values.set(field.key.clone(), Value::Points(found.points));
        }
    }
    Ok(())
}

/// Empties single links to records that the viewer may not view or that lie in the bin; notes the titles of the others.
fn hide_links(
    conn: &Connection,
    viewer: &Viewer,
    field: &Field,
    (kind, table): (KindKey, &str),
    records: &mut [Record],
    titles: &mut Titles,
) -> Result<()> {
    let ids: BTreeSet<i64> = records.iter().filter_map(|record| record.values.int(&field.key)).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let visible = visible(conn, viewer, (kind, table), ids)?;
    for record in records {
        if record.values.int(&field.key).is_some_and(|id| !visible.contains_key(&(kind, id))) {
            record.values.set(field.key.clone(), Value::Empty);
        }
    }
    titles.extend(visible);
    Ok(())
}

/// [`hide_links`] of references: one query for each kind that they point at.
fn hide_references(
    conn: &Connection,
    viewer: &Viewer,
    field: &Field,
    targets: &[Target],
    records: &mut [Record],
    titles: &mut Titles,
) -> Result<()> {
    let target = |record: &Record| field.field_type.target(record.values.text(&field.key)?);
    let mut shown = Titles::default();
    for there in targets {
        let of_kind = records.iter().filter_map(target).filter(|(target, _)| target == there);
        let ids: BTreeSet<i64> = of_kind.map(|(_, id)| id).collect();
        if !ids.is_empty() {
            shown.extend(visible(conn, viewer, (there.kind, there.table), ids)?);
        }
    }
    for record in records {
        if !target(record).is_some_and(|(target, id)| shown.contains_key(&(target.kind, id))) {
            record.values.set(field.key.clone(), Value::Empty);
        }
    }
    titles.extend(shown);
    Ok(())
}

/// The titles of those of the records that are live and that the viewer may view.
fn visible(conn: &Connection, viewer: &Viewer, (kind, table): (KindKey, &str), ids: BTreeSet<i64>) -> Result<Titles> {
    let mut sql = Sql::new("SELECT r.id, r.title FROM ");
    sql.push(name(table)).push(" r WHERE r.deleted_at IS NULL AND r.id IN (").bind_all(ids).push(")");
    sql.and(access::condition(viewer, kind, Access::View));
    let mut statement = conn.prepare_cached(&sql.text)?;
    let visible = statement.query_map(params_from_iter(sql.params), |row| Ok(((kind, row.get(0)?), row.get(1)?)))?;
    Ok(visible.collect::<rusqlite::Result<Titles>>()?)
}

fn from_column(field: &Field, value: rusqlite::types::ValueRef<'_>) -> rusqlite::Result<Value> {
    use rusqlite::types::ValueRef;
    Ok(match value {
        ValueRef::Null => Value::Empty,
        ValueRef::Integer(number) if field.field_type == FieldType::Bool => Value::Bool(number != 0),
        ValueRef::Integer(number) if field.is_by_number => Value::Text(number.to_string()),
        ValueRef::Integer(number) => Value::Int(number),
        other => Value::Text(other.as_str()?.to_owned()),
    })
}
