//! Editing a list: each deed is an action that undo takes back.

use super::looks::{checked_color, checked_labels, label_columns};
use super::{OPEN, OptionItem, get, is_fixed, is_of_statuses, of_list, of_parent, siblings};
use crate::access::Viewer;
use crate::kernel::{Error, Lang, Problem, RecordRef, Result};
use crate::platform::db::Tx;
use crate::platform::events::{self, NewEvent, Row, RowChange};
use crate::platform::i18n::tr;
use crate::platform::settings;
use crate::records::registry::Registry;
use crate::records::store::rows;
use rusqlite::Connection;
use serde_json::{Value as Json, json};

/// More could not be chosen from.
const MAX_VALUES: usize = 200;
pub(super) const COLUMNS: [&str; 11] = [
    "list",
    "code",
    "label_en",
    "label_ru",
    "label_pl",
    "semantic",
    "color",
    "position",
    "archived_at",
    "parent_id",
    "rules",
];

/// What one is called in every language (an empty one takes that of the office's), how it looks, what it means.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewOption {
    pub labels: [String; 3],
    pub color: String,
    pub semantic: Option<String>,
    /// The value of another list that it belongs to.
    pub parent_id: Option<i64>,
    /// See [`OptionItem::rules`].
    pub rules: Option<String>,
    /// Known by its number, as the fields of its list have it.
    pub is_by_number: bool,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct OptionChanges {
    pub labels: Option<[String; 3]>,
    pub color: Option<String>,
    pub rules: Option<String>,
}

/// A new value at the end of its list, before the closed ones when `semantic` is open; its code. For imports that meet
/// a word they do not know.
pub fn add(tx: &mut Tx<'_>, viewer: &Viewer, list: &str, label: &str, semantic: Option<&str>) -> Result<String> {
    let labels = std::array::from_fn(|_| label.to_owned());
    let new =
        NewOption { labels, color: "slate".to_owned(), semantic: semantic.map(str::to_owned), ..NewOption::default() };
    Ok(add_as(tx, viewer, list, &new)?.code)
}

/// [`add`] of a value that is more than a name.
///
/// # Errors
/// As [`create`], but for whoever may import.
pub fn add_as(tx: &mut Tx<'_>, viewer: &Viewer, list: &str, new: &NewOption) -> Result<OptionItem> {
    insert(tx, viewer, list, new)
}

/// [`add`] for the admin who edits the list; the new value.
///
/// # Errors
/// `Forbidden` for anybody else; `NotFound` for a list that is not there; `Invalid` for a name that is missing, too
/// long or taken, a meaning the list does not have, or a hue that is none.
pub fn create(tx: &mut Tx<'_>, viewer: &Viewer, list: &str, new: &NewOption) -> Result<OptionItem> {
    only_admin(viewer)?;
    let there = of_list(tx, Lang::En, list)?;
    if there.is_empty() {
        return Err(Error::NotFound);
    }
    // A value is like the others of its list: with one that it belongs to, or a number for a code.
    let is_alike = |item: &OptionItem| {
        item.parent_id.is_some() == new.parent_id.is_some() && item.code.parse::<i64>().is_ok() == new.is_by_number
    };
    if !there.iter().all(is_alike) {
        return Err(Error::NotFound);
    }
    if there.iter().filter(|item| item.parent_id == new.parent_id).count() >= MAX_VALUES {
        return Err(Error::invalid("label_en", Problem::TooMany { max: MAX_VALUES }));
    }
    // What the box does not know cannot mean anything.
    if !there.iter().any(|item| item.semantic == new.semantic) {
        return Err(Error::invalid("semantic", Problem::NotAnOption));
    }
    insert(tx, viewer, list, new)
}

/// Renames a value or gives it another hue; `expected_version` is the one that was read.
///
/// # Errors
/// As [`create`]; `Stale` where somebody changed the value since.
pub fn change(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    id: i64,
    expected_version: Option<i64>,
    changes: &OptionChanges,
) -> Result<()> {
    only_admin(viewer)?;
    let item = get(tx, Lang::En, id)?;
    let current_version = item.version();
    if expected_version.is_some_and(|version| version != current_version) {
        return Err(Error::Stale { current_version });
    }
    let mut row = Row::new();
    if let Some(labels) = &changes.labels {
        let labels = checked_labels(tx, &siblings(tx, Lang::En, &item)?, labels, Some(id))?;
        label_columns(&mut row, &labels);
    }
    if let Some(color) = &changes.color {
        row.insert("color".to_owned(), json!(checked_color(color)?));
    }
    if let Some(rules) = &changes.rules {
        row.insert("rules".to_owned(), json!(rules));
    }
    let changed: Vec<RowChange> = rows::update(tx, "options", id, row)?.into_iter().collect();
    note(tx, viewer, "option.updated", id, &changed)
}

/// Takes a value out of what can be chosen, or brings it back; records keep it either way.
///
/// # Errors
/// `Conflict` for a value that logic hangs on.
pub fn archive(tx: &mut Tx<'_>, viewer: &Viewer, id: i64, is_archived: bool) -> Result<()> {
    only_admin(viewer)?;
    let item = get(tx, Lang::En, id)?;
    if is_archived && is_fixed(&siblings(tx, Lang::En, &item)?, &item) {
        return Err(Error::conflict(tr::options_held));
    }
    let at = is_archived.then(|| tx.now().0);
    if item.is_archived == is_archived {
        return Ok(());
    }
    let row = Row::from_iter([("archived_at".to_owned(), json!(at))]);
    let changed: Vec<RowChange> = rows::update(tx, "options", id, row)?.into_iter().collect();
    note(tx, viewer, if is_archived { "option.archived" } else { "option.unarchived" }, id, &changed)
}

/// Whether a value may be deleted once its records have got the one with the code `to`; the value.
///
/// # Errors
/// `Forbidden` for anybody but an admin; `NotFound` for a value that is not in this list; `Conflict` for one that logic
/// hangs on; `Invalid` where `to` is not another value of the same meaning that can be chosen.
pub fn check_replaceable(conn: &Connection, viewer: &Viewer, list: &str, id: i64, to: &str) -> Result<OptionItem> {
    only_admin(viewer)?;
    let item = super::get_of(conn, Lang::En, list, id)?;
    let there = siblings(conn, Lang::En, &item)?;
    refuse_fixed(&there, &item)?;
    let is_fit = |other: &OptionItem| other.id != id && !other.is_archived && other.semantic == item.semantic;
    if there.iter().any(|other| other.code == to && is_fit(other)) {
        Ok(item)
    } else {
        Err(Error::invalid("to", Problem::NotAnOption))
    }
}

/// Deletes a value that no record has.
///
/// # Errors
/// `Conflict` for a value that is used or that logic hangs on.
pub fn delete(tx: &mut Tx<'_>, viewer: &Viewer, registry: &Registry, id: i64) -> Result<()> {
    only_admin(viewer)?;
    let item = get(tx, Lang::En, id)?;
    refuse_fixed(&siblings(tx, Lang::En, &item)?, &item)?;
    if super::is_used(tx, registry, &item.list, &item.code)? {
        return Err(Error::conflict(tr::options_in_use));
    }
    let has_children = tx.prepare_cached("SELECT 1 FROM options WHERE parent_id = ?1")?.exists([id])?;
    if has_children {
        return Err(Error::conflict(tr::options_in_use));
    }
    let changed: Vec<RowChange> = rows::delete(tx, "options", id, &COLUMNS)?.into_iter().collect();
    note(tx, viewer, "option.deleted", id, &changed)
}

/// Puts values of a list in this order; those not named that belong where the first does follow as they were. Open values
/// stay before closed ones.
pub fn reorder(tx: &mut Tx<'_>, viewer: &Viewer, list: &str, ids: &[i64]) -> Result<()> {
    only_admin(viewer)?;
    let Some(first) = ids.first() else {
        let is_there = !of_list(tx, Lang::En, list)?.is_empty();
        return if is_there { Ok(()) } else { Err(Error::NotFound) };
    };
    let there = siblings(tx, Lang::En, &super::get_of(tx, Lang::En, list, *first)?)?;
    if ids.iter().any(|id| there.iter().all(|item| item.id != *id)) {
        return Err(Error::NotFound);
    }
    let place = |item: &OptionItem| ids.iter().position(|id| *id == item.id).unwrap_or(usize::MAX);
    let mut order: Vec<&OptionItem> = there.iter().collect();
    let is_way = is_of_statuses(&there);
    order.sort_by_key(|item| (is_way && is_end(item.semantic.as_deref()), place(item)));
    let changed = renumber(tx, order.iter().map(|item| item.id))?;
    // The event is about the list; the first value that moved stands for it.
    match changed.first().map(|change| change.id) {
        Some(id) => note(tx, viewer, "option.reordered", id, &changed),
        None => Ok(()),
    }
}

fn insert(tx: &mut Tx<'_>, viewer: &Viewer, list: &str, new: &NewOption) -> Result<OptionItem> {
    let there = of_parent(tx, Lang::En, list, new.parent_id)?;
    let labels = checked_labels(tx, &there, &new.labels, None)?;
    let color = checked_color(&new.color)?;
    let next = next_id(tx)?;
    let mut row = Row::new();
    label_columns(&mut row, &labels);
    for (column, value) in [
        ("list", json!(list)),
        ("code", json!(if new.is_by_number { next.to_string() } else { free_code(tx, list, next)? })),
        ("semantic", json!(new.semantic)),
        ("color", json!(color)),
        ("position", json!(0)),
        ("parent_id", json!(new.parent_id)),
        ("rules", json!(new.rules)),
    ] {
        row.insert(column.to_owned(), value);
    }
    let mut created = rows::insert(tx, "options", row)?;
    let id = created.id;
    let is_early = is_of_statuses(&there) && !is_end(new.semantic.as_deref());
    let end = there.iter().position(|item| is_end(item.semantic.as_deref())).filter(|_| is_early);
    let mut order: Vec<i64> = there.iter().map(|item| item.id).collect();
    order.insert(end.unwrap_or(order.len()), id);
    let mut changed = renumber(tx, order.into_iter())?;
    // The new row is noted as it ends up, once.
    if let Some(moved) = changed.iter().position(|change| change.id == id)
        && let (Some(after), Some(place)) = (&mut created.after, changed.remove(moved).after)
    {
        after.extend(place);
    }
    changed.insert(0, created);
    note(tx, viewer, "option.created", id, &changed)?;
    get(tx, viewer.lang, id)
}

/// The number that the next value gets. Never that of a value that was deleted: records in the past still hold its code.
pub fn next_id(tx: &Tx<'_>) -> Result<i64> {
    let mut last = tx.prepare_cached("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'options'), 0)")?;
    Ok(last.query_row([], |row| row.get::<_, i64>(0))? + 1)
}

/// `own_12`: never a code that records of a deleted value may still hold.
fn free_code(tx: &Tx<'_>, list: &str, from: i64) -> Result<String> {
    let mut number = from;
    loop {
        let code = format!("own_{number}");
        if super::find(tx, list, &code)?.is_none() {
            return Ok(code);
        }
        number += 1;
    }
}

fn renumber(tx: &Tx<'_>, ids: impl Iterator<Item = i64>) -> Result<Vec<RowChange>> {
    let mut changed = Vec::new();
    for (position, id) in ids.enumerate() {
        let row = Row::from_iter([("position".to_owned(), Json::from(position))]);
        changed.extend(rows::update(tx, "options", id, row)?);
    }
    Ok(changed)
}

/// Of a list of statuses.
fn is_end(semantic: Option<&str>) -> bool {
    semantic.is_some_and(|semantic| semantic != OPEN)
}

pub(super) fn refuse_fixed(list: &[OptionItem], item: &OptionItem) -> Result<()> {
    match is_fixed(list, item) {
        true => Err(Error::conflict(tr::options_held)),
        false => Ok(()),
    }
}

pub(super) fn only_admin(viewer: &Viewer) -> Result<()> {
    if viewer.is_admin() { Ok(()) } else { Err(Error::Forbidden) }
}

pub(super) fn note(tx: &mut Tx<'_>, viewer: &Viewer, verb: &str, id: i64, rows: &[RowChange]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let subject = RecordRef::new("option", id);
    settings::changed(tx);
    events::record(tx, &viewer.actor(), &NewEvent { verb, subject, rows })?;
    Ok(())
}
