//! Whether the search leads to the records it was made from.

use super::index::{Entry, entry_of, first_id, grams, words};
use crate::kernel::Result;
use crate::platform::db::Tx;
use crate::records::registry::Kind;
use crate::records::sql::name;
use crate::records::value::Record;
use rusqlite::{Connection, OptionalExtension};

/// How many live records of the kind are not in the search, and how much in it is no live record.
pub fn unmatched(conn: &Connection, kind: &Kind) -> Result<(i64, i64)> {
    let (table, first) = (name(kind.plural), first_id(kind));
    let missing = [
        "SELECT count(*) FROM ",
        table,
        " r WHERE r.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM search s WHERE s.id = r.id + ?1)",
    ];
    let stray = [
        "SELECT count(*) FROM search s WHERE s.kind = ?1 AND NOT EXISTS (SELECT 1 FROM ",
        table,
        " r WHERE r.id = s.record_id AND r.deleted_at IS NULL AND s.id = r.id + ?2)",
    ];
    let missing = conn.query_row(&missing.concat(), [first], |row| row.get(0))?;
    Ok((missing, conn.query_row(&stray.concat(), (kind.key, first), |row| row.get(0))?))
}

/// Whether the search knows a record by its own words, and its index leads to it. Of a record that is not in the search at
/// all this is not asked: see [`unmatched`].
pub fn leads_to(conn: &Connection, kind: &Kind, record: &Record) -> Result<bool> {
    let mut statement = conn.prepare_cached("SELECT fold, people FROM search WHERE id = ?1")?;
    let known =
        statement.query_row([first_id(kind) + record.id], |row| Ok(Entry { fold: row.get(0)?, people: row.get(1)? }));
    let Some(known) = known.optional()? else { return Ok(true) };
    if known != entry_of(kind, &record.title, &record.values) {
        return Ok(false);
    }
    let index = grams(kind);
    let sql = ["SELECT EXISTS (SELECT 1 FROM ", &index, " WHERE ", &index, " MATCH ?1 AND rowid = ?2)"].concat();
    for term in terms(&known.fold) {
        if !conn.prepare_cached(&sql)?.query_row((term, record.id), |row| row.get::<_, bool>(0))? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Empties the search of a kind.
pub fn clear(tx: &mut Tx<'_>, kind: &Kind) -> Result<()> {
    for index in [grams(kind), words(kind)] {
        tx.execute(&["INSERT INTO ", &index, " (", &index, ") VALUES ('delete-all')"].concat(), [])?;
    }
    tx.execute("DELETE FROM search WHERE kind = ?1", [kind.key])?;
    Ok(())
}

/// Threes of the text by which the index has to lead to it: from its beginning, its middle and its end.
fn terms(fold: &str) -> Vec<String> {
    let chars: Vec<char> = fold.chars().collect();
    let threes = chars.len().saturating_sub(2);
    let places = [0, threes / 2, threes.saturating_sub(1)].into_iter().filter(|place| *place < threes);
    let texts = places.map(|place| chars[place..place + 3].iter().collect::<String>());
    texts
        .filter(|text| !text.chars().any(char::is_control))
        .map(|text| ["\"", &text.replace('"', "\"\""), "\""].concat())
        .collect()
}
