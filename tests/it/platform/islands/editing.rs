//! Editing in place, repeated fields, the composer.

use super::visit;
use crate::harness::Browser;
use serde_json::json;

const PLACE: &str = ".frows dd:first-of-type";

/// The open field is chosen whole, so that typing replaces what is in it.
fn type_phone(browser: &Browser, text: &str) {
    browser.see("#f-inline-phone:focus");
    browser.eval("document.activeElement.select()", &[]);
    browser.type_text(text);
}

#[test]
fn a_field_is_edited_where_it_is_read() {
    let (office, browser) = visit("/companies/1");
    browser.click("[data-inline-open]");
    browser.see("#f-inline-phone");
    browser.no_problems();
    type_phone(&browser, "12");
    browser.press("Enter");
    browser.see_text("Too short");
    // The browser itself reports every 422.
    browser.console_errors();
    type_phone(&browser, "01733 555 999");
    browser.press("Enter");
    browser.see_no("#f-inline-phone");
    assert_eq!(browser.text(PLACE), "01733 555 999");
    assert_eq!(office.log(), ["phone 12", "phone 01733 555 999"]);
    browser.no_problems();
}

#[test]
fn escape_brings_back_what_was_there_and_nothing_is_sent_unchanged() {
    let (office, browser) = visit("/companies/1");
    browser.click("[data-inline-open]");
    type_phone(&browser, "wrong");
    browser.press("Escape");
    browser.see_no("#f-inline-phone");
    assert!(browser.text(PLACE).starts_with("01733 555 018"));
    browser.click("[data-inline-open]");
    browser.see("#f-inline-phone");
    browser.press("Enter");
    browser.see_no("#f-inline-phone");
    // Left unchanged for another field, it does not call the focus back.
    browser.click("[data-inline-open]");
    browser.see("#f-inline-phone:focus");
    browser.click("#composer-text");
    browser.see_no("#f-inline-phone");
    browser.type_text("jotted");
    assert_eq!(browser.eval("return document.querySelector('#composer-text').value", &[]), "jotted");
    assert_eq!(office.log(), Vec::<String>::new());
}

#[test]
fn tab_saves_and_goes_on_to_the_next_field() {
    let (office, browser) = visit("/companies/1");
    browser.click("[data-inline-open]");
    type_phone(&browser, "01733 555 777");
    browser.press("Tab");
    browser.see(".frows > div:nth-child(2) dd[data-edit] input");
    browser.see_text("01733 555 777");
    assert_eq!(office.log(), ["phone 01733 555 777"]);
}

#[test]
fn leaving_a_field_saves_it() {
    let (office, browser) = visit("/companies/1");
    browser.click("[data-inline-open]");
    type_phone(&browser, "01733 555 666");
    browser.click("h1");
    browser.see_no("#f-inline-phone");
    assert_eq!(office.log(), ["phone 01733 555 666"]);
}

#[test]
fn a_cell_opens_by_key_and_by_double_click() {
    let (office, browser) = visit("/companies");
    browser.press("j");
    browser.press("e");
    browser.see("[data-row='1'] [data-edit] input");
    browser.press("Escape");
    browser.see_no("[data-edit]");
    let script = "document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))";
    browser.eval(script, &[json!("[data-row='2'] .edit")]);
    type_phone(&browser, "01733 111 222");
    browser.press("Enter");
    browser.see_no("[data-edit]");
    assert_eq!(browser.text("[data-row='2'] .edit"), "01733 111 222");
    assert!(office.log().contains(&"phone 01733 111 222".to_owned()));
}

#[test]
fn repeated_fields_get_numbers_of_their_own() {
    let (_office, browser) = visit("/companies/1");
    browser.click_text("Add e-mail");
    browser.type_text("b@office.example");
    browser.click_text("Add e-mail");
    browser.click("[data-repeat-row]:nth-of-type(1) [data-repeat-remove]");
    let names = "return [...document.querySelectorAll('.repeat input')].map(input => input.name).join()";
    assert_eq!(browser.eval(names, &[]), "emails[1].value,emails[2].value");
    assert_eq!(browser.eval("return document.querySelector('.repeat input').value", &[]), "b@office.example");
    assert_eq!(browser.count("[id*=__i__]"), 0);
}

#[test]
fn the_composer_changes_its_words_and_empties_itself() {
    let (office, browser) = visit("/companies/1");
    browser.press("t");
    assert_eq!(browser.text("#composer [type=submit]"), "Plan");
    browser.type_text("Call tomorrow");
    browser.press("Control+Enter");
    browser.see("#composer-text:placeholder-shown");
    assert_eq!(office.log(), ["task: Call tomorrow"]);
}
