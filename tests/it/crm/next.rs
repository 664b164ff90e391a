//! What comes next with a record: kept by the schema, asked for by lists, boards, saved views and the API.

use crate::harness::TestApp;
use chrono::{Days, Utc};
use serde_json::{Value as Json, json};

const TABLES: [(&str, &str, &str); 4] = [
    ("company", "companies", "name"),
    ("contact", "contacts", "last_name"),
    ("lead", "leads", "title"),
    ("deal", "deals", "title"),
];

/// The ids that a list has under this condition.
fn ids(app: &TestApp, plural: &str, next: &str) -> Vec<i64> {
    let answer = app.api("anna").get(&format!("/api/v1/{plural}?sort=created_at&filter=next_at:{next}")).expect(200);
    answer.json()["items"].as_array().unwrap().iter().map(|record| record["id"].as_i64().unwrap()).collect()
}

fn create(app: &TestApp, plural: &str, body: &Json) -> i64 {
    app.api("anna").post_json(&format!("/api/v1/{plural}"), body).expect(201).json()["id"].as_i64().unwrap()
}

fn plan(app: &TestApp, kind: &str, id: i64, due_at: &Json) -> i64 {
    let about = json!({ "kind": kind, "id": id });
    create(app, "activities", &json!({ "type": "call", "subject": "Позвонить", "due_at": due_at, "about": about }))
}

fn in_days(days: u64) -> Json {
    json!(Utc::now().checked_add_days(Days::new(days)).unwrap().to_rfc3339())
}

#[test]
fn records_are_found_by_what_comes_next() {
    let app = TestApp::start();
    for (kind, plural, name) in TABLES {
        let [late, later, undated, none] =
            [1, 2, 3, 4].map(|number| create(&app, plural, &json!({ name: format!("Нева {number}") })));
        plan(&app, kind, late, &in_days(9));
        plan(&app, kind, late, &json!("2020-01-01T10:00:00Z"));
        plan(&app, kind, later, &in_days(2));
        plan(&app, kind, undated, &Json::Null);
        let expect = |next: &str, expected: &[i64]| assert_eq!(ids(&app, plural, next), expected, "{kind} {next}");
        expect("in:overdue", &[late]);
        expect("in:today", &[]);
        expect("in:later", &[later, undated]);
        expect("in:@none", &[none]);
        expect("empty", &[none]);
        expect("in:overdue|@none", &[late, none]);
        expect("ne:overdue", &[later, undated, none]);
        expect("ne:@none", &[late, later, undated]);
    }
    app.api("anna").get("/api/v1/deals?filter=next_at:in:soon").expect(400).has("soon");
    app.api("anna").get("/api/v1/deals?filter=next_at:ge:today").expect(400);
}

#[test]
fn what_comes_next_follows_its_activities() {
    let app = TestApp::start();
    let api = app.api("anna");
    let [first, second] = ["Ремонт", "Поставка"].map(|title| create(&app, "deals", &json!({ "title": title })));
    let lead = create(&app, "leads", &json!({ "title": "Лид" }));
    let call = plan(&app, "deal", first, &json!("2020-01-01T10:00:00Z"));
    let path = format!("/api/v1/activities/{call}");
    let due = |id: i64| api.get(&format!("/api/v1/deals/{id}")).expect(200).json()["next_at"].clone();
    assert_eq!(due(first), json!("2020-01-01T10:00:00Z"));

    api.patch_json(&path, &json!({ "due_at": in_days(2) })).expect(200);
    assert_eq!((ids(&app, "deals", "in:overdue"), ids(&app, "deals", "in:later")), (vec![], vec![first]));
    // To another deal, and to a lead with the number of the first.
    api.patch_json(&path, &json!({ "about": { "kind": "deal", "id": second } })).expect(200);
    assert_eq!(ids(&app, "deals", "in:later"), [second]);
    assert_eq!(lead, first);
    api.patch_json(&path, &json!({ "about": { "kind": "lead", "id": lead } })).expect(200);
    assert_eq!((ids(&app, "deals", "empty"), ids(&app, "leads", "in:later")), (vec![first, second], vec![lead]));

    api.patch_json(&path, &json!({ "about": { "kind": "deal", "id": first } })).expect(200);
    api.delete(&path).expect(204);
    assert_eq!(due(first), Json::Null);
    app.as_("anna").post_form(&format!("/activities/{call}/restoration"), &[]);
    let other = plan(&app, "deal", first, &json!("2020-01-01T10:00:00Z"));
    let done = json!({ "status": "done" });
    api.patch_json(&format!("/api/v1/activities/{other}"), &done).expect(200);
    assert!(!ids(&app, "deals", "in:overdue").contains(&first));
    // The deal itself is as old as before: nobody changed it.
    assert_eq!(api.get(&format!("/api/v1/deals/{first}")).expect(200).json()["version"], 1);
}

#[test]
fn lists_and_boards_ask_for_it_in_words() {
    let app = TestApp::start();
    let [late, none] = ["Ремонт", "Поставка"].map(|title| create(&app, "deals", &json!({ "title": title })));
    plan(&app, "deal", late, &json!("2020-01-01T10:00:00Z"));
    let anna = app.as_("anna");
    let list = anna.get("/deals?view=all&filter=next_at:in:@none&panel=filters").expect(200);
    assert_eq!(list.texts("td a.name"), ["Поставка"]);
    list.has("Что дальше").has("ничего не запланировано").has("Просрочено");
    let sent = anna.get("/deals/filter?view=all&filter=&f.next_at=overdue");
    let there = sent.expect_redirect().to_owned();
    assert_eq!(anna.get(&there).expect(200).texts("td a.name"), ["Ремонт"]);
    let board = anna.get("/deals/board?view=all&filter=next_at:in:overdue").expect(200).text();
    assert!(board.contains(&format!("/deals/{late}")) && !board.contains(&format!("/deals/{none}\"")), "{board}");
}
