//! Taking back an action as a whole: every row change of its events, newest first, turned round.
//!
//! What somebody changed since, what one may not change any more, and what a rule forbids, is a conflict: it is named and
//! left as it is, the rest is undone. A new record that has to stay stays whole, and so does a sum; of two main phones the
//! later choice stays. Undo is an action too and can itself be undone, which puts the first one in force again. Taking back
//! what is back already changes nothing, so that an undo that was cut short can simply be asked for again.

mod conflict;
mod event;
mod lists;
mod sums;
mod verbs;

pub use conflict::{Conflict, Why};
pub use verbs::{Refusal, Standing, why_final};

use self::event::undo_event;
use crate::access::Viewer;
use crate::kernel::{ActionId, Error, RecordRef, Result, Timestamp};
use crate::platform::db::{Db, Tx};
use crate::platform::events::{self, Action, Event};
use crate::records::registry::Registry;
use crate::records::store::{self, Stamp};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long an action can be undone.
pub const UNDO_DAYS: i64 = 30;

/// How many events are undone in one transaction, and for how long: an import may have a hundred thousand, and other
/// people's clicks are not to wait for all of them.
const CHUNK: u32 = 100;
const CHUNK_TIME: Duration = Duration::from_millis(20);

/// As many events as somebody would read of.
pub const SHOWN: usize = 12;

/// As many events as a preview looks at.
const PREVIEWED: u32 = 500;

/// So many events are always tried, however long they take: what few people do by hand is looked at whole.
const AT_LEAST: usize = 20;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Undone {
    /// The undo itself, which can be undone; `None` if there was nothing to change.
    pub action: Option<ActionId>,
    /// How many records it touched.
    pub records: usize,
    pub conflicts: Vec<Conflict>,
    /// The first [`SHOWN`] of the events, each with those of its rows that were taken back.
    pub shown: Vec<Event>,
    /// Records that the action had brought, and that have to stay.
    kept: BTreeSet<(String, i64)>,
    touched: BTreeSet<(String, i64)>,
    /// The last event that was looked at.
    before: Option<i64>,
    is_whole: bool,
}

/// Undoes an action of one's own (an admin: anybody's) that is at most [`UNDO_DAYS`] old, in one transaction.
///
/// # Errors
/// `NotFound` for an action one may not undo; `Conflict` if it is too old, was undone already, or cannot be undone.
pub fn undo(tx: &mut Tx<'_>, registry: &Registry, viewer: &Viewer, id: ActionId) -> Result<Undone> {
    only_free(tx, id)?;
    let mut undone = Undone::default();
    while !undone.is_whole {
        undone = undo_chunk(tx, registry, viewer, id, undone, CHUNK)?;
    }
    Ok(undone)
}

/// [`undo`] in as many short transactions as it takes.
///
/// # Errors
/// As [`undo`].
pub async fn undo_in_chunks(db: &Db, registry: &Arc<Registry>, viewer: &Viewer, id: ActionId) -> Result<Undone> {
    let _held = db.read(move |conn| events::hold(conn, id)).await?;
    let mut undone = Undone::default();
    while !undone.is_whole {
        let (registry, viewer) = (registry.clone(), viewer.clone());
        undone = db.write(move |tx| undo_chunk(tx, &registry, &viewer, id, undone, CHUNK)).await?;
    }
    Ok(undone)
}

/// What [`undo`] would take back, and what it would leave as it is: it is tried and given up. Of a long action only the latest part is looked at.
///
/// # Errors
/// As [`undo`].
pub fn preview_undo(tx: &mut Tx<'_>, registry: &Registry, viewer: &Viewer, id: ActionId) -> Result<Undone> {
    only_free(tx, id)?;
    tx.rehearse(|tx| undo_chunk(tx, registry, viewer, id, Undone::default(), PREVIEWED))
}

/// Why an action one may undo cannot be undone; `None` if it can.
///
/// # Errors
/// `NotFound` for an action that is not there, or that one may not undo.
pub fn refusal(conn: &Connection, viewer: &Viewer, id: ActionId, now: Timestamp) -> Result<Option<Refusal>> {
    let refusal = lasting_refusal(conn, viewer, id, now)?;
    Ok(refusal.or_else(|| events::is_held(conn, id).then_some(Refusal::Running)))
}

/// [`refusal`] for whoever holds the action.
fn lasting_refusal(conn: &Connection, viewer: &Viewer, id: ActionId, now: Timestamp) -> Result<Option<Refusal>> {
    let action = find(conn, viewer, id)?;
    if let Some(why) = why_final(&action.verb) {
        return Ok(Some(Refusal::Final(why)));
    }
    if action.undone_by.is_some() {
        return Ok(Some(Refusal::UndoneAlready));
    }
    let is_too_old = action.at < now.plus_secs(-UNDO_DAYS * 24 * 3600);
    Ok(is_too_old.then_some(Refusal::TooOld))
}

/// The latest action of this person that can still be undone: what `Ctrl Z` takes back.
pub fn last_undoable(conn: &Connection, viewer: &Viewer, now: Timestamp) -> Result<Option<Action>> {
    let since = now.plus_secs(-UNDO_DAYS * 24 * 3600);
    events::last_undoable(conn, viewer.user_id, since, |verb| why_final(verb).is_none())
}

/// Who undoes what.
struct Desk<'a> {
    registry: &'a Registry,
    viewer: &'a Viewer,
    action: ActionId,
}

fn only_free(conn: &Connection, id: ActionId) -> Result<()> {
    if events::is_held(conn, id) { Err(Error::conflict(Refusal::Running.words())) } else { Ok(()) }
}

fn undo_chunk(
    tx: &mut Tx<'_>,
    registry: &Registry,
    viewer: &Viewer,
    id: ActionId,
    mut undone: Undone,
    limit: u32,
) -> Result<Undone> {
    let now = tx.now();
    if let Some(refusal) = lasting_refusal(tx, viewer, id, now)? {
        return Err(Error::conflict(refusal.words()));
    }
    if let Some(action) = undone.action {
        events::resume(tx, action);
    }
    // Events of the undoing itself belong to another action: the walk never meets them.
    let events = events::of_action(tx, id, undone.before, limit)?;
    let desk = Desk { registry, viewer, action: id };
    let started = Instant::now();
    let mut tried = 0;
    let mut touched = BTreeSet::new();
    for event in &events {
        if tried >= AT_LEAST && started.elapsed() >= CHUNK_TIME {
            break;
        }
        tried += 1;
        undone.before = Some(event.id);
        if undo_event(tx, &desk, event, &mut undone)? {
            touched.insert((event.kind.clone(), event.record_id));
        }
    }
    undone.is_whole = tried == events.len() && tried < limit as usize;
    let stamp = Stamp { at: now, by: Some(viewer.user_id) };
    for (kind, record_id) in &touched {
        if let Ok(kind) = registry.kind(kind) {
            store::touch(tx, &kind, *record_id, stamp)?;
            store::refresh(tx, &kind, *record_id)?;
        }
    }
    undone.touched.extend(touched);
    undone.records = undone.touched.len();
    // Where every change conflicted, nothing was undone, and it can be tried again.
    if undone.is_whole && (undone.action.is_some() || undone.conflicts.is_empty()) {
        let undoing = open(tx, viewer, id)?;
        events::mark_undone(tx, id, undoing)?;
    }
    Ok(undone)
}

/// The action of the undoing: opened by the first change.
fn open(tx: &mut Tx<'_>, viewer: &Viewer, id: ActionId) -> Result<ActionId> {
    events::open(tx, &viewer.actor(), "action.undone", RecordRef::new("action", id.0))
}

/// The action, if this viewer may undo it.
fn find(conn: &Connection, viewer: &Viewer, id: ActionId) -> Result<Action> {
    let action = events::find_action(conn, id)?.ok_or(Error::NotFound)?;
    if viewer.is_admin() || action.user_id == Some(viewer.user_id) { Ok(action) } else { Err(Error::NotFound) }
}
