//! Values that are no more: the past still speaks of them.

use super::{Dictionary, LABELS, OptionItem, at};
use crate::kernel::{Lang, Result};
use crate::platform::events::{self, Row};
use rusqlite::Connection;
use serde_json::Value as Json;

/// These lists, and with them those of `wanted` (list and code) that were deleted, as they were called last. A value
/// whose past was erased stays unknown.
pub fn with_deleted(
    conn: &Connection,
    lang: Lang,
    dictionary: &Dictionary,
    wanted: &[(&str, &str)],
) -> Result<Dictionary> {
    let mut all = dictionary.clone();
    for event in events::of_kind(conn, "option")? {
        // Whichever way they went: deleted, or added by what was taken back.
        let gone = event.rows.iter().filter(|change| change.table == "options" && change.after.is_none());
        for (id, row) in gone.filter_map(|change| Some((change.id, change.before.as_ref()?))) {
            let item = item(lang, id, row);
            // Of a code that was deleted twice the later one counts.
            if wanted.contains(&(&item.list, &item.code)) && all.find(&item.list, &item.code).is_none() {
                all.add(item);
            }
        }
    }
    Ok(all)
}

fn item(lang: Lang, id: i64, row: &Row) -> OptionItem {
    let text = |column: &str| row.get(column).and_then(Json::as_str).unwrap_or_default().to_owned();
    let labels = LABELS.map(text);
    OptionItem {
        id,
        list: text("list"),
        code: text("code"),
        label: labels[at(lang)].clone(),
        labels,
        semantic: row.get("semantic").and_then(Json::as_str).map(str::to_owned),
        color: text("color"),
        position: i64::MAX,
        is_archived: true,
        parent_id: row.get("parent_id").and_then(Json::as_i64),
        rules: row.get("rules").and_then(Json::as_str).map(str::to_owned),
        group: None,
        is_group_archived: false,
    }
}
