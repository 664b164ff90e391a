//! What undo leaves alone, refuses, and says.

use crate::harness::TestApp;
use korob::access::Viewer;
use korob::kernel::{ActionId, Error};
use korob::records::service::{self, Undone, Why};
use korob::records::value::{Point, Value};
use korob::records::{self, Values};

/// Somebody at the companies of the office.
struct Desk<'a> {
    app: &'a TestApp,
    viewer: Viewer,
}

fn desk<'a>(app: &'a TestApp, who: &str) -> Desk<'a> {
    Desk { app, viewer: app.viewer(who) }
}

impl Desk<'_> {
    fn create(&self, values: Values) -> (i64, ActionId) {
        let (viewer, kind) = (self.viewer.clone(), self.app.registry().kind("company").unwrap());
        let saved = self.app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap();
        (saved.id, saved.action.unwrap())
    }

    fn set(&self, id: i64, key: &'static str, value: Value) -> ActionId {
        let (viewer, kind) = (self.viewer.clone(), self.app.registry().kind("company").unwrap());
        let values = Values::default().with(key, value);
        let saved =
            self.app.db().write_blocking(move |tx| records::update(tx, &viewer, &kind, id, None, values)).unwrap();
        saved.action.unwrap()
    }

    fn undo(&self, id: ActionId) -> Result<Undone, Error> {
        let (viewer, registry) = (self.viewer.clone(), self.app.registry().clone());
        self.app.db().write_blocking(move |tx| records::undo(tx, &registry, &viewer, id))
    }

    fn last(&self) -> Option<ActionId> {
        let (viewer, now) = (self.viewer.clone(), self.app.db().clock().now());
        let last = self.app.db().read_blocking(move |conn| service::last_undoable(conn, &viewer, now)).unwrap();
        last.map(|action| action.id)
    }
}

fn tags(names: &[&str]) -> Value {
    Value::Names(names.iter().map(|name| (*name).to_owned()).collect())
}

fn named(name: &str) -> Values {
    Values::default().with("name", name)
}

#[test]
fn what_was_put_back_by_hand_is_named_and_not_done_twice() {
    let app = TestApp::start();
    let anna = desk(&app, "anna");
    let (id, _) = anna.create(named("Абрикос").with("tags", tags(&["опт", "склад"])));
    let removal = anna.set(id, "tags", tags(&["склад"]));
    anna.set(id, "tags", tags(&["склад", "опт"]));
    let undone = app.expect_unchanged(|| anna.undo(removal)).unwrap();
    assert_eq!((undone.action, undone.records), (None, 0));
    assert_eq!(undone.conflicts[0].why, Why::Taken);
    let (olga, igor) = (app.user("olga").id.0, app.user("igor").id.0);
    anna.set(id, "observers", Value::Ids(vec![olga, igor]));
    let removal = anna.set(id, "observers", Value::Ids(vec![igor]));
    anna.set(id, "observers", Value::Ids(vec![olga, igor]));
    assert_eq!(anna.undo(removal).unwrap().conflicts[0].why, Why::Taken);
}

#[test]
fn an_undo_that_could_do_nothing_can_be_tried_again() {
    let app = TestApp::start();
    let anna = desk(&app, "anna");
    let (id, _) = anna.create(named("Абрикос"));
    let first = anna.set(id, "city", "Тула".into());
    let second = anna.set(id, "city", "Тверь".into());
    let undone = anna.undo(first).unwrap();
    assert_eq!((undone.action, undone.conflicts[0].columns.as_slice()), (None, &["city".to_owned()][..]));
    anna.undo(second).unwrap();
    assert_eq!(anna.undo(first).unwrap().conflicts, []);
    assert!(matches!(anna.undo(first), Err(Error::Conflict(_))), "once is enough");
}

#[test]
fn a_creation_is_not_undone_over_what_came_later() {
    let app = TestApp::start();
    let anna = desk(&app, "anna");
    let (id, creation) = anna.create(named("Абрикос"));
    let point = Point { value: "+79161234567".to_owned(), label: "work".to_owned(), is_main: true, extension: None };
    let phones = anna.set(id, "phones", Value::Points(vec![point]));
    let undoing = anna.undo(phones).unwrap().action.unwrap();
    anna.undo(undoing).unwrap();
    // The telephone is there again: with its record gone it would be nobody's.
    let undone = app.expect_unchanged(|| anna.undo(creation)).unwrap();
    assert_eq!(undone.conflicts[0].why, Why::Changed);
    anna.undo(phones).unwrap();
    assert_eq!(anna.undo(creation).unwrap().conflicts, []);
    let orphans = app.db().read_blocking(|conn| {
        Ok(conn.query_row("SELECT count(*) FROM contact_points", [], |row| row.get::<_, i64>(0))?)
    });
    assert_eq!(orphans.unwrap(), 0);
}

#[test]
fn what_is_handed_over_is_no_longer_ones_own_to_undo() {
    let app = TestApp::start();
    let (olga, pyotr) = (desk(&app, "olga"), desk(&app, "pyotr"));
    let (id, _) = olga.create(named("Абрикос"));
    let renamed = olga.set(id, "name", "Персик".into());
    pyotr.set(id, "responsible_id", Value::Int(app.user("igor").id.0));
    let undone = app.expect_unchanged(|| olga.undo(renamed)).unwrap();
    assert_eq!(undone.conflicts[0].why, Why::NotAllowed);
    assert!(matches!(desk(&app, "igor").undo(renamed), Err(Error::NotFound)), "nor anybody else's");
    assert_eq!(desk(&app, "anna").undo(renamed).unwrap().conflicts, []);
}

#[test]
fn accounts_and_tokens_are_not_undone_and_the_reason_is_said() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let olga = app.user("olga").id.0;
    anna.post_form(&format!("/settings/users/{olga}/disabled"), &[]);
    let anna_desk = desk(&app, "anna");
    let (_, creation) = anna_desk.create(named("Абрикос"));
    app.token("anna");
    let newest = app.db().read_blocking(|conn| {
        let mut statement = conn.prepare("SELECT id FROM actions WHERE verb LIKE 'token.%' ORDER BY id DESC")?;
        Ok(statement.query_row([], |row| row.get::<_, i64>(0))?)
    });
    assert_eq!(anna_desk.last(), Some(creation), "Ctrl Z passes over what cannot be undone");
    let answer = app.expect_unchanged(|| anna.htmx().post_form(&format!("/actions/{}/undo", newest.unwrap()), &[]));
    let answer = answer.expect(409);
    let said: serde_json::Value = serde_json::from_str(answer.header("hx-trigger")).unwrap();
    assert!(said["toast"]["text"].as_str().unwrap().contains("Токены не отменяются"), "{said}");
}

#[test]
fn an_undo_is_undone_and_the_first_action_can_be_undone_again() {
    let app = TestApp::start();
    let anna = desk(&app, "anna");
    let (id, _) = anna.create(named("Абрикос"));
    let renamed = anna.set(id, "name", "Персик".into());
    let undoing = anna.undo(renamed).unwrap().action.unwrap();
    assert_ne!(anna.last(), Some(renamed));
    anna.undo(undoing).unwrap();
    assert_eq!(anna.last(), Some(renamed), "it is in force again");
    app.as_("anna").get(&format!("/companies/{id}")).expect(200).has("Персик");
    assert_eq!(anna.undo(renamed).unwrap().records, 1);
}

#[test]
fn a_preview_tells_and_changes_nothing() {
    let app = TestApp::start();
    let anna = desk(&app, "anna");
    let (id, _) = anna.create(named("Абрикос"));
    let first = anna.set(id, "city", "Тула".into());
    let (viewer, registry) = (anna.viewer.clone(), app.registry().clone());
    let preview = move || {
        let (viewer, registry) = (viewer.clone(), registry.clone());
        app.expect_unchanged(|| {
            app.db().write_blocking(move |tx| service::preview_undo(tx, &registry, &viewer, first)).unwrap().conflicts
        })
    };
    assert_eq!(preview(), []);
}

#[test]
fn a_crowd_of_observers_is_refused_at_its_field() {
    let app = TestApp::start();
    let (viewer, kind) = (app.viewer("anna"), app.registry().kind("company").unwrap());
    let values = named("Абрикос").with("observers", Value::Ids((0..100_000).collect()));
    let refused = app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values));
    match refused {
        Err(Error::Invalid(errors)) => assert_eq!(errors.first("observers").unwrap().code(), "too_many"),
        other => panic!("{other:?}"),
    }
}
