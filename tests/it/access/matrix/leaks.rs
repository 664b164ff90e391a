//! What a member of staff may not see is on no page, in no list, count, search, link or answer of the API.

use super::is_api;
use super::samples::{self, State, Things};
use crate::harness::{Client, TestApp};
use actix_web::http::Method;
use korob::access::Viewer;
use korob::app::routes;
use korob::kernel::Error;
use korob::records::list::saved_views;
use korob::records::registry::{Channel, FieldType};
use korob::records::value::{LinkItem, Point, Value, Values};
use korob::records::{self, Kind};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// In every text of what is hidden, as pages may write it.
const MARKS: [&str; 4] = ["жарптиц", "zharptica", "9990007777", "999 000-77-77"];

/// The ids of what is hidden begin with this, and nothing else does.
const HIDDEN_IDS: &str = "777000";

#[test]
fn staff_see_the_same_whether_others_have_records_or_not() {
    let app = TestApp::start();
    let things = Things::create(&app);
    let reader = Reader::of(&app, "olga");
    let asked = addresses(&app, &things);
    let before: BTreeMap<&String, String> = asked.iter().map(|address| (address, reader.read(address))).collect();
    hide(&app);
    let mut told = Vec::new();
    for (address, body) in &before {
        let now = reader.read(address);
        if now != *body {
            let differs = body.lines().zip(now.lines()).find(|(a, b)| a != b);
            let at = |text: &str| text.chars().take(300).collect::<String>();
            told.push(format!(
                "{address}\n  {:?}",
                differs.map(|(a, b)| difference(a, b)).unwrap_or_else(|| (at(body), at(&now)))
            ));
        }
    }
    assert!(told.is_empty(), "others' records are told of by:\n{}", told.join("\n"));
    assert!(asked.len() > 80, "{}", asked.len());
}

#[test]
fn what_is_hidden_is_told_by_nothing_that_leads_to_it() {
    let app = TestApp::start();
    let things = Things::create(&app);
    let hidden = hide(&app);
    link(&app, &things, &hidden);
    for name in ["olga", "malgorzata"] {
        let reader = Reader::of(&app, name);
        let mut waiting: VecDeque<String> = addresses(&app, &things).into();
        let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
        let mut told = Vec::new();
        let mut read = 0;
        while let Some(address) = waiting.pop_front() {
            let body = reader.read(&address);
            read += 1;
            // What one types oneself comes back in the box it was typed into.
            let text = body.to_lowercase().replace(&typed(&address), "");
            let found: Vec<&str> =
                MARKS.iter().copied().chain([HIDDEN_IDS]).filter(|mark| text.contains(mark)).collect();
            if !found.is_empty() {
                let at = text.find(found[0]).unwrap();
                let around: String = text[..at].chars().rev().take(120).collect::<Vec<_>>().into_iter().rev().collect();
                told.push(format!("{name}: {address} tells {found:?} after …{around}"));
            }
            for link in links(&body) {
                if read + waiting.len() < 300 && seen.insert(link.clone()) {
                    waiting.push_back(link);
                }
            }
        }
        assert!(told.is_empty(), "{}", told.join("\n"));
        assert!(read > 100, "{name} read {read} pages");
    }
    // Who may see all of it does see it: the marks are really there.
    let head = Reader::of(&app, "pyotr");
    for kind in app.registry().kinds().iter() {
        let list = head.read(&format!("/api/v1/{}?limit=500", kind.plural)).to_lowercase();
        // Phones and e-mails stand on records of clients alone.
        let is_reached = kind.fields.iter().any(|field| matches!(field.field_type, FieldType::Points(_)));
        let marks = if is_reached { &MARKS[..3] } else { &MARKS[..1] };
        assert!(marks.iter().all(|mark| list.contains(mark)) && list.contains(HIDDEN_IDS), "{}", kind.plural);
    }
}

#[test]
fn ticking_what_one_cannot_see_changes_nothing() {
    let app = TestApp::start();
    let hidden = hide(&app);
    let olga = app.as_("olga");
    let responsible = app.user("olga").id.0.to_string();
    for (key, id) in &hidden {
        let plural = app.registry().kind(key).unwrap().plural;
        let ids = id.to_string();
        for row in routes::routes(app.registry()).rows() {
            if row.method == Method::POST && row.path.starts_with(&format!("/{plural}/bulk/")) {
                let fields = [("ids", ids.as_str()), ("responsible_id", responsible.as_str())];
                app.expect_unchanged(|| olga.post_form(&row.path, &fields));
                app.expect_unchanged(|| olga.post_form(&row.path, &fields[..1]));
            }
        }
    }
}

/// Somebody at a browser, with a program.
struct Reader {
    browser: Client,
    program: Client,
}

impl Reader {
    fn of(app: &TestApp, name: &str) -> Reader {
        Reader { browser: app.as_(name), program: app.api(name) }
    }

    /// The body, without what the clock alone changes.
    fn read(&self, address: &str) -> String {
        let (path, is_part) = match address.strip_prefix("part ") {
            Some(path) => (path, true),
            None => (address, false),
        };
        let client = if path.starts_with("/api/") { &self.program } else { &self.browser };
        let answer = if is_part { client.htmx().get(path) } else { client.get(path) };
        assert!(answer.status < 500, "{address}: {}", answer.status);
        format!("{} {}\n{}", answer.status, answer.header("location"), without_times(&answer.text()))
    }
}

/// `<time …>3 мин назад</time>` and when somebody was last here.
fn without_times(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<time") {
        kept.push_str(&rest[..start]);
        let Some(end) = rest[start..].find("</time>") else { break };
        rest = &rest[start + end..];
    }
    kept + rest
}

/// Every GET route on Olga's things, and the lists narrowed to what is hidden.
fn addresses(app: &TestApp, things: &Things) -> Vec<String> {
    let mut all = Vec::new();
    let igor = app.user("igor").id.0;
    for row in routes::routes(app.registry()).rows().iter().filter(|row| row.method == Method::GET) {
        let sample = samples::of(app.registry(), row);
        let path = things.path(row, &sample, State::Live);
        // The components do not change, the profile tells when one was last here, and numbers of the server are of all its work.
        if matches!(path.as_str(), "/dev/components" | "/metrics" | "/profile" | "/login" | "/setup") {
            continue;
        }
        let is_list = app
            .registry()
            .kinds()
            .iter()
            .any(|kind| path == format!("/{}", kind.plural) || path == format!("/api/v1/{}", kind.plural));
        if is_list {
            for query in [
                format!("q={}", encoded("жарптица")),
                "q=zharptica".to_owned(),
                "q=9990007777".to_owned(),
                format!("filter=responsible_id%3Ain%3A{igor}"),
                "filter=responsible_id%3Aempty".to_owned(),
                "sort=title".to_owned(),
                "sort=-id".to_owned(),
            ] {
                all.push(format!("{path}?{query}"));
            }
        }
        if !is_api(row) {
            all.push(format!("part {path}"));
        }
        all.push(path);
    }
    for q in ["жарптица", "жар", "жа", "zharptica", "9990007777", ";fhgnbwf", "Образец"] {
        all.push(format!("/search?q={}", encoded(q)));
        all.push(format!("part /search?q={}", encoded(q)));
    }
    all
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// The words that an address itself holds, as they come back.
fn typed(address: &str) -> String {
    let query = address.split_once("q=").map_or("", |(_, query)| query.split('&').next().unwrap_or(query));
    let pair = format!("q={query}");
    let (_, text) = url::form_urlencoded::parse(pair.as_bytes()).next().unwrap();
    if text.is_empty() { "\u{0}".to_owned() } else { text.to_lowercase() }
}

fn links(body: &str) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in ["href=\"/", "hx-get=\"/"] {
        for part in body.split(attribute).skip(1) {
            let path = part.split(['"', '#']).next().unwrap_or_default().replace("&amp;", "&");
            if !path.starts_with("assets/") && !path.starts_with("dev/") {
                found.push(format!("/{path}"));
            }
        }
    }
    found
}

fn difference(a: &str, b: &str) -> (String, String) {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count().saturating_sub(40);
    let part = |text: &str| text.chars().skip(same).take(160).collect();
    (part(a), part(b))
}

/// Makes records of every kind of Igor's, full of marks, one of each also deleted, and a view of his; their ids by kind.
fn hide(app: &TestApp) -> Vec<(String, i64)> {
    let igor = app.viewer("igor");
    let registry = app.registry().clone();
    app.db()
        .write_blocking(move |tx| {
            let mut hidden: Vec<(String, i64)> = Vec::new();
            for (number, kind) in registry.kinds().iter().enumerate() {
                let first = format!("{HIDDEN_IDS}{number}00");
                // Both ways of giving out ids: never again, or above the highest.
                tx.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)", (kind.plural, &first))?;
                tx.execute(
                    "UPDATE sqlite_sequence SET seq = max(seq, CAST(?2 AS INTEGER)) WHERE name = ?1",
                    (kind.plural, &first),
                )?;
                for is_deleted in [false, true] {
                    let mut values = marked(kind);
                    for field in &kind.fields {
                        let other = |key: &str| hidden.iter().find(|(there, _)| there == key).map(|(_, id)| *id);
                        match &field.field_type {
                            FieldType::Link { kind, .. } => values.extend_int(&field.key, other(kind)),
                            FieldType::Reference(targets) => {
                                let any = targets.iter().find_map(|to| Some((to.kind, other(to.kind)?)));
                                values.extend_reference(&field.key, any);
                            }
                            FieldType::Links(links) => {
                                if let Some(id) = other(links.other_kind) {
                                    let position = Some("Жарптицевед".to_owned());
                                    values.set(
                                        field.key.as_ref(),
                                        Value::Links(vec![LinkItem { id, position, is_main: true }]),
                                    );
                                }
                            }
                            _ => {}
                        }
                    }
                    let saved = create(tx, &igor, kind, values)?;
                    if is_deleted {
                        records::delete(tx, &igor, kind, saved, None)?;
                    } else {
                        hidden.push((kind.key.to_owned(), saved));
                    }
                }
                saved_views::create(tx, &igor, kind, "Жарптицы", false, "q=%D0%B6")?;
            }
            Ok(hidden)
        })
        .unwrap()
}

/// Without the fields that do not take such a text.
fn create(
    tx: &mut korob::platform::db::Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    mut values: Values,
) -> korob::kernel::Result<i64> {
    loop {
        match records::create(tx, viewer, kind, values.clone()) {
            Ok(saved) => return Ok(saved.id),
            Err(Error::Invalid(errors)) => {
                let wrong: Vec<String> =
                    errors.iter().map(|(path, _)| path.split('[').next().unwrap_or(path).to_owned()).collect();
                let removed = wrong.iter().filter(|key| values.remove(key).is_some()).count();
                assert!(removed > 0, "{}: {errors}", kind.key);
            }
            Err(error) => return Err(error),
        }
    }
}

fn marked(kind: &Kind) -> Values {
    let mut values = Values::default();
    for field in kind.fields.iter().filter(|field| !field.is_read_only) {
        let value = match &field.field_type {
            FieldType::Text { .. } => Value::from("Жарптица"),
            FieldType::LongText { .. } => Value::from("Поймать жарптицу за хвост"),
            FieldType::Points(channel) => {
                let value = match channel {
                    Channel::Phone => "+79990007777",
                    Channel::Email => "zharptica@les.example",
                    Channel::Messenger => "zharptica",
                    Channel::Site => "zharptica.example",
                };
                let label = channel.labels()[0].to_owned();
                Value::Points(vec![Point { value: value.to_owned(), label, is_main: true, extension: None }])
            }
            FieldType::Money { .. } => Value::Int(77_700_077),
            _ => continue,
        };
        values.set(field.key.as_ref(), value);
    }
    values
}

/// The head links Olga's records to Igor's.
fn link(app: &TestApp, things: &Things, hidden: &[(String, i64)]) {
    let head = app.viewer("pyotr");
    let registry = app.registry().clone();
    let own: BTreeMap<String, i64> = registry
        .kinds()
        .iter()
        .map(|kind| (kind.key.to_owned(), things.id(&samples::Thing::Record(kind.key.to_owned()), false)))
        .collect();
    let hidden = hidden.to_vec();
    app.db()
        .write_blocking(move |tx| {
            for kind in registry.kinds().iter() {
                let mut values = Values::default();
                for field in &kind.fields {
                    let other = |key: &str| hidden.iter().find(|(there, _)| there == key).map(|(_, id)| *id);
                    match &field.field_type {
                        FieldType::Link { kind, .. } => values.extend_int(&field.key, other(kind)),
                        FieldType::Reference(targets) => {
                            let any = targets.iter().find_map(|to| Some((to.kind, other(to.kind)?)));
                            values.extend_reference(&field.key, any);
                        }
                        FieldType::Links(links) => {
                            let position = Some("Жарптицевед".to_owned());
                            let item = LinkItem { id: other(links.other_kind).unwrap(), position, is_main: true };
                            values.set(field.key.as_ref(), Value::Links(vec![item]));
                        }
                        _ => {}
                    }
                }
                records::update(tx, &head, kind, own[kind.key], None, values)?;
            }
            Ok(())
        })
        .unwrap();
}

trait ExtendInt {
    fn extend_int(&mut self, key: &str, id: Option<i64>);
    fn extend_reference(&mut self, key: &str, record: Option<(&str, i64)>);
}

impl ExtendInt for Values {
    fn extend_int(&mut self, key: &str, id: Option<i64>) {
        if let Some(id) = id {
            self.set(key, Value::Int(id));
        }
    }

    fn extend_reference(&mut self, key: &str, record: Option<(&str, i64)>) {
        if let Some((kind, id)) = record {
            self.set(key, Value::Text(format!("{kind}/{id}")));
        }
    }
}
