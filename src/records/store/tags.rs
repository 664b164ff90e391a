//! The words in use as tags.

use crate::kernel::Result;
use rusqlite::Connection;

/// The words and their hues, by the alphabet.
pub fn names(conn: &Connection, limit: usize) -> Result<Vec<(String, String)>> {
    let mut statement = conn.prepare_cached("SELECT name, color FROM tags ORDER BY fold LIMIT ?1")?;
    let rows = statement.query_map([limit as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
