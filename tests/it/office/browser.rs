//! The wizard in a real browser.

use crate::harness::{Browser, PASSWORD, TestApp, email};
use korob::kernel::{Lang, Timestamp};
use korob::office::setup;
use korob::platform::i18n::tr;
use korob::platform::settings::CopyMark;

#[test]
fn the_wizard_leads_from_an_empty_folder_into_the_office() {
    let app = TestApp::empty();
    let browser = Browser::open(&app);
    browser.go("/login?lang=pl");
    browser.see_text(tr::setup_needed_text(Lang::Pl));
    browser.screenshot("setup-needed");
    browser.no_problems();
    let link = setup::link(app.db()).unwrap().unwrap();
    browser.go(&format!("/setup/{}", link.as_str()));
    assert_eq!(browser.eval("return document.querySelector('[name=currency]').value", &[]), "PLN");
    browser.fill("[name=firm]", "Nordwind");
    browser.choose("[name=country]", "RU");
    browser.see("[name=currency] option[value=RUB][selected]");
    assert_eq!(browser.eval("return document.querySelector('[name=firm]').value", &[]), "Nordwind");
    browser.choose("[name=zone]", "Asia/Omsk");
    browser.fill("[name=name]", "Anna Lis");
    browser.fill("[name=email]", "anna@nordwind.example");
    browser.fill("[name=password]", "12345678");
    browser.click_text(tr::setup_create(Lang::Pl));
    browser.see("[data-errors]");
    // Chromium notes a refusal as an error of its own.
    browser.console_errors();
    browser.screenshot("setup");
    browser.no_problems();
    browser.phone();
    browser.screenshot("setup-phone");
    browser.no_problems();
    browser.size(1440, 900);
    assert_eq!(browser.eval("return document.querySelector('[name=zone]').value", &[]), "Asia/Omsk");
    browser.fill("[name=password]", "siedem gesi nad rzeka");
    browser.click_text(tr::setup_create(Lang::Pl));
    browser.see_no("[name=password]");
    browser.go("/profile");
    browser.see_text("anna@nordwind.example");
}

#[test]
fn a_copy_says_on_every_page_that_it_is_one() {
    let app = TestApp::start();
    let from = "/srv/korob/the-office-that-people-work-in";
    let mark = CopyMark { made_at: Timestamp(1_795_305_600_000), from: Some(from.to_owned()) };
    app.db().write_blocking(move |tx| mark.save(tx)).unwrap();
    let browser = Browser::open(&app);
    browser.go("/login");
    // Nobody has signed in yet: that it is a copy is said, and where folders lie is not.
    browser.see_text("This is a copy");
    assert!(!browser.text("body").contains(from));
    browser.screenshot("copy-sign-in");
    browser.no_problems();
    browser.fill("[name=email]", &email("olga"));
    browser.fill("[name=password]", PASSWORD);
    browser.click("button[type=submit]");
    browser.see_no("[name=password]");
    for (width, is_dark) in [(1280, false), (390, true)] {
        browser.size(width, 844);
        browser.prefer_dark(is_dark);
        for path in ["/", "/contacts", "/leads/board"] {
            browser.go(path);
            browser.see_text(from);
            browser.screenshot(&format!("copy-{width}{}", path.replace('/', "-")));
            browser.no_problems();
        }
    }
}
