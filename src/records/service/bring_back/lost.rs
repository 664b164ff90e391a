//! What a record of the past names and is not there any more.

use crate::kernel::{Lang, Result, UserId};
use crate::platform::db::Tx;
use crate::records::options;
use crate::records::past::Past;
use crate::records::registry::{Field, FieldType};
use crate::records::sql::{Sql, name};
use crate::records::value::{LinkItem, Value, Values};
use rusqlite::{Connection, OptionalExtension, params_from_iter};

/// Something that could not come along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// A field names what is not there any more; of which it is the words.
    Named { field: String, text: String },
    /// Whoever was responsible for what is put back is not here any more: the administrator is.
    Responsible { text: String },
    /// Whoever wrote comments or added files is not known any more: they bear the administrator's name.
    Author { name: String },
    /// The bytes of a file are not to be had.
    File { name: String },
    /// Of records of a kind that led here only so many of the newest came along.
    Others { kind: String, most: usize },
}

/// The values of the past with what is not there any more taken out, and what that was among these fields. Of a record that is
/// gone the `heir` is responsible, where whoever was does not work here any more.
pub(super) fn settle(
    tx: &Tx<'_>,
    lang: Lang,
    heir: Option<UserId>,
    past: &Past,
    fields: &[&Field],
) -> Result<(Values, Vec<Lost>)> {
    let mut values = past.record.values.clone();
    let mut lost = Vec::new();
    for field in fields {
        let key = field.key.as_ref();
        let value = past.record.values.get(key);
        let mut missing: Vec<String> = Vec::new();
        let left = match (&field.field_type, value) {
            (FieldType::User, Value::Int(id)) if key == "responsible_id" => {
                let text = || called(past, "users", *id);
                match heir {
                    _ if works_here(tx, past, *id)? => continue,
                    Some(heir) => {
                        lost.push(Lost::Responsible { text: text() });
                        values.set(key.to_owned(), heir);
                        continue;
                    }
                    None => {
                        missing.push(text());
                        Value::Empty
                    }
                }
            }
            (FieldType::User, Value::Int(id)) => kept(tx, past, "users", *id, value, &mut missing)?,
            (FieldType::Link { table, .. }, Value::Int(id)) => kept(tx, past, table, *id, value, &mut missing)?,
            (reference @ FieldType::Reference(_), Value::Text(text)) => match reference.target(text) {
                Some((target, id)) => kept(tx, past, target.table, id, value, &mut missing)?,
                None => Value::Empty,
            },
            (FieldType::Observers, Value::Ids(ids)) => {
                let mut left = ids.clone();
                retain(
                    &mut left,
                    |id| *id,
                    |id| is_there(tx, past, "users", id),
                    |id| {
                        missing.push(called(past, "users", id));
                    },
                )?;
                Value::Ids(left)
            }
            (FieldType::Links(table), Value::Links(items)) => {
                let mut left: Vec<LinkItem> = items.clone();
                retain(
                    &mut left,
                    |item| item.id,
                    |id| is_there(tx, past, table.other_table, id),
                    |id| {
                        missing.push(called(past, table.other_table, id));
                    },
                )?;
                Value::Links(left)
            }
            (FieldType::Choice { list }, Value::Text(code)) if options::find(tx, list, code)?.is_none() => {
                missing.push(past.texts.get(key).cloned().unwrap_or_default());
                Value::Empty
            }
            _ => continue,
        };
        values.set(key.to_owned(), left);
        let label = field.label.text(lang);
        lost.extend(missing.into_iter().map(|text| Lost::Named { field: label.to_owned(), text }));
    }
    Ok((values, lost))
}

fn retain<T>(
    items: &mut Vec<T>,
    id_of: impl Fn(&T) -> i64,
    is_there: impl Fn(i64) -> Result<bool>,
    mut miss: impl FnMut(i64),
) -> Result<()> {
    for item in std::mem::take(items) {
        match is_there(id_of(&item))? {
            true => items.push(item),
            false => miss(id_of(&item)),
        }
    }
    Ok(())
}

fn kept(tx: &Tx<'_>, past: &Past, table: &str, id: i64, value: &Value, missing: &mut Vec<String>) -> Result<Value> {
    if is_there(tx, past, table, id)? {
        return Ok(value.clone());
    }
    missing.push(called(past, table, id));
    Ok(Value::Empty)
}

/// Whether what the past names is there today: the same, not another of its number.
pub(super) fn is_there(conn: &Connection, past: &Past, table: &str, id: i64) -> Result<bool> {
    let Some((made_at, _)) = past.names.get(&(table.to_owned(), id)) else { return Ok(false) };
    Ok(made_now(conn, table, id)? == Some(*made_at))
}

/// When what bears this number today was made.
pub(super) fn made_now(conn: &Connection, table: &str, id: i64) -> Result<Option<i64>> {
    let mut sql = Sql::new("SELECT created_at FROM ");
    sql.push(name(table)).push(" WHERE id = ").bind(id);
    Ok(conn.prepare_cached(&sql.text)?.query_row(params_from_iter(sql.params), |row| row.get(0)).optional()?)
}

fn works_here(conn: &Connection, past: &Past, user: i64) -> Result<bool> {
    let sql = "SELECT 1 FROM users WHERE id = ?1 AND disabled_at IS NULL";
    Ok(is_there(conn, past, "users", user)? && conn.prepare_cached(sql)?.exists([user])?)
}

/// What it was called then.
pub(super) fn called(past: &Past, table: &str, id: i64) -> String {
    past.names.get(&(table.to_owned(), id)).map_or_else(|| id.to_string(), |(_, name)| name.clone())
}
