//! What is asked of deals beside their lists, and how long each stood where.

use super::KEY;
use super::stays::Stay;
use crate::access::Viewer;
use crate::kernel::{Access, Result, Timestamp, UserId};
use crate::platform::db::Tx;
use crate::records::sql::Sql;
use crate::records::store::access;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use std::collections::HashMap;

const STAY: &str = "SELECT id, pipeline_id, stage_id, entered_at, left_at, moved_by FROM deal_stays WHERE deal_id = ?1";

fn stay_from_row(row: &Row<'_>) -> rusqlite::Result<Stay> {
    Ok(Stay {
        id: row.get("id")?,
        pipeline_id: row.get("pipeline_id")?,
        stage_id: row.get("stage_id")?,
        entered_at: Timestamp(row.get("entered_at")?),
        left_at: row.get::<_, Option<i64>>("left_at")?.map(Timestamp),
        moved_by: row.get::<_, Option<i64>>("moved_by")?.map(UserId),
    })
}

/// Where a deal stood, from its first day on; the last is where it stands.
pub fn stays(conn: &Connection, deal: i64) -> Result<Vec<Stay>> {
    let mut statement = conn.prepare_cached(&[STAY, " ORDER BY id"].concat())?;
    let rows = statement.query_map([deal], stay_from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Where a deal stands; `None` for one that was made just now.
pub(super) fn stay_now(conn: &Connection, deal: i64) -> Result<Option<Stay>> {
    let mut statement = conn.prepare_cached(&[STAY, " AND left_at IS NULL"].concat())?;
    Ok(statement.query_row([deal], stay_from_row).optional()?)
}

/// Milliseconds that a deal spent at each stage it has seen, by the stage's number, up to now.
pub fn spent(conn: &Connection, deal: i64, now: Timestamp) -> Result<HashMap<i64, i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT stage_id, sum(max(coalesce(left_at, ?2) - entered_at, 0)) FROM deal_stays WHERE deal_id = ?1 GROUP BY 1",
    )?;
    let rows = statement.query_map((deal, now.0), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Who moved it is who has just changed it.
pub(super) fn begin_stay(tx: &Tx<'_>, deal: i64, (pipeline, stage): (i64, i64), at: Timestamp) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO deal_stays (deal_id, pipeline_id, stage_id, entered_at, moved_by)
         VALUES (?1, ?2, ?3, ?4, (SELECT updated_by FROM deals WHERE id = ?1))",
    )?
    .execute((deal, pipeline, stage, at.0))?;
    stand_since(tx, deal, at)
}

pub(super) fn end_stay(tx: &Tx<'_>, stay: &Stay, at: Timestamp) -> Result<()> {
    tx.prepare_cached("UPDATE deal_stays SET left_at = ?2 WHERE id = ?1")?.execute((stay.id, at.0))?;
    Ok(())
}

/// Makes an earlier stay of a deal its last again.
pub(super) fn reopen_stay(tx: &Tx<'_>, deal: i64, stay: &Stay) -> Result<()> {
    tx.prepare_cached("DELETE FROM deal_stays WHERE deal_id = ?1 AND id > ?2")?.execute((deal, stay.id))?;
    tx.prepare_cached("UPDATE deal_stays SET left_at = NULL WHERE id = ?1")?.execute([stay.id])?;
    stand_since(tx, deal, stay.entered_at)
}

fn stand_since(tx: &Tx<'_>, deal: i64, at: Timestamp) -> Result<()> {
    tx.prepare_cached("UPDATE deals SET stage_since = ?2 WHERE id = ?1")?.execute((deal, at.0))?;
    Ok(())
}

/// How many deals somebody is responsible for at a stage, and their sums by currency that are not nothing.
pub type Standing = (i64, Vec<(String, i64)>);

/// What somebody is responsible for at each of these stages where there is anything, by their codes.
pub fn of_person<'a>(
    conn: &Connection,
    user: UserId,
    stages: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, Standing>> {
    let mut sql = Sql::new("SELECT stage_id, currency, records, amount_minor FROM deal_totals WHERE stage_id IN (");
    sql.bind_all(stages.filter_map(|code| code.parse::<i64>().ok())).push(") AND responsible_id = ").bind(user.0);
    sql.push(" ORDER BY stage_id, currency");
    let mut found: HashMap<String, Standing> = HashMap::new();
    let mut statement = conn.prepare_cached(&sql.text)?;
    let mut rows = statement.query(params_from_iter(sql.params))?;
    while let Some(row) = rows.next()? {
        let (count, sums) = found.entry(row.get::<_, i64>(0)?.to_string()).or_default();
        *count += row.get::<_, i64>(2)?;
        let (currency, amount): (String, i64) = (row.get(1)?, row.get(3)?);
        if amount != 0 {
            sums.push((currency, amount));
        }
    }
    Ok(found)
}

/// Whether a deal of this company or with one of these contacts was won, as far as the viewer may know. Asked of every new
/// deal, of those of an import too: one look into an index for each.
pub(super) fn has_won(
    conn: &Connection,
    viewer: &Viewer,
    company: Option<i64>,
    contacts: impl Iterator<Item = i64>,
) -> Result<bool> {
    let of_company = company.map(|id| won_of(viewer, OF_COMPANY, id));
    for sql in of_company.into_iter().chain(contacts.map(|id| won_of(viewer, OF_CONTACT, id))) {
        if conn.prepare_cached(&sql.text)?.query_row(params_from_iter(sql.params), |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(super) const OF_COMPANY: &str = "deals r WHERE r.company_id = ";
pub(super) const OF_CONTACT: &str = "deal_contacts l CROSS JOIN deals r ON r.id = l.deal_id WHERE l.contact_id = ";

pub(super) fn won_of(viewer: &Viewer, of: &str, client: i64) -> Sql {
    let mut sql = Sql::new(["SELECT EXISTS (SELECT 1 FROM ", of].concat());
    // The plus: of all that were ever won there are more than of one client.
    sql.bind(client).push(
        " AND r.deleted_at IS NULL
         AND +r.stage_id IN (SELECT id FROM options WHERE list = 'deal_stages' AND semantic = 'won')",
    );
    sql.and(access::condition(viewer, KEY, Access::View)).push(")");
    sql
}

/// Closed deals in a currency of which nobody knew what their sums are worth.
pub(super) fn without_worth(conn: &Connection, code: &str) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM deals WHERE currency = ?1 AND closed_at IS NOT NULL AND base_amount_minor IS NULL
           AND amount_minor IS NOT NULL AND deleted_at IS NULL",
    )?;
    let rows = statement.query_map([code], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
