//! Activities: what goes without saying, and the rules that hold by whatever door.

use crate::harness::TestApp;
use korob::access::Viewer;
use korob::crm::activities::KEY;
use korob::crm::{companies, contacts, leads};
use korob::kernel::{Access, Error, FieldErrors, Problem, Result, Timestamp};
use korob::records::list::{self, ListQuery};
use korob::records::value::LinkItem;
use korob::records::{Record, Value, Values, service, store};
use serde_json::json;
use std::ops::Deref;

/// The office, with those who are spoken of.
struct Office {
    app: TestApp,
    anna: Viewer,
    olga: Viewer,
    igor: Viewer,
}

impl Deref for Office {
    type Target = TestApp;

    fn deref(&self) -> &TestApp {
        &self.app
    }
}

fn furnished() -> Office {
    let app = TestApp::start();
    let [anna, olga, igor] = ["anna", "olga", "igor"].map(|name| app.viewer(name));
    Office { app, anna, olga, igor }
}

impl Office {
    fn try_create(&self, viewer: &Viewer, key: &str, values: Values) -> Result<i64> {
        let (viewer, kind) = (viewer.clone(), self.registry().kind(key)?);
        self.db().write_blocking(move |tx| Ok(service::create(tx, &viewer, &kind, values)?.id))
    }

    fn create(&self, viewer: &Viewer, key: &str, values: Values) -> i64 {
        self.try_create(viewer, key, values).unwrap()
    }

    fn update(&self, viewer: &Viewer, id: i64, changes: Values) -> Result<service::Saved> {
        let (viewer, kind) = (viewer.clone(), self.registry().kind(KEY)?);
        self.db().write_blocking(move |tx| service::update(tx, &viewer, &kind, id, None, changes))
    }

    fn get(&self, viewer: &Viewer, id: i64) -> Record {
        let kind = self.registry().kind(KEY).unwrap();
        self.db().read_blocking(|conn| store::get(conn, viewer, &kind, id, Access::View)).unwrap()
    }

    fn lead(&self, viewer: &Viewer, title: &str) -> i64 {
        self.create(viewer, leads::KEY, Values::default().with("title", title))
    }
}

fn at(text: &str) -> i64 {
    Timestamp::from(chrono::DateTime::parse_from_rfc3339(text).unwrap().to_utc()).0
}

fn about(kind: &str, id: i64) -> Values {
    Values::default().with("about", Value::Text(format!("{kind}/{id}")))
}

#[test]
fn what_nobody_says_goes_without_saying() {
    let office = furnished();
    let id = office.create(&office.olga, KEY, Values::default().with("type", "call"));
    let call = office.get(&office.olga, id);
    assert_eq!((call.title.as_str(), call.values.text("status")), ("Звонок", Some("planned")));
    assert_eq!(call.values.get("is_open"), &Value::Bool(true));
    assert!(call.values.get("done_at").is_empty() && call.values.get("due_at").is_empty());
    let id = office.create(&office.olga, KEY, Values::default());
    assert_eq!(office.get(&office.olga, id).values.text("type"), Some("task"));
}

#[test]
fn a_day_is_that_of_the_planner_for_everybody() {
    let office = furnished();
    let morning = Value::Int(at("2026-11-28T09:00:00+03:00"));
    let values = Values::default().with("due_at", morning.clone()).with("due_is_day", Value::Bool(true));
    let id = office.create(&office.olga, KEY, values);
    let day = at("2026-11-28T23:59:59.999Z");
    assert_eq!(office.get(&office.olga, id).values.int("due_at"), Some(day));
    // Whoever writes back what they read changes nothing, wherever they are.
    for zone in [chrono_tz::Asia::Kamchatka, chrono_tz::America::New_York] {
        let there = Viewer { zone, ..office.olga.clone() };
        let same = Values::default().with("due_at", Value::Int(day)).with("due_is_day", Value::Bool(true));
        assert_eq!(office.update(&there, id, same).unwrap().action, None, "{zone}");
    }
    // Whoever says an instant means it.
    office.update(&office.olga, id, Values::default().with("due_at", morning.clone())).unwrap();
    let activity = office.get(&office.olga, id);
    assert_eq!((activity.values.get("due_at"), activity.values.get("due_is_day")), (&morning, &Value::Bool(false)));
}

#[test]
fn a_day_is_due_today_until_the_day_of_each_viewer_is_over() {
    let office = furnished();
    let day = Values::default().with("due_at", Value::Int(at("2026-11-27T09:00:00+03:00")));
    office.create(&office.olga, KEY, day.with("due_is_day", Value::Bool(true)));
    let kind = office.registry().kind(KEY).unwrap();
    for (zone, now, overdue, today) in [
        (chrono_tz::Europe::Moscow, "2026-11-27T00:10:00+03:00", 0, 1),
        (chrono_tz::Europe::Moscow, "2026-11-27T23:50:00+03:00", 0, 1),
        (chrono_tz::Europe::Moscow, "2026-11-28T00:10:00+03:00", 1, 0),
        // Where it is 28 November already, and where it is still 27 November.
        (chrono_tz::Asia::Novosibirsk, "2026-11-27T23:50:00+07:00", 0, 1),
        (chrono_tz::Asia::Novosibirsk, "2026-11-28T00:10:00+07:00", 1, 0),
        (chrono_tz::America::New_York, "2026-11-27T23:50:00-05:00", 0, 1),
        (chrono_tz::America::New_York, "2026-11-26T23:50:00-05:00", 0, 0),
    ] {
        let viewer = Viewer { zone, ..office.olga.clone() };
        let now = Timestamp(at(now));
        let count = |filter: &str| {
            let query = ListQuery::parse(&kind, None, Some(filter), None).unwrap();
            office.db().read_blocking(|conn| list::count_capped(conn, &viewer, &kind, &query, now)).unwrap()
        };
        assert_eq!(count("due_at:lt:now"), overdue, "overdue in {zone} at {now:?}");
        assert_eq!(count("due_at:eq:today"), today, "today in {zone} at {now:?}");
        assert_eq!(count("due_at:ge:now;due_at:le:today"), today, "still today in {zone} at {now:?}");
        assert_eq!((count("due_at:eq:2026-11-27"), count("due_at:gt:2026-11-27")), (1, 0), "{zone}");
    }
}

#[test]
fn the_meaning_of_the_status_is_kept_and_when_it_ended() {
    let office = furnished();
    let id = office.create(&office.olga, KEY, Values::default().with("type", "call"));
    for (status, is_open) in [("done", false), ("planned", true), ("missed", false)] {
        office.update(&office.olga, id, Values::default().with("status", status)).unwrap();
        let activity = office.get(&office.olga, id);
        assert_eq!(activity.values.get("is_open"), &Value::Bool(is_open), "{status}");
        assert_eq!(activity.values.get("done_at").is_empty(), is_open, "{status}");
    }
    let refused = office.update(&office.olga, id, Values::default().with("done_at", Value::Int(1)));
    assert!(matches!(refused, Err(Error::Invalid(errors)) if errors.first("done_at") == Some(&Problem::ReadOnly)));
}

#[test]
fn with_whom_comes_from_the_record_it_is_about() {
    let office = furnished();
    let company = office.create(&office.olga, companies::KEY, Values::default().with("name", "ООО «Ромашка»"));
    let link = LinkItem { id: company, ..Default::default() };
    let person = Values::default().with("last_name", "Ёлкин").with("companies", Value::Links(vec![link]));
    let contact = office.create(&office.olga, contacts::KEY, person);
    let lead = Values::default().with("title", "Стеллажи").with("contact_id", Value::Int(contact));
    let lead = office.create(&office.olga, leads::KEY, lead);
    let sides = |values: Values| {
        let id = office.create(&office.olga, KEY, values);
        let activity = office.get(&office.olga, id);
        (activity.values.int("contact_id"), activity.values.int("company_id"))
    };
    assert_eq!(sides(about(leads::KEY, lead)), (Some(contact), None));
    assert_eq!(sides(about(contacts::KEY, contact)), (Some(contact), Some(company)));
    assert_eq!(sides(about(companies::KEY, company)), (None, Some(company)));
    // What somebody says is not added to.
    let said = about(contacts::KEY, contact).with("contact_id", Value::Empty);
    assert_eq!(sides(said), (None, None));
}

#[test]
fn whoever_works_on_the_record_sees_what_is_planned_on_it() {
    let office = furnished();
    let lead = office.lead(&office.igor, "Стеллажи");
    let values = about(leads::KEY, lead).with("type", "call").with("responsible_id", office.olga.user_id);
    let id = office.create(&office.anna, KEY, values);
    let call = office.get(&office.igor, id);
    assert_eq!(call.values.get("observers"), &Value::Ids(vec![office.anna.user_id.0, office.igor.user_id.0]));
    // Olga is to call, and does not see the lead: of what it is about she learns nothing.
    assert!(office.get(&office.olga, id).values.get("about").is_empty());
}

#[test]
fn nobody_plans_on_what_they_do_not_see() {
    let office = furnished();
    let lead = office.lead(&office.igor, "Стеллажи");
    for wrong in [about(leads::KEY, lead), about(leads::KEY, 999), about("robot", 1), about("lead", -1)] {
        let refused = office.try_create(&office.olga, KEY, wrong.clone());
        let is_told = |errors: &FieldErrors| errors.first("about") == Some(&Problem::NoSuchRecord);
        assert!(matches!(&refused, Err(Error::Invalid(errors)) if is_told(errors)), "{wrong:?}: {refused:?}");
    }
    let own = office.create(&office.olga, KEY, Values::default());
    let refused = office.try_create(&office.olga, KEY, about(KEY, own));
    assert!(matches!(refused, Err(Error::Invalid(_))), "nothing is about another activity");
}

#[test]
fn programs_plan_and_complete_activities() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let lead = olga.post_json("/api/v1/leads", &json!({ "title": "Стеллажи" })).expect(201).json();
    let about = json!({ "kind": "lead", "id": lead["id"] });
    let call = json!({ "type": "call", "about": about, "due_at": "2020-11-28T09:00:00+03:00", "due_is_day": true });
    let made = olga.post_json("/api/v1/activities", &call).expect(201).json();
    assert_eq!((&made["about"], &made["subject"]), (&about, &json!("Звонок")));
    assert_eq!(made["due_at"], "2020-11-28T23:59:59.999Z");
    let path = format!("/api/v1/activities/{}", made["id"]);
    let done = olga.patch_json(&path, &json!({ "status": "done", "result": "Ждёт счёт" })).expect(200).json();
    assert!(done["done_at"].is_string() && done["is_open"] == false, "{done}");
    for (sent, wrong) in [
        (json!({ "about": { "kind": "lead", "id": 999 } }), "about: no_such_record"),
        (json!({ "about": { "kind": "robot", "id": 1 } }), "about: no_such_record"),
        (json!({ "about": { "kind": "lead" } }), "about.id: required"),
        (json!({ "about": "lead/1" }), "about: wrong_type"),
        (json!({ "about": { "kind": "lead", "id": 1, "name": "x" } }), "about.name: unknown_field"),
        (json!({ "is_open": true }), "is_open: read_only"),
    ] {
        let refused = app.expect_unchanged(|| olga.patch_json(&path, &sent)).expect(422).json();
        let told = format!("{}: {}", refused["errors"][0]["field"], refused["errors"][0]["code"]).replace('"', "");
        assert_eq!(told, wrong, "{refused}");
    }
    let found = |filter: &str| {
        let list = olga.get(&format!("/api/v1/activities?filter={filter}")).expect(200).json();
        list["items"].as_array().unwrap().len()
    };
    let id = &lead["id"];
    assert_eq!(found(&format!("about:in:lead/{id}")), 1);
    assert_eq!((found("about:empty"), found("about:empty:no"), found("about:in:lead/999")), (0, 1, 0));
    assert_eq!((found("is_open:eq:yes"), found("due_at:lt:now")), (0, 1));
    olga.get("/api/v1/activities?filter=about:in:robot/1").expect(400);
    olga.patch_json(&path, &json!({ "about": null })).expect(200);
    assert_eq!(found("about:empty"), 1);
}

#[test]
fn a_record_that_one_may_not_see_is_found_by_no_filter() {
    let office = furnished();
    let lead = office.lead(&office.igor, "Стеллажи");
    let values = about(leads::KEY, lead).with("responsible_id", office.olga.user_id);
    office.create(&office.anna, KEY, values);
    for (who, named, empty) in [("olga", 0, 1), ("igor", 1, 0), ("anna", 1, 0)] {
        let found = |filter: &str| {
            let list = office.api(who).get(&format!("/api/v1/activities?filter={filter}")).expect(200).json();
            list["items"].as_array().unwrap().len()
        };
        assert_eq!((found(&format!("about:in:lead/{lead}")), found("about:empty")), (named, empty), "{who}");
    }
}

#[test]
fn the_form_takes_a_day_or_an_instant_and_a_record_of_any_kind() {
    let office = furnished();
    let lead = office.lead(&office.olga, "Стеллажи");
    let olga = office.as_("olga");
    let subject = format!("lead/{lead}");
    let sent = [("subject", "Позвонить"), ("about", ""), ("about", subject.as_str()), ("due_at", "28.11.2031")];
    let card = olga.post_form("/activities", &sent).expect(303).header("location").to_owned();
    let card = card.split('?').next().unwrap().to_owned();
    olga.get(&card).expect(200).has("28 ноя 2031").has_not("23:59").has(&format!("/leads/{lead}"));
    let form = olga.get(&format!("{card}/edit")).expect(200);
    assert_eq!(form.attributes("input[name=due_at]", "value"), ["28 ноя 2031"]);
    assert!(form.attributes("input[name=about]", "value").contains(&subject));
    let version = form.attributes("input[name=version]", "value")[0].clone();
    let base = form.attributes("input[name=base]", "value")[0].clone();
    let sent = [("due_at", "28.11.2031 15:30"), ("about", ""), ("version", &version), ("base", &base)];
    olga.post_form(&card, &sent).expect(303);
    olga.get(&card).expect(200).has("28 ноя 2031, 15:30").has_not(&format!("/leads/{lead}"));
    for wrong in ["завтра-послезавтра", "31.02.2031", "28.11.2031 25:00"] {
        office.expect_unchanged(|| olga.post_form("/activities", &[("subject", "А"), ("due_at", wrong)])).expect(422);
    }
    let two = [("subject", "А"), ("about", subject.as_str()), ("about", "lead/2")];
    office.expect_unchanged(|| olga.post_form("/activities", &two)).expect(422);
}

#[test]
fn lists_of_activities_open_by_what_is_to_be_done() {
    let office = furnished();
    let now = office.db().clock().now().0;
    let hour = 3_600_000;
    for (subject, due, status) in [
        ("Вчерашнее", now - 24 * hour, "planned"),
        ("Скорое", now + 9000 * hour, "planned"),
        ("Сделанное", now - hour, "done"),
    ] {
        let values = Values::default().with("subject", subject).with("due_at", Value::Int(due)).with("status", status);
        office.create(&office.olga, KEY, values);
    }
    let names = |view: &str| {
        let page = office.as_("olga").get(&format!("/activities?view={view}")).expect(200);
        page.texts("td a.name")
    };
    assert_eq!(names("planned"), ["Вчерашнее", "Скорое"]);
    assert_eq!((names("overdue"), names("done")), (vec!["Вчерашнее".to_owned()], vec!["Сделанное".to_owned()]));
    assert_eq!((names("mine").len(), names("all").len()), (2, 3));
    let page = office.as_("olga").get("/activities").expect(200);
    assert_eq!(page.texts("td .act[data-s=late]").len(), 1, "what is late is red");
}
