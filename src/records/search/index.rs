//! Keeping the search rows in step with the records, in the same transaction; the indexes follow at its end, so that their
//! entries for many records are sorted and written once.

use super::number::digits_of;
use super::people::people_of;
use crate::kernel::Result;
use crate::kernel::text::fold;
use crate::platform::db::Tx;
use crate::records::registry::{Channel, FieldType, Kind};
use crate::records::sql::name;
use crate::records::value::{Value, Values};
use rusqlite::{OptionalExtension, named_params};

/// What is added to the id of a record for that of its row in `search`.
pub(super) fn first_id(kind: &Kind) -> i64 {
    i64::from(kind.number) << 48
}

/// The index of threes of a kind.
pub(super) fn grams(kind: &Kind) -> String {
    [name(kind.plural), "_grams"].concat()
}

/// The index of beginnings of words of a kind.
pub(super) fn words(kind: &Kind) -> String {
    [name(kind.plural), "_words"].concat()
}

/// What a record is called.
pub struct Title {
    pub text: String,
    /// By which titles are compared.
    pub sort: Vec<u8>,
}

/// What the indexes hold of a record. They keep no text of their own: what is taken out must be handed back exactly.
#[derive(PartialEq)]
pub(super) struct Entry {
    pub fold: String,
    pub people: String,
}

/// What they hold of a record with these values.
pub(super) fn entry_of(kind: &Kind, title: &str, values: &Values) -> Entry {
    Entry { fold: text_of(kind, title, values), people: people_of(kind, values) }
}

/// Writes or rewrites the search row of a record.
pub fn put(tx: &mut Tx<'_>, kind: &Kind, id: i64, title: &Title, values: &Values) -> Result<()> {
    let Some(mut old) = entry(tx, kind, id)? else { return add(tx, kind, id, title, values) };
    let mut new = entry_of(kind, &title.text, values);
    tx.prepare_cached(
        "UPDATE search SET responsible_id = :responsible, created_at = :created, title_sort = :title, people = :people,
            fold = :fold
         WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": first_id(kind) + id,
        ":responsible": values.int("responsible_id"),
        ":created": created_at(values),
        ":title": title.sort,
        ":people": new.people,
        ":fold": new.fold,
    })?;
    if old == new {
        return Ok(());
    }
    // What stays the same is left alone: a record that is handed over has one word exchanged.
    for (old, new) in [(&mut old.fold, &mut new.fold), (&mut old.people, &mut new.people)] {
        if old == new {
            old.clear();
            new.clear();
        }
    }
    take_out(tx, kind, id, old)?;
    put_in(tx, kind, id, new)
}

/// Writes the search row of a record that has none.
pub fn add(tx: &mut Tx<'_>, kind: &Kind, id: i64, title: &Title, values: &Values) -> Result<()> {
    let entry = entry_of(kind, &title.text, values);
    tx.prepare_cached(
        "INSERT INTO search (id, kind, record_id, responsible_id, created_at, title_sort, people, fold)
         VALUES (:id, :kind, :record, :responsible, :created, :title, :people, :fold)",
    )?
    .execute(named_params! {
        ":id": first_id(kind) + id,
        ":kind": kind.key,
        ":record": id,
        ":responsible": values.int("responsible_id"),
        ":created": created_at(values),
        ":title": title.sort,
        ":people": entry.people,
        ":fold": entry.fold,
    })?;
    put_in(tx, kind, id, entry)
}

/// Takes a record out of the search; nothing happens if it is not in it.
pub fn remove(tx: &mut Tx<'_>, kind: &Kind, id: i64) -> Result<()> {
    if let Some(old) = entry(tx, kind, id)? {
        take_out(tx, kind, id, old)?;
        tx.prepare_cached("DELETE FROM search WHERE id = ?1")?.execute([first_id(kind) + id])?;
    }
    Ok(())
}

/// By which lists are sorted unless somebody asks for another order.
fn created_at(values: &Values) -> i64 {
    values.int("created_at").unwrap_or_default()
}

fn entry(tx: &Tx<'_>, kind: &Kind, id: i64) -> Result<Option<Entry>> {
    let mut statement = tx.prepare_cached("SELECT fold, people FROM search WHERE id = ?1")?;
    let found = statement.query_row([first_id(kind) + id], |row| Ok(Entry { fold: row.get(0)?, people: row.get(1)? }));
    Ok(found.optional()?)
}

fn put_in(tx: &mut Tx<'_>, kind: &Kind, id: i64, entry: Entry) -> Result<()> {
    write(tx, kind, id, entry, |index| ["INSERT INTO ", &index, " (rowid, fold, people) VALUES (?1, ?2, ?3)"].concat())
}

fn take_out(tx: &mut Tx<'_>, kind: &Kind, id: i64, entry: Entry) -> Result<()> {
    let delete = |index: String| {
        ["INSERT INTO ", &index, " (", &index, ", rowid, fold, people) VALUES ('delete', ?1, ?2, ?3)"].concat()
    };
    write(tx, kind, id, entry, delete)
}

fn write(tx: &mut Tx<'_>, kind: &Kind, id: i64, entry: Entry, sql: impl Fn(String) -> String) -> Result<()> {
    let statements = [grams(kind), words(kind)].map(sql);
    tx.before_commit(move |conn| {
        for sql in &statements {
            conn.prepare_cached(sql)?.execute((id, &entry.fold, &entry.people))?;
        }
        Ok(())
    })
}

/// Title, searchable texts, phones as bare digits, e-mails: one field a line, so that no hit spans two fields.
fn text_of(kind: &Kind, title: &str, values: &Values) -> String {
    let title = fold(title);
    let mut lines = vec![title.clone()];
    for field in kind.fields.iter().filter(|field| field.is_searchable) {
        match (&field.field_type, values.get(&field.key)) {
            (FieldType::Points(Channel::Phone), Value::Points(points)) => {
                lines.extend(points.iter().map(|point| digits_of(&point.value)));
            }
            (_, Value::Points(points)) => lines.extend(points.iter().map(|point| fold(&point.value))),
            (_, Value::Text(text)) => {
                let text = fold(text);
                if !title.contains(&text) {
                    lines.push(text);
                }
            }
            _ => {}
        }
    }
    lines.join("\n")
}
