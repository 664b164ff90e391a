//! A list: cursor, ticks, quick look, filter, undo.

use super::visit;
use crate::harness::Browser;
use serde_json::json;
use std::time::Duration;

/// The page's clock goes on by so many seconds.
fn later(browser: &Browser, seconds: u32) {
    browser.eval("const now = Date.now; Date.now = () => now() + 1000 * arguments[0]", &[json!(seconds)]);
}

#[test]
fn the_cursor_walks_and_opens_by_keys_of_any_layout() {
    let (_office, browser) = visit("/companies");
    browser.no_problems();
    browser.press("j");
    assert_eq!(browser.text("[data-row][data-cursor] .name"), "Harbour Bakeries");
    browser.press("j");
    browser.press("ArrowDown");
    browser.press("k");
    assert_eq!(browser.text("[data-row][data-cursor] .name"), "Oakmoor Tiles");
    browser.press("Enter");
    browser.see_path("/companies/2");
    browser.press("g");
    browser.press("l");
    browser.see_path("/board");
    // The key's place counts, not its letter: here О stands on J in a Russian layout.
    browser.go("/companies");
    browser.see("#main > *");
    browser.eval(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyJ', key: 'о', bubbles: true }))",
        &[],
    );
    assert_eq!(browser.count("[data-cursor]"), 1);
    // A G from long ago does not swallow what is pressed now.
    browser.press("g");
    later(&browser, 2);
    browser.press("j");
    browser.see("[data-row='2'][data-cursor]");
    browser.press("n");
    browser.press("c");
    browser.see_path("/companies/2");
}

#[test]
fn letters_do_nothing_while_typing() {
    let (_office, browser) = visit("/companies/1");
    browser.press("c");
    browser.type_text("gl");
    assert_eq!(browser.eval("return document.querySelector('#composer-text').value", &[]), "gl");
    assert_eq!(browser.path(), "/companies/1");
}

#[test]
fn ticks_are_counted_in_ranges_and_as_a_whole() {
    let (office, browser) = visit("/companies");
    browser.see_no("#bulk");
    browser.press("j");
    browser.press("x");
    assert_eq!(browser.text("[data-bulk-count]"), "1 selected");
    browser.press("j");
    browser.press("j");
    browser.press("Shift+X");
    assert_eq!(browser.text("[data-bulk-count]"), "3 selected");
    assert_eq!(browser.eval("return document.querySelector('[data-tick-all]').indeterminate", &[]), true);
    browser.see_no("[data-bulk-select-all]");
    browser.no_problems();
    browser.click("[data-bulk-clear]");
    browser.see_no("#bulk");
    browser.click("[data-tick-all]");
    browser.click("[data-bulk-select-all]");
    office.log();
    browser.click_text("Delete");
    browser.see_text("Удалено");
    let log = office.log();
    assert_eq!(log[0], "delete ids=1 ids=2 ids=3 ids=4 view=status=new all=1 token=true");
    assert_eq!(log[1], "list ", "the list is drawn anew");
    browser.see_no("#bulk");
}

#[test]
fn the_latest_action_is_undone_by_key_or_button() {
    let (office, browser) = visit("/companies");
    browser.click("[data-row='2'] [data-tick]");
    browser.click_text("Delete");
    browser.see(".toast");
    assert_eq!(browser.text("#live"), "Удалено");
    browser.press("Control+z");
    browser.see_text("Undone");
    assert!(office.log().contains(&"undo 7".to_owned()));
    browser.see_no(".toast[data-undo='/actions/7/undo']");
    // Once more takes back what was done before that, not the taking back.
    browser.press("Control+z");
    browser.see(".toast + .toast");
    assert!(office.log().contains(&"undo last".to_owned()));
    browser.click(".toast button");
    browser.see(".toast");
    assert!(office.log().contains(&"undo 8".to_owned()), "the answer has the way forth again");
    browser.click("[data-row='2'] [data-tick]");
    browser.click_text("Delete");
    browser.click(".toast[data-undo='/actions/7/undo'] button");
    browser.see(".toast + .toast");
    let undone = office.log().iter().filter(|line| *line == "undo 7").count();
    assert_eq!(undone, 1, "each action once");
    // After a while the server is asked, which shows what it would be.
    browser.click("[data-row='2'] [data-tick]");
    browser.click_text("Delete");
    browser.see(".toast[data-undo='/actions/7/undo']");
    later(&browser, 16 * 60);
    browser.press("Control+z");
    browser.see(".toast[data-undo='/actions/7/undo'] + .toast");
    assert!(office.log().contains(&"undo last".to_owned()));
}

#[test]
fn the_quick_look_has_a_url_and_back_closes_it() {
    let (_office, browser) = visit("/companies");
    browser.press("j");
    browser.press(" ");
    browser.see(".peek");
    browser.see_path("/companies?peek=1");
    assert_eq!(browser.text(".peek h2"), "Harbour Bakeries");
    browser.no_problems();
    browser.press("j");
    browser.see_path("/companies?peek=2");
    assert_eq!(browser.text("tr[aria-selected=true] .name"), "Oakmoor Tiles");
    browser.click("[data-peek-next]");
    browser.see_path("/companies?peek=3");
    browser.back();
    browser.see_no(".peek");
    browser.see_path("/companies");
    browser.press(" ");
    browser.see(".peek");
    browser.press("Escape");
    browser.see_no(".peek");
    browser.see_path("/companies");
    browser.go("/companies?peek=4");
    assert_eq!(browser.text(".peek h2"), "Kelso Linen Hire");
    browser.click("[data-peek-close]");
    browser.see_no(".peek");
    browser.see_path("/companies");
    // A sent link brought no step of its own: closing stays on the page, however far one has walked.
    browser.go("/companies/1");
    browser.go("/companies?peek=3");
    browser.see(".peek");
    browser.press("j");
    browser.see_path("/companies?peek=4");
    browser.press("Escape");
    browser.see_no(".peek");
    browser.see_path("/companies");
}

#[test]
fn going_back_to_a_list_from_elsewhere_brings_its_quick_look() {
    let (_office, browser) = visit("/companies");
    browser.press("j");
    browser.press(" ");
    browser.see(".peek");
    browser.click_text("Mine");
    browser.see_path("/companies?mine=1");
    browser.see_no(".peek");
    browser.back();
    browser.see_path("/companies?peek=1");
    browser.see(".peek");
    browser.back();
    browser.see_no(".peek");
    browser.see_path("/companies");
}

#[test]
fn each_condition_filters_at_once() {
    let (office, browser) = visit("/companies");
    browser.press("f");
    browser.see("#filters");
    browser.no_problems();
    office.log();
    browser.click("#filters .check");
    browser.see_path("/companies?label=key");
    assert_eq!(office.log(), ["list label=key"]);
    browser.press("Escape");
    browser.click(".name");
    browser.back();
    browser.see("#filters .check");
    browser.eval("document.activeElement.blur()", &[]);
    browser.press("j");
    browser.press(" ");
    browser.see(".peek");
    browser.see_no("#filters");
    browser.press("f");
    browser.see("#filters");
    browser.see_no(".peek");
    browser.see("#filters input:focus");
    browser.click("[data-close-filters]");
    browser.see_no("#filters");
}

#[test]
fn views_have_digits() {
    let (_office, browser) = visit("/companies");
    browser.press("2");
    browser.see_path("/companies?mine=1");
}

#[test]
fn columns_are_chosen_and_moved() {
    let (office, browser) = visit("/companies");
    browser.click("[popovertarget=columns]");
    browser.see("#columns");
    browser.no_problems();
    office.log();
    browser.press("Alt+ArrowDown");
    browser.see("[data-column-key=phone] + [data-column-key=city]");
    browser.click("[data-column-key=label]");
    browser.see("[data-column-key=label] :checked");
    browser.drag("[data-column-key=label] .grip", "[data-column-key=phone] .grip");
    browser.see("[data-column-key=label]:first-child");
    browser.press("Escape");
    browser.see_no("#columns");
    assert_eq!(office.log(), ["columns phone city", "columns phone city label", "columns label phone city"]);
}

#[test]
fn a_page_may_bring_a_toast_along() {
    let (office, browser) = visit("/companies?imported=1");
    browser.see_text("Imported");
    browser.click_text("Undo");
    browser.see_text("Undone");
    assert!(office.log().contains(&"undo 5".to_owned()));
}

#[test]
fn a_long_press_ticks_on_a_touch_screen() {
    let (office, browser) = visit("/companies");
    browser.phone();
    browser.touch("[data-row='2'] .name", Duration::from_millis(600));
    assert_eq!(browser.text("[data-bulk-count]"), "1 selected");
    browser.touch("[data-row='3'] .name", Duration::ZERO);
    assert_eq!(browser.text("[data-bulk-count]"), "2 selected");
    assert_eq!(browser.path(), "/companies");
    browser.no_problems();
    browser.touch("[data-bulk-clear]", Duration::ZERO);
    browser.see_no("#bulk");
    office.log();
    browser.touch("[data-row='3'] .name", Duration::ZERO);
    browser.see_path("/companies/3");
}
