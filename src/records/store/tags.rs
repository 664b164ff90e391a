//! The words in use as tags.

use super::access::alternatives;
use super::sql::Sql;
use crate::access::{Scope, Viewer};
use crate::kernel::{Access, Result};
use crate::records::registry::Kind;
use rusqlite::{Connection, params_from_iter};

/// Records of one's own, the newest, whose tags are offered.
const LOOKED_AT: i64 = 2000;

/// The words and their hues, by the alphabet. Who does not see all records is told those of the newest of this kind that
/// they see.
pub fn names(conn: &Connection, viewer: &Viewer, kind: &Kind, limit: usize) -> Result<Vec<(String, String)>> {
    let mut sql = Sql::new("SELECT name, color FROM tags");
    if viewer.scope(kind.key, Access::View) != Scope::All {
        sql.push(" WHERE id IN (");
        for (index, seen) in alternatives(viewer, kind.key, kind.plural, Access::View).into_iter().enumerate() {
            sql.push(if index > 0 { " UNION ALL " } else { "" }).push("SELECT t.tag_id FROM (SELECT r.id FROM ");
            sql.append(seen.from).push(" WHERE ").append(seen.condition).push(" AND r.deleted_at IS NULL");
            sql.push(" ORDER BY r.created_at DESC LIMIT ").bind(LOOKED_AT).push(") s CROSS JOIN record_tags t");
            sql.push(" ON t.owner_id = s.id AND t.owner_kind = ").bind(kind.key.to_owned());
        }
        sql.push(")");
    }
    sql.push(" ORDER BY fold LIMIT ").bind(limit as i64);
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
