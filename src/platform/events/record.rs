//! The events of one record.

use super::{Event, query};
use crate::kernel::{RecordRef, Result};
use rusqlite::Connection;

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
