//! What stands around every page of the office.

use crate::harness::TestApp;
use korob::records::{self, Values};

#[test]
fn create_makes_one_more_of_what_one_is_looking_at() {
    let app = TestApp::start();
    let (viewer, kind) = (app.viewer("anna"), app.registry().kind("contact").unwrap());
    let values = Values::default().with("last_name", "Ёлкина");
    let id = app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap().id;
    let anna = app.as_("anna");
    let first = app.registry().kinds()[0].plural;
    for (path, plural) in [
        ("/companies", "companies"),
        ("/leads?view=all", "leads"),
        ("/leads/board", "leads"),
        (&format!("/contacts/{id}"), "contacts"),
        ("/contacts/bin", "contacts"),
        ("/profile", first),
    ] {
        let page = anna.get(path).expect(200);
        let create = page.attributes(".topbar-end .wide a.btn", "href");
        assert_eq!(create, [format!("/{plural}/new")], "{path}");
    }
}
