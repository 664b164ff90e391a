//! Which records a viewer may touch, as a condition of the query. There is no other check.

use super::sql::{Sql, name};
use crate::access::{Scope, Viewer};
use crate::kernel::{Access, KindKey, Result};
use crate::records::registry::Kind;
use crate::records::value::Record;
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

/// [`condition`] of a record that was read with who is responsible for it, and that the viewer may view: for what they may do
/// with it beside that.
pub fn may(viewer: &Viewer, kind: KindKey, record: &Record, access: Access) -> bool {
    match viewer.scope(kind, access) {
        Scope::All => true,
        Scope::Own => record.values.int("responsible_id") == Some(viewer.user_id.0),
        Scope::None => false,
    }
}

/// [`condition`], looked at row by row: the plus keeps SQLite from the indexes that would answer it.
pub fn looked_at(viewer: &Viewer, kind: KindKey, access: Access) -> Sql {
    let mut sql = Sql::new("+");
    sql.append(condition(viewer, kind, access));
    sql
}

/// One way to come upon records that a viewer may touch: the tables to go through, and the condition.
pub struct Alternative {
    pub from: Sql,
    pub condition: Sql,
}

impl Alternative {
    pub fn of_table(table: &str, condition: Sql) -> Alternative {
        Alternative { from: Sql::new([name(table), " r"].concat()), condition }
    }
}

/// [`condition`] as alternatives, each of which an index can answer: joined by OR they would make SQLite walk a whole
/// table for the few records of somebody who sees only own ones. No row meets two of them.
pub fn alternatives(viewer: &Viewer, kind: KindKey, table: &str, access: Access) -> Vec<Alternative> {
    if viewer.scope(kind, access) != Scope::Own {
        return vec![Alternative::of_table(table, condition(viewer, kind, access))];
    }
    let mut own = Sql::new("r.responsible_id = ");
    own.bind(viewer.user_id.0);
    let mut found = vec![Alternative::of_table(table, own)];
    if access == Access::View {
        // What one observes comes first: no index of the records themselves tells of it.
        let mut from = Sql::new("record_observers o CROSS JOIN ");
        from.push(name(table)).push(" r ON r.id = o.owner_id");
        let mut observed = Sql::new("o.user_id = ");
        observed.bind(viewer.user_id.0).push(" AND o.owner_kind = ").bind(kind.to_owned());
        observed.push(" AND r.responsible_id IS NOT ").bind(viewer.user_id.0);
        found.push(Alternative { from, condition: observed });
    }
    found
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
