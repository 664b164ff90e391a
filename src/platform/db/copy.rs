//! A copy of the database as it was at one moment, and a look at every page, row and link of one.

use super::connection::{SPARE_READER_CACHE_KIB, guard, open_reader, refuse_remains};
use super::{APPLICATION_ID, OpenError, migrations};
use crate::kernel::{Error, Result};
use anyhow::Context;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

/// What the disk writes of a copy before anybody notices.
const PAGES_AT_ONCE: i32 = 2048;

/// While all of a database is looked at, and no longer.
const EXAMINED_CACHE_KIB: i64 = 64 * 1024;

/// What a database says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub schema: i64,
    /// The version of the executable that shaped it last.
    pub made_by: String,
    /// See [`super::Db::instance_id`].
    pub instance_id: String,
    /// Rows by table, without those of SQLite and of the search index.
    pub counts: BTreeMap<String, i64>,
}

/// Copies the database at `source`, which others may be writing to, to the new file `target`; on the disk when this
/// returns. The writer is not held up by it: neither by a lock, nor by the disk, which gets the copy bit by bit.
///
/// The copy keeps no log beside it, so that the one file is all of it.
pub fn copy(source: &Path, target: &Path) -> std::result::Result<(), OpenError> {
    let from = open_reader(source, SPARE_READER_CACHE_KIB).map_err(|error| OpenError::from_any(source, error))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let told = |error| OpenError::from_sqlite(target, error);
    let mut to = Connection::open_with_flags(target, flags).map_err(told)?;
    // Nobody else knows of the copy: what matters is that it is whole on the disk at the end.
    let quick = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF";
    to.execute_batch(quick).map_err(told)?;
    let file = File::open(target).with_context(|| format!("read {}", target.display()))?;
    let failed = |error: rusqlite::Error| {
        let is_target = error.sqlite_error_code() == Some(ErrorCode::DiskFull);
        OpenError::from_sqlite(if is_target { target } else { source }, error)
    };
    // What this connection sees stays as it is now: else every write of another one would begin the copy anew.
    from.execute_batch("BEGIN; SELECT 1 FROM sqlite_schema").map_err(failed)?;
    let sync = || file.sync_all().with_context(|| format!("write {}", target.display()));
    let copied = {
        let backup = Backup::new(&from, &mut to).map_err(failed)?;
        loop {
            match backup.step(PAGES_AT_ONCE).map_err(failed)? {
                StepResult::More => sync()?,
                ended => break ended,
            }
        }
    };
    if copied != StepResult::Done {
        return Err(OpenError::InUse { path: source.to_owned() });
    }
    to.pragma_update(None, "journal_mode", "DELETE").map_err(told)?;
    to.close().map_err(|(_, error)| told(error))?;
    Ok(sync()?)
}

/// Writes a database that nobody uses anew, so that nothing is left in its file of what was deleted or replaced.
pub fn compact(path: &Path) -> std::result::Result<(), OpenError> {
    let told = |error| OpenError::from_sqlite(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(told)?;
    connection.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA secure_delete = ON; VACUUM").map_err(told)?;
    connection.close().map_err(|(_, error)| told(error))
}

/// Asks something of a database that is not the one in use.
///
/// # Errors
/// `DiskFull` also where there is no room for what reading writes.
pub fn read<T>(path: &Path, query: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    let connection =
        open_reader(path, SPARE_READER_CACHE_KIB).map_err(|error| match error.downcast::<rusqlite::Error>() {
            Ok(error) => Error::from(error),
            Err(error) => Error::Internal(error),
        })?;
    query(&connection)
}

/// See [`super::Db::instance_id`].
pub fn instance_id(path: &Path) -> Result<String> {
    read(path, |conn| Ok(conn.query_row("SELECT id FROM instance", [], |row| row.get(0))?))
}

/// Rows by table, as in [`Identity`], without a look at anything else.
pub fn counts(path: &Path) -> Result<BTreeMap<String, i64>> {
    read(path, |conn| Ok(migrations::row_counts(conn)?))
}

/// What a database that nobody uses says of itself; the rest of it is not looked at.
///
/// # Errors
/// What [`super::Db::open_with`] would say.
pub fn identify(path: &Path) -> std::result::Result<Identity, OpenError> {
    identity(&open_unused(path)?, path)
}

fn open_unused(path: &Path) -> std::result::Result<Connection, OpenError> {
    refuse_remains(path)?;
    let told = |error| OpenError::from_sqlite(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(told)?;
    guard(&connection).map_err(told)?;
    let application_id: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(told)?;
    if application_id != i64::from(APPLICATION_ID) {
        return Err(OpenError::NotOurs { path: path.to_owned() });
    }
    Ok(connection)
}

fn identity(connection: &Connection, path: &Path) -> std::result::Result<Identity, OpenError> {
    let told = |error| OpenError::from_sqlite(path, error);
    let schema = migrations::schema_known(connection, path)?;
    let (instance_id, made_by) = connection
        .query_row("SELECT id, made_by FROM instance", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .map_err(told)?;
    let counts = migrations::row_counts(connection).map_err(told)?;
    Ok(Identity { schema, made_by, instance_id, counts })
}

/// Looks at all of a database that nobody uses: pages, rows and their indexes, the search index, links between tables.
///
/// # Errors
/// What [`super::Db::open_with`] would say; [`OpenError::Corrupt`] with the first thing found.
pub fn examine(path: &Path) -> std::result::Result<Identity, OpenError> {
    let connection = open_unused(path)?;
    let told = |error| OpenError::from_sqlite(path, error);
    // Each row is looked for in each index: with less memory pages are read over and over.
    connection.pragma_update(None, "cache_size", -EXAMINED_CACHE_KIB).map_err(told)?;
    let damaged = |detail: String| OpenError::Corrupt { path: path.to_owned(), detail };
    // Indexes are compared with their rows, and the search index is asked for its own word (since SQLite 3.44).
    let finding: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(told)?;
    if finding != "ok" {
        return Err(damaged(finding.lines().collect::<Vec<_>>().join("; ")));
    }
    let broken: Option<String> =
        connection.query_row("PRAGMA foreign_key_check", [], |row| row.get(0)).optional().map_err(told)?;
    if let Some(table) = broken {
        return Err(damaged(format!("a row of {table} refers to one that is missing")));
    }
    identity(&connection, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::SystemClock;
    use crate::platform::db::Db;
    use std::fs;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    fn db_with_pairs(path: &Path) -> Db {
        let db = Db::open(path, 1, Arc::new(SystemClock)).unwrap();
        db.write_blocking(|tx| {
            tx.execute_batch(
                "CREATE TABLE pairs (id INTEGER PRIMARY KEY, one INTEGER, other INTEGER, pad TEXT) STRICT",
            )?;
            Ok(())
        })
        .unwrap();
        db
    }

    #[test]
    fn a_copy_made_under_writers_is_of_one_moment() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("korob.db");
        let db = db_with_pairs(&path);
        let done = Arc::new(AtomicBool::new(false));
        let writer = std::thread::spawn({
            let (db, done) = (db.clone(), done.clone());
            move || {
                let mut count = 0;
                while !done.load(Ordering::Relaxed) {
                    count += 1;
                    let insert = "INSERT INTO pairs (one, other, pad) VALUES (?1, ?1, printf('%.500c', 'x'))";
                    db.write_blocking(move |tx| Ok(tx.execute(insert, [count])?)).unwrap();
                    let all = "UPDATE pairs SET one = one + 1, other = other + 1 WHERE id % 7 = 0";
                    db.write_blocking(move |tx| Ok(tx.execute(all, [])?)).unwrap();
                }
            }
        });
        let mut rows = Vec::new();
        for round in 0..10 {
            let target = folder.path().join(format!("copy{round}.db"));
            copy(&path, &target).unwrap();
            rows.push(examine(&target).unwrap().counts["pairs"]);
            let copied = Connection::open(&target).unwrap();
            let torn = "SELECT count(*) FROM pairs WHERE one <> other";
            assert_eq!(copied.query_row(torn, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
        }
        done.store(true, Ordering::Relaxed);
        writer.join().unwrap();
        assert!(rows.is_sorted() && rows.last() > rows.first(), "{rows:?}");
    }

    #[test]
    fn an_examined_copy_knows_what_it_is_and_damage_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("korob.db");
        let db = db_with_pairs(&path);
        let insert =
            "INSERT INTO pairs (one, other, pad) SELECT 1, 1, printf('%.500c', 'x') FROM pragma_function_list LIMIT 99";
        db.write_blocking(move |tx| Ok(tx.execute(insert, [])?)).unwrap();
        let target = folder.path().join("copy.db");
        copy(&path, &target).unwrap();
        let examined = examine(&target).unwrap();
        assert_eq!((examined.instance_id.as_str(), examined.schema), (db.instance_id(), migrations::newest_schema()));
        assert_eq!(examined.counts["pairs"], 99);

        let whole = fs::read(&target).unwrap();
        fs::write(&target, &whole[..whole.len() - 4096]).unwrap();
        assert!(matches!(examine(&target), Err(OpenError::Corrupt { .. })));
        fs::write(&target, "no database").unwrap();
        assert!(matches!(examine(&target), Err(OpenError::NotOurs { .. })));
        let orphan = "PRAGMA foreign_keys = OFF;
            INSERT INTO sessions (token_hash, user_id, is_kept, created_at, last_seen_at, ip, agent)
            VALUES (zeroblob(32), 77, 0, 1, 1, '', '')";
        fs::write(&target, &whole).unwrap();
        Connection::open(&target).unwrap().execute_batch(orphan).unwrap();
        let found = examine(&target).unwrap_err().to_string();
        assert!(found.contains("sessions refers to one that is missing"), "{found}");
    }
}
