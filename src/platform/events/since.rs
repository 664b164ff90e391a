//! What happened lately: for those who watch a page that was drawn before.

use super::{Event, query};
use crate::kernel::{Result, Timestamp};
use rusqlite::{Connection, OptionalExtension};

/// This many events are looked back over for a moment.
const LOOKED_BACK_OVER: u32 = 2_000;

/// Over more events than these, of whatever kind, nobody looks for those of one kind.
const LOOKED_THROUGH: i64 = 50_000;

/// What came after a place in the chain of events.
#[derive(Debug, PartialEq)]
pub struct Since {
    /// The last event there is.
    pub last: i64,
    pub told: Told,
}

#[derive(Debug, PartialEq)]
pub enum Told {
    /// In order.
    Events(Vec<Event>),
    /// They are too many to be told one by one: the records they are about, each once.
    Records(Vec<i64>),
    /// It is not known since when, or that is too long ago.
    Unknown,
}

/// The last event before this moment; `None` if too much happened since.
pub fn position_at(conn: &Connection, at: Timestamp) -> Result<Option<i64>> {
    let mut statement = conn.prepare_cached("SELECT id, at FROM events ORDER BY id DESC LIMIT ?1")?;
    let mut rows = statement.query([LOOKED_BACK_OVER + 1])?;
    let mut looked_at: u32 = 0;
    while let Some(row) = rows.next()? {
        if row.get::<_, i64>(1)? < at.0 {
            return Ok(Some(row.get(0)?));
        }
        looked_at += 1;
    }
    Ok((looked_at <= LOOKED_BACK_OVER).then_some(0))
}

/// When something was last done.
pub fn last_done_at(conn: &Connection) -> Result<Option<Timestamp>> {
    let mut statement = conn.prepare("SELECT at FROM actions ORDER BY id DESC LIMIT 1")?;
    Ok(statement.query_row([], |row| row.get(0).map(Timestamp)).optional()?)
}

/// The last event there is; 0 before the first.
pub fn last(conn: &Connection) -> Result<i64> {
    let mut statement = conn.prepare_cached("SELECT coalesce(max(id), 0) FROM events")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// The events of a kind after this one (or after some place that is no longer known); of more than `most` only the records.
pub fn since(conn: &Connection, kind: &str, after: Option<i64>, most: u32) -> Result<Since> {
    let last = last(conn)?;
    let Some(after) = after.filter(|after| last - after <= LOOKED_THROUGH) else {
        return Ok(Since { last, told: Told::Unknown });
    };
    let events = query(conn, AFTER, (after, kind, most + 1))?;
    if events.len() <= most as usize {
        return Ok(Since { last, told: Told::Events(events) });
    }
    let mut statement =
        conn.prepare_cached("SELECT DISTINCT e.record_id FROM events e WHERE e.id > ?1 AND +e.kind = ?2")?;
    let records = statement.query_map((after, kind), |row| row.get(0))?;
    Ok(Since { last, told: Told::Records(records.collect::<rusqlite::Result<_>>()?) })
}

/// The events of a kind after this one that may have changed one of these columns from, or to, this number.
pub fn since_naming(conn: &Connection, kind: &str, after: i64, columns: [&str; 2], number: i64) -> Result<Vec<Event>> {
    let [a, b] = columns.map(|column| format!("\"{column}\":{number}"));
    query(
        conn,
        "e.id > ?1 AND +e.kind = ?2 AND (instr(v.body, ?3) > 0 OR instr(v.body, ?4) > 0) ORDER BY e.id",
        (after, kind, a, b),
    )
}

/// The plus keeps SQLite from going through all that ever happened to the kind.
const AFTER: &str = "e.id > ?1 AND +e.kind = ?2 ORDER BY e.id LIMIT ?3";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Actor, Error, RecordRef};
    use crate::platform::db::testing::{TEST_NOW, db};
    use crate::platform::db::{Db, Listener};
    use crate::platform::events::{NewEvent, record};
    use futures_util::FutureExt;

    fn happen(db: &Db, kind: &'static str, ids: &[i64]) {
        let ids = ids.to_vec();
        db.write_blocking(move |tx| {
            for id in ids {
                record(tx, &Actor::SYSTEM, &NewEvent { verb: "x.y", subject: RecordRef::new(kind, id), rows: &[] })?;
            }
            Ok(())
        })
        .unwrap();
    }

    fn told(db: &Db, kind: &'static str, after: Option<i64>) -> Option<Vec<i64>> {
        match db.read_blocking(|conn| since(conn, kind, after, 3)).unwrap().told {
            Told::Events(events) => Some(events.iter().map(|event| event.record_id).collect()),
            Told::Records(_) | Told::Unknown => None,
        }
    }

    #[test]
    fn what_happened_to_a_kind_is_told_in_order_unless_it_is_too_much() {
        let db = db();
        happen(&db, "lead", &[5, 3]);
        happen(&db, "contact", &[9]);
        happen(&db, "lead", &[4]);
        assert_eq!(told(&db, "lead", Some(0)), Some(vec![5, 3, 4]));
        assert_eq!(told(&db, "lead", Some(2)), Some(vec![4]));
        assert_eq!(told(&db, "contact", Some(3)), Some(vec![]));
        assert_eq!(told(&db, "lead", None), None);
        happen(&db, "lead", &[4]);
        let found = db.read_blocking(|conn| since(conn, "lead", Some(0), 3)).unwrap();
        let Told::Records(mut records) = found.told else { panic!("four are more than three") };
        records.sort_unstable();
        assert_eq!((found.last, records), (5, vec![3, 4, 5]));
    }

    #[test]
    fn a_moment_is_a_place_among_the_events() {
        let db = db();
        let place = |secs| db.read_blocking(|conn| position_at(conn, TEST_NOW.plus_secs(secs))).unwrap();
        assert_eq!(place(0), Some(0), "nothing happened yet");
        happen(&db, "lead", &[1, 2]);
        db.clock.advance_secs(60);
        happen(&db, "lead", &[3]);
        assert_eq!((place(0), place(30), place(90)), (Some(0), Some(2), Some(3)));
        happen(&db, "lead", &[1; LOOKED_BACK_OVER as usize]);
        assert_eq!(place(0), None, "too long ago");
    }

    #[test]
    fn listeners_are_woken_by_what_was_committed() {
        let db = db();
        let mut listener = db.listen("lead");
        let hears = |listener: &mut Listener| listener.news().now_or_never().is_some();
        let refused = db.write_blocking(|tx| {
            record(tx, &Actor::SYSTEM, &NewEvent { verb: "x.y", subject: RecordRef::new("lead", 1), rows: &[] })?;
            Err::<(), _>(Error::Forbidden)
        });
        // What is told, is told before its author is answered.
        assert!(refused.is_err() && !hears(&mut listener));
        happen(&db, "contact", &[1]);
        assert!(!hears(&mut listener));
        happen(&db, "lead", &[1, 2]);
        happen(&db, "lead", &[3]);
        assert!(hears(&mut listener) && !hears(&mut listener), "once for both commits");
        happen(&db, "lead", &[4]);
        listener.catch_up();
        assert!(!hears(&mut listener));
    }

    #[test]
    fn only_what_is_new_is_gone_through() {
        let db = db();
        let sql = format!("EXPLAIN QUERY PLAN SELECT e.id FROM events e WHERE {AFTER}");
        let plan: Vec<String> = db
            .read_blocking(|conn| {
                let mut statement = conn.prepare(&sql)?;
                Ok(statement.query_map((0, "lead", 9), |row| row.get(3))?.collect::<rusqlite::Result<_>>()?)
            })
            .unwrap();
        assert_eq!(plan, ["SEARCH e USING INTEGER PRIMARY KEY (rowid>?)"]);
    }
}
