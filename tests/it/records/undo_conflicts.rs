//! What undo leaves of an action that somebody else has gone on from: whole things, and no others.

use crate::harness::TestApp;
use korob::access::Viewer;
use korob::crm::leads::{self, Conversion, Target};
use korob::kernel::{ActionId, Error};
use korob::platform::db::Tx;
use korob::records::import::{self, Plan, files::Arriving};
use korob::records::options::{self, NewOption};
use korob::records::registry::Kind;
use korob::records::service::{self, Conflict, Saved, Undone, Why};
use korob::records::value::{LinkItem, Point, Record, Value};
use korob::records::{self, Values, store};
use std::io::Write;

struct Desk<'a> {
    app: &'a TestApp,
    viewer: Viewer,
}

fn desks(app: &TestApp) -> [Desk<'_>; 2] {
    ["anna", "pyotr"].map(|name| Desk { app, viewer: app.viewer(name) })
}

impl Desk<'_> {
    fn write<T: Send + 'static>(
        &self,
        kind: &str,
        deed: impl FnOnce(&mut Tx<'_>, &Viewer, &Kind) -> korob::kernel::Result<T> + Send + 'static,
    ) -> T {
        let (viewer, kind) = (self.viewer.clone(), self.app.registry().kind(kind).unwrap());
        self.app.db().write_blocking(move |tx| deed(tx, &viewer, &kind)).unwrap()
    }

    fn create(&self, kind: &str, values: Values) -> (i64, ActionId) {
        let Saved { id, action } = self.write(kind, move |tx, viewer, kind| records::create(tx, viewer, kind, values));
        (id, action.unwrap())
    }

    fn set(&self, kind: &str, id: i64, values: Values) -> ActionId {
        let saved = self.write(kind, move |tx, viewer, kind| records::update(tx, viewer, kind, id, None, values));
        saved.action.unwrap()
    }

    fn convert(&self, id: i64, contact: Target, company: Target) -> leads::Converted {
        let registry = self.app.registry().clone();
        let conversion = Conversion { contact, company, ..Default::default() };
        self.write("lead", move |tx, viewer, _| leads::convert(tx, viewer, &registry, id, &conversion))
    }

    fn bring_in(&self, kind: &str, file: &str) -> ActionId {
        let (db, kind) = (self.app.db(), self.app.registry().kind(kind).unwrap());
        let mut arriving = Arriving::begin(db).unwrap();
        arriving.file.write_all(file.as_bytes()).unwrap();
        let id = import::begin(db, &self.viewer, &kind, arriving, "some.csv", &Plan::default()).unwrap();
        import::run(db, self.app.registry(), &self.viewer, &kind, id, &mut |_, _| {}).unwrap();
        let newest = "SELECT max(id) FROM actions WHERE verb LIKE '%.imported'";
        ActionId(db.read_blocking(|conn| Ok(conn.query_row(newest, [], |row| row.get(0))?)).unwrap())
    }

    fn undo(&self, id: ActionId) -> Undone {
        let registry = self.app.registry().clone();
        self.write("company", move |tx, viewer, _| service::undo(tx, &registry, viewer, id))
    }

    fn find(&self, kind: &str, id: i64) -> Option<Record> {
        let kind = self.app.registry().kind(kind).unwrap();
        let found =
            |conn: &rusqlite::Connection| store::find(conn, &self.viewer, &kind, id, korob::kernel::Access::View);
        self.app.db().read_blocking(found).unwrap()
    }

    fn get(&self, kind: &str, id: i64) -> Values {
        self.find(kind, id).unwrap().values
    }

    /// `+7...1*`, `+7...2#12`: with the main one and extensions marked.
    fn phones(&self, id: i64) -> Vec<String> {
        let values = self.get("contact", id);
        let mark = |point: &Point| {
            let extension = point.extension.as_ref().map(|extension| format!("#{extension}")).unwrap_or_default();
            format!("{}{extension}{}", point.value, if point.is_main { "*" } else { "" })
        };
        values.get("phones").as_points().iter().map(mark).collect()
    }

    fn links(&self, kind: &str, id: i64, field: &str) -> Vec<(i64, bool)> {
        self.get(kind, id).get(field).as_links().iter().map(|link| (link.id, link.is_main)).collect()
    }
}

const A: &str = "+79161110001";
const B: &str = "+79161110002";
const C: &str = "+79161110003";

fn point(value: &str) -> Point {
    Point { value: value.to_owned(), label: "work".to_owned(), is_main: false, extension: None }
}

/// The first is the main one unless another is.
fn phones(points: impl IntoIterator<Item = Point>) -> Values {
    Values::default().with("phones", Value::Points(points.into_iter().collect()))
}

fn main(point: Point) -> Point {
    Point { is_main: true, ..point }
}

fn with_extension(point: Point, extension: &str) -> Point {
    Point { extension: Some(extension.to_owned()), ..point }
}

fn person(name: &str) -> Values {
    Values::default()
        .with("last_name", name)
        .with("phones", Value::Points(vec![point(A)]))
        .with("tags", Value::Names(vec!["склад".to_owned()]))
}

fn comment(text: &str) -> Values {
    Values::default().with("comment", text)
}

fn whole(kind: &str, id: i64, why: Why) -> Conflict {
    Conflict { kind: kind.to_owned(), record_id: id, columns: Vec::new(), why }
}

fn fields(kind: &str, id: i64, columns: &[&str], why: Why) -> Conflict {
    Conflict { columns: columns.iter().map(|column| (*column).to_owned()).collect(), ..whole(kind, id, why) }
}

#[test]
fn what_stays_of_an_import_stays_whole() {
    let app = TestApp::start();
    let [anna, pyotr] = desks(&app);
    let file = format!("Фамилия;Телефон;E-mail;Теги\nБелов;{A};b@firma.example;опт\nЧернов;{B};c@firma.example;опт\n");
    let import = anna.bring_in("contact", &file);
    let ids = app.db().read_blocking(|conn| {
        let mut statement = conn.prepare("SELECT id FROM contacts ORDER BY last_name")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?)
    });
    let [kept, gone] = ids.unwrap()[..] else { panic!() };
    pyotr.set("contact", kept, comment("говорил с ней"));
    let before = anna.get("contact", kept);
    let client = app.as_("anna").htmx();
    let asked = client.post_form(&format!("/actions/{}/undo", import.0), &[]).expect(200);
    asked.has("Белов").has("сама запись");
    client.post_form(&format!("/actions/{}/undo", import.0), &[("is_seen", "1")]).expect(204);
    assert_eq!(anna.get("contact", kept), before);
    assert_eq!(before.get("emails").as_points().len() + before.get("tags").is_empty() as usize, 1);
    assert_eq!(anna.find("contact", gone), None);
}

#[test]
fn a_new_record_that_somebody_has_used_since_stays_whole() {
    let app = TestApp::start();
    let [anna, pyotr] = desks(&app);
    let (edited, creation) = anna.create("contact", person("Белов"));
    pyotr.set("contact", edited, comment("говорил с ней"));
    let before = anna.get("contact", edited);
    let undone = app.expect_unchanged(|| anna.undo(creation));
    assert_eq!(undone.conflicts, [whole("contact", edited, Why::Changed)]);
    assert_eq!(anna.get("contact", edited), before);

    let (linked, creation) = anna.create("contact", person("Чернов"));
    pyotr.create("lead", Values::default().with("title", "Склад").with("contact_id", Value::Int(linked)));
    let undone = app.expect_unchanged(|| anna.undo(creation));
    assert_eq!(undone.conflicts, [whole("contact", linked, Why::Taken)]);
}

#[test]
fn a_client_that_stays_of_a_conversion_keeps_its_firm() {
    let app = TestApp::start();
    let [anna, pyotr] = desks(&app);
    let lead = Values::default()
        .with("last_name", "Ёлкин")
        .with("company_name", "Ромашка")
        .with("phones", Value::Points(vec![point(A)]));
    let (lead, _) = anna.create("lead", lead);
    let converted = anna.convert(lead, Target::New, Target::New);
    let (contact, company) = (converted.contact_id.unwrap(), converted.company_id.unwrap());
    pyotr.set("contact", contact, comment("говорил с ним"));
    let before = [anna.get("contact", contact), anna.get("company", company)];
    let undone = anna.undo(converted.action);
    assert_eq!(undone.conflicts, [whole("contact", contact, Why::Changed), whole("company", company, Why::Taken)]);
    assert_eq!([anna.get("contact", contact), anna.get("company", company)], before);
    assert_eq!(anna.links("contact", contact, "companies"), [(company, true)]);
    assert_eq!(anna.get("lead", lead).text("status"), Some("new"));
}

#[test]
fn a_change_of_one_number_is_never_found_on_another() {
    let app = TestApp::start();
    let [anna, pyotr] = desks(&app);
    let (id, _) = anna.create("contact", Values::default().with("last_name", "Белов"));
    anna.set("contact", id, phones([A, B, C].map(point)));
    let removal = anna.set("contact", id, phones([B, C].map(point)));
    pyotr.set("contact", id, phones([point(B), with_extension(point(C), "12")]));
    app.as_("anna").post_form(&format!("/actions/{}/undo", removal.0), &[]).expect(303);
    assert_eq!(anna.phones(id), [format!("{A}*"), B.to_owned(), format!("{C}#12")]);
}

#[test]
fn a_number_that_replaced_another_is_that_number_and_no_change_of_it() {
    let app = TestApp::start();
    let [anna, pyotr] = desks(&app);
    let (id, _) = anna.create("contact", Values::default().with("last_name", "Белов"));
    anna.set("contact", id, phones([point(A)]));
    let correction = anna.set("contact", id, phones([point(B)]));
    pyotr.set("contact", id, phones([with_extension(point(B), "12")]));
    let undone = anna.undo(correction);
    assert_eq!(undone.conflicts, [fields("contact", id, &["phones"], Why::Changed)]);
    let mut now = anna.phones(id);
    now.sort();
    assert_eq!(now, [A.to_owned(), format!("{B}#12*")], "the later choice is the main one");
}

#[test]
fn there_is_one_main_number_after_two_have_chosen() {
    let app = TestApp::start();
    let [anna, pyotr] = desks(&app);
    let (id, _) = anna.create("contact", Values::default().with("last_name", "Белов"));
    anna.set("contact", id, phones([point(A)]));
    let chosen = anna.set("contact", id, phones([point(A), main(point(B))]));
    pyotr.set("contact", id, phones([point(A), point(B), main(point(C))]));
    let undone = anna.undo(chosen);
    assert_eq!(anna.phones(id), [A.to_owned(), format!("{C}*")]);
    // The undoing can be undone as everything can.
    assert_eq!(anna.undo(undone.action.unwrap()).conflicts, []);
    let mut now = anna.phones(id);
    now.sort();
    assert_eq!(now, [A.to_owned(), B.to_owned(), format!("{C}*")]);

    let (id, _) = anna.create("contact", Values::default().with("last_name", "Чернов"));
    anna.set("contact", id, phones([A, B, C].map(point)));
    let chosen = anna.set("contact", id, phones([point(A), main(point(B)), point(C)]));
    pyotr.set("contact", id, phones([point(A), point(B), main(point(C))]));
    let undone = app.expect_unchanged(|| anna.undo(chosen));
    assert_eq!(undone.conflicts, [fields("contact", id, &["phones"], Why::Changed)]);

    let removed = anna.set("contact", id, phones([point(A), main(point(C))]));
    pyotr.set("contact", id, phones([point(A)]));
    anna.undo(removed);
    assert_eq!(anna.phones(id).iter().filter(|phone| phone.ends_with('*')).count(), 1);
}

#[test]
fn there_is_one_main_firm_after_two_have_chosen() {
    let app = TestApp::start();
    let [anna, pyotr] = desks(&app);
    let [a, b, c] =
        ["Абрикос", "Берёза", "Вяз"].map(|name| anna.create("company", Values::default().with("name", name)).0);
    let firms = |ids: &[i64], main: i64| {
        let link = |id: &i64| LinkItem { id: *id, position: None, is_main: *id == main };
        Values::default().with("companies", Value::Links(ids.iter().map(link).collect()))
    };
    let (id, _) = anna.create("contact", Values::default().with("last_name", "Белов"));
    anna.set("contact", id, firms(&[a], a));
    assert_eq!(anna.links("company", a, "contacts"), [(id, true)], "the first of a firm is its main one");
    let chosen = anna.set("contact", id, firms(&[a, b], b));
    pyotr.set("contact", id, firms(&[a, b, c], c));
    anna.undo(chosen);
    assert_eq!(anna.links("contact", id, "companies"), [(c, true), (a, false)]);
    // At the other end too, when the main contact of a firm is taken back.
    let (first, creation) = anna.create("contact", firms(&[b], b).with("last_name", "Чернов"));
    let (second, _) = pyotr.create("contact", firms(&[b], b).with("last_name", "Серов"));
    assert_eq!(anna.links("company", b, "contacts"), [(first, true), (second, false)]);
    assert_eq!(anna.undo(creation).conflicts, []);
    assert_eq!(anna.links("company", b, "contacts"), [(second, true)]);
}

#[test]
fn a_status_that_is_gone_does_not_come_back() {
    let app = TestApp::start();
    let [anna, pyotr] = desks(&app);
    let new = NewOption {
        labels: ["Own", "Свой", "Własny"].map(str::to_owned),
        color: "green".to_owned(),
        semantic: Some("open".to_owned()),
        ..NewOption::default()
    };
    let own = anna.write("lead", move |tx, viewer, _| options::create(tx, viewer, "lead_statuses", &new));
    let code = own.code.clone();
    let (id, _) = anna.create("lead", Values::default().with("title", "Склад").with("status", code.as_str()));
    let moved = pyotr.set("lead", id, Values::default().with("status", "contacted"));
    let registry = app.registry().clone();
    anna.write("lead", move |tx, viewer, _| options::delete(tx, viewer, &registry, own.id));
    let undone = app.expect_unchanged(|| pyotr.undo(moved));
    assert_eq!(undone.conflicts, [fields("lead", id, &["status"], Why::Unruly)]);
    let asked = app.as_("pyotr").htmx().post_form(&format!("/actions/{}/undo", moved.0), &[]).expect(200);
    asked.has("Статус").has("чего в компании больше нет");
}

#[test]
fn nobody_is_left_without_a_name_and_a_number() {
    let app = TestApp::start();
    let [anna, pyotr] = desks(&app);
    let (id, _) = anna.create("contact", phones([point(A)]));
    let named = anna.set("contact", id, Values::default().with("last_name", "Белов"));
    pyotr.set("contact", id, phones([]));
    let undone = app.expect_unchanged(|| anna.undo(named));
    assert_eq!(undone.conflicts, [fields("contact", id, &["last_name"], Why::Unruly)]);
    assert_eq!(anna.get("contact", id).text("last_name"), Some("Белов"));
}

#[test]
fn a_lead_known_by_a_patronymic_alone_is_called_by_it() {
    let app = TestApp::start();
    let [anna, pyotr] = desks(&app);
    let (id, _) = anna.create("lead", Values::default().with("title", "Склад").with("middle_name", "Ильич"));
    let emptied = pyotr.set("lead", id, Values::default().with("title", Value::Empty));
    assert_eq!(anna.get("lead", id).text("title"), Some("Ильич"));
    assert_eq!(pyotr.undo(emptied).conflicts, []);
}

#[test]
fn no_lead_is_converted_into_nobody() {
    let app = TestApp::start();
    let [anna, pyotr] = desks(&app);
    let (client, _) = anna.create("contact", person("Белов"));
    let (id, _) = anna.create("lead", Values::default().with("title", "Склад").with("last_name", "Ёлкин"));
    let converted = anna.convert(id, Target::New, Target::Nothing);
    // Somebody else is the client after all; the conversion goes, the client stays, and then goes too.
    pyotr.set("lead", id, Values::default().with("contact_id", Value::Int(client)));
    let undoing = anna.undo(converted.action).action.unwrap();
    let lead = anna.get("lead", id);
    assert_eq!((lead.text("status"), lead.int("contact_id")), (Some("new"), Some(client)));
    pyotr.set("lead", id, Values::default().with("contact_id", Value::Empty));
    let undone = anna.undo(undoing);
    assert!(undone.conflicts.contains(&fields("lead", id, &["status"], Why::Unruly)), "{:?}", undone.conflicts);
    let lead = anna.get("lead", id);
    assert_eq!((lead.text("status"), lead.get("converted_at")), (Some("new"), &Value::Empty));

    let converted = anna.convert(id, Target::Existing(client), Target::Nothing);
    let (viewer, kind) = (pyotr.viewer.clone(), app.registry().kind("lead").unwrap());
    let emptied = Values::default().with("contact_id", Value::Empty);
    let refused = app.db().write_blocking(move |tx| records::update(tx, &viewer, &kind, id, None, emptied));
    assert!(matches!(refused, Err(Error::Invalid(_))), "nor by hand: {refused:?}");
    assert_eq!(anna.undo(converted.action).conflicts, []);
}

#[test]
fn an_amount_and_its_currency_go_back_together_or_not_at_all() {
    let app = TestApp::start();
    let [anna, pyotr] = desks(&app);
    let sum = |minor: i64, currency: &str| {
        Values::default().with("amount_minor", Value::Int(minor)).with("currency", currency)
    };
    let amount = |minor: i64| Values::default().with("amount_minor", Value::Int(minor));
    let budget = |minor: i64| Values::default().with("budget_minor", Value::Int(minor));
    let lead = || anna.create("lead", sum(10_000_000, "RUB").with("title", "Склад")).0;
    let of = |id: i64| {
        let values = anna.get("lead", id);
        let text = values.text("currency").unwrap_or_default().to_owned();
        (values.int("amount_minor"), values.int("budget_minor"), text)
    };
    let both = ["amount_minor", "currency"];

    let id = lead();
    let dollars = anna.set("lead", id, sum(100_000, "USD"));
    pyotr.set("lead", id, amount(2_000));
    let undone = app.expect_unchanged(|| anna.undo(dollars));
    assert_eq!(undone.conflicts, [fields("lead", id, &both, Why::Changed)]);

    // Another amount was named in dollars since.
    let id = lead();
    let dollars = anna.set("lead", id, sum(100_000, "USD"));
    let named = pyotr.set("lead", id, budget(50_000));
    let undone = app.expect_unchanged(|| anna.undo(dollars));
    assert_eq!(undone.conflicts, [fields("lead", id, &both, Why::Changed)]);
    pyotr.undo(named);
    assert_eq!(anna.undo(dollars).conflicts, []);
    assert_eq!(of(id), (Some(10_000_000), None, "RUB".to_owned()));

    // The amount was said in roubles, and is in dollars now.
    let id = lead();
    let lower = anna.set("lead", id, amount(9_000_000).with("comment", "скидка"));
    pyotr.set("lead", id, sum(9_000_000, "USD"));
    let undone = anna.undo(lower);
    assert_eq!(undone.conflicts, [fields("lead", id, &["amount_minor"], Why::Changed)]);
    assert_eq!(of(id), (Some(9_000_000), None, "USD".to_owned()));
    assert_eq!(anna.get("lead", id).get("comment"), &Value::Empty, "what is no part of the sum goes back");

    // Two amounts in one currency that nobody changed are two matters.
    let id = lead();
    let lower = anna.set("lead", id, amount(9_000_000));
    pyotr.set("lead", id, budget(5_000_000));
    assert_eq!(anna.undo(lower).conflicts, []);
    assert_eq!(of(id), (Some(10_000_000), Some(5_000_000), "RUB".to_owned()));
}
