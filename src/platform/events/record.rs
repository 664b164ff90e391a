//! The events of one record.

use super::{Event, query};
use crate::kernel::{RecordRef, Result, Timestamp, UserId};
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashSet;

/// Which events are wanted, by the beginning of their verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verbs {
    All,
    Of(&'static str),
    Not(&'static str),
}

/// The events of one record, newest first. Pages by `before` (an event id).
pub fn of_record(
    conn: &Connection,
    subject: RecordRef,
    verbs: Verbs,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<Event>> {
    let (beginning, is_wanted) = match verbs {
        Verbs::All => ("", true),
        Verbs::Of(beginning) => (beginning, true),
        Verbs::Not(beginning) => (beginning, false),
    };
    query(
        conn,
        "e.kind = ?1 AND e.record_id = ?2 AND e.id < ?3 AND (substr(e.verb, 1, length(?4)) = ?4) = ?5
         ORDER BY e.id DESC LIMIT ?6",
        (subject.kind, subject.id, before.unwrap_or(i64::MAX), beginning, is_wanted, limit),
    )
}

/// The events of one record from `first` on that may have changed a column, oldest first.
pub fn of_record_naming(conn: &Connection, subject: RecordRef, first: i64, column: &str) -> Result<Vec<Event>> {
    query(
        conn,
        "e.kind = ?1 AND e.record_id = ?2 AND e.id >= ?3 AND instr(v.body, ?4) > 0 ORDER BY e.id",
        (subject.kind, subject.id, first, ["\"", column, "\":"].concat()),
    )
}

/// The last event of a record; 0 where nothing ever happened to it.
pub fn last_of_record(conn: &Connection, subject: RecordRef) -> Result<i64> {
    let mut statement =
        conn.prepare_cached("SELECT coalesce(max(id), 0) FROM events WHERE kind = ?1 AND record_id = ?2")?;
    Ok(statement.query_row((subject.kind, subject.id), |row| row.get(0))?)
}

/// The records that the last `limit` events of a person's actions are about, kind and id, the last one first; each once.
pub fn last_touched(conn: &Connection, user: UserId, limit: usize) -> Result<Vec<(String, i64)>> {
    let mut statement = conn.prepare_cached(
        "SELECT e.kind, e.record_id FROM actions a JOIN events e ON e.action_id = a.id
         WHERE a.user_id = ?1 ORDER BY a.id DESC LIMIT ?2",
    )?;
    let rows = statement.query_map((user.0, limit as i64), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut met = HashSet::new();
    let mut touched: Vec<(String, i64)> = rows.collect::<rusqlite::Result<_>>()?;
    touched.retain(|record| met.insert(record.clone()));
    Ok(touched)
}

/// When an event happened; `None` where there is none.
pub fn time_of(conn: &Connection, id: i64) -> Result<Option<Timestamp>> {
    let mut statement = conn.prepare_cached("SELECT at FROM events WHERE id = ?1")?;
    Ok(statement.query_row([id], |row| row.get(0).map(Timestamp)).optional()?)
}
