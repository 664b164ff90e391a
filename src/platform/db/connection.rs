//! How a connection is opened and guarded, and how the file is known to be ours.

use super::OpenError;
use crate::kernel::text::{fold, has_word};
use anyhow::Context;
use memchr::memmem::Finder;
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::FromSqlError;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// "Korb" in ASCII: marks the file as Korob's in the SQLite header (`PRAGMA application_id`).
pub const APPLICATION_ID: i32 = 0x4b6f_7262;

/// Every 3.7.0-3.51.2 has the WAL-reset race that can lose commits (sqlite.org/wal.html#walresetbug).
pub(super) const OLDEST_SQLITE: i32 = 3_051_003;

/// A log that grew larger in a burst is cut back to this at the next checkpoint.
const JOURNAL_SIZE_LIMIT_BYTES: i64 = 16 * 1024 * 1024;

/// Only a foreign process can hold the write lock: the data folder has one server.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

const STATEMENT_CACHE: usize = 256;

/// A search reads a page of the file for nearly each of its thousand hits, and one more where it is sorted or filtered;
/// those of the next letter are the same.
pub(super) const READER_CACHE_KIB: i64 = 16 * 1024;

/// Of a reader that is needed only while others wait for the disk.
pub(super) const SPARE_READER_CACHE_KIB: i64 = 12 * 1024;

/// What the writer may use of memory and log.
pub(super) struct Room {
    /// The pages that writing works on, so that indexes are not read again for every row.
    cache_kib: i64,
    /// From this length on the log is folded back into the file by whoever commits.
    log_pages: i64,
}

impl Room {
    pub(super) const USUAL: Room = Room { cache_kib: 16 * 1024, log_pages: 4_000 };

    /// While much is written, which touches the same pages of its indexes again and again.
    pub(super) const WIDE: Room = Room { cache_kib: 48 * 1024, log_pages: 8_000 };

    pub(super) fn give(&self, connection: &Connection) -> rusqlite::Result<()> {
        connection.pragma_update(None, "cache_size", -self.cache_kib)?;
        connection.pragma_update(None, "wal_autocheckpoint", self.log_pages)
    }
}

/// Gives back the memory of pages that are not in use.
pub(super) fn shrink(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("PRAGMA shrink_memory")
}

/// Opens the file for the one writer, creating it if need be. Foreign keys are off until [`enforce_foreign_keys`]:
/// migrations come first, and with keys on a table rebuild would silently delete child rows.
pub(super) fn open_writer(path: &Path) -> Result<Connection, OpenError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(OpenError::OldSqlite { found: rusqlite::version().to_owned() });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| OpenError::from_sqlite(path, error))?;
    let prepare = || -> rusqlite::Result<i64> {
        guard(&connection)?;
        // Before anything is written: a file of some other program stays exactly as it was.
        let is_empty = connection.query_row("PRAGMA page_count", [], |row| row.get::<_, i64>(0))? == 0;
        let application_id: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
        if is_empty {
            connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        } else if application_id != i64::from(APPLICATION_ID) {
            return Ok(application_id);
        }
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // FULL syncs the log at each COMMIT; NORMAL may lose acknowledged commits when the power fails.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "journal_size_limit", JOURNAL_SIZE_LIMIT_BYTES)?;
        Room::USUAL.give(&connection)?;
        connection.pragma_update(None, "foreign_keys", "OFF")?;
        Ok(i64::from(APPLICATION_ID))
    };
    match prepare() {
        Ok(id) if id == i64::from(APPLICATION_ID) => Ok(connection),
        Ok(_) => Err(OpenError::NotOurs { path: path.to_owned() }),
        Err(error) => Err(OpenError::from_sqlite(path, error)),
    }
}

/// A log beside a missing or empty database holds the office's last work: starting afresh would throw it away. And a file
/// that ends within a page was cut off, which SQLite would not mind: it reads the rest of the page as zeros.
///
/// Nothing else in this process may have the file open: closing it here would give up SQLite's locks on it
/// (sqlite.org/howtocorrupt.html 2.2).
pub(super) fn refuse_remains(path: &Path) -> Result<(), OpenError> {
    let beside = |suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        std::fs::metadata(name).map_or(0, |file| file.len())
    };
    let size = std::fs::metadata(path).map_or(0, |file| file.len());
    let has_log = beside("-wal") > 0 || beside("-journal") > 0;
    if size == 0 && has_log {
        return Err(OpenError::LogWithoutDatabase { path: path.to_owned() });
    }
    // A log that was not folded in yet brings the missing bytes.
    match page_size(path) {
        Some(page) if !has_log && !size.is_multiple_of(page) => {
            Err(OpenError::Corrupt { path: path.to_owned(), detail: "its end is missing".to_owned() })
        }
        _ => Ok(()),
    }
}

/// As the head of a database says it (sqlite.org/fileformat2.html 1.3.2); `None` for what has no such head.
fn page_size(path: &Path) -> Option<u64> {
    let mut head = [0; 18];
    std::fs::File::open(path).ok()?.read_exact(&mut head).ok()?;
    let size = u64::from(u16::from_be_bytes([head[16], head[17]]));
    head.starts_with(b"SQLite format 3\0").then_some(if size == 1 { 65_536 } else { size }).filter(|size| *size > 0)
}

/// Whatever an action may have to take back is remembered in memory, not in files beside the database: each savepoint
/// of the writer would begin one. Actions are small; migrations, which are not, come first.
pub(super) fn undo_in_memory(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "temp_store", "MEMORY")
}

pub(super) fn enforce_foreign_keys(connection: &Connection) -> anyhow::Result<()> {
    connection.pragma_update(None, "foreign_keys", "ON")?;
    let on: bool = connection.query_row("PRAGMA foreign_keys", [], |row| row.get(0))?;
    anyhow::ensure!(on, "SQLite did not turn foreign keys on");
    Ok(())
}

/// Opens one more connection that cannot write.
pub(super) fn open_reader(path: &Path, cache_kib: i64) -> anyhow::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).with_context(|| format!("open {} for reading", path.display()))?;
    guard(&connection)?;
    connection.pragma_update(None, "query_only", "ON")?;
    connection.pragma_update(None, "cache_size", -cache_kib)?;
    Ok(connection)
}

/// Opens a file that nobody writes any more: nothing is made beside it, as a log would be, and one that lies there is not read.
pub(super) fn open_at_rest(path: &Path) -> anyhow::Result<Connection> {
    let path = std::fs::canonicalize(path)?;
    let mut address = Url::from_file_path(&path).map_err(|()| anyhow::anyhow!("{} has no address", path.display()))?;
    address.set_query(Some("immutable=1"));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(address.as_str(), flags)?;
    guard(&connection)?;
    Ok(connection)
}

/// Whether the disk has no room: for what is written, or for the index of the log (-shm), which a mere reader writes too.
pub(super) fn is_full(error: &rusqlite::Error) -> bool {
    error
        .sqlite_error()
        .is_some_and(|told| told.code == ErrorCode::DiskFull || told.extended_code == ffi::SQLITE_IOERR_SHMSIZE)
}

/// What holds for every connection: a hostile or damaged file must not run code or lead SQLite astray.
pub(super) fn guard(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // "text" in double quotes is a misspelt column, not a string.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // A plan is made once: else SQLite looks at each bound value for a better one wherever a partial index is near, and
    // prepares the statement anew for every row.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    // For queries only: nothing in the schema may need them, so that any SQLite can open the file.
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function("korob_fold", 1, flags, |context| {
        Ok(context.get::<Option<String>>(0)?.map(|text| fold(&text)))
    })?;
    connection.create_scalar_function("korob_has", 2, flags, |context| {
        // Bytes will do: where one UTF-8 text stands in another, it stands there whole. Called for each hit of a search,
        // so the finder is made once for all of them.
        let finder: Arc<Finder<'static>> = context.get_or_create_aux(1, |part| -> Result<_, FromSqlError> {
            Ok(Finder::new(part.as_bytes()?).into_owned())
        })?;
        Ok(finder.find(context.get_raw(0).as_bytes()?).is_some())
    })?;
    connection.create_scalar_function("korob_has_word", 2, flags, |context| {
        Ok(has_word(context.get_raw(0).as_str()?, context.get_raw(1).as_str()?))
    })?;
    Ok(())
}
