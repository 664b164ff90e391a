//! The bin: a deleted record leaves all lists and the search, and can be put back.

use super::save::{Saved, for_change, note};
use crate::access::Viewer;
use crate::kernel::{Access, Error, Result};
use crate::platform::db::Tx;
use crate::records::registry::{Field, Kind};
use crate::records::store::{self, Stamp, sql::Sql};

/// Moves a record into the bin.
///
/// # Errors
/// As [`super::update`].
pub fn delete(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, expected_version: Option<i64>) -> Result<Saved> {
    let record = for_change(tx, viewer, kind, id, Access::Delete, expected_version)?;
    let stamp = Stamp { at: tx.now(), by: Some(viewer.user_id) };
    let rows = store::set_deleted(tx, kind, &record, Some(stamp.at), stamp)?;
    let action = note(tx, viewer, kind, id, "deleted", &rows)?;
    Ok(Saved { id, action: Some(action) })
}

/// Puts a record back from the bin, as it was; `NotFound` if it is not there or the viewer could not delete it. A responsible
/// person who is disabled stays so, as with every other record: what they leave is handed over, also from the bin.
pub fn restore(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64) -> Result<Saved> {
    let mut tail = Sql::new(" WHERE r.deleted_at IS NOT NULL AND r.id = ");
    tail.bind(id).and(store::access::condition(viewer, kind.key, Access::Delete));
    let fields: Vec<&Field> = kind.fields.iter().collect();
    let record = store::load(tx, Some(viewer), kind, &fields, tail)?.pop().ok_or(Error::NotFound)?;
    let stamp = Stamp { at: tx.now(), by: Some(viewer.user_id) };
    let rows = store::set_deleted(tx, kind, &record, None, stamp)?;
    let action = note(tx, viewer, kind, id, "restored", &rows)?;
    Ok(Saved { id, action: Some(action) })
}
