//! The sample files against `tests/data/EXPECTED.json`: every count, reason, warning, duplicate and value, for each
//! policy, and the rehearsal that must say the same and write nothing.

use crate::harness::TestApp;
use korob::kernel::{Access, Timestamp};
use korob::records::import::reading::synonyms;
use korob::records::import::{self, Plan, Policy, Report, files::Arriving};
use korob::records::registry::{FieldType, Kind};
use korob::records::value::{LinkItem, Record, Value};
use korob::records::{list, options, store};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

const SAMPLES: [&str; 4] =
    ["bitrix24_companies.csv", "bitrix24_contacts.csv", "bitrix24_leads.csv", "bitrix24_deals.csv"];

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

fn expected(name: &str) -> Json {
    let all: Json = serde_json::from_slice(&std::fs::read(path("EXPECTED.json")).unwrap()).unwrap();
    all["files"][name].clone()
}

fn kind(app: &TestApp, expected: &Json) -> Arc<Kind> {
    app.registry().by_plural(expected["kind"].as_str().unwrap()).unwrap()
}

fn plan(policy: Policy) -> Plan {
    Plan { duplicates: policy, ..Plan::default() }
}

fn bring_in(app: &TestApp, kind: &Arc<Kind>, name: &str, policy: Policy) -> Report {
    let (db, anna) = (app.db(), app.viewer("anna"));
    let arriving = Arriving::begin(db).unwrap().copy_from(&path(name)).unwrap();
    let id = import::begin(db, &anna, kind, arriving, name, &plan(policy)).unwrap();
    import::run(db, app.registry(), &anna, kind, id, &mut |_, _| {}).unwrap();
    import::report(db, &anna, kind, id).unwrap()
}

fn rehearse(app: &TestApp, kind: &Arc<Kind>, name: &str, policy: Policy) -> Report {
    let source = path(name);
    let source = (source.as_path(), name);
    let (db, anna) = (app.db(), app.viewer("anna"));
    import::rehearse(db, app.registry(), &anna, kind, source, &plan(policy), &mut |_, _| {}).unwrap()
}

#[test]
fn each_policy_counts_as_expected_and_its_rehearsal_says_the_same() {
    for name in SAMPLES {
        let expected = expected(name);
        for policy in Policy::ALL {
            let app = office_before(&expected);
            let kind = kind(&app, &expected);
            let foretold = app.expect_unchanged(|| rehearse(&app, &kind, name, policy));
            let report = bring_in(&app, &kind, name, policy);
            let at = format!("{name}, {}", policy.code());
            assert_eq!(json!(Report { import_id: report.import_id, ..foretold }), json!(report), "{at}: the rehearsal");
            counts(&report, &expected, policy, &at);
            let found = report.rows.iter().map(|row| (row.row, json!(row))).collect();
            rows(found, &expected, policy, &at);
        }
    }
}

/// An office into which the files were brought that go before this one.
fn office_before(wanted: &Json) -> TestApp {
    let app = TestApp::start();
    for name in wanted["import_after"].as_array().into_iter().flatten().filter_map(Json::as_str) {
        bring_in(&app, &kind(&app, &expected(name)), name, Policy::Skip);
    }
    app
}

fn counts(report: &Report, expected: &Json, policy: Policy, at: &str) {
    let told = json!(report);
    for key in ["kind", "encoding", "delimiter", "records", "blank_records", "rejected_by_reason"] {
        assert_eq!(told[key], expected[key], "{at}: {key}");
    }
    for key in ["created", "updated", "skipped", "rejected"] {
        assert_eq!(told[key], expected["result_by_policy"][policy.code()][key], "{at}: {key}");
    }
    if policy == Policy::Skip {
        assert_eq!(told["warnings_by_code"], expected["warnings_by_code"], "{at}: warnings");
    }
    if !expected["product_rows"].is_null() {
        for key in ["product_rows", "product_lines"] {
            assert_eq!(told[key], expected[key], "{at}: {key}");
        }
        assert_eq!(told["created_linked"]["companies"], expected["unknown_companies"], "{at}: companies that are made");
    }
    assert_eq!(told["unknown_responsible"], 0, "{at}: everybody is known");
}

/// Every row that is not plain is told as expected, and no other. Without a check for duplicates those are new.
fn rows(mut found: BTreeMap<u64, Json>, expected: &Json, policy: Policy, at: &str) {
    for wanted in expected["rows_not_plain"].as_array().unwrap() {
        let number = wanted["row"].as_u64().unwrap();
        let is_plain = policy == Policy::Allow && wanted["outcome"] == "duplicate" && wanted["warnings"].is_null();
        let row = found.remove(&number);
        if is_plain {
            assert_eq!(row, None, "{at}: row {number}");
        } else if policy != Policy::Allow || wanted["outcome"] != "duplicate" {
            assert_eq!(row.as_ref(), Some(wanted), "{at}: row {number}");
        }
    }
    assert!(found.is_empty(), "{at}: nothing else is worth telling: {found:?}");
}

#[test]
fn the_records_hold_what_the_files_say() {
    for name in SAMPLES {
        let expected = expected(name);
        let app = office_before(&expected);
        let kind = kind(&app, &expected);
        let report = bring_in(&app, &kind, name, Policy::Skip);
        let others: BTreeSet<u64> = report.rows.iter().filter(|row| row.outcome != "new").map(|row| row.row).collect();
        let rows = (1..=report.tally.records).filter(|row| !others.contains(row));
        let records: BTreeMap<u64, Record> = rows.zip(all(&app, &kind)).collect();
        assert_eq!(json!(records.len()), expected["new"], "{name}");
        for probe in expected["probes"].as_array().unwrap() {
            let record = &records[&probe["row"].as_u64().unwrap()];
            let at = format!("{name} row {}: {}", probe["row"], probe["why"]);
            for (key, wanted) in probe["fields"].as_object().unwrap() {
                assert_eq!(said(&app, &kind, record, key, wanted), *wanted, "{at}: {key}");
            }
            nothing_more(&kind, record, &probe["fields"], &at);
        }
        totals(&app, &records, &expected, name);
    }
}

fn all(app: &TestApp, kind: &Kind) -> Vec<Record> {
    let anna = app.viewer("anna");
    let read = |conn: &rusqlite::Connection| {
        let now = app.db().clock().now();
        let ids = list::all_ids(conn, &anna, kind, &list::ListQuery::default(), now)?;
        ids.into_iter().map(|id| store::get(conn, &anna, kind, id, Access::View)).collect()
    };
    app.db().read_blocking(read).unwrap()
}

/// A field of the record in the words of the probes.
fn said(app: &TestApp, kind: &Kind, record: &Record, key: &str, wanted: &Json) -> Json {
    let values = &record.values;
    let moment = |key: &str| {
        let at = Timestamp(values.int(key).unwrap()).to_utc().with_timezone(&chrono_tz::Europe::Moscow);
        json!(at.format("%Y-%m-%dT%H:%M:%S").to_string())
    };
    match key {
        "phones" | "emails" => points(values.get(key), if key == "phones" { "e164" } else { "value" }),
        "telegram" => json!(values.get("messengers").as_points()[0].value),
        "website" => json!(values.get("sites").as_points()[0].value),
        "created_at" => moment("created_at"),
        "modified_at" => moment("updated_at"),
        "responsible" => json!(person(app, values.int("responsible_id").unwrap())),
        "company" => json!(companies_of(app, values)[0]),
        "contact" => json!(short_name_of_contact(app, values)),
        "pipeline" => json!(value_of(app, "pipelines", values.text("pipeline_id")).labels[1]),
        "stage" if kind.key == "deal" => json!(stage_of(app, values)),
        // Until there is a catalogue they are lines of the comment.
        "products" => json!(lines_and_rest(values).0),
        "comment" => json!(lines_and_rest(values).1),
        // What its stage says.
        "closed" => json!(!values.get("closed_at").is_empty()),
        "amount_minor" => json!(values.int("amount_minor").or(values.int("revenue_minor"))),
        _ => {
            let field = kind.fields.iter().find(|field| field.import_names.contains(&key)).unwrap();
            match (&field.field_type, values.get(&field.key)) {
                (FieldType::Choice { list }, Value::Text(code)) => {
                    assert_eq!(code, &code_of(app, list, wanted.as_str().unwrap()), "{key}");
                    wanted.clone()
                }
                (_, Value::Text(text)) => json!(text),
                (_, Value::Bool(flag)) => json!(flag),
                (_, Value::Int(number)) => json!(number),
                (_, value) => panic!("{key}: {value:?}"),
            }
        }
    }
}

fn value_of(app: &TestApp, list: &str, code: Option<&str>) -> options::OptionItem {
    app.db().read_blocking(|conn| options::find(conn, list, code.unwrap())).unwrap().unwrap()
}

/// What the former system calls the stage: there are ends by those names in none of ours.
fn stage_of(app: &TestApp, values: &korob::records::Values) -> String {
    let stage = value_of(app, "deal_stages", values.text("stage_id"));
    assert_eq!(stage.parent_id.map(|id| id.to_string()).as_deref(), values.text("pipeline_id"));
    match stage.semantic.as_deref() {
        Some("won") => "Сделка успешна".to_owned(),
        Some("lost") => "Сделка провалена".to_owned(),
        _ => stage.labels[1].clone(),
    }
}

/// The product lines in a comment, in the words of the probes, and the rest of it but for who could not be linked.
fn lines_and_rest(values: &korob::records::Values) -> (Vec<Json>, String) {
    let text = values.text("comment").unwrap_or_default();
    let (lines, rest): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.contains(" × "));
    let product = |line: &str| {
        let (name, worth) = line.rsplit_once(": ").unwrap();
        let (price, quantity) = worth.split_once(" × ").unwrap();
        let digits: String = price.chars().filter(char::is_ascii_digit).collect();
        json!({
            "name": name,
            "price_minor": digits.parse::<i64>().unwrap(),
            "quantity": quantity.replace(',', "."),
        })
    };
    let rest = rest.into_iter().filter(|line| !line.contains(": Гость Гостев-"));
    (lines.into_iter().map(product).collect(), rest.collect::<Vec<_>>().join("\n"))
}

fn short_name_of_contact(app: &TestApp, values: &korob::records::Values) -> String {
    let [link] = values.get("contacts").as_links() else { panic!("{values:?}") };
    let kind = app.registry().kind("contact").unwrap();
    let anna = app.viewer("anna");
    let read = |conn: &rusqlite::Connection| store::get(conn, &anna, &kind, link.id, Access::View);
    let contact = app.db().read_blocking(read).unwrap().values;
    [contact.text("first_name"), contact.text("last_name")].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn points(value: &Value, called: &str) -> Json {
    let points = value.as_points().iter().map(|point| {
        let mut said = json!({ called: point.value, "type": point.label });
        if let Some(extension) = &point.extension {
            said["ext"] = json!(extension);
        }
        said
    });
    json!(points.collect::<Vec<_>>())
}

/// What the probe does not name is empty.
fn nothing_more(kind: &Kind, record: &Record, fields: &Json, at: &str) {
    for field in kind.fields.iter().filter(|field| !field.is_read_only && !field.import_names.is_empty()) {
        let is_named = match field.key.as_ref() {
            "messengers" => !fields["telegram"].is_null(),
            // Every record of a kind with sums is in some currency.
            "currency" | "responsible_id" => true,
            // What goes without saying of a stage, and what products leave there.
            "probability" | "closed_at" => true,
            "comment" => lines_and_rest(&record.values).1.is_empty() || !fields["comment"].is_null(),
            "sites" => !fields["website"].is_null(),
            "revenue_minor" => !fields["amount_minor"].is_null(),
            key => !fields[key].is_null() || field.import_names.iter().any(|name| !fields[*name].is_null()),
        };
        let is_amount = field.key == "amount_minor" && !fields["amount_minor"].is_null();
        if !is_named && !is_amount {
            assert!(
                record.values.get(&field.key).is_empty(),
                "{at}: {} {:?}",
                field.key,
                record.values.get(&field.key)
            );
        }
    }
}

fn person(app: &TestApp, id: i64) -> String {
    let name = |conn: &rusqlite::Connection| {
        Ok(conn.query_row("SELECT name FROM users WHERE id = ?1", [id], |row| row.get(0))?)
    };
    app.db().read_blocking(name).unwrap()
}

fn companies_of(app: &TestApp, values: &korob::records::Values) -> Vec<String> {
    let items = match (values.get("companies"), values.int("company_id")) {
        (Value::Links(items), _) => items.clone(),
        (_, Some(id)) => vec![LinkItem { id, ..LinkItem::default() }],
        _ => return Vec::new(),
    };
    let kind = app.registry().kind("company").unwrap();
    let anna = app.viewer("anna");
    let title = |id| app.db().read_blocking(|conn| store::get(conn, &anna, &kind, id, Access::View)).unwrap().title;
    items.iter().map(|item| title(item.id)).collect()
}

/// The value a word stands for here: one that ships, or one made for it.
fn code_of(app: &TestApp, list: &str, word: &str) -> String {
    let shipped = match list {
        "lead_statuses" => synonyms::find(synonyms::LEAD_STATUSES, word),
        "sources" => synonyms::find(synonyms::SOURCES, word),
        "company_types" => synonyms::find(synonyms::COMPANY_TYPES, word),
        "contact_types" => synonyms::find(synonyms::CONTACT_TYPES, word),
        "salutations" => synonyms::find(synonyms::SALUTATIONS, word),
        "deal_types" => synonyms::find(synonyms::DEAL_TYPES, word),
        _ => None,
    };
    let by_label = || app.db().read_blocking(|conn| options::code_of_word(conn, list, word)).unwrap();
    shipped.map(str::to_owned).or_else(by_label).unwrap_or_else(|| panic!("{list}: {word}"))
}

fn totals(app: &TestApp, records: &BTreeMap<u64, Record>, expected: &Json, name: &str) {
    let wanted = &expected["totals_of_new"];
    let is_filled = |values: &korob::records::Values, key: &str| match key {
        "comment" => !lines_and_rest(values).1.is_empty(),
        "companies" => !companies_of(app, values).is_empty(),
        _ => !values.get(key).is_empty(),
    };
    let count = |key: &str| records.values().filter(|record| is_filled(&record.values, key)).count();
    let reach = |key: &str| -> Vec<&str> {
        let points = records.values().flat_map(|record| record.values.get(key).as_points());
        points.map(|point| point.value.as_str()).collect()
    };
    for (key, field) in [
        ("with_comment", "comment"),
        ("with_tax_id", "tax_id"),
        ("with_birth_date", "birth_date"),
        ("with_company", "companies"),
        ("with_company_name", "company_name"),
        ("with_website", "sites"),
    ] {
        if !wanted[key].is_null() {
            assert_eq!(json!(count(field)), wanted[key], "{name}: {key}");
        }
    }
    for (key, field) in [("phones", "phones"), ("emails", "emails")] {
        assert_eq!(json!(reach(field).len()), *wanted.get(key).unwrap_or(&json!(0)), "{name}: {key}");
        let distinct = reach(field).into_iter().collect::<BTreeSet<_>>().len();
        assert_eq!(json!(distinct), wanted[format!("distinct_{key}").as_str()], "{name}: distinct {key}");
    }
    let mut amounts: BTreeMap<&str, i64> = BTreeMap::new();
    for record in records.values() {
        let amount = record.values.int("amount_minor").or(record.values.int("revenue_minor"));
        if let (Some(amount), Some(currency)) = (amount, record.values.text("currency")) {
            *amounts.entry(currency).or_default() += amount;
        }
    }
    assert_eq!(json!(amounts), wanted["amount_minor_by_currency"], "{name}: amounts");
    if let Some(companies) = expected["distinct_companies_of_new"].as_u64() {
        let kind = app.registry().kind("company").unwrap();
        assert_eq!(all(app, &kind).len() as u64, companies, "{name}: companies");
        let named: BTreeSet<String> = records.values().flat_map(|record| companies_of(app, &record.values)).collect();
        assert_eq!(named.len() as u64, companies, "{name}: companies that are named");
    }
    values_of_new(app, records, expected, name);
}

fn values_of_new(app: &TestApp, records: &BTreeMap<u64, Record>, expected: &Json, name: &str) {
    for (field, words) in expected["values_of_new"].as_object().unwrap() {
        for (word, wanted) in words.as_object().unwrap() {
            let is_said = |record: &&Record| match field.as_str() {
                "responsible" => person(app, record.values.int("responsible_id").unwrap()) == *word,
                "country" => record.values.text("country") == Some(word),
                "pipeline" => value_of(app, "pipelines", record.values.text("pipeline_id")).labels[1] == *word,
                "stage" if name.contains("deals") => stage_of(app, &record.values) == *word,
                "stage" => record.values.text("status") == Some(&code_of(app, "lead_statuses", word)),
                "source" => record.values.text("source") == Some(&code_of(app, "sources", word)),
                "company_type" => record.values.text(field) == Some(&code_of(app, "company_types", word)),
                "contact_type" => record.values.text(field) == Some(&code_of(app, "contact_types", word)),
                "industry" => record.values.text(field) == Some(&code_of(app, "industries", word)),
                _ => panic!("{field}"),
            };
            let found = records.values().filter(is_said).count();
            // The importing user, who is one of the four, has those that name nobody.
            let unknown = if field == "responsible" && word == "Анна Соколова" && name.contains("leads") {
                3
            } else {
                0
            };
            assert_eq!(json!(found - unknown), *wanted, "{name}: {field} {word}");
        }
    }
}
