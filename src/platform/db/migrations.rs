//! Brings the schema to the newest form: all due migrations in one transaction, or none.

use super::OpenError;
use refinery_core::traits::sync::{Query, Transaction};
use refinery_core::{Migrate, Migration};
use rusqlite::{Connection, OptionalExtension};
use std::path::Path;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

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
    let connection = super::connection::open_reader(path)?;
    let found = connection.query_row("PRAGMA user_version", [], |row| row.get(0));
    Ok(Some(found.map_err(|error| OpenError::from_sqlite(path, error))?))
}

/// True when the file is not empty and an upgrade of it is due. Errors: [`OpenError::Newer`].
pub(super) fn is_due(connection: &Connection, path: &Path) -> Result<bool, OpenError> {
    let found = found_schema(connection, path, newest_schema())?;
    Ok(found != 0 && found < newest_schema())
}

/// Applies what is due. `connection` must have foreign keys off; they are checked inside the transaction, and a
/// violation undoes the whole upgrade.
///
/// Errors: [`OpenError::Newer`] when the file was made by a newer executable, [`OpenError::Migration`] when a migration
/// fails or an applied one is not the one in this executable; the file is then as it was before.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<Migrated, OpenError> {
    run(connection, path, &embedded::migrations::runner())
}

fn run(connection: &mut Connection, path: &Path, runner: &refinery::Runner) -> Result<Migrated, OpenError> {
    let known = runner.get_migrations().iter().map(|m| i64::from(m.version())).max().unwrap_or(0);
    found_schema(connection, path, known)?;
    // Grouped: by default refinery commits a migration and its history row apart, and a kill between them would
    // stop every later start with "table already exists".
    let mut upgrade = Upgrade { connection, schema: known };
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

fn found_schema(connection: &Connection, path: &Path, known: i64) -> Result<i64, OpenError> {
    let found = schema_of(connection).map_err(|error| OpenError::from_sqlite(path, error))?;
    if found > known {
        return Err(OpenError::Newer { path: path.to_owned(), made_by: made_by(connection), found, known });
    }
    Ok(found)
}

/// The schema number of the file: 0 for a new one.
fn schema_of(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// The version of the executable that last migrated the file, "?" where even that cannot be read.
fn made_by(connection: &Connection) -> String {
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
    text
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
    schema: i64,
}

impl Migrate for Upgrade<'_> {}

impl Transaction for Upgrade<'_> {
    type Error = rusqlite::Error;

    fn execute<'a, T: Iterator<Item = &'a str>>(&mut self, queries: T) -> Result<usize, rusqlite::Error> {
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let mut count = 0;
        for query in queries {
            transaction.execute_batch(query)?;
            count += 1;
        }
        // Refinery also comes here to create its history table: only a run with migrations moves the schema number.
        if is_migrated(&transaction)? {
            check_foreign_keys(&transaction)?;
            transaction.pragma_update(None, "user_version", self.schema)?;
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

fn is_migrated(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT EXISTS (SELECT 1 FROM refinery_schema_history)", [], |row| row.get(0))
}

fn unreadable(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
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
            Err(rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY),
                Some(text),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::connection::open_writer;
    use super::*;

    fn runner(migrations: &[(&str, &str)]) -> refinery::Runner {
        let migrations: Vec<Migration> =
            migrations.iter().map(|(name, sql)| Migration::unapplied(name, sql).unwrap()).collect();
        refinery::Runner::new(&migrations)
    }

    fn file() -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("korob.db");
        (folder, path)
    }

    const PARENT: (&str, &str) = ("V1__parent", "CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT");

    #[test]
    fn a_failing_migration_undoes_all_of_the_run() {
        let (_folder, path) = file();
        let mut connection = open_writer(&path).unwrap();
        let failed = run(&mut connection, &path, &runner(&[PARENT, ("V2__bad", "CREATE TABLE parent (id INTEGER)")]));
        assert!(matches!(failed, Err(OpenError::Migration { .. })), "{failed:?}");
        let tables: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'parent'", [], |row| row.get(0))
            .unwrap();
        assert_eq!((tables, schema_of(&connection).unwrap()), (0, 0));
        run(&mut connection, &path, &runner(&[PARENT])).unwrap();
    }

    #[test]
    fn a_migration_that_orphans_rows_is_undone() {
        let (_folder, path) = file();
        let mut connection = open_writer(&path).unwrap();
        let child = "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id)) STRICT;
                     INSERT INTO child VALUES (1, 7)";
        let failed = run(&mut connection, &path, &runner(&[PARENT, ("V2__child", child)])).unwrap_err();
        assert!(failed.to_string().contains("row 1 of child"), "{failed}");
        assert_eq!(schema_of(&connection).unwrap(), 0);
    }

    #[test]
    fn rebuilding_a_parent_table_keeps_its_children() {
        let (_folder, path) = file();
        let mut connection = open_writer(&path).unwrap();
        let child = "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE) STRICT;
                     INSERT INTO parent VALUES (7); INSERT INTO child VALUES (1, 7)";
        let rebuild = "CREATE TABLE wider (id INTEGER PRIMARY KEY, name TEXT) STRICT;
                       INSERT INTO wider (id) SELECT id FROM parent;
                       DROP TABLE parent; ALTER TABLE wider RENAME TO parent";
        let first = [PARENT, ("V2__child", child)];
        run(&mut connection, &path, &runner(&first)).unwrap();
        run(&mut connection, &path, &runner(&[first[0], first[1], ("V3__wider", rebuild)])).unwrap();
        let children: i64 = connection.query_row("SELECT count(*) FROM child", [], |row| row.get(0)).unwrap();
        assert_eq!(children, 1);
    }

    #[test]
    fn a_newer_database_is_refused_and_left_alone() {
        let (_folder, path) = file();
        let mut connection = open_writer(&path).unwrap();
        let made = "CREATE TABLE instance (made_by TEXT) STRICT; INSERT INTO instance VALUES ('9.4.0')";
        run(&mut connection, &path, &runner(&[PARENT, ("V2__instance", made)])).unwrap();
        let refused = run(&mut connection, &path, &runner(&[PARENT])).unwrap_err();
        assert!(matches!(&refused, OpenError::Newer { made_by, found: 2, known: 1, .. } if made_by == "9.4.0"));
        assert!(refused.to_string().contains("install Korob 9.4.0, or restore"), "{refused}");
        assert_eq!(schema_of(&connection).unwrap(), 2);
    }

    #[test]
    fn a_changed_or_unreadable_history_is_an_error_not_a_panic() {
        let (_folder, path) = file();
        let mut connection = open_writer(&path).unwrap();
        run(&mut connection, &path, &runner(&[PARENT])).unwrap();
        let changed = run(&mut connection, &path, &runner(&[("V1__parent", "CREATE TABLE other (id INTEGER)")]));
        assert!(matches!(changed, Err(OpenError::Migration { .. })), "{changed:?}");
        connection.execute("UPDATE refinery_schema_history SET checksum = 'x'", []).unwrap();
        let unreadable = run(&mut connection, &path, &runner(&[PARENT]));
        assert!(matches!(unreadable, Err(OpenError::Migration { .. })), "{unreadable:?}");
    }

    #[test]
    fn every_table_of_ours_is_strict() {
        let db = super::super::testing::db();
        let loose: Vec<String> = db
            .read_blocking(|conn| {
                let mut statement = conn.prepare(
                    "SELECT name FROM pragma_table_list
                     WHERE schema = 'main' AND type = 'table' AND strict = 0
                       AND name NOT LIKE 'sqlite_%' AND name <> 'refinery_schema_history'",
                )?;
                Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
            })
            .unwrap();
        assert_eq!(loose, Vec::<String>::new());
    }
}
