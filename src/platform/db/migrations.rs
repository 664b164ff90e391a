//! Brings the schema to the newest form: all due migrations in one transaction, or none.

use super::OpenError;
use refinery_core::traits::sync::{Query, Transaction};
use refinery_core::{Migrate, Migration};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;
use std::path::Path;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Characters of what went wrong that a person is shown.
const LONGEST_REASON: usize = 200;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// What [`migrate`] did.
#[derive(Debug, Clone, PartialEq)]
pub struct Migrated {
    /// The schema number now, as in `PRAGMA user_version`.
    pub schema: i64,
    /// Names of the migrations applied by this start, in order; empty when none was due.
    pub applied: Vec<String>,
}

/// The schema number this executable works with.
pub fn newest_schema() -> i64 {
    embedded::migrations::runner()
        .get_migrations()
        .iter()
        .map(|migration| i64::from(migration.version()))
        .max()
        .unwrap_or(0)
}

/// Numbers and names of all migrations in this executable, oldest first.
pub fn known() -> Vec<(i64, String)> {
    let runner = embedded::migrations::runner();
    let mut known: Vec<(i64, String)> =
        runner.get_migrations().iter().map(|m| (i64::from(m.version()), m.name().to_owned())).collect();
    known.sort();
    known
}

/// The schema number of the file at `path`, found without changing it; `None` when there is no file.
pub fn schema_of_file(path: &Path) -> Result<Option<i64>, OpenError> {
    if !path.exists() {
        return Ok(None);
    }
    let connection = super::connection::open_reader(path, super::connection::SPARE_READER_CACHE_KIB)
        .map_err(|error| OpenError::from_any(path, error))?;
    let found = connection.query_row("PRAGMA user_version", [], |row| row.get(0));
    Ok(Some(found.map_err(|error| OpenError::from_sqlite(path, error))?))
}

/// The version that last shaped the file at `path`, found without changing it; `None` where that cannot be told.
pub fn version_of_file(path: &Path) -> Option<String> {
    let connection = super::connection::open_reader(path, super::connection::SPARE_READER_CACHE_KIB).ok()?;
    Some(made_by(&connection)).filter(|version| version != "?")
}

/// [`version_of_file`] of one that nobody has in use; nothing is written beside it.
pub fn version_of_file_at_rest(path: &Path) -> Option<String> {
    let connection = super::connection::open_at_rest(path).ok()?;
    Some(made_by(&connection)).filter(|version| version != "?")
}

/// True when the file is not empty and an upgrade of it is due. Errors: [`OpenError::Newer`].
pub(super) fn is_due(connection: &Connection, path: &Path) -> Result<bool, OpenError> {
    let found = schema_known(connection, path)?;
    Ok(found != 0 && found < newest_schema())
}

/// The schema number of a file that this executable can open, 0 for an empty one. Errors: [`OpenError::Newer`].
pub(super) fn schema_known(connection: &Connection, path: &Path) -> Result<i64, OpenError> {
    found_schema(connection, path, &embedded::migrations::runner())
}

/// Applies what is due. `connection` must have foreign keys off; they are checked inside the transaction, and a
/// violation undoes the whole upgrade.
///
/// Errors: [`OpenError::Newer`] when the file was made by a newer executable, [`OpenError::Migration`] when a migration
/// fails or an applied one is not the one in this executable; the file is then as it was before.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<Migrated, OpenError> {
    run(connection, path, &embedded::migrations::runner())
}

/// [`migrate`] as an executable would that knows only the first so many steps.
#[cfg(test)]
pub(super) fn migrate_to(connection: &mut Connection, path: &Path, steps: usize) -> Result<Migrated, OpenError> {
    let runner = embedded::migrations::runner();
    let mut known: Vec<Migration> = runner.get_migrations().clone();
    known.sort_by_key(Migration::version);
    run(connection, path, &refinery::Runner::new(&known[..steps]))
}

fn run(connection: &mut Connection, path: &Path, runner: &refinery::Runner) -> Result<Migrated, OpenError> {
    let known = runner.get_migrations().iter().map(|m| i64::from(m.version())).max().unwrap_or(0);
    let is_due = found_schema(connection, path, runner)? < known;
    // Grouped: by default refinery commits a migration and its history row apart, and a kill between them would
    // stop every later start with "table already exists".
    let mut upgrade = Upgrade { connection, is_due };
    let report = with_grouping(&mut upgrade, runner).map_err(|error| match sqlite_cause(&error) {
        Some(rusqlite::ErrorCode::DiskFull) => OpenError::DiskFull { path: path.to_owned() },
        Some(rusqlite::ErrorCode::ReadOnly) => OpenError::ReadOnly { path: path.to_owned() },
        Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
            OpenError::Corrupt { path: path.to_owned(), detail: describe(&error) }
        }
        _ => OpenError::Migration { path: path.to_owned(), detail: describe(&error) },
    })?;
    let applied = report.applied_migrations().iter().map(ToString::to_string).collect();
    Ok(Migrated { schema: known, applied })
}

fn with_grouping(upgrade: &mut Upgrade<'_>, runner: &refinery::Runner) -> Result<refinery::Report, refinery::Error> {
    refinery::Runner::new(runner.get_migrations()).set_grouped(true).run(upgrade)
}

/// The schema number of the file, 0 for a new one. Errors: [`OpenError::Newer`] if its header or its history tells of a
/// migration that is not in this executable.
fn found_schema(connection: &Connection, path: &Path, runner: &refinery::Runner) -> Result<i64, OpenError> {
    let known: Vec<i64> = runner.get_migrations().iter().map(|m| i64::from(m.version())).collect();
    let newest = known.iter().copied().max().unwrap_or(0);
    let read = || -> rusqlite::Result<_> { Ok((schema_of(connection)?, history(connection)?)) };
    let (schema, history) = read().map_err(|error| OpenError::from_sqlite(path, error))?;
    let strange = history.into_iter().filter(|version| !known.contains(version)).max();
    match strange.or(Some(schema).filter(|schema| *schema > newest)) {
        None => Ok(schema),
        Some(found) => {
            Err(OpenError::Newer { path: path.to_owned(), made_by: made_by(connection), found, known: newest })
        }
    }
}

fn schema_of(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// The numbers of all migrations that the file has seen.
fn history(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    let has_history = connection.table_exists(None, "refinery_schema_history")?;
    if !has_history {
        return Ok(Vec::new());
    }
    connection.prepare("SELECT version FROM refinery_schema_history")?.query_map([], |row| row.get(0))?.collect()
}

/// The version of the executable that last migrated the file, "?" where even that cannot be read.
pub(super) fn made_by(connection: &Connection) -> String {
    let read = connection.query_row("SELECT made_by FROM instance", [], |row| row.get(0)).optional();
    read.ok().flatten().unwrap_or_else(|| "?".to_owned())
}

fn describe(error: &refinery::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    // One line, of which the end is the SQL that failed.
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST_REASON).collect()
}

fn sqlite_cause(error: &refinery::Error) -> Option<rusqlite::ErrorCode> {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(inner) = cause {
        if let Some(error) = inner.downcast_ref::<rusqlite::Error>() {
            return error.sqlite_error_code();
        }
        cause = inner.source();
    }
    None
}

/// The connection as refinery drives it. Its own driver would commit without looking at foreign keys and panics on a
/// history row that it cannot read.
struct Upgrade<'c> {
    connection: &'c mut Connection,
    /// Whether rows could be lost or orphaned: looking at all of them takes as long as the rest of the start.
    is_due: bool,
}

impl Migrate for Upgrade<'_> {}

impl Transaction for Upgrade<'_> {
    type Error = rusqlite::Error;

    fn execute<'a, T: Iterator<Item = &'a str>>(&mut self, queries: T) -> Result<usize, rusqlite::Error> {
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let before = if self.is_due { row_counts(&transaction)? } else { BTreeMap::new() };
        let changes_before = transaction.total_changes();
        let mut count = 0;
        for query in queries {
            transaction.execute_batch(query)?;
            count += 1;
        }
        // Refinery also comes here to create its history table: the schema number is what the history says.
        let is_changed = self.is_due || transaction.total_changes() > changes_before;
        if let Some(schema) = newest_applied(&transaction)?.filter(|_| is_changed) {
            check_foreign_keys(&transaction)?;
            check_row_counts(&before, &row_counts(&transaction)?)?;
            transaction.pragma_update(None, "user_version", schema)?;
        }
        transaction.commit()?;
        Ok(count)
    }
}

impl Query<Vec<Migration>> for Upgrade<'_> {
    fn query(&mut self, query: &str) -> Result<Vec<Migration>, rusqlite::Error> {
        let mut statement = self.connection.prepare(query)?;
        let rows = statement.query_map([], |row| {
            let applied_on: String = row.get(2)?;
            let checksum: String = row.get(3)?;
            let applied_on = OffsetDateTime::parse(&applied_on, &Rfc3339).map_err(|error| unreadable(2, error))?;
            let checksum = checksum.parse::<u64>().map_err(|error| unreadable(3, error))?;
            Ok(Migration::applied(row.get(0)?, row.get(1)?, applied_on, checksum))
        })?;
        rows.collect()
    }
}

fn newest_applied(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    connection.query_row("SELECT max(version) FROM refinery_schema_history", [], |row| row.get(0))
}

fn unreadable(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}

/// Rows by table, without those of SQLite and of the search index.
pub(super) fn row_counts(connection: &Connection) -> rusqlite::Result<BTreeMap<String, i64>> {
    let mut tables = connection.prepare(
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'refinery_schema_history'",
    )?;
    let names = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    let count = |name: String| {
        // A name from the schema itself; quotes in it are doubled, as SQL has it.
        let sql = ["SELECT count(*) FROM \"", &name.replace('"', "\"\""), "\""].concat();
        Ok((name, connection.query_row(&sql, [], |row| row.get(0))?))
    };
    names.into_iter().map(count).collect()
}

/// No upgrade may lose rows: a table that was rebuilt has as many as before, or more.
fn check_row_counts(before: &BTreeMap<String, i64>, after: &BTreeMap<String, i64>) -> rusqlite::Result<()> {
    for (table, rows) in before {
        let left = after.get(table).copied().unwrap_or_default();
        if left < *rows {
            return Err(refused(format!("{table} would keep {left} of {rows} rows")));
        }
    }
    Ok(())
}

fn refused(why: String) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CONSTRAINT), Some(why))
}

fn check_foreign_keys(connection: &Connection) -> rusqlite::Result<()> {
    let broken = connection
        .query_row("PRAGMA foreign_key_check", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, String>(2)?))
        })
        .optional()?;
    match broken {
        None => Ok(()),
        Some((table, row, parent)) => {
            let text = format!("row {} of {table} would refer to a missing row of {parent}", row.unwrap_or_default());
            Err(refused(text))
        }
    }
}

#[cfg(test)]
mod tests;
