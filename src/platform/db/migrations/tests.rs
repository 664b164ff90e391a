use super::*;
use crate::platform::db::connection::open_writer;

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
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'parent'", [], |row| row.get(0)).unwrap();
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
    assert!(refused.to_string().contains("install Korob 9.4.0 or newer, or restore"), "{refused}");
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
    let db = crate::platform::db::testing::db();
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

#[test]
fn a_migration_that_loses_rows_is_undone() {
    let (_folder, path) = file();
    let mut connection = open_writer(&path).unwrap();
    run(&mut connection, &path, &runner(&[PARENT])).unwrap();
    connection.execute("INSERT INTO parent VALUES (1), (2), (3)", []).unwrap();
    for loss in ["DELETE FROM parent WHERE id = 2", "DROP TABLE parent"] {
        let failed = run(&mut connection, &path, &runner(&[PARENT, ("V2__loss", loss)])).unwrap_err();
        assert!(failed.to_string().contains("of 3 rows"), "{failed}");
    }
    let rows: i64 = connection.query_row("SELECT count(*) FROM parent", [], |row| row.get(0)).unwrap();
    assert_eq!((rows, schema_of(&connection).unwrap()), (3, 1));
}
