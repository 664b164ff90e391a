//! The records of a kind as they were, each with what became of it.

use super::{Standing, hung, load, standing};
use crate::access::Viewer;
use crate::kernel::text::fold;
use crate::kernel::{Result, Timestamp};
use crate::records::registry::Kind;
use crate::records::search::{self, MAX_HITS};
use crate::records::sql::{Sql, name};
use crate::records::store::ById;
use rusqlite::{Connection, params_from_iter};

/// Rows of one page.
pub const PAGE_ROWS: usize = 50;

/// So many records are compared for a page; where that was not enough, the page says where it stopped.
pub const LOOKED_AT: usize = 20_000;

/// Rows that are read at once.
const CHUNK: usize = 200;

/// What is looked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    pub q: &'a str,
    /// Leave out what is as it was.
    pub only_lost: bool,
    /// Older ones than this.
    pub after: Option<i64>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub id: i64,
    pub title: String,
    /// It lay in the bin then.
    pub was_in_bin: bool,
    /// When it was last changed then.
    pub changed_at: Timestamp,
    pub standing: Standing,
}

/// A row of either copy: equal marks say that nothing was written since.
struct Mark {
    id: i64,
    title: String,
    /// Version, last change, deletion.
    state: (i64, i64, Option<i64>),
}

/// The newest records of the kind that were there then, also in the bin; and after which the next page begins.
pub fn page(
    then: &Connection,
    now: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    asked: Asked<'_>,
) -> Result<(Vec<Found>, Option<i64>)> {
    let hits = match asked.q.trim() {
        "" => None,
        q => Some(search::matching_ids(then, viewer, kind, q, MAX_HITS)?),
    };
    let words = fold(asked.q);
    // The search knows live records only.
    let is_meant = |mark: &Mark| match &hits {
        Some(hits) => hits.contains(&mark.id) || words.split_whitespace().all(|word| fold(&mark.title).contains(word)),
        None => true,
    };
    let (mut found, mut looked_at, mut after) = (Vec::new(), 0, asked.after);
    loop {
        let marks = marks(then, kind, condition(hits.as_deref(), after), CHUNK)?;
        let is_last = marks.len() < CHUNK;
        looked_at += marks.len();
        after = marks.last().map(|mark| mark.id);
        let meant: Vec<Mark> = marks.into_iter().filter(is_meant).collect();
        for row in compare(then, now, kind, meant)? {
            let was_lost = row.standing != Standing::Same && !(row.was_in_bin && row.standing == Standing::InBin);
            if asked.only_lost && !was_lost {
                continue;
            }
            if found.len() == PAGE_ROWS {
                let next = found.last().map(|last: &Found| last.id);
                return Ok((found, next));
            }
            found.push(row);
        }
        if is_last || looked_at >= LOOKED_AT {
            return Ok((found, after.filter(|_| !is_last)));
        }
    }
}

fn condition(hits: Option<&[i64]>, after: Option<i64>) -> Sql {
    let mut sql = Sql::new(" WHERE r.id < ");
    sql.bind(after.unwrap_or(i64::MAX));
    if let Some(hits) = hits {
        sql.push(" AND (r.deleted_at IS NOT NULL OR r.id IN (").bind_all(hits.iter().copied()).push("))");
    }
    sql
}

/// Newest first.
fn marks(conn: &Connection, kind: &Kind, condition: Sql, limit: usize) -> Result<Vec<Mark>> {
    let mut sql = Sql::new("SELECT r.id, r.title, r.version, r.updated_at, r.deleted_at FROM ");
    sql.push(name(kind.plural)).push(" r").append(condition).push(" ORDER BY r.id DESC LIMIT ").bind(limit as i64);
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| {
        Ok(Mark { id: row.get(0)?, title: row.get(1)?, state: (row.get(2)?, row.get(3)?, row.get(4)?) })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Only what was written since is read whole. Comments and files come and go without a mark of their record.
fn compare(then: &Connection, now: &Connection, kind: &Kind, meant: Vec<Mark>) -> Result<Vec<Found>> {
    let mut of_these = Sql::new(" WHERE r.id IN (");
    of_these.bind_all(meant.iter().map(|mark| mark.id)).push(")");
    let there = marks(now, kind, of_these, meant.len())?;
    let there: ById<_> = there.into_iter().map(|mark| (mark.id, mark.state)).collect();
    let touched = |mark: &&Mark| there.get(&mark.id).is_some_and(|state| *state != mark.state);
    let touched: Vec<i64> = meant.iter().filter(touched).map(|mark| mark.id).collect();
    let (was, is) = (load(then, kind, &touched)?, load(now, kind, &touched)?);
    let of = |mark: &Mark| match there.get(&mark.id) {
        None => Standing::Gone,
        Some(state) if *state == mark.state && mark.state.2.is_some() => Standing::InBin,
        Some(state) if *state == mark.state => Standing::Same,
        Some(_) => match was.iter().find(|record| record.id == mark.id) {
            Some(then) => standing(kind, then, is.iter().find(|record| record.id == mark.id)),
            None => Standing::Same,
        },
    };
    let found = |mark: Mark| Found {
        standing: of(&mark),
        id: mark.id,
        was_in_bin: mark.state.2.is_some(),
        changed_at: Timestamp(mark.state.1),
        title: mark.title,
    };
    let mut found: Vec<Found> = meant.into_iter().map(found).collect();
    let same: Vec<i64> = found.iter().filter(|row| row.standing == Standing::Same).map(|row| row.id).collect();
    let bereft = hung::bereft(then, now, kind, &same)?;
    for row in found.iter_mut().filter(|row| bereft.contains(&row.id)) {
        row.standing = Standing::Changed;
    }
    Ok(found)
}
