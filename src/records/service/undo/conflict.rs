//! Whether a change can be taken back.

use super::lists;
use crate::access::{Scope, Viewer};
use crate::kernel::{Access, ActionId, Error, Result};
use crate::platform::db::Tx;
use crate::platform::events::{self, Event, Row, RowChange};
use crate::records::registry::{FieldType, Kind, Registry};
use crate::records::sql::{Sql, name};
use crate::records::store::{access, children, rows};
use rusqlite::{Connection, ErrorCode, OptionalExtension, params_from_iter};
use serde_json::Value as Json;

/// Something that was not taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub kind: String,
    pub record_id: i64,
    /// The fields that hold something else now; empty when the record itself was changed, deleted or is used.
    pub columns: Vec<String>,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Somebody changed it since.
    Changed,
    /// Its place was taken, or something refers to it.
    Taken,
    /// The viewer may not change this record any more.
    NotAllowed,
    /// A rule of its kind would not hold any more.
    Unruly,
}

pub(super) enum Verdict {
    /// It can be taken back.
    Free,
    /// It is as it was before already.
    Back,
    Conflict(Conflict),
}

/// What is written about a record.
const COMMENTS: [&str; 2] = ["comments", "comment_mentions"];

/// Tables that belong to no record, whose rows can be taken back.
const OTHERS: [&str; 4] = ["options", "comment_mentions", "saved_views", "currency_rates"];

/// Kinds of subjects that only administrators change.
const OF_THE_OFFICE: [&str; 2] = ["option", "rate"];

/// Columns of a record that are not part of what undo takes back.
const UNNOTED: [&str; 2] = ["updated_at", "updated_by"];

pub(super) fn judge(conn: &Connection, registry: &Registry, event: &Event, change: &RowChange) -> Result<Verdict> {
    let named = |columns: Vec<String>, why| {
        Verdict::Conflict(Conflict { kind: event.kind.clone(), record_id: event.record_id, columns, why })
    };
    // It only tells where the others came from.
    if change.before.is_none() && change.after.is_none() {
        return Ok(Verdict::Back);
    }
    if !is_undoable_table(registry, &change.table) {
        return Ok(named(Vec::new(), Why::Changed));
    }
    let columns = change.after.as_ref().or(change.before.as_ref());
    let columns = columns.into_iter().flat_map(Row::keys).map(String::as_str);
    let there = rows::find(conn, &change.table, change.id, columns.collect::<Vec<_>>().into_iter())?;
    let kind = registry.kind(&event.kind).ok();
    let field = kind.as_ref().map(|kind| children::field_of(conn, kind, change)).transpose()?.flatten();
    // A phone that only stands at another place among its like may go.
    let is_as_it_came = |now: &Row, after: &Row| {
        after.iter().all(|(column, value)| {
            now.get(column) == Some(value) || field.is_some_and(|field| children::is_place(field, column))
        })
    };
    Ok(match (&change.before, &change.after, there) {
        // Inserted: it may go only as it came.
        (None, Some(_), None) => Verdict::Back,
        (None, Some(after), Some(now))
            if is_as_it_came(&now, after) && lists::is_needed(conn, registry, event, change)? =>
        {
            named(Vec::new(), Why::Taken)
        }
        (None, Some(after), Some(now)) if is_as_it_came(&now, after) => match registry.by_plural(&change.table) {
            Ok(kind) if was_touched(conn, &kind, event, change.id, after)? => named(Vec::new(), Why::Changed),
            _ => Verdict::Free,
        },
        (None, Some(_), Some(_)) => named(Vec::new(), Why::Changed),
        (Some(_), Some(_), None) => named(Vec::new(), Why::Changed),
        (Some(_), Some(after), Some(now)) if now == *after => match lists::would_be_missed(conn, change)? {
            true => named(Vec::new(), Why::Taken),
            false => Verdict::Free,
        },
        (Some(before), Some(_), Some(now)) if now == *before => Verdict::Back,
        (Some(_), Some(after), Some(now)) => {
            let differing = after.iter().filter(|(column, value)| now.get(*column) != Some(value));
            named(differing.map(|(column, _)| column.clone()).collect(), Why::Changed)
        }
        // Deleted: it comes back unless its place was taken, or what it belonged to is gone.
        (Some(before), None, Some(now)) if now == *before => Verdict::Back,
        (Some(_), None, Some(_)) => named(Vec::new(), Why::Taken),
        (Some(before), None, None) if is_owner_gone(conn, registry, &change.table, before)? => {
            named(Vec::new(), Why::Taken)
        }
        (Some(_), None, None) => Verdict::Free,
        (None, None, _) => Verdict::Back,
    })
}

/// Whether the viewer may still do with the subject what the undo does.
pub(super) fn may_touch(tx: &Tx<'_>, registry: &Registry, viewer: &Viewer, event: &Event) -> Result<bool> {
    let Ok(kind) = registry.kind(&event.kind) else {
        // What the office keeps is the admin's, but for values of lists that came with an import of one's own; views and
        // comments were the author's own.
        let is_office = OF_THE_OFFICE.contains(&event.kind.as_str());
        return Ok(!is_office || viewer.is_admin() || is_of_import(tx, event.action)?);
    };
    let access = needed(tx, viewer, kind.plural, event)?;
    match viewer.scope(kind.key, access) {
        Scope::All => return Ok(true),
        Scope::None => return Ok(false),
        Scope::Own => {}
    }
    let is_there = |condition: Option<Sql>| -> Result<bool> {
        let mut sql = Sql::new("SELECT 1 FROM ");
        sql.push(name(kind.plural)).push(" r WHERE r.id = ").bind(event.record_id);
        if let Some(condition) = condition {
            sql.and(condition);
        }
        exists(tx, sql)
    };
    // A record whose creation was undone comes back to who had made it.
    let may_create = viewer.scope(kind.key, Access::Create) != Scope::None;
    Ok(is_there(Some(access::condition(viewer, kind.key, access)))? || (may_create && !is_there(None)?))
}

/// By what its rows are, for the event of an undo bears no other verb than that.
fn needed(conn: &Connection, viewer: &Viewer, plural: &str, event: &Event) -> Result<Access> {
    let is_comment = |change: &RowChange| COMMENTS.contains(&change.table.as_str());
    let is_binned = |change: &RowChange| {
        let has = |row: &Option<Row>| row.as_ref().is_some_and(|row| row.contains_key("deleted_at"));
        change.table == plural && has(&change.before) && has(&change.after)
    };
    Ok(match &event.rows {
        // Who may read a record may write about it.
        rows if rows.iter().all(is_comment) => Access::View,
        rows if are_own_files(conn, viewer, rows)? => Access::View,
        rows if rows.iter().any(is_binned) => Access::Delete,
        _ => Access::Edit,
    })
}

/// Whether all of it are files that the viewer added.
fn are_own_files(conn: &Connection, viewer: &Viewer, changes: &[RowChange]) -> Result<bool> {
    if !changes.iter().all(|change| change.table == "attachments") {
        return Ok(false);
    }
    for change in changes {
        let author = |row: &Row| row.get("created_by").and_then(Json::as_i64);
        let told = [&change.before, &change.after].into_iter().flatten().find_map(author);
        let author = match told {
            Some(author) => Some(author),
            None => rows::find(conn, &change.table, change.id, ["created_by"].into_iter())?.as_ref().and_then(author),
        };
        if author != Some(viewer.user_id.0) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether an action is an import, or took one back.
fn is_of_import(conn: &Connection, id: ActionId) -> Result<bool> {
    let mut next = Some(id);
    while let Some(action) = next.map(|id| events::find_action(conn, id)).transpose()?.flatten() {
        if action.verb.ends_with(".imported") {
            return Ok(true);
        }
        next = action.undoes;
    }
    Ok(false)
}

/// UNIQUE, a foreign key, or a rule of the table itself.
pub(super) fn is_constraint(error: &Error) -> bool {
    let Error::Internal(cause) = error else { return false };
    let sqlite = cause.downcast_ref::<rusqlite::Error>();
    sqlite.is_some_and(|error| error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation))
}

/// Whether a record is more, or something else, than what its creation wrote.
fn was_touched(conn: &Connection, kind: &Kind, event: &Event, id: i64, created: &Row) -> Result<bool> {
    Ok(has_later_events(conn, event)? || has_other_values(conn, kind, id, created)? || owns_rows(conn, kind, id)?)
}

/// Whether an action that is in force touched the record since.
fn has_later_events(conn: &Connection, event: &Event) -> Result<bool> {
    let later: Option<i64> = conn
        .prepare_cached(
            "SELECT e.id FROM events e JOIN actions a ON a.id = e.action_id
             WHERE e.kind = ?1 AND e.record_id = ?2 AND e.id > ?3 AND e.action_id <> ?4
               AND a.undone_by IS NULL AND a.undoes IS NULL AND e.verb NOT LIKE '%.undone' LIMIT 1",
        )?
        .query_row((&event.kind, event.record_id, event.id, event.action.0), |row| row.get(0))
        .optional()?;
    Ok(later.is_some())
}

fn has_other_values(conn: &Connection, kind: &Kind, id: i64, created: &Row) -> Result<bool> {
    // What is planned about it is no part of it.
    let fields = kind.fields.iter().filter(|field| field.field_type != FieldType::Plan);
    let fields = fields.filter_map(|field| field.column());
    let columns: Vec<&str> = fields
        .chain(["deleted_at"])
        .filter(|column| {
            !created.contains_key(*column) && !UNNOTED.contains(column) && kind.board_since != Some(column)
        })
        .collect();
    let now = rows::find(conn, kind.plural, id, columns.into_iter())?;
    Ok(now.is_some_and(|row| row.values().any(|value| *value != Json::Null)))
}

/// The points and tags that came with the record went before it, newest first: what is left came later.
fn owns_rows(conn: &Connection, kind: &Kind, id: i64) -> Result<bool> {
    for table in children::OWNED {
        let mut sql = Sql::new("SELECT 1 FROM ");
        sql.push(name(table)).push(" WHERE owner_kind = ").bind(kind.key.to_owned()).push(" AND owner_id = ").bind(id);
        sql.push(" LIMIT 1");
        if exists(conn, sql)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_owner_gone(conn: &Connection, registry: &Registry, table: &str, row: &Row) -> Result<bool> {
    if !children::OWNED.contains(&table) {
        return Ok(false);
    }
    let owner = row.get("owner_kind").and_then(Json::as_str).and_then(|kind| registry.kind(kind).ok());
    let (Some(kind), Some(id)) = (owner, row.get("owner_id").and_then(Json::as_i64)) else { return Ok(true) };
    let mut sql = Sql::new("SELECT 1 FROM ");
    sql.push(name(kind.plural)).push(" WHERE id = ").bind(id);
    Ok(!exists(conn, sql)?)
}

fn exists(conn: &Connection, sql: Sql) -> Result<bool> {
    Ok(conn.prepare_cached(&sql.text)?.exists(params_from_iter(sql.params))?)
}

fn is_undoable_table(registry: &Registry, table: &str) -> bool {
    let is_beside = || {
        let kinds = registry.kinds();
        kinds.iter().flat_map(|kind| &kind.fields).any(|field| children::table_of(field) == Some(table))
    };
    registry.by_plural(table).is_ok() || children::OWNED.contains(&table) || OTHERS.contains(&table) || is_beside()
}
