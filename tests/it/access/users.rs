//! The people of the office, as administrators manage them.

use super::{browser_of, post};
use crate::harness::{PASSWORD, TestApp, email};
use korob::kernel::Lang;
use korob::platform::i18n::tr;

#[test]
fn the_address_of_settings_alone_leads_to_the_first_of_them() {
    let app = TestApp::start();
    assert_eq!(app.as_("anna").get("/settings").expect_redirect(), "/settings/users");
    app.as_("olga").get("/settings").expect(403);
}

#[test]
fn a_user_added_with_a_password_signs_in_with_it() {
    let app = TestApp::start();
    let anna = browser_of(&app, "anna");
    let fields = [
        ("name", "Юлия Тёркина"),
        ("email", "yulia@tulapolis.example"),
        ("role", "head"),
        ("password", "semero gusey nad krychey"),
        ("confirm_password", PASSWORD),
    ];
    let guessed: Vec<_> = fields[..4].iter().copied().chain([("confirm_password", "guess-guess-guess")]).collect();
    for without in [&fields[..4], &guessed] {
        let page = app.expect_unchanged(|| post(&anna, "/settings/users", without).expect(422));
        assert_eq!(
            page.attributes("[aria-invalid]", "name"),
            ["confirm_password"],
            "a browser left open lets nobody in"
        );
        assert_eq!(page.attributes("[name=email]", "value"), ["yulia@tulapolis.example"]);
    }
    post(&anna, "/settings/users", &fields).expect(303);
    anna.get("/settings/users").expect(200).has("Юлия Тёркина").has(tr::ui_role_head(Lang::Ru));
    super::sign_in_with(&app.anonymous(), &email("yulia"), "semero gusey nad krychey").expect(303);
}

#[test]
fn mistakes_stand_at_their_fields_and_what_was_typed_stays() {
    let app = TestApp::start();
    let anna = browser_of(&app, "anna");
    let fields =
        [("name", "Юлия"), ("email", "OLGA@tulapolis.example"), ("role", "staff"), ("confirm_password", PASSWORD)];
    let page = app.expect_unchanged(|| post(&anna, "/settings/users", &fields).expect(422));
    assert_eq!(page.attributes("[aria-invalid]", "name"), ["email"]);
    assert_eq!(page.attributes("[name=name]", "value"), ["Юлия"]);
    assert_eq!(page.attributes("[name=email]", "value"), ["OLGA@tulapolis.example"]);
    let fields = [("name", ""), ("email", "nonsense"), ("role", "king"), ("password", "12345678")];
    let page = app.expect_unchanged(|| post(&anna, "/settings/users", &fields).expect(422));
    let mut wrong = page.attributes("[aria-invalid]", "name");
    wrong.dedup();
    assert_eq!(wrong, ["email", "password", "role"], "the name is looked at once the rest can be read");
}

#[test]
fn the_last_administrator_stays() {
    let app = TestApp::start();
    let anna = browser_of(&app, "anna");
    let url = format!("/settings/users/{}", app.user("anna").id.0);
    let refused = app.expect_unchanged(|| post(&anna, &format!("{url}/disabling"), &[]).expect(409));
    refused.has(tr::problem_last_admin(Lang::Ru));
    let user = app.user("anna");
    let version = user.version.to_string();
    let fields = [
        ("name", user.name.as_str()),
        ("email", &user.email),
        ("role", "staff"),
        ("version", &version),
        ("confirm_password", PASSWORD),
    ];
    app.expect_unchanged(|| post(&anna, &url, &fields).expect(409));
}

#[test]
fn another_address_or_role_asks_for_the_administrators_password() {
    let app = TestApp::start();
    let anna = browser_of(&app, "anna");
    let user = app.user("olga");
    let (url, version) = (format!("/settings/users/{}", user.id.0), user.version.to_string());
    let fields = |name: &'static str, email: &'static str, role: &'static str, password: &'static str| {
        [
            ("name", name.to_owned()),
            ("email", email.to_owned()),
            ("role", role.to_owned()),
            ("version", version.clone()),
            ("confirm_password", password.to_owned()),
        ]
    };
    let send = |fields: [(&str, String); 5]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        post(&anna, &url, &fields)
    };
    for (email, role) in [("o.belkina@tulapolis.example", "staff"), ("olga@tulapolis.example", "admin")] {
        let page = app.expect_unchanged(|| send(fields("Ольга", email, role, "")).expect(422));
        assert_eq!(page.attributes("[aria-invalid]", "name"), ["confirm_password"]);
    }
    send(fields("Ольга", "olga@tulapolis.example", "staff", "")).expect(303);
    assert_eq!(app.user("olga").name, "Ольга");
    let stale = send(fields("Оля", "olga@tulapolis.example", "staff", "")).expect(409);
    assert_eq!(stale.attributes("[name=name]", "value"), ["Ольга"], "the present values");
}

#[test]
fn records_go_to_another_as_one_action() {
    let app = TestApp::start();
    let (olga, igor) = (app.user("olga").id, app.user("igor").id);
    let kind = app.registry().kind("company").unwrap();
    let viewer = app.viewer("olga");
    for name in ["Рога и копыта", "Nordwind sp. z o.o.", "Тульский пряник"] {
        let (viewer, kind) = (viewer.clone(), kind.clone());
        app.db()
            .write_blocking(move |tx| {
                let values = korob::records::Values::default().with("name", name);
                korob::records::create(tx, &viewer, &kind, values)
            })
            .unwrap();
    }
    let anna = browser_of(&app, "anna");
    let url = format!("/settings/users/{}", olga.0);
    let three = tr::access_user_handover_text(Lang::Ru, 3, "Ольга Белкина");
    anna.get(&url).expect(200).has(&three);
    app.expect_unchanged(|| post(&anna, &format!("{url}/handover"), &[("to", "999")]).expect(422));
    let to = igor.0.to_string();
    let done = post(&anna, &format!("{url}/handover"), &[("to", &to)]).expect(303);
    anna.get(done.header("location")).expect(200).has(&tr::access_user_handover_done(Lang::Ru, 3));
    anna.get(&format!("/settings/users/{to}")).expect(200).has(&tr::access_user_handover_text(
        Lang::Ru,
        3,
        "Игорь Лунин",
    ));
}
