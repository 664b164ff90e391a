//! The description of the API is what the API does.

use super::company;
use crate::harness::{TestApp, golden};
use korob::app::{openapi, routes, wiring};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn the_description_is_known() {
    let registry = wiring::registry();
    let document = openapi::document(&routes::routes(&registry).rows(), &registry);
    golden::check("openapi.json", &(in_lines(&document, 0) + "\n"));
    let app = TestApp::empty();
    let served = app.anonymous().get("/api/openapi.json").expect(200);
    assert_eq!(served.header("content-type"), "application/json");
    assert_eq!(served.json(), document);
}

/// JSON with what is deep inside on one line, so that a field is a line of its own.
fn in_lines(value: &Value, depth: usize) -> String {
    let (indent, end) = ("  ".repeat(depth + 1), "  ".repeat(depth));
    match value {
        Value::Object(object) if depth < 5 && !object.is_empty() => {
            let members: Vec<String> = object
                .iter()
                .map(|(name, value)| format!("{indent}{}: {}", json!(name), in_lines(value, depth + 1)))
                .collect();
            format!("{{\n{}\n{end}}}", members.join(",\n"))
        }
        Value::Array(items) if depth < 5 && items.iter().any(Value::is_object) => {
            let items: Vec<String> = items.iter().map(|item| format!("{indent}{item}")).collect();
            format!("[\n{}\n{end}]", items.join(",\n"))
        }
        _ => value.to_string(),
    }
}

#[test]
fn every_route_of_the_api_is_described_and_nothing_else() {
    let registry = wiring::registry();
    let rows = routes::routes(&registry).rows();
    let document = openapi::document(&rows, &registry);
    let declared: BTreeSet<String> = rows
        .iter()
        .filter(|row| row.path.starts_with("/api/") && row.path != "/api/openapi.json")
        .map(|row| format!("{} {}", row.method, row.path))
        .collect();
    let mut described = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            described.insert(format!("{} {path}", method.to_uppercase()));
            assert!(ids.insert(operation["operationId"].to_string()), "{method} {path}: its id is there twice");
            let named: Vec<&str> = path.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            let in_path: Vec<&str> =
                parameters.iter().filter(|p| p["in"] == "path").filter_map(|p| p["name"].as_str()).collect();
            assert_eq!(in_path, named, "{method} {path}");
            assert!(operation["responses"].get("401").is_some(), "{method} {path} asks for a token");
        }
    }
    assert_eq!(described, declared);
}

#[test]
fn every_reference_leads_somewhere() {
    let registry = wiring::registry();
    let document = openapi::document(&routes::routes(&registry).rows(), &registry);
    fn walk(document: &Value, value: &Value) {
        match value {
            Value::Object(object) => {
                if let Some(reference) = object.get("$ref") {
                    let pointer = reference.as_str().unwrap().trim_start_matches('#');
                    assert!(document.pointer(pointer).is_some(), "{reference}");
                }
                object.values().for_each(|value| walk(document, value));
            }
            Value::Array(items) => items.iter().for_each(|value| walk(document, value)),
            _ => {}
        }
    }
    walk(&document, &document);
}

#[test]
fn answers_are_as_described() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let document = olga.get("/api/openapi.json").expect(200).json();
    let body = json!({ "name": "Астра", "phones": [{ "value": "+74872300001" }], "tags": ["опт"] });
    fits(&document, "CompanyInput", &body);
    let made = olga.post_json("/api/v1/companies", &body).expect(201).json();
    fits(&document, "CompanyCreated", &made);
    company(&olga, "Берег");
    fits(&document, "CompanyList", &olga.get("/api/v1/companies?limit=1").expect(200).json());
    fits(&document, "CompanyList", &olga.get("/api/v1/companies?fields=name").expect(200).json());
    fits(&document, "Company", &olga.get(&format!("/api/v1/companies/{}", made["id"])).expect(200).json());
    let person = json!({ "last_name": "Зорина", "birth_date": "--03-08", "company_id": made["id"] });
    fits(&document, "ContactInput", &person);
    let person = olga.post_json("/api/v1/contacts", &person).expect(201).json();
    fits(&document, "ContactCreated", &person);
    let lead = json!({ "title": "Партия брусники", "contact_id": person["id"], "amount_minor": 100 });
    fits(&document, "LeadInput", &lead);
    fits(&document, "LeadCreated", &olga.post_json("/api/v1/leads", &lead).expect(201).json());
    fits(&document, "LeadList", &olga.get("/api/v1/leads").expect(200).json());
    fits(&document, "UserList", &olga.get("/api/v1/users").expect(200).json());
    fits(&document, "User", &app.api("anna").get("/api/v1/users/1").expect(200).json());
    fits(&document, "OptionList", &olga.get("/api/v1/option-lists/industries").expect(200).json());
    fits(&document, "Problem", &olga.get("/api/v1/companies?limit=0").expect(400).json());
    fits(&document, "Problem", &olga.post_json("/api/v1/companies", &json!({ "name": 5 })).expect(422).json());
}

/// Fails unless the value is as the schema of this name says, with no member that it does not name.
#[track_caller]
fn fits(document: &Value, schema: &str, value: &Value) {
    let mut wrong = Vec::new();
    compare(document, &document["components"]["schemas"][schema], value, schema, &mut wrong);
    assert!(wrong.is_empty(), "{wrong:#?}\n{value:#}");
}

fn compare(document: &Value, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    if let Some(all) = schema["allOf"].as_array() {
        // Each part names members of its own: together they are one object.
        let mut whole = json!({ "type": "object", "required": [], "properties": {} });
        for part in all {
            let part = part["$ref"].as_str().map_or(part, |path| document.pointer(&path[1..]).unwrap());
            for (name, schema) in part["properties"].as_object().unwrap() {
                whole["properties"][name] = schema.clone();
            }
            whole["required"].as_array_mut().unwrap().extend(part["required"].as_array().cloned().unwrap_or_default());
        }
        return compare(document, &whole, value, at, wrong);
    }
    if let Some(reference) = schema["$ref"].as_str() {
        match document.pointer(reference.trim_start_matches('#')) {
            Some(schema) => compare(document, schema, value, at, wrong),
            None => wrong.push(format!("{at}: {reference} leads nowhere")),
        }
        return;
    }
    let actual = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() || number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => vec![actual],
    };
    if !types.contains(&actual) {
        wrong.push(format!("{at}: {actual} instead of {types:?}"));
    }
    if let Some(allowed) = schema["enum"].as_array()
        && !allowed.contains(value)
    {
        wrong.push(format!("{at}: {value} is none of {allowed:?}"));
    }
    if let (Some(max), Some(text)) = (schema["maxLength"].as_u64(), value.as_str())
        && text.chars().count() as u64 > max
    {
        wrong.push(format!("{at}: longer than {max}"));
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        compare(document, &schema["items"], item, &format!("{at}[{index}]"), wrong);
    }
    if let Some(object) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(name) {
                wrong.push(format!("{at}.{name} is missing"));
            }
        }
        for (name, value) in object {
            match schema["properties"].get(name) {
                Some(schema) => compare(document, schema, value, &format!("{at}.{name}"), wrong),
                None => wrong.push(format!("{at}.{name} is not described")),
            }
        }
    }
}
