//! What pages ask of deals beside their lists.

use crate::kernel::{Result, UserId};
use rusqlite::Connection;

/// How many open deals somebody is responsible for at a stage, and their sums by currency that are not nothing.
pub fn of_person_at(conn: &Connection, user: UserId, stage: &str) -> Result<(i64, Vec<(String, i64)>)> {
    let mut statement = conn.prepare_cached(
        "SELECT currency, records, amount_minor FROM deal_totals
         WHERE stage_id = CAST(?1 AS INTEGER) AND responsible_id = ?2 ORDER BY currency",
    )?;
    let (mut count, mut sums) = (0, Vec::new());
    let mut rows = statement.query((stage, user.0))?;
    while let Some(row) = rows.next()? {
        count += row.get::<_, i64>(1)?;
        let (currency, amount): (String, i64) = (row.get(0)?, row.get(2)?);
        if amount != 0 {
            sums.push((currency, amount));
        }
    }
    Ok((count, sums))
}

/// Open deals of somebody for which nothing is planned, those that stand longest at their stage first: at most `most` of
/// them, with their titles, and how many there are.
pub fn unplanned(conn: &Connection, user: UserId, most: usize) -> Result<(Vec<(i64, String)>, i64)> {
    let mut statement = conn.prepare_cached(
        "SELECT d.id, d.title, count(*) OVER () FROM deals d
         WHERE d.responsible_id = ?1 AND d.deleted_at IS NULL
           AND d.stage_id IN (SELECT id FROM options WHERE list = 'deal_stages' AND semantic = 'open')
           AND NOT EXISTS (SELECT 1 FROM activities a
                           WHERE a.about = 'deal/' || d.id AND a.is_open = 1 AND a.deleted_at IS NULL)
         ORDER BY d.stage_since, d.id LIMIT ?2",
    )?;
    let mut rows = statement.query((user.0, most as i64))?;
    let (mut found, mut count) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        found.push((row.get(0)?, row.get(1)?));
        count = row.get(2)?;
    }
    Ok((found, count))
}
