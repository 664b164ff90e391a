//! Where the values of a list are used, and which of them must stay.

use super::OptionItem;
use crate::kernel::Result;
use crate::records::registry::{FieldType, Kind, Registry};
use crate::records::sql::{Sql, name};
use rusqlite::{Connection, params_from_iter};
use std::collections::HashMap;
use std::sync::Arc;

/// The fields that hold values of this list, each with its kind.
pub fn uses(registry: &Registry, list: &str) -> Vec<(Arc<Kind>, String)> {
    let mut found = Vec::new();
    for kind in registry.kinds().iter() {
        for field in &kind.fields {
            if matches!(field.field_type, FieldType::Choice { list: held } if held == list) {
                found.push((kind.clone(), field.key.to_string()));
            }
        }
    }
    found
}

/// Live records, then those in the bin: each has indexes of its own.
const HALVES: [&str; 2] = ["deleted_at IS NULL", "deleted_at IS NOT NULL"];

/// Whether any record holds this value, those in the bin too.
pub fn is_used(conn: &Connection, registry: &Registry, list: &str, code: &str) -> Result<bool> {
    for (kind, field) in uses(registry, list) {
        for half in HALVES {
            let sql = holding("SELECT 1", &kind, &field, code, half);
            if conn.prepare_cached(&sql.text)?.exists(params_from_iter(sql.params))? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// How many records hold this value, over all kinds, those in the bin too.
pub fn count_of(conn: &Connection, registry: &Registry, list: &str, code: &str) -> Result<i64> {
    let mut count = 0;
    for (kind, field) in uses(registry, list) {
        for half in HALVES {
            let sql = holding("SELECT count(*)", &kind, &field, code, half);
            let mut statement = conn.prepare_cached(&sql.text)?;
            count += statement.query_row(params_from_iter(sql.params), |row| row.get::<_, i64>(0))?;
        }
    }
    Ok(count)
}

fn holding(what: &str, kind: &Kind, field: &str, code: &str, half: &str) -> Sql {
    let mut sql = Sql::new(what);
    sql.push(" FROM ").push(name(kind.plural)).push(" WHERE ").push(name(field)).push(" = ").bind(code.to_owned());
    sql.push(" AND ").push(half);
    sql
}

/// How many records hold each code of a list, over all kinds: for the settings page.
pub fn counts(conn: &Connection, registry: &Registry, list: &str) -> Result<HashMap<String, i64>> {
    let mut counts = HashMap::new();
    for (kind, field) in uses(registry, list) {
        for half in HALVES {
            // What the schema adds up for the board needs not be counted.
            let kept = kind.board_totals.filter(|_| kind.board_by == Some(field.as_str()) && half == HALVES[0]);
            let mut sql = Sql::new("SELECT CAST(");
            sql.push(name(&field)).push(" AS TEXT), ");
            match kept {
                Some(totals) => drop(sql.push("sum(records) FROM ").push(name(totals))),
                None => {
                    sql.push("count(*) FROM ").push(name(kind.plural)).push(" WHERE ").push(half);
                }
            }
            // What is in the bin is found by that, and not by an index of the field.
            sql.push(if half == HALVES[0] { " GROUP BY " } else { " GROUP BY +" }).push(name(&field));
            let mut statement = conn.prepare_cached(&sql.text)?;
            let mut rows = statement.query(params_from_iter(sql.params))?;
            while let Some(row) = rows.next()? {
                if let Some(code) = row.get::<_, Option<String>>(0)? {
                    *counts.entry(code).or_default() += row.get::<_, i64>(1)?;
                }
            }
        }
    }
    Ok(counts)
}

/// Whether work hangs on this very value, so that it may be renamed, never archived or deleted: of statuses, what new
/// records begin with, the shipped ends, and the last value of its meaning; of pipelines, the last.
pub fn is_fixed(list: &[OptionItem], item: &OptionItem) -> bool {
    if has_members(item) {
        return is_last(list, item);
    }
    let Some(semantic) = item.semantic.as_deref().filter(|_| is_of_statuses(list)) else { return false };
    let mut alike = list.iter().filter(|other| other.semantic.as_deref() == Some(semantic) && !other.is_archived);
    let is_first = alike.next().is_none_or(|first| first.id == item.id);
    if semantic == OPEN { is_first } else { is_shipped(item) || (is_first && alike.next().is_none()) }
}

/// Whether no other value could be chosen in its place: of statuses, one of the same meaning; of pipelines, any.
pub fn is_last(list: &[OptionItem], item: &OptionItem) -> bool {
    let could_stand_in =
        |other: &OptionItem| other.id != item.id && !other.is_archived && other.semantic == item.semantic;
    (has_members(item) || is_of_statuses(list)) && !list.iter().any(could_stand_in)
}

/// Whether values of another list belong to it, as stages do to a pipeline.
fn has_members(item: &OptionItem) -> bool {
    item.parent_id.is_none() && item.code.parse::<i64>().is_ok()
}

/// What is still worked on; the other meanings of a list of statuses are ends.
pub const OPEN: &str = "open";

/// Whether the values are stations of a way, with ends that come last.
pub fn is_of_statuses(list: &[OptionItem]) -> bool {
    list.iter().any(|item| item.semantic.as_deref() == Some(OPEN))
}

/// Whether the box came with it. Values known by numbers are the office's own, also the first of them.
pub fn is_shipped(item: &OptionItem) -> bool {
    !item.code.starts_with("own_") && item.code.parse::<i64>().is_err()
}
