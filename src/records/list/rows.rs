//! Which rows belong to a list, as conditions that SQLite answers from an index.

use super::{CAP, Condition, ListQuery, Op, condition};
use crate::access::{Scope, Viewer};
use crate::kernel::{Access, Result, Timestamp};
use crate::records::registry::Kind;
use crate::records::search::{self, MAX_HITS};
use crate::records::sql::{Sql, name};
use crate::records::store::access::{self, Alternative};
use rusqlite::{Connection, params_from_iter};

/// Whether an index has what one person is responsible for in this order.
fn has_own_order(kind: &Kind, column: &str) -> bool {
    matches!(column, "created_at" | "title_sort") || kind.work_order.is_some_and(|order| order.by == column)
}

/// How the rows are to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way<'a> {
    /// Through the indexes of the conditions.
    Conditions,
    /// Through what the viewer is responsible for or observes; a condition only leaves rows out.
    Own,
    /// Through the index of this column, which gives them in order; a condition only leaves rows out.
    Order(&'a str),
}

/// A row belongs to the list if one of these holds; never two of them.
pub(super) struct Rows {
    pub alternatives: Vec<Alternative>,
}

impl Rows {
    /// All that decides: live, access, search, filter. Of a search that was not done yet, the hits that
    /// lists show.
    pub fn of(
        conn: &Connection,
        viewer: &Viewer,
        kind: &Kind,
        query: &ListQuery,
        now: Timestamp,
        way: Way<'_>,
    ) -> Result<Rows> {
        let mut rest = Sql::new("r.deleted_at IS NULL");
        let is_searched = !query.q.is_empty();
        if is_searched {
            let ids: Vec<i64> = match &query.hits {
                Some(hits) => hits.iter().map(|hit| hit.record_id).collect(),
                None => search::matching_ids(conn, viewer, kind, &query.q, MAX_HITS + 1)?,
            };
            let ids = serde_json::to_string(&ids).map_err(anyhow::Error::from)?;
            rest.push(" AND r.id IN (SELECT value FROM json_each(").bind(ids).push("))");
        }
        // The first of the alternatives is what the viewer is responsible for, where that is all there is to see.
        let own = is_bounded(viewer, kind).then_some(viewer.user_id);
        let mut driver = None;
        for filter in &query.filter.0 {
            let is_driving = way == Way::Conditions && !is_searched && driver.is_none();
            let candidates = if is_driving { condition::candidates(kind, filter, own) } else { None };
            let one_by_one = is_searched
                || candidates.is_some()
                || way == Way::Own
                || matches!(way, Way::Order(column) if !keeps_order(viewer, kind, filter, column));
            rest.and(condition::to_sql(viewer, kind, filter, now, one_by_one)?);
            driver = driver.or(candidates);
        }
        let has_own_order = !matches!(way, Way::Order(column) if !has_own_order(kind, column));
        let mut alternatives = if is_searched || !has_own_order {
            vec![Alternative::of_table(kind.plural, access::looked_at(viewer, kind.key, Access::View))]
        } else {
            access::alternatives(viewer, kind.key, kind.plural, Access::View)
        };
        if let (Some(index), Some(first)) = (own_index(viewer, kind, query, way), alternatives.first_mut()) {
            first.from.push(" INDEXED BY ").push(name(index));
        }
        // What the viewer observes is gone through anyway.
        if let (Some(mut driver), Some(first)) = (driver, alternatives.first_mut()) {
            driver.push(" CROSS JOIN ").push(name(kind.plural)).push(" r ON r.id = w.rowid");
            first.from = driver;
        }
        for alternative in &mut alternatives {
            alternative.condition.and(rest.clone());
        }
        Ok(Rows { alternatives })
    }

    /// `SELECT what FROM table r WHERE ...`; of each alternative at most `limit`.
    pub fn select(&self, what: &Sql, limit: Option<usize>) -> Sql {
        let mut sql = Sql::default();
        for (index, Alternative { from, condition }) in self.alternatives.iter().enumerate() {
            sql.push(if index > 0 { " UNION ALL SELECT * FROM (SELECT " } else { "SELECT * FROM (SELECT " });
            sql.append(what.clone()).push(" FROM ").append(from.clone()).push(" WHERE ").append(condition.clone());
            if let Some(limit) = limit {
                sql.push(" LIMIT ").bind(limit as i64);
            }
            sql.push(")");
        }
        sql
    }
}

/// The index of one person's work, where that is what the list holds: without statistics SQLite takes that of the instant
/// alone as gladly, and goes through all that is done.
fn own_index(viewer: &Viewer, kind: &Kind, query: &ListQuery, way: Way<'_>) -> Option<&'static str> {
    let order = kind.work_order.filter(|order| way == Way::Conditions || way == Way::Order(order.by))?;
    let has = |field: &str, fits: fn(&Condition) -> bool| query.filter.0.iter().any(|it| it.field == field && fits(it));
    let is_of_one = is_bounded(viewer, kind) || has("responsible_id", condition::is_of_one);
    let is_meant = query.q.is_empty() && is_of_one && has(order.flag, |it| it.op == Op::Eq);
    is_meant.then_some(order.own_index)
}

impl ListQuery {
    /// Whether an index gives the rows of the list in its order, with nothing to be left out on the way.
    pub(super) fn comes_in_order(&self, viewer: &Viewer, kind: &Kind) -> bool {
        let column = self.sort.column.as_str();
        self.q.is_empty()
            && self.filter.0.iter().all(|filter| keeps_order(viewer, kind, filter, column))
            && (!is_bounded(viewer, kind) || has_own_order(kind, column))
    }
}

/// Whether the index that answers this condition also gives the rows in the order of `column`.
fn keeps_order(viewer: &Viewer, kind: &Kind, filter: &Condition, column: &str) -> bool {
    let order = kind.work_order.filter(|order| order.by == column);
    if order.is_some_and(|order| order.flag == filter.field) {
        return filter.op == Op::Eq;
    }
    if !is_bounded(viewer, kind) {
        let is_of_one = order.is_some() && filter.field == "responsible_id" && condition::is_of_one(filter);
        return is_of_one || condition::keeps_order(filter, column);
    }
    // Of what one person is responsible for, only the column of a board has an index of its own.
    let is_range = filter.field == column && (column == "created_at" || order.is_some());
    let is_column = kind.board_by == Some(filter.field.as_str()) && filter.op == Op::Eq;
    is_range || (is_column && condition::keeps_order(filter, column))
}

/// How all rows of a list are best found, in no order.
pub(super) fn way_of(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    now: Timestamp,
) -> Result<Way<'static>> {
    let is_indexed = |filter: &Condition| keeps_order(viewer, kind, filter, "created_at");
    if !is_bounded(viewer, kind) || !query.q.is_empty() || query.filter.0.iter().all(is_indexed) {
        return Ok(Way::Conditions);
    }
    let all = Rows::of(conn, viewer, kind, &ListQuery::default(), now, Way::Own)?;
    let own = count(conn, &all, Some(CAP + 1))?;
    Ok(if own <= CAP { Way::Own } else { Way::Conditions })
}

/// How many rows there are, of each alternative at most `limit`.
pub(super) fn count(conn: &Connection, rows: &Rows, limit: Option<usize>) -> Result<usize> {
    let mut count = 0;
    for Alternative { from, condition } in &rows.alternatives {
        count += match limit {
            Some(limit) if has_as_many(conn, from, condition, limit)? => limit,
            _ => count_all(conn, from, condition)?,
        };
    }
    Ok(count)
}

/// Whether there are at least `limit` rows: most lists are longer than anybody counts, and to pass rows over costs half
/// of counting them.
fn has_as_many(conn: &Connection, from: &Sql, condition: &Sql, limit: usize) -> Result<bool> {
    let mut sql = Sql::new("SELECT 1 FROM ");
    sql.append(from.clone()).push(" WHERE ").append(condition.clone());
    sql.push(" LIMIT 1 OFFSET ").bind(limit.saturating_sub(1) as i64);
    Ok(conn.prepare_cached(&sql.text)?.exists(params_from_iter(sql.params))?)
}

fn count_all(conn: &Connection, from: &Sql, condition: &Sql) -> Result<usize> {
    let mut sql = Sql::new("SELECT count(*) FROM ");
    sql.append(from.clone()).push(" WHERE ").append(condition.clone());
    let count: i64 = conn.prepare_cached(&sql.text)?.query_row(params_from_iter(sql.params), |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

fn is_bounded(viewer: &Viewer, kind: &Kind) -> bool {
    viewer.scope(kind.key, Access::View) == Scope::Own
}
