//! The page of jobs: what the server does by itself, and long work of people.

use crate::harness::{Answer, Browser, Client, Korob, PASSWORD, TestApp};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use korob::records::import::{Plan, Tally};
use rusqlite::Connection;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const PAGE: &str = "/settings/jobs";

/// What is said of a job once nothing is being done.
fn job(client: &Client, key: &str) -> String {
    settled(client).texts(&format!("#job-{key}")).concat()
}

fn settled(client: &Client) -> Answer {
    let begun = Instant::now();
    loop {
        let state = client.get(&format!("{PAGE}/state")).expect(200);
        if state.attributes("#jobs", "hx-trigger").is_empty() {
            return state;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{}", state.text());
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn run(client: &Client, key: &str) {
    client.post_form(&format!("{PAGE}/{key}/run"), &[]).expect(204);
}

fn plan(second: &str) -> [(&str, &str); 7] {
    [
        ("is_on", "1"),
        ("hour", "3"),
        ("second_place", second),
        ("daily", "7"),
        ("weekly", "4"),
        ("monthly", "12"),
        ("encryption", "off"),
    ]
}

#[test]
fn an_administrator_sees_each_job_and_has_it_done() {
    let app = TestApp::start();
    app.keep();
    let anna = app.as_("anna").htmx();
    anna.get(PAGE).expect(200).has(tr::jobs_of_people_none(Lang::Ru)).has(tr::jobs_next_at_start(Lang::Ru));
    let told = job(&anna, "backups");
    assert!(told.contains(tr::jobs_next_soon(Lang::Ru)) && told.contains(tr::jobs_not_yet(Lang::Ru)), "{told}");
    assert!(job(&anna, "copies").contains(tr::jobs_next_never(Lang::Ru)));
    assert!(job(&anna, "names").contains(tr::jobs_names_good(Lang::Ru)));
    assert!(job(&anna, "files").contains(&tr::jobs_files_removed(Lang::Ru, 0)));
    run(&anna, "backups");
    let told = job(&anna, "backups");
    assert!(told.contains(tr::jobs_backup_good(Lang::Ru)) && !told.contains(tr::jobs_next_soon(Lang::Ru)), "{told}");
    for key in ["answers", "none", "..", "backups%2F"] {
        anna.post_form(&format!("{PAGE}/{key}/run"), &[]).expect(404);
    }
}

/// A file of a week ago that no record knows.
fn lost_file(data: &Path) -> PathBuf {
    let lost = data.join("files/ab/cd").join(["abcd", &"0".repeat(60)].concat());
    fs::create_dir_all(lost.parent().unwrap()).unwrap();
    fs::write(&lost, "no record knows it").unwrap();
    let week_ago = std::time::SystemTime::now() - Duration::from_secs(7 * 24 * 3600);
    fs::File::options().write(true).open(&lost).unwrap().set_modified(week_ago).unwrap();
    lost
}

#[test]
fn files_that_nobody_needs_are_removed_when_somebody_asks() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    settled(&anna);
    let lost = lost_file(app.data());
    run(&anna, "files");
    let told = job(&anna, "files");
    assert!(told.contains(&tr::jobs_files_removed(Lang::Ru, 1)) && !lost.exists(), "{told}");
}

#[test]
fn what_failed_before_a_restart_is_told_after_it() {
    let (korob, token) = Korob::office();
    let served = korob.serve(&[]);
    let program = served.program(&token);
    let id = program.post_json("/api/v1/companies", &json!({ "name": "Кедр" })).expect(201).json()["id"].clone();
    program.post_files(&format!("/api/v1/companies/{id}/files"), &[("план.txt", b"paper")]).expect(201);
    served.stop();
    let look = || {
        let served = korob.serve(&[]);
        let client = served.client();
        client.post_form("/login", &[("email", "anna@a.example"), ("password", PASSWORD)]).expect_redirect();
        let told = job(&client, "files");
        served.stop();
        told
    };
    // Of a history that cannot be read nobody can say which files it needs.
    let database = || Connection::open(korob.data().join("korob.db")).unwrap();
    let damage = "UPDATE event_values SET body = 'x' || body WHERE instr(body, '\"sha256\":') > 0";
    assert_eq!(database().execute(damage, []).unwrap(), 1);
    let lost = lost_file(korob.data());
    let told = look();
    assert!(told.contains(tr::jobs_failed(Lang::Ru)) && !told.contains(tr::jobs_last_failure(Lang::Ru)), "{told}");
    database().execute("UPDATE event_values SET body = substr(body, 2) WHERE body LIKE 'x%'", []).unwrap();
    let told = look();
    assert!(told.contains(&tr::jobs_files_removed(Lang::Ru, 1)) && !lost.exists(), "{told}");
    assert!(told.contains(tr::jobs_last_failure(Lang::Ru)) && !told.contains(tr::jobs_failed(Lang::Ru)), "{told}");
}

#[test]
fn a_copy_that_failed_is_told_and_tried_again() {
    let app = TestApp::start();
    app.keep();
    let anna = app.as_("anna").htmx();
    let (second, away) = (app.scratch().join("second"), app.scratch().join("away"));
    fs::create_dir(&second).unwrap();
    anna.post_form("/settings/backups", &plan(second.to_str().unwrap())).expect(204);
    fs::rename(&second, &away).unwrap();
    run(&anna, "backups");
    let told = job(&anna, "copies");
    assert!(told.contains(tr::jobs_failed(Lang::Ru)) && told.contains(tr::jobs_retry(Lang::Ru)), "{told}");
    assert!(told.contains(second.to_str().unwrap()), "{told}");
    fs::rename(&away, &second).unwrap();
    run(&anna, "copies");
    let told = job(&anna, "copies");
    assert!(told.contains(tr::jobs_copy_good(Lang::Ru)) && !told.contains(tr::jobs_failed(Lang::Ru)), "{told}");
    assert_eq!(fs::read_dir(&second).unwrap().count(), 2, "the backup, and the mark of the place");
    let made = fs::read_dir(app.data().join("backups")).unwrap().count();
    assert_eq!(made, 1, "no other backup was made for it");

    // What bears the name and is not the copy is somebody's: as of another office that shares the folder.
    let names = fs::read_dir(&second).unwrap().map(|entry| entry.unwrap().path());
    let copy = names.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "zst")).unwrap();
    fs::write(&copy, "another").unwrap();
    run(&anna, "copies");
    let told = job(&anna, "copies");
    assert!(told.contains(&tr::backup_copy_taken(Lang::Ru, copy.to_str().unwrap())), "{told}");
    assert_eq!(fs::read(&copy).unwrap(), b"another");
}

#[test]
fn an_import_that_stopped_leads_to_its_page() {
    let app = TestApp::start();
    let anna = app.viewer("anna").user_id.0;
    let plan = serde_json::to_string(&Plan::default()).unwrap();
    let tally = serde_json::to_string(&Tally::default()).unwrap();
    let sql = "INSERT INTO imports (kind, user_id, file_name, status, plan, tally, rows_done, created_at)
               VALUES ('contact', ?1, 'clients <2>.csv', 'stopped', ?2, ?3, 3, 1)";
    app.db().write_blocking(move |tx| Ok(tx.execute(sql, (anna, plan, tally)).map(drop)?)).unwrap();
    let anna = app.as_("anna");
    let page = anna.get(PAGE).expect(200).has(tr::jobs_stopped(Lang::Ru));
    assert!(page.texts("#jobs a.link")[0].contains("clients <2>.csv"));
    anna.get(&page.attributes("#jobs a.link", "href")[0]).expect(200).has(tr::imports_go_on(Lang::Ru));
}

/// One that stopped, and one that was done.
fn damaged_imports(app: &TestApp) {
    let anna = app.viewer("anna").user_id.0;
    let sql = "INSERT INTO imports (kind, user_id, file_name, status, plan, tally, rows_done, created_at)
               VALUES ('contact', ?1, 'clients.csv', 'stopped', '{}', '{}', 3, 1), ('deal', ?1, 'deals.csv', 'done', '[', '7', 3, 1)";
    app.db().write_blocking(move |tx| Ok(tx.execute(sql, [anna]).map(drop)?)).unwrap();
}

#[test]
fn an_import_that_cannot_be_read_is_told_and_ended() {
    let app = TestApp::start();
    damaged_imports(&app);
    let anna = app.as_("anna");
    let page = anna.get(PAGE).expect(200).has(tr::imports_damaged(Lang::Ru)).has("clients.csv");
    assert!(page.attributes("#jobs a.link", "href").is_empty());
    anna.get("/deals/import").expect(200).has("deals.csv");
    anna.get("/deals/import/2").expect(409).has(tr::imports_damaged(Lang::Ru));
    anna.post_form("/contacts/import/1/start", &[]).expect(409);
    anna.post_form("/contacts/import/1/deletion", &[]).expect(303);
    anna.get(PAGE).expect(200).has(tr::jobs_of_people_none(Lang::Ru));
}

#[test]
fn others_neither_see_nor_do_any_of_it() {
    let app = TestApp::start();
    let pyotr = app.as_("pyotr");
    pyotr.get(PAGE).expect(403);
    pyotr.get(&format!("{PAGE}/state")).expect(403);
    pyotr.post_form(&format!("{PAGE}/backups/run"), &[]).expect(403);
}

#[test]
fn an_administrator_has_a_backup_made_by_mouse() {
    let app = TestApp::start();
    app.keep();
    damaged_imports(&app);
    let browser = Browser::open(&app);
    browser.sign_in("anna");
    browser.go(PAGE);
    browser.click("#job-backups button");
    browser.see_text(tr::jobs_backup_good(Lang::Ru));
    for (name, width, is_dark) in [("jobs", 1280, false), ("jobs-dark", 1280, true), ("jobs-phone", 390, false)] {
        browser.size(width, 1500);
        browser.prefer_dark(is_dark);
        browser.screenshot(name);
        browser.no_problems();
    }
}
