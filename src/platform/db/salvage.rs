//! Reading what is left of a damaged database, table by table: pages that cannot be read are stepped over.
//!
//! All is done on a copy of the bytes, so that nothing can make the original worse.

use super::{OpenError, migrations};
use rusqlite::config::DbConfig;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row};
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A copy that is read.
pub struct Salvage {
    connection: Connection,
}

/// A table that the schema still names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<String>,
    /// The columns of its key, where it has no numbers of rows.
    key: Option<Vec<String>>,
}

/// What a table gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walked {
    pub rows: i64,
    /// Rows there were, where an index that is whole still says so.
    pub expected: Option<i64>,
    /// The first and last number of rows that could not be read; not all of these numbers need have been rows.
    pub gaps: Vec<(i64, i64)>,
    /// It ended before it was through, in a table whose rows have no numbers.
    pub is_cut: bool,
}

/// Takes a row; an error ends the salvage.
pub type Take<'a> = &'a mut dyn FnMut(&[Value]) -> io::Result<()>;

impl Salvage {
    /// Copies the database and its log into the folder `work` and opens the copy. Nobody may be writing to it.
    ///
    /// # Errors
    /// `NotOurs` where the first page is lost, and with it the list of tables; `DiskFull` with what is copied to.
    pub fn open(database: &Path, work: &Path) -> Result<Salvage, OpenError> {
        let copy = work.join("korob.db");
        for end in ["", "-wal"] {
            let (from, to) = (beside(database, end), beside(&copy, end));
            if end.is_empty() || from.exists() {
                fs::copy(&from, &to).map_err(|error| match error.kind() {
                    io::ErrorKind::StorageFull => OpenError::DiskFull { path: to },
                    _ => anyhow::Error::from(error).context(format!("copy {}", from.display())).into(),
                })?;
            }
        }
        let told = |error| OpenError::from_sqlite(database, error);
        let connection = Connection::open(&copy).map_err(told)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false).map_err(told)?;
        connection.pragma_update(None, "cell_size_check", "ON").map_err(told)?;
        // SQLite then works with what it could read of the schema, instead of with nothing.
        connection.pragma_update(None, "writable_schema", "ON").map_err(told)?;
        let salvage = Salvage { connection };
        // The first statement meets the damage of the schema, those behind it have what was read until then.
        let _ = salvage.names();
        match salvage.names() {
            Ok(names) if !names.is_empty() => Ok(salvage),
            Ok(_) => Err(OpenError::NotOurs { path: database.to_owned() }),
            Err(error) => Err(told(error)),
        }
    }

    /// The tables, by name, without those of SQLite and of the search, which can be made anew.
    pub fn tables(&self) -> Vec<Table> {
        let mut names = self.names().unwrap_or_default();
        names.sort();
        names.into_iter().filter_map(|(name, has_rowid)| self.table(name, has_rowid)).collect()
    }

    /// Tables of this version that the schema does not name any more; none of an earlier version, whose tables nobody knows.
    pub fn lost_tables(&self) -> Vec<String> {
        let schema = self.connection.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0));
        if schema.ok() != Some(migrations::newest_schema()) {
            return Vec::new();
        }
        let there = self.names().unwrap_or_default();
        let whole = Connection::open_in_memory().map_err(anyhow::Error::from).and_then(|mut whole| {
            migrations::migrate(&mut whole, Path::new(":memory:"))?;
            Ok(names_in(&whole)?)
        });
        let all = whole.unwrap_or_default().into_iter().map(|(name, _)| name);
        all.filter(|name| !there.iter().any(|(found, _)| found == name)).collect()
    }

    fn names(&self) -> rusqlite::Result<Vec<(String, bool)>> {
        names_in(&self.connection)
    }
    fn table(&self, name: String, has_rowid: bool) -> Option<Table> {
        let mut statement = self.connection.prepare("SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid").ok()?;
        let rows = statement.query_map([&name], |row| Ok((row.get(0)?, row.get(1)?))).ok()?;
        let columns: Vec<(String, i64)> = rows.collect::<rusqlite::Result<_>>().ok()?;
        let mut key: Vec<_> = columns.iter().filter(|(_, place)| *place > 0).collect();
        key.sort_by_key(|(_, place)| *place);
        let key = key.into_iter().map(|(name, _)| name.clone()).collect();
        let columns: Vec<String> = columns.into_iter().map(|(name, _)| name).collect();
        (!columns.is_empty()).then_some(Table { name, columns, key: (!has_rowid).then_some(key) })
    }

    /// Hands out every row that can be read, with the values of these columns.
    pub fn walk(&self, table: &Table, columns: &[&str], take: Take<'_>) -> io::Result<Walked> {
        let count = ["SELECT count(*) FROM ", &quoted(&table.name)].concat();
        let expected = self.connection.query_row(&count, [], |row| row.get(0)).ok();
        let walked = match &table.key {
            None => self.walk_numbers(table, columns, take)?,
            Some(key) => self.walk_key(table, key, columns, take)?,
        };
        Ok(Walked { expected, ..walked })
    }

    fn walk_numbers(&self, table: &Table, columns: &[&str], take: Take<'_>) -> io::Result<Walked> {
        let from = [" FROM ", &quoted(&table.name), " WHERE rowid >= ?1 ORDER BY rowid"].concat();
        let all = ["SELECT rowid, ", &listed(columns), &from, " LIMIT 500"].concat();
        let number = ["SELECT rowid", &from, " LIMIT 1"].concat();
        let mut walked = Walked::default();
        let mut next = i64::MIN;
        loop {
            let (rows, is_broken) = self.read(&all, &[next], columns.len() + 1);
            let mut last = None;
            for row in &rows {
                let Some(Value::Integer(id)) = row.first() else { continue };
                // Pages that lead in a circle would never come to an end.
                if last.is_some_and(|last| *id <= last) {
                    break;
                }
                last = Some(*id);
                walked.rows += 1;
                take(&row[1..])?;
            }
            let Some(from) = last.map_or(Some(next), |last| last.checked_add(1)) else { return Ok(walked) };
            let is_circle =
                last.is_some_and(|last| rows.last().and_then(|row| row.first()) != Some(&Value::Integer(last)));
            if !is_broken && !is_circle {
                if rows.is_empty() {
                    return Ok(walked);
                }
                next = from;
                continue;
            }
            // The number of the first row from here on; an error where pages are in the way.
            let probe = |from: i64| -> rusqlite::Result<Option<i64>> {
                let mut statement = self.connection.prepare_cached(&number)?;
                let mut rows = statement.query([from])?;
                let found: Option<i64> = rows.next()?.map(|row| row.get(0)).transpose()?;
                Ok(found.filter(|found| *found >= from))
            };
            let skipped = step_over(from, probe);
            walked.gaps.push((from, skipped.map_or(i64::MAX, |next| next - 1)));
            match skipped {
                Some(there) => next = there,
                None => return Ok(walked),
            }
        }
    }

    /// From both ends: what lies between two damages is lost.
    fn walk_key(&self, table: &Table, key: &[String], columns: &[&str], take: Take<'_>) -> io::Result<Walked> {
        let key: Vec<&str> = key.iter().map(String::as_str).collect();
        let mut walked = Walked::default();
        let mut met = HashSet::new();
        for direction in [" ASC", " DESC"] {
            let order = key.iter().map(|column| [&quoted(column), direction].concat()).collect::<Vec<_>>().join(", ");
            let all = ["SELECT ", &listed(columns), " FROM ", &quoted(&table.name), " ORDER BY ", &order].concat();
            let (rows, is_broken) = self.read(&all, &[], columns.len());
            for row in rows {
                if met.insert(format!("{row:?}")) {
                    walked.rows += 1;
                    take(&row)?;
                }
            }
            if !is_broken {
                return Ok(walked);
            }
        }
        Ok(Walked { is_cut: true, ..walked })
    }

    /// The rows that come before an error, and whether there was one.
    fn read(&self, sql: &str, from: &[i64], count: usize) -> (Vec<Vec<Value>>, bool) {
        let mut found = Vec::new();
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query(rusqlite::params_from_iter(from))?;
            while let Some(row) = rows.next()? {
                found.push((0..count).map(|at| value(row, at)).collect());
            }
            Ok(())
        };
        let is_broken = read().is_err();
        (found, is_broken)
    }
}

fn names_in(connection: &Connection) -> rusqlite::Result<Vec<(String, bool)>> {
    let mut statement = connection.prepare(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND name NOT LIKE 'sqlite_%' AND name NOT IN ('refinery_schema_history', 'search', 'stamps')",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, !row.get::<_, bool>(1)?)))?;
    rows.collect()
}

/// The nearest number from which rows can be read on; `None` if there is none. Numbers in between are given up, as few as
/// may be: pages hold rows by their numbers.
fn step_over(from: i64, probe: impl Fn(i64) -> rusqlite::Result<Option<i64>>) -> Option<i64> {
    let from = from.max(0);
    if let Ok(found) = probe(from) {
        // The row itself is what cannot be read.
        return found?.checked_add(1);
    }
    let (mut bad, mut width) = (from, 1i64);
    let mut good = loop {
        let there = from.checked_add(width)?;
        match probe(there) {
            Ok(found) => {
                found?;
                break there;
            }
            Err(_) => bad = there,
        }
        width = width.checked_mul(2)?;
    };
    while good - bad > 1 {
        let middle = bad + (good - bad) / 2;
        match probe(middle) {
            Ok(Some(_)) => good = middle,
            _ => bad = middle,
        }
    }
    Some(good)
}

/// Text that is no text any more is read as far as it is one.
fn value(row: &Row<'_>, at: usize) -> Value {
    match row.get_ref(at) {
        Ok(ValueRef::Integer(number)) => Value::Integer(number),
        Ok(ValueRef::Real(number)) => Value::Real(number),
        Ok(ValueRef::Text(text)) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        Ok(ValueRef::Blob(bytes)) => Value::Blob(bytes.to_owned()),
        Ok(ValueRef::Null) | Err(_) => Value::Null,
    }
}

fn listed(columns: &[&str]) -> String {
    columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ")
}

/// A name from the schema itself; quotes in it are doubled, as SQL has it.
fn quoted(name: &str) -> String {
    ["\"", &name.replace('"', "\"\""), "\""].concat()
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}
