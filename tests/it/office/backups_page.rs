//! The page of backups, and the backups that nobody asks for.

use crate::crm::leads::record;
use crate::harness::{Browser, TestApp};
use korob::kernel::Lang;
use korob::office::backup::{Key, Plan, verify};
use korob::platform::i18n::tr;
use korob::records::Values;
use std::fs;
use std::time::{Duration, Instant};

pub(super) const FORM: [(&str, &str); 7] = [
    ("is_on", "1"),
    ("hour", "3"),
    ("second_place", ""),
    ("daily", "7"),
    ("weekly", "4"),
    ("monthly", "12"),
    ("encryption", "off"),
];

fn with<'a>(name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut form: Vec<(&str, &str)> = FORM.to_vec();
    form.iter_mut().filter(|(field, _)| *field == name).for_each(|(_, there)| *there = value);
    form
}

fn plan(app: &TestApp) -> Plan {
    app.db().read_blocking(Plan::load).unwrap()
}

/// Waits until a backup was made and proven, or was not.
pub(super) fn made(app: &TestApp) -> String {
    let anna = app.as_("anna").htmx();
    let begun = Instant::now();
    loop {
        let state = anna.get("/settings/backups/state").expect(200);
        if state.attributes("#backups", "hx-trigger").is_empty() {
            return state.text();
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{}", state.text());
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_backup_is_made_proven_shown_and_taken_away() {
    let app = TestApp::start();
    app.keep();
    let anna = app.as_("anna").htmx();
    anna.get("/settings/backups").expect(200).has(tr::backups_never(Lang::Ru)).has(tr::backups_none(Lang::Ru));
    let second = app.scratch().join("second");
    fs::create_dir(&second).unwrap();
    anna.post_form("/settings/backups", &with("second_place", second.to_str().unwrap())).expect(204);
    anna.post_form("/settings/backups/making", &[]).expect(204);
    let state = made(&app);
    assert!(!state.contains(tr::backups_never(Lang::Ru)), "{state}");
    let page = anna.get("/settings/backups").expect(200);
    let page = page.has(&format!("korob --data '{}' restore FILE", app.data().display()));
    let links: Vec<String> = page.attributes("#backups td a[download]", "href");
    let [link] = links.as_slice() else { panic!("{links:?}") };
    let answer = anna.get(link).expect(200);
    assert!(answer.header("content-disposition").starts_with("attachment; filename=\"korob-2"));
    assert_eq!(answer.header("cache-control"), "no-store");
    let carried = app.scratch().join("carried");
    fs::write(&carried, &answer.body).unwrap();
    assert!(verify(&carried, &Key::None).unwrap().is_proven);
    let name = link.rsplit('/').next().unwrap();
    assert_eq!(fs::read(second.join(name)).unwrap(), answer.body, "the second place has it, too");
    assert_eq!(fs::read_dir(&second).unwrap().count(), 2, "the backup, and the mark of the place");
}

#[test]
fn backups_are_for_administrators_and_their_names_are_no_paths() {
    let app = TestApp::start();
    fs::create_dir_all(app.data().join("backups")).unwrap();
    fs::write(app.data().join("backups/notes.txt"), "private").unwrap();
    let (anna, pyotr) = (app.as_("anna").htmx(), app.as_("pyotr").htmx());
    for name in
        ["..%2Fkorob.db", "..", "notes.txt", "korob-none.tar.zst", "korob-..%2F..%2Fkorob.db", "korob-%00.tar.zst"]
    {
        anna.get(&format!("/settings/backups/{name}")).expect(404);
    }
    for path in ["/settings/backups", "/settings/backups/state", "/settings/backups/korob-none.tar.zst"] {
        pyotr.get(path).expect(403);
    }
    app.expect_unchanged(|| pyotr.post_form("/settings/backups", &FORM)).expect(403);
    pyotr.post_form("/settings/backups/making", &[]).expect(403);
}

#[test]
fn a_plan_that_cannot_be_meant_is_told_at_its_fields_and_kept_as_typed() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let inside = app.data().join("files");
    let missing = app.scratch().join("missing");
    let wrong: [(&str, &str); 9] = [
        ("hour", "24"),
        ("hour", "ночью"),
        ("daily", "0"),
        ("daily", "1000"),
        ("weekly", "-1"),
        ("monthly", "x"),
        ("second_place", "backups"),
        ("second_place", missing.to_str().unwrap()),
        ("second_place", inside.to_str().unwrap()),
    ];
    for (name, value) in wrong {
        let form = with(name, value);
        let told = app.expect_unchanged(|| anna.post_form("/settings/backups", &form)).expect(422);
        assert_eq!(told.texts(&format!("#f-{name}-error")).len(), 1, "{name}={value}");
        if name != "hour" {
            assert_eq!(told.attributes(&format!("[name={name}]"), "value"), [value], "{name}");
        }
    }
    app.expect_unchanged(|| anna.post_form("/settings/backups", &[&FORM[..], &[("role", "admin")]].concat()))
        .expect(422);
    assert_eq!(plan(&app), Plan::default());
    anna.post_form("/settings/backups", &FORM[1..]).expect(204);
    let saved = plan(&app);
    assert!(!saved.is_on && saved.hour == 3);
    anna.get("/settings/backups").expect(200).has(tr::backups_off(Lang::Ru));
}

#[test]
fn a_backup_that_fails_is_told_in_red() {
    let app = TestApp::start();
    app.keep();
    let anna = app.as_("anna").htmx();
    let second = app.scratch().join("second");
    fs::create_dir(&second).unwrap();
    anna.post_form("/settings/backups", &with("second_place", second.to_str().unwrap())).expect(204);
    // The disk is unplugged: an empty folder is there under its name.
    fs::remove_dir_all(&second).unwrap();
    fs::create_dir(&second).unwrap();
    anna.post_form("/settings/backups/making", &[]).expect(204);
    let state = made(&app);
    assert!(state.contains(second.to_str().unwrap()), "{state}");
    assert!(!state.contains(tr::backups_never(Lang::Ru)), "the backup itself is good: {state}");
    let save = |place: &str| {
        anna.post_form("/settings/backups", &with("second_place", place)).expect(204);
        made(&app)
    };
    let state = save(second.to_str().unwrap());
    assert!(state.contains(second.to_str().unwrap()), "what else is saved makes no second place of it: {state}");
    assert_eq!(fs::read_dir(&second).unwrap().count(), 0, "nothing is written onto the wrong disk");
    fs::remove_dir(&second).unwrap();
    save(second.to_str().unwrap());
    fs::create_dir(&second).unwrap();
    save("");
    let state = save(second.to_str().unwrap());
    assert!(!state.contains(second.to_str().unwrap()), "a good copy ends the alarm: {state}");
    anna.get("/settings/backups").expect(200).has(tr::backups_second_place_beside(Lang::Ru));
}

#[test]
fn a_second_place_that_is_named_later_gets_the_last_backup() {
    let app = TestApp::start();
    app.keep();
    let anna = app.as_("anna").htmx();
    let name_place = |place: &str| {
        anna.post_form("/settings/backups", &with("second_place", place)).expect(204);
        made(&app)
    };
    anna.post_form("/settings/backups/making", &[]).expect(204);
    made(&app);
    let jobs = |what: &str| anna.get("/settings/jobs").expect(200).text().contains(what);
    assert!(!jobs(tr::jobs_copy_good(Lang::Ru)));
    for name in ["one", "another"] {
        let place = app.scratch().join(name);
        fs::create_dir(&place).unwrap();
        name_place(place.to_str().unwrap());
        assert_eq!(fs::read_dir(&place).unwrap().count(), 2, "the backup, and the mark of the place");
        assert!(jobs(tr::jobs_copy_good(Lang::Ru)));
    }
    // The disk is away; then nobody wants it any more.
    let another = app.scratch().join("another");
    fs::remove_dir_all(&another).unwrap();
    anna.post_form("/settings/jobs/copies/run", &[]).expect(204);
    assert!(made(&app).contains(another.to_str().unwrap()));
    assert!(!name_place("").contains(another.to_str().unwrap()), "of no place nothing is told");
}

/// They may be on a disk that is not mounted: until they are back, what still holds them must not be cleared up.
#[test]
fn a_backup_that_still_holds_files_which_are_gone_is_named() {
    let app = TestApp::start();
    app.keep();
    let anna = app.as_("anna").htmx();
    let make = || {
        anna.post_form("/settings/backups/making", &[]).expect(204);
        made(&app)
    };
    let company = record(&app, "anna", "company", Values::default().with("name", "Ромашка"));
    app.as_("anna").post_files(&format!("/companies/{company}/files"), &[("договор.txt", b"signed")]).expect_redirect();
    make();
    let whole = anna.get("/settings/backups").expect(200).attributes("#backups td a[download]", "download").remove(0);
    let (files, away) = (app.data().join("files"), app.scratch().join("away"));
    fs::rename(&files, &away).unwrap();
    for _ in 0..2 {
        let state = make();
        assert!(state.contains(&tr::backups_spared(Lang::Ru, &whole)), "{state}");
    }
    fs::remove_dir_all(&files).unwrap_or_default();
    fs::rename(&away, &files).unwrap();
    assert!(!make().contains(&tr::backups_spared(Lang::Ru, &whole)), "they are back");
}

#[test]
fn an_old_backup_that_cannot_be_removed_keeps_no_copy_from_its_place() {
    let app = TestApp::start();
    app.keep();
    let anna = app.as_("anna").htmx();
    let second = app.scratch().join("second");
    fs::create_dir(&second).unwrap();
    let mut form = with("second_place", second.to_str().unwrap());
    let few = |name: &str| match name {
        "daily" => Some("1"),
        "weekly" | "monthly" => Some("0"),
        _ => None,
    };
    form.iter_mut().for_each(|(name, value)| *value = few(name).unwrap_or(value));
    anna.post_form("/settings/backups", &form).expect(204);
    // Folders of such names cannot be removed as files are.
    let [old, newer] = ["01", "02"].map(|day| {
        let id = &app.db().instance_id()[..8];
        second.join(format!("korob-auto-{id}-2020-01-{day}-000000.tar.zst"))
    });
    for path in [&old, &newer] {
        fs::create_dir(path).unwrap();
    }
    let oldest = old.with_file_name(old.file_name().unwrap().to_str().unwrap().replace("2020", "2019"));
    fs::write(&oldest, "a backup").unwrap();
    anna.post_form("/settings/backups/making", &[]).expect(204);
    let state = made(&app);
    assert!(state.contains(old.to_str().unwrap()) && !state.contains(newer.to_str().unwrap()), "the first: {state}");
    assert!(!oldest.exists() && old.exists(), "it keeps no other from being removed");
    assert!(!state.contains(&tr::backups_copy_failed(Lang::Ru, "")), "{state}");
    anna.get("/settings/jobs").expect(200).has(tr::jobs_copy_good(Lang::Ru));
}

#[test]
fn a_backup_is_deleted_but_not_the_last_that_is_known_to_restore() {
    let app = TestApp::start();
    app.keep();
    let anna = app.as_("anna").htmx();
    for _ in 0..2 {
        anna.post_form("/settings/backups/making", &[]).expect(204);
        made(&app);
    }
    let names = || anna.get("/settings/backups").expect(200).attributes("#backups td a[download]", "download");
    let of = |name: &str| format!("/settings/backups/{name}/deletion");
    let [last, first] = names().try_into().unwrap();
    let asking = anna.get("/settings/backups").expect(200).attributes("#backups [hx-target='#dialogs']", "hx-get");
    assert_eq!(asking, [of(&first)]);
    app.as_("pyotr").htmx().post_form(&of(&first), &[]).expect(403);
    anna.post_form(&of(&last), &[]).expect(409);
    anna.get(&of(&last)).expect(409);
    for other in ["korob.db", "..%2Fkorob.db", "korob-none.tar.zst"] {
        anna.get(&of(other)).expect(404);
        anna.post_form(&of(other), &[]).expect(404);
    }
    assert_eq!(names().len(), 2);
    anna.get(&of(&first)).expect(200).has(&tr::backups_delete_text(Lang::Ru, &first));
    anna.post_form(&of(&first), &[]).expect(204);
    assert_eq!(names(), [last]);
    anna.post_form(&of(&first), &[]).expect(404);
    assert!(app.data().join("korob.db").exists());
}

#[test]
fn an_administrator_makes_a_backup_by_mouse() {
    let app = TestApp::start();
    app.keep();
    let browser = Browser::open(&app);
    browser.sign_in("anna");
    browser.go("/settings/backups");
    browser.see_text(tr::backups_never(Lang::Ru));
    browser.screenshot("backups-none");
    browser.no_problems();
    browser.click_text(tr::backups_make(Lang::Ru));
    browser.see("#backups td a[download]");
    browser.see_no("#backups[hx-trigger]");
    browser.screenshot("backups");
    browser.no_problems();
    browser.phone();
    browser.screenshot("backups-phone");
    browser.no_problems();
    browser.click_text(tr::backups_make(Lang::Ru));
    browser.see("#backups tr:nth-child(2) a[download]");
    browser.see_no("#backups[hx-trigger]");
    browser.click("#backups tr:nth-child(2) [hx-target='#dialogs']");
    browser.see("#deletion-dialog");
    browser.screenshot("backup-deletion-phone");
    browser.no_problems();
    browser.click_text(tr::versions_remove_now(Lang::Ru));
    browser.see_no("#backups tr:nth-child(2) a[download]");
}
