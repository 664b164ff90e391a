//! A type of record that no room knows: declared in thirty lines, it has everything that a company has.

use crate::harness::{TestApp, content};
use korob::access::Viewer;
use korob::app::wiring;
use korob::records::import::{self, Plan, Policy, files::Arriving};
use korob::records::options::{self, Shipped};
use korob::records::registry::{Channel, Field, Kind, LinkTable, Names};
use korob::records::value::Value;
use korob::records::{self, Registry, Values};
use serde_json::json;

const VISITORS: LinkTable = LinkTable {
    table: "boat_visitors",
    own: "boat_id",
    other: "company_id",
    other_kind: "company",
    other_table: "companies",
    main: "is_main",
    main_there: "is_main_there",
    roles: None,
};

fn boats() -> Kind {
    let fields = vec![
        Field::text("name", |_| "Name").required().searchable().sortable(),
        Field::long_text("story", |_| "Story"),
        Field::integer("seats", |_| "Seats", 0, 500),
        Field::money("price_minor", |_| "Price"),
        Field::currency("currency", |_| "Currency"),
        Field::date("built_on", |_| "Built on"),
        Field::birthday("named_on", |_| "Name day"),
        Field::instant("seen_at", |_| "Seen at"),
        Field::bool("is_afloat", |_| "Afloat"),
        Field::choice("state", |_| "State", "boat_states"),
        Field::user("captain_id", |_| "Captain"),
        Field::link("owner_id", |_| "Owner", "company", "companies"),
        Field::links("visitors", |_| "Visitors", VISITORS),
        Field::points("phones", |_| "Phones", Channel::Phone),
        Field::points("emails", |_| "E-mails", Channel::Email),
    ];
    let names = Names { one: |_| "Boat", many: |_| "Boats", new: |_| "New boat", count: |_, n| format!("{n} boats") };
    Kind {
        columns: &["state", "seats", "price_minor", "created_at"],
        board_by: Some("state"),
        ..Kind::new(60, "boat", "boats", names, fields)
    }
}

const TABLE: &str = "CREATE TABLE boats (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, name_sort BLOB, story TEXT, seats INTEGER,
        price_minor INTEGER, currency TEXT, built_on TEXT, named_on TEXT, seen_at INTEGER, is_afloat INTEGER, state TEXT,
        captain_id INTEGER REFERENCES users (id), owner_id INTEGER REFERENCES companies (id),
        responsible_id INTEGER NOT NULL REFERENCES users (id), external_id TEXT, created_at INTEGER NOT NULL,
        created_by INTEGER, updated_at INTEGER NOT NULL, updated_by INTEGER, deleted_at INTEGER,
        version INTEGER NOT NULL, title TEXT NOT NULL, title_sort BLOB) STRICT;
    CREATE TABLE boat_visitors (
        id INTEGER PRIMARY KEY, boat_id INTEGER NOT NULL REFERENCES boats (id),
        company_id INTEGER NOT NULL REFERENCES companies (id), position TEXT, is_main INTEGER NOT NULL,
        is_main_there INTEGER NOT NULL, UNIQUE (boat_id, company_id)) STRICT;
    CREATE VIRTUAL TABLE boats_grams USING fts5 (
        fold, people, content = '', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0);
    CREATE VIRTUAL TABLE boats_words USING fts5 (
        fold, people, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2', detail = none,
        columnsize = 0);";

fn harbour() -> TestApp {
    let mut kinds: Vec<Kind> = wiring::registry().kinds().iter().map(|kind| (**kind).clone()).collect();
    kinds.push(boats());
    let app = TestApp::start_with(Registry::new(kinds));
    let state =
        |code, label, semantic, color| Shipped { list: "boat_states", code, label, semantic: Some(semantic), color };
    let states = [
        state("building", |_| "Building", "open", "sky"),
        state("sailing", |_| "Sailing", "open", "green"),
        state("sunk", |_| "Sunk", "junk", "slate"),
    ];
    app.db()
        .write_blocking(move |tx| {
            tx.execute_batch(TABLE)?;
            options::ship(tx, &states)
        })
        .unwrap();
    app
}

fn boat(app: &TestApp, who: &str, name: &str, state: &str, seats: i64) -> i64 {
    let viewer: Viewer = app.viewer(who);
    let kind = app.registry().kind("boat").unwrap();
    let values = Values::default()
        .with("name", name)
        .with("state", state)
        .with("seats", Value::Int(seats))
        .with("price_minor", Value::Int(seats * 100_000))
        .with("tags", Value::Names(vec!["деревянная".to_owned()]));
    app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap().id
}

#[test]
fn it_has_a_form_a_card_and_a_history() {
    let app = harbour();
    let anna = app.as_("anna");
    anna.get("/boats/new").expect(200).has("Name").has("Captain").has("Built on");
    let typed = [
        ("name", "Чайка"),
        ("seats", "12"),
        ("price_minor", "1 500,50"),
        ("currency", "RUB"),
        ("state", "building"),
        ("built_on", "2020-05-01"),
        ("is_afloat", "1"),
        ("phones[0].value", "8 916 123-45-67"),
        ("phones[0].kind", "work"),
        ("responsible_id", &app.user("anna").id.0.to_string()),
    ];
    let card = anna.post_form("/boats", &typed).expect_redirect().to_owned();
    let shown = anna.get(&card).expect(200);
    shown.has("Чайка").has("1\u{a0}500,50").has("Building").has("+7 (916) 123-45-67");
    // What happened is told in the words of the declaration.
    let card = card.split('?').next().unwrap();
    let version = anna.get(&format!("{card}/edit")).expect(200).attributes("[name=version]", "value")[0].clone();
    let changes = [("version", version.as_str()), ("state", "sailing"), ("seats", "14")];
    anna.post_form(card, &changes).expect_redirect();
    let told = anna.get(card).expect(200).texts("li[id^=feed-] .what");
    let told: Vec<String> = told.into_iter().map(|line| line.replace(" :", ":")).collect();
    assert!(
        told[0].contains("State: Building → стало Sailing") && told[0].contains("Seats: 12 → стало 14"),
        "{told:?}"
    );
    assert!(told[1].contains("Создано") && told[0].contains("Анна Соколова"), "{told:?}");
    // Errors stand at their fields.
    anna.post_form("/boats", &[("name", ""), ("seats", "many")]).expect(422).has("aria-invalid");
}

#[test]
fn it_is_listed_filtered_sorted_searched_and_shown_on_a_board() {
    let app = harbour();
    boat(&app, "anna", "Чайка", "building", 12);
    boat(&app, "anna", "Альбатрос", "sailing", 40);
    boat(&app, "anna", "Баклан", "sunk", 7);
    let anna = app.as_("anna");
    let names = |query: &str| anna.get(&format!("/boats{query}")).expect(200).texts("td a.name");
    assert_eq!(names("?sort=title"), ["Альбатрос", "Баклан", "Чайка"]);
    assert_eq!(names("?sort=-seats"), ["Альбатрос", "Чайка", "Баклан"]);
    assert_eq!(names("?filter=state%3Ain%3A%40open%3Bseats%3Age%3A20"), ["Альбатрос"]);
    assert_eq!(names("?filter=state%3Ane%3Asunk%7Cbuilding"), ["Альбатрос"]);
    assert_eq!(names("?filter=captain_id%3Ain%3A%40none&sort=title").len(), 3);
    assert_eq!(names("?q=%D0%B1%D0%B0%D1%82%D1%80"), ["Альбатрос"]);
    anna.get("/search?q=%D0%B1%D0%B0%D1%82%D1%80").expect(200).has("Boat");
    let board = anna.get("/boats/board").expect(200);
    assert_eq!(board.texts(".col h2"), ["Building", "Sailing"]);
    board.has("Чайка").has_not("Баклан").has("40\u{a0}000\u{a0}₽");
    let counts = anna.get("/boats/filter/counts?view=all").expect(200).json();
    assert_eq!(counts["facet-state-sunk"], "1");
    anna.get("/boats/totals?view=all").expect(200).has("59\u{a0}000\u{a0}₽");
}

#[test]
fn many_are_changed_at_once_and_everything_is_undone() {
    let app = harbour();
    let ids: Vec<String> =
        (0..3).map(|n| boat(&app, "anna", &format!("Лодка {n}"), "building", n).to_string()).collect();
    let anna = app.as_("anna").htmx();
    let ticked = |more: &[(&'static str, &'static str)]| {
        let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("ids", id.as_str())).chain(more.iter().copied()).collect();
        fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>()
    };
    let before = content_of(&app);
    for (path, more) in [
        ("change", &[("change", "state=sailing")][..]),
        ("tags", &[("tags", "быстрая, белая")][..]),
        ("deletion", &[][..]),
    ] {
        let fields = ticked(more);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = anna.post_form(&format!("/boats/bulk/{path}"), &fields).expect(204);
        let said: serde_json::Value = serde_json::from_str(answer.header("hx-trigger")).unwrap();
        assert_ne!(content_of(&app), before, "{path}");
        anna.post_form(said["toast"]["undo"].as_str().unwrap(), &[]).expect(204);
        assert_eq!(content_of(&app), before, "{path}");
    }
}

fn content_of(app: &TestApp) -> std::collections::BTreeMap<String, String> {
    let columns = ["version", "updated_at", "updated_by"];
    let tables = ["actions", "events", "event_values", "tags"];
    app.db().read_blocking(|conn| Ok(content::hashes_but(conn, &tables, &columns)?)).unwrap()
}

#[test]
fn it_is_brought_in_from_files_and_written_into_them() {
    let app = harbour();
    let (kind, viewer) = (app.registry().kind("boat").unwrap(), app.viewer("anna"));
    let file = "Name;Seats;Price;State;Afloat;Captain;Phones;Метки\n\
        Чайка;12;1500,50;Sailing;yes;Ольга Белкина;8 916 123-45-67;белая\n\
        Чайка;много;;;;;;\n";
    let path = app.scratch().join("boats.csv");
    std::fs::write(&path, file).unwrap();
    let arriving = Arriving::begin(app.db()).unwrap().copy_from(&path).unwrap();
    let plan = Plan { duplicates: Policy::Allow, ..Plan::default() };
    let id = import::begin(app.db(), &viewer, &kind, arriving, "boats.csv", &plan).unwrap();
    import::run(app.db(), app.registry(), &viewer, &kind, id, &mut |_, _| {}).unwrap();
    let report = import::report(app.db(), &viewer, &kind, id).unwrap();
    assert_eq!(report.tally.created, 2, "{report:?}");
    assert_eq!(report.unmapped_columns, Vec::<String>::new());
    let anna = app.as_("anna");
    anna.get(&format!("/boats/import/{id}")).expect(200).has("boats.csv");
    let shown =
        anna.get("/boats?filter=seats%3Aeq%3A12&columns=seats,price_minor,state,captain_id,phones,tags").expect(200);
    shown.has("1\u{a0}500,50").has("Sailing").has("Ольга Белкина").has("+7 (916) 123-45-67").has("белая");
    let csv = anna.get("/boats/export?format=csv&view=all&sort=id&all=1").expect(200).text();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 3, "{csv}");
    for text in ["Чайка", "1500,50", "Sailing", "Ольга Белкина", "+79161234567", "белая"] {
        assert!(lines[1].contains(text), "{text} in {csv}");
    }
}

#[test]
fn programs_read_and_write_it() {
    let app = harbour();
    let api = app.api("anna");
    let made = api
        .post_json("/api/v1/boats", &json!({ "name": "Чайка", "seats": 12, "state": "sailing", "phones": [{ "value": "+79161234567", "kind": "work", "is_main": true }] }))
        .expect(201)
        .json();
    let path = format!("/api/v1/boats/{}", made["id"]);
    assert_eq!(api.get(&path).expect(200).json()["seats"], 12);
    api.patch_json(&path, &json!({ "seats": 13 })).expect(200);
    assert_eq!(api.get("/api/v1/boats?filter=seats:ge:13").expect(200).json()["items"][0]["name"], "Чайка");
    api.patch_json(&path, &json!({ "wings": 2 })).expect(422);
    api.delete(&path).expect(204);
    api.get(&path).expect(404);
    let described = app.anonymous().get("/api/openapi.json").expect(200);
    described.has("/api/v1/boats").has("price_minor");
}

#[test]
fn who_sees_only_own_records_sees_only_own_boats() {
    let app = harbour();
    let foreign = boat(&app, "igor", "Лодка Игоря", "building", 3);
    boat(&app, "olga", "Лодка Ольги", "building", 4);
    let olga = app.as_("olga");
    for path in [
        "/boats",
        "/boats/board",
        "/boats?q=%D0%BB%D0%BE%D0%B4%D0%BA%D0%B0",
        "/search?q=%D0%BB%D0%BE%D0%B4%D0%BA%D0%B0",
    ] {
        olga.get(path).expect(200).has_not("Игоря");
    }
    olga.get(&format!("/boats/{foreign}")).expect(404);
    app.api("olga").get(&format!("/api/v1/boats/{foreign}")).expect(404);
    app.expect_unchanged(|| olga.post_form(&format!("/boats/{foreign}/board"), &[("status", "sailing")])).expect(404);
}

#[test]
fn it_takes_files() {
    let app = harbour();
    let id = boat(&app, "olga", "Чайка", "building", 12);
    let (olga, path) = (app.as_("olga"), format!("/boats/{id}/files"));
    let done = olga.post_files(&path, &[("чертёж.pdf", b"%PDF-1.4")]).expect_redirect().to_owned();
    let card = olga.get(&done).expect(200).has("чертёж.pdf").has("Добавлен файл");
    olga.get(&card.attributes("#files a[target=_blank]", "href")[0]).expect(200);
    app.as_("igor").get(&path).expect(404);
    let api = app.api("olga").get(&format!("/api/v1{path}")).expect(200).json();
    assert_eq!(api["items"][0]["record"], json!({ "kind": "boat", "id": id }));
    olga.htmx().post_form(&format!("/actions/{}/undo", done.split("done=").nth(1).unwrap()), &[]).expect(204);
    olga.get(&format!("/boats/{id}")).expect(200).has("Удалён файл");
    assert!(olga.get(&path).expect(200).texts("#files li").is_empty());
}
