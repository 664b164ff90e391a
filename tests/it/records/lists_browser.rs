//! Lists and boards in a real browser.

use crate::harness::{Browser, TestApp};
use korob::records::value::Value;
use korob::records::{self, Values};
use serde_json::json;

pub fn lead(app: &TestApp, who: &str, title: &str, status: &str, amount: i64) -> i64 {
    let viewer = app.viewer(who);
    let kind = app.registry().kind("lead").unwrap();
    let values = Values::default()
        .with("title", title)
        .with("status", status)
        .with("company_name", "ООО «Балтика»")
        .with("temperature", if amount % 2 == 0 { "hot" } else { "cold" })
        .with("amount_minor", Value::Int(amount * 10_000))
        .with("tags", Value::Names(vec!["опт".to_owned()]));
    app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap().id
}

fn office() -> TestApp {
    let app = TestApp::start();
    let titles =
        ["Стеллажи для автосервиса", "Запрос цены на мезонин", "Складские тележки, тендер", "Антресоль в офисе"];
    for (index, title) in titles.iter().enumerate() {
        lead(&app, "anna", title, if index < 2 { "new" } else { "in_work" }, 90 + index as i64);
    }
    app
}

pub fn sign_in(app: &TestApp, name: &str) -> Browser {
    let browser = Browser::open(app);
    browser.sign_in(name);
    browser.console_errors();
    browser
}

#[test]
fn a_list_is_filtered_kept_as_a_view_and_changed_as_a_whole() {
    let app = office();
    let browser = sign_in(&app, "anna");
    browser.go("/leads");
    browser.see("tr [data-tick]");
    browser.press("f");
    browser.see("#filters");
    browser.see("#facet-status-new");
    browser.screenshot("list-panel");
    browser.no_problems();
    // Arrows belong to the choice that has the focus, not to the list beside it.
    let unfold = |name: &str| {
        let script = "const field = document.querySelector(`#filters [name='f.${arguments[0]}']`);
                      field.closest('details').open = true;
                      field.focus()";
        browser.eval(script, &[json!(name)]);
    };
    unfold("created_at.when");
    browser.press("ArrowDown");
    browser.see("#filters [name$='.when'][value=today]:checked:focus");
    browser.press("ArrowUp");
    browser.see("#filters [name$='.when'][value='']:checked:focus");
    browser.see_path("/leads?view=open&panel=filters");
    // The list changes around the field that is typed into.
    unfold("company_name.text");
    browser.type_text("сосна");
    browser.see_no("tbody tr");
    browser.see("#filters [name='f.company_name.text']:focus");
    browser.eval("document.activeElement.select()", &[]);
    browser.press("Backspace");
    browser.see("tbody tr:nth-child(4)");
    browser.click("#filters input[name='f.status'][value=new]");
    browser.see(".chip");
    browser.see_text("Запрос цены на мезонин");
    browser.see_no("tbody tr:nth-child(3)");
    // A chip opens where it stands.
    browser.click("[data-close-filters]");
    browser.see_no("#filters");
    browser.click(".chip > button");
    browser.see("#chip-status:popover-open :focus");
    // A question that a newer one took over from is an error to htmx.
    browser.console_errors();
    browser.screenshot("list-chip");
    browser.no_problems();
    browser.click("#chip-status input[value=in_work]");
    browser.see("tbody tr:nth-child(4)");
    browser.press("Escape");
    browser.click("[popovertarget=save-view]");
    browser.see("#save-view [name=name]:focus");
    browser.type_text("Свежие");
    browser.click("#save-view button[type=submit]");
    browser.see_text("Свежие");
    assert!(browser.text(".views [aria-current=page]").starts_with("Свежие"));
    browser.click("[data-tick-all]");
    browser.screenshot("list-bulk");
    browser.no_problems();
    browser.click("[popovertarget=bulk-assign]");
    browser.click_text("Игорь Лунин");
    browser.see_text("Изменены 4 записи");
    assert_eq!(app.as_("igor").get("/leads?view=all").expect(200).texts("td a.name").len(), 4);
    browser.press("Control+z");
    browser.see_text("Отменено");
    assert_eq!(app.as_("igor").get("/leads?view=all").expect(200).texts("td a.name").len(), 0);
    // Junk is asked for its reason.
    browser.click("[data-row] [data-tick]");
    browser.click_text("Изменить");
    browser.see("#bulk-change");
    browser.choose("#bulk-change select", "status=junk");
    browser.click("dialog footer [data-k=primary]");
    browser.see("#reason select");
    browser.screenshot("list-reason");
    // Chromium notes a refusal as an error of its own.
    browser.console_errors();
    browser.no_problems();
    browser.choose("#reason select", "spam");
    browser.click("dialog footer [data-k=primary]");
    browser.see_text("Изменена 1 запись");
    browser.console_errors();
    browser.fill("#list-q", "антресоль");
    browser.see_no("tbody tr:nth-child(2)");
    browser.no_problems();
    browser.phone();
    browser.go("/leads?view=all");
    browser.screenshot("list-phone");
    browser.no_problems();
}

#[test]
fn a_column_is_moved_by_its_head() {
    let app = office();
    let browser = sign_in(&app, "anna");
    browser.go("/leads?view=all");
    let heads = || {
        let heads = "return [...document.querySelectorAll('[data-column-head]')].map(h => h.dataset.columnHead)";
        let heads: Vec<String> = serde_json::from_value(browser.eval(heads, &[])).unwrap();
        heads
    };
    let before = heads();
    let moved = [&before[1..3], &before[..1], &before[3..]].concat();
    browser.see("tr[data-movable]");
    browser.drag(&format!("[data-column-head={}]", before[0]), &format!("[data-column-head={}]", before[2]));
    // The cells follow once it is kept.
    browser.see(&format!("tbody td:nth-child(3) .edit[data-inline={}]", before[1]));
    browser.see_text("Запрос цены на мезонин");
    browser.screenshot("list-moved-column");
    browser.reload();
    browser.see("tbody tr");
    assert_eq!(heads(), moved);
    browser.click("[data-column-head=amount_minor] a");
    browser.see("[data-column-head=amount_minor][aria-sort=ascending]");
    browser.no_problems();
}

#[test]
fn cards_are_moved_by_hand_and_by_key() {
    let app = office();
    let browser = sign_in(&app, "anna");
    browser.go("/leads/board");
    browser.see("#col-new .deal");
    browser.screenshot("board");
    browser.no_problems();
    let first = browser.eval("return document.querySelector('#col-new .deal').id", &[]);
    let first = first.as_str().unwrap().to_owned();
    browser.drag(&format!("#{first} h3"), "#col-contacted ul");
    browser.see(&format!("#col-contacted #{first}[data-version='2']"));
    browser.see_text("Перенесено в «");
    assert_eq!(browser.text("#col-contacted .n"), "1", "the heads count again");
    browser.press("Control+z");
    browser.see(&format!("#col-new #{first}"));
    // By key, into a status that asks why.
    browser.eval(&format!("document.querySelector('#{first} a').focus()"), &[]);
    browser.press("m");
    browser.see(".menu:popover-open .mi");
    browser.screenshot("board-menu");
    let junk = "[...document.querySelectorAll('.menu:popover-open .mi')].find(i => i.textContent.startsWith('Некачественный')).click()";
    browser.eval(junk, &[]);
    browser.see("#reason select");
    browser.choose("#reason select", "duplicate");
    browser.click("dialog footer [data-k=primary]");
    browser.see_no(&format!("#{first}"));
    browser.console_errors();
    // A conversion is a page of its own.
    let other = browser.eval("return document.querySelector('.deal').id", &[]).as_str().unwrap().to_owned();
    browser.eval(&format!("document.querySelector('#{other} a').focus()"), &[]);
    browser.press("m");
    browser.see(".menu:popover-open .mi");
    browser.eval(&junk.replace("Некачественный", "Качественный"), &[]);
    let id = other.strip_prefix("card-").unwrap();
    browser.see_path(&format!("/leads/{id}/conversion"));
    browser.console_errors();
    browser.go("/leads/board");
    browser.click("[popovertarget=add-new]");
    browser.see("#add-new input[name=title]:focus");
    browser.type_text("Новый запрос");
    browser.press("Enter");
    browser.see_text("Новый запрос");
    browser.prefer_dark(true);
    browser.screenshot("board-dark");
    browser.no_problems();
    browser.prefer_dark(false);
    browser.phone();
    browser.go("/leads/board");
    browser.screenshot("board-phone");
    browser.no_problems();
}

#[test]
fn a_choice_takes_the_place_of_bounds_and_they_of_it() {
    let app = office();
    let browser = sign_in(&app, "anna");
    browser.go("/leads?view=all&panel=filters");
    let radio = |value: &str| format!("#filters [name='f.created_at.when'][value='{value}']");
    let type_from = |day: &str| {
        let script = "const field = document.querySelector(arguments[0]);
            field.value = arguments[1];
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        browser.eval(script, &["#filters [name='f.created_at.ge']".into(), day.into()]);
    };
    let shows = |was: &str| drop(browser.see(&format!("#f-created_at:has([name='f.created_at.was'][value={was}])")));
    browser.click("#f-created_at summary");
    browser.see(&radio("today"));
    type_from("2026-01-31");
    shows("other");
    browser.see_no(&format!("{}:checked", radio("")));
    browser.click(&radio("today"));
    shows("today");
    assert_eq!(browser.count(".chip"), 1);
    type_from("2026-01-31");
    shows("other");
    browser.see_no(&format!("{}:checked", radio("today")));
    browser.click(&radio(""));
    shows("''");
    browser.see_no(".chip");
    browser.no_problems();
}

#[test]
fn a_cell_of_a_record_that_is_gone_leaves_the_list_usable() {
    let app = office();
    let browser = sign_in(&app, "anna");
    browser.go("/leads?view=all");
    let cell = "[data-row='1'] [data-inline='source']";
    let script = "document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))";
    browser.see(cell);
    browser.eval(script, &[json!(cell)]);
    browser.see("#f-inline-source");
    app.as_("anna").post_form("/leads/1/deletion", &[]).expect_redirect();
    browser.choose("#f-inline-source", "website");
    browser.press("Enter");
    browser.see_text("эту запись удалили, или она вам больше не видна");
    browser.see_no("[data-row='1']");
    browser.see("[data-row='2']");
    // Chromium notes a refusal as an error of its own.
    browser.console_errors();
    browser.no_problems();
}
