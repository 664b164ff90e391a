//! Pipelines, stages and the way of a deal, as programs see them.

use super::pipelines::{deal, pipelines_of, stage_of, stages_of};
use crate::harness::{Client, TestApp};
use serde_json::{Value as Json, json};

fn ids(list: &Json) -> Vec<i64> {
    list["items"].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).collect()
}

fn with_match(client: &Client, tag: &str) -> Client {
    client.with_header("If-Match", tag)
}

#[test]
fn a_pipeline_is_made_changed_and_deleted() {
    let app = TestApp::start();
    let (anna, olga) = (app.api("anna"), app.api("olga"));
    let made = anna.post_json("/api/v1/pipelines", &json!({ "label_ru": "Опт", "color": "green" })).expect(201);
    let path = made.header("location").to_owned();
    let shown = made.json();
    assert_eq!((shown["label"].as_str(), shown["position"].as_i64()), (Some("Опт"), Some(1)));
    assert_eq!(shown["stages"].as_array().unwrap().len(), 3);
    assert_eq!(olga.get(&path).expect(200).json()["id"], shown["id"]);
    let known = olga.with_header("If-None-Match", made.header("etag"));
    known.get(&path).expect(304);
    let moved = json!({ "label_pl": "Hurt", "position": 0, "is_archived": true });
    let changed = with_match(&anna, made.header("etag")).patch_json(&path, &moved).expect(200);
    let now = changed.json();
    assert_eq!((now["label_pl"].as_str(), now["position"].as_i64()), (Some("Hurt"), Some(0)));
    assert_eq!(now["is_archived"], true);
    assert_ne!(changed.header("etag"), made.header("etag"));
    app.expect_unchanged(|| with_match(&anna, made.header("etag")).patch_json(&path, &moved)).expect(412);
    app.expect_unchanged(|| with_match(&anna, made.header("etag")).delete(&path)).expect(412);
    assert_eq!(ids(&olga.get("/api/v1/pipelines").expect(200).json()).len(), 2);
    with_match(&anna, changed.header("etag")).delete(&path).expect(204);
    anna.get(&path).expect(404);
    let last = format!("/api/v1/pipelines/{}", pipelines_of(&app)[0].id);
    app.expect_unchanged(|| anna.delete(&last)).expect(409);
}

#[test]
fn what_is_sent_again_under_its_key_is_made_once() {
    let app = TestApp::start();
    let pipeline = pipelines_of(&app)[0].id;
    for (path, body) in [
        ("/api/v1/pipelines", json!({ "label_ru": "Опт" })),
        ("/api/v1/stages", json!({ "label_ru": "Замер", "pipeline_id": pipeline })),
    ] {
        let anna = app.api("anna").with_header("Idempotency-Key", path);
        let first = anna.post_json(path, &body).expect(201);
        let again = app.expect_unchanged(|| anna.post_json(path, &body)).expect(201);
        assert_eq!((again.json(), again.header("location")), (first.json(), first.header("location")));
    }
}

#[test]
fn bodies_are_read_strictly() {
    let app = TestApp::start();
    let anna = app.api("anna");
    let pipeline = pipelines_of(&app)[0].id;
    let stage = stages_of(&app, pipeline)[1].id();
    let (one, pipelines) = (format!("/api/v1/stages/{stage}"), "/api/v1/pipelines");
    for (method, path, body, field) in [
        ("POST", pipelines, json!({}), "label_ru"),
        ("POST", pipelines, json!({ "label_ru": 5 }), "label_ru"),
        ("POST", pipelines, json!({ "label_ru": "Опт", "id": 5 }), "id"),
        ("POST", pipelines, json!({ "label_ru": "Опт", "nonsense": true }), "nonsense"),
        ("POST", pipelines, json!({ "label_ru": "Опт", "color": "brown" }), "color"),
        ("POST", "/api/v1/stages", json!({ "label_ru": "Замер" }), "pipeline_id"),
        ("POST", "/api/v1/stages", json!({ "label_ru": "Замер", "pipeline_id": 9999 }), "pipeline_id"),
        ("POST", "/api/v1/stages", json!({ "label_ru": "Замер", "pipeline_id": pipeline.to_string() }), "pipeline_id"),
        (
            "POST",
            "/api/v1/stages",
            json!({ "label_ru": "Замер", "pipeline_id": pipeline, "semantic": "x" }),
            "semantic",
        ),
        ("PATCH", &one, json!({ "semantic": "won" }), "semantic"),
        ("PATCH", &one, json!({ "probability": 101 }), "probability"),
        ("PATCH", &one, json!({ "probability": 0.5 }), "probability"),
        ("PATCH", &one, json!({ "norm_days": 0 }), "norm_days"),
        ("PATCH", &one, json!({ "required": ["stage_since"] }), "required"),
        ("PATCH", &one, json!({ "required": "comment" }), "required"),
        ("PATCH", &one, json!({ "is_archived": "yes" }), "is_archived"),
        ("PATCH", &one, json!({ "position": -1 }), "position"),
        ("PATCH", &one, json!({ "label_ru": "Новая" }), "label_ru"),
    ] {
        let method = ureq::http::Method::from_bytes(method.as_bytes()).unwrap();
        let told = app.expect_unchanged(|| anna.send_json(method, path, &body)).expect(422).json();
        let fields: Vec<&str> = told["errors"].as_array().unwrap().iter().filter_map(|e| e["field"].as_str()).collect();
        assert_eq!(fields, [field], "{body}: {told}");
    }
    anna.get("/api/v1/stages?pipeline=1").expect(400);
    anna.get("/api/v1/stages?pipeline_id=x").expect(400);
}

#[test]
fn a_stage_is_made_changed_and_deleted_with_its_deals_moved() {
    let app = TestApp::start();
    let (anna, olga) = (app.api("anna"), app.api("olga"));
    let pipeline = pipelines_of(&app)[0].id;
    let new = json!({
        "pipeline_id": pipeline, "label_ru": "Замер", "probability": 35, "norm_days": 7, "must_not_be_skipped": true,
        "required": ["budget_minor"], "position": 1,
    });
    app.expect_unchanged(|| olga.post_json("/api/v1/stages", &new)).expect(403);
    let made = anna.post_json("/api/v1/stages", &new).expect(201).json();
    assert_eq!((made["position"].as_i64(), made["semantic"].as_str()), (Some(1), Some("open")));
    let id = made["id"].as_i64().unwrap();
    let path = format!("/api/v1/stages/{id}");
    let listed = olga.get(&format!("/api/v1/stages?pipeline_id={pipeline}")).expect(200).json();
    assert_eq!((listed["items"].as_array().unwrap().len(), ids(&listed)[1]), (10, id));
    let emptied = anna.patch_json(&path, &json!({ "norm_days": null, "required": [] })).expect(200).json();
    assert_eq!((&emptied["norm_days"], &emptied["probability"]), (&Json::Null, &json!(35)));
    let deal = deal(&app, "Стеллажи", id);
    app.expect_unchanged(|| anna.delete(&path)).expect(409);
    let to = stages_of(&app, pipeline)[2].id();
    app.expect_unchanged(|| anna.delete(&format!("{path}?to={id}"))).expect(422);
    app.expect_unchanged(|| anna.delete(&format!("{path}?to=x"))).expect(400);
    anna.delete(&format!("{path}?to={to}")).expect(204);
    assert_eq!(stage_of(&app, deal), to);
    // Whose name is gone is told by its number.
    let stays = olga.get(&format!("/api/v1/deals/{deal}/stays"));
    assert_eq!(stays.status, 404, "Olga does not see the deal");
    let stays = anna.get(&format!("/api/v1/deals/{deal}/stays")).expect(200).json();
    let items = stays["items"].as_array().unwrap();
    assert_eq!((items[0]["stage_id"].as_i64(), &items[0]["stage"]), (Some(id), &Json::Null));
    assert_eq!((items[1]["stage_id"].as_i64(), &items[1]["left_at"]), (Some(to), &Json::Null));
    assert_eq!(items[0]["left_at"], items[1]["entered_at"]);
    assert_eq!(items[1]["moved_by"].as_i64(), Some(app.user("anna").id.0));
}
