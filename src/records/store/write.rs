//! Records as they are written, and what is derived from them: the title, sort keys, the search row.

use super::sql::{Sql, name};
use super::{children, links, rows};
use crate::kernel::text::name_key;
use crate::kernel::{Result, Timestamp, UserId};
use crate::platform::db::Tx;
use crate::platform::events::{Row, RowChange};
use crate::platform::i18n::sort_key;
use crate::platform::settings::Office;
use crate::records::registry::{Field, FieldType, Kind, MatchBy};
use crate::records::search::{self, Title};
use crate::records::value::{Record, Value, Values};
use rusqlite::params_from_iter;
use rusqlite::types::Value as SqlValue;
use serde_json::{Value as Json, json};
use std::borrow::Cow;

/// Who last touched a record, and when. Not part of what undo takes back.
#[derive(Debug, Clone, Copy)]
pub struct Stamp {
    pub at: Timestamp,
    pub by: Option<UserId>,
}

/// Inserts a record with its children; its id and what was written. Values may say when it was last changed, which is
/// now if they do not.
///
/// All columns are named whatever is filled: one statement for each kind, prepared once, is what imports live on.
pub fn insert(tx: &mut Tx<'_>, kind: &Kind, values: &Values, stamp: Stamp) -> Result<(i64, Vec<RowChange>)> {
    let title = title_of(tx, kind, values)?;
    let mut columns: Vec<(Cow<'_, str>, SqlValue)> = vec![
        ("version".into(), SqlValue::Integer(1)),
        ("updated_at".into(), SqlValue::Integer(values.int("updated_at").unwrap_or(stamp.at.0))),
        ("updated_by".into(), stamp.by.map_or(SqlValue::Null, |by| SqlValue::Integer(by.0))),
    ];
    columns.extend(derived(tx, kind, values, &title)?);
    let mut noted = Row::new();
    for field in kind.fields.iter().filter(|field| field.column().is_some()) {
        let value = column_value(field, values.get(&field.key));
        if columns.iter().all(|(column, _)| *column != field.key) {
            columns.push((field.key.as_ref().into(), rows::to_sql(&value)));
        }
        let is_stamped = matches!(field.key.as_ref(), "updated_at" | "updated_by");
        if !value.is_null() && !is_stamped {
            noted.insert(field.key.to_string(), value);
        }
    }
    let mut sql = Sql::new("INSERT INTO ");
    sql.push(name(kind.plural)).push(" (");
    for (index, (column, _)) in columns.iter().enumerate() {
        sql.push(if index > 0 { ", " } else { "" }).push(name(column));
    }
    sql.push(") VALUES (").bind_all(columns.into_iter().map(|(_, value)| value)).push(")");
    tx.prepare_cached(&sql.text)?.execute(params_from_iter(sql.params))?;
    let id = tx.last_insert_rowid();
    let mut changes = vec![RowChange { table: kind.plural.to_owned(), id, before: None, after: Some(noted) }];
    for field in kind.fields.iter().filter(|field| field.column().is_none()) {
        if !values.get(&field.key).is_empty() {
            changes.extend(children::replace(tx, kind.key, id, field, None, values.get(&field.key))?);
        }
    }
    touch_others(tx, kind, &changes, stamp)?;
    search::add(tx, kind, id, &title, values)?;
    (kind.derive)(tx, id, values)?;
    Ok((id, changes))
}

/// Puts back a record that is gone, under the id it had, with these values in its own table; what was written. Its children
/// are put back by whoever calls this, and then [`refresh`] makes what is derived.
pub fn put_back(tx: &Tx<'_>, kind: &Kind, id: i64, version: i64, values: &Values, stamp: Stamp) -> Result<RowChange> {
    let is_left_out = |field: &&Field| {
        matches!(field.key.as_ref(), "updated_at" | "updated_by") || field.field_type == FieldType::Plan
    };
    let mut noted = Row::new();
    for field in kind.fields.iter().filter(|field| field.column().is_some() && !is_left_out(field)) {
        let value = column_value(field, values.get(&field.key));
        if !value.is_null() {
            noted.insert(field.key.to_string(), value);
        }
    }
    let mut row = noted.clone();
    let by = stamp.by.map(|by| by.0);
    let unnoted =
        [("id", json!(id)), ("version", json!(version)), ("updated_at", json!(stamp.at.0)), ("updated_by", json!(by))];
    row.extend(unnoted.map(|(column, value)| (column.to_owned(), value)));
    // Made anew by [`refresh`], but never NULL. Of a deal it is a field.
    row.entry("title").or_insert_with(|| json!(""));
    let change = rows::insert(tx, kind.plural, row)?;
    Ok(RowChange { after: Some(noted), ..change })
}

/// Writes the fields that differ from `old` (which holds all fields); nothing happens when none does.
pub fn update(tx: &mut Tx<'_>, kind: &Kind, old: &Record, wanted: &Values, stamp: Stamp) -> Result<Vec<RowChange>> {
    let mut row = Row::new();
    let mut changes = Vec::new();
    for (key, value) in wanted.iter() {
        let Some(field) = kind.field(key) else { continue };
        if old.values.get(key) == value || (old.values.get(key).is_empty() && value.is_empty()) {
            continue;
        }
        if field.column().is_some() {
            row.insert(key.to_owned(), column_value(field, value));
        } else {
            changes.extend(children::replace(tx, kind.key, old.id, field, Some(old.values.get(key)), value)?);
        }
    }
    if !row.is_empty() {
        changes.extend(rows::update(tx, kind.plural, old.id, row)?);
    }
    if !changes.is_empty() {
        touch(tx, kind, old.id, stamp)?;
        touch_others(tx, kind, &changes, stamp)?;
        let values = old.values.overlaid(wanted);
        // What lies in the bin is not found.
        match old.is_deleted {
            true => drop(derive_columns(tx, kind, old.id, &values)?),
            false => derive(tx, kind, old.id, &values)?,
        }
        (kind.derive)(tx, old.id, &values)?;
    }
    Ok(changes)
}

/// Moves a record into the bin (`Some` time) or out of it.
pub fn set_deleted(
    tx: &mut Tx<'_>,
    kind: &Kind,
    record: &Record,
    deleted_at: Option<Timestamp>,
    stamp: Stamp,
) -> Result<Vec<RowChange>> {
    let row = Row::from_iter([("deleted_at".to_owned(), json!(deleted_at.map(|at| at.0)))]);
    let changes: Vec<RowChange> = rows::update(tx, kind.plural, record.id, row)?.into_iter().collect();
    touch(tx, kind, record.id, stamp)?;
    refresh(tx, kind, record.id)?;
    Ok(changes)
}

/// Makes all that is derived from a record fit what its rows hold now: after undo and other changes row by row.
pub fn refresh(tx: &mut Tx<'_>, kind: &Kind, id: i64) -> Result<()> {
    let mut tail = Sql::new(" WHERE r.id = ");
    tail.bind(id);
    let fields: Vec<_> = kind.fields.iter().collect();
    let Some(record) = super::load(tx, None, kind, &fields, tail)?.pop() else {
        return search::remove(tx, kind, id);
    };
    let title = derive_columns(tx, kind, id, &record.values)?;
    (kind.derive)(tx, id, &record.values)?;
    if record.is_deleted { search::remove(tx, kind, id) } else { search::put(tx, kind, id, &title, &record.values) }
}

/// A new version of the record, by this person at this time.
pub fn touch(tx: &Tx<'_>, kind: &Kind, id: i64, stamp: Stamp) -> Result<()> {
    touch_row(tx, kind.plural, id, stamp)
}

/// A new version of the records whose links were changed from this end: who has one of them open sees that it moved on,
/// and does not take the link away again by saving what they had.
pub fn touch_others(tx: &Tx<'_>, kind: &Kind, changes: &[RowChange], stamp: Stamp) -> Result<()> {
    for field in &kind.fields {
        let FieldType::Links(table) = field.field_type else { continue };
        for id in links::others(tx, table, changes)? {
            touch_row(tx, table.other_table, id, stamp)?;
        }
    }
    Ok(())
}

fn touch_row(tx: &Tx<'_>, table: &str, id: i64, stamp: Stamp) -> Result<()> {
    let sql = ["UPDATE ", name(table), " SET version = version + 1, updated_at = ?1, updated_by = ?2 WHERE id = ?3"];
    tx.prepare_cached(&sql.concat())?.execute((stamp.at.0, stamp.by.map(|by| by.0), id))?;
    Ok(())
}

/// A value as its column holds it.
fn column_value(field: &Field, value: &Value) -> Json {
    let number = value.as_text().filter(|_| field.is_by_number).and_then(|code| code.parse::<i64>().ok());
    number.map_or_else(|| value.to_column(), Json::from)
}

fn derive(tx: &mut Tx<'_>, kind: &Kind, id: i64, values: &Values) -> Result<()> {
    let title = derive_columns(tx, kind, id, values)?;
    search::put(tx, kind, id, &title, values)
}

/// Makes title and sort keys fit the values; the title.
fn derive_columns(tx: &mut Tx<'_>, kind: &Kind, id: i64, values: &Values) -> Result<Title> {
    let title = title_of(tx, kind, values)?;
    let mut sql = Sql::new("UPDATE ");
    sql.push(name(kind.plural)).push(" SET ");
    for (index, (column, value)) in derived(tx, kind, values, &title)?.into_iter().enumerate() {
        sql.push(if index > 0 { ", " } else { "" }).push(name(&column)).push(" = ").bind(value);
    }
    sql.push(" WHERE id = ").bind(id);
    tx.prepare_cached(&sql.text)?.execute(params_from_iter(sql.params))?;
    Ok(title)
}

/// What a record with these values is called.
pub fn title_of(tx: &Tx<'_>, kind: &Kind, values: &Values) -> Result<Title> {
    let text = (kind.title)(values);
    let sort = sort_key(Office::load(tx)?.lang, &text);
    Ok(Title { text, sort })
}

/// The columns that are made from a record's values: its title, what titles are compared by, sort keys.
fn derived(tx: &Tx<'_>, kind: &Kind, values: &Values, title: &Title) -> Result<Vec<(Cow<'static, str>, SqlValue)>> {
    let lang = Office::load(tx)?.lang;
    let mut columns: Vec<(Cow<'static, str>, SqlValue)> = vec![
        ("title".into(), SqlValue::Text(title.text.clone())),
        ("title_sort".into(), SqlValue::Blob(title.sort.clone())),
    ];
    if kind.matches.contains(&MatchBy::Title) {
        columns.push(("title_key".into(), SqlValue::Text(name_key(&title.text))));
    }
    for field in kind.fields.iter().filter(|field| matches!(field.field_type, FieldType::Text { .. })) {
        if let Some(column) = field.sort_column()
            && column != "title_sort"
        {
            let key = values.text(&field.key).map(|text| SqlValue::Blob(sort_key(lang, text)));
            columns.push((column.into(), key.unwrap_or(SqlValue::Null)));
        }
    }
    Ok(columns)
}
