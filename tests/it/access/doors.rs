//! What a request must bring, whatever it asks for.

use super::{browser_of, post, sign_in_with};
use crate::harness::{PASSWORD, TestApp, email};
use ureq::http::Method;

#[test]
fn a_change_from_a_foreign_page_is_refused_and_changes_nothing() {
    let app = TestApp::start();
    let anna = browser_of(&app, "anna");
    let fields =
        [("name", "Mallory"), ("email", "mallory@evil.example"), ("role", "admin"), ("confirm_password", PASSWORD)];
    let own = app.base().to_owned();
    for (header, value) in [
        ("Origin", "http://evil.example"),
        ("Origin", "null"),
        ("Origin", "https://127.0.0.1"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ] {
        app.expect_unchanged(|| post(&anna.with_header(header, value), "/settings/users", &fields).expect(403));
    }
    // Our own page, but without the token, or with that of another session.
    let anonymous = app.anonymous();
    anonymous.set_session(&anna.session().unwrap());
    let tokenless = anonymous.with_header("Origin", &own);
    app.expect_unchanged(|| post(&tokenless, "/settings/users", &fields).expect(403));
    let foreign_token = tokenless.with_header("X-CSRF", &korob::platform::web::csrf::token("another session"));
    app.expect_unchanged(|| post(&foreign_token, "/settings/users", &fields).expect(403));
    let as_text = Some(("text/plain", b"name=Mallory&email=m%40evil.example&role=admin".to_vec()));
    app.expect_unchanged(|| tokenless.send(Method::POST, "/settings/users", as_text).expect(403));
    // A read changes nothing, whatever stands in its query.
    app.expect_unchanged(|| anna.get("/settings/users?name=Mallory&email=m%40evil.example&role=admin"));
    post(&anna.with_header("Origin", &own), "/settings/users", &fields).expect(200);
}

#[test]
fn a_plain_form_carries_its_token_in_a_field() {
    let app = TestApp::start();
    let anna = browser_of(&app, "anna");
    let page = anna.get("/settings/users/new").expect(200);
    let token = page.attributes("form[action='/settings/users'] input[name=csrf]", "value").remove(0);
    let plain = app.anonymous();
    plain.set_session(&anna.session().unwrap());
    let fields = [
        ("csrf", token.as_str()),
        ("name", "Юлия"),
        ("email", "yulia@tulapolis.example"),
        ("role", "staff"),
        ("confirm_password", PASSWORD),
    ];
    post(&plain, "/settings/users", &fields).expect(200);
}

#[test]
fn a_login_form_cannot_be_sent_from_a_foreign_page() {
    let app = TestApp::start();
    let foreign = app.anonymous().with_header("Origin", "http://evil.example");
    sign_in_with(&foreign, &email("olga"), PASSWORD).expect(403);
    assert_eq!(foreign.session(), None);
}

#[test]
fn who_is_not_signed_in_is_shown_the_door_and_led_back_after_it() {
    let app = TestApp::start();
    let visitor = app.anonymous();
    let door = visitor.get("/profile?tab=a&x=%D1%8F").expect_redirect().to_owned();
    assert_eq!(door, "/login?next=%2Fprofile%3Ftab%3Da%26x%3D%25D1%258F");
    let next = visitor.get(&door).expect(200).attributes("input[name=next]", "value").remove(0);
    let fields = [("email", email("olga")), ("password", PASSWORD.to_owned()), ("next", next)];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(post(&visitor, "/login", &fields).expect_redirect(), "/profile?tab=a&x=%D1%8F");

    let part = app.anonymous().htmx().get("/profile").expect(401);
    assert_eq!(part.header("hx-redirect"), "/login");
    assert_eq!(post(&app.anonymous(), "/profile", &[("name", "x")]).expect_redirect(), "/login");
}

#[test]
fn nobody_is_led_to_another_site() {
    let app = TestApp::start();
    for next in [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%2fevil.example",
        "/%5Cevil.example",
        "http://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "@evil.example",
        "/a\r\nSet-Cookie: x=y",
        "",
        "evil.example",
        "/\t/evil.example",
    ] {
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
        let page = app.anonymous().get(&format!("/login?{query}")).expect(200);
        assert_eq!(page.attributes("input[name=next]", "value"), Vec::<String>::new(), "{next:?}");
        let fields = [("email", email("olga")), ("password", PASSWORD.to_owned()), ("next", next.to_owned())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(post(&app.anonymous(), "/login", &fields).expect_redirect(), "/", "{next:?}");
    }
}

#[test]
fn only_administrators_manage_users() {
    let app = TestApp::start();
    let id = app.user("igor").id.0;
    for name in ["pyotr", "olga"] {
        let client = app.as_(name);
        for path in ["/settings/users".to_owned(), "/settings/users/new".into(), format!("/settings/users/{id}")] {
            client.get(&path).expect(403);
        }
        for path in ["disabling", "enabling", "link", "sessions/end", "handover"] {
            let path = format!("/settings/users/{id}/{path}");
            app.expect_unchanged(|| post(&client, &path, &[("to", "1")]).expect(403));
        }
        let fields = [("name", "M"), ("email", "m@evil.example"), ("role", "admin")];
        app.expect_unchanged(|| post(&client, "/settings/users", &fields).expect(403));
    }
}

#[test]
fn fields_that_a_form_does_not_have_are_refused() {
    let app = TestApp::start();
    let olga = app.as_("olga");
    let fields =
        [("name", "Ольга"), ("lang", "ru"), ("zone", "Europe/Moscow"), ("theme", "auto"), ("density", "normal")];
    for extra in ["role", "is_admin", "id", "email", "password_hash", "created_at", "user_id"] {
        let with_extra: Vec<(&str, &str)> = fields.iter().copied().chain([(extra, "admin")]).collect();
        app.expect_unchanged(|| post(&olga, "/profile", &with_extra).expect(422));
    }
    let twice: Vec<(&str, &str)> = fields.iter().copied().chain([("name", "Другая")]).collect();
    app.expect_unchanged(|| post(&olga, "/profile", &twice).expect(422));
}
