//! Imports and their rows in the database.

use super::model::{Import, Plan, RowReport, Status, Tally};
use crate::access::Viewer;
use crate::kernel::{ActionId, Error, Result, Timestamp, UserId};
use crate::platform::db::Tx;
use crate::platform::i18n::tr;
use anyhow::Context;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub fn insert(tx: &Tx<'_>, viewer: &Viewer, kind: &str, file_name: &str, plan: &Plan) -> Result<i64> {
    tx.prepare_cached(
        "INSERT INTO imports (kind, user_id, file_name, status, plan, tally, rows_done, created_at)
         VALUES (:kind, :user, :file_name, 'draft', :plan, '{}', 0, :now)",
    )?
    .execute(named_params! {
        ":kind": kind, ":user": viewer.user_id.0, ":file_name": file_name, ":plan": json(plan)?, ":now": tx.now().0,
    })?;
    Ok(tx.last_insert_rowid())
}

/// An import of one's own; administrators find all.
///
/// # Errors
/// `Conflict` for one that is damaged.
pub fn get(conn: &Connection, viewer: &Viewer, kind: &str, id: i64) -> Result<Import> {
    let found = get_any(conn, viewer, kind, id)?;
    if found.is_damaged { Err(Error::conflict(tr::imports_damaged)) } else { Ok(found) }
}

/// [`get`], damaged or not.
pub fn get_any(conn: &Connection, viewer: &Viewer, kind: &str, id: i64) -> Result<Import> {
    let mut statement = conn.prepare_cached(
        "SELECT i.*, a.undone_by FROM imports i LEFT JOIN actions a ON a.id = i.action_id WHERE i.id = ?1 AND i.kind = ?2",
    )?;
    let found = statement.query_row((id, kind), from_row).optional()?.ok_or(Error::NotFound)?;
    let found = found.read();
    if found.user_id == viewer.user_id || viewer.is_admin() { Ok(found) } else { Err(Error::NotFound) }
}

/// The latest imports of a kind, newest first: one's own; administrators see all.
pub fn recent(conn: &Connection, viewer: &Viewer, kind: &str, limit: u32) -> Result<Vec<Import>> {
    let mut statement = conn.prepare_cached(
        "SELECT i.*, a.undone_by FROM imports i LEFT JOIN actions a ON a.id = i.action_id
         WHERE i.kind = ?1 AND (?2 OR i.user_id = ?3) ORDER BY i.id DESC LIMIT ?4",
    )?;
    let rows = statement.query_map((kind, viewer.is_admin(), viewer.user_id.0, limit), from_row)?;
    Ok(rows.map(|row| Ok(row?.read())).collect::<rusqlite::Result<_>>()?)
}

/// Drafts nobody came back to since; their files can go.
pub fn forgotten_drafts(conn: &Connection, before: Timestamp) -> Result<Vec<i64>> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM imports WHERE status = 'draft' AND created_at < ?1 LIMIT 100")?;
    let rows = statement.query_map([before.0], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The import that this action was, where it was taken back before its end.
pub fn undone_of(conn: &Connection, action: ActionId) -> Result<Option<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT i.id FROM imports i JOIN actions a ON a.id = i.action_id
         WHERE i.action_id = ?1 AND i.status <> 'done' AND a.undone_by IS NOT NULL",
    )?;
    Ok(statement.query_row([action.0], |row| row.get(0)).optional()?)
}

/// Those that stopped before the end of their file, and those that are marked as at work: whether they are, the process
/// knows that serves the office.
pub fn unfinished(conn: &Connection) -> Result<Vec<i64>> {
    let mut statement = conn.prepare("SELECT id FROM imports WHERE status IN ('running', 'stopped') ORDER BY id")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The latest of [`unfinished`], newest first, of everybody: for administrators.
pub fn latest_unfinished(conn: &Connection, limit: u32) -> Result<Vec<Import>> {
    let mut statement = conn.prepare(
        "SELECT i.*, a.undone_by FROM imports i LEFT JOIN actions a ON a.id = i.action_id
         WHERE i.status IN ('running', 'stopped') ORDER BY i.id DESC LIMIT ?1",
    )?;
    let rows = statement.query_map([limit], from_row)?;
    Ok(rows.map(|row| Ok(row?.read())).collect::<rusqlite::Result<_>>()?)
}

/// Whether it was a draft, and is gone.
pub fn delete_draft(tx: &Tx<'_>, id: i64) -> Result<bool> {
    Ok(tx.prepare_cached("DELETE FROM imports WHERE id = ?1 AND status = 'draft'")?.execute([id])? > 0)
}

pub fn set_plan(tx: &Tx<'_>, id: i64, plan: &Plan) -> Result<()> {
    tx.prepare_cached("UPDATE imports SET plan = ?2 WHERE id = ?1 AND status = 'draft'")?.execute((id, json(plan)?))?;
    Ok(())
}

/// How the file of an import was read: for the report, and for handing out rows in the file's own columns.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Read {
    pub encoding: String,
    pub delimiter: Option<char>,
    pub unmapped: Vec<String>,
    pub header: Vec<String>,
}

pub fn reading(conn: &Connection, id: i64) -> Result<Read> {
    let text: Option<String> =
        conn.prepare_cached("SELECT reading FROM imports WHERE id = ?1")?.query_row([id], |row| row.get(0))?;
    text.map_or_else(|| Ok(Read::default()), |text| read(&text))
}

pub fn set_reading(tx: &Tx<'_>, id: i64, read: &Read) -> Result<()> {
    tx.prepare_cached("UPDATE imports SET reading = ?2 WHERE id = ?1")?.execute((id, json(read)?))?;
    Ok(())
}

/// Errors: `Conflict` for one that is done, taken back or thrown away by now.
pub fn set_running(tx: &Tx<'_>, id: i64, action: Option<ActionId>) -> Result<()> {
    let changed = tx
        .prepare_cached(
            "UPDATE imports SET status = 'running', failure = NULL, action_id = ?2 WHERE id = ?1 AND status <> 'done'
             AND NOT EXISTS (SELECT 1 FROM actions WHERE id = ?2 AND undone_by IS NOT NULL)",
        )?
        .execute((id, action.map(|action| action.0)))?;
    if changed == 0 { Err(Error::conflict(tr::imports_over)) } else { Ok(()) }
}

/// How far it is: in the transaction that wrote the rows, so that no row is ever taken twice.
pub fn set_progress(tx: &Tx<'_>, id: i64, rows_done: u64, tally: &Tally) -> Result<()> {
    tx.prepare_cached("UPDATE imports SET rows_done = ?2, tally = ?3 WHERE id = ?1")?.execute((
        id,
        rows_done as i64,
        json(tally)?,
    ))?;
    Ok(())
}

pub fn set_ended(tx: &Tx<'_>, id: i64, status: Status, failure: Option<&str>) -> Result<()> {
    let finished_at = (status == Status::Done).then_some(tx.now().0);
    tx.prepare_cached("UPDATE imports SET status = ?2, failure = ?3, finished_at = ?4 WHERE id = ?1")?.execute((
        id,
        status.code(),
        failure,
        finished_at,
    ))?;
    Ok(())
}

pub fn add_row(tx: &Tx<'_>, import: i64, report: &RowReport, cells: Option<&[String]>) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO import_rows (import_id, row, line, outcome, detail, cells)
         VALUES (:import, :row, :line, :outcome, :detail, :cells)",
    )?
    .execute(named_params! {
        ":import": import, ":row": report.row as i64, ":line": report.line as i64, ":outcome": report.outcome,
        ":detail": json(report)?, ":cells": cells.map(|cells| json(&cells)).transpose()?,
    })?;
    Ok(())
}

/// Rows of the report in the order of the file, beginning behind row `after`.
pub fn rows(conn: &Connection, import: i64, outcome: Option<&str>, after: u64, limit: u32) -> Result<Vec<RowReport>> {
    let mut statement = conn.prepare_cached(
        "SELECT detail FROM import_rows WHERE import_id = ?1 AND row > ?2 AND (?3 IS NULL OR outcome = ?3)
         ORDER BY row LIMIT ?4",
    )?;
    let rows = statement.query_map((import, after as i64, outcome, limit), |row| row.get::<_, String>(0))?;
    rows.map(|row| read(&row?)).collect()
}

/// How many rows of the report have this outcome.
pub fn count_rows(conn: &Connection, import: i64, outcome: &str) -> Result<u64> {
    let mut statement =
        conn.prepare_cached("SELECT count(*) FROM import_rows WHERE import_id = ?1 AND outcome = ?2")?;
    let count: i64 = statement.query_row((import, outcome), |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// The rejected rows with the cells they had in the file.
pub fn rejected(
    conn: &Connection,
    import: i64,
    mut each: impl FnMut(RowReport, Vec<String>) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT detail, cells FROM import_rows WHERE import_id = ?1 AND outcome = 'rejected' AND cells IS NOT NULL
         ORDER BY row",
    )?;
    let mut rows = statement.query([import])?;
    while let Some(row) = rows.next()? {
        let (detail, cells): (String, String) = (row.get(0)?, row.get(1)?);
        each(read(&detail)?, read(&cells)?)?;
    }
    Ok(())
}

/// The records that the action created, in the order of their rows.
pub fn created_by(conn: &Connection, action: ActionId, verb: &str) -> Result<Vec<i64>> {
    let mut statement =
        conn.prepare_cached("SELECT record_id FROM events WHERE action_id = ?1 AND verb = ?2 ORDER BY id")?;
    let rows = statement.query_map((action.0, verb), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub fn mapping(conn: &Connection, kind: &str, fingerprint: &str) -> Result<Option<Vec<Option<String>>>> {
    let mut statement =
        conn.prepare_cached("SELECT columns FROM import_mappings WHERE kind = ?1 AND fingerprint = ?2")?;
    let text: Option<String> = statement.query_row((kind, fingerprint), |row| row.get(0)).optional()?;
    text.map(|text| read(&text)).transpose()
}

pub fn remember_mapping(tx: &Tx<'_>, kind: &str, fingerprint: &str, columns: &[Option<String>]) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO import_mappings (kind, fingerprint, columns, used_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (kind, fingerprint) DO UPDATE SET columns = excluded.columns, used_at = excluded.used_at",
    )?
    .execute((kind, fingerprint, json(&columns)?, tx.now().0))?;
    Ok(())
}

/// A row with its JSON unread.
struct Raw {
    import: Import,
    plan: String,
    tally: String,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Raw> {
    let status: String = row.get("status")?;
    Ok(Raw {
        import: Import {
            id: row.get("id")?,
            kind: row.get("kind")?,
            user_id: UserId(row.get("user_id")?),
            action: row.get::<_, Option<i64>>("action_id")?.map(ActionId),
            file_name: row.get("file_name")?,
            status: Status::parse(&status),
            plan: Plan::default(),
            tally: Tally::default(),
            rows_done: row.get::<_, i64>("rows_done")?.unsigned_abs(),
            failure: row.get("failure")?,
            created_at: Timestamp(row.get("created_at")?),
            finished_at: row.get::<_, Option<i64>>("finished_at")?.map(Timestamp),
            is_undone: row.get::<_, Option<i64>>("undone_by")?.is_some(),
            is_damaged: false,
        },
        plan: row.get("plan")?,
        tally: row.get("tally")?,
    })
}

impl Raw {
    fn read(self) -> Import {
        let tally = if self.tally == "{}" { Ok(Tally::default()) } else { read(&self.tally) };
        match (read(&self.plan), tally) {
            (Ok(plan), Ok(tally)) => Import { plan, tally, ..self.import },
            // One bad row must not hide the others.
            _ => Import { is_damaged: true, ..self.import },
        }
    }
}

fn json(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(value).context("encode a part of an import")?)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    Ok(serde_json::from_str(text).context("decode a part of an import")?)
}
