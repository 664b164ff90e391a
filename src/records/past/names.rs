//! What a record of the past named, and what that was called.

use super::Beside;
use crate::kernel::Result;
use crate::records::registry::{FieldType, Kind};
use crate::records::sql::{Sql, name};
use crate::records::value::{Record, Value};
use rusqlite::{Connection, params_from_iter};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the record and the rows beside it name.
pub(super) fn names(
    then: &Connection,
    kind: &Kind,
    record: &Record,
    beside: &[Beside],
) -> Result<HashMap<(String, i64), (i64, String)>> {
    let mut named: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    for field in &kind.fields {
        match (&field.field_type, record.values.get(&field.key)) {
            (FieldType::User, Value::Int(id)) => drop(named.entry("users").or_default().insert(*id)),
            (FieldType::Observers, Value::Ids(ids)) => named.entry("users").or_default().extend(ids),
            (FieldType::Link { table, .. }, Value::Int(id)) => drop(named.entry(table).or_default().insert(*id)),
            (FieldType::Links(table), Value::Links(items)) => {
                named.entry(table.other_table).or_default().extend(items.iter().map(|item| item.id));
            }
            (reference @ FieldType::Reference(_), Value::Text(text)) => {
                if let Some((target, id)) = reference.target(text) {
                    named.entry(target.table).or_default().insert(id);
                }
            }
            _ => {}
        }
    }
    for (beside, (column, table)) in beside.iter().flat_map(|beside| beside.refers.iter().map(move |to| (beside, *to)))
    {
        named.entry(table).or_default().extend(beside.row.get(column).and_then(serde_json::Value::as_i64));
    }
    let tags = beside.iter().filter(|beside| beside.table == "record_tags");
    named.entry("tags").or_default().extend(tags.filter_map(|tag| tag.row.get("tag_id")?.as_i64()));
    let mut names = HashMap::new();
    for (table, ids) in named {
        let columns = match table {
            "users" => "created_at, name",
            "tags" => "0, name",
            _ => "created_at, title",
        };
        let mut sql = Sql::new(["SELECT id, ", columns, " FROM ", name(table), " WHERE id IN ("].concat());
        sql.bind_all(ids).push(")");
        let mut statement = then.prepare_cached(&sql.text)?;
        let rows = statement.query_map(params_from_iter(sql.params), |row| {
            Ok(((table.to_owned(), row.get(0)?), (row.get(1)?, row.get(2)?)))
        })?;
        names.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(names)
}
