//! Files on records: contracts, photographs, drawings. Who may view the record downloads them, who may edit it adds; one
//! renames and deletes what one added oneself, who may edit the record anything.
//!
//! The bytes are the store's ([`crate::platform::files`]), which has each once however many records it hangs on. They are
//! on the disk before the row is written, and stay for as long as the row, or an event by which Undo could bring it back,
//! needs them ([`sweep`]).
//!
//! A file is part of its record's history: its events (`file.added`, `file.renamed`, `file.deleted`) are the record's.

mod service;
mod store;
mod transfer;

pub use service::{Added, NewFile, add, copy, delete, get, get_own, go_on, rename};
pub use store::{Attachment, by_ids, count, in_use, list, sizes, total};
pub use transfer::receive;

use crate::kernel::{Result, Timestamp};
use crate::platform::db::Db;
use crate::platform::files::{BlobHash, FileStore};
use crate::platform::folder::keeps_replaced;
use crate::platform::i18n::tr;
use crate::platform::jobs::{Diary, Job, Next};
use crate::records::service::UNDO_DAYS;
use rusqlite::Connection;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::SystemTime;

/// The files of one record.
pub const MAX_OF_RECORD: usize = 1000;

/// The table that has a row for each of them.
pub const TABLE: &str = "attachments";

/// [`sweep`] now, on a thread of its own, and whenever it is asked for.
pub fn sweeping(db: &Db, files: &Arc<FileStore>) -> Job {
    let diary = Diary::open(db, "jobs.files");
    let sweeper = (db.clone(), files.clone(), diary.clone());
    let run = move || {
        let (db, files) = (sweeper.0.clone(), sweeper.1.clone());
        sweeper.2.do_in_background(&sweeper.0, move || {
            let count = sweep(&db, &files, SystemTime::now())?;
            if count > 0 {
                tracing::info!(count, "removed files that nothing needs any more");
            }
            Ok(count as i64)
        });
    };
    run();
    Job::new("files", tr::jobs_files_title, tr::jobs_files, move |lang| {
        Ok(diary.standing(lang, Next::AtStart, tr::jobs_files_removed))
    })
    .at_once(run)
}

/// The files whose bytes a row, or an Undo of the days before `now`, needs.
pub fn needed(conn: &Connection, now: Timestamp) -> Result<HashSet<BlobHash>> {
    let since = now.plus_secs(-UNDO_DAYS * 24 * 3600);
    let mut needed = store::needed_by_rows(conn, since)?;
    needed.extend(store::needed_by_events(conn, since)?);
    Ok(needed)
}

/// Removes the bytes that no row and no Undo needs any more, if they lay untouched for a day before `now`; how many files.
///
/// Nothing is removed while the data folder keeps an office that was replaced: somebody may go back to it.
pub fn sweep(db: &Db, files: &FileStore, now: SystemTime) -> Result<usize> {
    if db.path().parent().is_some_and(keeps_replaced) {
        return Ok(0);
    }
    let since = db.clock().now().plus_secs(-UNDO_DAYS * 24 * 3600);
    let mut needed = db.read_blocking(|conn| store::needed_by_rows(conn, since))?;
    // As a rule there is nothing, and all that was done lately need not be looked through.
    if files.unneeded(&needed).is_empty() {
        return Ok(0);
    }
    needed.extend(db.read_blocking(|conn| store::needed_by_events(conn, since))?);
    Ok(files.sweep(&needed, now))
}
