//! Cards, the quick look and the bin in a real browser.

use crate::harness::{Browser, Client, TestApp};
use serde_json::json;

/// Signed in, on a page.
fn visit(app: &TestApp, who: &str, path: &str) -> Browser {
    let browser = Browser::open(app);
    browser.sign_in(who);
    browser.go(path);
    browser.console_errors();
    browser
}

fn add(client: &Client, plural: &str, fields: &[(&str, &str)]) -> String {
    client.post_form(plural, fields).expect_redirect().split('?').next().unwrap().to_owned()
}

/// A firm with a person, some history and words about it.
fn office(app: &TestApp) -> String {
    let anna = app.as_("anna");
    let card = add(
        &anna,
        "/companies",
        &[
            ("name", "ООО «Балтика Логистик»"),
            ("city", "Санкт-Петербург"),
            ("phones[0].value", "+7 812 555-01-18 доб. 5"),
            ("phones[1].value", "+7 999 000-12-34"),
            ("emails[0].value", "info@baltika.example"),
            ("revenue_minor", "1284500"),
            ("tags", "склад, повторная покупка"),
            ("address", "Московское шоссе, 177, корпус 3"),
            ("company_type", "client"),
        ],
    );
    let version = |card: &str| anna.get(&format!("{card}/edit")).attributes("[name=version]", "value")[0].clone();
    add(
        &anna,
        "/contacts",
        &[
            ("last_name", "Щеглов"),
            ("first_name", "Роман"),
            ("companies[0].id", "1"),
            ("companies[0].position", "директор по логистике"),
        ],
    );
    add(&anna, "/contacts", &[("last_name", "Юдина"), ("first_name", "Елена"), ("companies[0].id", "1")]);
    for city in ["Тула", "Тверь", "Псков", "Санкт-Петербург"] {
        anna.post_form(
            &card,
            &[("version", &version(&card)), ("city", city), ("kpp", &format!("77010100{}", city.len()))],
        )
        .expect_redirect();
    }
    let text =
        "@Ольга Белкина, по высоте всё подходит: https://example.com/plan\nПросят разбить монтаж на две ночные смены.";
    anna.htmx().post_form(&format!("{card}/comments"), &[("text", text)]).expect(204);
    anna.post_form(&card, &[("version", &version(&card)), ("comment", "Ждут КП до пятницы")]).expect_redirect();
    card
}

#[test]
fn a_card_is_sound_in_every_dress() {
    let app = TestApp::start();
    let card = office(&app);
    // Dark, on a phone. Colours are the same in each language, and what does not fit is sought in all of them.
    let (all, some) = ([(false, false), (false, true), (true, false), (true, true)], [(false, true), (true, false)]);
    for (who, lang, dresses) in [("anna", "ru", &all[..]), ("malgorzata", "pl", &some), ("pyotr", "en", &some)] {
        let id = app.user(who).id.0;
        let sql = format!(
            "UPDATE users SET lang = '{lang}', role = 'head' WHERE id = {id} AND role <> 'admin'; UPDATE users SET lang = '{lang}' WHERE id = {id}"
        );
        app.db().write_blocking(move |tx| Ok(tx.execute_batch(&sql)?)).unwrap();
        let browser = visit(&app, who, &card);
        for (path, name) in [
            (card.clone(), "card"),
            ("/companies?peek=1".to_owned(), "peek"),
            ("/companies/bin".to_owned(), "bin"),
            (format!("{card}/edit"), "form"),
            ("/contacts/1".to_owned(), "contact"),
        ] {
            browser.go(&path);
            for (is_dark, is_phone) in dresses {
                browser.prefer_dark(*is_dark);
                if *is_phone {
                    browser.phone()
                } else {
                    browser.size(1440, 900)
                }
                browser.see("main");
                let (phone, dark) = (if *is_phone { "-phone" } else { "" }, if *is_dark { "-dark" } else { "" });
                browser.screenshot(&format!("{name}-{lang}{phone}{dark}"));
                browser.no_problems();
            }
        }
    }
}

#[test]
fn fields_are_edited_where_they_are_read() {
    let app = TestApp::start();
    let card = office(&app);
    let browser = visit(&app, "anna", &card);
    let city = "[data-inline*='/fields/city?']";
    browser.click(&format!("{city} [data-inline-open]"));
    browser.see("#f-inline-city:focus");
    browser.no_problems();
    browser.screenshot("inline-text");
    browser.eval("document.activeElement.select()", &[]);
    browser.type_text("Выборг");
    browser.press("Enter");
    browser.see_no("#f-inline-city");
    browser.see(".toast");
    assert!(browser.text(city).starts_with("Выборг"));
    browser.see_text("Выборг");
    // The history says so without a reload.
    browser.see(".change");
    // Taken back by key, the field that still has the focus shows what stands there again.
    browser.press("Control+z");
    browser.see_text("Отменено");
    browser.see("[data-inline*='/fields/city?'] [data-inline-open]:focus");
    browser.see_no_value(city, "Выборг");
    let phones = "[data-inline*='/fields/phones?']";
    browser.eval("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", &[json!(phones)]);
    browser.click(&format!("{phones} [data-inline-open]"));
    browser.see("[name='phones[0].value']");
    browser.screenshot("inline-phones");
    browser.no_problems();
    browser.fill("[name='phones[2].value']", "12");
    browser.click(&format!("{phones} [type=submit]"));
    browser.see(&format!("{phones} .error"));
    browser.console_errors();
    browser.fill("[name='phones[2].value']", "8 812 555 01 19");
    browser.click(&format!("{phones} [type=submit]"));
    browser.see_no("[name='phones[0].value']");
    browser.see_text("+7 (812) 555-01-19");
    // A phone in the place of another: the row is removed before the new one is asked for.
    browser.click(&format!("{phones} [data-inline-open]"));
    browser.click(&format!("{phones} .repeat-row:nth-of-type(3) [data-repeat-remove]"));
    browser.click(&format!("{phones} [data-repeat-add]"));
    browser.type_text("8 812 555 01 20");
    browser.click(&format!("{phones} [type=submit]"));
    browser.see_no("[name='phones[0].value']");
    browser.see_text("+7 (812) 555-01-20");
    browser.click(&format!("{city} [data-inline-open]"));
    browser.see("#f-inline-city:focus");
    // Somebody else is quicker.
    let anna = app.as_("pyotr");
    let version = anna.get(&format!("{card}/edit")).attributes("[name=version]", "value")[0].clone();
    anna.post_form(&card, &[("version", &version), ("city", "Псков")]).expect_redirect();
    browser.eval("document.activeElement.select()", &[]);
    browser.type_text("Тверь");
    browser.press("Enter");
    browser.see(".conflict");
    browser.screenshot("inline-conflict");
    browser.console_errors();
    browser.no_problems();
    browser.click(".conflict [name=take]");
    browser.see_no(".conflict");
    assert!(browser.text(city).starts_with("Псков"));
    browser.press("Control+z");
    browser.see_text("Отменено");
    browser.no_problems();
}

#[test]
fn linked_records_are_found_by_name() {
    let app = TestApp::start();
    let card = office(&app);
    let browser = visit(&app, "anna", &card);
    browser.see_text("директор по логистике");
    let place = "[data-inline*='/fields/contacts?']";
    browser.click(&format!("{place} [data-inline-open]"));
    browser.see("[data-pick-search]");
    browser.click(&format!("{place} .repeat-row:first-of-type [data-repeat-remove]"));
    browser.fill("[data-pick-search]", "юди");
    browser.see(".suggestions [data-id]");
    browser.screenshot("picker");
    browser.no_problems();
    browser.press("Escape");
    browser.see_no(".suggestions");
    browser.see("[data-pick-search]");
    browser.fill("[data-pick-search]", "щегл");
    browser.see(".suggestions:not([data-old]) [aria-selected=true][data-title='Роман Щеглов']");
    browser.press("Enter");
    browser.see_text("Роман Щеглов");
    let mains = "return [...document.querySelectorAll('[name=contacts_main]')].map(main => main.value).join()";
    assert_eq!(browser.eval(mains, &[]), "1,2", "each row is a choice of its own");
    browser.click(&format!("{place} [type=submit]"));
    browser.see_no("[data-pick-search]");
    browser.see_text("Елена Юдина");
    browser.no_problems();
}

#[test]
fn a_comment_mentions_a_colleague_chosen_by_keyboard() {
    let app = TestApp::start();
    let card = add(&app.as_("olga"), "/companies", &[("name", "Ёлка")]);
    let browser = visit(&app, "olga", &card);
    browser.press("c");
    browser.see("#composer-text:focus");
    browser.type_text("Посмотри, @иго");
    browser.see("#composer-people:not([data-old]) [aria-selected=true]");
    browser.screenshot("mention");
    browser.no_problems();
    browser.press("Enter");
    browser.see_text("Запись не видна: Игорь Лунин");
    browser.type_text("что скажешь?");
    browser.press("Control+Enter");
    browser.see(".say .mention");
    assert_eq!(browser.text(".say"), "Посмотри, @Игорь Лунин что скажешь?");
    browser.see("#composer-text:placeholder-shown");
    browser.no_problems();
    browser.eval("document.querySelector('[hx-get$=\"/edit\"]').click()", &[]);
    browser.fill(".say textarea", "Иначе");
    browser.press("Control+Enter");
    browser.see_no(".say textarea");
    browser.see_text("Иначе");
    browser.eval("document.querySelector('[hx-post$=\"/comments/1/deletion\"]').click()", &[]);
    browser.see_no(".say");
    browser.eval("document.activeElement.blur()", &[]);
    browser.press("Control+z");
    browser.see(".say");
    browser.no_problems();
}

#[test]
fn the_quick_look_walks_along_the_list() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    for name in ["А", "Б", "В"] {
        add(&anna, "/companies", &[("name", name), ("city", "Тула")]);
    }
    let browser = visit(&app, "anna", "/companies?sort=title");
    browser.press("j");
    browser.see("[data-row='1'][data-cursor]");
    browser.press(" ");
    browser.see(".peek");
    browser.see_path("/companies?sort=title&peek=1");
    browser.no_problems();
    browser.press("j");
    browser.see_path("/companies?sort=title&peek=2");
    browser.see("[data-row='2'][aria-selected=true]");
    assert_eq!(browser.text(".peek h2"), "Б");
    browser.click(".peek [data-inline*='/fields/city?'] [data-inline-open]");
    browser.see("#f-inline-city:focus");
    browser.eval("document.activeElement.select()", &[]);
    browser.type_text("Псков");
    browser.press("Enter");
    browser.see(".toast");
    browser.see_text("Псков");
    browser.see(".peek");
    browser.reload();
    browser.see(".peek");
    browser.press("Escape");
    browser.see_no(".peek");
    // A cell of the list itself.
    let cell = "[data-row='3'] [data-inline='city']";
    let script = "document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))";
    browser.eval(script, &[json!(cell)]);
    browser.see("#f-inline-city:focus");
    browser.screenshot("cell");
    browser.eval("document.activeElement.select()", &[]);
    browser.type_text("Казань");
    browser.press("Enter");
    browser.see_no("#f-inline-city");
    assert_eq!(browser.text(cell), "Казань");
    browser.no_problems();
    // On to the card, and from there along the list.
    browser.click("[data-row='2'] a.name");
    browser.see("[rel=next]");
    browser.press("Alt+ArrowDown");
    browser.see_text("№ 3");
    browser.press("Alt+ArrowUp");
    browser.see_text("№ 2");
    browser.no_problems();
}

#[test]
fn what_was_deleted_comes_back_from_the_bin() {
    let app = TestApp::start();
    let card = office(&app);
    let browser = visit(&app, "anna", &card);
    browser.click("[popovertarget=card-menu]");
    browser.screenshot("card-menu");
    browser.no_problems();
    browser.click_text("Удалить");
    browser.see(".toast");
    browser.go("/companies/bin");
    browser.see_text("Балтика");
    browser.screenshot("bin-full");
    browser.no_problems();
    browser.click("[data-tick]");
    browser.click_text("Восстановить");
    browser.see_text("Корзина пуста");
    browser.press("Control+z");
    browser.see_text("Балтика");
    browser.click("td a.name");
    browser.see_text("Эта запись в корзине");
    browser.screenshot("binned");
    browser.no_problems();
    browser.click_text("Восстановить");
    browser.see(".rec-head h1");
    browser.see_text("Восстановлено");
    browser.no_problems();
}

#[test]
fn an_overtaken_form_and_a_doubtful_undo_ask() {
    let app = TestApp::start();
    let card = office(&app);
    let browser = visit(&app, "anna", &format!("{card}/edit"));
    let pyotr = app.as_("pyotr");
    let version = pyotr.get(&format!("{card}/edit")).attributes("[name=version]", "value")[0].clone();
    pyotr.post_form(&card, &[("version", &version), ("city", "Псков"), ("country", "Россия")]).expect_redirect();
    browser.fill("[name=city]", "Выборг");
    browser.fill("[name=name]", "ООО «Балтика»");
    browser.press("Control+Enter");
    browser.see(".choice");
    browser.console_errors();
    browser.screenshot("conflict");
    browser.no_problems();
    browser.phone();
    browser.screenshot("conflict-phone");
    browser.no_problems();
    browser.size(1440, 900);
    browser.click("[name='choice.city'][value=mine]");
    browser.press("Control+Enter");
    browser.see(".rec-head h1");
    browser.see_text("Выборг");
    browser.see_text("Россия");
    let version = pyotr.get(&format!("{card}/edit")).attributes("[name=version]", "value")[0].clone();
    pyotr.post_form(&card, &[("version", &version), ("city", "Казань")]).expect_redirect();
    browser.press("Control+z");
    browser.see("dialog[open]");
    browser.screenshot("undo-dialog");
    browser.no_problems();
    browser.click("dialog [type=submit]");
    browser.see_no("dialog[open]");
    browser.see_text("ООО «Балтика Логистик»");
    browser.go("/companies/new");
    browser.fill("[name=name]", "ооо балтика логистик");
    browser.see(".duplicates .note");
    browser.screenshot("duplicates");
    browser.no_problems();
    browser.fill("[name=tax_id]", "770708");
    browser.press("Tab");
    browser.see("#same-tax_id .note");
}

#[test]
fn what_stood_in_a_toast_is_not_taken_back_once_more_is_done() {
    let app = TestApp::start();
    let browser = visit(&app, "anna", "/companies");
    let companies = ["Ёлка", "Сосна"].map(|name| {
        let card = app.as_("anna").post_form("/companies", &[("name", name)]).expect_redirect().to_owned();
        card.split('?').next().unwrap().to_owned()
    });
    let first = app.db().read_blocking(|conn| {
        Ok(conn
            .query_row("SELECT min(id) FROM actions WHERE verb = 'company.created'", [], |row| row.get::<_, i64>(0))?)
    });
    // A toast offers to take the first one back; then work begins that takes a while.
    let tell = |toast: serde_json::Value| {
        browser.eval("document.dispatchEvent(new CustomEvent('toast', { detail: arguments[0] }))", &[toast]);
    };
    tell(json!({ "text": "Создано", "undo": format!("/actions/{}/undo", first.unwrap()) }));
    tell(json!({ "text": "Меняем", "work": "/works/1" }));
    browser.press("Control+z");
    browser.see_text("Отменено");
    let anna = app.as_("anna");
    anna.get(&companies[0]).expect(200);
    anna.get(&companies[1]).expect(404);
}
