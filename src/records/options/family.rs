//! A value with those of another list that belong to it: a pipeline with its stages.

use super::edit::{COLUMNS, note, only_admin, refuse_fixed};
use super::{OptionItem, get, is_used, query, siblings};
use crate::access::Viewer;
use crate::kernel::{Error, Lang, Result};
use crate::platform::db::Tx;
use crate::records::registry::Registry;
use crate::records::store::rows;
use rusqlite::Connection;

/// What belongs to a value, in the order of each list; the archived too.
pub fn members(conn: &Connection, lang: Lang, id: i64) -> Result<Vec<OptionItem>> {
    query(conn, lang, "parent_id = ?1 ORDER BY list, position, id", [id])
}

/// Deletes a value with all that belongs to it; `in_use` says why it cannot where records hold any of it.
///
/// # Errors
/// `Forbidden` for anybody but an admin; `Conflict` for values that are used, or for the last of its list.
pub fn delete_whole(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    registry: &Registry,
    id: i64,
    in_use: fn(Lang) -> &'static str,
) -> Result<()> {
    only_admin(viewer)?;
    let item = get(tx, Lang::En, id)?;
    refuse_fixed(&siblings(tx, Lang::En, &item)?, &item)?;
    // What is taken back is put in from behind: the value before its members.
    let mut whole = members(tx, Lang::En, id)?;
    whole.push(item);
    let mut rows = Vec::new();
    for value in &whole {
        if is_used(tx, registry, &value.list, &value.code)? {
            return Err(Error::conflict(in_use));
        }
        rows.extend(rows::delete(tx, "options", value.id, &COLUMNS)?);
    }
    note(tx, viewer, "option.deleted", id, &rows)
}
