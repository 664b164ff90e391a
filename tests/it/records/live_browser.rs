//! Two people at one board.

use super::lists_browser::{lead, sign_in};
use crate::harness::{Browser, TestApp};
use serde_json::json;

/// Waits until the page hears the server.
fn listening(browser: &Browser) {
    browser.see("html[data-heard]");
}

#[test]
fn what_others_move_slides_in() {
    let app = TestApp::start();
    let first = lead(&app, "olga", "Стеллажи", "new", 1);
    let second = lead(&app, "olga", "Тележки", "new", 2);
    let (anna, olga) = (sign_in(&app, "anna"), sign_in(&app, "olga"));
    anna.go("/leads/board");
    listening(&anna);
    // It stays the same page: what a script left there is there at the end.
    anna.eval("document.querySelector('[data-board]').dataset.mark = 'kept'", &[]);
    anna.see(&format!("#col-new #card-{second} + #card-{first}"));
    assert_eq!(anna.text("#col-new-head .n"), "2");
    olga.go("/leads/board");
    listening(&olga);
    olga.drag(&format!("#card-{first} h3"), "#col-in_work ul");
    olga.see(&format!("#col-in_work #card-{first}[data-version='2']"));
    anna.see(&format!("#col-in_work #card-{first}[data-version='2']"));
    anna.see_text("Стеллажи");
    let head = "return document.querySelector('#col-new-head .n').innerText + document.querySelector('#col-in_work-head .n').innerText";
    assert_eq!(anna.eval(head, &[]), "11");
    assert_eq!(anna.text("#live"), "Изменилась карточка «Стеллажи», колонка «В работе»");
    // A new one comes in, at its place in the order; the own move is not doubled.
    let third = lead(&app, "olga", "Паллеты", "new", 3);
    anna.see(&format!("#col-new #card-{third} + #card-{second}"));
    olga.see(&format!("#col-new #card-{third} + #card-{second}"));
    for browser in [&anna, &olga] {
        assert_eq!(browser.count(&format!("#card-{first}")), 1);
        browser.no_problems();
    }
    // Dropped on a zone it leaves the board of the other, too.
    olga.eval("document.querySelector(arguments[0]).focus()", &[json!(format!("#card-{second} a"))]);
    olga.press("m");
    olga.click(".menu:popover-open .mi:last-child");
    olga.see("dialog [name='set.junk_reason']");
    olga.choose("[name='set.junk_reason']", "spam");
    olga.click("dialog button[type=submit]");
    anna.see_no(&format!("#card-{second}"));
    anna.see("[data-mark=kept]");
}

#[test]
fn a_card_that_leaves_the_filter_leaves_the_board() {
    let app = TestApp::start();
    let id = lead(&app, "olga", "Стеллажи", "new", 2);
    let anna = sign_in(&app, "anna");
    anna.go("/leads/board?filter=temperature%3Ain%3Ahot");
    listening(&anna);
    anna.see(&format!("#card-{id}"));
    let change = |temperature: &str| {
        app.api("olga").patch_json(&format!("/api/v1/leads/{id}"), &json!({ "temperature": temperature })).expect(200);
    };
    change("cold");
    anna.see_no(&format!("#card-{id}"));
    change("hot");
    anna.see(&format!("#col-new #card-{id}"));
}

#[test]
fn nothing_moves_under_a_menu_that_is_open() {
    let app = TestApp::start();
    let first = lead(&app, "olga", "Стеллажи", "new", 1);
    let second = lead(&app, "olga", "Тележки", "new", 2);
    let anna = sign_in(&app, "anna");
    anna.go("/leads/board");
    listening(&anna);
    anna.press("j");
    anna.press("m");
    anna.see(".menu:popover-open");
    let told = "window.told = new Promise(done => document.addEventListener('live', () => done(true), { once: true }))";
    anna.eval(told, &[]);
    app.api("olga").patch_json(&format!("/api/v1/leads/{first}"), &json!({ "status": "in_work" })).expect(200);
    assert_eq!(anna.eval("return window.told", &[]), true);
    assert_eq!(anna.count(&format!("#col-new #card-{first}")), 1);
    anna.press("Escape");
    anna.see(&format!("#col-in_work #card-{first}"));
    // The focus is where it was.
    assert_eq!(anna.text("[data-cursor] h3"), "Тележки");
    anna.see(&format!("#card-{second} a:focus"));
    app.api("olga").patch_json(&format!("/api/v1/leads/{second}"), &json!({ "status": "in_work" })).expect(200);
    anna.see(&format!("#col-in_work #card-{second}[data-cursor] a:focus"));
}

#[test]
fn a_page_in_the_background_asks_for_what_it_missed() {
    let app = TestApp::start();
    let id = lead(&app, "olga", "Стеллажи", "new", 1);
    let anna = sign_in(&app, "anna");
    anna.go("/leads/board");
    listening(&anna);
    let show = |is_hidden: bool| {
        let script = "Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });
                      document.dispatchEvent(new Event('visibilitychange'))";
        anna.eval(script, &[json!(is_hidden)]);
    };
    show(true);
    anna.see_no("[data-heard]");
    app.api("olga").patch_json(&format!("/api/v1/leads/{id}"), &json!({ "status": "in_work" })).expect(200);
    show(false);
    anna.see(&format!("#col-in_work #card-{id}"));
    anna.no_problems();
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
    listening(&anna);
    app.as_("olga").post_files(&format!("/leads/{id}/files"), &[("смета.txt", b"1")]).expect_redirect();
    anna.see_text("Запись изменена: Ольга Белкина");
    anna.click_text("Показать");
    anna.see_text("смета.txt");
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

#[test]
fn a_board_that_could_not_be_drawn_anew_is_drawn_later() {
    let app = TestApp::start();
    let anna = sign_in(&app, "anna");
    anna.go("/leads/board");
    listening(&anna);
    // The server has no answer to the first reading; the pause after it is cut short.
    anna.eval(
        "const { open } = XMLHttpRequest.prototype, { setTimeout } = window;
        window.setTimeout = (work, pause) => setTimeout(work, pause === 5000 ? 100 : pause);
        window.asked = 0;
        XMLHttpRequest.prototype.open = function (verb, url, ...rest) {
            window.asked += 1;
            return open.call(this, verb, window.asked === 1 ? '/nowhere' : url, ...rest);
        }",
        &[],
    );
    let (viewer, kind) = (app.viewer("olga"), app.registry().kind("lead").unwrap());
    app.db()
        .write_blocking(move |tx| {
            for number in 0..150 {
                let values = korob::records::Values::default().with("title", format!("Лид {number}").as_str());
                korob::records::create(tx, &viewer, &kind, values)?;
            }
            Ok(())
        })
        .unwrap();
    anna.see_text("Лид 149");
    assert!(anna.eval("return window.asked", &[]).as_i64().unwrap() > 1);
}
