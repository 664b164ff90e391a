//! One change to many records, as one action that undo takes back as a whole.
//!
//! The work is cut into chunks so that other people's clicks are not held up; the first chunk opens the action and the
//! others go on with it. Until the last one nobody can take it back: what comes after would stay behind.

use super::save::give;
use super::{Saved, delete, update};
use crate::access::Viewer;
use crate::kernel::text::fold;
use crate::kernel::{ActionId, Error, Result, UserId};
use crate::platform::db::{Db, Tx};
use crate::platform::events::{self, Held};
use crate::records::registry::{FieldType, Kind};
use crate::records::store;
use crate::records::value::{Value, Values};
use std::sync::Arc;

/// About 20 ms of writing on a slow disk.
pub(super) const CHUNK: usize = 50;

#[derive(Debug, Clone, PartialEq)]
pub enum BulkChange {
    /// Sets these fields.
    Set(Values),
    /// Adds these tags to those a record has.
    AddTags(Vec<String>),
    RemoveTags(Vec<String>),
    Delete,
    /// Makes this user responsible, also for what lies in the bin.
    HandOver(UserId),
}

#[derive(Debug, Clone, Default)]
pub struct BulkDone {
    pub action: Option<ActionId>,
    /// Keeps the action from being taken back until the last of the work, and of its copies, is gone.
    held: Option<Arc<Held>>,
    pub changed: usize,
    /// Records that the viewer may not change, or that were gone.
    pub skipped: usize,
    /// Records that a rule kept from changing, with the first reason.
    pub refused: usize,
    pub first_refusal: Option<crate::kernel::FieldErrors>,
}

impl BulkDone {
    /// Nothing yet, of the action that this transaction has opened: nobody takes it back before the rest of it is done.
    pub fn begun(tx: &Tx<'_>) -> Result<BulkDone> {
        let held = tx.action().map(|action| events::hold(tx, action)).transpose()?;
        Ok(BulkDone { action: tx.action(), held: held.map(Arc::new), ..BulkDone::default() })
    }

    /// How many records were looked at, whatever came of it.
    pub fn seen(&self) -> usize {
        self.changed + self.skipped + self.refused
    }
}

/// An error that ended the work early, and what was done until then: that stays, and can be undone.
#[derive(Debug)]
pub struct CutShort {
    pub done: BulkDone,
    pub error: Error,
}

/// Changes all of `ids`, chunk by chunk; `progress` is told after each what is done.
///
/// # Errors
/// Whatever ended a chunk; those before it are done.
pub async fn bulk(
    db: &Db,
    viewer: &Viewer,
    kind: &Arc<Kind>,
    ids: Vec<i64>,
    change: BulkChange,
    progress: impl FnMut(&BulkDone),
) -> Result<BulkDone, Box<CutShort>> {
    let (viewer, kind) = (viewer.clone(), kind.clone());
    let each = Arc::new(move |tx: &mut Tx<'_>, id: i64| change_one(tx, &viewer, &kind, id, &change));
    bulk_by(db, ids, &Deed { each, at_a_time: CHUNK }, BulkDone::default(), progress).await
}

type Each = dyn Fn(&mut Tx<'_>, i64) -> Result<Saved> + Send + Sync;

/// What is done to one record after the other.
#[derive(Clone)]
pub struct Deed {
    pub each: Arc<Each>,
    /// How many of them other people's clicks can wait for.
    pub at_a_time: usize,
}

/// [`bulk`] for any deed, as a part of what was begun.
///
/// # Errors
/// As [`bulk`].
pub async fn bulk_by(
    db: &Db,
    ids: Vec<i64>,
    deed: &Deed,
    begun: BulkDone,
    mut progress: impl FnMut(&BulkDone),
) -> Result<BulkDone, Box<CutShort>> {
    let mut done = begun;
    for chunk in ids.chunks(deed.at_a_time) {
        let (chunk, each, before) = (chunk.to_vec(), deed.each.clone(), done.clone());
        let outcome = db.write(move |tx| do_to_each(tx, &chunk, &*each, before)).await;
        done = outcome.map_err(|error| Box::new(CutShort { done: BulkDone { held: None, ..done }, error }))?;
        progress(&done);
    }
    // Whoever is told of it may take it back.
    done.held = None;
    Ok(done)
}

/// One chunk of [`bulk`], adding to what was done before. A record that cannot be changed keeps no other from it.
pub fn bulk_chunk(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    ids: &[i64],
    change: &BulkChange,
    done: BulkDone,
) -> Result<BulkDone> {
    do_to_each(tx, ids, &|tx, id| change_one(tx, viewer, kind, id, change), done)
}

fn change_one(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, change: &BulkChange) -> Result<Saved> {
    match change {
        BulkChange::Delete => delete(tx, viewer, kind, id, None),
        BulkChange::Set(values) => update(tx, viewer, kind, id, None, values.clone()),
        BulkChange::HandOver(to) => give(tx, viewer, kind, id, *to),
        BulkChange::AddTags(names) => retag(tx, viewer, kind, id, |there| {
            there.extend(names.iter().filter(|name| !holds(there, name)).cloned().collect::<Vec<_>>());
        }),
        BulkChange::RemoveTags(names) => retag(tx, viewer, kind, id, |there| there.retain(|name| !holds(names, name))),
    }
}

fn do_to_each(
    tx: &mut Tx<'_>,
    ids: &[i64],
    each: &dyn Fn(&mut Tx<'_>, i64) -> Result<Saved>,
    mut done: BulkDone,
) -> Result<BulkDone> {
    if let Some(action) = done.action {
        events::resume(tx, action);
    }
    for id in ids {
        match each(tx, *id) {
            Ok(saved) => {
                done.changed += usize::from(saved.action.is_some());
                done.action = done.action.or(saved.action);
            }
            Err(Error::NotFound | Error::Forbidden) => done.skipped += 1,
            Err(Error::Invalid(errors)) => {
                done.refused += 1;
                done.first_refusal.get_or_insert(errors);
            }
            Err(other) => return Err(other),
        }
    }
    // Before others see that there is such an action.
    if let Some(action) = done.action.filter(|_| done.held.is_none()) {
        done.held = Some(Arc::new(events::hold(tx, action)?));
    }
    Ok(done)
}

/// Changes the tags a record has.
fn retag(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    id: i64,
    change: impl FnOnce(&mut Vec<String>),
) -> Result<Saved> {
    let Some(field) = kind.fields.iter().find(|field| field.field_type == FieldType::Tags) else {
        return Err(Error::NotFound);
    };
    let record = store::by_ids(tx, viewer, kind, &[field], &[id])?.pop().ok_or(Error::NotFound)?;
    let mut names = match record.values.get(&field.key) {
        Value::Names(names) => names.clone(),
        _ => Vec::new(),
    };
    change(&mut names);
    update(tx, viewer, kind, id, None, Values::default().with(field.key.clone(), Value::Names(names)))
}

/// Tags are one word without regard to case and ё/е.
fn holds(names: &[String], name: &str) -> bool {
    names.iter().any(|there| fold(there) == fold(name))
}
