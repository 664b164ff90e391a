//! Bringing a record back as it was in a backup: what is gone is put back under the number it had, with all that hung on it;
//! what lies in the bin comes out of it; and of what was changed, the fields that somebody chose become what they were, and the
//! comments and files that were taken off come back.
//!
//! What it named and is not there any more is left out and told. Undo takes all of it back at once.

mod gone;
mod lost;

pub use lost::Lost;

use super::check::check_stored;
use super::save::{Changing, Saved, note, written};
use crate::access::Viewer;
use crate::kernel::{Error, Result};
use crate::platform::db::Tx;
use crate::platform::events::RowChange;
use crate::platform::i18n::tr;
use crate::records::past::{self, Hung, Past, Standing};
use crate::records::registry::{Kind, Registry};
use crate::records::store::{self, Stamp};
use crate::records::value::Values;
use gone::Hanging;
use std::collections::{BTreeSet, HashSet};

/// The verb of the event, after the kind.
pub const BROUGHT_BACK: &str = "brought_back";

/// Among the changes of such an event, one without before and after: its id is the moment of the backup.
pub const MOMENT: &str = "backups";

/// What is to become as it was.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The keys of fields, where the record is there; `None` for all that differ.
    pub fields: Option<BTreeSet<String>>,
    /// Comments and files that were taken off, where the record is there; `None` for all of them.
    pub hung: Option<BTreeSet<Hung>>,
    /// The version that somebody looked at: `Some(None)` for one that was gone. `None` for whatever there is.
    pub seen: Option<Option<i64>>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct BroughtBack {
    pub saved: Saved,
    /// What could not come along.
    pub lost: Vec<Lost>,
}

/// Who brings back, and what is known meanwhile.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub registry: &'a Registry,
    pub viewer: &'a Viewer,
    /// The hashes of the files whose bytes are in the store.
    pub stored: &'a HashSet<String>,
}

/// Brings one record back.
///
/// # Errors
/// `Stale` where it is not what was `seen`; `Conflict` where another record bears its number; `Invalid` with what may not be
/// as it was any more.
pub fn bring_back(tx: &mut Tx<'_>, desk: Desk<'_>, past: &Past, wanted: &Wanted) -> Result<BroughtBack> {
    let kind = desk.registry.kind(past.kind)?;
    let id = past.record.id;
    let now = past::find(tx, &kind, id)?;
    let version = now.as_ref().map(|now| now.version);
    if wanted.seen.is_some_and(|seen| seen != version) {
        return Err(Error::Stale { current_version: version.unwrap_or_default() });
    }
    match past::standing(&kind, &past.record, now.as_ref()) {
        Standing::Other => Err(Error::conflict(tr::past_other_record)),
        Standing::Gone => gone::put_back(tx, &desk, &kind, past),
        Standing::Same | Standing::Changed | Standing::InBin => change(tx, &desk, &kind, past, wanted),
    }
}

fn change(tx: &mut Tx<'_>, desk: &Desk<'_>, kind: &Kind, past: &Past, wanted: &Wanted) -> Result<BroughtBack> {
    let id = past.record.id;
    let mut record = past::find(tx, kind, id)?.ok_or(Error::NotFound)?;
    let stamp = Stamp { at: tx.now(), by: Some(desk.viewer.user_id) };
    let mut rows = Vec::new();
    if record.is_deleted {
        rows.extend(store::set_deleted(tx, kind, &record, None, stamp)?);
        record.is_deleted = false;
    }
    let is_wanted = |key: &str| wanted.fields.as_ref().is_none_or(|fields| fields.contains(key));
    let mut chosen = past::differing(kind, &past.record.values, &record.values);
    chosen.retain(|field| is_wanted(&field.key));
    let (values, mut lost) = lost::settle(tx, desk.viewer.lang, None, past, &chosen)?;
    let mut changes = Values::default();
    for field in chosen {
        // What it named is gone: what stands there today is better than nothing.
        if values.get(&field.key).is_empty() && !past.record.values.get(&field.key).is_empty() {
            continue;
        }
        for key in [Some(field.key.as_ref()), field.day_flag].into_iter().flatten() {
            changes.set(key.to_owned(), values.get(key).clone());
        }
    }
    if !changes.is_empty() {
        let changing = Changing { old: &record, at: tx.now(), origin: &past.record.values };
        rows.extend(written(tx, desk.viewer, kind, changing, changes)?);
    }
    let mut missing = past::missing(tx, kind, past)?;
    missing.retain(|hung| wanted.hung.as_ref().is_none_or(|wanted| wanted.contains(hung)));
    let mut hanging = Hanging { desk, kind, past, rows, lost: &mut lost };
    hanging.hang_again(tx, &missing)?;
    let mut rows = hanging.rows;
    if rows.is_empty() {
        return Ok(BroughtBack { saved: Saved { id, action: None }, lost });
    }
    check_stored(tx, kind, id, &BTreeSet::new())?;
    rows.push(moment(past));
    let action = note(tx, desk.viewer, kind, id, BROUGHT_BACK, &rows)?;
    Ok(BroughtBack { saved: Saved { id, action: Some(action) }, lost })
}

fn moment(past: &Past) -> RowChange {
    RowChange { table: MOMENT.to_owned(), id: past.at.0, before: None, after: None }
}
