//! Planning and completing on a card, in a real browser: by clicks, by keys alone, on a phone.

use super::leads::{lead, record};
use crate::harness::{Browser, TestApp};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use korob::records::{Value, Values};
use serde_json::json;

fn visit(app: &TestApp, who: &str, path: &str) -> Browser {
    let browser = Browser::open(app);
    browser.sign_in(who);
    browser.go(path);
    browser.console_errors();
    browser
}

#[test]
fn a_call_is_planned_by_a_sentence_completed_and_followed_up() {
    let app = TestApp::start();
    let id = record(&app, "olga", "lead", lead());
    let browser = visit(&app, "olga", &format!("/leads/{id}"));
    browser.see_text(tr::activities_nothing_planned(Lang::Ru));
    browser.click(".composer .kinds label:nth-child(2)");
    browser.fill("#composer-text", "позвонить завтра в 11:30");
    browser.see("#composer-said .act");
    browser.see_text("Завтра, 11:30");
    browser.screenshot("activity-sentence");
    browser.no_problems();
    browser.click(".composer button[type=submit]");
    browser.see(".plan .t");
    assert_eq!(browser.text(".plan .t"), "Звонок");
    // What was understood goes with the words.
    browser.see_no("#composer-said .act");
    browser.see("#composer-text:placeholder-shown");
    browser.screenshot("activity-planned");
    browser.no_problems();

    browser.click(".plan .done");
    browser.see("dialog [name=result]:focus");
    browser.type_text("Ждёт счёт");
    browser.fill("dialog [name=next]", "послезавтра в 9:00 отправить счёт");
    browser.see("#completion-said .act");
    browser.screenshot("activity-completion");
    browser.no_problems();
    browser.click("dialog footer [type=submit]");
    browser.see(".feed [id^=feed-activity] .say");
    assert_eq!(browser.text(".feed [id^=feed-activity] .say"), "Ждёт счёт");
    assert_eq!((browser.count(".plan"), browser.text(".plan .t").as_str()), (1, "Отправить счёт"));
    browser.screenshot("activity-done");
    browser.no_problems();

    // One action: the call is open again, and the next step is gone.
    let undo = "[...document.querySelectorAll('.toast')].find(toast => toast.textContent.includes(arguments[0]))
                .querySelector('button').click()";
    browser.eval(undo, &[json!(tr::activities_completed(Lang::Ru))]);
    browser.see_no("[id^=feed-activity]");
    assert_eq!((browser.count(".plan"), browser.text(".plan .t").as_str()), (1, "Звонок"));
}

#[test]
fn the_same_by_keys_alone() {
    let app = TestApp::start();
    let id = record(&app, "olga", "lead", lead());
    let browser = visit(&app, "olga", &format!("/leads/{id}"));
    browser.press("t");
    browser.see("#composer-text:focus");
    browser.type_text("встреча в понедельник в 15:00 обсудить договор");
    browser.see("#composer-said .act");
    browser.press("Control+Enter");
    browser.see(".plan .t");
    assert_eq!(browser.text(".plan .t"), "Обсудить договор");
    browser.press("Escape");
    browser.eval("document.activeElement.blur()", &[]);
    browser.press("d");
    browser.see("dialog [name=result]:focus");
    browser.type_text("Подписали");
    browser.press("Control+Enter");
    browser.see("[id^=feed-activity] .say");
    assert_eq!(browser.count(".plan"), 0);
    browser.eval("document.activeElement.blur()", &[]);
    browser.press("Control+z");
    browser.see(".plan .t");
    browser.see_no("[id^=feed-activity]");
}

#[test]
fn a_phone_puts_off_what_is_late_and_the_list_completes() {
    let app = TestApp::start();
    let id = record(&app, "olga", "lead", lead());
    let late = app.db().clock().now().0 - 26 * 3_600_000;
    let values = Values::default()
        .with("subject", "Отправить чертёж проёма в расчётный отдел")
        .with("due_at", Value::Int(late))
        .with("about", format!("lead/{id}").as_str());
    record(&app, "olga", "activity", values);
    let browser = visit(&app, "olga", &format!("/leads/{id}"));
    browser.phone();
    browser.go(&format!("/leads/{id}"));
    browser.see(".plan[data-s=late]");
    browser.screenshot("activity-phone");
    browser.no_problems();
    browser.click(".plan [popovertarget]");
    browser.see(".menu:popover-open [value=week]");
    browser.screenshot("activity-phone-later");
    browser.no_problems();
    browser.click(".menu:popover-open [value=week]");
    browser.see_no(".plan[data-s=late]");
    browser.go("/activities");
    browser.see("td .done");
    browser.screenshot("activities-phone");
    browser.no_problems();
    browser.size(1440, 900);
    browser.go("/activities");
    browser.screenshot("activities");
    browser.no_problems();
    browser.click("td .done");
    browser.see("dialog [name=result]");
    browser.click("dialog footer [type=submit]");
    browser.see_no("td .done");
    browser.prefer_dark(true);
    for page in [format!("/leads/{id}"), "/activities?view=done".to_owned(), "/activities/1".to_owned()] {
        browser.go(&page);
        browser.see("h1");
        browser.screenshot(&format!("dark-activity{}", page.replace(['/', '?', '='], "-")));
        browser.no_problems();
    }
}
