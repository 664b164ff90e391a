//! Where single records stand in a list, for pages that show a part of it.

use super::few::{self, Extent};
use super::page::{cursors, rows_of_page};
use super::{ListQuery, Slice};
use crate::access::Viewer;
use crate::kernel::{Result, Timestamp};
use crate::records::registry::Kind;
use rusqlite::Connection;

/// Those of the records that belong to the list, in its order, each with the one that stands right above it.
pub fn places(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    ids: &[i64],
    now: Timestamp,
) -> Result<Vec<(i64, Option<i64>)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = query.clone().found(conn, viewer, kind)?;
    let extent = Extent::of(conn, viewer, kind, &query, now)?;
    let one = |after, before| -> Result<Option<_>> {
        let slice = Slice { after, before, limit: 1 };
        Ok(rows_of_page(conn, viewer, kind, &query, &slice, now, &extent)?.rows.pop())
    };
    let mut cursors = cursors(conn, kind, &query.sort, ids)?;
    cursors.sort_by(|a, b| few::compare(&query.sort, a, b));
    let mut places = Vec::new();
    for cursor in cursors {
        let id = cursor.id;
        let above = one(None, Some(cursor))?;
        let above_id = above.as_ref().map(|above| above.id);
        // Whether it belongs here, the list itself says.
        if one(above, None)?.is_some_and(|below| below.id == id) {
            places.push((id, above_id));
        }
    }
    Ok(places)
}
