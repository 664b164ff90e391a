//! Deleting a value of an office's list together with what its records need.

use super::bulk::CHUNK;
use super::{BulkChange, BulkDone, bulk_chunk};
use crate::access::Viewer;
use crate::kernel::{ActionId, RecordRef, Result};
use crate::platform::db::{Db, Tx};
use crate::platform::events;
use crate::records::list::{Condition, Filter, ListQuery, Op, all_ids};
use crate::records::options;
use crate::records::registry::Registry;
use crate::records::value::Values;
use std::sync::Arc;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionDeleted {
    pub action: Option<ActionId>,
    /// Records in the bin hold it still: it was archived instead.
    pub is_archived: bool,
}

/// Deletes the value `id` of `list`; the records that hold it get the value with the code `to` first. All is one action.
/// It is archived while they move, so that nothing new comes to it and what stands in the way there counts no more.
///
/// # Errors
/// Those of [`options::check_replaceable`], before any record is touched; `Conflict` for a value that is used where
/// there is no `to`.
pub async fn delete_option(
    db: &Db,
    viewer: &Viewer,
    registry: &Arc<Registry>,
    list: &str,
    id: i64,
    to: Option<&str>,
) -> Result<OptionDeleted> {
    let is_moving = to.is_some();
    let moved = match to {
        Some(to) => replace(db, viewer, registry, list, id, to).await?,
        None => BulkDone::default(),
    };
    let (viewer, registry, list) = (viewer.clone(), registry.clone(), list.to_owned());
    db.write(move |tx| {
        let item = options::get_of(tx, viewer.lang, &list, id)?;
        if let Some(action) = moved.action {
            events::resume(tx, action);
        }
        let is_used = options::is_used(tx, &registry, &list, &item.code)?;
        let is_archived = is_used && is_moving;
        match is_archived {
            true => options::archive(tx, &viewer, id, true)?,
            false => options::delete(tx, &viewer, &registry, id)?,
        }
        Ok(OptionDeleted { action: tx.action(), is_archived })
    })
    .await
}

/// Gives every record that holds the value another one.
async fn replace(
    db: &Db,
    viewer: &Viewer,
    registry: &Arc<Registry>,
    list: &str,
    id: i64,
    to: &str,
) -> Result<BulkDone> {
    let (as_viewer, of, code) = (viewer.clone(), list.to_owned(), to.to_owned());
    let begin = move |tx: &mut Tx<'_>| {
        let item = options::check_replaceable(tx, &as_viewer, &of, id, &code)?;
        // The deed is called by its end.
        events::open(tx, &as_viewer.actor(), "option.deleted", RecordRef::new("option", id))?;
        options::archive(tx, &as_viewer, id, true)?;
        Ok((item, BulkDone::begun(tx)?))
    };
    let (item, mut done) = db.write(begin).await?;
    for (kind, field) in options::uses(registry, list) {
        let filter = Filter(vec![Condition::new(&field, Op::Eq, [item.code.as_str()])]);
        let query = ListQuery { filter, ..ListQuery::default() };
        let (of_kind, as_viewer, now) = (kind.clone(), viewer.clone(), db.clock().now());
        let ids = db.read(move |conn| all_ids(conn, &as_viewer, &of_kind, &query, now)).await?;
        let change = BulkChange::Set(Values::default().with(field.as_str(), to));
        for chunk in ids.chunks(CHUNK) {
            let (chunk, kind, viewer, change, before) =
                (chunk.to_vec(), kind.clone(), viewer.clone(), change.clone(), done.clone());
            done = db.write(move |tx| bulk_chunk(tx, &viewer, &kind, &chunk, &change, before)).await?;
        }
    }
    Ok(done)
}
