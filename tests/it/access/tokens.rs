//! API tokens over HTTP.

use super::{browser_of, post};
use crate::harness::{PASSWORD, TestApp};

#[test]
fn a_token_is_shown_once_and_ended_by_its_owner() {
    let app = TestApp::start();
    let olga = browser_of(&app, "olga");
    let fields = [("name", "1С"), ("expires", ""), ("confirm_password", PASSWORD)];
    let page = post(&olga, "/profile/tokens", &fields).expect(200);
    let secret = page.texts("[data-token]").remove(0);
    assert!(secret.starts_with("korob_") && secret.len() > 40, "{secret}");
    let page = olga.get("/profile").expect(200).has("1С").has_not(&secret);
    let end = page.attributes("form[action*='/revocation']", "action").remove(0);
    let igor = app.as_("igor");
    app.expect_unchanged(|| post(&igor, &end, &[]).expect(404));
    post(&olga, &end, &[]).expect(303);
    post(&olga, &end, &[]).expect(404);
}

#[test]
fn a_token_needs_the_password_a_name_and_a_day_to_come() {
    let app = TestApp::start();
    let olga = app.as_("olga");
    for (fields, wrong) in [
        ([("name", "1С"), ("expires", ""), ("confirm_password", "guess-guess-guess")], "confirm_password"),
        ([("name", " "), ("expires", ""), ("confirm_password", PASSWORD)], "name"),
        ([("name", "1С"), ("expires", "2020-01-01"), ("confirm_password", PASSWORD)], "expires"),
        ([("name", "1С"), ("expires", "soon"), ("confirm_password", PASSWORD)], "expires"),
    ] {
        let page = app.expect_unchanged(|| post(&olga, "/profile/tokens", &fields).expect(422));
        assert_eq!(page.attributes("form[action='/profile/tokens'] [aria-invalid]", "name"), [wrong]);
        assert_eq!(
            page.attributes("form[action='/profile/tokens'] [name=name]", "value"),
            [fields[0].1],
            "kept as typed"
        );
    }
}
