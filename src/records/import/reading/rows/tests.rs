//! The sample files against what a right import of them yields (`tests/data/EXPECTED.json`), as far as that is known
//! without the records already there.

use super::super::fields;
use super::super::headers::{ColumnMatch, ImportKind, match_header};
use super::super::synonyms;
use super::super::table::{Choices, Form, Limits, Survey, Table, survey};
use super::super::values::{Birthday, DateOrder, Email, Settings, Sum, TypedPhone, Value};
use super::*;
use crate::kernel::currency;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::io::Cursor;

struct Sample {
    kind: ImportKind,
    expected: Json,
    survey: Survey,
    mapping: Mapping,
    rows: Vec<Row>,
    blank_records: u64,
    unreadable: u64,
}

fn load(name: &str) -> Sample {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/");
    let bytes = std::fs::read(format!("{folder}{name}")).expect("the sample is there");
    let all: Json =
        serde_json::from_str(&std::fs::read_to_string(format!("{folder}EXPECTED.json")).expect("it is there"))
            .expect("EXPECTED.json is JSON");
    let expected = all["files"][name].clone();
    let kind = match expected["kind"].as_str() {
        Some("leads") => ImportKind::Leads,
        Some("contacts") => ImportKind::Contacts,
        Some("deals") => ImportKind::Deals,
        _ => ImportKind::Companies,
    };
    let choices = Choices { country: "RU".to_owned(), ..Choices::default() };
    let survey = survey(&mut Cursor::new(&bytes), &choices, 10, Limits::default()).expect("a table");
    let mapping = Mapping::of_matches(&match_header(kind, &survey.header));
    let mut table = Table::open(bytes.as_slice(), survey.form, Limits::default()).expect("a table");
    let rows: Vec<Row> = table.by_ref().map(|row| row.expect("a row")).collect();
    let (blank_records, unreadable) = (table.blank_records(), table.unreadable());
    Sample { kind, expected, survey, mapping, rows, blank_records, unreadable }
}

fn settings() -> Settings {
    Settings { country: "RU".to_owned(), date_order: DateOrder::DayFirst }
}

const SAMPLES: [&str; 4] =
    ["bitrix24_leads.csv", "bitrix24_companies.csv", "bitrix24_contacts.csv", "google_contacts.csv"];

#[test]
fn the_files_are_read_as_what_they_are() {
    for name in SAMPLES {
        let sample = load(name);
        let Form { encoding, delimiter, .. } = sample.survey.form;
        assert_eq!(json!(encoding.name()), sample.expected["encoding"], "{name}");
        assert_eq!(
            json!(delimiter.map(|delimiter| delimiter.char().to_string())),
            sample.expected["delimiter"],
            "{name}"
        );
        assert_eq!(json!(sample.survey.header), sample.expected["header"], "{name}");
        assert_eq!(json!(sample.rows.len()), sample.expected["records"], "{name}");
        assert_eq!(json!(sample.blank_records), sample.expected["blank_records"], "{name}");
        assert_eq!(sample.unreadable, 0, "{name}");
        assert!(!sample.survey.is_single_column());
        assert_eq!(sample.survey.preview, sample.rows[..10], "{name}: the preview is the beginning");
    }
}

#[test]
fn every_column_of_bitrix24_maps_by_itself() {
    for name in SAMPLES[..3].iter().chain(&["bitrix24_deals.csv"]) {
        let sample = load(name);
        for (title, found) in sample.survey.header.iter().zip(match_header(sample.kind, &sample.survey.header)) {
            assert_eq!(json!(found.field), sample.expected["mapping"][title], "{name}: {title}");
        }
    }
}

#[test]
fn rows_are_rejected_and_warned_of_as_expected() {
    // Judged by the record type, which knows what it needs to be somebody.
    const IDENTITY: [&str; 3] = ["no_identity", "no_name", "name_missing"];
    for name in SAMPLES {
        let sample = load(name);
        let expected = sample.expected["rows_not_plain"].as_array().expect("a list");
        let expected: BTreeMap<u64, &Json> =
            expected.iter().map(|row| (row["row"].as_u64().expect("a number"), row)).collect();
        let mut seen = 0;
        for row in &sample.rows {
            let plain = Json::Null;
            let expected = expected.get(&row.number).copied().unwrap_or(&plain);
            if let Some(line) = expected["line"].as_u64() {
                assert_eq!(row.line, line, "{name} row {}", row.number);
                seen += 1;
            }
            let reason = expected["reason"].as_str().filter(|reason| !IDENTITY.contains(reason));
            match read_row(row, &sample.mapping, &settings()) {
                Err(rejection) => assert_eq!(Some(rejection.code()), reason, "{name} row {}", row.number),
                Ok(read) if expected["outcome"] == "rejected" => {
                    assert_eq!(reason, None, "{name} row {}", row.number);
                    assert!(!has_identity(sample.kind, &read), "{name} row {}", row.number);
                }
                Ok(read) => {
                    assert!(has_identity(sample.kind, &read), "{name} row {}", row.number);
                    let warnings: Vec<Json> = read.warnings.iter().map(|warning| {
                        json!({"code": warning.code.as_str(), "column": warning.field, "value": warning.value})
                    }).collect();
                    let expected = expected["warnings"].as_array().cloned().unwrap_or_default();
                    let expected: Vec<Json> = expected
                        .into_iter()
                        .filter(|warning| !IDENTITY.iter().any(|code| warning["code"] == *code))
                        .collect();
                    assert_eq!(warnings, expected, "{name} row {}", row.number);
                }
            }
        }
        assert_eq!(seen, expected.len(), "{name}: every row that is not plain was met");
    }
}

fn has_identity(kind: ImportKind, read: &RowValues) -> bool {
    match kind {
        ImportKind::Companies | ImportKind::Deals => read.has_any(&["title"]),
        ImportKind::Contacts => read.has_any(&["first_name", "middle_name", "last_name", "phone", "email"]),
        ImportKind::Leads => {
            read.has_any(&["title", "first_name", "middle_name", "last_name", "company_name", "phone", "email"])
        }
    }
}

#[test]
fn the_probes_have_their_values() {
    for name in SAMPLES {
        let sample = load(name);
        for probe in sample.expected["probes"].as_array().expect("a list") {
            let number = probe["row"].as_u64().expect("a number");
            let row = sample.rows.iter().find(|row| row.number == number).expect("the row is there");
            let read = read_row(row, &sample.mapping, &settings()).expect("a probe is no rejected row");
            let mut expected = probe["fields"].clone();
            if probe["why"] == "title taken from the name" {
                expected.as_object_mut().expect("fields").remove("title");
            }
            // The office's country, which the file does not name.
            if sample.kind == ImportKind::Companies {
                expected.as_object_mut().expect("fields").remove("country");
            }
            assert_eq!(as_probe(&read), expected, "{name} row {number}: {}", probe["why"]);
        }
    }
}

/// The values in the words of the probes.
fn as_probe(read: &RowValues) -> Json {
    let currency = currency_of(read);
    let mut fields = Map::new();
    for (field, value) in &read.values {
        let (field, value) = match value {
            Value::Text(_) if field == "currency" => continue,
            Value::Text(text) => (field.as_str(), json!(text)),
            Value::Texts(texts) if field == "website" => (field.as_str(), json!(texts[0])),
            Value::Texts(texts) => ("labels", json!(texts)),
            Value::Birthday(day) => (field.as_str(), json!(day.to_string())),
            Value::Moment(moment) => (field.as_str(), json!(moment.local.format("%Y-%m-%dT%H:%M:%S").to_string())),
            Value::Sum(sum) => ("amount_minor", json!(sum.in_currency(currency).expect("it fits").amount_minor)),
            Value::Flag(flag) => (field.as_str(), json!(flag)),
            Value::Phones(_) | Value::Emails(_) => continue,
            other => panic!("no probe has {other:?}"),
        };
        fields.insert(field.to_owned(), value);
    }
    if read.has_any(&["amount", "revenue", "currency"]) || read.text("title").is_some() {
        fields.insert("currency".to_owned(), json!(currency.code));
    }
    let phones: Vec<Json> = read.phones().into_iter().map(phone_probe).collect();
    let emails: Vec<Json> = read.emails().into_iter().map(email_probe).collect();
    fields.extend((!phones.is_empty()).then(|| ("phones".to_owned(), json!(phones))));
    fields.extend((!emails.is_empty()).then(|| ("emails".to_owned(), json!(emails))));
    Json::Object(fields)
}

/// The row's currency, else that of the office.
fn currency_of(read: &RowValues) -> &'static currency::Currency {
    currency::lookup(read.text("currency").unwrap_or("RUB")).expect("a known currency")
}

fn phone_probe(typed: &TypedPhone) -> Json {
    let mut probe = json!({"e164": typed.phone.e164(), "type": typed.kind});
    if let Some(extension) = typed.phone.extension() {
        probe["ext"] = json!(extension);
    }
    probe
}

fn email_probe(email: &Email) -> Json {
    json!({"value": email.address.as_str(), "type": email.kind})
}

/// Totals over the rows that are new, which shows rows without a probe too.
#[test]
fn totals_over_all_new_rows_agree() {
    for name in SAMPLES {
        let sample = load(name);
        let expected = sample.expected["rows_not_plain"].as_array().expect("a list");
        let is_new =
            |number: u64| expected.iter().find(|row| row["row"] == number).is_none_or(|row| row["outcome"] == "new");
        let (mut phones, mut emails, mut birthdays, mut comments) = (0, 0, 0, 0);
        let mut amounts: BTreeMap<String, i64> = BTreeMap::new();
        for row in sample.rows.iter().filter(|row| is_new(row.number)) {
            let read = read_row(row, &sample.mapping, &settings()).expect("a new row can be read");
            phones += read.phones().len();
            emails += read.emails().len();
            birthdays += usize::from(matches!(
                read.get("birth_date"),
                Some(Value::Birthday(Birthday::Full(_) | Birthday::Yearless { .. }))
            ));
            comments += usize::from(read.text("comment").is_some());
            let currency = currency_of(&read);
            if let Some(sum) = read.sum("amount").or_else(|| read.sum("revenue")) {
                let money = sum.in_currency(currency).expect("it fits");
                *amounts.entry(currency.code.to_owned()).or_default() += money.amount_minor;
            }
        }
        let totals = &sample.expected["totals_of_new"];
        assert_eq!(json!(phones), totals["phones"], "{name}");
        assert_eq!(json!(emails), totals["emails"], "{name}");
        assert_eq!(json!(comments), totals["with_comment"], "{name}");
        assert_eq!(json!(amounts), totals["amount_minor_by_currency"], "{name}");
        if let Some(expected) = totals.get("with_birth_date") {
            assert_eq!(json!(birthdays), *expected, "{name}");
        }
    }
}

#[test]
fn shipped_words_cover_what_bitrix24_ships() {
    for name in &SAMPLES[..3] {
        let sample = load(name);
        let lists = [
            ("stage", synonyms::LEAD_STATUSES),
            ("source", synonyms::SOURCES),
            ("company_type", synonyms::COMPANY_TYPES),
            ("contact_type", synonyms::CONTACT_TYPES),
        ];
        for (field, list) in lists {
            for word in sample.expected["values_of_new"][field].as_object().into_iter().flatten().map(|(word, _)| word)
            {
                assert!(synonyms::find(list, word).is_some(), "{name}: {field} «{word}»");
            }
        }
    }
}

#[test]
fn of_columns_with_one_field_the_last_filled_one_wins() {
    let header = ["utm_source", "utm_source", "Примечание", "Примечание 2"].map(str::to_owned);
    let mapping = Mapping::of_matches(&match_header(ImportKind::Contacts, &header));
    let row = |cells: [&str; 4]| Row { number: 1, line: 2, cells: cells.map(str::to_owned).to_vec(), fault: None };
    let read = |cells| read_row(&row(cells), &mapping, &settings()).expect("texts");
    assert_eq!(read(["google", "yandex", "a", "b"]).text("utm_source"), Some("yandex"));
    assert_eq!(read(["google", "", "a", "b"]).text("utm_source"), Some("google"));
    assert_eq!(read(["", "", "a", "b"]).joined("comment").as_deref(), Some("a\nb"));
    assert_eq!(read(["", "", "", ""]), RowValues::default());
}

/// What these tests ask of a file that goes no further.
impl Mapping {
    /// The mapping that follows from the titles alone.
    fn of_matches(matches: &[ColumnMatch]) -> Mapping {
        let column = |found: &ColumnMatch| {
            let field = found.field?;
            let reading = fields::reading_of(field)?;
            Some(Column { field: field.to_owned(), reading, label_column: found.label_column })
        };
        Mapping { columns: matches.iter().map(column).collect() }
    }
}

impl RowValues {
    /// Texts of all columns with this field, in their order: notes that amoCRM spreads over several.
    fn joined(&self, field: &str) -> Option<String> {
        let texts = self.values.iter().filter(|(name, _)| name == field).filter_map(|(_, value)| match value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        });
        Some(texts.collect::<Vec<_>>().join("\n")).filter(|text| !text.is_empty())
    }

    fn sum(&self, field: &str) -> Option<Sum> {
        match self.get(field)? {
            Value::Sum(sum) => Some(*sum),
            _ => None,
        }
    }

    /// Telephones of all columns, each number once.
    fn phones(&self) -> Vec<&TypedPhone> {
        let mut phones: Vec<&TypedPhone> = Vec::new();
        let all = self
            .values
            .iter()
            .filter_map(|(_, value)| if let Value::Phones(phones) = value { Some(phones) } else { None });
        for typed in all.flatten() {
            if !phones.iter().any(|known| known.phone.is_same(&typed.phone)) {
                phones.push(typed);
            }
        }
        phones
    }

    /// E-mail addresses of all columns, each once.
    fn emails(&self) -> Vec<&Email> {
        let mut emails: Vec<&Email> = Vec::new();
        let all = self
            .values
            .iter()
            .filter_map(|(_, value)| if let Value::Emails(emails) = value { Some(emails) } else { None });
        for email in all.flatten() {
            if !emails.iter().any(|known| known.address == email.address) {
                emails.push(email);
            }
        }
        emails
    }

    /// Has any of these fields a value? `phone` and `email` stand for all their kinds.
    fn has_any(&self, fields: &[&str]) -> bool {
        self.values
            .iter()
            .any(|(name, _)| fields.iter().any(|field| name == field || name.split('.').next() == Some(field)))
    }
}
