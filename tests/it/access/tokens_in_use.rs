//! API tokens where they are used: against the API, from the page and from the command line.

use super::{browser_of, post};
use crate::harness::{Client, Korob, PASSWORD, TestApp};
use korob::access::{Seats, users};
use korob::kernel::Actor;

fn program(app: &TestApp, token: &str) -> Client {
    app.anonymous().with_header("Authorization", &format!("Bearer {token}"))
}

/// Makes a token on the page; the secret, and where to end it.
fn make(olga: &Client, expires: &str) -> (String, String) {
    let fields = [("name", "1С"), ("expires", expires), ("confirm_password", PASSWORD)];
    let page = post(olga, "/profile/tokens", &fields).expect(200);
    (page.texts("[data-token]").remove(0), page.attributes("form[action*='/revocation']", "action").remove(0))
}

#[test]
fn a_token_of_the_page_comes_in_until_it_is_ended() {
    let app = TestApp::start();
    let olga = browser_of(&app, "olga");
    let (token, end) = make(&olga, "");
    let client = program(&app, &token);
    let made = client.post_json("/api/v1/companies", &serde_json::json!({ "name": "Рассвет" })).expect(201).json();
    assert_eq!(made["responsible_id"], app.user("olga").id.0, "it acts for who made it");
    post(&olga, &end, &[]).expect(303);
    let refused = app.expect_unchanged(|| client.get("/api/v1/companies").expect(401));
    assert_eq!(refused.header("www-authenticate"), "Bearer");
    client.patch_json("/api/v1/companies/1", &serde_json::json!({ "name": "x" })).expect(401);
}

#[test]
fn a_token_opens_no_page_and_a_wrong_one_nothing() {
    let app = TestApp::start();
    let token = app.token("olga");
    assert!(program(&app, &token).get("/companies").expect_redirect().starts_with("/login"));
    let cut = &token[..token.len() - 1];
    for wrong in ["", "korob_", cut, &format!("{token}x"), "null", &token.to_uppercase()] {
        program(&app, wrong).get("/api/v1/companies").expect(401);
    }
    app.anonymous().with_header("Authorization", &format!("Basic {token}")).get("/api/v1/companies").expect(401);
    app.anonymous().get(&format!("/api/v1/companies?token={token}")).expect(401);
    app.anonymous().with_header("Authorization", &format!("bearer {token}")).get("/api/v1/companies").expect(200);
}

#[test]
fn a_token_ends_with_its_time_and_with_its_user() {
    let app = TestApp::start();
    let (token, _) = make(&browser_of(&app, "olga"), "2099-12-31");
    app.db()
        .write_blocking(|tx| {
            tx.execute("UPDATE api_tokens SET expires_at = ?1 WHERE expires_at IS NOT NULL", [tx.now().0 - 1])?;
            Ok(())
        })
        .unwrap();
    program(&app, &token).get("/api/v1/companies").expect(401);

    let igors = program(&app, &app.token("igor"));
    igors.get("/api/v1/companies").expect(200);
    let igor = app.user("igor").id;
    app.db().write_blocking(move |tx| users::disable(tx, &Actor::SYSTEM, igor)).unwrap();
    igors.get("/api/v1/companies").expect(401);
    app.db().write_blocking(move |tx| users::enable(tx, &Actor::SYSTEM, &Seats::new(100), igor)).unwrap();
    igors.get("/api/v1/companies").expect(401);
}

#[test]
fn a_token_of_the_command_line_comes_in_until_it_is_revoked() {
    let korob = Korob::new();
    let anna = ["user", "add", "--role", "admin", "--email", "anna@a.example", "--name", "Анна", "--password-stdin"];
    korob.run_with_input(&anna, &format!("{PASSWORD}\n")).expect(0);
    let before = korob.run(&["token", "create", "--user", "anna@a.example", "--name", "before"]).expect(0).out;
    let served = korob.serve(&[]);
    let client = |token: &str| served.client().with_header("Authorization", &format!("Bearer {}", token.trim()));
    client(&before).get("/api/v1/users").expect(200);
    // While it serves, the server carries the commands out, and its gate hears of them at once.
    let during = korob.run(&["token", "create", "--user", "anna@a.example", "--name", "during"]).expect(0).out;
    client(&during).get("/api/v1/users").expect(200);
    let listed: serde_json::Value =
        serde_json::from_str(&korob.run(&["token", "list", "--json"]).expect(0).out).unwrap();
    let id = listed.as_array().unwrap().iter().find(|token| token["name"] == "during").unwrap()["id"].to_string();
    korob.run(&["token", "revoke", &id]).expect(0);
    client(&during).get("/api/v1/users").expect(401);
    client(&before).get("/api/v1/users").expect(200);
    korob.run(&["user", "add", "--role", "admin", "--email", "b@a.example", "--name", "B"]).expect(0);
    korob.run(&["user", "disable", "anna@a.example"]).expect(0);
    client(&before).get("/api/v1/users").expect(401);
}
