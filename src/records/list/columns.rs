//! The fields that a list has as columns.

use crate::records::registry::{Field, Kind};

/// The fields that can be columns, those of the list first.
pub fn column_fields<'k>(kind: &'k Kind, chosen: &[String]) -> Vec<(&'k Field, bool)> {
    let shown = chosen.iter().filter_map(|key| kind.field(key)).map(|field| (field, true));
    let others = kind
        .fields
        .iter()
        .filter(|field| {
            !field.is_hidden
                && !matches!(field.key.as_ref(), "name" | "title")
                && !chosen.iter().any(|key| *key == field.key)
        })
        .map(|field| (field, false));
    shown.chain(others).collect()
}

/// Fields that no longer exist are left out: a view outlives them.
pub(super) fn known_columns(kind: &Kind, columns: &str) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for key in columns.split(',').map(str::trim) {
        if kind.field(key).is_some_and(|field| !field.is_hidden) && !known.iter().any(|there| there == key) {
            known.push(key.to_owned());
        }
    }
    known
}
