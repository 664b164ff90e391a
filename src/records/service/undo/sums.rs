//! An amount says nothing without its currency: what makes one sum goes back together, or not at all.

use crate::kernel::{RecordRef, Result};
use crate::platform::events::{self, Event, RowChange};
use crate::records::registry::{FieldType, Kind};
use crate::records::store::rows;
use rusqlite::Connection;
use serde_json::Value as Json;

/// The columns of a change of the record's own row that have to stay because a sum has changed since. `differing` are
/// those that hold something else now.
pub(super) fn staying(
    conn: &Connection,
    kind: &Kind,
    event: &Event,
    change: &RowChange,
    differing: &[String],
) -> Result<Vec<String>> {
    let mut staying = Vec::new();
    let Some(changed) = change.after.as_ref().filter(|_| change.table == kind.plural && change.before.is_some()) else {
        return Ok(staying);
    };
    for currency in kind.fields.iter().filter(|field| field.field_type == FieldType::Currency) {
        let sum = kind.sum_of(&currency.key);
        let (inside, outside): (Vec<&str>, Vec<&str>) =
            sum.iter().map(|field| field.key.as_ref()).partition(|key| changed.contains_key(*key));
        // An amount that goes back in a currency that stays is no matter of the other amounts.
        let moves_currency = changed.contains_key(currency.key.as_ref());
        let mut is_overtaken = moves_currency && inside.iter().any(|key| differing.iter().any(|column| column == key));
        for key in outside.into_iter().filter(|key| moves_currency || *key == currency.key) {
            is_overtaken = is_overtaken || (!inside.is_empty() && has_changed_since(conn, kind, event, key)?);
        }
        if is_overtaken {
            staying.extend(inside.into_iter().map(str::to_owned));
        }
    }
    Ok(staying)
}

/// Whether a column that an event did not change holds something else now than it did then.
fn has_changed_since(conn: &Connection, kind: &Kind, event: &Event, column: &str) -> Result<bool> {
    let later = events::of_record_naming(conn, RecordRef::new(kind.key, event.record_id), event.id + 1, column)?;
    let then = later.iter().flat_map(|event| &event.rows).find_map(|change| {
        let is_own = change.table == kind.plural && change.id == event.record_id;
        change.before.as_ref().filter(|_| is_own)?.get(column)
    });
    let now = rows::find(conn, kind.plural, event.record_id, [column].into_iter())?;
    let now = now.as_ref().and_then(|row| row.get(column)).unwrap_or(&Json::Null);
    Ok(then.is_some_and(|then| then != now))
}
