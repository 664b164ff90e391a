//! The page that says how the box is.

use crate::harness::{Answer, Browser, Client, TestApp, email};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

const PAGE: &str = "/settings/health";

/// What the page says when the close look that was asked for is over.
fn looked(client: &Client) -> Answer {
    client.post_form(&format!("{PAGE}/look"), &[]).expect(204);
    let begun = Instant::now();
    loop {
        let state = client.get(&format!("{PAGE}/state"));
        if state.status != 204 {
            return state.expect(200);
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{}", state.text());
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The worst thing that can be: that no backup was proven for years.
fn forget_backups(app: &TestApp) {
    let sql = "INSERT INTO settings (key, value, updated_at) VALUES ('backups.outcome',
               '{\"proven_at\":1000,\"proven\":null,\"failure\":null,\"failed_at\":null}', 1)";
    app.db().write_blocking(move |tx| Ok(tx.execute(sql, []).map(drop)?)).unwrap();
}

#[test]
fn an_administrator_sees_how_the_box_is_and_what_to_do() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let page = anna.get(PAGE).expect(200).has(tr::health_only_glanced(Lang::Ru)).has(env!("CARGO_PKG_VERSION"));
    assert!(page.texts("dl.facts").concat().contains(&tr::health_browsers(Lang::Ru, 1)));
    page.has(tr::backups_never(Lang::Ru)).has_not(tr::doctor_links_good(Lang::Ru));
    let state = looked(&anna).has(tr::doctor_links_good(Lang::Ru)).has_not(tr::health_bad(Lang::Ru));
    assert!(!state.texts("#health .note[data-s=warn]").is_empty(), "there was no night yet");
    forget_backups(&app);
    let state = anna.get(&format!("{PAGE}/state")).expect(200).has(&tr::health_is_bad(Lang::Ru, 1));
    let first = &state.texts(".findings li")[0];
    assert!(first.contains(tr::doctor_backups(Lang::Ru)) && first.contains(tr::doctor_do_backup(Lang::Ru)), "{first}");
    assert!(first.contains(tr::health_bad(Lang::Ru)), "it is said in words, too: {first}");
    assert_eq!(state.attributes(".findings li:first-child a", "href")[0], "/settings/backups");
}

#[test]
fn what_lies_open_to_others_is_closed_from_the_page() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let open = app.data().join("backups/open.tar.zst");
    fs::write(&open, "somebody copied it here").unwrap();
    fs::set_permissions(&open, fs::Permissions::from_mode(0o644)).unwrap();
    anna.get(PAGE).expect(200).has(tr::doctor_rights_good(Lang::Ru));
    looked(&anna).has("open.tar.zst").has(tr::health_mend_rights(Lang::Ru));
    let told = anna.post_form(&format!("{PAGE}/mending"), &[]).expect(204);
    assert!(!told.header("hx-trigger").is_empty());
    assert_eq!(fs::metadata(&open).unwrap().permissions().mode() & 0o777, 0o600);
    anna.get(PAGE).expect(200).has_not(tr::health_mend_rights(Lang::Ru));
    looked(&anna).has(tr::doctor_rights_good(Lang::Ru));
}

#[test]
fn the_bundle_names_nobody_and_leaves_nothing() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let there = || fs::read_dir(app.data()).unwrap().count();
    let before = there();
    let answer = anna.post_form(&format!("{PAGE}/bundle"), &[]).expect(200);
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"korob-support.tar.zst\"");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(there(), before);
    let mut archive = tar::Archive::new(zstd::Decoder::new(answer.body.as_slice()).unwrap());
    let mut texts = BTreeMap::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let (name, mut text) = (entry.path().unwrap().display().to_string(), String::new());
        entry.read_to_string(&mut text).unwrap();
        texts.insert(name, text);
    }
    assert!(texts["korob-support/doctor.json"].contains("database"));
    assert!(texts["korob-support/settings.json"].contains("\"listen\""), "the settings of the running server");
    let all = texts.into_values().collect::<String>();
    for secret in [app.user("anna").name.as_str(), &email("olga"), app.data().to_str().unwrap()] {
        assert!(!all.contains(secret), "{secret}");
    }
}

#[test]
fn others_neither_see_nor_do_any_of_it() {
    let app = TestApp::start();
    let pyotr = app.as_("pyotr");
    pyotr.get(PAGE).expect(403);
    pyotr.get(&format!("{PAGE}/state")).expect(403);
    for deed in ["look", "mending", "bundle"] {
        pyotr.post_form(&format!("{PAGE}/{deed}"), &[]).expect(403);
    }
    pyotr.get("/").expect(200).has_not(PAGE);
    app.anonymous().get(PAGE).expect_redirect();
}

#[test]
fn an_administrator_looks_closely_by_mouse() {
    let app = TestApp::start();
    forget_backups(&app);
    let browser = Browser::open(&app);
    browser.sign_in("anna");
    browser.go(PAGE);
    browser.see_text(&tr::health_is_bad(Lang::Ru, 1));
    browser.click_text(tr::health_look(Lang::Ru));
    browser.see_text(tr::health_looked(Lang::Ru, "|").split('|').next().unwrap());
    browser.click("#health summary");
    browser.see_text(tr::doctor_links_good(Lang::Ru));
    for (name, width, is_dark) in [("health", 1280, false), ("health-dark", 1280, true), ("health-phone", 390, true)] {
        browser.size(width, 900);
        browser.prefer_dark(is_dark);
        browser.screenshot(name);
        browser.no_problems();
    }
}
