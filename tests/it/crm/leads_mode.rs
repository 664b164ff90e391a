//! An office that works without leads, as its people see it.

use super::leads::{lead, phone, record};
use crate::harness::TestApp;
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use serde_json::json;

/// From now on the first stage asks when a deal may end.
pub fn ask_for_a_date(app: &TestApp) {
    let api = app.api("anna");
    let stages = api.get("/api/v1/stages").expect(200).json();
    let first = &stages["items"][0];
    let path = format!("/api/v1/stages/{}", first["id"]);
    api.patch_json(&path, &json!({ "required": ["expected_close_on"] })).expect(200);
}

const WITHOUT: [(&str, &str); 1] = [("mode", "deals")];

#[test]
fn an_enquiry_that_is_no_deal_yet_is_seen_in_an_office_without_leads() {
    let app = TestApp::start();
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    let offers = |what: &str| olga.get("/").expect(200).attributes("nav a", "href").contains(&what.to_owned());
    let found = |what: &str| olga.htmx().get(what).expect(200).text().contains("/leads");
    assert!(offers("/leads") && found("/search?q=%3E%D0%BB%D0%B8%D0%B4"));
    anna.post_form("/settings/leads", &WITHOUT).expect_redirect();
    assert!(!offers("/leads") && !found("/search?q=%3E%D0%BB%D0%B8%D0%B4"), "there is none and none is wanted");
    assert!(olga.get("/").expect(200).texts(".kpis section").len() == 3);
    ask_for_a_date(&app);
    let enquiry = json!({ "title": "Стеллажи с сайта", "last_name": "Ёлкин" });
    let made = app.api("olga").post_json("/api/v1/leads", &enquiry).expect(201).json();
    assert_eq!(made["status"], "new");
    assert!(offers("/leads") && found("/search?q=%3E%D0%BB%D0%B8%D0%B4"));
    let day = olga.get("/").expect(200);
    assert!(day.texts(".agenda").concat().contains("Стеллажи с сайта"));
    // The rest can be converted there, too, and is told for as long as it stays.
    let rest = [("mode", "deals"), ("convert", "1")];
    let page = anna.get("/settings/leads").expect(200);
    assert_eq!(page.attributes("input[name=convert]", "value"), ["1"]);
    let told = anna.htmx().post_form("/settings/leads", &rest).expect(204);
    assert!(
        told.header("hx-trigger").contains("\\u043e\\u0441\\u0442\\u0430\\u043b\\u0441\\u044f"),
        "{}",
        told.header("hx-trigger")
    );
    app.api("olga")
        .patch_json(&format!("/api/v1/leads/{}", made["id"]), &json!({ "status": "junk", "junk_reason": "spam" }))
        .expect(200);
    assert!(!offers("/leads"));
}

#[test]
fn the_choice_is_kept_told_and_refused_where_it_makes_no_sense() {
    let app = TestApp::start();
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    record(&app, "olga", "lead", lead());
    let wholesale = app
        .api("anna")
        .post_json("/api/v1/pipelines", &json!({ "label_ru": "Опт", "color": "green" }))
        .expect(201)
        .json();
    let wholesale = wholesale["id"].to_string();
    for (mode, pipeline, field) in
        [("deals", "999", "#f-pipeline"), ("deals", "x", "#f-pipeline"), ("both", "", "#f-mode")]
    {
        let sent = [("mode", mode), ("pipeline", pipeline), ("convert", "1")];
        let page = app.expect_unchanged(|| anna.post_form("/settings/leads", &sent)).expect(422);
        assert_eq!(page.attributes("[data-errors] a", "href"), [field]);
        app.expect_unchanged(|| anna.htmx().post_form("/settings/leads", &sent)).expect(422);
    }
    app.expect_unchanged(|| olga.post_form("/settings/leads", &WITHOUT).expect(403));
    // Without a script the page itself tells it and offers the way back.
    let sent = [("mode", "deals"), ("pipeline", wholesale.as_str()), ("convert", "1")];
    let done = anna.post_form("/settings/leads", &sent);
    let page = anna.get(done.expect_redirect()).expect(200).has(tr::leads_mode_without(Lang::Ru));
    assert_eq!(page.attributes("select[name=pipeline] option[selected]", "value"), [wholesale.as_str()]);
    assert!(page.attributes("input[name=convert]", "value").is_empty(), "none is open");
    let way_back = page.attributes(".note a", "href")[0].clone();
    // An enquiry goes where it was decided.
    record(&app, "olga", "lead", lead().with("phones", phone("+79160000000")));
    let deals = app.api("olga").get("/api/v1/deals").expect(200).json();
    assert!(
        deals["items"].as_array().unwrap().iter().all(|deal| deal["pipeline_id"].to_string().contains(&wholesale)),
        "{deals}"
    );
    anna.get(&way_back).expect(200);
    anna.htmx().post_form(&format!("{way_back}/undo"), &[("is_seen", "true")]).expect(204);
    let page = anna.get("/settings/leads").expect(200);
    assert_eq!(page.attributes("input[name=mode][checked]", "value"), ["leads"]);
}

#[test]
fn many_leads_are_converted_while_people_go_on() {
    let app = TestApp::start();
    let (viewer, kind) = (app.viewer("olga"), app.registry().kind("lead").unwrap());
    app.db()
        .write_blocking(move |tx| {
            for n in 0..101 {
                let values = korob::records::Values::default().with("title", format!("Партия {n}").as_str());
                korob::records::create(tx, &viewer, &kind, values)?;
            }
            Ok(())
        })
        .unwrap();
    let anna = app.as_("anna").htmx();
    let begun = anna.post_form("/settings/leads", &[("mode", "deals"), ("convert", "1")]).expect(204);
    let trigger: serde_json::Value = serde_json::from_str(begun.header("hx-trigger")).unwrap();
    let work = trigger["toast"]["work"].as_str().unwrap().to_owned();
    let toast = loop {
        let state = anna.get(&work).expect(200).json();
        if !state["toast"].is_null() {
            break state["toast"].clone();
        }
    };
    assert_eq!(toast["text"], tr::leads_mode_converted(Lang::Ru, 101));
    anna.post_form(toast["undo"].as_str().unwrap(), &[]).expect(204);
    let open = app.as_("olga").get("/leads").expect(200);
    assert!(open.text().contains("101"), "all are open again");
}

#[test]
fn an_enquiry_that_became_a_deal_at_once_is_taken_back_with_it() {
    let app = TestApp::start();
    app.as_("anna").post_form("/settings/leads", &WITHOUT).expect_redirect();
    let api = app.api("olga");
    let made = api.post_json("/api/v1/leads", &json!({ "title": "Стеллажи", "last_name": "Ёлкин" })).expect(201).json();
    assert!(made["deal_id"].is_object() || made["deal_id"].is_number(), "{made}");
    let last = app.db().read_blocking(|conn| Ok(conn.query_row("SELECT max(id) FROM actions", [], |row| row.get(0))?));
    let last: i64 = last.unwrap();
    app.as_("olga").htmx().post_form(&format!("/actions/{last}/undo"), &[("is_seen", "true")]).expect(204);
    for kind in ["leads", "deals", "contacts"] {
        let left = api.get(&format!("/api/v1/{kind}")).expect(200).json();
        assert_eq!(left["items"], json!([]), "{kind}");
    }
}
