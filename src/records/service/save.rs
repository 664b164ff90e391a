//! Creating and changing records.

use super::check::{There, check};
use crate::access::{Scope, Viewer};
use crate::kernel::{Access, ActionId, Error, FieldErrors, Problem, RecordRef, Result, Timestamp, UserId, Via};
use crate::platform::db::Tx;
use crate::platform::events::{self, NewEvent, RowChange};
use crate::platform::settings::Office;
use crate::records::duplicates::tidy_tax_ids;
use crate::records::registry::{Channel, Field, FieldType, Kind};
use crate::records::sql::Sql;
use crate::records::store::{self, Stamp};
use crate::records::value::{Point, Record, Value, Values};

/// What a verb did: the record and the action that undo can take back; `None` when nothing was different.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    pub id: i64,
    pub action: Option<ActionId>,
}

/// Creates a record. Left out: the caller becomes responsible, the currency is the office's.
///
/// # Errors
/// `Forbidden` without the right to create; `Invalid` with every field that cannot be accepted.
pub fn create(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, values: Values) -> Result<Saved> {
    let now = tx.now();
    let saved = create_at(tx, viewer, kind, values, now)?;
    (kind.after_create)(tx, viewer, saved.id)?;
    Ok(saved)
}

/// [`create`] out of a record with the values of `origin`: what stands there may stand here too, an archived value or a
/// colleague who left.
///
/// # Errors
/// As [`create`].
pub fn create_from(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, values: Values, origin: &Values) -> Result<Saved> {
    let now = tx.now();
    insert(tx, viewer, kind, values, origin, Times { created_at: now, updated_at: now })
}

/// [`create`] for a record that was made at an earlier time.
pub fn create_at(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    values: Values,
    created_at: Timestamp,
) -> Result<Saved> {
    let updated_at = tx.now();
    bring_in(tx, viewer, kind, values, Times { created_at, updated_at })
}

/// When a record was made and last changed.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// [`create`] for a record that lived elsewhere before: imports.
pub fn bring_in(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, values: Values, times: Times) -> Result<Saved> {
    insert(tx, viewer, kind, values, &Values::default(), times)
}

/// [`update`] that still belongs to [`bring_in`]: the record stays as old as it was there.
///
/// # Errors
/// As [`update`].
pub fn bring_in_more(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, changes: Values) -> Result<Saved> {
    let old = for_change(tx, viewer, kind, id, Access::Edit, None)?;
    refuse_read_only(kind, &changes)?;
    let changed_at = old.values.int("updated_at").map_or(tx.now(), Timestamp);
    write_changes(tx, viewer, kind, (&old, changed_at), &Values::default(), changes, "updated")
}

fn insert(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    mut values: Values,
    origin: &Values,
    times: Times,
) -> Result<Saved> {
    complete(tx, viewer, kind, &mut values, origin)?;
    let stamp = Stamp { at: tx.now(), by: Some(viewer.user_id) };
    values.set("created_at", Value::Int(times.created_at.0));
    values.set("updated_at", Value::Int(times.updated_at.0));
    values.set("created_by", viewer.user_id);
    let (id, rows) = store::insert(tx, kind, &values, stamp)?;
    let action = note(tx, viewer, kind, id, "created", &rows)?;
    Ok(Saved { id, action: Some(action) })
}

/// Whether [`create`] would accept these values. Nothing is written.
pub fn accepts(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, mut values: Values) -> Result<bool> {
    match complete(tx, viewer, kind, &mut values, &Values::default()) {
        Ok(()) => Ok(true),
        Err(Error::Invalid(_) | Error::Forbidden) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The values of a new record with all that goes without saying, or why there can be no such record.
fn complete(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, values: &mut Values, origin: &Values) -> Result<()> {
    if viewer.scope(kind.key, Access::Create) == Scope::None {
        return Err(Error::Forbidden);
    }
    refuse_read_only(kind, values)?;
    fill_defaults(tx, viewer, kind, values)?;
    tidy_tax_ids(kind, values);
    (kind.before_save)(tx, viewer, None, values)?;
    check(tx, viewer, kind, &There { own: &Values::default(), origin }, values)?;
    drop_repeated(kind, values);
    Ok(())
}

/// Changes fields of a record. `expected_version` is the version the change was made on.
///
/// # Errors
/// `NotFound` if the viewer cannot see the record, `Forbidden` if they see but may not edit it, `Stale` if it has
/// moved on, `Invalid` with every field that cannot be accepted.
pub fn update(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    id: i64,
    expected_version: Option<i64>,
    changes: Values,
) -> Result<Saved> {
    // Who may not even see the record must not learn from the order of refusals that there is one.
    let old = for_change(tx, viewer, kind, id, Access::Edit, expected_version)?;
    refuse_read_only(kind, &changes)?;
    write_changes(tx, viewer, kind, (&old, tx.now()), &Values::default(), changes, "updated")
}

/// [`update`] with values out of another record, as in [`create_from`].
///
/// # Errors
/// As [`update`].
pub fn update_from(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    id: i64,
    changes: Values,
    origin: &Values,
) -> Result<Saved> {
    let old = for_change(tx, viewer, kind, id, Access::Edit, None)?;
    refuse_read_only(kind, &changes)?;
    write_changes(tx, viewer, kind, (&old, tx.now()), origin, changes, "updated")
}

/// [`update`] for verbs of the box that go beyond editing, which may also set fields that people may not.
/// The event is called by its `past_tense`: `converted`.
pub fn update_as_box(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    id: i64,
    changes: Values,
    past_tense: &str,
) -> Result<Saved> {
    let old = for_change(tx, viewer, kind, id, Access::Edit, None)?;
    write_changes(tx, viewer, kind, (&old, tx.now()), &Values::default(), changes, past_tense)
}

/// Makes another user responsible for a record, also for one in the bin.
///
/// # Errors
/// `NotFound` for a record that the viewer may not change; as [`update`].
pub(super) fn give(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, to: UserId) -> Result<Saved> {
    let mut tail = Sql::new(" WHERE r.id = ");
    tail.bind(id).and(store::access::condition(viewer, kind.key, Access::Edit));
    let fields: Vec<&Field> = kind.fields.iter().collect();
    let old = store::load(tx, Some(viewer), kind, &fields, tail)?.pop().ok_or(Error::NotFound)?;
    let changes = Values::default().with("responsible_id", to);
    write_changes(tx, viewer, kind, (&old, tx.now()), &Values::default(), changes, "updated")
}

/// `at` is when the record counts as changed.
fn write_changes(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    (old, at): (&Record, Timestamp),
    origin: &Values,
    changes: Values,
    past_tense: &str,
) -> Result<Saved> {
    let id = old.id;
    let rows = written(tx, viewer, kind, Changing { old, at, origin }, changes)?;
    if rows.is_empty() {
        return Ok(Saved { id, action: None });
    }
    let action = note(tx, viewer, kind, id, past_tense, &rows)?;
    Ok(Saved { id, action: Some(action) })
}

/// A record about to be changed.
pub(super) struct Changing<'a> {
    pub old: &'a Record,
    /// When it counts as changed.
    pub at: Timestamp,
    /// See [`There`].
    pub origin: &'a Values,
}

/// Writes what differs, by all rules; the changes, which no event tells of yet.
pub(super) fn written(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    Changing { old, at, origin }: Changing<'_>,
    mut changes: Values,
) -> Result<Vec<RowChange>> {
    name_currencies(tx, kind, &mut changes, Values::contains)?;
    tidy_tax_ids(kind, &mut changes);
    (kind.before_save)(tx, viewer, Some(old), &mut changes)?;
    keep_sums_whole(tx, viewer, kind, &old.values, &changes)?;
    check(tx, viewer, kind, &There { own: &old.values, origin }, &changes)?;
    drop_repeated(kind, &mut changes);
    store::update(tx, kind, old, &changes, Stamp { at, by: Some(viewer.user_id) })
}

/// The record, if the viewer may do this with it and it has not moved on since `expected_version`.
pub(super) fn for_change(
    tx: &Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    id: i64,
    access: Access,
    expected_version: Option<i64>,
) -> Result<Record> {
    let record = match store::find(tx, viewer, kind, id, access)? {
        Some(record) => record,
        // Seen but not to be changed is worth saying; not seen is not found.
        None => {
            store::get(tx, viewer, kind, id, Access::View)?;
            return Err(Error::Forbidden);
        }
    };
    match expected_version {
        Some(version) if version != record.version => Err(Error::Stale { current_version: record.version }),
        _ => Ok(record),
    }
}

pub(super) fn note(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    id: i64,
    past_tense: &str,
    rows: &[RowChange],
) -> Result<ActionId> {
    let subject = RecordRef::new(kind.key, id);
    let verb = [kind.key, ".", past_tense].concat();
    let action = events::open(tx, &viewer.actor(), &verb, subject)?;
    events::record(tx, &viewer.actor(), &NewEvent { verb: &verb, subject, rows })?;
    Ok(action)
}

/// Fields that only the box sets are refused, not ignored: who sends them believes something wrong.
fn refuse_read_only(kind: &Kind, values: &Values) -> Result<()> {
    let mut errors = FieldErrors::default();
    for (key, _) in values.iter() {
        match kind.field(key) {
            None => errors.add(key, Problem::UnknownField),
            Some(field) if field.is_read_only => errors.add(key, Problem::ReadOnly),
            Some(_) => {}
        }
    }
    errors.into_result()
}

fn fill_defaults(tx: &Tx<'_>, viewer: &Viewer, kind: &Kind, values: &mut Values) -> Result<()> {
    if values.get("responsible_id").is_empty() {
        values.set("responsible_id", viewer.user_id);
    }
    name_currencies(tx, kind, values, |_, _| true)
}

/// A sum whose currency nobody named is in the office's, and says so: another office currency would make it another sum.
fn name_currencies(
    tx: &Tx<'_>,
    kind: &Kind,
    values: &mut Values,
    is_meant: impl Fn(&Values, &str) -> bool,
) -> Result<()> {
    for field in kind.fields.iter().filter(|field| field.field_type == FieldType::Currency) {
        if values.get(&field.key).is_empty() && is_meant(values, &field.key) {
            values.set(field.key.clone(), Office::load(tx)?.currency.as_str());
        }
    }
    Ok(())
}

/// Whoever changes a currency says what becomes of every sum in it: the others would silently be worth something else.
fn keep_sums_whole(tx: &Tx<'_>, viewer: &Viewer, kind: &Kind, old: &Values, changes: &Values) -> Result<()> {
    let mut errors = FieldErrors::default();
    for field in kind.fields.iter().filter(|field| field.field_type == FieldType::Currency) {
        let is_left = |sum: &&Field| !old.get(&sum.key).is_empty() && !changes.contains(&sum.key);
        let left: Vec<&Field> = kind.sum_of(&field.key).into_iter().skip(1).filter(is_left).collect();
        if left.is_empty() || !changes.contains(&field.key) {
            continue;
        }
        let office = Office::load(tx)?.currency;
        let was = old.text(&field.key).filter(|code| !code.is_empty()).unwrap_or(&office);
        if changes.text(&field.key) == Some(was) {
            continue;
        }
        // Programs know fields by their keys.
        let name = |sum: &&Field| match viewer.via {
            Via::Api => sum.key.to_string(),
            _ => sum.label.text(viewer.lang).to_owned(),
        };
        let named = left.iter().map(name).collect::<Vec<_>>().join(", ");
        errors.add(field.key.as_ref(), Problem::SumsLeft { named });
    }
    errors.into_result()
}

/// The same number or address is kept once, however often and under whatever names it was given.
fn drop_repeated(kind: &Kind, values: &mut Values) {
    for field in &kind.fields {
        let FieldType::Points(channel) = field.field_type else { continue };
        // One name can be somebody's in two messengers.
        let is_same = |a: &Point, b: &Point| a.is_same(b) && (channel != Channel::Messenger || a.label == b.label);
        let points = values.get(&field.key).as_points();
        let mut kept: Vec<Point> = Vec::with_capacity(points.len());
        for point in points {
            match kept.iter_mut().find(|known| is_same(known, point)) {
                Some(known) => known.is_main |= point.is_main,
                None => kept.push(point.clone()),
            }
        }
        if kept.len() < points.len() {
            values.set(field.key.clone(), Value::Points(kept));
        }
    }
}
