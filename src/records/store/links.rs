//! Links of many to many: pairs that are seen, and changed, from both ends.

use super::children::{noted, row};
use super::sql::{Sql, name};
use super::{ById, Titles, access, rows};
use crate::access::Viewer;
use crate::kernel::{Access, Result};
use crate::platform::db::Tx;
use crate::platform::events::RowChange;
use crate::records::registry::LinkTable;
use crate::records::value::{LinkItem, Value};
use rusqlite::{Connection, params_from_iter};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// The links of many records: see [`children::load`]. Notes the titles of what they lead to.
pub fn load(
    conn: &Connection,
    viewer: Option<&Viewer>,
    links: LinkTable,
    ids: &[i64],
    titles: &mut Titles,
) -> Result<ById<Value>> {
    let mut sql = Sql::new("SELECT l.");
    sql.push(name(links.own)).push(", l.").push(name(links.other)).push(", l.position, l.").push(name(links.main));
    sql.push(", r.title, l.id FROM ").push(name(links.table)).push(" l JOIN ").push(name(links.other_table));
    sql.push(" r ON r.id = l.").push(name(links.other)).push(" WHERE l.").push(name(links.own));
    sql.push(" IN (").bind_all(ids.iter().copied()).push(")");
    if let Some(viewer) = viewer {
        sql.push(" AND r.deleted_at IS NULL").and(access::condition(viewer, links.other_kind, Access::View));
    }
    let mut found: ById<Vec<(i64, LinkItem)>> = ById::default();
    let mut statement = conn.prepare_cached(&sql.text)?;
    let mut rows = statement.query(params_from_iter(sql.params))?;
    while let Some(row) = rows.next()? {
        let item = LinkItem { id: row.get(1)?, position: row.get(2)?, is_main: row.get(3)? };
        titles.entry((links.other_kind, item.id)).or_insert(row.get(4)?);
        found.entry(row.get(0)?).or_default().push((row.get(5)?, item));
    }
    let in_order = |mut items: Vec<(i64, LinkItem)>| {
        // The main one first, then the oldest; sorted here, since SQLite would sort those of all records together.
        items.sort_by_key(|(row_id, item)| (!item.is_main, *row_id));
        Value::Links(items.into_iter().map(|(_, item)| item).collect())
    };
    Ok(found.into_iter().map(|(id, items)| (id, in_order(items))).collect())
}

pub fn columns(links: LinkTable) -> [&'static str; 5] {
    [links.own, links.other, "position", links.main, links.main_there]
}

/// A pair that is stored.
struct Pair {
    row_id: i64,
    other: i64,
    is_main: bool,
}

/// Makes the pairs of a record be those that are wanted: see [`children::replace`].
pub fn replace(
    tx: &Tx<'_>,
    links: LinkTable,
    id: i64,
    seen: Option<&[LinkItem]>,
    wanted: &[LinkItem],
) -> Result<Vec<RowChange>> {
    let there = if seen.is_some() { pairs(tx, links, id)? } else { Vec::new() };
    let seen = seen.unwrap_or_default();
    let is_unseen = |pair: &Pair| ![seen, wanted].iter().any(|items| items.iter().any(|item| item.id == pair.other));
    let mut wanted = wanted.to_vec();
    let has_main = wanted.iter().any(|item| item.is_main);
    if let Some(first) = wanted.first_mut()
        && !has_main
        && !there.iter().any(|pair| pair.is_main && is_unseen(pair))
    {
        first.is_main = true;
    }
    let mut changes = Vec::new();
    for pair in there {
        // A pair that stays keeps its row, so that the history shows a change of position and no new link.
        match wanted.iter().position(|item| item.id == pair.other) {
            Some(index) => {
                let item = wanted.remove(index);
                let change = row([("position", json!(item.position)), (links.main, json!(i64::from(item.is_main)))]);
                changes.extend(rows::update(tx, links.table, pair.row_id, change)?);
            }
            None if seen.iter().any(|item| item.id == pair.other) => {
                let deleted = rows::delete(tx, links.table, pair.row_id, &columns(links))?;
                let was_main = deleted.as_ref().is_some_and(|change| was_main_there(links, change));
                changes.extend(deleted);
                if was_main {
                    changes.extend(promote(tx, links, pair.other)?);
                }
            }
            // There is one main link, also where two people do not see the same links.
            None if pair.is_main && has_main => {
                let change = row([(links.main, json!(0))]);
                changes.extend(rows::update(tx, links.table, pair.row_id, change)?);
            }
            None => {}
        }
    }
    for item in wanted {
        let is_first_there = !has_main_at(tx, links.reversed(links.other_kind, links.other_table), item.id)?;
        let row = row([
            (links.own, json!(id)),
            (links.other, json!(item.id)),
            ("position", json!(item.position)),
            (links.main, json!(i64::from(item.is_main))),
            (links.main_there, json!(i64::from(is_first_there))),
        ]);
        changes.push(rows::insert(tx, links.table, row)?);
    }
    Ok(changes)
}

fn pairs(tx: &Tx<'_>, links: LinkTable, id: i64) -> Result<Vec<Pair>> {
    let mut sql = Sql::new("SELECT id, ");
    sql.push(name(links.other)).push(", ").push(name(links.main)).push(" FROM ").push(name(links.table));
    sql.push(" WHERE ").push(name(links.own)).push(" = ?1 ORDER BY id");
    let mut statement = tx.prepare_cached(&sql.text)?;
    let rows =
        statement.query_map([id], |row| Ok(Pair { row_id: row.get(0)?, other: row.get(1)?, is_main: row.get(2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The records at the other end of the pairs that were changed: each of them is another than it was.
pub fn others(tx: &Tx<'_>, links: LinkTable, changes: &[RowChange]) -> Result<BTreeSet<i64>> {
    let mut ids = BTreeSet::new();
    for change in changes.iter().filter(|change| change.table == links.table) {
        // Of a pair that stays, only what changed is noted.
        let other = noted(tx, change, &[links.other])?.and_then(|row| row[links.other].as_i64());
        ids.extend(other);
    }
    Ok(ids)
}

fn has_main_at(tx: &Tx<'_>, links: LinkTable, id: i64) -> Result<bool> {
    let mut sql = Sql::new("SELECT 1 FROM ");
    sql.push(name(links.table)).push(" WHERE ").push(name(links.own)).push(" = ?1 AND ");
    sql.push(name(links.main)).push(" = 1 LIMIT 1");
    Ok(tx.prepare_cached(&sql.text)?.exists([id])?)
}

fn was_main_there(links: LinkTable, deleted: &RowChange) -> bool {
    deleted.before.as_ref().and_then(|row| row.get(links.main_there)).and_then(Json::as_i64) == Some(1)
}

/// Who has lost the main one of its links has the oldest of the others for it.
fn promote(tx: &Tx<'_>, links: LinkTable, other: i64) -> Result<Option<RowChange>> {
    let mut left = pairs(tx, links.reversed(links.other_kind, links.other_table), other)?;
    if left.is_empty() || left.iter().any(|pair| pair.is_main) {
        return Ok(None);
    }
    rows::update(tx, links.table, left.remove(0).row_id, row([(links.main_there, json!(1))]))
}
