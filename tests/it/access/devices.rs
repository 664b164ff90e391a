//! The list of one's own devices.

use super::{browser_of, is_signed_in, post};
use crate::harness::TestApp;

#[test]
fn devices_are_named_and_can_be_signed_out_one_by_one_or_all() {
    let app = TestApp::start();
    let firefox = app.anonymous().with_header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0");
    super::sign_in(&firefox, "olga").expect(303);
    let here = browser_of(&app, "olga");
    let page = here.get("/profile").expect(200).has("Firefox, Linux").has("127.0.0.1");
    let ends: Vec<String> = page.attributes("form[action*='/profile/sessions/']", "action");
    assert_eq!(ends.len(), 2, "the other device, and all others: {ends:?}");
    let one = ends.iter().find(|path| path.as_str() != "/profile/sessions/end").unwrap();
    post(&here, one, &[]).expect(303);
    assert!(!is_signed_in(&firefox));
    assert!(is_signed_in(&here));

    let third = browser_of(&app, "olga");
    post(&here, "/profile/sessions/end", &[]).expect(303);
    assert!(!is_signed_in(&third));
    assert!(is_signed_in(&here));
}

#[test]
fn nobody_ends_the_session_of_another() {
    let app = TestApp::start();
    let olga = browser_of(&app, "olga");
    let second = browser_of(&app, "olga");
    let path = olga.get("/profile").attributes("form[action^='/profile/sessions/']", "action").remove(0);
    let igor = app.as_("igor");
    app.expect_unchanged(|| post(&igor, &path, &[]).expect(404));
    assert!(is_signed_in(&olga) && is_signed_in(&second));
}
