//! Comments and files that hung on a record then and do not today: they were taken off it, or are gone altogether.

use super::Past;
use crate::kernel::{KindKey, Result};
use crate::platform::events::Row;
use crate::records::registry::Kind;
use crate::records::sql::{Sql, name};
use rusqlite::{Connection, params_from_iter};
use std::collections::{BTreeSet, HashSet};

/// A table of such rows, and the column that says what a row is.
const TABLES: [(&str, &str); 2] = [("comments", "body"), ("attachments", "sha256")];

/// One of them, by its table and its number then.
pub type Hung = (&'static str, i64);

/// A row that hangs on a record.
struct Hanging {
    hung: Hung,
    owner: i64,
    made_at: i64,
    what: String,
}

/// What of this record is not there any more.
pub fn missing(now: &Connection, kind: &Kind, past: &Past) -> Result<BTreeSet<Hung>> {
    let then = past.beside.iter().filter_map(|beside| {
        let (table, what) = TABLES.into_iter().find(|(table, _)| *table == beside.table)?;
        of_row(past.record.id, (table, beside.id), what, &beside.row)
    });
    let today = hanging(now, kind.key, &[past.record.id])?;
    Ok(gone(then.collect(), &today).into_iter().map(|gone| gone.hung).collect())
}

/// Those of these records of which something is not there any more.
pub(super) fn bereft(then: &Connection, now: &Connection, kind: &Kind, ids: &[i64]) -> Result<BTreeSet<i64>> {
    let (then, today) = (hanging(then, kind.key, ids)?, hanging(now, kind.key, ids)?);
    Ok(gone(then, &today).into_iter().map(|gone| gone.owner).collect())
}

/// `None` for one that was taken off already.
fn of_row(owner: i64, hung: Hung, what: &str, row: &Row) -> Option<Hanging> {
    let is_there = row.get("deleted_at").is_none_or(serde_json::Value::is_null);
    let what = row.get(what)?.as_str()?.to_owned();
    is_there.then_some(Hanging { hung, owner, made_at: row.get("created_at")?.as_i64()?, what })
}

fn hanging(conn: &Connection, kind: KindKey, ids: &[i64]) -> Result<Vec<Hanging>> {
    let mut found = Vec::new();
    for (table, what) in TABLES {
        let mut sql = Sql::new(["SELECT id, owner_id, created_at, ", name(what), " FROM ", name(table)].concat());
        sql.push(" WHERE deleted_at IS NULL AND owner_kind = ").bind(kind.to_owned()).push(" AND owner_id IN (");
        sql.bind_all(ids.iter().copied()).push(")");
        let mut statement = conn.prepare_cached(&sql.text)?;
        let rows = statement.query_map(params_from_iter(sql.params), |row| {
            Ok(Hanging { hung: (table, row.get(0)?), owner: row.get(1)?, made_at: row.get(2)?, what: row.get(3)? })
        })?;
        found.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(found)
}

/// One that was changed since bears its number; one that was brought back before may bear another, and says the same.
fn gone(then: Vec<Hanging>, today: &[Hanging]) -> Vec<Hanging> {
    let by_number: HashSet<_> = today.iter().map(|row| (row.hung, row.owner, row.made_at)).collect();
    let by_what: HashSet<_> = today.iter().map(|row| (row.hung.0, row.owner, row.made_at, row.what.as_str())).collect();
    let is_gone = |row: &Hanging| {
        !by_number.contains(&(row.hung, row.owner, row.made_at))
            && !by_what.contains(&(row.hung.0, row.owner, row.made_at, row.what.as_str()))
    };
    then.into_iter().filter(is_gone).collect()
}
