//! The calls for a kind, told to programs.

use super::idempotency;
use super::query::{DEFAULT_LIMIT, MAX_LIMIT};
use super::schema::Names;
use crate::kernel::Lang;
use crate::platform::web::operation::{Answer, Operation, in_header, in_path, in_query};
use crate::records::list::Op;
use crate::records::registry::Kind;
use serde_json::{Value as Json, json};

pub(super) fn list(kind: &Kind) -> Operation {
    let integer = json!({ "type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT });
    Operation {
        id: format!("list_{}", kind.plural),
        summary: "List".to_owned(),
        description: "The records that the user of the token may see, page by page.".to_owned(),
        parameters: vec![
            in_query("q", json!({ "type": "string", "maxLength": 200 }), "Search, as the search of the pages does."),
            in_query("filter", text(), &filter_text()),
            in_query("sort", json!({ "type": "string", "default": "-created_at" }), &sort_text(kind)),
            fields(),
            in_query("after", text(), "`next` of the page before."),
            in_query("limit", integer, "How many records a page has."),
        ],
        answers: vec![(200, answer("One page", &Names::of(kind).list))],
        problems: vec![400, 401, 403],
        ..general(kind)
    }
}

pub(super) fn create(kind: &Kind) -> Operation {
    Operation {
        id: format!("create_{}", kind.key),
        summary: "Create".to_owned(),
        description: "Left out: the user of the token becomes responsible, the currency is the office's.".to_owned(),
        parameters: vec![idempotency_key("the same body")],
        body: Some(Names::of(kind).input),
        answers: vec![(
            201,
            Answer {
                headers: vec![("ETag", "The version of the record"), ("Location", "The path of the record")],
                ..answer("The whole record", &Names::of(kind).created)
            },
        )],
        problems: vec![400, 401, 403, 413, 415, 422, 503, 507],
        ..general(kind)
    }
}

pub(super) fn show(kind: &Kind) -> Operation {
    let known =
        in_header("If-None-Match", text(), "ETags of versions one has: 304 if the record is still one of them.");
    let unchanged = Answer { headers: vec![ETAG], ..Answer::default() };
    Operation {
        id: format!("get_{}", kind.key),
        summary: "Get".to_owned(),
        parameters: vec![id(), fields(), known],
        answers: vec![
            (200, Answer { headers: vec![ETAG], ..answer("The record", &Names::of(kind).record) }),
            (304, Answer { description: "One has this version already".to_owned(), ..unchanged }),
        ],
        problems: vec![400, 401, 403, 404],
        ..general(kind)
    }
}

pub(super) fn update(kind: &Kind) -> Operation {
    Operation {
        id: format!("update_{}", kind.key),
        summary: "Change".to_owned(),
        description: "Members that are left out stay as they are, null empties. A list is replaced whole.".to_owned(),
        parameters: vec![id(), if_match()],
        body: Some(Names::of(kind).input),
        answers: vec![(200, Answer { headers: vec![ETAG], ..answer("The whole record", &Names::of(kind).record) })],
        problems: vec![400, 401, 403, 404, 412, 413, 415, 422, 503, 507],
        ..general(kind)
    }
}

pub(super) fn delete(kind: &Kind) -> Operation {
    Operation {
        id: format!("delete_{}", kind.key),
        summary: "Delete".to_owned(),
        description: "Moves the record into the bin, from which a person can put it back.".to_owned(),
        parameters: vec![id(), if_match()],
        answers: vec![(204, Answer { description: "It is deleted".to_owned(), ..Answer::default() })],
        problems: vec![400, 401, 403, 404, 412, 503, 507],
        ..general(kind)
    }
}

const ETAG: (&str, &str) = ("ETag", "The version of the record");

fn general(kind: &Kind) -> Operation {
    Operation { tag: (kind.names.many)(Lang::En).to_owned(), ..Operation::default() }
}

fn answer(description: &str, schema: &str) -> Answer {
    Answer { description: description.to_owned(), schema: Some(schema.to_owned()), ..Answer::default() }
}

fn text() -> Json {
    json!({ "type": "string" })
}

fn id() -> Json {
    in_path("id", json!({ "type": "integer", "format": "int64" }), "The id of the record.")
}

fn fields() -> Json {
    in_query(
        "fields",
        text(),
        "Fields to show, separated by commas; all where it is left out. `id` and `version` always come.",
    )
}

fn if_match() -> Json {
    in_header("If-Match", text(), "ETags of the versions that may be changed: 412 if the record is none of them.")
}

fn filter_text() -> String {
    let codes: Vec<String> = Op::ALL.iter().map(|op| format!("`{}`", op.code())).collect();
    format!(
        "Conditions `field:operator:value`, separated by `;`, all of which must hold; several values are separated by \
         `|`: `responsible_id:in:1|2;created_at:ge:2026-01-01`. Operators: {}. A backslash before `;`, `|` or a \
         backslash takes it as text.",
        codes.join(", ")
    )
}

fn sort_text(kind: &Kind) -> String {
    let keys: Vec<String> = kind
        .fields
        .iter()
        .filter(|field| field.sort_column().is_some())
        .map(|field| format!("`{}`", field.key))
        .collect();
    format!("One of {}, `title` or `id`, with `-` before it for downwards. Ties are broken by id.", keys.join(", "))
}

/// The header by which a create can be repeated, with what is asked to be the same.
pub fn idempotency_key(same: &str) -> Json {
    let key = json!({ "type": "string", "minLength": 1, "maxLength": 255 });
    let text = format!(
        "A name for this create, a random one. The same again within a day, from the same user and with {same}, is \
         answered as the first time and creates nothing; with anything else it is a 422."
    );
    in_header(idempotency::HEADER, key, &text)
}
