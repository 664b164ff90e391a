//! The first day of an office, from an empty folder on, in a real browser: set up, filled from the files of the system before,
//! worked in by keyboard and by thumb, in three languages.

use crate::harness::{Browser, TestApp};
use korob::access::users::{self, NewUser};
use korob::access::{Role, password};
use korob::kernel::email::EmailAddress;
use korob::kernel::{Actor, Lang};
use korob::office::setup;
use korob::platform::i18n::tr;
use std::path::Path;

const RU: Lang = Lang::Ru;

#[test]
fn an_office_begins_and_works() {
    let app = TestApp::empty();
    let browser = Browser::open(&app);
    set_up(&app, &browser);
    import(&browser, "companies", "bitrix24_companies.csv");
    import(&browser, "leads", "bitrix24_leads.csv");
    find(&browser);
    convert(&app, &browser);
    keep_a_view_and_hand_over(&app, &browser);
    look_around(&browser);
    speak_three_languages(&browser);
}

fn set_up(app: &TestApp, browser: &Browser) {
    let link = setup::link(app.db()).unwrap().unwrap();
    browser.go(&format!("/setup/{}?lang=ru", link.as_str()));
    browser.fill("[name=firm]", "Тулаполис");
    browser.choose("[name=country]", "RU");
    browser.see("[name=currency] option[value=RUB][selected]");
    browser.fill("[name=name]", "Анна Соколова");
    browser.fill("[name=email]", "anna@tulapolis.example");
    browser.fill("[name=password]", "kedrovka-semnadcat-ulic");
    browser.no_problems();
    browser.click_text(tr::setup_create(RU));
    browser.see(".dash");
    browser.no_problems();
    browser.click("[popovertarget=user-menu]");
    browser.click_text(tr::access_logout(RU));
    browser.fill("[name=email]", "anna@tulapolis.example");
    browser.fill("[name=password]", "kedrovka-semnadcat-ulic");
    browser.press("Enter");
    browser.see_no("[name=password]");
    let colleague = NewUser {
        name: "Ольга Белкина".to_owned(),
        email: EmailAddress::parse("olga@tulapolis.example").unwrap(),
        role: Role::Staff,
        lang: RU,
        zone: chrono_tz::Europe::Moscow,
        password: Some(password::hash("kedrovka-semnadcat-ulic").unwrap()),
    };
    app.db().write_blocking(move |tx| users::create(tx, &Actor::SYSTEM, &colleague).map(drop)).unwrap();
}

/// The words of the file map by themselves; the report tells what was left out and why.
fn import(browser: &Browser, kind: &str, file: &str) {
    browser.go(&format!("/{kind}"));
    browser.click(&format!("a[href='/{kind}/import']"));
    browser.see(".drop-file");
    browser.upload("#f-file", &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file));
    browser.see("#rehearsal .import-sums");
    browser.no_problems();
    browser.click(".form-actions [data-k=primary]");
    browser.see(".import-reasons");
    browser.no_problems();
}

/// By a part of the surname, by digits of a phone, in the wrong keyboard layout.
fn find(browser: &Browser) {
    for typed in ["сипов дмит", "0006194", "jcbgjd"] {
        browser.go("/companies");
        browser.press("Control+k");
        browser.see("#palette[open] input");
        browser.type_text(typed);
        browser.see_text("Запрос цены № 1001");
        browser.press("Escape");
        browser.see_no("#palette[open]");
    }
    browser.press("Control+k");
    browser.type_text("0006194");
    browser.see_text("Запрос цены № 1001");
    browser.no_problems();
    browser.press("Enter");
    browser.see("h1");
    browser.see_text("Запрос цены № 1001");
}

/// Into a company that exists, chosen by a search on the page; undone and done again.
fn convert(app: &TestApp, browser: &Browser) {
    let (lead, company, name): (i64, i64, String) = app
        .db()
        .read_blocking(|conn| {
            Ok(conn.query_row(
                "SELECT l.id, c.id, c.name FROM leads l, companies c
                 WHERE l.status = 'new' AND l.last_name IS NOT NULL AND c.name LIKE '%Янтарь Снаб%' ORDER BY l.id LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?)
        })
        .unwrap();
    browser.go(&format!("/leads/{lead}"));
    browser.click_text(tr::leads_convert(RU));
    browser.fill("[name=company_q]", "янтарь снаб");
    browser.press("Enter");
    browser.click(&format!("[name=company][value='{company}']"));
    browser.no_problems();
    browser.click("form[method=post] .form-actions [data-k=primary]");
    browser.see_text(tr::leads_status_converted(RU));
    browser.see_text(&name);
    browser.press("Control+z");
    browser.see_text(tr::leads_status_new(RU));
    browser.click_text(tr::leads_convert(RU));
    browser.fill("[name=company_q]", "янтарь снаб");
    browser.press("Enter");
    browser.click(&format!("[name=company][value='{company}']"));
    browser.click("form[method=post] .form-actions [data-k=primary]");
    browser.see_text(tr::leads_status_converted(RU));
    browser.no_problems();
    let title = browser.text("h1");
    browser.go(&format!("/companies/{company}"));
    browser.see_text(&title);
    browser.no_problems();
}

fn keep_a_view_and_hand_over(app: &TestApp, browser: &Browser) {
    browser.go("/leads");
    browser.see("tr [data-tick]");
    browser.press("f");
    browser.click("#filters input[name='f.status'][value=nurture]");
    browser.see(".chip");
    browser.click("#filters input[name='f.status'][value=in_work]");
    browser.click("[data-close-filters]");
    browser.click("[popovertarget=save-view]");
    browser.fill("#save-view [name=name]", "Дожать");
    browser.click("#save-view button[type=submit]");
    browser.see(".views [aria-current=page]");
    assert!(browser.text(".views [aria-current=page]").starts_with("Дожать"));
    let of_olga = || {
        app.db()
            .read_blocking(|conn| {
                let sql =
                    "SELECT count(*) FROM leads WHERE responsible_id = (SELECT id FROM users WHERE name LIKE 'Ольга%')";
                Ok(conn.query_row(sql, [], |row| row.get::<_, i64>(0))?)
            })
            .unwrap()
    };
    let before = of_olga();
    browser.click("[data-tick-all]");
    browser.click("[popovertarget=bulk-assign]");
    browser.click_text("Ольга Белкина");
    browser.see(".toast");
    assert!(of_olga() > before);
    browser.press("Control+z");
    browser.see_text(tr::cards_undone(RU));
    assert_eq!(of_olga(), before);
    browser.no_problems();
}

fn look_around(browser: &Browser) {
    browser.go("/companies?sort=title");
    browser.see("tr [data-tick]");
    browser.press("j");
    browser.press(" ");
    browser.see(".peek");
    browser.no_problems();
    browser.press("j");
    browser.see("[data-row][aria-selected=true]");
    browser.press("Escape");
    browser.see_no(".peek");
}

fn speak_three_languages(browser: &Browser) {
    for lang in [Lang::Pl, Lang::En, Lang::Ru] {
        browser.go("/profile");
        browser.choose("[name=lang]", lang.code());
        browser.click("form[action='/profile'] button[type=submit]");
        browser.see(&format!("html[lang={}]", lang.code()));
        for (path, seen) in [
            ("/leads", tr::ui_leads(lang)),
            ("/leads/board", tr::leads_status_in_work(lang)),
            ("/companies", tr::ui_companies(lang)),
            ("/companies/bin", tr::ui_companies(lang)),
            ("/leads/import", tr::ui_leads(lang)),
        ] {
            browser.go(path);
            browser.see_text(seen);
            browser.no_problems();
            browser.phone();
            browser.no_problems();
            // Colours are the same in each language.
            if lang == RU {
                browser.prefer_dark(true);
                browser.no_problems();
                browser.size(1440, 900);
                browser.no_problems();
                browser.prefer_dark(false);
            }
            browser.size(1440, 900);
        }
    }
}
