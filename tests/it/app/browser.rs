use crate::harness::{Browser, TestApp};

#[test]
fn the_browser_finds_what_is_wrong_with_a_page() {
    let app = TestApp::empty();
    let browser = Browser::open(&app);
    browser.go("/healthz");
    browser.see_text("ok");
    // An answer made for supervisors has neither a title nor an icon.
    browser.eval("document.documentElement.lang = 'en'; document.title = 'Health'", &[]);
    browser.console_errors();
    browser.no_problems();
    browser.eval("console.error('broken'); document.body.append(new Image())", &[]);
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| browser.no_problems()));
    let text = *outcome.unwrap_err().downcast::<String>().unwrap();
    assert!(text.contains("console: ") && text.contains("broken"), "{text}");
    assert!(text.contains("axe: image-alt (critical)"), "{text}");
    browser.phone();
    assert_eq!(browser.eval("return screen.width", &[]), 390);
    browser.screenshot("health");
}

#[test]
fn the_gallery_of_components_is_open_to_everybody_and_clean() {
    let app = TestApp::empty();
    let browser = Browser::open(&app);
    for (theme, is_dark) in [("light", false), ("dark", true)] {
        browser.prefer_dark(is_dark);
        browser.go("/dev/components");
        browser.see("h1");
        browser.screenshot(&format!("components-{theme}"));
        browser.no_problems();
    }
    browser.phone();
    browser.reload();
    browser.see("h1");
    browser.screenshot("components-phone");
    browser.no_problems();
}
