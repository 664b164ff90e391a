//! The scripts in a real browser, on small pages made of the real components.

mod board;
mod editing;
mod list;
mod office;
mod overlays;

use crate::harness::Browser;
use office::Office;

/// Opens a page of a fresh office and waits until its scripts run.
fn visit(path: &str) -> (Office, Browser) {
    let office = Office::open();
    let browser = Browser::at(office.base());
    browser.size(1440, 900);
    browser.go(path);
    browser.see("#main > *");
    (office, browser)
}

#[test]
fn each_page_is_sound_on_a_phone_and_in_the_dark() {
    let (_office, browser) = visit("/companies");
    browser.prefer_dark(true);
    for path in ["/companies?peek=1", "/companies/1", "/board"] {
        browser.size(1440, 900);
        browser.go(path);
        browser.see("#main > *");
        browser.no_problems();
        browser.size(820, 1180);
        browser.no_problems();
        browser.phone();
        browser.no_problems();
    }
}
