//! Rows of any table by name, each change noted as the event log keeps it. What undo applies comes through here too.

use super::sql::{Sql, name};
use crate::kernel::Result;
use crate::platform::db::Tx;
use crate::platform::events::{Row, RowChange};
use rusqlite::types::{Value as SqlValue, ValueRef};
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde_json::Value as Json;

/// Inserts a row; the id is SQLite's choice unless the row has one.
pub fn insert(tx: &Tx<'_>, table: &str, row: Row) -> Result<RowChange> {
    let mut sql = Sql::new("INSERT INTO ");
    sql.push(name(table)).push(" (");
    for (index, column) in row.keys().enumerate() {
        sql.push(if index > 0 { ", " } else { "" }).push(name(column));
    }
    sql.push(") VALUES (").bind_all(row.values().map(to_sql)).push(")");
    tx.prepare_cached(&sql.text)?.execute(params_from_iter(sql.params))?;
    Ok(RowChange { table: table.to_owned(), id: tx.last_insert_rowid(), before: None, after: Some(row) })
}

/// Changes the columns that differ; `None` if none does or there is no such row.
pub fn update(tx: &Tx<'_>, table: &str, id: i64, mut after: Row) -> Result<Option<RowChange>> {
    let Some(mut before) = find(tx, table, id, after.keys().map(String::as_str))? else { return Ok(None) };
    after.retain(|column, value| before.get(column) != Some(value));
    before.retain(|column, _| after.contains_key(column));
    if after.is_empty() {
        return Ok(None);
    }
    write_columns(tx, table, id, &after)?;
    Ok(Some(RowChange { table: table.to_owned(), id, before: Some(before), after: Some(after) }))
}

/// Deletes a row, noting `columns` of it so that it can be put back.
pub fn delete(tx: &Tx<'_>, table: &str, id: i64, columns: &[&str]) -> Result<Option<RowChange>> {
    let Some(before) = find(tx, table, id, columns.iter().copied())? else { return Ok(None) };
    let mut sql = Sql::new("DELETE FROM ");
    sql.push(name(table)).push(" WHERE id = ").bind(id);
    tx.prepare_cached(&sql.text)?.execute(params_from_iter(sql.params))?;
    Ok(Some(RowChange { table: table.to_owned(), id, before: Some(before), after: None }))
}

/// The named columns of one row.
pub fn find<'a>(
    conn: &Connection,
    table: &str,
    id: i64,
    columns: impl Iterator<Item = &'a str> + Clone,
) -> Result<Option<Row>> {
    let mut sql = Sql::new("SELECT ");
    for (index, column) in columns.clone().enumerate() {
        sql.push(if index > 0 { ", " } else { "" }).push(name(column));
    }
    sql.push(" FROM ").push(name(table)).push(" WHERE id = ").bind(id);
    let mut statement = conn.prepare_cached(&sql.text)?;
    let row = statement.query_row(params_from_iter(sql.params), |row| {
        columns
            .enumerate()
            .map(|(index, column)| Ok((column.to_owned(), to_json(row.get_ref(index)?))))
            .collect::<rusqlite::Result<Row>>()
    });
    Ok(row.optional()?)
}

/// All columns but the id of the rows of a table that meet a condition, in the order of their ids.
pub fn all(conn: &Connection, table: &str, condition: Sql) -> Result<Vec<(i64, Row)>> {
    let mut sql = Sql::new("SELECT * FROM ");
    sql.push(name(table)).push(" WHERE ").append(condition).push(" ORDER BY id");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let rows = statement.query_map(params_from_iter(sql.params), |row| {
        let mut found = Row::new();
        for (index, column) in columns.iter().enumerate().filter(|(_, column)| *column != "id") {
            found.insert(column.clone(), to_json(row.get_ref(index)?));
        }
        Ok((row.get("id")?, found))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Inserts a row under the id that it had, unless another has that now; the id is no part of what is noted.
pub fn put_back(tx: &Tx<'_>, table: &str, id: i64, mut row: Row) -> Result<RowChange> {
    if find(tx, table, id, ["id"].into_iter())?.is_none() {
        row.insert("id".to_owned(), id.into());
    }
    let mut change = insert(tx, table, row)?;
    if let Some(after) = &mut change.after {
        after.remove("id");
    }
    Ok(change)
}

/// Writes columns without noting: for what is derived from noted columns.
pub fn write_columns(tx: &Tx<'_>, table: &str, id: i64, row: &Row) -> Result<()> {
    let mut sql = Sql::new("UPDATE ");
    sql.push(name(table)).push(" SET ");
    for (index, (column, value)) in row.iter().enumerate() {
        sql.push(if index > 0 { ", " } else { "" }).push(name(column)).push(" = ").bind(to_sql(value));
    }
    sql.push(" WHERE id = ").bind(id);
    tx.prepare_cached(&sql.text)?.execute(params_from_iter(sql.params))?;
    Ok(())
}

pub fn to_sql(value: &Json) -> SqlValue {
    match value {
        Json::Null => SqlValue::Null,
        Json::Bool(flag) => SqlValue::Integer(i64::from(*flag)),
        Json::Number(number) => number.as_i64().map_or(SqlValue::Null, SqlValue::Integer),
        Json::String(text) => SqlValue::Text(text.clone()),
        // Rows hold only what STRICT tables hold; lists and objects are stored as text by their owners.
        Json::Array(_) | Json::Object(_) => SqlValue::Text(value.to_string()),
    }
}

fn to_json(value: ValueRef<'_>) -> Json {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => Json::Null,
        ValueRef::Integer(number) => Json::from(number),
        ValueRef::Real(number) => Json::from(number),
        ValueRef::Text(text) => Json::String(String::from_utf8_lossy(text).into_owned()),
    }
}
