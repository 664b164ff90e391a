//! How long a deal stood at which stage, from its first day: made from where it stands, whatever brought it there.

use crate::kernel::{Result, Timestamp, UserId};
use crate::platform::db::Tx;
use crate::records::Values;
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;

/// Ends the stay at the stage a deal has left, and begins the one at the stage it has come to. The first begins when the
/// deal was made.
pub(super) fn keep(tx: &Tx<'_>, id: i64, values: &Values) -> Result<()> {
    let number = |key: &str| values.text(key).and_then(|code| code.parse::<i64>().ok());
    let (Some(stage), Some(pipeline)) = (number("stage_id"), number("pipeline_id")) else { return Ok(()) };
    let now = tx.now().0;
    let open = tx
        .prepare_cached("SELECT id, stage_id FROM deal_stays WHERE deal_id = ?1 AND left_at IS NULL")?
        .query_row([id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))
        .optional()?;
    let entered_at = match open {
        Some((_, there)) if there == stage => return Ok(()),
        Some((stay, _)) => {
            tx.prepare_cached("UPDATE deal_stays SET left_at = ?2 WHERE id = ?1")?.execute((stay, now))?;
            now
        }
        None => values.int("created_at").unwrap_or(now),
    };
    // Who moved it is who has just changed it.
    tx.prepare_cached(
        "INSERT INTO deal_stays (deal_id, pipeline_id, stage_id, entered_at, moved_by)
         SELECT id, ?2, ?3, ?4, updated_by FROM deals WHERE id = ?1",
    )?
    .execute((id, pipeline, stage, entered_at))?;
    tx.prepare_cached("UPDATE deals SET stage_since = ?2 WHERE id = ?1")?.execute((id, entered_at))?;
    Ok(())
}

/// One time at one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    pub pipeline_id: i64,
    pub stage_id: i64,
    pub entered_at: Timestamp,
    /// `None` while the deal is there.
    pub left_at: Option<Timestamp>,
    pub moved_by: Option<UserId>,
}

impl Stay {
    pub fn duration_ms(&self, now: Timestamp) -> i64 {
        (self.left_at.unwrap_or(now).0 - self.entered_at.0).max(0)
    }
}

/// Where a deal stood, from its first day on; the last is where it stands.
pub fn list(conn: &Connection, id: i64) -> Result<Vec<Stay>> {
    let mut statement = conn.prepare_cached(
        "SELECT pipeline_id, stage_id, entered_at, left_at, moved_by FROM deal_stays WHERE deal_id = ?1 ORDER BY id",
    )?;
    let rows = statement.query_map([id], |row| {
        Ok(Stay {
            pipeline_id: row.get("pipeline_id")?,
            stage_id: row.get("stage_id")?,
            entered_at: Timestamp(row.get("entered_at")?),
            left_at: row.get::<_, Option<i64>>("left_at")?.map(Timestamp),
            moved_by: row.get::<_, Option<i64>>("moved_by")?.map(UserId),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Milliseconds that a deal spent at each stage it has seen, by the stage's number, up to now.
pub fn spent(conn: &Connection, id: i64, now: Timestamp) -> Result<HashMap<i64, i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT stage_id, sum(max(coalesce(left_at, ?2) - entered_at, 0)) FROM deal_stays WHERE deal_id = ?1 GROUP BY 1",
    )?;
    let rows = statement.query_map((id, now.0), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The stage that a deal was at before it came to the one it is at, if it was at another.
pub fn last_open(conn: &Connection, id: i64, current: &str) -> Result<Option<i64>> {
    let last = conn
        .prepare_cached(
            "SELECT stage_id FROM deal_stays WHERE deal_id = ?1 AND stage_id <> CAST(?2 AS INTEGER)
             ORDER BY id DESC LIMIT 1",
        )?
        .query_row((id, current), |row| row.get(0))
        .optional()?;
    Ok(last)
}
