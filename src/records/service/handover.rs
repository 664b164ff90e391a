//! Everything that one user is responsible for goes to another, also what lies in the bin, as one action that undo takes
//! back as a whole.

use super::bulk::CHUNK;
use super::{BulkChange, BulkDone, bulk_chunk};
use crate::access::Viewer;
use crate::kernel::{Result, Timestamp, UserId};
use crate::platform::db::Db;
use crate::records::bin;
use crate::records::list::{ListQuery, all_ids, count_all};
use crate::records::registry::{Kind, Registry};
use rusqlite::Connection;

/// No condition here depends on the hour.
const NEVER_MIND: Timestamp = Timestamp(0);

/// How many records of all types a user is responsible for, those in the bin among them.
pub fn count_responsible(conn: &Connection, registry: &Registry, viewer: &Viewer, user: UserId) -> Result<usize> {
    let mut count = 0;
    for kind in registry.kinds().iter() {
        count += count_all(conn, viewer, kind, &of_user(kind, user)?, NEVER_MIND)?;
        count += bin::count_of_user(conn, viewer, kind, user)?;
    }
    Ok(count)
}

/// Makes `to` responsible for all that `from` is; how many records that were. For threads that may block: it writes in
/// as many short transactions as it takes.
pub fn hand_over(db: &Db, registry: &Registry, viewer: &Viewer, from: UserId, to: UserId) -> Result<usize> {
    let mut done = BulkDone::default();
    for kind in registry.kinds().iter() {
        let query = of_user(kind, from)?;
        let ids = db.read_blocking(|conn| {
            let live = all_ids(conn, viewer, kind, &query, NEVER_MIND)?;
            Ok([live, bin::ids_of_user(conn, viewer, kind, from)?].concat())
        })?;
        let change = BulkChange::HandOver(to);
        for chunk in ids.chunks(CHUNK) {
            let (viewer, kind, chunk, change) = (viewer.clone(), kind.clone(), chunk.to_vec(), change.clone());
            let before = done.clone();
            done = db.write_blocking(move |tx| bulk_chunk(tx, &viewer, &kind, &chunk, &change, before))?;
        }
    }
    Ok(done.changed)
}

fn of_user(kind: &Kind, user: UserId) -> Result<ListQuery> {
    ListQuery::parse(kind, None, Some(&format!("responsible_id:eq:{}", user.0)), None)
}
