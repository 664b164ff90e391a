//! The one row that says which file this is and which executable last shaped it.

use super::VERSION;
use crate::kernel::Timestamp;
use anyhow::Context;
use rusqlite::{Connection, OptionalExtension};

/// Gives the file its id when it has none, and keeps `made_by` at the newest executable that opened it.
/// Returns the id.
pub(super) fn ensure(connection: &Connection, now: Timestamp) -> anyhow::Result<String> {
    let known: Option<(String, String)> = connection
        .query_row("SELECT id, made_by FROM instance", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
        .context("read the id of the database")?;
    let id = match known {
        Some((id, made_by)) if made_by == VERSION => return Ok(id),
        Some((id, _)) => id,
        None => format!("{:032x}", rand::random::<u128>()),
    };
    connection
        .execute(
            "INSERT INTO instance (only, id, created_at, made_by) VALUES (1, :id, :now, :version)
             ON CONFLICT (only) DO UPDATE SET made_by = excluded.made_by",
            rusqlite::named_params! { ":id": id, ":now": now.0, ":version": VERSION },
        )
        .context("write the id of the database")?;
    Ok(id)
}
