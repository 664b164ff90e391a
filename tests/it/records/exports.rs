//! Lists as files, and back.

use crate::harness::TestApp;
use korob::kernel::{Access, Timestamp};
use korob::records::export::{self, Format, Wanted};
use korob::records::import::{self, Plan, Policy, files::Arriving};
use korob::records::list::{self, ListQuery};
use korob::records::registry::{FieldType, Kind};
use korob::records::value::{LinkItem, Point, Record, Value, Values};
use korob::records::{service, store};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeSet;
use std::sync::Arc;

fn company(app: &TestApp, values: Values) -> i64 {
    record(app, "company", values)
}

fn record(app: &TestApp, key: &str, values: Values) -> i64 {
    let (anna, kind) = (app.viewer("anna"), app.registry().kind(key).unwrap());
    let created_at = Timestamp(1_790_000_000_000);
    app.db().write_blocking(move |tx| service::create_at(tx, &anna, &kind, values, created_at)).unwrap().id
}

fn file(app: &TestApp, who: &str, kind: &Arc<Kind>, format: Format) -> Vec<u8> {
    let query = ListQuery::parse(kind, None, None, Some("id")).unwrap();
    let wanted = Wanted { query, columns: None, format };
    let mut out = Vec::new();
    export::export(app.db(), app.registry(), &app.viewer(who), kind, &wanted, &mut out, &mut |_| {}).unwrap();
    out
}

fn all(app: &TestApp, kind: &Kind) -> Vec<Record> {
    let anna = app.viewer("anna");
    let read = |conn: &rusqlite::Connection| {
        let ids = list::all_ids(conn, &anna, kind, &ListQuery::default(), app.db().clock().now())?;
        ids.into_iter().map(|id| store::get(conn, &anna, kind, id, Access::View)).collect()
    };
    app.db().read_blocking(read).unwrap()
}

/// What an import can take: fields that people fill, and when the record was made.
fn kept(kind: &Kind, record: &Record) -> Values {
    let mut kept = Values::default();
    for field in kind.fields.iter().filter(|field| !field.is_read_only || field.key == "created_at") {
        let value = match (&field.field_type, record.values.get(&field.key)) {
            // Which one is the main one follows from the order of the columns.
            (FieldType::Points(_), Value::Points(points)) => {
                let mut points: Vec<Point> =
                    points.iter().map(|point| Point { is_main: false, ..point.clone() }).collect();
                points.sort_by(|a, b| (&a.label, &a.value).cmp(&(&b.label, &b.value)));
                Value::Points(points)
            }
            // The main one comes first.
            (FieldType::Links(_), Value::Links(links)) => {
                let mut links = links.clone();
                links.sort_by_key(|link| (!link.is_main, link.id));
                Value::Links(links)
            }
            (_, value) => value.clone(),
        };
        if !value.is_empty() {
            kept.set(field.key.as_ref(), value);
        }
    }
    kept
}

fn text() -> impl Strategy<Value = String> {
    let tricky = prop_oneof![
        Just("=1+1".to_owned()),
        Just("+7 x".to_owned()),
        Just("-2".to_owned()),
        Just("@SUM(A1)".to_owned()),
        Just("'=x".to_owned()),
        Just("00123".to_owned()),
        Just("1E5".to_owned()),
        Just("<b>&amp;</b>".to_owned()),
    ];
    prop_oneof![3 => "[А-Яа-яA-Za-złŁ0-9«»\";,|.%&<>'-]{1,12}( [а-я;,\"]{1,6}){0,2}", 1 => tricky]
}

/// Whatever people put into tags, also what separates them in the files of other programs.
fn tags() -> impl Strategy<Value = Vec<String>> {
    let tricky = ["a; b", "\"a\"", "12\" труба", "a ::: b", "* myContacts", "=1", "\"a; b", ";", "x;"];
    let tag = prop_oneof!["[а-я]{2,8}", prop::sample::select(tricky.to_vec()).prop_map(str::to_owned)];
    prop::collection::btree_set(tag, 0..4).prop_map(|tags| tags.into_iter().collect())
}

fn firm() -> impl Strategy<Value = Values> {
    let phone = (
        79_990_000_000u64..79_990_099_999,
        prop::option::of("[1-9][0-9]{0,3}"),
        prop::sample::select(vec!["work", "mobile", "fax"]),
    );
    let phones = prop::collection::vec(phone, 0..3);
    let comment = prop::collection::vec(text(), 0..3);
    let rest = (prop::option::of(0i64..10_000_000_000), prop::option::of(text()), prop::option::of("[0-9]{10}"));
    let choice = prop::option::of(prop::sample::select(vec!["client", "supplier", "other"]));
    let words = tags();
    (text(), phones, comment, rest, choice, words).prop_map(
        |(name, phones, comment, (revenue, city, tax), kind, tags)| {
            let mut values = Values::default().with("name", name.as_str());
            let mut points: Vec<Point> = Vec::new();
            for (number, extension, label) in phones {
                let point =
                    Point { value: format!("+{number}"), label: label.into(), is_main: points.is_empty(), extension };
                if points.iter().all(|known| known.value != point.value) {
                    points.push(point);
                }
            }
            values.set("phones", Value::Points(points));
            values.set("comment", comment.join("\n").as_str());
            if let Some(revenue) = revenue {
                values.set("revenue_minor", Value::Int(revenue));
            }
            for (key, value) in [("city", city), ("tax_id", tax)] {
                values.set(key, value.unwrap_or_default().as_str());
            }
            if let Some(kind) = kind {
                values.set("company_type", kind);
            }
            values.set("tags", Value::Names(tags));
            values
        },
    )
}

#[test]
fn an_export_has_all_that_a_search_finds() {
    let app = TestApp::start();
    let (anna, kind) = (app.viewer("anna"), app.registry().kind("company").unwrap());
    let made = 1_100;
    let of_kind = kind.clone();
    let make = move |tx: &mut korob::platform::db::Tx<'_>| {
        for number in 0..made {
            let values = Values::default().with("name", format!("Рассвет {number}").as_str());
            service::create_at(tx, &anna, &of_kind, values, Timestamp(1_790_000_000_000))?;
        }
        Ok(())
    };
    app.db().write_blocking(make).unwrap();
    for sort in ["title", "-created_at"] {
        let query = ListQuery::parse(&kind, Some("рассвет"), None, Some(sort)).unwrap();
        let wanted = Wanted { query, columns: None, format: Format::Csv };
        let mut out = Vec::new();
        let exported =
            export::export(app.db(), app.registry(), &app.viewer("anna"), &kind, &wanted, &mut out, &mut |_| {});
        assert_eq!(exported.unwrap(), made, "by {sort}");
    }
    // So has a program that follows the pages of the API.
    let api = app.api("anna");
    let (mut ids, mut after) = (BTreeSet::new(), String::new());
    loop {
        let page =
            api.get(&format!("/api/v1/companies?q=%D1%80%D0%B0%D1%81%D1%81&limit=200{after}")).expect(200).json();
        ids.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(ids.len(), made);
}

#[test]
fn an_import_of_an_export_gives_the_same_records() {
    let mut runner = TestRunner::new(Config { cases: 6, ..Config::default() });
    runner
        .run(&prop::collection::vec(firm(), 1..12), |firms| {
            let (here, there) = (TestApp::start(), TestApp::start());
            let kind = here.registry().kind("company").unwrap();
            for firm in firms {
                company(&here, firm);
            }
            carry(&here, &there, &kind);
            let before: Vec<Values> = all(&here, &kind).iter().map(|record| kept(&kind, record)).collect();
            let after: Vec<Values> = all(&there, &kind).iter().map(|record| kept(&kind, record)).collect();
            prop_assert_eq!(after, before);
            Ok(())
        })
        .unwrap();
}

/// Imports into one box what another exports.
fn carry(here: &TestApp, there: &TestApp, kind: &Arc<Kind>) {
    let path = here.scratch().join("records.csv");
    std::fs::write(&path, file(here, "anna", kind, Format::Csv)).unwrap();
    let plan = Plan { duplicates: Policy::Allow, ..Plan::default() };
    let (db, anna) = (there.db(), there.viewer("anna"));
    let arriving = Arriving::begin(db).unwrap().copy_from(&path).unwrap();
    let id = import::begin(db, &anna, kind, arriving, "records.csv", &plan).unwrap();
    import::run(db, there.registry(), &anna, kind, id, &mut |_, _| {}).unwrap();
    let report = import::report(db, &anna, kind, id).unwrap();
    assert_eq!(report.tally.rejected, 0, "{:?}", report.rows);
}

fn person() -> impl Strategy<Value = Values> {
    let position = prop::option::of(prop::sample::select(vec!["директор", "юрист; бухгалтер", "\"гендир\"", "-1"]));
    let firms = prop::collection::btree_map(1i64..6, position.clone(), 0..4);
    let firms = (firms, any::<prop::sample::Index>()).prop_map(|(firms, main)| {
        let main = if firms.is_empty() { 0 } else { main.index(firms.len()) };
        let link = |(at, (id, position)): (usize, (i64, Option<&str>))| LinkItem {
            id,
            position: position.map(str::to_owned),
            is_main: at == main,
        };
        firms.into_iter().enumerate().map(link).collect::<Vec<_>>()
    });
    let sites = prop::collection::btree_set(
        prop::sample::select(vec!["https://a.example/b,c;d", "https://a.example", "b.example/«x»"]),
        0..3,
    );
    (firms, position, sites, tags()).prop_map(|(firms, position, sites, tags)| {
        let points = sites.into_iter().enumerate().map(|(at, site)| Point {
            value: site.into(),
            label: "work".into(),
            is_main: at == 0,
            extension: None,
        });
        Values::default()
            .with("last_name", "Белкина")
            .with("position", position.unwrap_or_default())
            .with("companies", Value::Links(firms))
            .with("sites", Value::Points(points.collect()))
            .with("tags", Value::Names(tags))
    })
}

#[test]
fn people_keep_their_places_in_firms_through_a_file() {
    let mut runner = TestRunner::new(Config { cases: 6, ..Config::default() });
    runner
        .run(&prop::collection::vec(person(), 1..12), |people| {
            let (here, there) = (TestApp::start(), TestApp::start());
            let [firm, contact] = ["company", "contact"].map(|key| here.registry().kind(key).unwrap());
            for name in ["ООО «Рассвет»; Тула", "\"Рассвет\"", "Рассвет, Лютик и К", "=Рассвет", "* Рассвет"]
            {
                company(&here, Values::default().with("name", name));
            }
            for person in people {
                record(&here, "contact", person);
            }
            // In the same order, so that the firms have the same ids.
            carry(&here, &there, &firm);
            carry(&here, &there, &contact);
            let before: Vec<Values> = all(&here, &contact).iter().map(|record| kept(&contact, record)).collect();
            let after: Vec<Values> = all(&there, &contact).iter().map(|record| kept(&contact, record)).collect();
            prop_assert_eq!(after, before);
            prop_assert_eq!(file(&there, "anna", &contact, Format::Csv), file(&here, "anna", &contact, Format::Csv));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_list_becomes_a_file_with_what_one_may_see_of_it() {
    let app = TestApp::start();
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    olga.post_form("/companies", &[("name", "=cmd|' /C calc'!A0"), ("phones[0].value", "89990001234")])
        .expect_redirect();
    anna.post_form("/companies", &[("name", "Склад; №1"), ("revenue_minor", "1 234,50")]).expect_redirect();
    let csv = anna.get("/companies/export?format=csv&all=1&sort=id").expect(200);
    assert!(csv.header("content-disposition").contains("attachment; filename=\"companies-"));
    let text = csv.text();
    assert!(text.starts_with("\u{feff}Название;Тип;"), "{text}");
    assert!(text.contains("\r\n'=cmd|' /C calc'!A0;") && text.contains(";+79990001234;"), "{text}");
    assert!(text.contains("\"Склад; №1\"") && text.contains(";1234,50;RUB;"), "{text}");
    anna.get("/companies/export?filter=comment:lt:x").expect(400);
    let mine = olga.get("/companies/export?columns=phones,city").expect(200).text();
    assert_eq!(mine.lines().next(), Some("\u{feff}Название;Телефоны;Город"));
    assert_eq!(mine.lines().count(), 2, "{mine}");
    let json = olga.get("/companies/export?format=json").expect(200).json();
    assert_eq!((json.as_array().unwrap().len(), &json[0]["name"]), (1, &"=cmd|' /C calc'!A0".into()));
    let xlsx = anna.get("/companies/export?format=xlsx").expect(200);
    assert!(xlsx.body.starts_with(b"PK\x03\x04"));
    anna.get("/companies/export?format=pdf").expect(400);
    assert_eq!(app.anonymous().get("/companies/export").status, 303);
    let export = anna.get("/companies").expect(200).attributes("#export a", "href");
    assert_eq!(export.len(), 5);
    for href in export {
        anna.get(&href).expect(200);
    }
}
