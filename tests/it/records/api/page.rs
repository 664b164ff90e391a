//! What people are told about the API.

use crate::harness::TestApp;

#[test]
fn people_are_told_how_programs_come_in() {
    let app = TestApp::start();
    for (name, title) in [("olga", "API для программ"), ("malgorzata", "API dla programów")] {
        let page = app.as_(name).get("/api").expect(200);
        assert_eq!(page.texts("h1"), [title]);
        let page = page.has("curl").has(&format!("{}/api/v1/", app.base())).has("/api/v1/contacts/{id}");
        assert_eq!(page.attributes("main a[href='/api/openapi.json']", "href").len(), 1);
    }
    app.as_("olga").get("/profile").expect(200).has("href=\"/api\"");
    assert_eq!(app.anonymous().get("/api").expect_redirect(), "/login?next=%2Fapi");
}
