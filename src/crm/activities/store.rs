//! What activities ask of the database beside their own rows: who stands behind the record that they are about.

use crate::access::Viewer;
use crate::kernel::{Access, KindKey, Result};
use crate::records::sql::{Sql, name};
use crate::records::store::access;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

/// How the records of a kind say with whom they are: what selects the contact and the company of the record `?`.
const CLIENTS: [(KindKey, &str); 3] = [
    (
        "contact",
        "SELECT c.id, (SELECT company_id FROM contact_companies WHERE contact_id = c.id
                       ORDER BY is_main_company DESC, id LIMIT 1)
         FROM contacts c WHERE c.id = ?1",
    ),
    ("company", "SELECT NULL, id FROM companies WHERE id = ?1"),
    ("lead", "SELECT contact_id, company_id FROM leads WHERE id = ?1"),
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
