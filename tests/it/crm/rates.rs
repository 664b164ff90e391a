//! What currencies are worth, and what deals show of it.

use super::pipelines::{pipelines_of, stages_of, undo_of};
use crate::harness::{Answer, TestApp};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use korob::records::{self, Value, Values};
use serde_json::json;

fn rates(app: &TestApp) -> Vec<(String, String, i64)> {
    let sql = "SELECT currency, valid_from, rate_micro FROM currency_rates ORDER BY currency, valid_from";
    app.db()
        .read_blocking(|conn| {
            let mut statement = conn.prepare(sql)?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })
        .unwrap()
}

fn add(app: &TestApp, currency: &str, rate: &str, day: &str) -> Answer {
    let form = [("currency", currency), ("rate", rate), ("valid_from", day)];
    app.as_("anna").htmx().post_form("/settings/currencies/new", &form)
}

fn undo(app: &TestApp, answer: &Answer) {
    app.as_("anna").htmx().post_form(&undo_of(answer), &[("is_seen", "1")]).expect(204);
}

#[test]
fn a_rate_is_typed_as_people_do_changed_and_deleted() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    anna.get("/settings/currencies").expect(200).has(tr::rates_none(Lang::Ru));
    let added = add(&app, "USD", "91,25", "01.11.2026").expect(204);
    add(&app, "JPY", "0,600001", "2026-11-01").expect(204);
    let page = anna.get("/settings/currencies").expect(200);
    assert!(page.texts("tbody b").contains(&"1 USD = 91,25 ₽".to_owned()), "{:?}", page.texts("tbody b"));
    assert_eq!(rates(&app)[1], ("USD".to_owned(), "2026-11-01".to_owned(), 91_250_000));
    let id: i64 = app
        .db()
        .read_blocking(|conn| {
            Ok(conn.query_row("SELECT id FROM currency_rates WHERE currency = 'USD'", [], |r| r.get(0))?)
        })
        .unwrap();
    let path = |deed: &str| format!("/settings/currencies/{id}/{deed}");
    let was = anna.get(&path("edit")).expect(200).attributes("[name=was]", "value").remove(0);
    let change = [("currency", "USD"), ("rate", "92.5"), ("valid_from", "02.11.2026"), ("was", &*was)];
    let changed = anna.post_form(&path("edit"), &change).expect(204);
    assert_eq!(rates(&app)[1].2, 92_500_000);
    app.expect_unchanged(|| anna.post_form(&path("edit"), &change)).expect(409).has(tr::options_overtaken(Lang::Ru));
    undo(&app, &changed);
    assert_eq!(rates(&app)[1].2, 91_250_000);
    let deleted = anna.post_form(&path("deletion"), &[]).expect(204);
    assert_eq!(rates(&app).len(), 1);
    // Another one took its day meanwhile: that is told, and stays.
    add(&app, "USD", "90", "01.11.2026").expect(204);
    undo(&app, &deleted);
    assert_eq!(rates(&app)[1].2, 90_000_000);
    undo(&app, &added);
    assert_eq!(rates(&app).len(), 2);
}

#[test]
fn what_is_no_rate_is_refused_at_its_field() {
    let app = TestApp::start();
    add(&app, "USD", "91,25", "01.11.2026").expect(204);
    let anna = app.as_("anna").htmx();
    for (currency, rate, day) in [
        ("USD", "90", "01.11.2026"),
        ("RUB", "1", "01.11.2026"),
        ("XXX", "1", "01.11.2026"),
        ("", "1", "01.11.2026"),
        ("EUR", "", "01.11.2026"),
        ("EUR", "сто", "01.11.2026"),
        ("EUR", "0", "01.11.2026"),
        ("EUR", "-5", "01.11.2026"),
        ("EUR", "1,1234567", "01.11.2026"),
        ("EUR", "99999999999999999999", "01.11.2026"),
        ("EUR", "9999999999", "01.11.2026"),
        ("EUR", "100", "31.02.2026"),
        ("EUR", "100", ""),
    ] {
        let form = [("currency", currency), ("rate", rate), ("valid_from", day)];
        let told = app.expect_unchanged(|| anna.post_form("/settings/currencies/new", &form)).expect(422);
        assert_eq!(told.attributes("[aria-invalid=true]", "name").len(), 1, "{currency} {rate} {day}: {}", told.text());
    }
    app.as_("pyotr").htmx().get("/settings/currencies").expect(403);
}

#[test]
fn programs_read_rates_and_those_of_administrators_change_them() {
    let app = TestApp::start();
    let (anna, olga) = (app.api("anna"), app.api("olga"));
    let new = json!({ "currency": "USD", "valid_from": "2026-11-01", "rate_micro": 91_250_000 });
    app.expect_unchanged(|| olga.post_json("/api/v1/currency-rates", &new)).expect(403);
    let made = anna.post_json("/api/v1/currency-rates", &new).expect(201);
    let shown = made.json();
    assert_eq!((shown["base"].as_str(), shown["rate_micro"].as_i64()), (Some("RUB"), Some(91_250_000)));
    let bad = [
        ("currency", json!("RUB")),
        ("valid_from", json!("01.11.2026")),
        ("valid_from", json!("2026-11-01")),
        ("rate_micro", json!(91.25)),
        ("rate_micro", json!(0)),
        ("base", json!("RUB")),
        ("nonsense", json!(1)),
    ];
    for (field, value) in bad {
        let mut body = new.clone();
        body[field] = value;
        if field != "valid_from" {
            body["valid_from"] = json!("2026-11-02");
        }
        let told = app.expect_unchanged(|| anna.post_json("/api/v1/currency-rates", &body)).expect(422).json();
        assert_eq!(told["errors"][0]["field"], field, "{told}");
    }
    let listed = olga.get("/api/v1/currency-rates?currency=USD").expect(200).json();
    assert_eq!(listed["items"], json!([shown]));
    let path = made.header("location");
    app.expect_unchanged(|| anna.with_header("If-Match", "\"1\"").delete(path)).expect(412);
    anna.with_header("If-Match", made.header("etag")).delete(path).expect(204);
    assert_eq!(olga.get("/api/v1/currency-rates").expect(200).json()["items"], json!([]));
}

#[test]
fn a_deal_in_another_currency_shows_what_it_is_worth() {
    let app = TestApp::start();
    let (viewer, kind) = (app.viewer("anna"), app.registry().kind("deal").unwrap());
    let values =
        Values::default().with("title", "Стеллажи").with("amount_minor", Value::Int(1_000_000)).with("currency", "USD");
    let id = app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap().id;
    let anna = app.as_("anna").htmx();
    let card = format!("/deals/{id}");
    anna.get(&card).expect(200).has(&tr::deals_worth_unknown(Lang::Ru, "USD"));
    add(&app, "USD", "91,25", "01.11.2020").expect(204);
    anna.get(&card).expect(200).has("912\u{a0}500\u{a0}₽").has("1 USD = 91,25\u{a0}₽");
    let pipeline = pipelines_of(&app)[0].id;
    let won = stages_of(&app, pipeline)[7].id().to_string();
    anna.post_form(&format!("{card}/board"), &[("status", &won), ("dialog", "1")]).expect(204);
    // From now on it is fixed.
    add(&app, "USD", "100", "02.11.2020").expect(204);
    anna.get(&card).expect(200).has("912\u{a0}500\u{a0}₽").has_not("1 USD =");
}

#[test]
fn a_deal_closed_before_its_rate_was_known_gets_its_worth_with_it() {
    let app = TestApp::start();
    let (viewer, kind) = (app.viewer("anna"), app.registry().kind("deal").unwrap());
    let won = stages_of(&app, pipelines_of(&app)[0].id)[7].id().to_string();
    let deals: Vec<i64> = ["USD", "USD", "EUR"]
        .into_iter()
        .map(|code| {
            let (viewer, kind) = (viewer.clone(), kind.clone());
            let values = Values::default().with("title", code).with("amount_minor", Value::Int(1_000_000));
            let values = values.with("currency", code).with("stage_id", won.as_str());
            app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap().id
        })
        .collect();
    let worth = |id: i64| {
        let sql = "SELECT base_amount_minor FROM deals WHERE id = ?1";
        app.db().read_blocking(move |conn| Ok(conn.query_row(sql, [id], |row| row.get::<_, Option<i64>>(0))?)).unwrap()
    };
    let anna = app.as_("anna").htmx();
    let card = format!("/deals/{}", deals[0]);
    anna.get(&card).expect(200).has(&tr::deals_worth_unknown(Lang::Ru, "USD"));
    // Of a day after the deal was closed it says nothing.
    add(&app, "USD", "80", "01.11.2099").expect(204);
    assert_eq!(worth(deals[0]), None);
    let added = add(&app, "USD", "91,25", "01.11.2020").expect(204);
    assert_eq!(deals.iter().map(|id| worth(*id)).collect::<Vec<_>>(), [Some(91_250_000), Some(91_250_000), None]);
    anna.get(&card).expect(200).has_not(&tr::deals_worth_unknown(Lang::Ru, "USD"));
    undo(&app, &added);
    assert_eq!((worth(deals[0]), worth(deals[1]), rates(&app).len()), (None, None, 1), "one action");
}

#[test]
fn programs_read_and_change_one_rate() {
    let app = TestApp::start();
    let (anna, olga) = (app.api("anna"), app.api("olga"));
    let new = json!({ "currency": "USD", "valid_from": "2026-11-01", "rate_micro": 91_250_000 });
    let made = anna.post_json("/api/v1/currency-rates", &new).expect(201);
    let path = made.header("location").to_owned();
    let shown = olga.get(&path).expect(200);
    assert_eq!((shown.json(), shown.header("etag")), (made.json(), made.header("etag")));
    olga.with_header("If-None-Match", made.header("etag")).get(&path).expect(304);
    let change = json!({ "rate_micro": 92_000_000 });
    app.expect_unchanged(|| olga.patch_json(&path, &change)).expect(403);
    let changed = anna.with_header("If-Match", made.header("etag")).patch_json(&path, &change).expect(200);
    let now = changed.json();
    assert_eq!((now["rate_micro"].as_i64(), now["valid_from"].as_str()), (Some(92_000_000), Some("2026-11-01")));
    assert_ne!(changed.header("etag"), made.header("etag"));
    app.expect_unchanged(|| anna.with_header("If-Match", made.header("etag")).patch_json(&path, &change)).expect(412);
    app.expect_unchanged(|| anna.patch_json(&path, &json!({ "base": "EUR" }))).expect(422);
    anna.get("/api/v1/currency-rates/9999").expect(404);
}

#[test]
fn a_rate_sent_again_under_its_key_is_made_once() {
    let app = TestApp::start();
    let anna = app.api("anna").with_header("Idempotency-Key", "rate-1");
    let new = json!({ "currency": "USD", "valid_from": "2026-11-01", "rate_micro": 91_250_000 });
    let first = anna.post_json("/api/v1/currency-rates", &new).expect(201);
    let again = app.expect_unchanged(|| anna.post_json("/api/v1/currency-rates", &new)).expect(201);
    assert_eq!((again.json(), again.header("location")), (first.json(), first.header("location")));
    let other = json!({ "currency": "EUR", "valid_from": "2026-11-01", "rate_micro": 1 });
    app.expect_unchanged(|| anna.post_json("/api/v1/currency-rates", &other)).expect(422);
}

#[test]
fn many_rates_come_page_by_page() {
    let app = TestApp::start();
    let insert = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 149)
        INSERT INTO currency_rates (currency, base, valid_from, rate_micro)
        SELECT 'USD', 'RUB', date('2020-01-01', '+' || i || ' days'), 1000000 + i FROM n";
    app.db().write_blocking(move |tx| Ok(tx.execute(insert, [])?)).unwrap();
    add(&app, "EUR", "100", "01.01.2020").expect(204);
    let anna = app.as_("anna");
    let first = anna.get("/settings/currencies").expect(200);
    assert_eq!(
        (first.texts("tbody tr").len(), first.texts("tbody .tag").len()),
        (100, 2),
        "one holds of each currency"
    );
    let next = first.attributes("a[href*='before=']", "href").remove(0);
    let second = anna.get(&next).expect(200);
    assert_eq!((second.texts("tbody tr").len(), second.texts("tbody .tag").len()), (51, 0));
    second.has("1 янв 2020").has_not("before=");
}
