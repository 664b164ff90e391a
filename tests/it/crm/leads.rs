//! Leads as people work them: taken, closed, converted.

use crate::harness::{Answer, TestApp};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use korob::records::value::{Point, Value};
use korob::records::{self, Values};
use serde_json::json;

pub fn record(app: &TestApp, who: &str, kind: &str, values: Values) -> i64 {
    let viewer = app.viewer(who);
    let kind = app.registry().kind(kind).unwrap();
    app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap().id
}

pub fn phone(number: &str) -> Value {
    Value::Points(vec![Point { value: number.into(), label: "mobile".into(), is_main: true, extension: None }])
}

pub fn lead() -> Values {
    Values::default()
        .with("title", "Стеллажи для склада")
        .with("first_name", "Пётр")
        .with("last_name", "Ёлкин")
        .with("company_name", "ООО «Ромашка»")
        .with("phones", phone("+79161234567"))
}

fn version(card: &Answer) -> String {
    card.attributes("input[name=version]", "value")[0].clone()
}

#[test]
fn a_lead_is_converted_on_its_page_and_the_card_tells_it() {
    let app = TestApp::start();
    let olga = app.as_("olga");
    let company = record(
        &app,
        "olga",
        "company",
        Values::default().with("name", "Ромашка ООО").with("phones", phone("+79161234567")),
    );
    let id = record(&app, "olga", "lead", lead());
    let page = olga.get(&format!("/leads/{id}/conversion")).expect(200);
    assert_eq!(page.attributes("input[name=company][checked]", "value"), [company.to_string()]);
    assert_eq!(page.attributes("input[name=contact][checked]", "value"), ["new"]);
    let version = version(&page);
    let path = format!("/leads/{id}/conversion");
    for (fields, field) in [
        ([("contact", "none"), ("company", "none")], "#f-contact"),
        ([("contact", "none"), ("company", "999")], "#f-company"),
        ([("contact", "x"), ("company", "none")], "#f-contact"),
    ] {
        let sent = [fields[0], fields[1], ("version", version.as_str())];
        let again = app.expect_unchanged(|| olga.post_form(&path, &sent)).expect(422);
        assert_eq!(again.attributes("[data-errors] a", "href"), [field]);
    }
    let company_id = company.to_string();
    let sent = [("contact", "new"), ("company", company_id.as_str()), ("version", version.as_str())];
    let done = olga.post_form(&path, &sent);
    let card = olga.get(done.expect_redirect()).expect(200).has("Качественный (сконвертирован)");
    assert!(card.has("/contacts/").text().contains(&format!("/companies/{company}")));
    let contact = olga.get("/contacts").expect(200).attributes("td a.name", "href")[0].clone();
    olga.get(&contact).expect(200).has("Стеллажи для склада");
    olga.get(&format!("/companies/{company}")).expect(200).has("Стеллажи для склада");
    olga.get(&path).expect(409).has(tr::leads_converted_already(Lang::Ru));
    app.expect_unchanged(|| olga.post_form(&path, &sent)).expect(409);
}

#[test]
fn what_the_first_stage_asks_for_is_said_at_the_conversion() {
    let app = TestApp::start();
    super::leads_mode::ask_for_a_date(&app);
    let olga = app.as_("olga");
    let id = record(&app, "olga", "lead", lead());
    let path = format!("/leads/{id}/conversion");
    let page = olga.get(&path).expect(200);
    let (version, deal) = (version(&page), page.attributes("input[name=deal][checked]", "value")[0].clone());
    let date = |day| ("set.expected_close_on", day);
    let with = |more: &[(&'static str, &'static str)]| {
        let sent = [("contact", "new"), ("company", "none"), ("deal", deal.as_str()), ("version", version.as_str())];
        olga.post_form(&path, &[sent.as_slice(), more].concat())
    };
    let asked = app.expect_unchanged(|| with(&[])).expect(422);
    let controls = asked.attributes("[name='set.expected_close_on']", "id");
    assert_eq!(asked.attributes("[data-errors] a", "href"), [["#", &controls[0]].concat()]);
    let again = app.expect_unchanged(|| with(&[date("gestern")])).expect(422);
    assert_eq!(again.attributes("[name='set.expected_close_on']", "value"), ["gestern"]);
    // A search keeps what was said.
    let found = with(&[date("31.12.2030"), ("contact_q", "нет"), ("find", "1")]).expect(200);
    assert_eq!(found.attributes("[name='set.expected_close_on']", "value"), ["31.12.2030"]);
    app.expect_unchanged(|| with(&[date("31.12.2030"), ("set.nothing", "1"), ("more", "1")])).expect(422);
    olga.get(with(&[date("31.12.2030")]).expect_redirect()).expect(200);
    let deals = app.api("olga").get("/api/v1/deals").expect(200).json();
    assert_eq!(deals["items"][0]["expected_close_on"], "2030-12-31");
}

#[test]
fn no_door_opens_a_converted_lead_again() {
    let app = TestApp::start();
    let id = record(&app, "olga", "lead", lead());
    let (olga, api) = (app.as_("olga"), app.api("olga"));
    let sent = [("contact", "new"), ("company", "none"), ("version", "1")];
    olga.post_form(&format!("/leads/{id}/conversion"), &sent).expect_redirect();
    let path = format!("/api/v1/leads/{id}");
    let version = api.get(&path).expect(200).json()["version"].to_string();
    let refused = app.expect_unchanged(|| api.patch_json(&path, &json!({ "status": "new" })));
    let refused = refused.expect(422).json();
    assert_eq!(
        (&refused["errors"][0]["field"], &refused["errors"][0]["code"]),
        (&json!("status"), &json!("already_converted"))
    );
    assert!(refused["errors"][0]["detail"].as_str().unwrap().contains("undo the conversion"), "{refused}");
    let moved = [("status", "in_work"), ("version", version.as_str())];
    app.expect_unchanged(|| olga.post_form(&format!("/leads/{id}/status"), &moved)).has("отмените конвертацию");
    app.expect_unchanged(|| olga.htmx().post_form(&format!("/leads/{id}/board"), &moved)).expect(422);
    let action = app
        .db()
        .read_blocking(|conn| Ok(conn.query_row("SELECT max(id) FROM actions", [], |row| row.get::<_, i64>(0))?));
    olga.htmx().post_form(&format!("/actions/{}/undo", action.unwrap()), &[]).expect(204);
    api.patch_json(&path, &json!({ "status": "in_work" })).expect(200);
}

#[test]
fn another_client_is_found_by_a_search_on_the_page() {
    let app = TestApp::start();
    let olga = app.as_("olga");
    let other = record(&app, "olga", "contact", Values::default().with("last_name", "Кузнецова"));
    record(&app, "igor", "contact", Values::default().with("last_name", "Кузнецов"));
    let id = record(&app, "olga", "lead", lead());
    let page = olga.get(&format!("/leads/{id}/conversion?contact_q=%D1%83%D0%B7%D0%BD%D0%B5%D1%86")).expect(200);
    assert!(page.attributes("input[name=contact]", "value").contains(&other.to_string()));
    page.has("Кузнецова").has_not("Кузнецов<").has_not("ничего нет");
    // What is somebody else's is not found, and that is told beside the words.
    let page = olga.get(&format!("/leads/{id}/conversion?contact_q=%D0%BD%D0%B5%D1%82")).expect(200);
    assert_eq!(page.texts("form [role=status]"), ["По запросу «нет» ничего нет"]);
    olga.get(&format!("/leads/{id}/conversion?nothing=1")).expect(400);
}

#[test]
fn what_was_chosen_survives_a_search_a_refusal_and_somebody_elses_change() {
    let app = TestApp::start();
    let olga = app.as_("olga");
    let named =
        |kind: &str, key: &'static str, name: &str| record(&app, "olga", kind, Values::default().with(key, name));
    let (person, firm) = (named("contact", "last_name", "Кузнецова"), named("company", "name", "Вектор"));
    let id = record(&app, "olga", "lead", lead());
    let path = format!("/leads/{id}/conversion");
    let version = version(&olga.get(&path).expect(200));
    let (person, firm) = (person.to_string(), firm.to_string());
    let chosen = |page: &Answer| {
        let of = |name: &str| page.attributes(&format!("input[name={name}][checked]"), "value").join(",");
        (of("contact"), of("company"))
    };
    let found = [("contact", "none"), ("company", "new"), ("contact_q", "узнец"), ("find", "1"), ("version", &version)];
    let page = app.expect_unchanged(|| olga.post_form(&path, &found)).expect(200);
    assert!(page.attributes("input[name=contact]", "value").contains(&person));
    assert_eq!(chosen(&page), ("none".into(), "new".into()));
    // Looking for a firm leaves the person that was found, and both words.
    let found = [
        ("contact", person.as_str()),
        ("company", "new"),
        ("contact_q", "узнец"),
        ("company_q", "ектор"),
        ("find", "1"),
        ("version", &version),
    ];
    let page = olga.post_form(&path, &found).expect(200);
    assert_eq!(chosen(&page), (person.clone(), "new".into()));
    assert!(page.attributes("input[name=company]", "value").contains(&firm));
    assert_eq!(page.attributes("input[name=contact_q]", "value"), ["узнец"]);
    assert_eq!(page.attributes("input[name=company_q]", "value"), ["ектор"]);
    // A refusal on the one side leaves the other.
    let refused = [("contact", person.as_str()), ("company", "999"), ("version", &version)];
    let page = olga.post_form(&path, &refused).expect(422);
    assert_eq!(chosen(&page).0, person);
    // Somebody else changed the lead.
    app.api("olga").patch_json(&format!("/api/v1/leads/{id}"), &json!({ "title": "Стеллажи и полки" })).expect(200);
    // A search shows the lead as it is now, and says so: the next step is no longer refused.
    olga.post_form(&path, &found).expect(200).has(tr::leads_overtaken(Lang::Ru));
    let sent = [("contact", person.as_str()), ("company", firm.as_str()), ("version", &version)];
    let page = app.expect_unchanged(|| olga.post_form(&path, &sent)).expect(409);
    assert_eq!(chosen(&page), (person.clone(), firm.clone()));
    let page = page.has(tr::leads_overtaken(Lang::Ru));
    let sent = [sent[0], sent[1], ("version", &self::version(&page))];
    olga.post_form(&path, &sent).expect_redirect();
}

#[test]
fn a_note_on_junk_survives_somebody_elses_change() {
    let app = TestApp::start();
    let olga = app.as_("olga");
    let id = record(&app, "olga", "lead", lead());
    app.api("olga").patch_json(&format!("/api/v1/leads/{id}"), &json!({ "title": "Полки" })).expect(200);
    let sent = [("junk_reason", "other"), ("junk_note", "Конкурент спрашивал цены"), ("version", "1")];
    let page = app.expect_unchanged(|| olga.post_form(&format!("/leads/{id}/junk"), &sent)).expect(409);
    let page = page.has(tr::leads_overtaken(Lang::Ru)).has("Конкурент спрашивал цены");
    let page = olga.post_form(&format!("/leads/{id}/junk"), &[sent[0], sent[1], ("version", &version(&page))]);
    page.expect_redirect();
}

#[test]
fn junk_asks_why_and_every_status_is_a_click() {
    let app = TestApp::start();
    let olga = app.as_("olga");
    let id = record(&app, "olga", "lead", lead());
    let path = |rest: &str| format!("/leads/{id}{rest}");
    let moved = olga.htmx().post_form(&path("/status"), &[("status", "contacted"), ("version", "1")]).expect(204);
    assert!(moved.header("hx-trigger").contains("/undo"));
    let asked = olga.post_form(&path("/status"), &[("status", "junk")]);
    assert_eq!(asked.expect_redirect(), path("/junk"));
    let asked = olga.post_form(&path("/status"), &[("status", "converted")]);
    assert_eq!(asked.expect_redirect(), path("/conversion"));
    app.expect_unchanged(|| olga.post_form(&path("/status"), &[("status", "new"), ("version", "1")]).expect(409));
    app.expect_unchanged(|| olga.post_form(&path("/status"), &[("status", "nothing")]).expect(422));
    let page = olga.get(&path("/junk")).expect(200);
    let version = version(&page);
    for fields in [[("junk_reason", ""), ("junk_note", "")], [("junk_reason", "other"), ("junk_note", "")]] {
        let sent = [fields[0], fields[1], ("version", version.as_str())];
        app.expect_unchanged(|| olga.post_form(&path("/junk"), &sent)).expect(422);
    }
    let sent = [("junk_reason", "spam"), ("junk_note", "робот"), ("version", version.as_str())];
    let card = olga.get(olga.post_form(&path("/junk"), &sent).expect_redirect()).expect(200);
    card.has("Некачественный").has("робот");
    // Out of the list that opens, but not gone.
    assert!(olga.get("/leads").expect(200).texts("td a.name").is_empty());
    assert_eq!(olga.get("/leads?view=junk").expect(200).texts("td a.name"), ["Стеллажи для склада"]);
}

#[test]
fn a_lead_is_taken_into_work() {
    let app = TestApp::start();
    let id = record(&app, "olga", "lead", lead());
    let pyotr = app.as_("pyotr");
    let version = version(&pyotr.get(&format!("/leads/{id}")).expect(200));
    let taken = pyotr.post_form(&format!("/leads/{id}/work"), &[("version", &version)]);
    pyotr.get(taken.expect_redirect()).expect(200).has("В работе");
    app.as_("olga").get(&format!("/leads/{id}")).expect(404);
    app.expect_unchanged(|| pyotr.post_form(&format!("/leads/{id}/work"), &[("version", &version)]).expect(409));
}

#[test]
fn of_a_strangers_lead_nothing_is_told() {
    let app = TestApp::start();
    let id = record(&app, "igor", "lead", lead());
    let olga = app.as_("olga");
    for path in ["conversion", "junk"] {
        olga.get(&format!("/leads/{id}/{path}")).expect(404);
    }
    app.expect_unchanged(|| {
        olga.post_form(&format!("/leads/{id}/status"), &[("status", "contacted")]).expect(404);
        olga.post_form(&format!("/leads/{id}/work"), &[("version", "1")]).expect(404);
        olga.post_form(&format!("/leads/{id}/junk"), &[("version", "1"), ("junk_reason", "spam")]).expect(404);
        let fields = [("contact", "new"), ("company", "none"), ("version", "1")];
        olga.post_form(&format!("/leads/{id}/conversion"), &fields).expect(404);
    });
}

#[test]
fn a_card_is_moved_also_where_the_view_of_its_board_is_gone() {
    let app = TestApp::start();
    let olga = app.as_("olga");
    let id = record(&app, "olga", "lead", lead());
    let stale = olga.htmx().with_header("HX-Current-URL", &app.url("/leads/board?view=99&filter=nothing%3Ain%3A1"));
    let moved = [("status", "contacted"), ("version", "1")];
    stale.post_form(&format!("/leads/{id}/board"), &moved).expect(200).has("Стеллажи для склада");
    olga.get("/leads?view=all&filter=status%3Ain%3A%40junk").expect(200).has_not("все закрытые");
}

#[test]
fn a_lead_of_whom_and_of_what_is_no_longer_there_is_converted_all_the_same() {
    let app = TestApp::start();
    let (olga, igor, anna) = (app.user("olga").id.0, app.user("igor").id.0, app.user("anna").id.0);
    let old = || lead().with("source", "website").with("observers", Value::Ids(vec![igor]));
    let known = record(&app, "anna", "contact", Values::default().with("last_name", "Ёлкин"));
    let ids = [record(&app, "olga", "lead", old()), record(&app, "olga", "lead", old())];
    let leave = format!(
        "UPDATE options SET archived_at = 1 WHERE list = 'sources' AND code = 'website';
         UPDATE users SET disabled_at = 1 WHERE id IN ({olga}, {igor})"
    );
    app.db().write_blocking(move |tx| Ok(tx.execute_batch(&leave)?)).unwrap();
    let client = app.as_("anna");
    let known_id = known.to_string();
    for (id, contact) in ids.into_iter().zip(["new", known_id.as_str()]) {
        let page = client.get(&format!("/leads/{id}/conversion")).expect(200);
        let sent = [("contact", contact), ("company", "none"), ("version", &version(&page))];
        client.post_form(&format!("/leads/{id}/conversion"), &sent).expect_redirect();
    }
    let sql = "SELECT group_concat(c.responsible_id || c.source || o.user_id)
        FROM contacts c JOIN record_observers o ON o.owner_kind = 'contact' AND o.owner_id = c.id";
    let all: String = app.db().read_blocking(move |conn| Ok(conn.query_row(sql, [], |row| row.get(0))?)).unwrap();
    assert_eq!(all, format!("{anna}website{igor},{anna}website{igor}"));
}

#[test]
fn a_reason_for_junk_is_kept_by_junk_alone() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let open = json!({ "title": "Стеллажи", "junk_reason": "spam" });
    let made = olga.post_json("/api/v1/leads", &open).expect(201);
    assert_eq!(made.json()["junk_reason"], json!(null));
    let path = made.header("location").to_owned();
    let changed = olga.patch_json(&path, &json!({ "junk_reason": "spam" })).expect(200).json();
    assert_eq!((&changed["status"], &changed["junk_reason"]), (&json!("new"), &json!(null)));
    let junk = olga.patch_json(&path, &json!({ "status": "junk", "junk_reason": "spam" })).expect(200).json();
    assert_eq!(junk["junk_reason"], "spam");
    let reason = olga.patch_json(&path, &json!({ "junk_reason": "mistake" })).expect(200).json();
    assert_eq!(reason["junk_reason"], "mistake");
    app.expect_unchanged(|| olga.patch_json(&path, &json!({ "junk_reason": null })).expect(422));
}
