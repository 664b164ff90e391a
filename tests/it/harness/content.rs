//! What a database holds, as one hash per table: two equal maps mean that nothing anybody would miss has changed.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};

/// Tables that may change without anybody having done anything.
const VOLATILE_TABLES: [&str; 2] = ["sqlite_sequence", "stamps"];

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
    // How the server's own work ended is nobody's deed.
    let of_people = if table == "settings" { " WHERE key NOT LIKE 'jobs.%'" } else { "" };
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\"{of_people}"))?;
    let kept: Vec<usize> = statement
        .column_names()
        .enumerate()
        .filter(|(_, name)| !VOLATILE_COLUMNS.contains(&&**name) && !is_left_out(name))
        .map(|(at, _)| at)
        .collect();
    // A sum does not mind the order of the rows. The hasher is the standard library's, which is quick in debug builds, too.
    let (mut sum, mut count) = (0u64, 0);
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let mut hasher = DefaultHasher::new();
        for at in &kept {
            write(&mut hasher, row.get_ref(*at)?);
        }
        sum = sum.wrapping_add(hasher.finish());
        count += 1;
    }
    Ok(format!("{sum:016x} {count}"))
}

/// Each value with its type and length, so that no two rows read the same.
fn write(hasher: &mut DefaultHasher, value: ValueRef<'_>) {
    let number: [u8; 8];
    let (kind, bytes): (u8, &[u8]) = match value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(value) => {
            number = value.to_le_bytes();
            (1, &number)
        }
        ValueRef::Real(value) => {
            number = value.to_le_bytes();
            (2, &number)
        }
        ValueRef::Text(text) => (3, text),
        ValueRef::Blob(bytes) => (4, bytes),
    };
    hasher.write_u8(kind);
    hasher.write_usize(bytes.len());
    hasher.write(bytes);
}
