//! The JSON API as programs meet it.

mod changes;
mod conditions;
mod described;
mod idempotency;
mod links;
mod lists;
mod others;
mod page;
mod strictness;

use crate::harness::{Answer, Client};
use serde_json::{Value, json};

/// Creates a company with this name; the whole record.
fn company(client: &Client, name: &str) -> Value {
    record(&client.post_json("/api/v1/companies", &json!({ "name": name })).expect(201))
}

/// The record that a create answered, as it is read later.
fn record(answer: &Answer) -> Value {
    let mut record = answer.json();
    record.as_object_mut().unwrap().remove("possible_duplicates").expect("a create says what may be the same");
    record
}

fn path_of(record: &Value) -> String {
    format!("/api/v1/companies/{}", record["id"])
}

fn contact(client: &Client, body: &Value) -> Value {
    client.post_json("/api/v1/contacts", body).expect(201).json()
}

/// `field: code` of each problem.
#[track_caller]
fn problems(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.text());
    let body = answer.json();
    let errors = body["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().map(|e| format!("{}: {}", e["field"].as_str().unwrap(), e["code"].as_str().unwrap())).collect()
}

/// The `code` of a refusal.
#[track_caller]
fn code(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.text());
    assert_eq!(answer.json()["status"], answer.status, "{}", answer.text());
    answer.json()["code"].as_str().unwrap().to_owned()
}

fn names(list: &Value) -> Vec<String> {
    list["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}
