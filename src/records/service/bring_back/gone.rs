//! A record that is gone, row by row as it was.

use super::lost::{called, is_there, made_now, settle};
use super::{BROUGHT_BACK, BroughtBack, Desk, Lost, moment};
use crate::kernel::{Error, RecordRef, Result};
use crate::platform::db::Tx;
use crate::platform::events::{Row, RowChange};
use crate::records::past::{self, Beside, Hung, Past};
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::service::Saved;
use crate::records::service::check::check_stored;
use crate::records::service::save::note;
use crate::records::sql::{Sql, name};
use crate::records::store::{self, Stamp, children, rows};
use rusqlite::params_from_iter;
use serde_json::{Value as Json, json};
use std::collections::{BTreeSet, HashMap};

/// Puts it back with all that hung on it; then what was about it and is gone too, and the links to it that were emptied.
pub(super) fn put_back(tx: &mut Tx<'_>, desk: &Desk<'_>, kind: &Kind, past: &Past) -> Result<BroughtBack> {
    let mut lost = Vec::new();
    let action = put_back_alone(tx, desk, kind, past, &mut lost)?;
    for along in &past.along {
        let of_along = desk.registry.kind(along.kind)?;
        if past::find(tx, &of_along, along.record.id)?.is_none() {
            put_back_alone(tx, desk, &of_along, along, &mut lost)?;
        }
    }
    for cut in &past.cut {
        let of_these = desk.registry.kind(cut.kind)?;
        lost.push(Lost::Others { kind: (of_these.names.many)(desk.viewer.lang).to_owned(), most: cut.most });
    }
    point_again(tx, desk, kind, past)?;
    plan_again(tx, desk, kind, past.record.id)?;
    Ok(BroughtBack { saved: Saved { id: past.record.id, action: Some(action) }, lost })
}

fn put_back_alone(
    tx: &mut Tx<'_>,
    desk: &Desk<'_>,
    kind: &Kind,
    past: &Past,
    lost: &mut Vec<Lost>,
) -> Result<crate::kernel::ActionId> {
    let (id, stamp) = (past.record.id, Stamp { at: tx.now(), by: Some(desk.viewer.user_id) });
    let of_columns: Vec<&Field> = kind.fields.iter().filter(|field| field.column().is_some()).collect();
    let (values, missing) = settle(tx, desk.viewer.lang, Some(desk.viewer.user_id), past, &of_columns)?;
    lost.extend(missing);
    let rows = vec![store::put_back(tx, kind, id, past.record.version + 1, &values, stamp)?];
    let mut hanging = Hanging { desk, kind, past, rows, lost };
    hanging.put_back(tx, &past.beside)?;
    let mut rows = hanging.rows;
    settle_mains(tx, desk, kind, &mut rows)?;
    touch_ends(tx, desk, kind, &rows, stamp)?;
    store::refresh(tx, kind, id)?;
    let choices: BTreeSet<&str> = of_columns.into_iter().map(|field| field.key.as_ref()).collect();
    check_stored(tx, kind, id, &choices)?;
    rows.push(moment(past));
    note(tx, desk.viewer, kind, id, BROUGHT_BACK, &rows)
}

/// What hung on a record, while it is hung on it again.
pub(super) struct Hanging<'a> {
    pub desk: &'a Desk<'a>,
    pub kind: &'a Kind,
    pub past: &'a Past,
    /// What was written.
    pub rows: Vec<RowChange>,
    pub lost: &'a mut Vec<Lost>,
}

impl Hanging<'_> {
    fn put_back<'p>(&mut self, tx: &mut Tx<'_>, all: impl IntoIterator<Item = &'p Beside>) -> Result<()> {
        // A comment may have to take another number.
        let mut comments: HashMap<i64, i64> = HashMap::new();
        for beside in all {
            let mut row = beside.row.clone();
            if !self.fits_today(tx, beside, &mut row)? {
                continue;
            }
            if let Some(comment) = row.get("comment_id").and_then(Json::as_i64) {
                row.insert("comment_id".to_owned(), json!(comments.get(&comment).copied().unwrap_or(comment)));
            }
            let change = rows::put_back(tx, beside.table, beside.id, row)?;
            if beside.table == "comments" {
                comments.insert(beside.id, change.id);
            }
            if !beside.is_gathered {
                self.rows.push(change);
            }
        }
        Ok(())
    }

    /// Puts back comments and files that went from a record that is there: those that were taken off it are there as they were,
    /// those that are gone come with whom they mention.
    pub(super) fn hang_again(&mut self, tx: &mut Tx<'_>, missing: &BTreeSet<Hung>) -> Result<()> {
        let past = self.past;
        let mut gone: Vec<&Beside> = Vec::new();
        for beside in past.beside.iter().filter(|beside| missing.contains(&(beside.table, beside.id))) {
            let is_same = |found: &Row| {
                ["owner_kind", "owner_id", "created_at"]
                    .iter()
                    .all(|column| found.get(*column) == beside.row.get(*column))
            };
            let columns = beside.row.keys().map(String::as_str);
            if !rows::find(tx, beside.table, beside.id, columns)?.is_some_and(|found| is_same(&found)) {
                gone.push(beside);
                continue;
            }
            let mut row = beside.row.clone();
            if self.fits_today(tx, beside, &mut row)? {
                self.rows.extend(rows::update(tx, beside.table, beside.id, row)?);
            }
        }
        let is_of_gone = |beside: &&Beside| {
            let comment = beside.row.get("comment_id").and_then(Json::as_i64);
            beside.table == "comment_mentions"
                && gone.iter().any(|gone| gone.table == "comments" && Some(gone.id) == comment)
        };
        let mentions: Vec<&Beside> = past.beside.iter().filter(is_of_gone).collect();
        self.put_back(tx, gone.into_iter().chain(mentions))
    }

    /// Whether a row can be put back, and how: what it names has to be there, but for whoever wrote it.
    fn fits_today(&mut self, tx: &Tx<'_>, beside: &Beside, row: &mut Row) -> Result<bool> {
        let Hanging { desk, kind, past, lost, .. } = self;
        if beside.table == "record_tags" {
            let tag = row.get("tag_id").and_then(Json::as_i64).unwrap_or_default();
            let tag = children::find_or_create_tag(tx, &called(past, "tags", tag))?;
            row.insert("tag_id".to_owned(), json!(tag));
        }
        let text = |row: &Row, column: &str| row.get(column).and_then(Json::as_str).unwrap_or_default().to_owned();
        let is_deleted = row.get("deleted_at").is_some_and(Json::is_number);
        if beside.table == "attachments" && !is_deleted && !desk.stored.contains(&text(row, "sha256")) {
            lost.push(Lost::File { name: text(row, "name") });
            return Ok(false);
        }
        for (column, table) in &beside.refers {
            let id = row.get(*column).and_then(Json::as_i64).unwrap_or_default();
            if is_there(tx, past, table, id)? {
                continue;
            }
            if matches!(beside.table, "comments" | "attachments") {
                let author = Lost::Author { name: called(past, table, id) };
                if !lost.contains(&author) {
                    lost.push(author);
                }
                row.insert((*column).to_owned(), json!(desk.viewer.user_id.0));
                continue;
            }
            if beside.table != "comment_mentions" {
                let label = label_of(desk, kind, beside.table);
                lost.push(Lost::Named { field: label, text: called(past, table, id) });
            }
            return Ok(false);
        }
        Ok(true)
    }
}

/// What people call what such rows tell.
fn label_of(desk: &Desk<'_>, kind: &Kind, table: &str) -> String {
    let lang = desk.viewer.lang;
    if let Some(field) = kind.fields.iter().find(|field| children::table_of(field) == Some(table)) {
        return field.label.text(lang).to_owned();
    }
    let kinds = desk.registry.kinds();
    let other = kinds.iter().find(|other| other.fields.iter().any(|field| children::table_of(field) == Some(table)));
    other.map_or_else(String::new, |other| (other.names.many)(lang).to_owned())
}

/// Whoever was chosen meanwhile as the main one stays it, at both ends.
fn settle_mains(tx: &mut Tx<'_>, desk: &Desk<'_>, kind: &Kind, rows: &mut Vec<RowChange>) -> Result<()> {
    let tables: BTreeSet<String> = rows.iter().map(|change| change.table.clone()).collect();
    let has_these = |other: &Kind| {
        let mut there = other.fields.iter().filter_map(children::table_of);
        other.key == kind.key || there.any(|table| table != "contact_points" && tables.contains(table))
    };
    for other in desk.registry.kinds().iter().filter(|other| has_these(other)) {
        rows.extend(store::settle_mains(tx, other, rows)?);
    }
    Ok(())
}

/// Who has a record open that is linked again sees that it moved on.
fn touch_ends(tx: &mut Tx<'_>, desk: &Desk<'_>, kind: &Kind, rows: &[RowChange], stamp: Stamp) -> Result<()> {
    for (pairs, other_table) in past::pairs(desk.registry, kind) {
        let other = desk.registry.by_plural(other_table)?;
        let ends = rows.iter().filter(|change| change.table == pairs.table);
        let ends: BTreeSet<i64> = ends.filter_map(|change| change.after.as_ref()?.get(pairs.other)?.as_i64()).collect();
        for id in ends {
            store::touch(tx, &other, id, stamp)?;
        }
    }
    Ok(())
}

/// Fields that led to the record, and are empty since, lead there again.
fn point_again(tx: &mut Tx<'_>, desk: &Desk<'_>, kind: &Kind, past: &Past) -> Result<()> {
    let stamp = Stamp { at: tx.now(), by: Some(desk.viewer.user_id) };
    for pointing in &past.pointing {
        if made_now(tx, pointing.table, pointing.id)? != Some(pointing.created_at) {
            continue;
        }
        let other = desk.registry.kind(pointing.kind)?;
        let Some(field) = other.field(&pointing.field) else { continue };
        let there = rows::find(tx, other.plural, pointing.id, [pointing.field.as_str()].into_iter())?;
        if !there.is_some_and(|row| row.values().all(Json::is_null)) {
            continue;
        }
        let target = RecordRef::new(kind.key, past.record.id);
        let value = match field.field_type {
            FieldType::Reference(_) => json!(format!("{}/{}", target.kind, target.id)),
            _ => json!(target.id),
        };
        let row = Row::from_iter([(pointing.field.clone(), value)]);
        let changes: Vec<RowChange> = rows::update(tx, other.plural, pointing.id, row)?.into_iter().collect();
        store::touch(tx, &other, pointing.id, stamp)?;
        store::refresh(tx, &other, pointing.id)?;
        note(tx, desk.viewer, &other, pointing.id, "updated", &changes)?;
    }
    Ok(())
}

/// When the first of what is planned about it is due is kept by the schema whenever a plan is written: they are, as they are.
fn plan_again(tx: &mut Tx<'_>, desk: &Desk<'_>, kind: &Kind, id: i64) -> Result<()> {
    if kind.plan().is_none() {
        return Ok(());
    }
    for other in desk.registry.kinds().iter() {
        for field in other.fields.iter().filter(|field| matches!(field.field_type, FieldType::Reference(_))) {
            let column = name(&field.key);
            let mut sql = Sql::new(["UPDATE ", name(other.plural), " SET ", column, " = ", column].concat());
            sql.push(" WHERE ").push(column).push(" = ").bind(format!("{}/{id}", kind.key));
            tx.prepare_cached(&sql.text).map_err(Error::from)?.execute(params_from_iter(sql.params))?;
        }
    }
    Ok(())
}
