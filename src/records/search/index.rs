//! Keeping the search rows in step with the records, in the same transaction.

use super::number::digits_of;
use crate::kernel::text::fold;
use crate::kernel::{KindKey, Result};
use crate::platform::db::Tx;
use crate::records::registry::{Channel, FieldType, Kind};
use crate::records::value::{Value, Values};
use rusqlite::{OptionalExtension, named_params};

/// The id of a row tells the kind of the record by its last bits, so that rows of other kinds need not be read; the rest
/// counts up, whatever the kind.
pub(super) const KIND_MASK: i64 = Kind::MOST_NUMBERS as i64;

/// Writes or rewrites the search row of a record.
pub fn put(tx: &Tx<'_>, kind: &Kind, id: i64, title: &str, values: &Values) -> Result<()> {
    let text = text_of(kind, title, values);
    let responsible = values.int("responsible_id");
    let Some((row_id, old_text)) = row_of(tx, kind.key, id)? else {
        return add(tx, kind, id, title, values);
    };
    tx.prepare_cached("UPDATE search SET responsible_id = ?2, created_at = ?3, fold = ?4 WHERE id = ?1")?.execute((
        row_id,
        responsible,
        created_at(values),
        &text,
    ))?;
    if old_text != text {
        take_out(tx, row_id, &old_text)?;
        put_in(tx, row_id, &text)?;
    }
    Ok(())
}

/// Writes the search row of a record that has none.
pub fn add(tx: &Tx<'_>, kind: &Kind, id: i64, title: &str, values: &Values) -> Result<()> {
    let text = text_of(kind, title, values);
    tx.prepare_cached(
        "INSERT INTO search (id, kind, record_id, responsible_id, created_at, fold)
         SELECT ((coalesce(max(id), 0) | :mask) + 1) | :number, :kind, :record, :responsible, :created, :fold FROM search",
    )?
    .execute(named_params! {
        ":mask": KIND_MASK,
        ":number": kind.number,
        ":kind": kind.key,
        ":record": id,
        ":responsible": values.int("responsible_id"),
        ":created": created_at(values),
        ":fold": text,
    })?;
    put_in(tx, tx.last_insert_rowid(), &text)
}

/// Takes a record out of the search; nothing happens if it is not in it.
pub fn remove(tx: &Tx<'_>, kind: KindKey, id: i64) -> Result<()> {
    if let Some((row_id, old_text)) = row_of(tx, kind, id)? {
        take_out(tx, row_id, &old_text)?;
        tx.prepare_cached("DELETE FROM search WHERE id = ?1")?.execute([row_id])?;
    }
    Ok(())
}

/// By which lists are sorted unless somebody asks for another order.
fn created_at(values: &Values) -> i64 {
    values.int("created_at").unwrap_or_default()
}

fn row_of(tx: &Tx<'_>, kind: KindKey, id: i64) -> Result<Option<(i64, String)>> {
    let mut statement = tx.prepare_cached("SELECT id, fold FROM search WHERE kind = ?1 AND record_id = ?2")?;
    Ok(statement.query_row((kind, id), |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

fn put_in(tx: &Tx<'_>, row_id: i64, text: &str) -> Result<()> {
    tx.prepare_cached("INSERT INTO search_grams (rowid, fold) VALUES (?1, ?2)")?.execute((row_id, text))?;
    tx.prepare_cached("INSERT INTO search_words (rowid, fold) VALUES (?1, ?2)")?.execute((row_id, text))?;
    Ok(())
}

/// The indexes keep no text of their own: the old text must be handed back exactly.
fn take_out(tx: &Tx<'_>, row_id: i64, old_text: &str) -> Result<()> {
    tx.prepare_cached("INSERT INTO search_grams (search_grams, rowid, fold) VALUES ('delete', ?1, ?2)")?
        .execute((row_id, old_text))?;
    tx.prepare_cached("INSERT INTO search_words (search_words, rowid, fold) VALUES ('delete', ?1, ?2)")?
        .execute((row_id, old_text))?;
    Ok(())
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
