//! The board: moved by hand, by key, refused.

use super::visit;

#[test]
fn a_card_is_dragged_to_another_column() {
    let (office, browser) = visit("/board");
    browser.no_problems();
    browser.drag("#card-1 h3", "#col-work ul");
    browser.see("#col-work #card-1[data-version='2']");
    let log = office.log();
    assert!(log[0].starts_with("move 1 status=work after=") && log[0].ends_with("version=1"), "{log:?}");
    assert_eq!(browser.text("#live"), "Card 1 moved to In work, 2 of 2");
    browser.see_no("[data-drops]");
}

#[test]
fn a_refused_card_goes_back_and_says_why() {
    let (office, browser) = visit("/board");
    browser.drag("#card-2 h3", "#col-ready ul");
    browser.see_text("No right to move it. Responsible: Tom");
    browser.see("#col-new #card-1 + #card-2");
    assert_eq!(office.log(), ["move 2 status=ready after= version=1"]);
    assert_eq!(browser.eval("return document.querySelector('.toast').role", &[]), "alert");
    browser.click("[aria-label='Close message']");
    browser.see_no(".toast");
}

#[test]
fn the_keyboard_moves_cards_too() {
    let (office, browser) = visit("/board");
    browser.press("j");
    browser.press("j");
    browser.press("ArrowRight");
    assert_eq!(browser.text("[data-cursor] h3"), "Card 3");
    browser.press("ArrowLeft");
    assert_eq!(browser.text("[data-cursor] h3"), "Card 1");
    browser.press("m");
    browser.see(".menu:popover-open");
    browser.no_problems();
    browser.press("2");
    browser.see("#col-ready #card-1");
    assert_eq!(office.log(), ["move 1 status=ready after= version=1"]);
    browser.see_no(".menu:popover-open");
}

#[test]
fn a_card_dropped_on_a_zone_leaves_the_board() {
    let (office, browser) = visit("/board");
    browser.press("j");
    browser.press("m");
    browser.click(".menu:popover-open .mi:last-child");
    browser.see_no("#card-1");
    assert_eq!(office.log(), ["move 1 status=junk after= version=1"]);
}
