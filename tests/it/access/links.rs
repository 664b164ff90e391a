//! One-time links: invitations and new passwords.

use super::{browser_of, is_signed_in, post, sign_in_with};
use crate::harness::{PASSWORD, TestApp, email};

/// What an administrator says to get a link for somebody.
const ASKED: [(&str, &str); 1] = [("link_password", PASSWORD)];
const CHOSEN: &str = "semero gusey nad krychey";

/// The path of a link that a page shows.
fn shown_link(answer: &crate::harness::Answer, app: &TestApp) -> String {
    let url = answer.attributes("input[readonly]", "value").remove(0);
    url.strip_prefix(app.base()).unwrap_or_else(|| panic!("{url} is not on {}", app.base())).to_owned()
}

#[test]
fn an_invitation_lets_in_once() {
    let app = TestApp::start();
    let anna = browser_of(&app, "anna");
    let fields = [
        ("name", "Юлия Тёркина"),
        ("email", "Yulia@Tulapolis.example"),
        ("role", "staff"),
        ("confirm_password", PASSWORD),
    ];
    let link = shown_link(&post(&anna, "/settings/users", &fields).expect(200), &app);
    sign_in_with(&app.anonymous(), &email("yulia"), "").expect(422);

    let guest = app.anonymous();
    guest.get(&link).expect(200).has("Юлия Тёркина").has("yulia@tulapolis.example");
    post(&guest, &link, &[("password", "yulia2026")]).expect(422);
    assert_eq!(post(&guest, &link, &[("password", CHOSEN)]).expect_redirect(), "/");
    assert!(is_signed_in(&guest));
    sign_in_with(&app.anonymous(), &email("yulia"), CHOSEN).expect(303);

    let late = app.anonymous();
    late.get(&link).expect(404);
    app.expect_unchanged(|| post(&late, &link, &[("password", "another good password here")]).expect(404));
    late.get("/password/no-such-link").expect(404);
}

#[test]
fn of_two_at_once_one_gets_in() {
    let app = TestApp::start();
    let anna = browser_of(&app, "anna");
    let url = format!("/settings/users/{}/link", app.user("olga").id.0);
    let link = shown_link(&post(&anna, &url, &ASKED).expect(200), &app);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..4)
            .map(|n| {
                let (client, link) = (app.anonymous(), link.clone());
                let password = format!("{CHOSEN} {n}");
                scope.spawn(move || post(&client, &link, &[("password", &password)]).status)
            })
            .collect();
        tries.into_iter().map(|attempt| attempt.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 404).count(), 3, "{statuses:?}");
}

#[test]
fn a_newer_link_ends_the_older_and_disabling_ends_both() {
    let app = TestApp::start();
    let anna = browser_of(&app, "anna");
    let user = format!("/settings/users/{}", app.user("olga").id.0);
    let first = shown_link(&post(&anna, &format!("{user}/link"), &ASKED).expect(200), &app);
    let second = shown_link(&post(&anna, &format!("{user}/link"), &ASKED).expect(200), &app);
    app.anonymous().get(&first).expect(404);
    app.anonymous().get(&second).expect(200);
    post(&anna, &format!("{user}/disabling"), &[]).expect(303);
    app.anonymous().get(&second).expect(404);
    post(&anna, &format!("{user}/link"), &ASKED).expect(409);
}

#[test]
fn a_link_opens_an_account_so_it_asks_for_the_administrators_password() {
    let app = TestApp::start();
    let anna = browser_of(&app, "anna");
    for name in ["anna", "olga"] {
        let url = format!("/settings/users/{}/link", app.user(name).id.0);
        for password in ["", "guess-guess-guess"] {
            let page = app.expect_unchanged(|| post(&anna, &url, &[("link_password", password)]).expect(422));
            assert_eq!(page.attributes("[aria-invalid]", "name"), ["link_password"]);
            assert!(page.attributes("input[readonly]", "value").is_empty());
        }
    }
}
