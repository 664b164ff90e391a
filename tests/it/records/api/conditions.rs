use super::{code, company, path_of};
use crate::harness::TestApp;
use serde_json::json;

#[test]
fn a_change_of_a_version_that_is_gone_is_refused() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let path = path_of(&company(&olga, "ООО «Рассвет»"));
    let on = |tag: &str| olga.with_header("If-Match", tag);
    assert_eq!(on("\"1\"").patch_json(&path, &json!({ "name": "Второе" })).expect(200).header("etag"), "\"2\"");
    for stale in ["\"1\"", "W/\"2\"", "\"1\", \"3\"", "\"of another box\""] {
        let change = json!({ "name": "Третье" });
        let refused = app.expect_unchanged(|| on(stale).patch_json(&path, &change).expect(412));
        assert_eq!((code(&refused).as_str(), &refused.json()["current_version"]), ("stale", &json!(2)), "{stale}");
        app.expect_unchanged(|| on(stale).delete(&path).expect(412));
    }
    app.expect_unchanged(|| on("2").patch_json(&path, &json!({ "name": "Третье" })).expect(400));
    on("\"1\", \"2\"").patch_json(&path, &json!({ "name": "Третье" })).expect(200);
    on("*").patch_json(&path, &json!({ "name": "Четвёртое" })).expect(200);
    on("\"4\"").delete(&path).expect(204);
    on("*").delete(&path).expect(404);
}

#[test]
fn a_version_one_has_is_not_sent_again() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let path = path_of(&company(&olga, "ООО «Рассвет»"));
    let tag = olga.get(&path).expect(200).header("etag").to_owned();
    for known in [tag.as_str(), "W/\"1\"", "\"0\", \"1\"", "*"] {
        let answer = olga.with_header("If-None-Match", known).get(&path).expect(304);
        assert_eq!((answer.text().as_str(), answer.header("etag")), ("", tag.as_str()), "{known}");
    }
    olga.patch_json(&path, &json!({ "comment": "Звонить утром" })).expect(200);
    for other in [tag.as_str(), "1", "rubbish"] {
        olga.with_header("If-None-Match", other).get(&path).expect(200).has("Звонить утром");
    }
    // What may not be seen is not told apart by conditions.
    for header in ["If-None-Match", "If-Match"] {
        app.api("igor").with_header(header, "*").get(&path).expect(404);
    }
    app.api("igor").with_header("If-Match", "\"1\"").delete(&path).expect(404);
}
