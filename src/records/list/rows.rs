//! Which rows belong to a list, as conditions that SQLite answers from an index.

use super::{ListQuery, condition};
use crate::access::Viewer;
use crate::kernel::{Access, Result, Timestamp};
use crate::records::registry::Kind;
use crate::records::search::{MAX_HITS, matching_ids};
use crate::records::sql::{Sql, name};
use crate::records::store::access;
use rusqlite::Connection;

/// How the rows are to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way<'a> {
    /// Through the indexes of the conditions.
    Conditions,
    /// As [`Way::Conditions`], with all that a search finds, however much: for what must be whole.
    All,
    /// Through the index of this column, which gives them in order; a condition only leaves rows out.
    Order(&'a str),
}

/// A row belongs to the list if one of these holds.
pub(super) struct Rows {
    pub alternatives: Vec<Sql>,
}

impl Rows {
    /// All that decides: live or in the bin, access, search, filter.
    pub fn of(
        conn: &Connection,
        viewer: &Viewer,
        kind: &Kind,
        query: &ListQuery,
        now: Timestamp,
        way: Way<'_>,
    ) -> Result<Rows> {
        let mut rest = Sql::new(if query.in_bin { "r.deleted_at IS NOT NULL" } else { "r.deleted_at IS NULL" });
        if !query.q.is_empty() {
            let ids = match &query.hits {
                _ if way == Way::All => matching_ids(conn, viewer, kind.key, &query.q, i64::MAX as usize)?,
                Some(ids) => ids.clone(),
                None => matching_ids(conn, viewer, kind.key, &query.q, MAX_HITS)?,
            };
            let ids = serde_json::to_string(&ids).map_err(anyhow::Error::from)?;
            rest.push(" AND r.id IN (SELECT value FROM json_each(").bind(ids).push("))");
        }
        for filter in &query.filter.0 {
            let walks = matches!(way, Way::Order(column) if !condition::keeps_order(filter, column));
            rest.and(condition::to_sql(viewer, kind, filter, now, walks)?);
        }
        // Only who may delete a record finds it in the bin.
        let access = if query.in_bin { Access::Delete } else { Access::View };
        let alternatives = access::alternatives(viewer, kind.key, access).into_iter().map(|mut sql| {
            sql.and(rest.clone());
            sql
        });
        Ok(Rows { alternatives: alternatives.collect() })
    }

    /// `SELECT what FROM table r WHERE ...`, each row once; of each alternative at most `limit`.
    pub fn select(&self, kind: &Kind, what: &Sql, limit: Option<usize>) -> Sql {
        let mut sql = Sql::default();
        for (index, condition) in self.alternatives.iter().enumerate() {
            sql.push(if index > 0 { " UNION SELECT * FROM (SELECT " } else { "SELECT * FROM (SELECT " });
            sql.append(what.clone()).push(" FROM ").push(name(kind.plural)).push(" r WHERE ");
            sql.append(condition.clone());
            if let Some(limit) = limit {
                sql.push(" LIMIT ").bind(limit as i64);
            }
            sql.push(")");
        }
        sql
    }
}
