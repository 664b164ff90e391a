//! What activities ask of the database beside their own rows: who stands behind the record that they are about.

use super::fields::KEY;
use crate::access::Viewer;
use crate::kernel::{Access, KindKey, Result, Timestamp};
use crate::platform::i18n::{format, parse};
use crate::records::panels::Span;
use crate::records::sql::{Sql, name};
use crate::records::store::access;
use chrono::Days;
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use std::collections::HashMap;

/// How the records of a kind say with whom they are: what selects the contact and the company of the record `?`.
const CLIENTS: [(KindKey, &str); 4] = [
    (
        "contact",
        "SELECT c.id, (SELECT company_id FROM contact_companies WHERE contact_id = c.id
                       ORDER BY is_main_company DESC, id LIMIT 1)
         FROM contacts c WHERE c.id = ?1",
    ),
    ("company", "SELECT NULL, id FROM companies WHERE id = ?1"),
    ("lead", "SELECT contact_id, company_id FROM leads WHERE id = ?1"),
    (
        "deal",
        "SELECT (SELECT contact_id FROM deal_contacts WHERE deal_id = d.id ORDER BY is_main_contact DESC, id LIMIT 1),
                d.company_id
         FROM deals d WHERE d.id = ?1",
    ),
];

/// The contact and the company of a record (`lead/7`), as far as the viewer may see them.
pub(super) fn clients_of(conn: &Connection, viewer: &Viewer, about: &str) -> Result<(Option<i64>, Option<i64>)> {
    let Some((kind, id)) = parts(about) else { return Ok((None, None)) };
    let Some((_, sql)) = CLIENTS.iter().find(|(known, _)| *known == kind) else { return Ok((None, None)) };
    let found: Option<(Option<i64>, Option<i64>)> =
        conn.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (contact, company) = found.unwrap_or_default();
    Ok((shown(conn, viewer, "contact", "contacts", contact)?, shown(conn, viewer, "company", "companies", company)?))
}

/// The id, if there is such a record and the viewer may view it.
fn shown(conn: &Connection, viewer: &Viewer, kind: KindKey, table: &str, id: Option<i64>) -> Result<Option<i64>> {
    let Some(id) = id else { return Ok(None) };
    let mut sql = Sql::new("SELECT r.id FROM ");
    sql.push(name(table)).push(" r WHERE r.deleted_at IS NULL AND r.id = ").bind(id);
    sql.and(access::condition(viewer, kind, Access::View));
    let mut statement = conn.prepare_cached(&sql.text)?;
    Ok(statement.query_row(params_from_iter(sql.params), |row| row.get(0)).optional()?)
}

/// Who is responsible for a live record of any kind: the search knows it of all of them.
pub(super) fn responsible_for(conn: &Connection, about: &str) -> Result<Option<i64>> {
    let Some(of) = parts(about) else { return Ok(None) };
    let mut statement = conn.prepare_cached("SELECT responsible_id FROM search WHERE kind = ?1 AND record_id = ?2")?;
    Ok(statement.query_row(of, |row| row.get(0)).optional()?.flatten())
}

fn parts(about: &str) -> Option<(&str, i64)> {
    let (kind, id) = about.split_once('/')?;
    Some((kind, id.parse().ok()?))
}

/// The live activities about a record, whosever they are; with `is_open`, those that are still to be done.
pub(super) fn live_about(conn: &Connection, about: &str, is_open: bool) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM activities WHERE about = ?1 AND is_open >= ?2 AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map((about, is_open), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// With which records an activity is found: those it is about, and of a contact or company those that are with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Of<'a> {
    pub about: &'a str,
    /// The column that holds the record, and its id.
    pub client: Option<(&'static str, i64)>,
}

/// What is still to do with a record and the viewer may see, soonest first, what has no time last: all that follows
/// `FROM activities r`.
pub(super) fn planned(viewer: &Viewer, of: Of<'_>, limit: usize) -> Sql {
    let mut sql = Sql::new(" WHERE r.id IN (SELECT id FROM (");
    sql.append(each_way(viewer, of, "due_at", &Sql::new(" AND r.is_open = 1")));
    sql.push(" ORDER BY at NULLS LAST, id LIMIT ").bind(limit as i64);
    sql.push(")) ORDER BY r.due_at NULLS LAST, r.id");
    sql
}

/// How much of what is still to do with a record should have been done by now.
pub(super) fn overdue(conn: &Connection, viewer: &Viewer, of: Of<'_>, now: Timestamp) -> Result<i64> {
    let yesterday = format::local_day(viewer.zone, now) - Days::new(1);
    let mut late = Sql::new(" AND r.is_open = 1 AND r.due_at < iif(r.due_is_day, ");
    late.bind(parse::whole_day(yesterday).0 + 1).push(", ").bind(now.0).push(")");
    let mut sql = Sql::new("SELECT count(*) FROM (");
    sql.append(each_way(viewer, of, "due_at", &late)).push(")");
    let mut statement = conn.prepare_cached(&sql.text)?;
    Ok(statement.query_row(params_from_iter(sql.params), |row| row.get(0))?)
}

/// What was done with a record in this time and the viewer may see, the latest first: all that follows
/// `FROM activities r`.
pub(super) fn done(viewer: &Viewer, of: Of<'_>, span: Span, limit: usize) -> Sql {
    let mut ended = Sql::new(" AND r.is_open = 0");
    if let Some(from) = span.from {
        ended.push(" AND r.done_at >= ").bind(from.0);
    }
    if let Some(before) = span.before {
        ended.push(" AND r.done_at < ").bind(before.0);
    }
    let mut sql = Sql::new(" WHERE r.id IN (SELECT id FROM (");
    sql.append(each_way(viewer, of, "done_at", &ended));
    sql.push(" ORDER BY at DESC, id DESC LIMIT ").bind(limit as i64);
    sql.push(")) ORDER BY r.done_at DESC, r.id DESC");
    sql
}

/// The time and the id of each activity by whichever name it is found, once; each name has an index in the order of time,
/// and SQLite merges them no further than it is asked for.
fn each_way(viewer: &Viewer, of: Of<'_>, time: &'static str, which: &Sql) -> Sql {
    let mut sql = Sql::default();
    let mut way = |column: &'static str, value: SqlValue, union: &'static str| {
        sql.push(union).push("SELECT r.").push(name(time)).push(" AS at, r.id AS id FROM activities r WHERE r.");
        sql.push(name(column)).push(" = ").bind(value).append(which.clone()).push(" AND r.deleted_at IS NULL");
        sql.and(access::looked_at(viewer, KEY, Access::View));
    };
    way("about", SqlValue::Text(of.about.to_owned()), "");
    if let Some((column, id)) = of.client {
        way(column, SqlValue::Integer(id), " UNION ");
    }
    sql
}

/// When the next of what is planned about a record is due, and what it is.
#[derive(Debug, Clone)]
pub(super) struct NextRow {
    pub due_at: Option<i64>,
    pub is_day: bool,
    pub type_code: String,
}

/// The first of what is still to do about each of these records, as far as the viewer may see it, by what it is about.
pub(super) fn next_of(conn: &Connection, viewer: &Viewer, about: &[String]) -> Result<HashMap<String, NextRow>> {
    let mut sql = Sql::new("SELECT a.about, a.due_at, a.due_is_day, a.type FROM json_each(");
    sql.bind(serde_json::json!(about).to_string());
    sql.push(") v CROSS JOIN activities a ON a.id = (SELECT r.id FROM activities r WHERE r.about = v.value");
    sql.push(" AND r.is_open = 1 AND r.deleted_at IS NULL").and(access::looked_at(viewer, KEY, Access::View));
    sql.push(" ORDER BY r.due_at NULLS LAST, r.id LIMIT 1)");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| {
        let is_day: Option<bool> = row.get(2)?;
        let next = NextRow { due_at: row.get(1)?, is_day: is_day.unwrap_or_default(), type_code: row.get(3)? };
        Ok((row.get(0)?, next))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
