//! Sessions begin anew at every sign-in and end with everything that changes who may come in.

use super::{browser_of, is_signed_in, post, sign_in, with_token};
use crate::harness::{Client, PASSWORD, TestApp, email};
use std::time::{Duration, Instant};
use ureq::http::Method;

fn same_cookie(app: &TestApp, client: &Client) -> Client {
    let copy = app.anonymous();
    copy.set_session(&client.session().unwrap());
    copy
}

#[test]
fn a_sign_in_begins_a_new_session_and_ends_the_one_before() {
    let app = TestApp::start();
    let client = app.anonymous();
    client.set_session("a-cookie-that-an-attacker-chose");
    sign_in(&client, "olga").expect(303);
    let first = client.session().unwrap();
    assert_ne!(first, "a-cookie-that-an-attacker-chose");
    let old = same_cookie(&app, &client);
    assert!(is_signed_in(&old));
    sign_in(&client, "olga").expect(303);
    assert_ne!(client.session().unwrap(), first);
    assert!(is_signed_in(&client));
    assert!(!is_signed_in(&old));
}

#[test]
fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let app = TestApp::start();
    let is_session = |value: &str| value.starts_with(&format!("{}=", app.anonymous().session_cookie()));
    let answer = sign_in(&app.anonymous(), "olga").expect(303);
    let cookie = answer.headers.iter().find(|(name, value)| name == "set-cookie" && is_session(value)).unwrap();
    for part in ["; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(cookie.1.contains(part), "{}", cookie.1);
    }
    assert!(!cookie.1.contains("Max-Age"), "not kept unless asked: {}", cookie.1);
    let kept = post(&app.anonymous(), "/login", &[("email", &email("olga")), ("password", PASSWORD), ("is_kept", "1")]);
    let cookie = kept.headers.iter().find(|(name, value)| name == "set-cookie" && is_session(value)).unwrap();
    assert!(cookie.1.contains("Max-Age=15552000"), "{}", cookie.1);
}

#[test]
fn the_cookie_of_another_box_lets_nobody_in() {
    let (here, there) = (TestApp::start(), TestApp::start());
    let visitor = here.anonymous();
    visitor.set_session(&browser_of(&there, "anna").session().unwrap());
    assert_eq!(visitor.get("/settings/users").expect_redirect(), "/login?next=%2Fsettings%2Fusers");
    assert_eq!(visitor.session(), None, "the browser is told to forget it");
}

#[test]
fn signing_out_ends_the_session_on_the_server() {
    let app = TestApp::start();
    let client = browser_of(&app, "olga");
    let copy = same_cookie(&app, &client);
    let answer = post(&client, "/logout", &[]).expect(303);
    assert!(answer.header("clear-site-data").contains("\"cache\""));
    assert_eq!(client.session(), None);
    assert!(!is_signed_in(&copy));
}

#[test]
fn disabling_and_another_role_end_every_session_and_token_at_once() {
    let app = TestApp::start();
    let anna = browser_of(&app, "anna");
    for (name, change) in [("olga", "disabling"), ("igor", "role")] {
        let (browser, program) = (browser_of(&app, name), app.api(name));
        assert!(is_signed_in(&browser));
        let user = app.user(name);
        let url = format!("/settings/users/{}", user.id.0);
        if change == "role" {
            let version = user.version.to_string();
            let fields = [
                ("name", user.name.as_str()),
                ("email", user.email.as_str()),
                ("role", "head"),
                ("version", &version),
                ("confirm_password", PASSWORD),
            ];
            post(&anna, &url, &fields).expect(303);
        } else {
            post(&anna, &format!("{url}/disabling"), &[]).expect(303);
        }
        assert!(!is_signed_in(&browser), "{change}");
        assert_eq!(program.get("/api/v1/nowhere").status, 404, "no such route is told to everybody");
        let tokens = app.db().read_blocking(move |conn| korob::access::tokens::of_user(conn, user.id)).unwrap();
        assert!(tokens.iter().all(|token| token.revoked_at.is_some()), "{change}");
    }
    super::sign_in(&app.anonymous(), "olga").expect(422);
}

#[test]
fn another_password_ends_all_but_the_browser_that_changed_it() {
    let app = TestApp::start();
    let (here, there) = (browser_of(&app, "olga"), browser_of(&app, "olga"));
    let before = same_cookie(&app, &here);
    let wrong = [("old", "not-it-at-all"), ("password", "vosem pryzhkov cherez reku")];
    app.expect_unchanged(|| post(&here, "/profile/password", &wrong).expect(422));
    let weak = [("old", PASSWORD), ("password", "qwerty123456")];
    app.expect_unchanged(|| post(&here, "/profile/password", &weak).expect(422));
    let right = [("old", PASSWORD), ("password", "vosem pryzhkov cherez reku")];
    post(&here, "/profile/password", &right).expect(303);
    assert!(is_signed_in(&here));
    assert!(!is_signed_in(&there));
    assert!(!is_signed_in(&before), "the very session is a new one too");
    super::sign_in(&app.anonymous(), "olga").expect(422);
    super::sign_in_with(&app.anonymous(), &email("olga"), "vosem pryzhkov cherez reku").expect(303);
    let renewed = with_token(&same_cookie(&app, &here));
    post(&here, "/logout", &[]).expect(403);
    post(&renewed, "/logout", &[]).expect(303);
}

#[test]
fn reading_writes_nothing() {
    let app = TestApp::start();
    let client = browser_of(&app, "anna");
    // What the server does by itself at its start is written down by then.
    let is_settled = || {
        let sql = "SELECT 1 FROM settings WHERE key = 'jobs.files'";
        app.db().read_blocking(|conn| Ok(conn.prepare(sql)?.exists([])?)).unwrap()
    };
    let begun = Instant::now();
    while !is_settled() {
        assert!(begun.elapsed() < Duration::from_secs(20), "the sweep of files does not end");
        std::thread::sleep(Duration::from_millis(10));
    }
    // Counted, too: the writer does one thing after the other.
    app.db().write_blocking(|_| Ok(())).unwrap();
    let before = app.db().write_stats();
    for path in ["/profile", "/settings/users", "/settings/users/new", "/login"] {
        client.get(path);
    }
    assert_eq!(app.db().write_stats(), before);
}

#[test]
fn a_changed_name_shows_at_once_although_sessions_are_remembered() {
    let app = TestApp::start();
    let client = browser_of(&app, "olga");
    client.get("/profile").expect(200).has("Ольга Белкина");
    assert_eq!(client.get("/nowhere").expect(404).attributes("html", "lang"), ["ru"]);
    let fields = [
        ("name", "Ольга Рыжикова"),
        ("lang", "pl"),
        ("zone", "Europe/Warsaw"),
        ("theme", "dark"),
        ("density", "compact"),
    ];
    post(&client, "/profile", &fields).expect(303);
    let page = client.get("/profile").expect(200).has("Ольга Рыжикова");
    assert_eq!(page.attributes("html", "lang"), ["pl"]);
    assert_eq!(page.attributes("html", "data-theme"), ["dark"]);
    assert_eq!(page.attributes("html", "data-density"), ["compact"]);
    // Where nobody asks who it is, the browser remembers.
    assert_eq!(client.get("/nowhere").expect(404).attributes("html", "lang"), ["pl"]);
    let unknown = [("name", "О"), ("lang", "xx"), ("zone", "Mars/Base"), ("theme", "pink"), ("density", "none")];
    let page = app.expect_unchanged(|| client.send_form(Method::POST, "/profile", &unknown).expect(422));
    assert_eq!(
        page.attributes("form[action='/profile'] [aria-invalid]", "name").len(),
        2 + 3 + 3,
        "two lists, six buttons"
    );
}
