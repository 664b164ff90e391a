//! Imports that end early, and those beside other people's work.

use crate::harness::{Korob, TestApp};
use korob::kernel::Result;
use korob::records::import::{self, Plan, Policy, Status, files::Arriving, store};
use korob::records::registry::Kind;
use serde_json::Value;
use std::sync::Arc;

fn file(app: &TestApp, rows: std::ops::Range<usize>) -> std::path::PathBuf {
    let lines = rows.map(|row| format!("Фирма {row};+7 999 {:07};{}\n", row, if row % 10 == 3 { "-5" } else { "7" }));
    let path = app.scratch().join("firms.csv");
    std::fs::write(&path, format!("Название;Телефон;Годовой оборот\n{}", lines.collect::<String>())).unwrap();
    path
}

fn begin(app: &TestApp, kind: &Arc<Kind>, path: &std::path::Path) -> i64 {
    let arriving = Arriving::begin(app.db()).unwrap().copy_from(path).unwrap();
    let plan = Plan { duplicates: Policy::Skip, ..Plan::default() };
    import::begin(app.db(), &app.viewer("anna"), kind, arriving, "firms.csv", &plan).unwrap()
}

fn count(app: &TestApp, sql: &'static str) -> i64 {
    let read = |conn: &rusqlite::Connection| -> Result<i64> { Ok(conn.query_row(sql, [], |row| row.get(0))?) };
    app.db().read_blocking(read).unwrap()
}

#[test]
fn an_import_that_was_stopped_goes_on_and_takes_no_row_twice() {
    let app = TestApp::start();
    let (kind, anna) = (app.registry().kind("company").unwrap(), app.viewer("anna"));
    let id = begin(&app, &kind, &file(&app, 0..1500));
    let mut told = 0;
    let run = |progress: &mut dyn FnMut(i64, i64)| import::run(app.db(), app.registry(), &anna, &kind, id, progress);
    run(&mut |_, _| {
        told += 1;
        if told == 2 {
            import::ask_to_stop(app.db(), id);
        }
    })
    .unwrap();
    let stopped = app.db().read_blocking(|conn| store::get(conn, &anna, "company", id)).unwrap();
    assert_eq!(import::status(app.db(), &stopped), Status::Stopped);
    let done = stopped.tally.records;
    assert!(done > 0 && done < 1500 && done == stopped.rows_done, "{done}");
    assert_eq!(count(&app, "SELECT count(*) FROM companies"), stopped.tally.created as i64);
    run(&mut |_, _| {}).unwrap();
    let report = import::report(app.db(), &anna, &kind, id).unwrap();
    assert_eq!((report.tally.records, report.tally.created, report.tally.rejected), (1500, 1350, 150));
    assert_eq!(report.rows.len(), 150);
    assert_eq!(count(&app, "SELECT count(*) FROM companies"), 1350);
    assert_eq!(count(&app, "SELECT count(DISTINCT action_id) FROM events WHERE kind = 'company'"), 1, "one action");
    assert!(run(&mut |_, _| {}).is_err(), "it is done");
}

#[test]
fn rows_behind_a_stop_still_name_the_rows_they_repeat() {
    let app = TestApp::start();
    let (kind, anna) = (app.registry().kind("company").unwrap(), app.viewer("anna"));
    let path = file(&app, 0..1200);
    let mut text = std::fs::read_to_string(&path).unwrap();
    text.push_str("фирма 1;;\nфирма 1100;;\n");
    std::fs::write(&path, text).unwrap();
    let id = begin(&app, &kind, &path);
    import::run(app.db(), app.registry(), &anna, &kind, id, &mut |_, _| import::ask_to_stop(app.db(), id)).unwrap();
    import::run(app.db(), app.registry(), &anna, &kind, id, &mut |_, _| {}).unwrap();
    let report = import::report(app.db(), &anna, &kind, id).unwrap();
    let repeats: Vec<(u64, Option<u64>)> =
        report.rows.iter().filter(|row| row.outcome == "duplicate").map(|row| (row.row, row.of)).collect();
    assert_eq!(repeats, [(1201, Some(2)), (1202, Some(1101))]);
}

#[test]
fn a_killed_import_is_a_named_part_that_goes_on_or_back() {
    let korob = Korob::new();
    crate::cli::users::add_anna(&korob);
    let path = korob.data().join("firms.csv");
    let rows: String = (0..5_000).map(|row| format!("Фирма {row};+7 999 {row:07}\n")).collect();
    std::fs::write(&path, format!("Название;Телефон\n{rows}")).unwrap();
    let count = || -> i64 {
        let conn = rusqlite::Connection::open(korob.data().join("korob.db")).unwrap();
        conn.query_row("SELECT count(*) FROM companies", [], |row| row.get(0)).unwrap_or(0)
    };
    let mut child = korob.command(&["import", "companies", path.to_str().unwrap()]).spawn().unwrap();
    let started = std::time::Instant::now();
    while count() < 100 {
        assert!(started.elapsed().as_secs() < 60, "it never began");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let conn = rusqlite::Connection::open(korob.data().join("korob.db")).unwrap();
    let (status, done): (String, i64) =
        conn.query_row("SELECT status, rows_done FROM imports", [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!((status.as_str(), done), ("running", count()), "every row that is told is there, and no other");
    drop(conn);
    let again = korob.run(&["import", "companies", path.to_str().unwrap(), "--json"]).expect(0);
    let report: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!((&report["skipped"], &report["created"]), (&done.into(), &(5_000 - done).into()));
}
