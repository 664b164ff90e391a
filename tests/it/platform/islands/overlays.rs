//! What lies above the page: palette, menus, dialogs, help; and how the page looks.

use super::visit;

#[test]
fn the_palette_finds_and_follows() {
    let (office, browser) = visit("/companies");
    browser.press("Control+k");
    browser.see("#palette-0-3");
    browser.type_text("oak");
    browser.see_no("#palette-0-1");
    browser.see("[role=option][aria-selected=true]");
    assert_eq!(
        browser.eval("return document.querySelector('#palette input').getAttribute('aria-activedescendant')", &[]),
        "palette-0-0"
    );
    browser.no_problems();
    let asked: Vec<String> = office.log().into_iter().filter(|line| line.starts_with("search")).collect();
    assert_eq!(asked, ["search ", "search oak"], "once for three letters");
    browser.press("Enter");
    browser.see_path("/companies/2");
    // Who presses Enter before the answer is there means what they have typed, not what is still shown.
    browser.press("Control+k");
    browser.see("#palette-0-3");
    let quick = "const box = document.querySelector('#palette input');
        box.value = 'barn';
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }))";
    browser.eval(quick, &[]);
    browser.see_path("/companies/3");
}

#[test]
fn the_palette_is_left_by_escape_and_moves_in_a_circle() {
    let (_office, browser) = visit("/companies");
    browser.click("[data-open-palette]");
    browser.see("#palette-0-3");
    browser.press("ArrowUp");
    browser.see("#palette-0-3[aria-selected=true]");
    browser.press("ArrowDown");
    browser.see("#palette-0-0[aria-selected=true]");
    browser.type_text("zzz");
    browser.see_text("Nothing found");
    browser.press("Escape");
    browser.see_no("#palette");
    assert_eq!(browser.path(), "/companies");
}

#[test]
fn a_menu_opens_beside_its_button_and_obeys_keys() {
    let (_office, browser) = visit("/companies/1");
    browser.click("[popovertarget=more]");
    browser.see("#more");
    let script = "const b = document.querySelector('[popovertarget=more]').getBoundingClientRect();
        const m = document.querySelector('#more').getBoundingClientRect();
        return m.top >= b.bottom && m.top - b.bottom < 12 && m.right <= innerWidth && m.right - b.right < 4";
    assert_eq!(browser.eval(script, &[]), true);
    assert_eq!(browser.text(":focus"), "Mark as lost\n1");
    browser.press("ArrowDown");
    assert_eq!(browser.text(":focus"), "Print\n2");
    browser.no_problems();
    browser.press("Escape");
    browser.see_no("#more");
    assert_eq!(browser.eval("return document.activeElement.getAttribute('popovertarget')", &[]), "more");
}

#[test]
fn a_dialog_asks_for_a_reason_and_closes_when_it_is_told() {
    let (office, browser) = visit("/companies/1");
    browser.click("[popovertarget=more]");
    browser.see("#more");
    browser.press("1");
    browser.see("dialog[open] textarea:focus");
    browser.no_problems();
    browser.press("Escape");
    browser.see_no("dialog[open]");
    browser.click("[popovertarget=more]");
    browser.see("#more");
    browser.press("1");
    browser.see("dialog[open] textarea:focus");
    browser.type_text("Price");
    browser.press("Escape");
    browser.see("dialog[open]");
    browser.click_text("Mark as lost");
    browser.see_no("dialog[open]");
    browser.see_text("Marked as lost");
    assert_eq!(office.log(), ["lost Price"]);
}

#[test]
fn help_theme_and_rail_are_kept() {
    let (_office, browser) = visit("/companies");
    browser.press("Shift+?");
    browser.see("#help");
    browser.no_problems();
    browser.press("Escape");
    browser.see_no("#help");
    browser.press("[");
    assert_eq!(browser.eval("return document.querySelector('.app').dataset.nav", &[]), "rail");
    browser.click("[popovertarget=user-menu]");
    browser.click_text("Dark");
    assert_eq!(browser.eval("return getComputedStyle(document.documentElement).colorScheme", &[]), "dark");
    let cookies = browser.eval("return document.cookie", &[]);
    let cookies = cookies.as_str().unwrap();
    assert!(cookies.contains("nav=rail") && cookies.contains("theme=dark"), "{cookies}");
    browser.no_problems();
}

#[test]
fn a_server_out_of_reach_is_told_and_found_again() {
    let (office, browser) = visit("/companies/1");
    browser.click("[data-inline-open]");
    browser.see("#f-inline-phone:focus");
    browser.type_text("01733 555 444");
    browser.eval("window.dispatchEvent(new Event('offline'))", &[]);
    browser.see("#offline");
    browser.see_no("#offline");
    assert_eq!(browser.eval("return document.querySelector('#f-inline-phone').value", &[]), "01733 555 444");
    drop(office);
}
