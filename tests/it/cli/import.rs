use super::users::add_anna;
use crate::harness::Korob;
use serde_json::Value;
use std::fs;

fn sample(name: &str) -> String {
    format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn report(out: &str) -> Value {
    serde_json::from_str(out).unwrap_or_else(|error| panic!("{error}: {out}"))
}

#[test]
fn companies_come_in_with_or_without_a_server() {
    let korob = Korob::new();
    add_anna(&korob);
    let file = sample("bitrix24_companies.csv");
    let rehearsed = report(&korob.run(&["import", "companies", &file, "--dry-run", "--json"]).expect(0).out);
    assert_eq!((&rehearsed["created"], &rehearsed["import_id"]), (&120.into(), &Value::Null));
    let served = korob.serve(&[]);
    let first = report(&korob.run(&["import", "companies", &file, "--json"]).expect(0).out);
    assert_eq!((&first["created"], &first["skipped"], &first["import_id"]), (&120.into(), &12.into(), &1.into()));
    served.stop();
    let again = korob.run(&["import", "companies", &file, "--lang", "ru"]).expect(0);
    assert!(again.out.starts_with("Создано: 0, дополнено: 0, пропущено: 132, отклонено: 5."), "{}", again.out);
    assert!(fs::read_dir(korob.data().join("imports")).unwrap().next().is_none(), "no file is left behind");
}

#[test]
fn what_cannot_be_imported_is_told_in_one_line() {
    let korob = Korob::new();
    add_anna(&korob);
    let made = |name: &str, bytes: &[u8]| {
        let path = korob.data().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let columns = vec!["x"; 100_000].join(";");
    for (name, bytes, says) in [
        ("empty.csv", "".as_bytes(), "empty"),
        ("blank.csv", b"\n;;;\n", "empty"),
        ("book.csv", b"PK\x03\x04xl/workbook.xml", "Excel"),
        ("junk.csv", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0", "no table of text"),
        ("wide.csv", columns.as_bytes(), "too many columns"),
        ("quote.csv", b"\"name;city\nA;B\n", "quote"),
    ] {
        let refused = korob.run(&["import", "companies", &made(name, bytes)]).expect(1);
        assert!(refused.err.contains(says) && refused.err.lines().count() == 1, "{name}: {}", refused.err);
    }
    let fine = made("fine.csv", b"name;city\nA;B\n");
    korob.run(&["import", "orders", &fine]).expect(2);
    korob.run(&["import", "companies", &fine, "--duplicates", "never"]).expect(2);
    korob.run(&["import", "companies", "nowhere.csv"]).expect(1);
    let map = made("map.json", br#"{"city": null}"#);
    let told = korob.run(&["import", "companies", &fine, "--map", &map, "--json"]).expect(0);
    assert_eq!(report(&told.out)["unmapped_columns"][0], "city");
    for wrong in [r#"{"city": "no_such_field"}"#, r#"{"town": "city"}"#, "[]"] {
        let map = made("wrong.json", wrong.as_bytes());
        korob.run(&["import", "companies", &fine, "--map", &map]).expect(1);
    }
    let listed: Value = report(&korob.run(&["import", "companies", &fine, "--json"]).expect(0).out);
    assert_eq!((&listed["skipped"], &listed["created"]), (&1.into(), &0.into()), "the wrong orders wrote nothing");
}

#[test]
fn a_file_that_breaks_off_in_its_middle_is_no_success() {
    let korob = Korob::new();
    add_anna(&korob);
    let path = korob.data().join("broken.csv");
    let good: String = (0..3_000).map(|row| format!("Фирма {row};Тула\n")).collect();
    fs::write(&path, format!("Название;Город\n{good}{}", "1;\"Иван\n".repeat(300_000))).unwrap();
    let told = korob.run(&["import", "companies", path.to_str().unwrap(), "--json"]).expect(1);
    let report = report(&told.out);
    assert_eq!(report["failure"], "quotes_broken");
    assert!(report["created"].as_u64().unwrap() >= 2_000, "what was read stands: {}", report["created"]);
    assert!(told.err.contains("stopped after"), "{}", told.err);
}
