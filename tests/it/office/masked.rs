//! Masked copies: a mark is put into every text of an office, and no byte of the copy holds it.

use super::backup::tables;
use crate::harness::{Client, Korob};
use korob::app::wiring::registry;
use korob::office::clone::undecided;
use korob::records::registry::{Channel, Field, FieldType, Kind};
use rusqlite::Connection;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// In small letters, so that it is found however it is folded.
const MARK: &str = "zyxqwv";
const PHONE: &str = "9161239876";
const BIRTHDAY: &str = "1977-03-04";
const TAX_ID: &str = "7707083893";

const PASSWORD: &str = "three herons over the weir";

fn database(data: &Path) -> Connection {
    Connection::open(data.join("korob.db")).unwrap()
}

/// What a program sends to fill the field with something that would be recognised.
fn marked(field: &Field) -> Option<Value> {
    Some(match &field.field_type {
        FieldType::Text { .. } if field.key == "tax_id" => json!(TAX_ID),
        FieldType::Text { max } | FieldType::LongText { max } => {
            json!(format!("{MARK} {}", field.key).chars().take(*max).collect::<String>())
        }
        FieldType::Birthday => json!(BIRTHDAY),
        FieldType::Tags => json!([format!("{MARK} tag"), "#1"]),
        FieldType::Points(channel) => json!([{ "value": match channel {
            Channel::Phone => format!("+7{PHONE}"),
            Channel::Email => format!("{MARK}@{MARK}.example"),
            Channel::Messenger => MARK.to_owned(),
            Channel::Site => format!("https://{MARK}.example"),
        }}]),
        _ => return None,
    })
}

fn is_words(field: &Field) -> bool {
    matches!(field.field_type, FieldType::Text { .. } | FieldType::LongText { .. })
}

/// A record with all its texts marked; those that programs may not fill are marked in their columns.
fn fill(program: &Client, data: &Path, kind: &Kind) -> i64 {
    let mut body = Map::new();
    let fillable = kind.fields.iter().filter(|field| !field.is_read_only && !field.is_hidden);
    for field in fillable.filter(|field| !field.is_rare) {
        body.extend(marked(field).map(|value| (field.key.to_string(), value)));
    }
    match kind.key {
        "activity" => drop(body.insert("type".into(), json!("call"))),
        "contact" => {
            let link = json!([{ "id": 1, "position": format!("{MARK} chief"), "is_main": true }]);
            body.insert("companies".into(), link);
        }
        _ => {}
    }
    let path = format!("/api/v1/{}", kind.plural);
    let program = program.with_header("Idempotency-Key", &format!("{MARK}-{}", kind.key));
    let id = program.post_json(&path, &Value::Object(body)).expect(201).json()["id"].as_i64().unwrap();
    let connection = database(data);
    for field in kind.fields.iter().filter(|field| is_words(field)) {
        let key = &field.key;
        let sql = format!("UPDATE {} SET {key} = ?1 WHERE id = ?2 AND {key} IS NULL", kind.plural);
        connection.execute(&sql, (format!("{MARK} {key}"), id)).unwrap();
    }
    id
}

/// An office with everything marked; the token of its administrator.
fn office() -> (Korob, String) {
    let korob = Korob::new();
    let (email, name, firm) = (format!("{MARK}@a.example"), format!("{MARK} Anna"), format!("{MARK} Ltd"));
    let anna =
        ["user", "add", "--role", "admin", "--email", &email, "--name", &name, "--firm", &firm, "--password-stdin"];
    korob.run_with_input(&anna, &format!("{PASSWORD}\n")).expect(0);
    let token = korob.run(&["token", "create", "--user", &email, "--name", &format!("{MARK} program")]).expect(0).out;
    fs::write(korob.data().join("secret.key"), MARK).unwrap();
    fs::write(korob.data().join("license.key"), MARK).unwrap();
    let served = korob.serve(&[]);
    let program = served.program(token.trim());
    let order = ["companies", "contacts", "leads", "deals", "activities"];
    for plural in order {
        let kind = registry().by_plural(plural).unwrap();
        let id = fill(&program, korob.data(), &kind);
        let path = format!("/api/v1/{plural}/{id}");
        let name = format!("{MARK} contract.html");
        program.post_files(&format!("{path}/files"), &[(&name, format!("{MARK} in a file").as_bytes())]).expect(201);
        // What was there before lies in the history, and what was deleted in the bin.
        let comment = if kind.field("comment").is_some() { "comment" } else { "name" };
        program.patch_json(&path, &json!({ comment: format!("{MARK} later") })).expect(200);
        let second = program.post_json(&format!("/api/v1/{plural}"), &second(plural)).expect(201).json()["id"].clone();
        program.delete(&format!("/api/v1/{plural}/{second}")).expect(204);
    }
    let browser = served.client().with_header("Origin", served.base());
    browser.post_form("/login", &[("email", &email), ("password", PASSWORD)]).expect_redirect();
    browser.post_form("/contacts/1/comments", &[("body", &format!("{MARK} said so"))]);
    let file = korob.data().with_file_name(format!("{MARK}.csv"));
    fs::write(
        &file,
        format!("Last name;Phone;Email\n{MARK} Imported;+7 916 123-98-76;{MARK}2@a.example\n;;{MARK} is no address\n"),
    )
    .unwrap();
    korob.run(&["import", "contacts", file.to_str().unwrap(), "--duplicates", "allow"]).expect(0);
    assert_eq!(served.stop().0, 0);
    let view =
        "INSERT INTO saved_views (kind, user_id, name, is_shared, query, position) VALUES ('contact', 1, ?1, 0, ?2, 1)";
    database(korob.data()).execute(view, (format!("{MARK} view"), format!("q={MARK}"))).unwrap();
    (korob, email)
}

fn second(plural: &str) -> Value {
    let gone = format!("{MARK} gone");
    match plural {
        "companies" => json!({ "name": gone }),
        "contacts" => json!({ "last_name": gone }),
        "activities" => json!({ "type": "task", "subject": gone }),
        _ => json!({ "title": gone }),
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Which of the marks stand anywhere in the files of the folder, or in the names of these.
fn found(folder: &Path) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    for path in files(folder) {
        let mut bytes = fs::read(&path).unwrap().to_ascii_lowercase();
        bytes.extend(path.strip_prefix(folder).unwrap().to_str().unwrap().to_ascii_lowercase().as_bytes());
        for mark in [MARK, PHONE, BIRTHDAY, TAX_ID] {
            if bytes.windows(mark.len()).any(|window| window == mark.as_bytes()) {
                found.insert(mark);
            }
        }
    }
    found
}

fn told<T: rusqlite::types::FromSql>(data: &Path, sql: &str) -> T {
    database(data).query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn no_byte_of_a_masked_copy_is_of_what_people_wrote() {
    let (korob, email) = office();
    let before = tables(&korob);
    let plain = Korob::new();
    korob.run(&["clone", "--to", plain.data().to_str().unwrap()]).expect(0);
    assert_eq!(found(plain.data()), BTreeSet::from([MARK, PHONE, BIRTHDAY, TAX_ID]), "else nothing could be missed");
    let masked = Korob::new();
    let told_of = korob.run(&["clone", "--to", masked.data().to_str().unwrap(), "--mask", "--json"]).expect(0).out;
    assert_eq!(found(masked.data()), BTreeSet::new());
    assert!(!told_of.to_lowercase().contains(MARK), "{told_of}");
    assert_eq!(tables(&korob), before, "the office that people work in is as it was");
    assert!(!masked.data().join("secret.key").exists() && !masked.data().join("license.key").exists());

    // It is of the same shape.
    for table in [
        "companies",
        "contacts",
        "leads",
        "deals",
        "activities",
        "comments",
        "attachments",
        "contact_points",
        "users",
        "events",
        "actions",
        "tags",
        "record_tags",
    ] {
        let count = format!("SELECT count(*) FROM {table}");
        assert_eq!(told::<i64>(masked.data(), &count), told::<i64>(korob.data(), &count), "{table}");
    }
    for kind in registry().kinds().iter() {
        for field in kind
            .fields
            .iter()
            .filter(|field| field.column().is_some() && !is_words(field) && field.field_type != FieldType::Birthday)
        {
            let values = format!("SELECT group_concat(ifnull({}, '-')) FROM {}", field.key, kind.plural);
            let same = |data: &Path| told::<Option<String>>(data, &values);
            assert_eq!(same(masked.data()), same(korob.data()), "{}.{}", kind.key, field.key);
        }
    }
    assert_eq!(korob::platform::events::first_broken_link(&database(masked.data())).unwrap(), None);
    let person: String = told(masked.data(), "SELECT first_name || ' ' || last_name FROM contacts WHERE id = 1");
    assert!(person.len() > 3 && !person.starts_with(' '), "{person}");
    // The same again: a report of a fault can name a record of it.
    let again = Korob::new();
    korob.run(&["clone", "--to", again.data().to_str().unwrap(), "--mask"]).expect(0);
    assert_eq!(
        told::<String>(again.data(), "SELECT first_name || ' ' || last_name FROM contacts WHERE id = 1"),
        person
    );

    let login: Value = serde_json::from_str(&told_of).unwrap();
    let (new_email, password) =
        (login["login"]["email"].as_str().unwrap(), login["login"]["password"].as_str().unwrap());
    let served = masked.serve(&[]);
    let browser = served.client().with_header("Origin", served.base());
    browser.post_form("/login", &[("email", &email), ("password", PASSWORD)]).expect(422);
    browser.post_form("/login", &[("email", new_email), ("password", password)]).expect_redirect();
    let last_name: String = told(masked.data(), "SELECT last_name FROM contacts WHERE id = 1");
    for path in [
        "/companies/1",
        "/contacts/1",
        "/leads/1",
        "/deals/1",
        "/activities/1",
        "/contacts",
        "/deals/board",
        "/settings/users",
    ] {
        browser.get(path).expect(200).has_not(MARK);
    }
    let asked: String = url::form_urlencoded::byte_serialize(last_name.as_bytes()).collect();
    browser.get(&format!("/search?q={asked}")).expect(200).has(&last_name);
    browser.get(&format!("/contacts?q={MARK}")).expect(200).has_not("href=\"/contacts/1\"");
    assert_eq!(served.stop().0, 0);
    let doctor: Value = serde_json::from_str(&masked.run(&["doctor", "--json", "--deep"]).expect(0).out).unwrap();
    assert_eq!(doctor["is_good"], true, "{doctor:#}");
}

/// Whoever adds a column for texts says what they are: else no copy is masked.
#[test]
fn a_column_of_which_nobody_said_what_it_holds_is_not_overlooked() {
    let (korob, _) = Korob::office();
    let kinds = registry().kinds();
    assert_eq!(undecided(&database(korob.data()), &kinds).unwrap(), Vec::<String>::new());
    for (table, column) in [("users", "nickname TEXT"), ("contacts", "diary TEXT"), ("comments", "ink BLOB")] {
        database(korob.data()).execute_batch(&format!("ALTER TABLE {table} ADD COLUMN {column}")).unwrap();
    }
    database(korob.data()).execute_batch("CREATE TABLE letters (id INTEGER PRIMARY KEY, body TEXT) STRICT").unwrap();
    let open = ["comments.ink", "contacts.diary", "letters.body", "users.nickname"];
    assert_eq!(undecided(&database(korob.data()), &kinds).unwrap(), open);
    let to = korob.data().with_file_name("copy");
    let refused = korob.run(&["clone", "--to", to.to_str().unwrap(), "--mask"]).expect(1);
    assert!(refused.err.contains("users.nickname") && refused.err.lines().count() == 1, "{}", refused.err);
    assert!(!to.exists());
}
