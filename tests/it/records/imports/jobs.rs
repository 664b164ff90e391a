//! Imports that end early, and those beside other people's work.

use crate::harness::{Korob, TestApp};
use korob::kernel::{ActionId, Error, Lang, Result};
use korob::platform::events;
use korob::platform::i18n::tr;
use korob::records::import::{self, Plan, Policy, Status, files, files::Arriving, store};
use korob::records::registry::Kind;
use korob::records::service::{self, Why};
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
fn a_stopped_import_that_nobody_goes_on_with_keeps_no_file() {
    let app = TestApp::start();
    let (kind, viewer) = (app.registry().kind("company").unwrap(), app.viewer("anna"));
    let anna = app.as_("anna");
    let stopped = || {
        let id = begin(&app, &kind, &file(&app, 0..1200));
        let stop = &mut |_: i64, _: i64| import::ask_to_stop(app.db(), id);
        import::run(app.db(), app.registry(), &viewer, &kind, id, stop).unwrap();
        assert!(files::of(app.db(), id).exists());
        id
    };
    // Ended where it stands: what it brought in stays.
    let id = stopped();
    let page = format!("/companies/import/{id}");
    anna.get(&page).expect(200).has("Закончить на этом");
    let brought_in = count(&app, "SELECT count(*) FROM companies");
    anna.post_form(&format!("{page}/deletion"), &[]).expect_redirect();
    assert!(!files::of(app.db(), id).exists());
    assert_eq!(count(&app, "SELECT count(*) FROM companies"), brought_in);
    anna.get(&page).expect(200).has_not("Закончить на этом");
    let told = app.expect_unchanged(|| anna.post_form(&format!("{page}/deletion"), &[]).expect(409));
    told.has(tr::imports_begun(Lang::Ru));
    // Taken back.
    let id = stopped();
    let import = app.db().read_blocking(|conn| store::get(conn, &viewer, "company", id)).unwrap();
    anna.htmx().post_form(&format!("/actions/{}/undo", import.action.unwrap().0), &[]).expect(204);
    assert!(!files::of(app.db(), id).exists());
}

#[test]
fn observers_of_a_file_join_those_there_are() {
    let app = TestApp::start();
    take(&app, "anna", "company", "Название;Наблюдатели\nБалтика;Ольга Белкина\n");
    take_by(&app, "anna", "company", "Название;Наблюдатели\nБалтика;Игорь Лунин\n", Policy::Merge);
    assert_eq!(count(&app, "SELECT count(*) FROM companies"), 1);
    assert_eq!(count(&app, "SELECT count(DISTINCT user_id) FROM record_observers"), 2);
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

fn take(app: &TestApp, who: &str, kind: &str, text: &str) -> import::Report {
    take_by(app, who, kind, text, Policy::default())
}

fn take_by(app: &TestApp, who: &str, kind: &str, text: &str, duplicates: Policy) -> import::Report {
    let path = app.scratch().join("taken.csv");
    std::fs::write(&path, text).unwrap();
    let (kind, viewer) = (app.registry().kind(kind).unwrap(), app.viewer(who));
    let arriving = Arriving::begin(app.db()).unwrap().copy_from(&path).unwrap();
    let plan = Plan { duplicates, ..Plan::default() };
    let id = import::begin(app.db(), &viewer, &kind, arriving, "taken.csv", &plan).unwrap();
    import::run(app.db(), app.registry(), &viewer, &kind, id, &mut |_, _| {}).unwrap();
    import::report(app.db(), &viewer, &kind, id).unwrap()
}

fn action_of(app: &TestApp, id: i64) -> ActionId {
    let read = |conn: &rusqlite::Connection| -> Result<i64> {
        Ok(conn.query_row("SELECT action_id FROM imports WHERE id = ?1", [id], |row| row.get(0))?)
    };
    ActionId(app.db().read_blocking(read).unwrap())
}

fn undo(app: &TestApp, who: &str, action: ActionId) -> Result<service::Undone> {
    let (registry, viewer) = (app.registry().clone(), app.viewer(who));
    app.db().write_blocking(move |tx| service::undo(tx, &registry, &viewer, action))
}

#[test]
fn a_rehearsal_goes_on_behind_a_first_row_that_made_something_and_was_refused() {
    let app = TestApp::start();
    let (kind, anna) = (app.registry().kind("contact").unwrap(), app.viewer("anna"));
    let path = app.scratch().join("people.csv");
    std::fs::write(&path, format!("Имя;Компания\n{};Новая\nАнна;Новая\n", "а".repeat(200))).unwrap();
    let source = (path.as_path(), "people.csv");
    let plan = Plan::default();
    let report = import::rehearse(app.db(), app.registry(), &anna, &kind, source, &plan, &mut |_, _| {}).unwrap();
    assert_eq!((report.tally.rejected, report.tally.created), (1, 1));
    assert_eq!(report.tally.created_linked["companies"], 1);
}

#[test]
fn a_rehearsal_ends_when_another_of_its_file_begins() {
    let app = TestApp::start();
    let (kind, anna) = (app.registry().kind("company").unwrap(), app.viewer("anna"));
    let path = file(&app, 0..1500);
    let rehearse = |progress: &mut dyn FnMut(i64, i64)| {
        let source = (path.as_path(), "firms.csv");
        import::rehearse(app.db(), app.registry(), &anna, &kind, source, &Plan::default(), progress)
    };
    let (mut told, mut later) = (0, None);
    let earlier = rehearse(&mut |_, _| {
        told += 1;
        later = Some(rehearse(&mut |_, _| {}).unwrap().tally.records);
    });
    assert!(matches!(earlier, Err(import::ImportError::Other(Error::Conflict(_)))));
    assert_eq!((told, later), (1, Some(1500)), "the later one is whole, the earlier one has stopped");
    assert_eq!(rehearse(&mut |_, _| {}).unwrap().tally.records, 1500);
}

#[test]
fn what_is_being_done_is_not_taken_back_meanwhile() {
    let app = TestApp::start();
    let (kind, anna) = (app.registry().kind("company").unwrap(), app.viewer("anna"));
    let id = begin(&app, &kind, &file(&app, 0..1500));
    let mut refused = 0;
    import::run(app.db(), app.registry(), &anna, &kind, id, &mut |_, _| {
        let undone = undo(&app, "anna", action_of(&app, id));
        assert!(matches!(undone, Err(Error::Conflict(_))), "{undone:?}");
        refused += 1;
    })
    .unwrap();
    assert!(refused > 0);
    assert_eq!(count(&app, "SELECT count(*) FROM companies"), 1350);
    let held = app.db().read_blocking(|conn| events::hold(conn, action_of(&app, id))).unwrap();
    let undone = undo(&app, "anna", action_of(&app, id));
    assert!(matches!(undone, Err(Error::Conflict(_))), "somebody takes it back already: {undone:?}");
    drop(held);
    undo(&app, "anna", action_of(&app, id)).unwrap();
    assert_eq!(count(&app, "SELECT count(*) FROM companies"), 0);
}

#[test]
fn an_import_that_was_taken_back_does_not_go_on() {
    let app = TestApp::start();
    let (kind, anna) = (app.registry().kind("company").unwrap(), app.viewer("anna"));
    let id = begin(&app, &kind, &file(&app, 0..1500));
    import::run(app.db(), app.registry(), &anna, &kind, id, &mut |_, _| import::ask_to_stop(app.db(), id)).unwrap();
    let report = import::report(app.db(), &anna, &kind, id).unwrap();
    assert_eq!(report.failure.as_deref(), Some("stopped"));
    assert!(files::of(app.db(), id).is_file());
    let action = action_of(&app, id);
    undo(&app, "anna", action).unwrap();
    assert!(import::run(app.db(), app.registry(), &anna, &kind, id, &mut |_, _| {}).is_err());
    let late = app.db().write_blocking(move |tx| store::set_running(tx, id, Some(action)));
    assert!(matches!(late, Err(Error::Conflict(_))), "also when it was undone a moment ago: {late:?}");
}

#[test]
fn staff_take_back_their_import_whole_and_never_a_value_that_is_used() {
    let app = TestApp::start();
    let own = "SELECT count(*) FROM options WHERE code LIKE 'own_%'";
    let first = take(&app, "olga", "company", "Название;Тип\nА;Дилер\n");
    let undone = undo(&app, "olga", action_of(&app, first.import_id.unwrap())).unwrap();
    assert_eq!(undone.conflicts, []);
    assert_eq!((count(&app, "SELECT count(*) FROM companies"), count(&app, own)), (0, 0));
    let second = take(&app, "olga", "company", "Название;Тип\nБ;Дилер\n");
    take(&app, "igor", "company", "Название;Тип\nВ;Дилер\n");
    let undone = undo(&app, "olga", action_of(&app, second.import_id.unwrap())).unwrap();
    assert_eq!(undone.conflicts.iter().map(|conflict| conflict.why).collect::<Vec<_>>(), [Why::Taken]);
    assert_eq!((count(&app, "SELECT count(*) FROM companies"), count(&app, own)), (1, 1));
}

#[test]
fn a_date_in_the_future_is_told_of() {
    let app = TestApp::start();
    let report = take(&app, "anna", "company", "Название;Дата создания\nА;01.02.2099\nБ;01.02.2020\n");
    let warnings: Vec<(u64, &str, &str)> = report
        .rows
        .iter()
        .flat_map(|row| row.warnings.iter().map(|found| (row.row, found.code.as_str(), found.column.as_str())))
        .collect();
    assert_eq!(warnings, [(1, "date_in_future", "created_at")]);
}
