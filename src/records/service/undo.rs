//! Taking back an action as a whole: every row change of its events, newest first, turned round.
//!
//! What somebody changed since is a conflict: it is named in the preview and left as it is, the rest is undone.
//! Undo is an action too and can itself be undone.

use crate::access::Viewer;
use crate::kernel::{ActionId, Error, RecordRef, Result, Timestamp};
use crate::platform::db::Tx;
use crate::platform::events::{self, Action, Event, NewEvent, RowChange};
use crate::records::registry::{FieldType, Kind, LinkTable, Registry};
use crate::records::store::{self, Stamp, children, rows};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;

/// How long an action can be undone.
pub const UNDO_DAYS: i64 = 30;

/// How many events are read at a time: an import may have a hundred thousand.
const CHUNK: u32 = 500;

/// Something that cannot be taken back because it was changed since.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub kind: String,
    pub record_id: i64,
    /// The columns that hold something else now; empty when the record itself was changed, deleted or is used.
    pub columns: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Undone {
    pub action: ActionId,
    /// How many records it touched.
    pub records: usize,
    pub conflicts: Vec<Conflict>,
}

/// What undoing would leave as it is. The same refusals as [`undo`].
pub fn preview_undo(
    conn: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    id: ActionId,
    now: Timestamp,
) -> Result<Vec<Conflict>> {
    let action = undoable(conn, viewer, id, now)?;
    let mut conflicts = Vec::new();
    for_each_event(conn, action.id, |event| {
        for change in event.rows.iter().rev() {
            conflicts.extend(conflict(conn, registry, &event, change)?);
        }
        Ok(())
    })?;
    Ok(conflicts)
}

/// Undoes an action of one's own (an admin: anybody's) that is at most [`UNDO_DAYS`] old.
///
/// # Errors
/// `NotFound` for an action one may not undo; `Conflict` if it is too old, was undone already, or cannot be undone.
pub fn undo(tx: &mut Tx<'_>, registry: &Registry, viewer: &Viewer, id: ActionId) -> Result<Undone> {
    let now = tx.now();
    let action = undoable(tx, viewer, id, now)?;
    let subject = RecordRef::new("action", action.id.0);
    let undoing = events::open(tx, &viewer.actor(), "action.undone", subject)?;
    let mut touched = BTreeSet::new();
    let mut conflicts = Vec::new();
    // Events of the undoing itself get higher ids and another action: the walk never meets them.
    let mut before = None;
    loop {
        let events = events::of_action(tx, action.id, before, CHUNK)?;
        let Some(last) = events.last() else { break };
        before = Some(last.id);
        for event in &events {
            let done = undo_event(tx, registry, viewer, event, &mut conflicts)?;
            if done {
                touched.insert((event.kind.clone(), event.record_id));
            }
        }
    }
    let stamp = Stamp { at: now, by: Some(viewer.user_id) };
    for (kind, record_id) in &touched {
        if let Ok(kind) = registry.kind(kind) {
            store::touch(tx, &kind, *record_id, stamp)?;
            store::refresh(tx, &kind, *record_id)?;
        }
    }
    events::mark_undone(tx, action.id, undoing)?;
    Ok(Undone { action: undoing, records: touched.len(), conflicts })
}

/// Takes back what can be; true if anything was. The opposite is noted as an event of the same record.
fn undo_event(
    tx: &mut Tx<'_>,
    registry: &Registry,
    viewer: &Viewer,
    event: &Event,
    conflicts: &mut Vec<Conflict>,
) -> Result<bool> {
    let mut done = Vec::new();
    for change in event.rows.iter().rev() {
        match conflict(tx, registry, event, change)? {
            Some(conflict) => conflicts.push(conflict),
            None => done.extend(apply(tx, registry, change.clone().inverse())?),
        }
    }
    if done.is_empty() {
        return Ok(false);
    }
    let kind = registry.kind(&event.kind).map_or_else(|_| other_kind(&event.kind), |kind| kind.key);
    let verb = [kind, ".undone"].concat();
    let subject = RecordRef::new(kind, event.record_id);
    events::record(tx, &viewer.actor(), &NewEvent { verb: &verb, subject, rows: &done })?;
    Ok(true)
}

fn apply(tx: &mut Tx<'_>, registry: &Registry, change: RowChange) -> Result<Option<RowChange>> {
    let table = change.table.as_str();
    match (change.before, change.after) {
        (Some(_), Some(after)) => rows::update(tx, table, change.id, after),
        (None, Some(mut row)) => {
            row.insert("id".into(), change.id.into());
            if let Some(kind) = record_kind(registry, table) {
                // What is derived from the noted columns follows in `refresh`; these two are NOT NULL.
                for (column, value) in [("title", "".into()), ("version", 1.into()), ("updated_at", tx.now().0.into())]
                {
                    row.entry(column).or_insert(value);
                }
                debug_assert_eq!(kind.plural, table);
            }
            let mut applied = rows::insert(tx, table, row)?;
            if let Some(after) = &mut applied.after {
                let kind = record_kind(registry, table);
                for unnoted in ["id", "title", "version", "updated_at"] {
                    let is_field =
                        kind.as_ref().is_some_and(|kind| kind.field(unnoted).is_some_and(|f| !f.is_read_only));
                    if !is_field && (unnoted != "updated_at" || kind.is_some()) {
                        after.remove(unnoted);
                    }
                }
            }
            Ok(Some(applied))
        }
        (Some(before), None) => {
            let columns: Vec<&str> = before.keys().map(String::as_str).collect();
            rows::delete(tx, table, change.id, &columns)
        }
        (None, None) => Ok(None),
    }
}

/// Why this change cannot be taken back, if it cannot.
fn conflict(conn: &Connection, registry: &Registry, event: &Event, change: &RowChange) -> Result<Option<Conflict>> {
    let named = |columns: Vec<String>| Some(Conflict { kind: event.kind.clone(), record_id: event.record_id, columns });
    if !is_undoable_table(registry, &change.table) {
        return Ok(named(Vec::new()));
    }
    let there = match &change.after {
        Some(after) => rows::find(conn, &change.table, change.id, after.keys().map(String::as_str))?,
        None => None,
    };
    Ok(match (&change.before, &change.after) {
        // Inserted: it may go only as it came.
        (None, Some(after)) => match there {
            Some(now) if now == *after && !has_later_events(conn, event, change, registry)? => None,
            Some(_) => named(Vec::new()),
            None => None,
        },
        (Some(_), Some(after)) => match there {
            Some(now) => {
                let differing: Vec<String> = after
                    .iter()
                    .filter(|(column, value)| now.get(*column) != Some(value))
                    .map(|(column, _)| column.clone())
                    .collect();
                if differing.is_empty() { None } else { named(differing) }
            }
            None => named(Vec::new()),
        },
        // Deleted: it comes back unless its place was taken.
        (Some(before), None) => {
            let columns: Vec<&str> = before.keys().map(String::as_str).collect();
            rows::find(conn, &change.table, change.id, columns.into_iter())?.and_then(|_| named(Vec::new()))
        }
        (None, None) => None,
    })
}

/// Whether the record that this event created was touched by another action since.
fn has_later_events(conn: &Connection, event: &Event, change: &RowChange, registry: &Registry) -> Result<bool> {
    if record_kind(registry, &change.table).is_none() {
        return Ok(false);
    }
    let later: Option<i64> = conn
        .prepare_cached(
            "SELECT e.id FROM events e JOIN actions a ON a.id = e.action_id
             WHERE e.kind = ?1 AND e.record_id = ?2 AND e.id > ?3 AND e.action_id <> ?4
               AND a.undone_by IS NULL AND a.undoes IS NULL AND e.verb NOT LIKE '%.undone' LIMIT 1",
        )?
        .query_row((&event.kind, event.record_id, event.id, event.action.0), |row| row.get(0))
        .optional()?;
    Ok(later.is_some())
}

fn for_each_event(conn: &Connection, action: ActionId, mut visit: impl FnMut(Event) -> Result<()>) -> Result<()> {
    let mut before = None;
    loop {
        let events = events::of_action(conn, action, before, CHUNK)?;
        let Some(last) = events.last() else { return Ok(()) };
        before = Some(last.id);
        for event in events {
            visit(event)?;
        }
    }
}

/// The action, if this viewer may undo it now.
fn undoable(conn: &Connection, viewer: &Viewer, id: ActionId, now: Timestamp) -> Result<Action> {
    let action = events::find_action(conn, id)?.ok_or(Error::NotFound)?;
    if !viewer.is_admin() && action.user_id != Some(viewer.user_id) {
        return Err(Error::NotFound);
    }
    if action.undone_by.is_some() {
        return Err(Error::Conflict("this was undone already".into()));
    }
    if action.at < now.plus_secs(-UNDO_DAYS * 24 * 3600) {
        return Err(Error::Conflict(format!("only what was done in the last {UNDO_DAYS} days can be undone")));
    }
    Ok(action)
}

/// The kind of a subject that is no record.
fn other_kind(kind: &str) -> &'static str {
    ["option", "view", "comment"].into_iter().find(|other| *other == kind).unwrap_or("action")
}

fn record_kind(registry: &Registry, table: &str) -> Option<std::sync::Arc<Kind>> {
    registry.by_plural(table).ok()
}

fn is_undoable_table(registry: &Registry, table: &str) -> bool {
    let links: Vec<LinkTable> = registry
        .kinds()
        .iter()
        .flat_map(|kind| kind.fields.iter())
        .filter_map(|field| match field.field_type {
            FieldType::Links(links) => Some(links),
            _ => None,
        })
        .collect();
    record_kind(registry, table).is_some()
        || children::columns_of(table, &links).is_some()
        || matches!(table, "options" | "comments" | "comment_mentions" | "saved_views")
}
