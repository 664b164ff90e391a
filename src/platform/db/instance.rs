//! The one row that says which file this is and which executable last shaped it.

use super::{Tx, VERSION};
use crate::kernel::{Result, Timestamp};
use anyhow::Context;
use rusqlite::{Connection, OptionalExtension};

/// Makes another file of this one: from now on nothing takes it for the one that it is a copy of. [`super::Db::instance_id`]
/// tells the new id once the file is opened anew.
pub fn renew(tx: &Tx<'_>) -> Result<()> {
    tx.execute("UPDATE instance SET id = ?1, created_at = ?2", (new_id(), tx.now().0))?;
    Ok(())
}

fn new_id() -> String {
    format!("{:032x}", rand::random::<u128>())
}

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
        None => new_id(),
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
