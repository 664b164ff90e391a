//! `Ctrl Z` and what is asked before something is taken back.

use crate::harness::{Answer, Client, TestApp};

fn company(client: &Client, fields: &[(&str, &str)]) -> String {
    client.post_form("/companies", fields).expect_redirect().split('?').next().unwrap().to_owned()
}

fn change(client: &Client, card: &str, fields: &[(&str, &str)]) -> i64 {
    let version = client.get(&format!("{card}/edit")).expect(200).attributes("[name=version]", "value")[0].clone();
    let fields = [&[("version", version.as_str())], fields].concat();
    let next = client.post_form(card, &fields).expect_redirect().to_owned();
    next.split("done=").nth(1).unwrap().parse().unwrap()
}

fn toast(answer: &Answer) -> String {
    let said: serde_json::Value = serde_json::from_str(answer.header("hx-trigger")).unwrap();
    said["toast"]["text"].as_str().unwrap().to_owned()
}

fn city(app: &TestApp) -> String {
    app.db()
        .read_blocking(|conn| Ok(conn.query_row("SELECT coalesce(city, '') FROM companies", [], |row| row.get(0))?))
        .unwrap()
}

#[test]
fn the_last_deed_is_taken_back_then_the_one_before() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card = company(&anna, &[("name", "Ёлка"), ("city", "Тула")]);
    change(&anna, &card, &[("city", "Тверь")]);
    change(&anna, &card, &[("city", "Псков")]);
    // Others have done nothing that they could take back.
    let answer = app.as_("pyotr").htmx().post_form("/actions/last/undo", &[]).expect(204);
    assert_eq!(toast(&answer), "Отменять нечего");
    for there in ["Тверь", "Тула"] {
        let answer = anna.htmx().post_form("/actions/last/undo", &[]).expect(204);
        assert_eq!(toast(&answer), "Отменено: изменено");
        assert!(answer.header("hx-trigger").contains(r#""redo":"/actions/"#), "the way forth is no next step back");
        assert_eq!(city(&app), there);
    }
    anna.htmx().post_form("/actions/last/undo", &[]).expect(204);
    anna.get(&card).expect(404);
}

#[test]
fn what_is_not_fresh_is_shown_before_it_is_taken_back() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card = company(&anna, &[("name", "Ёлка"), ("city", "Тула")]);
    let action = change(&anna, &card, &[("city", "Тверь")]);
    let hour_ago = "UPDATE actions SET at = at - 3600000";
    app.db().write_blocking(|tx| Ok(tx.execute_batch(hour_ago)?)).unwrap();
    let shown = app.expect_unchanged(|| anna.htmx().post_form("/actions/last/undo", &[]).expect(200));
    let shown = shown.has("<dialog").has("Ёлка").has("Тула").has("Тверь").has("Анна Соколова");
    let undo = shown.attributes("form", "hx-post")[0].clone();
    assert_eq!(undo, format!("/actions/{action}/undo"));
    anna.htmx().post_form(&undo, &[("is_seen", "1")]).expect(204);
    assert_eq!(city(&app), "Тула");
    let month_ago = "UPDATE actions SET at = at - 31 * 86400000";
    app.db().write_blocking(|tx| Ok(tx.execute_batch(month_ago)?)).unwrap();
    assert_eq!(toast(&anna.htmx().post_form("/actions/last/undo", &[]).expect(204)), "Отменять нечего");
}

#[test]
fn what_was_changed_since_is_named_first() {
    let app = TestApp::start();
    let (anna, pyotr) = (app.as_("anna"), app.as_("pyotr"));
    let card = company(&anna, &[("name", "Ёлка"), ("city", "Тула")]);
    let action = change(&anna, &card, &[("city", "Тверь"), ("kpp", "770101001")]);
    change(&pyotr, &card, &[("city", "Псков")]);
    let undo = format!("/actions/{action}/undo");
    let page = app.expect_unchanged(|| {
        anna.htmx().post_form(&undo, &[]).expect(200).has("<dialog");
        anna.get(&format!("/actions/{action}")).expect(200)
    });
    let page = page.has("<html").has("Останется как есть, потому что с тех пор это изменили").has("Город");
    assert_eq!(page.attributes("form[action^='/actions']", "action"), [undo.as_str()]);
    let hers = app.expect_unchanged(|| pyotr.get(&format!("/actions/{action}")));
    hers.expect(404);
    anna.htmx().post_form(&undo, &[("is_seen", "1")]).expect(204);
    assert_eq!(city(&app), "Псков");
    anna.get("/actions/99").expect(404);
}
