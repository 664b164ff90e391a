//! The page of versions: which one it is, what is kept of those before, what changed.

use crate::harness::{Browser, Korob, TestApp};
use korob::kernel::Lang;
use korob::office::versions;
use korob::platform::db::migrations;
use korob::platform::i18n::tr;
use rusqlite::Connection;
use std::fs::{self, File, FileTimes};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

const PAGE: &str = "/settings/versions";

/// As an upgrade leaves it.
fn keep_aside(data: &Path, name: &str) {
    fs::create_dir(data.join(name)).unwrap();
    let kept = data.join(name).join("korob.db");
    let office = Connection::open(data.join("korob.db")).unwrap();
    office.execute("VACUUM INTO ?1", [kept.to_str().unwrap()]).unwrap();
    let kept = Connection::open(kept).unwrap();
    kept.pragma_update(None, "journal_mode", "WAL").unwrap();
    kept.execute("UPDATE instance SET made_by = '0.0.7'", []).unwrap();
}

#[test]
fn an_administrator_reads_which_version_it_is_and_what_changed() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let page = anna.get(PAGE).expect(200).has(tr::versions_past_none(Lang::Ru)).has(tr::versions_kept_none(Lang::Ru));
    let facts = page.texts("dl.facts").concat();
    assert!(facts.contains(env!("CARGO_PKG_VERSION")) && facts.contains(&migrations::newest_schema().to_string()));
    let newest = &versions::changes()[0].texts;
    let shown = page.texts("details ul.points[lang=en] > li");
    assert!(shown.len() >= newest.len() && newest[0].replace('`', "") == shown[0], "{:?}", shown.first());
    let said = page.texts("ul.points:not([lang]) > li");
    assert!(said.contains(&tr::versions_news_backups(Lang::Ru).to_owned()), "{said:?}");
    // Each start writes down its version once.
    versions::note(app.db());
    app.expect_unchanged(|| versions::note(app.db()));
    let schema = migrations::newest_schema().to_string();
    let told = tr::versions_past_one(Lang::Ru, env!("CARGO_PKG_VERSION"), &schema, "|");
    anna.get(PAGE).expect(200).has(told.split('|').next().unwrap());
}

#[test]
fn what_is_kept_aside_is_shown_and_removed_for_good() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    keep_aside(app.data(), "before-upgrade-2026112640");
    fs::create_dir(app.data().join("before-restore-2026-11-27-101500")).unwrap();
    let page = anna.get(PAGE).expect(200);
    page.has(tr::versions_before_upgrade(Lang::Ru))
        .has(tr::versions_before_restore(Lang::Ru))
        .has("before-upgrade-2026112640")
        .has("Korob 0.0.7");
    let left = fs::read_dir(app.data().join("before-upgrade-2026112640")).unwrap().count();
    assert_eq!(left, 1, "looking leaves nothing beside the database");
    for name in ["before-upgrade-1", "backups", "..", "before-upgrade-2026112640%2F..%2Fbackups", "korob.db"] {
        anna.post_form(&format!("{PAGE}/kept/{name}/removal"), &[]).expect(404);
    }
    app.as_("pyotr").post_form(&format!("{PAGE}/kept/before-upgrade-2026112640/removal"), &[]).expect(403);
    app.as_("pyotr").get(PAGE).expect(403);
    assert!(app.data().join("before-upgrade-2026112640/korob.db").exists() && app.data().join("backups").exists());
    anna.post_form(&format!("{PAGE}/kept/before-upgrade-2026112640/removal"), &[]).expect(204);
    anna.get(PAGE).expect(200).has_not("before-upgrade-2026112640").has("before-restore-2026-11-27-101500");
    let names: Vec<_> = fs::read_dir(app.data()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().contains("2026112640")), "{names:?}");
}

#[test]
fn whoever_follows_the_page_is_back_in_the_office_before_the_restore() {
    let (korob, _) = Korob::office();
    korob.run(&["backup", "--out", "taken.tar.zst"]).expect(0);
    korob.run(&["seed", "--contacts", "20", "--yes"]).expect(0);
    korob.run(&["restore", "taken.tar.zst", "--yes"]).expect(0);
    let count = || {
        let database = Connection::open(korob.data().join("korob.db")).unwrap();
        database.query_row("SELECT count(*) FROM contacts", [], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!(count(), 0);
    let kept = |beginning: &str| {
        let names = fs::read_dir(korob.data()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with(beginning)).collect::<Vec<_>>()
    };
    let go_back = |name: &str| {
        let commands = versions::way_back(korob.data(), name);
        assert!(Command::new("sh").args(["-c", &commands]).status().unwrap().success(), "{commands}");
    };
    let (secret, before) = (korob.data().join("secret.key"), kept("before-restore-").remove(0));
    fs::write(&secret, "of today").unwrap();
    fs::write(korob.data().join(&before).join("secret.key"), "of then").unwrap();
    go_back(&before);
    assert_eq!((count(), fs::read_to_string(&secret).unwrap().as_str()), (20, "of then"));
    // Who finds that it was the wrong step has lost nothing.
    go_back(&kept("before-return-").remove(0));
    assert_eq!((count(), fs::read_to_string(&secret).unwrap().as_str()), (0, "of today"));
    assert_eq!(korob.serve(&[]).stop().0, 0);
}

#[test]
fn the_doctor_reminds_of_what_is_kept_for_more_than_a_month() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    keep_aside(app.data(), "before-upgrade-7");
    let health = || anna.get("/settings/health").expect(200);
    let old = File::open(app.data().join("before-upgrade-7")).unwrap();
    health().has("before-upgrade-7").has_not(tr::doctor_do_delete_kept(Lang::Ru));
    let days = |days: u64| SystemTime::now() - Duration::from_secs(days * 24 * 3600);
    old.set_times(FileTimes::new().set_modified(days(29))).unwrap();
    health().has_not(tr::doctor_do_delete_kept(Lang::Ru));
    old.set_times(FileTimes::new().set_modified(days(31))).unwrap();
    let told = health().has(tr::doctor_do_delete_kept(Lang::Ru));
    assert!(told.attributes(".findings a", "href").contains(&PAGE.to_owned()));
}

#[test]
fn an_administrator_removes_what_is_kept_by_mouse() {
    let app = TestApp::start();
    versions::note(app.db());
    keep_aside(app.data(), "before-upgrade-2026112640");
    let browser = Browser::open(&app);
    browser.sign_in("anna");
    browser.go(PAGE);
    browser.click_text(tr::versions_how_back(Lang::Ru));
    browser.click_text(tr::versions_remove(Lang::Ru));
    for (name, width, is_dark) in
        [("versions", 1280, false), ("versions-dark", 1280, true), ("versions-phone", 390, false)]
    {
        browser.size(width, 900);
        browser.prefer_dark(is_dark);
        browser.screenshot(name);
        browser.no_problems();
    }
    browser.size(1280, 900);
    browser.click_text(tr::versions_remove_now(Lang::Ru));
    browser.see_text(tr::versions_kept_none(Lang::Ru));
    browser.see_text(tr::versions_news_backups(Lang::Ru));
    browser.click_text(tr::versions_changes_all(Lang::Ru));
    browser.size(1280, 1400);
    browser.screenshot("versions-changes");
    browser.no_problems();
}
