//! A look at a database that others may be using, or that may be damaged: nothing of it is changed.

use super::connection::{OLDEST_SQLITE, SPARE_READER_CACHE_KIB, open_reader, refuse_remains};
use super::{APPLICATION_ID, OpenError, migrations};
use crate::kernel::Result;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A database that is looked at.
pub struct Inspection {
    connection: Connection,
    path: PathBuf,
}

/// Where the bytes of a database are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    pub database_bytes: u64,
    /// Of the log beside it.
    pub log_bytes: u64,
}

impl Inspection {
    /// `is_served_here` says that this very process has the file in use: then its plain bytes are left alone, since closing
    /// them would give up SQLite's locks (sqlite.org/howtocorrupt.html 2.2).
    ///
    /// # Errors
    /// `NotOurs`, `LogWithoutDatabase`, `Corrupt` and the like; a newer schema is none: see [`Inspection::schema`].
    pub fn open(path: &Path, is_served_here: bool) -> Result<Inspection, OpenError> {
        if !is_served_here {
            refuse_remains(path)?;
        }
        let connection = open_reader(path, SPARE_READER_CACHE_KIB).map_err(|error| OpenError::from_any(path, error))?;
        let asked = connection.query_row("PRAGMA application_id", [], |row| row.get::<_, i64>(0));
        match asked.map_err(|error| OpenError::from_sqlite(path, error))? {
            id if id == i64::from(APPLICATION_ID) => Ok(Inspection { connection, path: path.to_owned() }),
            _ => Err(OpenError::NotOurs { path: path.to_owned() }),
        }
    }

    /// For queries of whoever knows the tables; any of them may fail on a damaged file.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// # Errors
    /// `Newer` for what only a later version knows.
    pub fn schema(&self) -> Result<i64, OpenError> {
        migrations::schema_known(&self.connection, &self.path)
    }

    /// The version that shaped it last, "?" where that cannot be read.
    pub fn made_by(&self) -> String {
        migrations::made_by(&self.connection)
    }

    /// Rows by table, without those of SQLite and of the search index.
    pub fn counts(&self) -> Result<BTreeMap<String, i64>> {
        Ok(migrations::row_counts(&self.connection)?)
    }

    /// The statements that made the tables, indexes and triggers.
    pub fn statements(&self) -> Result<Vec<String>> {
        let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid";
        let mut statement = self.connection.prepare(sql)?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// What is wrong with pages, rows and indexes, a line each, at most so many; reads all of the file.
    pub fn damages(&self, most: usize) -> Vec<String> {
        let look = || -> rusqlite::Result<Vec<String>> {
            let mut found = Vec::new();
            let mut statement = self.connection.prepare("PRAGMA integrity_check(50)")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let text = String::from_utf8_lossy(row.get_ref(0)?.as_bytes().unwrap_or_default()).into_owned();
                // SQLite begins with a heading of its own: "*** in database main ***".
                found.extend(text.lines().filter(|line| !line.starts_with("***") && *line != "ok").map(str::to_owned));
            }
            Ok(found)
        };
        let mut found = look().unwrap_or_else(|error| vec![error.to_string()]);
        found.truncate(most);
        found
    }

    /// Rows that refer to rows that are missing: how many, by table.
    pub fn broken_links(&self) -> Result<BTreeMap<String, i64>> {
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        let mut found = BTreeMap::new();
        while let Some(row) = rows.next()? {
            *found.entry(row.get::<_, String>(0)?).or_default() += 1;
        }
        Ok(found)
    }
}

/// The version of SQLite in this executable, and whether it is known to keep what it acknowledged.
pub fn sqlite() -> (&'static str, bool) {
    (rusqlite::version(), rusqlite::version_number() >= OLDEST_SQLITE)
}

/// Zero for what is not there.
pub fn sizes(path: &Path) -> Sizes {
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |found| found.len());
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    Sizes { database_bytes: size(path), log_bytes: size(Path::new(&log)) }
}
