//! Offices as earlier versions left them.

use refinery_core::{Migration, Runner};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::fs;
use std::path::Path;

/// Puts in the place of this database, which nobody has open, one that has its rows and the schema of a version that
/// knew all steps but the last `missing`; the schema number of that version. What that version had no table or column
/// for is lost.
pub fn unlearn(database: &Path, missing: usize) -> i64 {
    let mut steps = steps();
    steps.truncate(steps.len() - missing);
    let schema = i64::from(steps.last().unwrap().version());
    let path = database.with_extension("earlier");
    let mut earlier = Connection::open(&path).unwrap();
    earlier.pragma_update(None, "application_id", korob::platform::db::APPLICATION_ID).unwrap();
    Runner::new(&steps).set_grouped(true).run(&mut earlier).unwrap();
    copy_rows(&earlier, database);
    earlier.pragma_update(None, "user_version", schema).unwrap();
    earlier.execute("UPDATE instance SET made_by = '0.0.1'", []).unwrap();
    earlier.close().unwrap();
    for log in ["korob.db-wal", "korob.db-shm"] {
        let _ = fs::remove_file(database.with_file_name(log));
    }
    fs::rename(path, database).unwrap();
    schema
}

/// Oldest first.
fn steps() -> Vec<Migration> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut steps: Vec<Migration> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            Migration::unapplied(path.file_stem().unwrap().to_str().unwrap(), &fs::read_to_string(&path).unwrap())
        })
        .map(Result::unwrap)
        .collect();
    steps.sort();
    steps
}

fn copy_rows(earlier: &Connection, from: &Path) {
    // What triggers keep is copied with the rest.
    earlier.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    earlier.pragma_update(None, "foreign_keys", "OFF").unwrap();
    earlier.execute("ATTACH ?1 AS today", [from.to_str().unwrap()]).unwrap();
    let texts = |sql: &str, of: &[&str]| -> Vec<String> {
        let mut statement = earlier.prepare(sql).unwrap();
        let rows = statement.query_map(rusqlite::params_from_iter(of), |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    // The shadows of a search index hold what the index knows.
    let tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')
                  AND name NOT IN ('sqlite_schema', 'refinery_schema_history')";
    for table in texts(tables, &[]) {
        let both = "SELECT name FROM pragma_table_info(?1, 'main')
                    INTERSECT SELECT name FROM pragma_table_info(?1, 'today')";
        let columns = texts(both, &[&table]).iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        let copy = format!(
            "DELETE FROM main.\"{table}\"; INSERT INTO main.\"{table}\" ({columns}) SELECT {columns} FROM today.\"{table}\""
        );
        earlier.execute_batch(&copy).unwrap_or_else(|error| panic!("{table}: {error}"));
    }
    earlier.execute_batch("DETACH today").unwrap();
}
