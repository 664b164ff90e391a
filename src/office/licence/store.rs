//! What the licence asks the database.

use crate::kernel::{Result, Timestamp};
use rusqlite::Connection;

/// The latest moment that the office remembers: of what was done lately, and of who was there. `None` in an empty office.
pub fn last_seen(conn: &Connection) -> Result<Option<Timestamp>> {
    let mut statement = conn.prepare_cached(
        "SELECT max(at) FROM (
             SELECT max(at) AS at FROM (SELECT at FROM events ORDER BY id DESC LIMIT 500)
             UNION ALL SELECT max(last_seen_at) FROM sessions
             UNION ALL SELECT max(updated_at) FROM settings)",
    )?;
    Ok(statement.query_row([], |row| row.get::<_, Option<i64>>(0))?.map(Timestamp))
}
