//! One event: what of it can be taken back, and what is left of it.

use super::conflict::{self, Conflict, Verdict, Why};
use super::{Desk, SHOWN, Undone, open, sums};
use crate::kernel::{Error, RecordRef, Result};
use crate::platform::db::Tx;
use crate::platform::events::{self, Event, NewEvent, RowChange};
use crate::platform::settings;
use crate::records::registry::{FieldType, Kind, Registry};
use crate::records::service::check::check_stored;
use crate::records::store::{self, Stamp, children, rows};
use serde_json::Value as Json;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What became of an event.
#[derive(Default)]
struct Attempt {
    done: Vec<RowChange>,
    conflicts: Vec<Conflict>,
    /// The record has to stay that the event had brought, and the rest of the event with it.
    is_kept: bool,
}

impl Attempt {
    fn add(&mut self, conflict: Conflict) {
        if !self.conflicts.contains(&conflict) {
            self.conflicts.push(conflict);
        }
    }

    fn only(conflict: Conflict) -> Attempt {
        Attempt { conflicts: vec![conflict], ..Attempt::default() }
    }
}

/// Takes back what can be; true if anything was. The opposite is noted as an event of the same record.
pub(super) fn undo_event(tx: &mut Tx<'_>, desk: &Desk<'_>, event: &Event, undone: &mut Undone) -> Result<bool> {
    let subject = (event.kind.clone(), event.record_id);
    if event.rows.is_empty() || undone.kept.contains(&subject) {
        return Ok(false);
    }
    let staying = match brought_to_stay(tx, desk, event)? {
        Some(conflict) => Some(conflict),
        None => outlived(tx, desk, event)?,
    };
    if let Some(conflict) = staying {
        undone.kept.insert(subject);
        undone.conflicts.push(conflict);
        return Ok(false);
    }
    let Attempt { done, conflicts, .. } = attempt(tx, desk, event)?;
    undone.conflicts.extend(conflicts);
    if done.is_empty() {
        return Ok(false);
    }
    undone.action = Some(open(tx, desk.viewer, desk.action)?);
    let kind = match desk.registry.kind(&event.kind) {
        Ok(kind) => {
            store::touch_others(tx, &kind, &done, Stamp { at: tx.now(), by: Some(desk.viewer.user_id) })?;
            kind.key
        }
        Err(_) => {
            settings::changed(tx);
            other_kind(&event.kind)
        }
    };
    let verb = [kind, ".undone"].concat();
    let subject = RecordRef::new(kind, event.record_id);
    events::record(tx, &desk.viewer.actor(), &NewEvent { verb: &verb, subject, rows: &done })?;
    if undone.shown.len() < SHOWN {
        let rows = done.into_iter().map(RowChange::inverse).collect();
        undone.shown.push(Event { rows, ..event.clone() });
    }
    Ok(true)
}

/// Of a record that came with this action, later events are taken back only if the record itself then goes: what stays
/// is to stay whole, such as a client with its firm.
fn brought_to_stay(tx: &mut Tx<'_>, desk: &Desk<'_>, event: &Event) -> Result<Option<Conflict>> {
    if creates(desk.registry, event) {
        return Ok(None);
    }
    let mut events = events::of_action_on(tx, desk.action, &event.kind, event.record_id)?;
    if !events.last().is_some_and(|first| creates(desk.registry, first)) {
        return Ok(None);
    }
    // What it became refers to it, and goes first.
    for index in 0..events.len() {
        let became = brought_by_becoming(tx, desk, &events[index])?;
        events.extend(became.into_iter().flat_map(|(_, its)| its));
    }
    events.sort_by_key(|other| Reverse(other.id));
    tx.rehearse(|tx| {
        let mut last = Attempt::default();
        for event in events.iter().filter(|other| other.id <= event.id) {
            last = attempt(tx, desk, event)?;
        }
        Ok(if last.done.is_empty() { last.conflicts.pop() } else { None })
    })
}

/// What a record became with this action may have to stay, see [`Kind::became`]: then the record stays closed over it.
fn outlived(tx: &mut Tx<'_>, desk: &Desk<'_>, event: &Event) -> Result<Option<Conflict>> {
    let Some((field, its)) = brought_by_becoming(tx, desk, event)? else { return Ok(None) };
    let goes = tx.rehearse(|tx| {
        attempt(tx, desk, event)?;
        let mut last = Attempt::default();
        for event in &its {
            last = attempt(tx, desk, event)?;
        }
        Ok(!last.done.is_empty())
    })?;
    let columns = vec![field];
    let stays = || Conflict { kind: event.kind.clone(), record_id: event.record_id, columns, why: Why::Changed };
    Ok((!goes).then(stays))
}

/// Where an event has a record become another one that came with this action: the field that names that one, and its
/// events, newest first.
fn brought_by_becoming(tx: &Tx<'_>, desk: &Desk<'_>, event: &Event) -> Result<Option<(String, Vec<Event>)>> {
    let Ok(kind) = desk.registry.kind(&event.kind) else { return Ok(None) };
    let Some((field, FieldType::Link { kind: other, .. })) =
        kind.became.and_then(|key| kind.field(key)).map(|field| (field, &field.field_type))
    else {
        return Ok(None);
    };
    let is_own = |change: &&RowChange| change.table == kind.plural && change.id == event.record_id;
    let after = event.rows.iter().filter(is_own).find_map(|change| change.after.as_ref()?.get(field.key.as_ref()));
    let Some(id) = after.and_then(Json::as_i64) else { return Ok(None) };
    let its = events::of_action_on(tx, desk.action, other, id)?;
    let came = its.last().is_some_and(|first| creates(desk.registry, first));
    Ok(came.then(|| (field.key.to_string(), its)))
}

/// Whether an event brought its record.
fn creates(registry: &Registry, event: &Event) -> bool {
    registry.kind(&event.kind).is_ok_and(|kind| event.rows.iter().any(|change| is_birth(&kind, event, change)))
}

fn is_birth(kind: &Kind, event: &Event, change: &RowChange) -> bool {
    change.table == kind.plural && change.id == event.record_id && change.before.is_none()
}

/// Takes back what the rules allow: what would break one is left as it is, unless it is broken anyway.
fn attempt(tx: &mut Tx<'_>, desk: &Desk<'_>, event: &Event) -> Result<Attempt> {
    let named = |columns, why| Conflict { kind: event.kind.clone(), record_id: event.record_id, columns, why };
    if !conflict::may_touch(tx, desk.registry, desk.viewer, event)? {
        return Ok(Attempt::only(named(Vec::new(), Why::NotAllowed)));
    }
    let kind = desk.registry.kind(&event.kind).ok();
    let savepoint = tx.savepoint()?;
    let attempt = take_back(tx, desk.registry, kind.as_deref(), event)?;
    if attempt.is_kept {
        tx.roll_back(savepoint)?;
        return Ok(attempt);
    }
    let Some(kind) = kind.filter(|_| !attempt.done.is_empty()) else {
        tx.release(savepoint)?;
        return Ok(attempt);
    };
    let columns: BTreeSet<&str> = attempt
        .done
        .iter()
        .filter(|change| change.table == kind.plural && change.id == event.record_id)
        .flat_map(|change| change.after.iter().flat_map(|row| row.keys().map(String::as_str)))
        .collect();
    let errors = match check_stored(tx, &kind, event.record_id, &columns) {
        Ok(()) => {
            tx.release(savepoint)?;
            return Ok(attempt);
        }
        Err(Error::Invalid(errors)) => errors,
        Err(error) => return Err(error),
    };
    tx.roll_back(savepoint)?;
    if check_stored(tx, &kind, event.record_id, &columns).is_err() {
        return take_back(tx, desk.registry, Some(&*kind), event);
    }
    let fields = errors.iter().map(|(field, _)| field.to_owned()).collect();
    Ok(Attempt::only(named(fields, Why::Unruly)))
}

/// Turns round the rows of an event that are as it left them, newest first.
fn take_back(tx: &mut Tx<'_>, registry: &Registry, kind: Option<&Kind>, event: &Event) -> Result<Attempt> {
    let named = |columns, why| Conflict { kind: event.kind.clone(), record_id: event.record_id, columns, why };
    let mut attempt = Attempt::default();
    for change in event.rows.iter().rev() {
        let field = kind.map(|kind| children::field_of(tx, kind, change)).transpose()?.flatten();
        let is_birth = kind.is_some_and(|kind| is_birth(kind, event, change));
        // Of what stands beside the record, the whole field is named.
        let of_field = |conflict: Conflict| match field {
            Some(field) => named(vec![field.key.to_string()], conflict.why),
            None => conflict,
        };
        let mut change = Cow::Borrowed(change);
        let mut verdict = conflict::judge(tx, registry, event, &change)?;
        let mut staying = match &verdict {
            Verdict::Conflict(conflict) => conflict.columns.clone(),
            _ => Vec::new(),
        };
        if let Some(kind) = kind
            && !matches!(verdict, Verdict::Back)
        {
            let sums = sums::staying(tx, kind, event, &change, &staying)?;
            staying.extend(sums.into_iter().filter(|column| !staying.contains(column)).collect::<Vec<_>>());
            staying.sort();
        }
        // Of a row that was changed since, the columns that were not can still go back.
        if !staying.is_empty() {
            let is_place = |column: &String| field.is_some_and(|field| children::is_place(field, column));
            let rest = without(&change, &staying);
            if !staying.iter().all(is_place) {
                attempt.add(of_field(named(staying, Why::Changed)));
            }
            let Some(rest) = rest else { continue };
            verdict = conflict::judge(tx, registry, event, &rest)?;
            change = Cow::Owned(rest);
        }
        let why = match verdict {
            Verdict::Back => continue,
            Verdict::Conflict(conflict) => conflict.why,
            Verdict::Free => match apply(tx, registry, change.into_owned().inverse()) {
                Ok(applied) => {
                    attempt.done.extend(applied);
                    continue;
                }
                // Its place was taken, or something else refers to it.
                Err(error) if conflict::is_constraint(&error) => Why::Taken,
                Err(error) => return Err(error),
            },
        };
        let conflict = named(Vec::new(), why);
        if is_birth {
            return Ok(Attempt { is_kept: true, ..Attempt::only(conflict) });
        }
        attempt.add(of_field(conflict));
    }
    if let Some(kind) = kind {
        settle_mains(tx, kind, event, &mut attempt)?;
    }
    Ok(attempt)
}

/// Two people may each have chosen another main one: the later choice stays, and that is told if it is all there was.
fn settle_mains(tx: &Tx<'_>, kind: &Kind, event: &Event, attempt: &mut Attempt) -> Result<()> {
    for change in store::settle_mains(tx, kind, &attempt.done)? {
        let is_its = |done: &RowChange| done.table == change.table && done.id == change.id;
        let Some(index) = attempt.done.iter().position(is_its) else {
            attempt.done.push(change);
            continue;
        };
        let field = children::field_of(tx, kind, &change)?.map(|field| field.key.to_string());
        match attempt.done.remove(index).and_then(change) {
            Some(whole) => attempt.done.insert(index, whole),
            None => {
                let columns = field.into_iter().collect();
                let kind = event.kind.clone();
                attempt.add(Conflict { kind, record_id: event.record_id, columns, why: Why::Changed });
            }
        }
    }
    Ok(())
}

/// The change of a row without some of its columns; `None` where nothing would be left of it.
fn without(change: &RowChange, columns: &[String]) -> Option<RowChange> {
    let mut rest = change.clone();
    let (Some(before), Some(after)) = (&mut rest.before, &mut rest.after) else { return None };
    for row in [&mut *before, &mut *after] {
        row.retain(|column, _| !columns.contains(column));
    }
    (!after.is_empty()).then_some(rest)
}

fn apply(tx: &mut Tx<'_>, registry: &Registry, change: RowChange) -> Result<Option<RowChange>> {
    let table = change.table.as_str();
    match (change.before, change.after) {
        (Some(_), Some(after)) => rows::update(tx, table, change.id, after),
        (None, Some(mut row)) => {
            let mut unnoted = vec!["id"];
            row.insert("id".into(), change.id.into());
            if registry.by_plural(table).is_ok() {
                // What is derived from the noted columns follows in `refresh`; these are NOT NULL.
                for (column, value) in [("title", "".into()), ("version", 1.into()), ("updated_at", tx.now().0.into())]
                {
                    if !row.contains_key(column) {
                        row.insert(column.to_owned(), value);
                        unnoted.push(column);
                    }
                }
            }
            let mut applied = rows::insert(tx, table, row)?;
            if let Some(after) = &mut applied.after {
                after.retain(|column, _| !unnoted.contains(&column.as_str()));
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

/// The kind of a subject that is no record.
fn other_kind(kind: &str) -> &'static str {
    ["option", "rate", "view", "comment", "import"].into_iter().find(|other| *other == kind).unwrap_or("action")
}
