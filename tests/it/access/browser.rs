//! The pages of the door, the people and oneself in a real browser.

use crate::harness::{Browser, PASSWORD, TestApp, email};
use korob::kernel::Lang;
use korob::platform::i18n::tr;

fn sign_in(browser: &Browser, name: &str) {
    browser.sign_in(name);
    browser.console_errors();
}

#[test]
fn the_door_shows_what_went_wrong_and_lets_in() {
    let app = TestApp::start();
    let browser = Browser::open(&app);
    browser.go("/profile");
    browser.click_text("Polski");
    browser.see_text(tr::access_data_stays(Lang::Pl));
    browser.click_text("Русский");
    browser.see_text(tr::access_data_stays(Lang::Ru));
    browser.fill("[name=email]", &email("olga"));
    browser.fill("[name=password]", "guess-guess-guess");
    browser.click("[data-reveal]");
    assert_eq!(browser.eval("return document.querySelector('[name=password]').type", &[]), "text");
    browser.click("[data-reveal]");
    browser.click("button[type=submit]");
    browser.see("[role=alert]");
    // Chromium notes a refusal as an error of its own.
    browser.console_errors();
    browser.screenshot("login");
    browser.no_problems();
    browser.prefer_dark(true);
    browser.screenshot("login-dark");
    browser.no_problems();
    browser.prefer_dark(false);
    browser.phone();
    browser.screenshot("login-phone");
    browser.no_problems();
    browser.size(1440, 900);
    browser.fill("[name=password]", PASSWORD);
    browser.press("Enter");
    browser.see_path("/profile");
    browser.click_text(tr::access_logout(Lang::Ru));
    browser.see("[name=password]");
}

#[test]
fn the_pages_about_people_and_oneself_are_sound() {
    let app = TestApp::start();
    let browser = Browser::open(&app);
    sign_in(&browser, "anna");
    let olga = format!("/settings/users/{}", app.user("olga").id.0);
    for (path, name) in [
        ("/profile", "profile"),
        ("/api", "api"),
        ("/settings/users", "users"),
        ("/settings/users/new", "user-new"),
        (olga.as_str(), "user"),
    ] {
        browser.size(1440, 900);
        browser.go(path);
        browser.see("h1");
        browser.screenshot(name);
        browser.no_problems();
        browser.phone();
        browser.screenshot(&format!("{name}-phone"));
        browser.no_problems();
    }
}

#[test]
fn a_theme_chosen_in_the_profile_is_there_on_the_next_page() {
    let app = TestApp::start();
    let browser = Browser::open(&app);
    sign_in(&browser, "olga");
    browser.go("/profile");
    browser.click("[name=theme][value=dark]");
    browser.click_text(tr::ui_save(Lang::Ru));
    browser.see("html[data-theme=dark]");
    browser.screenshot("profile-dark");
    browser.no_problems();
}
