//! The palette: what is found, marked and offered.

use super::lists_browser::sign_in;
use crate::harness::{Answer, TestApp};
use korob::records::value::{Point, Value};
use korob::records::{self, Values};

fn company(app: &TestApp, who: &str, name: &str, phone: &str, email: &str, tax_id: &str) -> i64 {
    let (viewer, kind) = (app.viewer(who), app.registry().kind("company").unwrap());
    let point = |value: &str| {
        Value::Points(vec![Point { value: value.to_owned(), label: "work".into(), is_main: true, extension: None }])
    };
    let values = Values::default()
        .with("name", name)
        .with("tax_id", tax_id)
        .with("phones", point(phone))
        .with("emails", point(email));
    app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap().id
}

fn office() -> TestApp {
    let app = TestApp::start();
    company(&app, "anna", "ООО «Балтика Логистик»", "+79215550177", "info@baltika.example", "7707083893");
    company(&app, "anna", "Ёлкин и сыновья", "+79161234567", "elkin@firma.example", "7710140679");
    company(&app, "anna", "Такси 24/7", "+74951112233", "taxi@taxi.example", "5001007322");
    company(&app, "anna", "Завод 12.05.1999", "+74952470000", "info@zavod.example", "5036032527");
    company(&app, "igor", "Łąka sp. z o.o.", "+48601555014", "biuro@laka.example", "5260250274");
    app
}

fn ask(app: &TestApp, who: &str, typed: &str) -> Answer {
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("q", typed).finish();
    app.as_(who).htmx().get(&format!("/search?{query}")).expect(200)
}

/// The first group: records.
fn found(answer: &Answer) -> Vec<String> {
    let names = answer.texts("section:first-child a.pi[href^='/companies/'] > span:not(.end)");
    names.iter().map(|name| name.replace(' ', "")).collect()
}

/// What is marked lies in an element of its own, so names are compared without their spaces.
fn named(name: &str) -> [String; 1] {
    [name.replace(' ', "")]
}

#[test]
fn everything_people_type_finds_its_company_and_marks_it() {
    let app = office();
    for (typed, name, mark) in [
        ("балт", "ООО «Балтика Логистик»", "Балт"),
        ("логист балт", "ООО «Балтика Логистик»", "Балт"),
        ("ба", "ООО «Балтика Логистик»", "Ба"),
        ("б", "ООО «Балтика Логистик»", "Б"),
        (",fkn", "ООО «Балтика Логистик»", "Балт"),
        ("елкин", "Ёлкин и сыновья", "Ёлкин"),
        ("laka", "Łąka sp. z o.o.", "Łąka"),
        ("ŁĄKA", "Łąka sp. z o.o.", "Łąka"),
        ("555-01-77", "ООО «Балтика Логистик»", "555-01-77"),
        ("8 (921) 555 01 77", "ООО «Балтика Логистик»", "921) 555-01-77"),
        ("8 921 555", "ООО «Балтика Логистик»", "921) 555"),
        ("8921", "ООО «Балтика Логистик»", "921"),
        ("8921555", "ООО «Балтика Логистик»", "921) 555"),
        ("24/7", "Такси 24/7", "24/7"),
        ("12.05.1999", "Завод 12.05.1999", "12.05.1999"),
        ("5550177", "ООО «Балтика Логистик»", "555-01-77"),
        ("elkin@firma", "Ёлкин и сыновья", "elkin@firma"),
        ("77101406", "Ёлкин и сыновья", "77101406"),
    ] {
        let answer = ask(&app, "anna", typed);
        assert_eq!(found(&answer), named(name), "{typed}");
        assert!(answer.texts("mark").iter().any(|text| text == mark), "{typed}: {:?}", answer.texts("mark"));
    }
}

#[test]
fn who_sees_only_own_records_is_told_of_no_others() {
    let app = office();
    assert_eq!(found(&ask(&app, "olga", "laka")), Vec::<String>::new());
    assert_eq!(found(&ask(&app, "igor", "laka")), named("Łąka sp. z o.o."));
    ask(&app, "olga", "").has_not("Łąka");
}

#[test]
fn commands_and_lists_are_offered_too() {
    let app = office();
    let empty = ask(&app, "anna", "");
    empty.clone().has("Ёлкин и сыновья").has("Новый лид");
    let commands = ask(&app, "anna", ">нов").texts("a.pi > span:not(.end)");
    assert_eq!(commands, ["Новый лид", "Новая сделка", "Новый контакт", "Новая компания", "Новое дело"]);
    assert_eq!(ask(&app, "anna", ">yjd").texts("a.pi > span:not(.end)"), commands, "the wrong layout");
    ask(&app, "olga", ">польз").has_not("/settings/users");
    let list = ask(&app, "anna", "балт").attributes("a.pi[href*='q=']", "href");
    assert_eq!(list.len(), 1);
    app.as_("anna").get(&list[0]).expect(200).has("Балтика").has_not("Ёлкин");
}

#[test]
fn the_palette_is_used_by_keys() {
    let app = office();
    let browser = sign_in(&app, "anna");
    browser.go("/companies");
    browser.press("Control+k");
    browser.see("#palette [role=option]");
    browser.type_text("балт");
    browser.see("#palette mark");
    browser.screenshot("palette");
    browser.no_problems();
    browser.press("Enter");
    browser.see_text("Балтика Логистик");
    assert!(browser.path().starts_with("/companies/1"));
}
