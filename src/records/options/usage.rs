//! Where the values of a list are used, and which of them must stay.

use super::OptionItem;
use crate::kernel::Result;
use crate::records::registry::{FieldType, Kind, Registry};
use crate::records::sql::{Sql, name};
use rusqlite::{Connection, params_from_iter};
use std::collections::HashMap;
use std::sync::Arc;

/// How many records of a kind hold a value in a field, those in the bin too.
#[derive(Debug, Clone)]
pub struct Use {
    pub kind: Arc<Kind>,
    pub field: String,
    pub count: i64,
}

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

/// Who holds this value.
pub fn uses_of(conn: &Connection, registry: &Registry, list: &str, code: &str) -> Result<Vec<Use>> {
    let mut found = Vec::new();
    for (kind, field) in uses(registry, list) {
        let mut sql = Sql::new("SELECT count(*) FROM ");
        sql.push(name(kind.plural)).push(" WHERE ").push(name(&field)).push(" = ").bind(code.to_owned());
        let count = conn.prepare_cached(&sql.text)?.query_row(params_from_iter(sql.params), |row| row.get(0))?;
        found.push(Use { kind, field, count });
    }
    Ok(found)
}

/// How many records hold each code of a list, over all kinds: for the settings page.
pub fn counts(conn: &Connection, registry: &Registry, list: &str) -> Result<HashMap<String, i64>> {
    let mut counts = HashMap::new();
    for (kind, field) in uses(registry, list) {
        let mut sql = Sql::new("SELECT CAST(");
        sql.push(name(&field)).push(" AS TEXT), count(*) FROM ").push(name(kind.plural));
        sql.push(" WHERE ").push(name(&field)).push(" IS NOT NULL GROUP BY 1");
        let mut statement = conn.prepare_cached(&sql.text)?;
        let mut rows = statement.query(params_from_iter(sql.params))?;
        while let Some(row) = rows.next()? {
            let (code, count): (String, i64) = (row.get(0)?, row.get(1)?);
            *counts.entry(code).or_default() += count;
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
