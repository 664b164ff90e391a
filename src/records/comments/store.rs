//! Rows of `comments` and `comment_mentions`.

use crate::kernel::{KindKey, Result, Timestamp};
use crate::platform::db::Tx;
use crate::platform::events::{Row, RowChange};
use crate::records::sql::Sql;
use crate::records::store::rows;
use rusqlite::{Connection, params_from_iter};
use serde_json::json;
use std::collections::HashMap;

#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    pub id: i64,
    pub owner_kind: String,
    pub owner_id: i64,
    pub user_id: i64,
    pub body: String,
    pub created_at: Timestamp,
    pub is_deleted: bool,
    /// The names of those mentioned, as they are called now.
    pub mentions: Vec<String>,
}

/// Those of the comments that exist, deleted ones too.
pub fn by_ids(conn: &Connection, ids: &[i64]) -> Result<HashMap<i64, Comment>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql =
        Sql::new("SELECT id, owner_kind, owner_id, user_id, body, created_at, deleted_at FROM comments WHERE id IN (");
    sql.bind_all(ids.iter().copied()).push(")");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| {
        let comment = Comment {
            id: row.get(0)?,
            owner_kind: row.get(1)?,
            owner_id: row.get(2)?,
            user_id: row.get(3)?,
            body: row.get(4)?,
            created_at: Timestamp(row.get(5)?),
            is_deleted: row.get::<_, Option<i64>>(6)?.is_some(),
            mentions: Vec::new(),
        };
        Ok((comment.id, comment))
    })?;
    let mut found: HashMap<i64, Comment> = rows.collect::<rusqlite::Result<_>>()?;
    let mut sql = Sql::new(
        "SELECT m.comment_id, u.name FROM comment_mentions m JOIN users u ON u.id = m.user_id WHERE m.comment_id IN (",
    );
    sql.bind_all(ids.iter().copied()).push(") ORDER BY m.id");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let mut rows = statement.query(params_from_iter(sql.params))?;
    while let Some(row) = rows.next()? {
        if let Some(comment) = found.get_mut(&row.get(0)?) {
            comment.mentions.push(row.get(1)?);
        }
    }
    Ok(found)
}

pub(super) fn insert(tx: &Tx<'_>, kind: KindKey, id: i64, author: i64, body: &str) -> Result<RowChange> {
    let row = [
        ("owner_kind", json!(kind)),
        ("owner_id", json!(id)),
        ("user_id", json!(author)),
        ("body", json!(body)),
        ("created_at", json!(tx.now().0)),
    ];
    rows::insert(tx, "comments", Row::from_iter(row.map(|(column, value)| (column.to_owned(), value))))
}

/// Changes the columns that differ; what was changed.
pub(super) fn update(tx: &Tx<'_>, id: i64, column: &str, value: serde_json::Value) -> Result<Option<RowChange>> {
    rows::update(tx, "comments", id, Row::from_iter([(column.to_owned(), value)]))
}

/// Makes these users the ones mentioned.
pub(super) fn set_mentions(tx: &Tx<'_>, comment: i64, users: &[i64]) -> Result<Vec<RowChange>> {
    let mut statement =
        tx.prepare_cached("SELECT id, user_id FROM comment_mentions WHERE comment_id = ?1 ORDER BY id")?;
    let there: Vec<(i64, i64)> =
        statement.query_map([comment], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let mut changes = Vec::new();
    for (row, _) in there.iter().filter(|(_, user)| !users.contains(user)) {
        changes.extend(rows::delete(tx, "comment_mentions", *row, &["comment_id", "user_id"])?);
    }
    for user in users.iter().filter(|user| !there.iter().any(|(_, old)| old == *user)) {
        let row = [("comment_id".to_owned(), json!(comment)), ("user_id".to_owned(), json!(user))];
        changes.push(rows::insert(tx, "comment_mentions", Row::from_iter(row))?);
    }
    Ok(changes)
}
