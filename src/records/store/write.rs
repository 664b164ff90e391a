//! Records as they are written, and what is derived from them: the title, sort keys, the search row.

use super::{children, rows};
use crate::kernel::text::name_key;
use crate::kernel::{Result, Timestamp, UserId};
use crate::platform::db::Tx;
use crate::platform::events::{Row, RowChange};
use crate::platform::i18n::sort_key;
use crate::platform::settings::Office;
use crate::records::registry::{Field, FieldType, Kind, MatchBy};
use crate::records::search;
use crate::records::value::{Record, Value, Values};
use rusqlite::params_from_iter;
use rusqlite::types::Value as SqlValue;
use serde_json::json;

/// Who last touched a record, and when. Not part of what undo takes back.
#[derive(Debug, Clone, Copy)]
pub struct Stamp {
    pub at: Timestamp,
    pub by: Option<UserId>,
}

/// Inserts a record with its children; its id and what was written.
pub fn insert(tx: &mut Tx<'_>, kind: &Kind, values: &Values, stamp: Stamp) -> Result<(i64, Vec<RowChange>)> {
    let mut row = Row::new();
    for field in kind.fields.iter().filter(|field| field.column().is_some()) {
        let column = values.get(&field.key).to_column();
        if !column.is_null() {
            row.insert(field.key.to_string(), column);
        }
    }
    let title = (kind.title)(values);
    // NOT NULL in the table; the derived columns proper follow in `refresh_with`.
    row.insert("title".into(), json!(title));
    row.insert("version".into(), json!(1));
    row.insert("updated_at".into(), json!(stamp.at.0));
    row.insert("updated_by".into(), json!(stamp.by.map(|by| by.0)));
    let mut change = rows::insert(tx, kind.plural, row)?;
    let id = change.id;
    if let Some(after) = &mut change.after {
        // A field of this name is noted like any other.
        let is_derived = |column: &&&str| kind.field(column).is_none_or(|field| field.is_read_only);
        for unnoted in ["title", "version", "updated_at", "updated_by"].iter().filter(is_derived) {
            after.remove(*unnoted);
        }
    }
    let mut changes = vec![change];
    for field in kind.fields.iter().filter(|field| field.column().is_none()) {
        if !values.get(&field.key).is_empty() {
            changes.extend(children::replace(tx, kind.key, id, field, &Value::Empty, values.get(&field.key))?);
        }
    }
    derive(tx, kind, id, values)?;
    Ok((id, changes))
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
            row.insert(key.to_owned(), value.to_column());
        } else {
            changes.extend(children::replace(tx, kind.key, old.id, field, old.values.get(key), value)?);
        }
    }
    if !row.is_empty() {
        changes.extend(rows::update(tx, kind.plural, old.id, row)?);
    }
    if !changes.is_empty() {
        touch(tx, kind, old.id, stamp)?;
        derive(tx, kind, old.id, &old.values.overlaid(wanted))?;
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
    let mut tail = super::sql::Sql::new(" WHERE r.id = ");
    tail.bind(id);
    let fields: Vec<_> = kind.fields.iter().collect();
    let Some(record) = super::load(tx, None, kind, &fields, tail)?.pop() else {
        return search::remove(tx, kind.key, id);
    };
    let title = derive_columns(tx, kind, id, &record.values)?;
    if record.is_deleted { search::remove(tx, kind.key, id) } else { search::put(tx, kind, id, &title, &record.values) }
}

/// A new version of the record, by this person at this time.
pub fn touch(tx: &Tx<'_>, kind: &Kind, id: i64, stamp: Stamp) -> Result<()> {
    let sql = super::sql::Sql::new(
        [
            "UPDATE ",
            super::sql::name(kind.plural),
            " SET version = version + 1, updated_at = ?1, updated_by = ?2 WHERE id = ?3",
        ]
        .concat(),
    );
    tx.prepare_cached(&sql.text)?.execute((stamp.at.0, stamp.by.map(|by| by.0), id))?;
    Ok(())
}

fn derive(tx: &mut Tx<'_>, kind: &Kind, id: i64, values: &Values) -> Result<()> {
    let title = derive_columns(tx, kind, id, values)?;
    search::put(tx, kind, id, &title, values)
}

/// Title and sort keys; the title.
fn derive_columns(tx: &mut Tx<'_>, kind: &Kind, id: i64, values: &Values) -> Result<String> {
    let title = (kind.title)(values);
    let lang = Office::load(tx)?.lang;
    let mut sql = super::sql::Sql::new("UPDATE ");
    sql.push(super::sql::name(kind.plural)).push(" SET title = ").bind(title.clone());
    sql.push(", title_sort = ").bind(SqlValue::Blob(sort_key(lang, &title)));
    if kind.matches.contains(&MatchBy::Title) {
        sql.push(", title_key = ").bind(name_key(&title));
    }
    let is_text = |field: &&Field| matches!(field.field_type, FieldType::Text { .. }) && field.key != "title";
    for field in kind.fields.iter().filter(is_text) {
        if let Some(column) = field.sort_column() {
            let key = values.text(&field.key).map(|text| SqlValue::Blob(sort_key(lang, text)));
            sql.push(", ").push(super::sql::name(&column)).push(" = ").bind(key.unwrap_or(SqlValue::Null));
        }
    }
    sql.push(" WHERE id = ").bind(id);
    tx.prepare_cached(&sql.text)?.execute(params_from_iter(sql.params))?;
    Ok(title)
}
