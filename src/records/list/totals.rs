//! What a list amounts to: how many records, which sums, how many of each choice.

use super::rows::{self, Rows, way_of};
use super::{Filter, ListQuery, condition, repeated};
use crate::access::{Scope, Viewer};
use crate::kernel::{Access, Result, Timestamp};
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::sql::{Sql, name};
use crate::records::store::access::{self, Alternative};
use rusqlite::{Connection, params_from_iter};
use std::collections::{BTreeMap, HashMap};

/// How many rows are read to count the choices of a filter, or what comes next; a longer list shows no such counts.
const FACET_ROWS: usize = 5_000;

/// How many records the list has, at most one more than it [counts to](ListQuery::cap).
pub fn count_capped(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    now: Timestamp,
) -> Result<usize> {
    let query = query.clone().found(conn, viewer, kind)?;
    let count = match query.counted_hits() {
        Some(hits) => hits.len(),
        None => rows::count(conn, &rows_of(conn, viewer, kind, &query, now)?, Some(query.cap() + 1))?,
    };
    Ok(count.min(query.cap() + 1))
}

/// How many records the list has, however many.
pub fn count_all(conn: &Connection, viewer: &Viewer, kind: &Kind, query: &ListQuery, now: Timestamp) -> Result<usize> {
    let query = query.clone().found_whole(conn, viewer, kind)?;
    rows::count(conn, &rows_of(conn, viewer, kind, &query, now)?, None)
}

/// The ids of all records of the list, oldest first: for exports and bulk work.
pub fn all_ids(conn: &Connection, viewer: &Viewer, kind: &Kind, query: &ListQuery, now: Timestamp) -> Result<Vec<i64>> {
    let query = query.clone().found_whole(conn, viewer, kind)?;
    let rows = rows_of(conn, viewer, kind, &query, now)?;
    let mut sql = rows.select(&Sql::new("r.id AS id"), None);
    sql.push(" ORDER BY 1");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The sum of a money field over the whole list, by currency; empty where nothing is filled in.
pub fn sums(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    field: &Field,
    now: Timestamp,
) -> Result<BTreeMap<String, i64>> {
    let FieldType::Money { currency } = field.field_type else { return Ok(BTreeMap::new()) };
    let query = query.clone().found_whole(conn, viewer, kind)?;
    let rows = rows_of(conn, viewer, kind, &query, now)?;
    let mut what = Sql::new("r.id AS id, r.");
    what.push(name(currency)).push(" AS currency, r.").push(name(&field.key)).push(" AS amount");
    let mut sql = Sql::new("SELECT currency, sum(amount) FROM (");
    sql.append(rows.select(&what, None)).push(") WHERE amount IS NOT NULL GROUP BY currency");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| {
        Ok((row.get::<_, Option<String>>(0)?.unwrap_or_default(), row.get(1)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many records stand in a column of the board of a kind, and their sums by currency, where the schema keeps them
/// ([`Kind::board_totals`]); what the viewer only observes is added up.
pub fn column_totals(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    code: &str,
) -> Result<Option<(usize, BTreeMap<String, i64>)>> {
    let (Some(table), Some(column)) = (kind.board_totals, kind.board_by) else { return Ok(None) };
    let Some((field, currency)) = kind.fields.iter().find_map(|field| match field.field_type {
        FieldType::Money { currency } => Some((field, currency)),
        _ => None,
    }) else {
        return Ok(None);
    };
    let mut sql = Sql::new("SELECT currency, sum(records), sum(amount_minor) FROM (");
    sql.push("SELECT currency, records, amount_minor FROM ").push(name(table)).push(" WHERE ").push(name(column));
    sql.push(" = ").bind(code.to_owned());
    match viewer.scope(kind.key, Access::View) {
        Scope::All => {}
        Scope::None => return Ok(None),
        Scope::Own => {
            sql.push(" AND responsible_id = ").bind(viewer.user_id.0);
            for Alternative { from, condition } in
                access::alternatives(viewer, kind.key, kind.plural, Access::View).into_iter().skip(1)
            {
                sql.push(" UNION ALL SELECT coalesce(r.").push(name(currency)).push(", ''), 1, coalesce(r.");
                sql.push(name(&field.key)).push(", 0) FROM ").append(from).push(" WHERE ").append(condition);
                sql.push(" AND r.deleted_at IS NULL AND r.").push(name(column)).push(" = ").bind(code.to_owned());
            }
        }
    }
    sql.push(") GROUP BY currency");
    let (mut count, mut sums) = (0, BTreeMap::new());
    let mut statement = conn.prepare_cached(&sql.text)?;
    let mut rows = statement.query(params_from_iter(sql.params))?;
    while let Some(row) = rows.next()? {
        count += row.get::<_, i64>(1)?;
        sums.insert(row.get(0)?, row.get(2)?);
    }
    Ok(Some((usize::try_from(count).unwrap_or_default(), sums)))
}

/// How many records each code of these choice fields would leave, were it chosen beside the other conditions. Fields of
/// lists that are too long to be counted at once are left out.
pub fn facets(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    fields: &[&Field],
    now: Timestamp,
) -> Result<HashMap<String, HashMap<String, usize>>> {
    let (bound, free): (Vec<&Field>, Vec<&Field>) =
        fields.iter().copied().partition(|field| query.filter.find(&field.key).next().is_some());
    let mut groups: Vec<Vec<&Field>> = bound.into_iter().map(|field| vec![field]).collect();
    groups.push(free);
    let mut found = HashMap::new();
    for group in groups.into_iter().filter(|group| !group.is_empty()) {
        let filter = match group.as_slice() {
            [field] => query.filter.with(&field.key, Vec::new()),
            _ => query.filter.clone(),
        };
        facets_of(conn, viewer, kind, &ListQuery { filter, ..query.clone() }, &group, now, &mut found)?;
    }
    Ok(found)
}

/// How many records of the list have what comes next in each state, by the words that a filter takes: what is late, due
/// today, not planned, and later. Empty for a list that is too long to be counted at once, and where nothing is planned.
pub fn plans(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    now: Timestamp,
) -> Result<Vec<(&'static str, usize)>> {
    let Some(field) = kind.plan() else { return Ok(Vec::new()) };
    let mut what = Sql::new("r.");
    what.push(name(&field.key)).push(" AS at");
    let mut sql = Sql::new("SELECT count(*), coalesce(sum(at < ");
    let [late, later] = condition::turns(viewer, field, now, "at")?;
    sql.append(late).push("), 0), coalesce(sum(at < ").append(later);
    sql.push("), 0), coalesce(sum(at IS NULL), 0) FROM (");
    sql.append(rows_of(conn, viewer, kind, query, now)?.select(&what, Some(FACET_ROWS + 1))).push(")");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let counts: [i64; 4] = statement
        .query_row(params_from_iter(sql.params), |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?;
    let [all, late, until_tomorrow, none] = counts.map(|count| usize::try_from(count).unwrap_or_default());
    let [overdue, today, later] = FieldType::PLANS;
    Ok(match all {
        0..=FACET_ROWS => vec![
            (overdue, late),
            (today, until_tomorrow - late),
            (Filter::NONE, none),
            (later, all - until_tomorrow - none),
        ],
        _ => Vec::new(),
    })
}

fn facets_of(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    group: &[&Field],
    now: Timestamp,
    found: &mut HashMap<String, HashMap<String, usize>>,
) -> Result<()> {
    let rows = rows_of(conn, viewer, kind, query, now)?;
    let mut what = Sql::new("r.id");
    for field in group {
        what.push(", r.").push(name(&field.key));
    }
    let sql = rows.select(&what, Some(FACET_ROWS + 1));
    let mut statement = conn.prepare_cached(&sql.text)?;
    let mut rows = statement.query(params_from_iter(sql.params))?;
    let mut counts: Vec<HashMap<String, usize>> = vec![HashMap::new(); group.len()];
    let mut seen = 0;
    while let Some(row) = rows.next()? {
        seen += 1;
        if seen > FACET_ROWS {
            return Ok(());
        }
        for (index, counts) in counts.iter_mut().enumerate() {
            let code = match row.get_ref(index + 1)? {
                rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                _ => Filter::NONE.to_owned(),
            };
            *counts.entry(code).or_default() += 1;
        }
    }
    found.extend(group.iter().map(|field| field.key.to_string()).zip(counts));
    Ok(())
}

/// The rows of a list, by what finds them fastest.
fn rows_of(conn: &Connection, viewer: &Viewer, kind: &Kind, query: &ListQuery, now: Timestamp) -> Result<Rows> {
    let query = repeated::settled(conn, viewer, kind, query)?;
    Rows::of(conn, viewer, kind, &query, now, way_of(conn, viewer, kind, &query, now)?)
}
