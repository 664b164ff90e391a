use super::code;
use crate::harness::{Client, TestApp};
use serde_json::json;

fn with_key(client: &Client, key: &str) -> Client {
    client.with_header("Idempotency-Key", key)
}

fn companies(app: &TestApp) -> i64 {
    let count = "SELECT count(*) FROM companies";
    app.db().read_blocking(|conn| Ok(conn.query_row(count, [], |row| row.get(0))?)).unwrap()
}

#[test]
fn the_same_again_is_answered_as_the_first_time() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let body = json!({ "name": "ООО «Рассвет»" });
    let first = with_key(&olga, "order-1").post_json("/api/v1/companies", &body).expect(201);
    olga.patch_json(first.header("location"), &json!({ "name": "ООО «Закат»" })).expect(200);
    let again = app.expect_unchanged(|| with_key(&olga, "order-1").post_json("/api/v1/companies", &body).expect(201));
    assert_eq!(again.body, first.body);
    for header in ["location", "etag", "content-type"] {
        assert_eq!(again.header(header), first.header(header), "{header}");
    }
    assert_eq!(companies(&app), 1);
    // Without a key, or with another, or of somebody else it is another create.
    olga.post_json("/api/v1/companies", &body).expect(201);
    with_key(&olga, "order-2").post_json("/api/v1/companies", &body).expect(201);
    let igors = with_key(&app.api("igor"), "order-1").post_json("/api/v1/companies", &body).expect(201);
    assert_ne!(igors.body, first.body, "keys of two users do not meet");
    assert_eq!(companies(&app), 4);
}

#[test]
fn a_key_means_one_body() {
    let app = TestApp::start();
    let olga = with_key(&app.api("olga"), "order-1");
    olga.post_json("/api/v1/companies", &json!({ "name": "ООО «Рассвет»" })).expect(201);
    let other = json!({ "name": "ООО «Закат»" });
    let refused = app.expect_unchanged(|| olga.post_json("/api/v1/companies", &other).expect(422));
    assert_eq!(code(&refused), "idempotency_key_reused");
}

#[test]
fn a_refusal_is_not_kept() {
    let app = TestApp::start();
    let olga = with_key(&app.api("olga"), "order-1");
    app.expect_unchanged(|| olga.post_json("/api/v1/companies", &json!({ "name": "" })).expect(422));
    olga.post_json("/api/v1/companies", &json!({ "name": "ООО «Рассвет»" })).expect(201);
}

#[test]
fn a_key_is_one_short_text() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let body = json!({ "name": "ООО «Рассвет»" });
    let long = "k".repeat(256);
    for key in ["", long.as_str()] {
        app.expect_unchanged(|| with_key(&olga, key).post_json("/api/v1/companies", &body).expect(400));
    }
    app.expect_unchanged(|| with_key(&with_key(&olga, "a"), "b").post_json("/api/v1/companies", &body).expect(400));
}

#[test]
fn a_key_is_forgotten_after_a_day() {
    let app = TestApp::start();
    let olga = with_key(&app.api("olga"), "order-1");
    let body = json!({ "name": "ООО «Рассвет»" });
    olga.post_json("/api/v1/companies", &body).expect(201);
    let age = |hours: i64| {
        app.db()
            .write_blocking(move |tx| {
                let sql = "UPDATE idempotency_keys SET created_at = created_at - ?1";
                Ok(tx.execute(sql, [hours * 3_600_000])?)
            })
            .unwrap()
    };
    age(23);
    olga.post_json("/api/v1/companies", &body).expect(201);
    assert_eq!(companies(&app), 1);
    age(2);
    olga.post_json("/api/v1/companies", &body).expect(201);
    assert_eq!(companies(&app), 2);
}
