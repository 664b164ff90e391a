//! What somebody likes to see of a kind's lists, where no view says otherwise: a preference, not part of any action.

use crate::access::Viewer;
use crate::kernel::Result;
use crate::platform::db::Tx;
use crate::records::registry::Kind;
use rusqlite::{Connection, OptionalExtension};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Habit {
    /// Keys of fields, by commas.
    pub columns: Option<String>,
    /// The key of the view that the lists open with.
    pub view: Option<String>,
}

pub fn habit(conn: &Connection, viewer: &Viewer, kind: &Kind) -> Result<Habit> {
    let mut statement =
        conn.prepare_cached("SELECT columns, view FROM list_habits WHERE user_id = ?1 AND kind = ?2")?;
    let found =
        statement.query_row((viewer.user_id.0, kind.key), |row| Ok(Habit { columns: row.get(0)?, view: row.get(1)? }));
    Ok(found.optional()?.unwrap_or_default())
}

/// Remembers the columns.
pub fn keep_columns(tx: &Tx<'_>, viewer: &Viewer, kind: &Kind, columns: &[String]) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO list_habits (user_id, kind, columns) VALUES (?1, ?2, ?3)
         ON CONFLICT (user_id, kind) DO UPDATE SET columns = excluded.columns",
    )?
    .execute((viewer.user_id.0, kind.key, columns.join(",")))?;
    Ok(())
}

/// Remembers the view to open with; `None` for the first one.
pub fn keep_view(tx: &Tx<'_>, viewer: &Viewer, kind: &Kind, view: Option<&str>) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO list_habits (user_id, kind, view) VALUES (?1, ?2, ?3)
         ON CONFLICT (user_id, kind) DO UPDATE SET view = excluded.view",
    )?
    .execute((viewer.user_id.0, kind.key, view))?;
    Ok(())
}
