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
use crate::platform::jobs::{Diary, Job, Next, Words};
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
    let diary = Diary::default();
    let sweeper = (db.clone(), files.clone(), diary.clone());
    let run = move || sweep_in_background(&sweeper.0, &sweeper.1, &sweeper.2);
    run();
    let title = tr::jobs_files_title;
    Job::new("files", title, tr::jobs_files, move |lang| Ok(diary.standing(lang, Next::AtStart))).at_once(run)
}

fn sweep_in_background(db: &Db, files: &Arc<FileStore>, diary: &Diary) {
    if !diary.begin() {
        return;
    }
    let (db, files, told, now) = (db.clone(), files.clone(), diary.clone(), db.clock().now());
    let sweeping = move || {
        let outcome: std::result::Result<Words, Words> = match sweep(&db, &files, SystemTime::now()) {
            Ok(count) => {
                if count > 0 {
                    tracing::info!(count, "removed files that nothing needs any more");
                }
                Ok(Box::new(move |lang| tr::jobs_files_removed(lang, count as i64)))
            }
            Err(error) => {
                tracing::warn!(%error, "files that nothing needs any more stay for now");
                Err(Box::new(move |_| error.to_string()))
            }
        };
        told.end(db.clock().now(), outcome);
    };
    if let Err(error) = std::thread::Builder::new().name("files".into()).spawn(sweeping) {
        tracing::warn!(%error, "files that nothing needs any more stay for now");
        diary.end(now, Err(Box::new(move |_| error.to_string())));
    }
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
