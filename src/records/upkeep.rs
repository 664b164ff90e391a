//! The search held against the records it was made from, and made anew from them.

use super::registry::{Field, Kind};
use super::sql::Sql;
use super::value::Record;
use super::{search, store};
use crate::kernel::Result;
use crate::platform::db::Db;
use rusqlite::Connection;

/// Records read at once.
const BATCH: i64 = 500;

/// How the search stands to the records of a kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Compared {
    /// Records whose texts were compared.
    pub records: i64,
    /// Records that are not in the search.
    pub missing: i64,
    /// What is in the search and is no record that is there.
    pub stray: i64,
    /// Records that the search knows by other words than they have, or that its index does not lead to.
    pub wrong: i64,
}

impl Compared {
    pub fn faults(&self) -> i64 {
        self.missing + self.stray + self.wrong
    }
}

/// Counts all records of the kind, and compares the texts of the newest `most`, or of all.
pub fn compare(conn: &Connection, kind: &Kind, most: Option<i64>) -> Result<Compared> {
    let (missing, stray) = search::unmatched(conn, kind)?;
    let mut compared = Compared { missing, stray, ..Compared::default() };
    let mut before = i64::MAX;
    while most.is_none_or(|most| compared.records < most) {
        let records = batch(conn, kind, before)?;
        let Some(last) = records.last() else { break };
        before = last.id;
        for record in &records {
            compared.records += 1;
            compared.wrong += i64::from(!search::leads_to(conn, kind, record)?);
        }
    }
    Ok(compared)
}

/// Makes the search of a kind anew, in one transaction; how many records are in it. Whoever wants to write meanwhile
/// waits: for a folder that nobody serves.
pub fn rebuild(db: &Db, kind: &Kind) -> Result<i64> {
    let kind = kind.clone();
    db.write_blocking(move |tx| {
        search::clear(tx, &kind)?;
        let (mut before, mut count) = (i64::MAX, 0);
        loop {
            let records = batch(tx, &kind, before)?;
            let Some(last) = records.last() else { return Ok(count) };
            before = last.id;
            for record in &records {
                let title = store::title_of(tx, &kind, &record.values)?;
                search::add(tx, &kind, record.id, &title, &record.values)?;
                count += 1;
            }
        }
    })
}

/// Live records with smaller ids, the highest first.
fn batch(conn: &Connection, kind: &Kind, before: i64) -> Result<Vec<Record>> {
    let fields: Vec<&Field> = kind.fields.iter().collect();
    let mut tail = Sql::new(" WHERE r.deleted_at IS NULL AND r.id < ");
    tail.bind(before).push(" ORDER BY r.id DESC LIMIT ").bind(BATCH);
    store::load(conn, None, kind, &fields, tail)
}
