//! What activities ask of the database beside their own rows: who stands behind the record that they are about.

use super::fields::KEY;
use crate::access::Viewer;
use crate::kernel::{Access, KindKey, Result};
use crate::records::panels::Span;
use crate::records::sql::{Sql, name};
use crate::records::store::access;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

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

/// The live activities about a record that the viewer may change.
pub(super) fn changeable_about(conn: &Connection, viewer: &Viewer, about: &str) -> Result<Vec<i64>> {
    let mut sql = Sql::new("SELECT r.id FROM activities r WHERE r.deleted_at IS NULL AND r.about = ");
    sql.bind(about.to_owned()).and(access::condition(viewer, KEY, Access::Edit)).push(" ORDER BY r.id");
    ids(conn, sql)
}

/// With which records an activity is found: those it is about, and of a contact or company those that are with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Of<'a> {
    pub about: &'a str,
    /// The column that holds the record, and its id.
    pub client: Option<(&'static str, i64)>,
}

/// What is still to do with a record and the viewer may see, soonest first, what has no time last.
pub(super) fn planned(conn: &Connection, viewer: &Viewer, of: Of<'_>, limit: usize) -> Result<Vec<i64>> {
    let mut sql = of_record(of, true);
    sql.and(access::looked_at(viewer, KEY, Access::View)).push(" ORDER BY r.due_at IS NULL, r.due_at, r.id LIMIT ");
    sql.bind(limit as i64);
    ids(conn, sql)
}

/// What was done with a record in this time and the viewer may see, the latest first.
pub(super) fn done(conn: &Connection, viewer: &Viewer, of: Of<'_>, span: Span, limit: usize) -> Result<Vec<i64>> {
    let mut sql = of_record(of, false);
    sql.and(access::looked_at(viewer, KEY, Access::View));
    if let Some(from) = span.from {
        sql.push(" AND r.done_at >= ").bind(from.0);
    }
    if let Some(before) = span.before {
        sql.push(" AND r.done_at < ").bind(before.0);
    }
    sql.push(" ORDER BY r.done_at DESC, r.id DESC LIMIT ").bind(limit as i64);
    ids(conn, sql)
}

fn of_record(of: Of<'_>, is_open: bool) -> Sql {
    let open = if is_open { " AND is_open = 1" } else { " AND is_open = 0" };
    let mut sql = Sql::new("SELECT r.id FROM activities r WHERE r.id IN (SELECT id FROM activities WHERE about = ");
    sql.bind(of.about.to_owned()).push(open);
    if let Some((column, id)) = of.client {
        sql.push(" UNION SELECT id FROM activities WHERE ").push(name(column)).push(" = ").bind(id).push(open);
    }
    sql.push(") AND r.deleted_at IS NULL");
    sql
}

/// When the next of what is planned about a record is due, and what it is.
#[derive(Debug, Clone)]
pub(super) struct NextRow {
    pub about: String,
    pub due_at: Option<i64>,
    pub is_day: bool,
    pub type_code: String,
}

/// The first of what is still to do about each of these records, as far as the viewer may see it.
pub(super) fn next_of(conn: &Connection, viewer: &Viewer, about: &[String]) -> Result<Vec<NextRow>> {
    let mut sql = Sql::new("SELECT r.about, r.due_at, r.due_is_day, r.type FROM activities r WHERE r.about IN (");
    sql.bind_all(about.iter().cloned()).push(") AND r.is_open = 1 AND r.deleted_at IS NULL");
    sql.and(access::looked_at(viewer, KEY, Access::View)).push(" ORDER BY r.about, r.due_at IS NULL, r.due_at, r.id");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| {
        let is_day: Option<bool> = row.get(2)?;
        Ok(NextRow {
            about: row.get(0)?,
            due_at: row.get(1)?,
            is_day: is_day.unwrap_or_default(),
            type_code: row.get(3)?,
        })
    })?;
    let mut first: Vec<NextRow> = rows.collect::<rusqlite::Result<_>>()?;
    first.dedup_by(|next, before| next.about == before.about);
    Ok(first)
}

fn ids(conn: &Connection, sql: Sql) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
