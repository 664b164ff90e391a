use super::{code, company, path_of, problems};
use crate::harness::TestApp;
use serde_json::json;
use ureq::http::Method;

#[test]
fn a_body_says_nothing_that_is_not_understood() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let path = path_of(&company(&olga, "ООО «Рассвет»"));
    for (body, wrong) in [
        (json!({ "nmae": "x" }), vec!["nmae: unknown_field"]),
        (json!({ "id": 7, "version": 3 }), vec!["id: read_only", "version: read_only"]),
        (json!({ "created_at": "2026-01-01T00:00:00Z" }), vec!["created_at: read_only"]),
        (json!({ "created_by": 1 }), vec!["created_by: read_only"]),
        (json!({ "role": "admin", "is_admin": true }), vec!["is_admin: unknown_field", "role: unknown_field"]),
        (json!({ "deleted_at": null, "title": "x" }), vec!["deleted_at: unknown_field", "title: unknown_field"]),
        (json!({ "name": 5 }), vec!["name: wrong_type"]),
        (json!({ "name": ["x"] }), vec!["name: wrong_type"]),
        (json!({ "responsible_id": "1" }), vec!["responsible_id: wrong_type"]),
        (json!({ "revenue_minor": 1.5 }), vec!["revenue_minor: wrong_type"]),
        (json!({ "revenue_minor": 9.3e18 }), vec!["revenue_minor: wrong_type"]),
        (json!({ "phones": "+74872300001" }), vec!["phones: wrong_type"]),
        (
            json!({ "phones": [{ "value": "+74872300001" }, { "value": 5 }, "x"] }),
            vec!["phones[1].value: wrong_type", "phones[2]: wrong_type"],
        ),
        (json!({ "phones": [{ "kind": "work" }] }), vec!["phones[0].value: required"]),
        (json!({ "phones": [{ "value": "+74872300001", "id": 7 }] }), vec!["phones[0].id: unknown_field"]),
        (json!({ "phones": [{ "value": "+74872300001", "is_main": 1 }] }), vec!["phones[0].is_main: wrong_type"]),
        (
            json!({ "phones": [
                { "value": "+74872300001", "is_main": true },
                { "value": "+74872300002", "is_main": true },
            ] }),
            vec!["phones[1].is_main: too_many"],
        ),
        (
            json!({ "phones": [{ "value": "+74872300001", "extension": "x" }] }),
            vec!["phones[0].extension: phone_unparsed"],
        ),
        (json!({ "tags": ["a", "", 5] }), vec!["tags[1]: required", "tags[2]: wrong_type"]),
        (json!({ "observers": ["1"] }), vec!["observers[0]: wrong_type"]),
    ] {
        let refused = app.expect_unchanged(|| olga.patch_json(&path, &body).expect(422));
        assert_eq!(problems(&refused), wrong, "{body}");
    }
}

#[test]
fn what_is_no_json_object_is_refused() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let send =
        |kind: &str, body: &str| olga.send(Method::POST, "/api/v1/companies", Some((kind, body.as_bytes().to_vec())));
    let json = "application/json";
    for (kind, body, status, wanted) in [
        (json, r#"{"name":"a","name":"b"}"#.to_owned(), 400, "bad_request"),
        (json, r#"{"name":"a","phones":[{"value":"1","value":"2"}]}"#.to_owned(), 400, "bad_request"),
        (json, "[]".to_owned(), 400, "bad_request"),
        (json, String::new(), 400, "bad_request"),
        (json, r#"{"name":"a""#.to_owned(), 400, "bad_request"),
        (json, format!(r#"{{"name":{}1{}}}"#, "[".repeat(10_000), "]".repeat(10_000)), 400, "bad_request"),
        (json, format!(r#"{{"comment":"{}"}}"#, "x".repeat(1_100_000)), 413, "too_large"),
        ("text/plain", r#"{"name":"a"}"#.to_owned(), 415, "media_type"),
        ("application/x-www-form-urlencoded", "name=a".to_owned(), 415, "media_type"),
    ] {
        let refused = app.expect_unchanged(|| send(kind, &body).expect(status));
        assert_eq!(code(&refused), wanted, "{kind} {}", &body[..body.len().min(40)]);
    }
    app.expect_unchanged(|| {
        olga.send(Method::POST, "/api/v1/companies", Some((json, b"{\"name\":\"\xff\"}".to_vec()))).expect(400)
    });
}

#[test]
fn every_refusal_is_a_problem_that_programs_can_read() {
    let app = TestApp::start();
    let olga = app.api("olga");
    assert_eq!(code(&olga.get("/api/v1/companies/999999").expect(404)), "not_found");
    assert_eq!(code(&olga.get("/api/v1/companies/x").expect(404)), "not_found");
    assert_eq!(code(&olga.get("/api/v1/companies/99999999999999999999").expect(404)), "not_found");
    assert_eq!(code(&olga.get("/api/v1/nothing").expect(404)), "not_found");
    let refused = olga.send(Method::PUT, "/api/v1/companies/1", None).expect(405);
    assert_eq!((code(&refused).as_str(), refused.header("allow")), ("method_not_allowed", "GET, HEAD, PATCH, DELETE"));
    let stranger = app.anonymous().get("/api/v1/companies").expect(401);
    assert_eq!((code(&stranger).as_str(), stranger.header("www-authenticate")), ("unauthorized", "Bearer"));
    assert_eq!(
        code(&olga.with_header("Origin", "http://evil.example").delete("/api/v1/companies/1").expect(403)),
        "foreign_origin"
    );
    // A browser's session opens pages, not the API: a page of another site could use it.
    assert_eq!(code(&app.as_("olga").get("/api/v1/companies").expect(401)), "unauthorized");
}

#[test]
fn who_left_keeps_nobody_from_changing_the_observers() {
    let app = TestApp::start();
    let (api, olga, igor, pyotr) =
        (app.api("anna"), app.user("olga").id.0, app.user("igor").id.0, app.user("pyotr").id.0);
    let made = api.post_json("/api/v1/companies", &json!({ "name": "Ёлка", "observers": [olga, igor] })).expect(201);
    let path = made.header("location").to_owned();
    let leave = format!("UPDATE users SET disabled_at = 1 WHERE id IN ({olga}, {pyotr})");
    app.db().write_blocking(move |tx| Ok(tx.execute_batch(&leave)?)).unwrap();
    let changed = api.patch_json(&path, &json!({ "observers": [olga] })).expect(200).json();
    assert_eq!(changed["observers"], json!([olga]));
    app.expect_unchanged(|| api.patch_json(&path, &json!({ "observers": [olga, pyotr] })).expect(422));
    api.patch_json(&path, &json!({ "observers": [igor] })).expect(200);
    app.expect_unchanged(|| api.patch_json(&path, &json!({ "observers": [igor, olga] })).expect(422));
}

#[test]
fn numbers_names_and_days_are_what_a_form_takes_too() {
    let app = TestApp::start();
    let (api, form) = (app.api("anna"), app.as_("anna"));
    let contact = |extra: serde_json::Value| {
        let mut body = json!({ "last_name": "Ёлкин" });
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        api.post_json("/api/v1/contacts", &body)
    };
    for number in ["+7999123456", "+7 999 123 45 6", "+48123456789012", "+0123456789"] {
        app.expect_unchanged(|| contact(json!({ "phones": [{ "value": number }] })).expect(422));
    }
    let twice = json!({ "phones": [
        { "value": "8 999 000-12-34" },
        { "value": "+7 999 000 12 34", "kind": "mobile", "is_main": true },
        { "value": "+7 999 000 12 34 доб. 5" },
    ] });
    let phones = contact(twice).expect(201).json()["phones"].clone();
    assert_eq!(
        phones,
        json!([
            { "value": "+79990001234", "kind": "work", "is_main": true, "extension": null },
            { "value": "+79990001234", "kind": "work", "is_main": false, "extension": "5" },
        ])
    );
    app.expect_unchanged(|| {
        contact(json!({ "birth_date": "0099-01-01" })).expect(422);
        api.post_json("/api/v1/companies", &json!({ "name": "\u{200b} \u{feff}" })).expect(422);
        form.post_form("/companies", &[("name", "\u{200b}")]).expect(422);
    });
}
