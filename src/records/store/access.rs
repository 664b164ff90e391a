//! Which records a viewer may touch, as a condition of the query. There is no other check.

use super::sql::{Sql, name};
use crate::access::{Scope, Viewer};
use crate::kernel::{Access, KindKey, Result};
use crate::records::registry::Kind;
use rusqlite::{Connection, params_from_iter};
use std::collections::HashSet;

/// A condition on the rows of the table of `kind` under the alias `r`. Own records are those one is responsible for; who
/// observes a record may also view it.
pub fn condition(viewer: &Viewer, kind: KindKey, access: Access) -> Sql {
    match viewer.scope(kind, access) {
        Scope::All => Sql::new("1"),
        Scope::None => Sql::new("0"),
        Scope::Own => {
            let mut sql = Sql::new("(r.responsible_id = ");
            sql.bind(viewer.user_id.0);
            if access == Access::View {
                sql.push(" OR r.id IN (SELECT owner_id FROM record_observers WHERE user_id = ").bind(viewer.user_id.0);
                sql.push(" AND owner_kind = ").bind(kind.to_owned()).push(")");
            }
            sql.push(")");
            sql
        }
    }
}

/// [`condition`] as alternatives, each of which an index can answer: joined by OR they would make SQLite walk a whole
/// table for the few records of somebody who sees only own ones.
pub fn alternatives(viewer: &Viewer, kind: KindKey, access: Access) -> Vec<Sql> {
    if viewer.scope(kind, access) != Scope::Own {
        return vec![condition(viewer, kind, access)];
    }
    let mut own = Sql::new("r.responsible_id = ");
    own.bind(viewer.user_id.0);
    if access != Access::View {
        return vec![own];
    }
    let mut observed = Sql::new("r.id IN (SELECT owner_id FROM record_observers WHERE user_id = ");
    observed.bind(viewer.user_id.0).push(" AND owner_kind = ").bind(kind.to_owned()).push(")");
    vec![own, observed]
}

/// Those of the records with which the viewer may do this.
pub fn allowed(conn: &Connection, viewer: &Viewer, kind: &Kind, ids: &[i64], access: Access) -> Result<HashSet<i64>> {
    let mut sql = Sql::new("SELECT r.id FROM ");
    sql.push(name(kind.plural)).push(" r WHERE r.id IN (").bind_all(ids.iter().copied()).push(")");
    sql.and(condition(viewer, kind.key, access));
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
