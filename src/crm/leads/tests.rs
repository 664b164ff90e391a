use super::*;
use crate::access::users::{self, NewUser};
use crate::access::{Role, Viewer};
use crate::crm;
use crate::kernel::email::EmailAddress;
use crate::kernel::{Access, Actor, Error, Lang, Problem, Result, Via};
use crate::platform::db::Tx;
use crate::platform::db::testing::{self, TestDb};
use crate::platform::settings::Office;
use crate::records::value::Point;
use crate::records::{Record, Registry, Value, Values, options, service, store};

struct Box {
    db: TestDb,
    registry: &'static Registry,
    anna: Viewer,
    olga: Viewer,
    igor: Viewer,
}

fn furnished() -> Box {
    let db = testing::db();
    let [anna, olga, igor] = db
        .write_blocking(|tx| {
            Office {
                name: "Тулаполис".into(),
                lang: Lang::Ru,
                country: "RU".into(),
                currency: "RUB".into(),
                zone: "Europe/Moscow".into(),
            }
            .save(tx)?;
            options::ship(tx, &crm::shipped_options())?;
            crm::pipelines::ship(tx)?;
            let mut viewer = |name: &str, role| {
                let user = NewUser {
                    name: name.into(),
                    email: EmailAddress::parse(&format!("{name}@tulapolis.example")).unwrap(),
                    role,
                    lang: Lang::Ru,
                    zone: chrono_tz::Europe::Moscow,
                    password: None,
                };
                let id = users::create(tx, &Actor::SYSTEM, &user)?;
                Ok::<Viewer, Error>(users::get(tx, id)?.viewer(Via::Page))
            };
            Ok([viewer("anna", Role::Admin)?, viewer("olga", Role::Staff)?, viewer("igor", Role::Staff)?])
        })
        .unwrap();
    let registry = std::boxed::Box::leak(std::boxed::Box::new(Registry::new(vec![
        kind(),
        crm::deals::kind(),
        crm::contacts::kind(),
        crm::companies::kind(),
        crm::activities::kind(),
    ])));
    Box { db, registry, anna, olga, igor }
}

impl Box {
    fn write<T: Send + 'static>(
        &self,
        deed: impl FnOnce(&mut Tx<'_>, &'static Registry) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let registry = self.registry;
        self.db.write_blocking(move |tx| deed(tx, registry))
    }

    fn create(&self, viewer: &Viewer, key: &'static str, values: Values) -> i64 {
        let viewer = viewer.clone();
        self.write(move |tx, registry| service::create(tx, &viewer, &*registry.kind(key)?, values)).unwrap().id
    }

    fn convert(&self, viewer: &Viewer, id: i64, conversion: Conversion) -> Result<Converted> {
        let viewer = viewer.clone();
        self.write(move |tx, registry| convert(tx, &viewer, registry, id, &conversion))
    }

    fn get(&self, viewer: &Viewer, key: &str, id: i64) -> Record {
        let kind = self.registry.kind(key).unwrap();
        self.db.read_blocking(|conn| store::get(conn, viewer, &kind, id, Access::View)).unwrap()
    }

    /// The one that every office begins with.
    fn pipeline(&self) -> i64 {
        self.db.read_blocking(mode::way).unwrap().pipeline_id.unwrap()
    }

    fn first_stage(&self, pipeline: i64) -> i64 {
        let code = pipeline.to_string();
        self.db.read_blocking(|conn| crm::pipelines::first_stage(conn, Lang::Ru, Some(&code))).unwrap().unwrap().id()
    }

    fn propose(&self, viewer: &Viewer, id: i64) -> Proposal {
        self.db.read_blocking(|conn| propose(conn, viewer, self.registry, id, Default::default())).unwrap()
    }
}

fn phone(number: &str) -> Value {
    Value::Points(vec![Point { value: number.into(), label: "work".into(), is_main: true, extension: None }])
}

fn email(address: &str) -> Value {
    Value::Points(vec![Point { value: address.into(), label: "work".into(), is_main: true, extension: None }])
}

fn lead() -> Values {
    Values::default()
        .with("title", "Стеллажи для склада")
        .with("first_name", "Пётр")
        .with("last_name", "Ёлкин")
        .with("position", "директор")
        .with("company_name", "ООО «Ромашка»")
        .with("phones", phone("+79161234567"))
        .with("emails", email("elkin@romashka.example"))
        .with("city", "Тула")
        .with("source", "website")
        .with("utm_campaign", "осень")
        .with("comment", "Звонить утром")
        .with("tags", Value::Names(vec!["опт".into()]))
}

#[test]
fn a_lead_becomes_a_person_in_a_firm_and_undo_takes_all_of_it_back() {
    let office = furnished();
    let id = office.create(&office.olga, KEY, lead());
    let proposal = office.propose(&office.olga, id);
    assert_eq!((proposal.contact.usual, proposal.company.usual), (Target::New, Target::New));
    assert_eq!(proposal.contact.title, "Пётр Ёлкин");
    let both = Conversion { contact: Target::New, company: Target::New, ..Default::default() };
    let done = office.convert(&office.olga, id, both.clone()).unwrap();
    let contact = office.get(&office.olga, "contact", done.contact_id.unwrap());
    let company = office.get(&office.olga, "company", done.company_id.unwrap());
    for (key, value) in
        [("last_name", "Ёлкин"), ("utm_campaign", "осень"), ("comment", "Звонить утром"), ("city", "Тула")]
    {
        assert_eq!(contact.values.text(key), Some(value), "{key}");
    }
    assert_eq!(contact.values.get("tags"), &Value::Names(vec!["опт".into()]));
    let link = &contact.values.get("companies").as_links()[0];
    assert_eq!((link.id, link.position.as_deref(), link.is_main), (company.id, Some("директор"), true));
    assert!(company.values.get("phones").is_empty(), "the phone is the person's");
    let lead = office.get(&office.olga, KEY, id);
    assert_eq!(lead.values.text("status"), Some("converted"));
    assert_eq!(lead.values.int("contact_id"), done.contact_id);
    assert!(!lead.values.get("converted_at").is_empty());
    let again = office.convert(&office.olga, id, both);
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");

    let olga = office.olga.clone();
    office.write(move |tx, registry| service::undo(tx, registry, &olga, done.action)).unwrap();
    let lead = office.get(&office.olga, KEY, id);
    assert_eq!(lead.values.text("status"), Some("new"));
    assert!(lead.values.get("contact_id").is_empty() && lead.values.get("converted_at").is_empty());
    for (table, id) in [("contact", done.contact_id), ("company", done.company_id)] {
        let kind = office.registry.kind(table).unwrap();
        let found = office.db.read_blocking(|conn| store::find(conn, &office.anna, &kind, id.unwrap(), Access::View));
        assert_eq!(found.unwrap(), None, "{table}");
    }
}

#[test]
fn a_known_client_is_offered_completed_and_never_overwritten() {
    let office = furnished();
    let known = Values::default()
        .with("first_name", "Пётр")
        .with("last_name", "Елкин")
        .with("phones", phone("+79161234567"))
        .with("city", "Москва");
    let contact = office.create(&office.olga, "contact", known);
    let company = office.create(&office.olga, "company", Values::default().with("name", "ООО Ромашка"));
    let id = office.create(&office.olga, KEY, lead());
    let repeated = office.get(&office.olga, KEY, id);
    assert_eq!(repeated.values.int("contact_id"), Some(contact), "linked at once");
    assert_eq!(repeated.values.get("is_repeat"), &Value::Bool(true));
    let proposal = office.propose(&office.olga, id);
    assert_eq!(proposal.contact.usual, Target::Existing(contact));
    assert_eq!(proposal.company.usual, Target::Existing(company), "by the name, whatever its quotes");
    let conversion =
        Conversion { contact: proposal.contact.usual, company: proposal.company.usual, ..Default::default() };
    office.convert(&office.olga, id, conversion).unwrap();
    let contact = office.get(&office.olga, "contact", contact);
    assert_eq!(contact.values.text("last_name"), Some("Елкин"));
    assert_eq!(contact.values.text("city"), Some("Москва"));
    assert_eq!(contact.values.get("emails").as_points()[0].value, "elkin@romashka.example");
    assert_eq!(contact.values.get("phones").as_points().len(), 1);
    assert_eq!(contact.values.get("companies").as_links()[0].id, company);
}

#[test]
fn who_may_not_see_a_client_is_not_told_of_one() {
    let office = furnished();
    let contact = office.create(&office.igor, "contact", Values::default().with("phones", phone("+79161234567")));
    let id = office.create(&office.olga, KEY, lead());
    let lead = office.get(&office.olga, KEY, id);
    assert!(lead.values.get("contact_id").is_empty() && lead.values.get("is_repeat").is_empty());
    assert!(office.propose(&office.olga, id).contact.known.is_empty());
    let into = Conversion { contact: Target::Existing(contact), company: Target::Nothing, ..Default::default() };
    let refused = office.convert(&office.olga, id, into.clone());
    assert!(matches!(refused, Err(Error::Invalid(errors)) if errors.first("contact") == Some(&Problem::NoSuchRecord)));
    let refused = office.convert(&office.igor, id, into);
    assert!(matches!(refused, Err(Error::NotFound)));
    assert_eq!(office.propose(&office.anna, id).contact.usual, Target::Existing(contact));
}

#[test]
fn junk_asks_for_a_reason_and_conversion_is_no_status_to_choose() {
    let office = furnished();
    let id = office.create(&office.olga, KEY, lead());
    let set = |status: &'static str, reason: Option<(&'static str, &'static str)>| {
        let olga = office.olga.clone();
        office.write(move |tx, registry| {
            set_status(tx, &olga, registry, id, &Move { status, why: reason, expected_version: None })
        })
    };
    let problem = |outcome: Result<service::Saved>, field: &str| match outcome {
        Err(Error::Invalid(errors)) => errors.first(field).cloned(),
        other => panic!("{other:?}"),
    };
    assert_eq!(problem(set("junk", None), "junk_reason"), Some(Problem::ReasonRequired));
    assert_eq!(problem(set("junk", Some(("other", " "))), "junk_note"), Some(Problem::Required));
    assert_eq!(problem(set("junk", Some(("no such", ""))), "junk_reason"), Some(Problem::NotAnOption));
    assert_eq!(problem(set("converted", None), "status"), Some(Problem::NeedsConversion));
    assert_eq!(problem(set("no such", None), "status"), Some(Problem::NotAnOption));
    set("junk", Some(("other", "Конкурент"))).unwrap();
    set("new", None).unwrap();
    let lead = office.get(&office.olga, KEY, id);
    assert!(lead.values.get("junk_reason").is_empty() && lead.values.get("junk_note").is_empty());
    let olga = office.olga.clone();
    office.write(move |tx, registry| take(tx, &olga, registry, id, None)).unwrap();
    assert_eq!(office.get(&office.olga, KEY, id).values.text("status"), Some("in_work"));
}

#[test]
fn a_converted_lead_is_opened_by_undo_alone() {
    let office = furnished();
    let id = office.create(&office.olga, KEY, lead());
    let into = Conversion { contact: Target::New, company: Target::Nothing, ..Default::default() };
    let action = office.convert(&office.olga, id, into).unwrap().action;
    let set = |id: i64, status: &'static str, reason: Option<(&'static str, &'static str)>| {
        let olga = office.olga.clone();
        office.write(move |tx, registry| {
            set_status(tx, &olga, registry, id, &Move { status, why: reason, expected_version: None })
        })
    };
    for (status, reason) in [("new", None), ("in_work", None), ("junk", Some(("spam", "")))] {
        match set(id, status, reason) {
            Err(Error::Invalid(errors)) => assert_eq!(errors.first("status"), Some(&Problem::AlreadyConverted)),
            other => panic!("{status}: {other:?}"),
        }
    }
    let olga = office.olga.clone();
    office.write(move |tx, registry| service::undo(tx, registry, &olga, action)).unwrap();
    set(id, "in_work", None).unwrap();
    // It came converted from a former system: there is no conversion to take back.
    let importing = Viewer { via: Via::Import, ..office.olga.clone() };
    let told = office.create(&importing, KEY, lead().with("status", "converted"));
    set(told, "in_work", None).unwrap();
}

#[test]
fn a_lead_is_promising_when_all_four_answers_are_good() {
    let office = furnished();
    let good = lead()
        .with("budget_minor", Value::Int(10_000_000))
        .with("has_authority", Value::Bool(true))
        .with("need", "склад к весне")
        .with("timeline", "quarter");
    let id = office.create(&office.olga, KEY, good.clone());
    assert_eq!(office.get(&office.olga, KEY, id).values.get("is_promising"), &Value::Bool(true));
    for (key, value) in [
        ("budget_minor", Value::Int(0)),
        ("has_authority", Value::Bool(false)),
        ("need", Value::Empty),
        ("timeline", Value::Text("later".into())),
    ] {
        let id = office.create(&office.olga, KEY, good.clone().with(key, value));
        assert_eq!(office.get(&office.olga, KEY, id).values.get("is_promising"), &Value::Bool(false), "{key}");
    }
}

#[test]
fn a_lead_without_a_name_is_called_by_who_asked() {
    let office = furnished();
    for (values, title) in [
        (Values::default().with("first_name", "Анна"), "Анна"),
        (Values::default().with("company_name", "Łąka"), "Łąka"),
        (Values::default().with("phones", phone("+79161234567")), "+7 (916) 123-45-67"),
    ] {
        let id = office.create(&office.olga, KEY, values);
        assert_eq!(office.get(&office.olga, KEY, id).title, title);
    }
}

#[test]
fn links_one_may_not_see_are_neither_shown_nor_lost() {
    let office = furnished();
    let seen = office.create(&office.olga, "company", Values::default().with("name", "Своя"));
    let hidden = office.create(&office.igor, "company", Values::default().with("name", "Чужая"));
    let link = |id, is_main| crate::records::value::LinkItem { id, position: None, is_main };
    let values = Values::default()
        .with("first_name", "Пётр")
        .with("responsible_id", office.olga.user_id)
        .with("companies", Value::Links(vec![link(hidden, true), link(seen, false)]));
    let contact = office.create(&office.anna, "contact", values);
    let links = |viewer: &Viewer| office.get(viewer, "contact", contact).values.get("companies").as_links().to_vec();
    assert_eq!(links(&office.olga), [link(seen, false)]);
    let olga = office.olga.clone();
    office
        .write(move |tx, registry| {
            let values = Values::default().with("companies", Value::Links(Vec::new()));
            service::update(tx, &olga, &*registry.kind("contact")?, contact, None, values)
        })
        .unwrap();
    assert_eq!(links(&office.olga), []);
    assert_eq!(links(&office.anna), [link(hidden, true)], "what Olga could not see stays");
}

mod deals;
mod limits;
mod links;
mod ways;
