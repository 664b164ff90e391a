//! Contacts as cards for address books, read back by another program's reader.

use crate::cli::users::add_anna;
use crate::harness::{Korob, TestApp};
use calcard::vcard::{VCard, VCardEntry, VCardProperty, VCardValue};
use calcard::{Entry, Parser};
use korob::records::export::{self, Format, Wanted};
use korob::records::list::ListQuery;
use korob::records::value::{LinkItem, Point, Value, Values};
use korob::records::{self};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

fn create(app: &TestApp, kind: &str, values: Values) -> i64 {
    let (anna, kind) = (app.viewer("anna"), app.registry().kind(kind).unwrap());
    app.db().write_blocking(move |tx| records::create(tx, &anna, &kind, values)).unwrap().id
}

fn written(app: &TestApp) -> String {
    let kind = app.registry().kind("contact").unwrap();
    let query = ListQuery::parse(&kind, None, None, Some("id")).unwrap();
    let wanted = Wanted { query, columns: None, format: Format::Vcf };
    let mut out = Vec::new();
    export::export(app.db(), app.registry(), &app.viewer("anna"), &kind, &wanted, &mut out, &mut |_| {}).unwrap();
    String::from_utf8(out).unwrap()
}

fn cards(text: &str) -> Vec<VCard> {
    let mut parser = Parser::new(text);
    let mut cards = Vec::new();
    loop {
        match parser.entry() {
            Entry::VCard(card) => cards.push(card),
            Entry::Eof => return cards,
            other => panic!("{other:?} in {text}"),
        }
    }
}

fn parts(entry: &VCardEntry) -> Vec<String> {
    let mut parts = Vec::new();
    for value in &entry.values {
        match value {
            VCardValue::Component(several) => parts.extend(several.iter().cloned()),
            other => parts.push(other.as_text().unwrap_or_default().to_owned()),
        }
    }
    while parts.last().is_some_and(String::is_empty) {
        parts.pop();
    }
    parts
}

fn of(card: &VCard, property: VCardProperty) -> Vec<Vec<String>> {
    card.properties(&property).map(parts).collect()
}

fn word() -> impl Strategy<Value = String> {
    let tricky = prop_oneof![
        Just("a;b,c\\d".to_owned()),
        Just("\\n; \\,".to_owned()),
        Just("BEGIN:VCARD".to_owned()),
        Just("Żółć «Ёлка» : \"x\"".to_owned()),
        Just("д".repeat(90)),
    ];
    prop_oneof![3 => "[А-Яа-яA-Za-złŁ0-9«»\";,:=.%&<>'\\\\-]{1,12}( [а-я;,\\\\]{1,6}){0,2}", 2 => tricky]
}

fn person() -> impl Strategy<Value = Values> {
    let optional = || prop::option::of(word());
    let phone = (79_990_000_000u64..79_990_099_999, prop::sample::select(vec!["work", "mobile", "home", "fax"]));
    let address = (optional(), optional(), optional(), prop::option::of("[0-9]{6}"));
    let note = prop::collection::vec(word(), 0..3);
    let day = prop::option::of(prop::sample::select(vec!["1984-02-29", "2001-12-01"]));
    (word(), optional(), optional(), prop::collection::vec(phone, 0..3), address, note, day).prop_map(
        |(last, first, middle, phones, (street, city, country, code), note, day)| {
            let mut values = Values::default().with("last_name", last.as_str());
            let mut points: Vec<Point> = Vec::new();
            for (number, label) in phones {
                let value = format!("+{number}");
                if points.iter().all(|known| known.value != value) {
                    points.push(Point { value, label: label.into(), is_main: points.is_empty(), extension: None });
                }
            }
            values.set("phones", Value::Points(points));
            let texts = [("first_name", first), ("middle_name", middle), ("street", street), ("city", city)];
            for (key, text) in texts.into_iter().chain([("country", country), ("postal_code", code)]) {
                values.set(key, text.unwrap_or_default().as_str());
            }
            values.set("comment", note.join("\n").as_str());
            if let Some(day) = day {
                values.set("birth_date", day);
            }
            values
        },
    )
}

#[test]
fn what_is_written_reads_back_the_same() {
    let mut runner = TestRunner::new(Config { cases: 12, ..Config::default() });
    runner
        .run(&prop::collection::vec(person(), 1..8), |people| {
            let app = TestApp::start();
            for values in &people {
                create(&app, "contact", values.clone());
            }
            let text = written(&app);
            prop_assert!(text.lines().all(|line| line.len() <= 75), "{}", text);
            let cards = cards(&text);
            prop_assert_eq!(cards.len(), people.len());
            for (card, person) in cards.iter().zip(&people) {
                let text = |key: &str| person.text(key).unwrap_or_default().to_owned();
                let trimmed = |mut parts: Vec<String>| {
                    while parts.last().is_some_and(String::is_empty) {
                        parts.pop();
                    }
                    parts
                };
                let name = trimmed(["last_name", "first_name", "middle_name"].map(text).into());
                prop_assert_eq!(of(card, VCardProperty::N), vec![name]);
                let address = ["", "", "street", "city", "", "postal_code", "country"];
                let address = trimmed(address.map(text).into());
                let address = if address.is_empty() { vec![] } else { vec![address] };
                prop_assert_eq!(of(card, VCardProperty::Adr), address);
                let phones: Vec<Vec<String>> =
                    person.get("phones").as_points().iter().map(|point| vec![point.value.clone()]).collect();
                prop_assert_eq!(of(card, VCardProperty::Tel), phones);
                let note = Some(text("comment")).filter(|note| !note.is_empty()).map(|note| vec![note]);
                let born = card.property(&VCardProperty::Bday).map(|entry| match entry.values.as_slice() {
                    [VCardValue::PartialDateTime(day)] => {
                        format!("{:04}-{:02}-{:02}", day.year.unwrap(), day.month.unwrap(), day.day.unwrap())
                    }
                    other => panic!("{other:?}"),
                });
                prop_assert_eq!(born.unwrap_or_default(), text("birth_date"));
                prop_assert_eq!(of(card, VCardProperty::Note), note.into_iter().collect::<Vec<_>>());
            }
            Ok(())
        })
        .unwrap();
}

fn point(value: &str, label: &str, is_main: bool) -> Point {
    Point { value: value.into(), label: label.into(), is_main, extension: None }
}

#[test]
fn a_contact_is_a_card_with_all_that_address_books_know() {
    let app = TestApp::start();
    let company = create(&app, "company", Values::default().with("name", "ООО «Ромашка», опт"));
    let extended = Point { extension: Some("12".into()), ..point("+74951234567", "work", false) };
    let job = LinkItem { id: company, position: Some("Закупщик".into()), is_main: true };
    let values = Values::default()
        .with("last_name", "Ёлкин")
        .with("first_name", "Пётр")
        .with("salutation", "mr")
        .with("phones", Value::Points(vec![point("+79161234567", "mobile", true), extended]))
        .with("emails", Value::Points(vec![point("petr@elki.example", "home", true)]))
        .with("companies", Value::Links(vec![job]))
        .with("birth_date", "--02-29")
        .with("address", "Тула, ул. Ленина, 5")
        .with("tags", Value::Names(vec!["опт".into()]))
        .with("comment", "Звонить после обеда;\nне в пятницу");
    create(&app, "contact", values);
    let file = app.as_("anna").get("/contacts/export?format=vcf&all=1").expect(200);
    assert_eq!(file.header("content-type"), "text/vcard; charset=utf-8");
    assert!(file.header("content-disposition").contains(".vcf\""));
    let text = file.text().replace("\r\n ", "");
    for line in [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Пётр Ёлкин",
        "N:Ёлкин;Пётр;;г-н;",
        "ORG:ООО «Ромашка»\\, опт",
        "TITLE:Закупщик",
        "TEL;TYPE=CELL,PREF:+79161234567",
        "TEL;TYPE=WORK,VOICE:+74951234567 x12",
        "EMAIL;TYPE=INTERNET,HOME,PREF:petr@elki.example",
        "ADR;TYPE=WORK:;;Тула\\, ул. Ленина\\, 5;;;;",
        "BDAY:--02-29",
        "NOTE:Звонить после обеда\\;\\nне в пятницу",
        "CATEGORIES:опт",
        "END:VCARD",
    ] {
        assert!(text.split("\r\n").any(|there| there == line), "no {line:?} in\n{text}");
    }
    let olga = app.as_("olga").get("/contacts/export?format=vcf").expect(200).text();
    assert_eq!(olga, "", "of the contacts of others nothing is told");
    app.as_("anna").get("/companies/export?format=vcf").expect(400);
}

#[test]
fn the_command_line_writes_cards_of_contacts_only() {
    let korob = Korob::new();
    add_anna(&korob);
    korob.run(&["seed", "--contacts", "5"]).expect(0);
    let out = korob.run(&["export", "contacts", "--format", "vcf"]).expect(0).out;
    assert_eq!(cards(&out).len(), 5);
    let path = korob.data().join("firms.vcf");
    let refused = korob.run(&["export", "companies", "--format", "vcf", "--out", path.to_str().unwrap()]).expect(2);
    assert!(refused.err.contains("choose csv, xlsx, json") && refused.err.lines().count() == 1, "{}", refused.err);
    assert!(!path.exists());
}
