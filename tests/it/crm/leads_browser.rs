//! The pages of leads in a real browser.

use super::leads::{lead, phone, record};
use crate::harness::{Browser, TestApp};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use korob::records::Values;
use serde_json::json;

#[test]
fn a_lead_goes_its_way_by_clicks() {
    let app = TestApp::start();
    let company = record(
        &app,
        "olga",
        "company",
        Values::default().with("name", "Ромашка ООО").with("phones", phone("+79161234567")),
    );
    let id = record(&app, "olga", "lead", lead());
    let browser = Browser::open(&app);
    browser.sign_in("olga");
    browser.console_errors();
    let card = format!("/leads/{id}");
    browser.go(&card);
    browser.click(".stages li:nth-child(2) button");
    browser.see(".stages li:nth-child(2)[aria-current=step]");
    browser.screenshot("lead");
    browser.no_problems();
    browser.click_text(tr::leads_junk(Lang::Ru));
    browser.see("[name=junk_reason]");
    browser.screenshot("lead-junk");
    browser.no_problems();
    browser.click_text(tr::ui_cancel(Lang::Ru));
    browser.click_text(tr::leads_convert(Lang::Ru));
    browser.see("[name=contact]");
    browser.screenshot("lead-conversion");
    browser.no_problems();
    browser.phone();
    browser.screenshot("lead-conversion-phone");
    browser.no_problems();
    browser.size(1440, 900);
    browser.click("form.stack button[type=submit].btn[data-k=primary]");
    browser.see_text(tr::leads_status_converted(Lang::Ru));
    browser.screenshot("lead-converted");
    browser.no_problems();
    browser.go(&format!("/companies/{company}"));
    browser.see_text("Стеллажи для склада");
    browser.screenshot("company-with-lead");
    browser.no_problems();
    // A firm and a person of the same number, found one after the other: each option is pointed at by a name of its own.
    browser.go("/leads/new");
    let focus = |index: usize| {
        browser.eval("document.querySelectorAll('[data-pick-search]')[arguments[0]].focus()", &[json!(index)]);
        browser.see("[data-pick-search][aria-activedescendant]:focus");
    };
    focus(0);
    focus(1);
    let pointed = "const id = document.activeElement.getAttribute('aria-activedescendant');
                   return document.querySelectorAll(`[id='${id}']`).length";
    assert_eq!(browser.eval(pointed, &[]), 1);
    for page in ["/leads", "/leads?view=all", "/contacts", card.as_str()] {
        browser.prefer_dark(true);
        browser.phone();
        browser.go(page);
        browser.see("#main h1");
        if page == card {
            // The bar has no room for names.
            assert!(browser.text(".stage-line").contains(tr::leads_status_converted(Lang::Ru)));
        }
        browser.screenshot(&format!("phone-dark{}", page.replace(['/', '?', '='], "-")));
        browser.no_problems();
    }
}
