//! Many records changed while people go on with their work.

use crate::harness::TestApp;
use korob::kernel::ActionId;
use korob::platform::db::Tx;
use korob::records::service::{self, BulkChange};
use korob::records::value::Value;
use korob::records::{self, Values};
use serde_json::{Value as Json, json};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

fn leads(app: &TestApp, count: usize) -> Vec<i64> {
    let (viewer, kind) = (app.viewer("anna"), app.registry().kind("lead").unwrap());
    let make = move |tx: &mut Tx<'_>| {
        let values = |n: usize| Values::default().with("title", format!("Запрос {n}").as_str()).with("status", "new");
        (0..count).map(|n| records::create(tx, &viewer, &kind, values(n)).map(|saved| saved.id)).collect()
    };
    app.db().write_blocking(make).unwrap()
}

fn in_status(app: &TestApp, status: &str) -> usize {
    let read = app.db().read_blocking(|conn| {
        let sql = "SELECT count(*) FROM leads WHERE status = ?1";
        Ok(conn.query_row(sql, [status], |row| row.get::<_, i64>(0))?)
    });
    read.unwrap() as usize
}

/// How many leads have any tag.
fn tagged(app: &TestApp) -> usize {
    let read = app.db().read_blocking(|conn| {
        let sql = "SELECT count(DISTINCT owner_id) FROM record_tags WHERE owner_kind = 'lead'";
        Ok(conn.query_row(sql, [], |row| row.get::<_, i64>(0))?)
    });
    read.unwrap() as usize
}

#[test]
fn more_than_a_hundred_are_changed_in_the_background_and_taken_back_as_one() {
    let app = TestApp::start();
    leads(&app, 230);
    let anna = app.as_("anna").htmx();
    // All of what must be said.
    for view in [None, Some(("view", "")), Some(("view", "nope"))] {
        let fields: Vec<_> = [("all", "1"), ("change", "status=in_work")].into_iter().chain(view).collect();
        app.expect_unchanged(|| anna.post_form("/leads/bulk/change", &fields)).expect(422);
    }
    let fields = [("all", "1"), ("view", "view=all"), ("change", "status=in_work")];
    let begun = anna.post_form("/leads/bulk/change", &fields).expect(204);
    let begun: Json = serde_json::from_str(begun.header("hx-trigger")).unwrap();
    assert!(begun["toast"]["text"].as_str().unwrap().contains("230"), "{begun}");
    let work = begun["toast"]["work"].as_str().unwrap().to_owned();
    app.as_("olga").get(&work).expect(404);
    let toast = loop {
        let told = anna.get(&work).expect(200).json();
        if told["toast"].is_object() {
            break told["toast"].clone();
        }
        // How far it is, in whole chunks.
        let text = told["text"].as_str().unwrap();
        let is_chunk = |done: &&str| text == format!("Готово {done} из 230");
        assert!(["0", "50", "100", "150", "200", "230"].iter().any(is_chunk), "{text}");
        std::thread::yield_now();
    };
    assert_eq!((&toast["kind"], in_status(&app, "in_work")), (&Json::from("info"), 230), "{toast}");
    assert!(toast["text"].as_str().unwrap().contains("230"), "{toast}");
    let undo = toast["undo"].as_str().unwrap();
    anna.post_form(undo, &[]).expect(204);
    assert_eq!((in_status(&app, "in_work"), in_status(&app, "new")), (0, 230));
    anna.post_form(undo, &[]).expect(409);
}

#[test]
fn progress_is_told_after_each_chunk_of_one_action() {
    let app = TestApp::start();
    let ids = leads(&app, 130);
    let (viewer, kind) = (app.viewer("anna"), app.registry().kind("lead").unwrap());
    let mut told = Vec::new();
    let change = BulkChange::Set(Values::default().with("comment", Value::from("позвонить")));
    let work = service::bulk(app.db(), &viewer, &kind, ids, change, |done| told.push(done.seen()));
    let done = actix_web::rt::System::new().block_on(work).unwrap();
    assert_eq!((told, done.changed, done.skipped, done.refused), (vec![50, 100, 130], 130, 0, 0));
    let action: ActionId = done.action.unwrap();
    let events = app.db().read_blocking(|conn| {
        let sql = "SELECT count(*) FROM events WHERE action_id = ?1";
        Ok(conn.query_row(sql, [action.0], |row| row.get::<_, i64>(0))?)
    });
    assert_eq!(events.unwrap(), 130);
}

#[test]
fn what_is_being_changed_is_not_taken_back_meanwhile() {
    let app = TestApp::start();
    let ids = leads(&app, 130);
    let (viewer, kind) = (app.viewer("anna"), app.registry().kind("lead").unwrap());
    let mut told = Vec::new();
    let anna = app.as_("anna").htmx();
    let change = BulkChange::Set(Values::default().with("status", "in_work"));
    let work = service::bulk(app.db(), &viewer, &kind, ids, change, |_| {
        let answer = anna.post_form("/actions/last/undo", &[]);
        told.push((answer.status, answer.header("hx-trigger").contains("toast")));
    });
    let done = actix_web::rt::System::new().block_on(work).unwrap();
    assert_eq!((told, in_status(&app, "in_work")), (vec![(409, true); 3], 130));
    anna.post_form(&format!("/actions/{}/undo", done.action.unwrap().0), &[]).expect(204);
    assert_eq!(in_status(&app, "in_work"), 0);
}

#[test]
fn one_record_that_cannot_be_changed_keeps_no_other_from_it() {
    let app = TestApp::start();
    let ids: Vec<String> = leads(&app, 10).iter().map(i64::to_string).collect();
    let anna = app.as_("anna").htmx();
    // No word helps against that: it became a client.
    app.api("anna").patch_json(&format!("/api/v1/leads/{}", ids[3]), &json!({ "last_name": "Кузнецов" })).expect(200);
    let client = [("contact", "new"), ("company", "none"), ("version", "2")];
    app.as_("anna").post_form(&format!("/leads/{}/conversion", ids[3]), &client).expect_redirect();
    let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("ids", id.as_str())).collect();
    fields.push(("change", "status=in_work"));
    let done = anna.post_form("/leads/bulk/change", &fields).expect(204);
    let told: Json = serde_json::from_str(done.header("hx-trigger")).unwrap();
    let text = told["toast"]["text"].as_str().unwrap();
    assert!(text.contains("9 записей"), "{text}");
    assert_eq!(in_status(&app, "in_work"), 9);
    // What can be said is asked for, though the first of them would not take it anyway.
    fields.rotate_left(3);
    let fields: Vec<_> =
        fields.into_iter().map(|(name, value)| (name, if name == "change" { "status=junk" } else { value })).collect();
    anna.post_form("/leads/bulk/change", &fields).expect(422).has("set.junk_reason");
    assert_eq!(in_status(&app, "junk"), 0);
}

#[test]
fn a_card_dropped_on_an_end_is_sent_where_more_is_said() {
    let app = TestApp::start();
    let id = leads(&app, 1)[0];
    let anna = app.as_("anna").htmx();
    let path = format!("/leads/{id}/board");
    let answer = app.expect_unchanged(|| anna.post_form(&path, &[("status", "converted"), ("version", "1")]));
    assert_eq!(answer.expect(422).header("hx-redirect"), format!("/leads/{id}/conversion"));
    app.expect_unchanged(|| anna.post_form(&path, &[("status", "junk"), ("version", "1")]))
        .expect(422)
        .has("set.junk_reason");
}

#[test]
fn a_form_with_names_that_mean_nothing_changes_nothing() {
    let app = TestApp::start();
    let id = leads(&app, 1)[0].to_string();
    let anna = app.as_("anna").htmx();
    for (path, own) in [
        ("/leads/bulk/deletion", None),
        ("/leads/bulk/assignment", Some(("responsible_id", "1"))),
        ("/leads/bulk/change", Some(("change", "status=in_work"))),
        ("/leads/bulk/tags", Some(("tags", "срочно"))),
    ] {
        for more in [("role", "admin"), ("is_admin", "1"), ("id", "5")] {
            let fields: Vec<(&str, &str)> = own.into_iter().chain([("ids", id.as_str()), more]).collect();
            app.expect_unchanged(|| anna.post_form(path, &fields)).expect(422);
        }
    }
    app.expect_unchanged(|| anna.post_form("/settings/lists/sources/order", &[("ids", "1"), ("bogus", "1")]))
        .expect(422);
}

#[test]
fn what_a_rule_refuses_is_told_in_the_dialog_it_was_typed_into() {
    let app = TestApp::start();
    let ids: Vec<String> = leads(&app, 2).iter().map(i64::to_string).collect();
    let anna = app.as_("anna").htmx();
    let long = "я".repeat(61);
    for (typed, error) in [(long.as_str(), "Слишком длинно. Сократите до 60 знаков"), (" , ", "Заполните это поле")]
    {
        let fields = [("ids", ids[0].as_str()), ("tags", typed), ("is_removal", "1")];
        let dialog = app.expect_unchanged(|| anna.post_form("/leads/bulk/tags", &fields)).expect(422);
        assert_eq!(dialog.header("hx-retarget"), "#dialogs");
        assert_eq!(dialog.attributes("[name=tags][aria-invalid=true]", "value"), [typed]);
        assert_eq!(dialog.attributes("[name=is_removal][checked]", "value"), ["1"]);
        assert_eq!(dialog.texts("#f-tags-error span"), [error]);
    }
    // A lead becomes a client by its conversion: the dialog does not offer it, and tells who asks all the same.
    let offered = anna.get("/leads/bulk/change").expect(200).attributes("option", "value");
    assert!(offered.iter().any(|value| value == "status=junk"), "{offered:?}");
    assert!(!offered.iter().any(|value| value == "status=converted"), "{offered:?}");
    let fields = [("ids", ids[0].as_str()), ("change", "status=converted")];
    let dialog = app.expect_unchanged(|| anna.post_form("/leads/bulk/change", &fields)).expect(422);
    assert_eq!(dialog.texts("#f-change-error span").len(), 1);
    let person = app.viewer("olga").user_id.0.to_string();
    app.db()
        .write_blocking(|tx| Ok(tx.execute("UPDATE users SET disabled_at = 1 WHERE name LIKE 'Ольга%'", [])?))
        .unwrap();
    let fields = [("ids", ids[0].as_str()), ("responsible_id", person.as_str())];
    let refused = app.expect_unchanged(|| anna.post_form("/leads/bulk/assignment", &fields)).expect(422);
    assert!(refused.header("hx-trigger").contains("error"));
}

#[test]
fn what_was_done_before_is_not_taken_back_while_a_change_of_many_begins() {
    let app = TestApp::start();
    leads(&app, 230);
    let anna = app.as_("anna").htmx();
    // Somebody else's work keeps the first of them waiting.
    let work = thread::scope(|scope| {
        // Also let go where something below fails.
        let ((started, has_started), (release, is_released)) = (mpsc::channel(), mpsc::channel::<()>());
        let db = app.db().clone();
        scope.spawn(move || {
            let wait = move |_: &mut Tx<'_>| {
                started.send(()).unwrap();
                Ok(is_released.recv().is_ok())
            };
            db.write_blocking(wait).unwrap()
        });
        has_started.recv().unwrap();
        let fields = [("all", "1"), ("view", "view=all"), ("tags", "срочно")];
        let begun = anna.post_form("/leads/bulk/tags", &fields).expect(204);
        let undo = anna.post_form("/actions/last/undo", &[]).expect(409);
        assert!(undo.header("hx-trigger").contains("toast"));
        release.send(()).unwrap();
        let begun: Json = serde_json::from_str(begun.header("hx-trigger")).unwrap();
        begun["toast"]["work"].as_str().unwrap().to_owned()
    });
    let deadline = Instant::now() + Duration::from_secs(60);
    while !anna.get(&work).expect(200).json()["toast"].is_object() {
        assert!(Instant::now() < deadline, "the change of many does not end");
        thread::yield_now();
    }
    let all = || app.as_("anna").get("/leads?view=all").expect(200).texts("#list-count");
    assert_eq!((all(), in_status(&app, "new")), (vec!["230".to_owned()], 230));
    // Now it is the last thing that was done.
    assert_eq!(tagged(&app), 230);
    anna.post_form("/actions/last/undo", &[]).expect(204);
    assert_eq!((tagged(&app), in_status(&app, "new")), (0, 230));
}
