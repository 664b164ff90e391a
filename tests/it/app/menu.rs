//! What stands around every page of the office.

use crate::harness::TestApp;
use korob::platform::settings::Office;
use korob::records::{self, Values};
use std::sync::mpsc;
use std::time::{Duration, Instant};

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

#[test]
fn the_menu_waits_for_no_connection() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    anna.get("/companies/none").expect(404);
    let (tell, told) = mpsc::channel();
    std::thread::scope(|scope| {
        let mut waiting = Vec::new();
        for _ in 0..2 {
            let ((hold, held), tell, db) = (mpsc::channel::<()>(), tell.clone(), app.db());
            waiting.push(hold);
            scope.spawn(move || {
                db.read_blocking(|_| {
                    tell.send(()).unwrap();
                    // Ends when the test lets go of its end.
                    let _ = held.recv();
                    Ok(())
                })
            });
        }
        (0..2).for_each(|_| told.recv().unwrap());
        let started = Instant::now();
        let page = anna.get("/companies/none").expect(404);
        assert!(started.elapsed() < Duration::from_secs(5), "with every connection lent out");
        assert!(!page.attributes(".topbar-end .wide a.btn", "href").is_empty(), "the menu is there");
        drop(waiting);
    });
}

#[test]
fn the_menu_names_the_office_as_it_is_called_now() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    anna.get("/profile").expect(200).has_not("ООО «Новое имя»");
    app.db()
        .write_blocking(|tx| {
            let office = Office::load(tx)?;
            Office { name: "ООО «Новое имя»".into(), ..office }.save(tx)
        })
        .unwrap();
    anna.get("/profile").expect(200).has("ООО «Новое имя»");
}
