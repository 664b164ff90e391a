//! The wizard in a real browser.

use crate::harness::{Browser, TestApp};
use korob::kernel::Lang;
use korob::office::setup;
use korob::platform::i18n::tr;

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
