//! The records of a copy in which nobody is to be recognised: what people wrote is replaced, all else stays.

use super::registry::{Field, FieldType, Kind, LinkTable};
use super::search;
use super::sql::{Sql, name};
use super::store::{self, Stamp};
use super::value::{Record, Values};
use crate::kernel::{Lang, Result, Timestamp, UserId};
use crate::platform::db::Db;
use crate::platform::settings::Office;
use rusqlite::Connection;

/// Records written with one commit.
const BATCH: i64 = 500;

/// Replaces what `invent` gives of each record of the kind, those in the bin too, and makes the search anew. Nothing of it is
/// written into the history. For a folder that nobody serves.
pub fn mask(db: &Db, kind: &Kind, invent: fn(Lang, &Kind, &Record) -> Values) -> Result<()> {
    let cleared = kind.clone();
    db.write_blocking(move |tx| search::clear(tx, &cleared))?;
    let mut before = i64::MAX;
    loop {
        let kind = kind.clone();
        let last = db.write_blocking(move |tx| {
            let lang = Office::load(tx)?.lang;
            let records = batch(tx, &kind, before)?;
            for record in &records {
                let by = record.values.int("updated_by").map(UserId);
                let stamp = Stamp { at: Timestamp(record.values.int("updated_at").unwrap_or_default()), by };
                // Whoever is as before is in the search no more than the others.
                if store::update(tx, &kind, record, &invent(lang, &kind, record), stamp)?.is_empty() {
                    store::refresh(tx, &kind, record.id)?;
                }
            }
            Ok(records.last().map(|record| record.id))
        })?;
        match last {
            Some(last) => before = last,
            None => break,
        }
    }
    let links: Vec<LinkTable> = kind.fields.iter().filter_map(words_of_links).collect();
    db.write_blocking(move |tx| {
        for links in &links {
            tx.execute(&["UPDATE ", name(links.table), " SET position = NULL"].concat(), [])?;
        }
        Ok(())
    })?;
    search::tidy(db, [kind])
}

/// The links whose positions are words of people.
fn words_of_links(field: &Field) -> Option<LinkTable> {
    match field.field_type {
        FieldType::Links(table) if table.roles.is_none() => Some(table),
        _ => None,
    }
}

/// Whether [`mask`] takes care of this column: of a field, or of what is made from fields.
pub fn knows(kind: &Kind, table: &str, column: &str) -> bool {
    let is_made = ["title", "title_sort", "title_key"].contains(&column);
    let is_field = |field: &Field| field.column() == Some(column) || field.sort_column().as_deref() == Some(column);
    let is_link = |field: &Field| matches!(field.field_type, FieldType::Links(links) if links.table == table);
    match table == kind.plural {
        true => is_made || kind.fields.iter().any(is_field),
        false => column == "position" && kind.fields.iter().any(is_link),
    }
}

/// Records with smaller ids, the highest first.
fn batch(conn: &Connection, kind: &Kind, before: i64) -> Result<Vec<Record>> {
    let fields: Vec<&Field> = kind.fields.iter().collect();
    let mut tail = Sql::new(" WHERE r.id < ");
    tail.bind(before).push(" ORDER BY r.id DESC LIMIT ").bind(BATCH);
    store::load(conn, None, kind, &fields, tail)
}
