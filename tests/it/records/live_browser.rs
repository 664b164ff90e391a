//! Pages that are open while others work.

use super::lists_browser::{lead, sign_in};
use crate::harness::{Browser, TestApp};
use serde_json::json;

/// Waits until the page hears the server.
fn listening(browser: &Browser) {
    browser.see("html[data-heard]");
}

#[test]
fn a_card_says_that_somebody_else_changed_it() {
    let app = TestApp::start();
    let id = lead(&app, "olga", "Стеллажи", "new", 1);
    let anna = sign_in(&app, "anna");
    anna.go(&format!("/leads/{id}"));
    listening(&anna);
    let told = "window.told = new Promise(done => document.addEventListener('live', () => done(true), { once: true }))";
    anna.eval(told, &[]);
    // One's own change, from another window.
    app.api("anna").patch_json(&format!("/api/v1/leads/{id}"), &json!({ "title": "Стеллажи и лотки" })).expect(200);
    assert_eq!(anna.eval("return window.told", &[]), true);
    anna.see_no("[data-live-line]:not([hidden])");
    app.api("olga").patch_json(&format!("/api/v1/leads/{id}"), &json!({ "title": "Лотки" })).expect(200);
    anna.see_text("Запись изменена: Ольга Белкина");
    assert_ne!(anna.text("h1"), "Лотки");
    anna.screenshot("card-changed");
    anna.no_problems();
    anna.click_text("Показать");
    anna.see_no_value("h1", "Стеллажи");
    assert_eq!(anna.text("h1"), "Лотки");
    anna.see_no("[data-live-line]:not([hidden])");
    app.as_("olga").post_form(&format!("/leads/{id}/deletion"), &[]).expect_redirect();
    anna.see_text("Запись удалена");
}

#[test]
fn a_list_says_how_many_of_its_records_others_changed() {
    let app = TestApp::start();
    let ids: Vec<i64> = (0..3).map(|number| lead(&app, "olga", &format!("Лид {number}"), "new", number)).collect();
    let anna = sign_in(&app, "anna");
    anna.go("/leads?view=all");
    listening(&anna);
    for (index, count) in [(0, "1"), (1, "2"), (0, "2")] {
        let change = json!({ "title": format!("Лид {index} для {count}") });
        app.api("olga").patch_json(&format!("/api/v1/leads/{}", ids[index]), &change).expect(200);
        anna.see_text(&format!("Изменено записей: {count}"));
    }
    anna.screenshot("list-changed");
    anna.no_problems();
    anna.click_text("Показать");
    anna.see_text("Лид 1 для 2");
    anna.see_no("[data-live-line]:not([hidden])");
}
