//! Values of the office's lists: what hangs on one keeps it, whatever is taken back.

use crate::kernel::{Lang, Result};
use crate::platform::events::{self, Event, Row, RowChange};
use crate::records::options::{self, OptionItem};
use crate::records::registry::Registry;
use crate::records::store::rows;
use rusqlite::Connection;
use serde_json::Value as Json;

/// Whether what an action brought has to stay: without it records would hold a code that means nothing, a pipeline would
/// have no stage to win at, or the office no pipeline.
pub(super) fn is_needed(conn: &Connection, registry: &Registry, event: &Event, change: &RowChange) -> Result<bool> {
    if change.table != "options" {
        return Ok(false);
    }
    let item = options::get(conn, Lang::En, change.id)?;
    if is_used(conn, registry, &item)? {
        return Ok(true);
    }
    if !is_last(conn, &item)? {
        return Ok(false);
    }
    match item.parent_id {
        // The last stage of its meaning goes only with its pipeline.
        Some(parent) if birth(conn, event, parent)?.is_some() => is_family_needed(conn, registry, event, parent),
        _ => Ok(true),
    }
}

/// Whether anything hangs on a value that an action brought, or on what belongs to it, or one of them is not as it came.
fn is_family_needed(conn: &Connection, registry: &Registry, event: &Event, parent: i64) -> Result<bool> {
    let parent = options::get(conn, Lang::En, parent)?;
    if is_used(conn, registry, &parent)? || is_last(conn, &parent)? {
        return Ok(true);
    }
    for value in [parent.clone()].iter().chain(&options::members(conn, Lang::En, parent.id)?) {
        // Whatever else the action brought only moved them on.
        let came = birth(conn, event, value.id)?.map(|mut row| {
            row.remove("position");
            row
        });
        let Some(came) = came else { return Ok(true) };
        if rows::find(conn, "options", value.id, came.keys().map(String::as_str))?.as_ref() != Some(&came) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether taking this back would archive a value that nothing could stand in for.
pub(super) fn would_be_missed(conn: &Connection, change: &RowChange) -> Result<bool> {
    let was_archived = change.before.as_ref().and_then(|row| row.get("archived_at")).is_some_and(Json::is_number);
    match change.table == "options" && was_archived {
        true => is_last(conn, &options::get(conn, Lang::En, change.id)?),
        false => Ok(false),
    }
}

fn is_used(conn: &Connection, registry: &Registry, item: &OptionItem) -> Result<bool> {
    options::is_used(conn, registry, &item.list, &item.code)
}

fn is_last(conn: &Connection, item: &OptionItem) -> Result<bool> {
    Ok(options::is_last(&options::siblings(conn, Lang::En, item)?, item))
}

/// A value as the same action brought it; `None` where it did not.
fn birth(conn: &Connection, event: &Event, id: i64) -> Result<Option<Row>> {
    let events = events::of_action_on(conn, event.action, &event.kind, id)?;
    let mut changes = events.into_iter().chain([event.clone()]).flat_map(|event| event.rows);
    let birth = changes.find(|change| change.table == "options" && change.id == id && change.before.is_none());
    Ok(birth.and_then(|change| change.after))
}
