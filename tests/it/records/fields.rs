//! One field at a time, edited where it is read.

use crate::harness::{Answer, Client, TestApp};
use ureq::http::Method;

fn company(client: &Client, fields: &[(&str, &str)]) -> String {
    client.post_form("/companies", fields).expect_redirect().split('?').next().unwrap().to_owned()
}

/// What the open editor would send, with one value replaced.
fn typed(editor: &Answer, name: &str, value: &str) -> Vec<(String, String)> {
    let names = editor.attributes("input[type=hidden][name]", "name");
    let values = editor.attributes("input[type=hidden][name]", "value");
    let hidden = names.into_iter().zip(values).filter(|(there, _)| !there.is_empty() && there != name);
    hidden.chain([(name.to_owned(), value.to_owned())]).collect()
}

fn put(client: &Client, url: &str, pairs: &[(String, String)]) -> Answer {
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.htmx().send_form(Method::PUT, url, &pairs)
}

fn text(app: &TestApp, sql: &'static str) -> String {
    app.db().read_blocking(move |conn| Ok(conn.query_row(sql, [], |row| row.get(0))?)).unwrap()
}

#[test]
fn every_editable_field_of_a_card_opens_and_saves_untouched() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card =
        company(&anna, &[("name", "Ёлка"), ("city", "Тула"), ("phones[0].value", "+79990001234"), ("tags", "a, b")]);
    let page = anna.get(&card).expect(200);
    let places = page.attributes("[data-inline]", "data-inline");
    assert!(places.len() > 20, "{places:?}");
    for url in places {
        anna.htmx().get(&url).expect(200).has("<form");
    }
    let closed = anna.get(&card).attributes("dd:not([data-inline])", "class").len();
    assert_eq!(closed, 0);
    for url in ["created_at", "external_id", "nonsense", "id"].map(|key| format!("{card}/fields/{key}")) {
        anna.htmx().get(&url).expect(404);
        app.expect_unchanged(|| put(&anna, &url, &[("version".into(), "1".into())]).expect(404));
    }
}

#[test]
fn a_field_is_saved_alone_and_can_be_taken_back() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card = company(&anna, &[("name", "Ёлка"), ("city", "Тула")]);
    let url = format!("{card}/fields/city?at=row");
    let editor = anna.htmx().get(&url).expect(200);
    let answer = put(&anna, &url, &typed(&editor, "city", "Тверь")).expect(200);
    assert!(answer.text().contains("Тверь") && !answer.text().contains("<form"));
    let said: serde_json::Value = serde_json::from_str(answer.header("hx-trigger")).unwrap();
    let undo = said["toast"]["undo"].as_str().unwrap().to_owned();
    assert!(said.get("refresh").is_some());
    anna.htmx().post_form(&undo, &[]).expect(204);
    assert_eq!(text(&app, "SELECT city FROM companies"), "Тула");
    let unchanged = put(&anna, &url, &typed(&anna.htmx().get(&url), "city", "Тула")).expect(200);
    assert_eq!(unchanged.header("hx-trigger"), "", "nothing to say");
}

#[test]
fn a_wrong_value_keeps_the_editor_with_what_is_wrong() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card = company(&anna, &[("name", "Ёлка")]);
    for (key, name, value, said) in [
        ("name", "name", "", "Заполните это поле"),
        ("emails", "emails[0].value", "a@b", "a@b"),
        ("revenue_minor", "revenue_minor", "много", "много"),
    ] {
        let url = format!("{card}/fields/{key}");
        let editor = anna.htmx().get(&url).expect(200);
        let answer = app.expect_unchanged(|| put(&anna, &url, &typed(&editor, name, value)).expect(422));
        assert!(answer.text().contains(said), "{key}: {}", answer.text());
        assert_eq!(answer.attributes("[aria-invalid=true]", "name"), [name]);
    }
    let url = format!("{card}/fields/city");
    let mut sent = typed(&anna.htmx().get(&url), "city", "Тула");
    sent.push(("kpp".to_owned(), "1".to_owned()));
    app.expect_unchanged(|| put(&anna, &url, &sent).expect(422));
}

#[test]
fn two_people_at_one_field_are_asked_and_at_two_fields_are_not() {
    let app = TestApp::start();
    let (anna, pyotr) = (app.as_("anna"), app.as_("pyotr"));
    let card = company(&anna, &[("name", "Ёлка"), ("city", "Тула")]);
    let (city, kpp) = (format!("{card}/fields/city"), format!("{card}/fields/kpp"));
    let (of_anna, of_pyotr) = (anna.htmx().get(&city), pyotr.htmx().get(&kpp));
    put(&anna, &city, &typed(&of_anna, "city", "Тверь")).expect(200);
    put(&pyotr, &kpp, &typed(&of_pyotr, "kpp", "770101001")).expect(200);
    let late = typed(&of_anna, "city", "Псков");
    let asked = app.expect_unchanged(|| put(&pyotr, &city, &late).expect(409));
    let asked = asked.has("Пётр Громов").has("Псков").has("Тверь").has("Оставить моё").has("Взять новое");
    let mut theirs = typed(&asked, "city", "Псков");
    theirs.push(("take".to_owned(), "theirs".to_owned()));
    app.expect_unchanged(|| put(&pyotr, &city, &theirs).expect(200).has("Тверь"));
    put(&pyotr, &city, &typed(&asked, "city", "Псков")).expect(200).has("Псков");
    assert_eq!(text(&app, "SELECT city || kpp FROM companies"), "Псков770101001");
}

#[test]
fn who_may_not_change_a_record_gets_no_editor() {
    let app = TestApp::start();
    let card = company(&app.as_("igor"), &[("name", "Склад")]);
    let olga = app.as_("olga");
    let url = format!("{card}/fields/city");
    let sent = [("version".to_owned(), "1".to_owned()), ("city".to_owned(), "Тула".to_owned())];
    olga.htmx().get(&url).expect(404);
    app.expect_unchanged(|| put(&olga, &url, &sent).expect(404));
    let id = app.user("olga").id.0;
    let observe = format!(
        "INSERT INTO record_observers (owner_kind, owner_id, user_id) SELECT 'company', id, {id} FROM companies"
    );
    app.db().write_blocking(move |tx| Ok(tx.execute_batch(&observe)?)).unwrap();
    assert_eq!(olga.get(&card).expect(200).attributes("[data-inline]", "data-inline").len(), 0);
    app.expect_unchanged(|| put(&olga, &url, &sent).expect(403));
}

#[test]
fn observers_are_ticked_and_taken_off() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card = company(&anna, &[("name", "Ёлка")]);
    let url = format!("{card}/fields/observers");
    let olga = app.user("olga").id.0.to_string();
    let editor = anna.htmx().get(&url).expect(200);
    let mut sent = typed(&editor, "observers", "");
    sent.push(("observers".to_owned(), olga));
    put(&anna, &url, &sent).expect(200).has("Ольга Белкина");
    app.as_("olga").get(&card).expect(200);
    let editor = anna.htmx().get(&url).expect(200);
    put(&anna, &url, &typed(&editor, "observers", "")).expect(200);
    app.as_("olga").get(&card).expect(404);
}

#[test]
fn a_currency_is_not_changed_under_another_sum() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let fields = [("title", "Стеллажи"), ("amount_minor", "900"), ("budget_minor", "500"), ("currency", "RUB")];
    let card = anna.post_form("/leads", &fields).expect_redirect().split('?').next().unwrap().to_owned();
    let url = format!("{card}/fields/amount_minor");
    let yen = typed(&anna.htmx().get(&url).expect(200), "amount_minor", "900");
    let with_currency = |code: &str| [yen.clone(), vec![("currency".to_owned(), code.to_owned())]].concat();
    let refused = app.expect_unchanged(|| put(&anna, &url, &with_currency("JPY")).expect(422));
    let refused = refused.has("В этой валюте есть и другие суммы: Бюджет. Укажите их вместе с ней");
    assert_eq!(refused.attributes("[aria-invalid=true]", "name"), ["currency"]);
    let url = format!("{card}/fields/budget_minor");
    put(
        &anna,
        &url,
        &[typed(&anna.htmx().get(&url), "budget_minor", ""), vec![("currency".into(), "RUB".into())]].concat(),
    )
    .expect(200);
    let url = format!("{card}/fields/amount_minor");
    let alone = typed(&anna.htmx().get(&url), "amount_minor", "900");
    put(&anna, &url, &[alone, vec![("currency".into(), "JPY".into())]].concat()).expect(200);
    assert_eq!(text(&app, "SELECT amount_minor || currency FROM leads"), "900JPY");
}

#[test]
fn a_field_of_a_record_that_is_gone_says_so() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card = company(&anna, &[("name", "Ёлка"), ("city", "Тула")]);
    for (at, refreshes) in [("cell", true), ("card", false)] {
        let url = format!("{card}/fields/city?at={at}");
        let editor = anna.htmx().get(&url).expect(200);
        anna.post_form(&format!("{card}/deletion"), &[]).expect_redirect();
        for answer in [put(&anna, &url, &typed(&editor, "city", "Тверь")), anna.htmx().get(&url)] {
            let said: serde_json::Value = serde_json::from_str(answer.expect(404).header("hx-trigger")).unwrap();
            assert!(said["toast"]["text"].as_str().unwrap().contains("ту запись удалили"), "{said}");
            assert_eq!(said.get("refresh").is_some(), refreshes, "{said}");
        }
        anna.get(&url).expect(404).has("Здесь ничего нет");
        anna.htmx().post_form("/actions/last/undo", &[]).expect(204);
    }
}
