//! Lists at the width of a phone: what a desk shows in buttons is in menus.

use super::lists_browser::{lead, sign_in};
use crate::harness::TestApp;

#[test]
fn a_phone_reaches_all_that_a_desk_does_with_a_list() {
    let app = TestApp::start();
    for title in ["Стеллажи для автосервиса", "Запрос цены на мезонин"] {
        lead(&app, "anna", title, "new", 90);
    }
    let browser = sign_in(&app, "anna");
    browser.phone();
    for kind in ["leads", "contacts", "companies"] {
        browser.go(&format!("/{kind}"));
        browser.click("[popovertarget=list-more]");
        for way in ["import", "bin"] {
            browser.see(&format!("#list-more:popover-open a[href='/{kind}/{way}']"));
        }
        browser.see("[popovertarget=view-settings]");
    }
    browser.go("/leads");
    browser.click("[popovertarget=list-more]");
    browser.see("#list-more a[download][href*='format=xlsx']");
    browser.screenshot("phone-list-more");
    browser.no_problems();
    browser.click("#list-more [popovertarget=columns]");
    browser.see("#columns:popover-open");
    let inside = "const at = document.querySelector('#columns').getBoundingClientRect();
                  return at.top >= 8 && at.bottom <= innerHeight && at.right <= innerWidth && at.width > 100";
    assert_eq!(browser.eval(inside, &[]), true, "on the screen, however many columns there are");
    browser.screenshot("phone-columns");
    browser.no_problems();
    browser.press("Escape");
    browser.click("[popovertarget=phone-more]");
    browser.see("#phone-more:popover-open a[href='/settings/users']");
    browser.screenshot("phone-more");
    browser.no_problems();
    browser.click("#phone-more a[href='/settings/lists']");
    browser.see_path("/settings/lists");
    browser.see(".bottom-nav [aria-current]");
    browser.screenshot("phone-settings");
    browser.no_problems();
}
