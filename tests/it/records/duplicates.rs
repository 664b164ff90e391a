//! What is recognised as one and the same, and by whom.

use crate::harness::TestApp;
use korob::kernel::Result;
use korob::records::duplicates::{self, Duplicate};
use korob::records::value::{Point, Value, Values};
use korob::records::{create, delete, update};

fn company(name: &str, more: &[(&str, &str)]) -> Values {
    more.iter().fold(Values::default().with("name", name), |values, (key, value)| match *key {
        "phones" | "emails" => {
            let point = Point { value: (*value).to_owned(), label: "work".into(), is_main: true, extension: None };
            values.with(*key, Value::Points(vec![point]))
        }
        _ => values.with(*key, *value),
    })
}

fn add(app: &TestApp, who: &str, values: Values) -> i64 {
    let (viewer, kind) = (app.viewer(who), app.registry().kind("company").unwrap());
    app.db().write_blocking(move |tx| create(tx, &viewer, &kind, values)).unwrap().id
}

fn found(app: &TestApp, who: &str, values: &Values, except: Option<i64>) -> Vec<(i64, &'static str)> {
    let kind = app.registry().kind("company").unwrap();
    let find = |conn: &rusqlite::Connection| -> Result<Vec<Duplicate>> {
        duplicates::find(conn, &app.viewer(who), &kind, values, except, 10)
    };
    app.db().read_blocking(find).unwrap().into_iter().map(|found| (found.id, found.by.code())).collect()
}

#[test]
fn a_company_is_recognised_by_what_is_surest() {
    let app = TestApp::start();
    let by_id = add(&app, "anna", company("А", &[("external_id", "17")]));
    let by_tax = add(&app, "anna", company("Б", &[("tax_id", "96-0010 0103")]));
    let by_name = add(&app, "anna", company("ООО «Ёлка  и Ко»", &[]));
    let by_phone = add(&app, "anna", company("В", &[("phones", "+79990001234")]));
    let by_email = add(&app, "anna", company("Г", &[("emails", "info@elka.example")]));
    let seen = company(
        "ооо \"елка и ко\"",
        &[("external_id", "17"), ("tax_id", "9600100103"), ("phones", "+79990001234"), ("emails", "info@elka.example")],
    );
    let all = [(by_id, "id"), (by_tax, "tax_id"), (by_name, "name"), (by_phone, "phone"), (by_email, "email")];
    assert_eq!(found(&app, "anna", &seen, None), all);
    assert_eq!(found(&app, "anna", &seen, Some(by_id)), all[1..]);
    assert_eq!(found(&app, "anna", &company("Другая", &[]), None), []);
}

#[test]
fn what_is_binned_renamed_or_a_strangers_is_not_found() {
    let app = TestApp::start();
    let hers = add(&app, "olga", company("Склад", &[]));
    let his = add(&app, "igor", company("Склад", &[]));
    let sought = company("СКЛАД", &[]);
    assert_eq!(found(&app, "anna", &sought, None), [(hers, "name"), (his, "name")]);
    assert_eq!(found(&app, "olga", &sought, None), [(hers, "name")]);
    let (anna, kind) = (app.viewer("anna"), app.registry().kind("company").unwrap());
    app.db()
        .write_blocking(move |tx| {
            delete(tx, &anna, &kind, hers, None)?;
            update(tx, &anna, &kind, his, None, company("Магазин", &[]))
        })
        .unwrap();
    assert_eq!(found(&app, "anna", &sought, None), []);
    assert_eq!(found(&app, "anna", &company("магазин", &[]), None), [(his, "name")]);
}

#[test]
fn each_look_is_one_step_into_an_index() {
    let app = TestApp::start();
    let plan = |sql: &str| {
        let read = |conn: &rusqlite::Connection| -> Result<Vec<String>> {
            let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let lines = statement.query_map([], |row| row.get(3))?.collect::<rusqlite::Result<_>>()?;
            Ok(lines)
        };
        app.db().read_blocking(read).unwrap().join("; ")
    };
    for (column, index) in [("external_id", "external_id"), ("tax_id", "tax_id"), ("title_key", "title_key")] {
        let plan = plan(&format!(
            "SELECT r.id FROM companies r WHERE r.{column} = 'x' AND r.deleted_at IS NULL AND 1 ORDER BY r.id LIMIT 2"
        ));
        assert_eq!(plan, format!("SEARCH r USING INDEX companies_by_{index} ({column}=?)"));
    }
    let plan = plan(
        "SELECT r.id FROM contact_points p CROSS JOIN companies r ON r.id = p.owner_id WHERE p.channel = 'phone'
         AND p.value = 'x' AND p.owner_kind = 'company' AND r.deleted_at IS NULL ORDER BY p.id LIMIT 2",
    );
    assert!(
        plan.starts_with("SEARCH p USING INDEX contact_points_by_value (channel=? AND value=? AND owner_kind=?)"),
        "{plan}"
    );
    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
}
