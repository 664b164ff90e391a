//! Rows of `attachments`.

use super::TABLE;
use crate::kernel::{KindKey, Result, Timestamp};
use crate::platform::db::Tx;
use crate::platform::events::{Row, RowChange};
use crate::platform::files::{Blob, BlobHash, MediaType};
use crate::records::sql::Sql;
use crate::records::store::rows;
use anyhow::Context;
use rusqlite::{Connection, params_from_iter};
use serde_json::json;
use std::collections::{HashMap, HashSet};

#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    pub id: i64,
    pub owner_kind: String,
    pub owner_id: i64,
    pub hash: BlobHash,
    pub name: String,
    pub media_type: MediaType,
    pub size_bytes: u64,
    pub created_at: Timestamp,
    pub created_by: i64,
    /// What the person who added it is called now.
    pub author: String,
    pub is_deleted: bool,
}

const SELECT: &str =
    "SELECT a.id, a.owner_kind, a.owner_id, a.sha256, a.name, a.media_type, a.size_bytes, a.created_at,
    a.created_by, u.name AS author, a.deleted_at FROM attachments a JOIN users u ON u.id = a.created_by WHERE ";

/// The files of a record that are there, the latest first: at most so many.
pub fn list(conn: &Connection, kind: KindKey, id: i64, most: usize) -> Result<Vec<Attachment>> {
    let mut sql = Sql::new(SELECT);
    sql.push("a.owner_kind = ").bind(kind.to_owned()).push(" AND a.owner_id = ").bind(id);
    sql.push(" AND a.deleted_at IS NULL ORDER BY a.id DESC LIMIT ").bind(most as i64);
    query(conn, sql)
}

/// How many there are of [`list`].
pub fn count(conn: &Connection, kind: KindKey, id: i64) -> Result<usize> {
    let mut statement = conn.prepare_cached(
        "SELECT count(*) FROM attachments WHERE owner_kind = ?1 AND owner_id = ?2 AND deleted_at IS NULL",
    )?;
    let count: i64 = statement.query_row((kind, id), |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Those of the files that have a row, deleted ones too.
pub fn by_ids(conn: &Connection, ids: &[i64]) -> Result<HashMap<i64, Attachment>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Sql::new(SELECT);
    sql.push("a.id IN (").bind_all(ids.iter().copied()).push(")");
    Ok(query(conn, sql)?.into_iter().map(|file| (file.id, file)).collect())
}

/// The files that hang on records now.
pub fn in_use(conn: &Connection) -> Result<HashSet<BlobHash>> {
    let mut statement = conn.prepare("SELECT DISTINCT sha256 FROM attachments WHERE deleted_at IS NULL")?;
    let hashes = statement.query_map([], |row| row.get::<_, String>(0))?;
    hashes.map(|hash| hash?.parse()).collect()
}

/// The sizes of the files that hang on records now.
pub fn sizes(conn: &Connection) -> Result<HashMap<BlobHash, u64>> {
    let mut statement = conn.prepare("SELECT DISTINCT sha256, size_bytes FROM attachments WHERE deleted_at IS NULL")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    rows.map(|row| row.map_err(Into::into).and_then(|(hash, size)| Ok((hash.parse()?, size.unsigned_abs())))).collect()
}

/// How many different files hang on records now, and their bytes in all.
pub fn total(conn: &Connection) -> Result<(i64, u64)> {
    let sql = "SELECT count(*), coalesce(sum(size_bytes), 0)
               FROM (SELECT DISTINCT sha256, size_bytes FROM attachments WHERE deleted_at IS NULL)";
    let total = conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
    Ok((total.0, total.1.unsigned_abs()))
}

/// The files whose bytes have to stay for their rows: those that are there, and those that were deleted since, or that an
/// undo since touched and that another may bring back.
pub(super) fn needed_by_rows(conn: &Connection, since: Timestamp) -> Result<HashSet<BlobHash>> {
    let mut statement = conn.prepare(
        "SELECT DISTINCT sha256 FROM attachments a WHERE deleted_at IS NULL OR deleted_at >= ?1
           OR EXISTS (SELECT 1 FROM events e JOIN event_values v ON v.event_id = e.id
                      WHERE e.kind = a.owner_kind AND e.record_id = a.owner_id AND e.at >= ?1
                        AND instr(v.body, '\"attachments\"') > 0)",
    )?;
    let hashes = statement.query_map([since.0], |row| row.get::<_, String>(0))?;
    let mut needed = HashSet::new();
    for hash in hashes {
        needed.extend(hash?.parse::<BlobHash>().ok());
    }
    Ok(needed)
}

/// The files that events since speak of: a row whose adding was undone is not there, but may come back.
pub(super) fn needed_by_events(conn: &Connection, since: Timestamp) -> Result<HashSet<BlobHash>> {
    let mut statement = conn.prepare(
        "SELECT v.body FROM events e JOIN event_values v ON v.event_id = e.id
         WHERE e.at >= ?1 AND (e.verb = 'file.added' OR e.verb LIKE '%.undone') AND instr(v.body, '\"sha256\":') > 0",
    )?;
    let mut rows = statement.query([since.0])?;
    let mut needed = HashSet::new();
    while let Some(row) = rows.next()? {
        let body = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        let changes: Vec<RowChange> = serde_json::from_str(body).context("decode an event")?;
        let sides = changes.iter().flat_map(|change| [&change.before, &change.after]).flatten();
        needed.extend(sides.filter_map(|row| row.get("sha256")?.as_str()?.parse::<BlobHash>().ok()));
    }
    Ok(needed)
}

pub(super) fn insert(tx: &Tx<'_>, kind: KindKey, id: i64, author: i64, name: &str, blob: &Blob) -> Result<RowChange> {
    let row = [
        ("owner_kind", json!(kind)),
        ("owner_id", json!(id)),
        ("sha256", json!(blob.hash.to_string())),
        ("name", json!(name)),
        ("media_type", json!(blob.media_type.name())),
        ("size_bytes", json!(blob.size_bytes)),
        ("created_at", json!(tx.now().0)),
        ("created_by", json!(author)),
    ];
    rows::insert(tx, TABLE, Row::from_iter(row.map(|(column, value)| (column.to_owned(), value))))
}

/// `None` if it is so already.
pub(super) fn update(tx: &Tx<'_>, id: i64, column: &str, value: serde_json::Value) -> Result<Option<RowChange>> {
    rows::update(tx, TABLE, id, Row::from_iter([(column.to_owned(), value)]))
}

fn query(conn: &Connection, sql: Sql) -> Result<Vec<Attachment>> {
    let mut statement = conn.prepare_cached(&sql.text)?;
    let mut rows = statement.query(params_from_iter(sql.params))?;
    let mut files = Vec::new();
    while let Some(row) = rows.next()? {
        files.push(Attachment {
            id: row.get("id")?,
            owner_kind: row.get("owner_kind")?,
            owner_id: row.get("owner_id")?,
            hash: row.get::<_, String>("sha256")?.parse()?,
            name: row.get("name")?,
            media_type: MediaType::parse(row.get_ref("media_type")?.as_str().unwrap_or_default()),
            size_bytes: u64::try_from(row.get::<_, i64>("size_bytes")?).unwrap_or_default(),
            created_at: Timestamp(row.get("created_at")?),
            created_by: row.get("created_by")?,
            author: row.get("author")?,
            is_deleted: row.get::<_, Option<i64>>("deleted_at")?.is_some(),
        });
    }
    Ok(files)
}
