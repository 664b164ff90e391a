//! What a database holds, as one hash per table: two equal maps mean that nothing anybody would miss has changed.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Tables that may change without anybody having done anything.
const VOLATILE_TABLES: [&str; 1] = ["sqlite_sequence"];

/// Columns that tell when or how often something was read, or by which version.
const VOLATILE_COLUMNS: [&str; 3] = ["last_used_at", "last_seen_at", "made_by"];

/// Table name -> hash of its rows, whatever their order on disk.
pub fn hashes(connection: &Connection) -> Result<BTreeMap<String, String>> {
    hashes_but(connection, &[], &[])
}

/// [`hashes`] without these tables and without these columns, said as `column` or `table.column`.
pub fn hashes_but(connection: &Connection, tables: &[&str], columns: &[&str]) -> Result<BTreeMap<String, String>> {
    let mut statement = connection.prepare(
        // A search index (virtual, with its shadow tables) says again what the tables say, and cannot be read row by row.
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name",
    )?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_>>()?;
    names
        .into_iter()
        .filter(|name| !VOLATILE_TABLES.contains(&name.as_str()) && !name.starts_with("sqlite_"))
        .filter(|name| !tables.contains(&name.as_str()))
        .map(|name| Ok((name.clone(), hash(connection, &name, columns)?)))
        .collect()
}

fn hash(connection: &Connection, table: &str, left_out: &[&str]) -> Result<String> {
    let is_left_out = |name: &str| left_out.iter().any(|there| *there == name || *there == format!("{table}.{name}"));
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\""))?;
    let kept: Vec<usize> = statement
        .column_names()
        .enumerate()
        .filter(|(_, name)| !VOLATILE_COLUMNS.contains(&&**name) && !is_left_out(name))
        .map(|(at, _)| at)
        .collect();
    let mut rows: Vec<String> = Vec::new();
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let cells: Result<Vec<String>> = kept.iter().map(|at| Ok(cell(row.get_ref(*at)?))).collect();
        rows.push(cells?.join("\u{1f}"));
    }
    rows.sort_unstable();
    let digest = Sha256::digest(rows.join("\u{1e}").as_bytes());
    Ok(digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>() + &format!(" {}", rows.len()))
}

fn cell(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "null".to_owned(),
        ValueRef::Integer(number) => format!("i{number}"),
        ValueRef::Real(number) => format!("r{number}"),
        ValueRef::Text(text) => format!("t{}", String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => format!("b{bytes:?}"),
    }
}
