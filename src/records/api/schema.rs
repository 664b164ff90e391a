//! Records as JSON Schema (2020-12, the dialect of OpenAPI 3.1), from the declarations of their fields.

use super::{files, mains, option_lists};
use crate::kernel::Lang;
use crate::platform::web::operation::schema_ref;
use crate::records::registry::{Channel, Field, FieldType, Kind, Registry};
use crate::records::service::MAX_AMOUNT;
use serde_json::{Map, Value as Json, json};

/// What the schemas of a kind are called: `Company`, `CompanyInput`, …
pub(super) struct Names {
    pub record: String,
    pub created: String,
    pub input: String,
    pub list: String,
}

impl Names {
    pub(super) fn of(kind: &Kind) -> Names {
        let words = kind.key.split('_').map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            [&first.to_uppercase(), rest].concat()
        });
        let record: String = words.collect();
        Names {
            created: format!("{record}Created"),
            input: format!("{record}Input"),
            list: format!("{record}List"),
            record,
        }
    }
}

/// All schemas by name, in the order of the menu.
pub fn schemas(registry: &Registry) -> Vec<(String, Json)> {
    let mut schemas = vec![option_lists::schema()];
    schemas.extend(files::schemas());
    for (suffix, is_input) in [("", false), ("Input", true)] {
        for channel in [Channel::Phone, Channel::Email, Channel::Messenger, Channel::Site] {
            schemas.push(([point_name(channel), suffix].concat(), point(channel, is_input)));
        }
        schemas.push((["Link", suffix].concat(), link(is_input)));
    }
    for kind in registry.kinds().iter() {
        let names = Names::of(kind);
        schemas.push((names.list, list_of(schema_ref(&names.record))));
        schemas.push((names.created, created(&names.record)));
        schemas.push((names.record, record(kind)));
        schemas.push((names.input, input(kind)));
    }
    schemas
}

/// One page of something.
pub fn list_of(item: Json) -> Json {
    json!({
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": { "type": "array", "items": item },
            "next": { "type": ["string", "null"], "description": "For `after`; null on the last page." },
        },
    })
}

/// As it is shown. Where `fields` chose some, the others are not there.
fn record(kind: &Kind) -> Json {
    let mut properties = Map::new();
    let box_sets = |description: &str| json!({ "type": "integer", "format": "int64", "description": description });
    properties.insert("id".to_owned(), box_sets("Of this record among those of its kind."));
    properties.insert("version".to_owned(), box_sets("Grows by each change; the ETag."));
    for field in &kind.fields {
        properties.insert(field.key.to_string(), property(field, false));
        properties.extend(main_property(kind, field));
    }
    json!({ "type": "object", "required": ["id", "version"], "properties": properties })
}

/// With what it may describe once more.
fn created(record: &str) -> Json {
    let duplicate = json!({
        "type": "object",
        "required": ["id", "title", "by"],
        "properties": {
            "id": { "type": "integer", "format": "int64" },
            "title": { "type": "string" },
            "by": { "type": "string", "enum": ["id", "tax_id", "name", "phone", "email"] },
        },
    });
    let duplicates = json!({
        "type": "object",
        "required": ["possible_duplicates"],
        "properties": { "possible_duplicates": {
            "type": "array",
            "items": duplicate,
            "description": "Other records that may be the same, surest first; the new one is there all the same.",
        } },
    });
    json!({ "allOf": [schema_ref(record), duplicates] })
}

fn main_property(kind: &Kind, field: &Field) -> Option<(String, Json)> {
    let description =
        format!("The main one of `{}`. Sent, it is made the main one, and linked if it was not.", field.key);
    let schema = json!({ "type": ["integer", "null"], "format": "int64", "description": description });
    Some((mains::key(kind, field)?, schema))
}

/// As it is sent.
fn input(kind: &Kind) -> Json {
    let writable = kind.fields.iter().filter(|field| !field.is_read_only);
    let mut properties = Map::new();
    for field in writable {
        properties.insert(field.key.to_string(), property(field, true));
        properties.extend(main_property(kind, field));
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn property(field: &Field, is_input: bool) -> Json {
    let mut schema = value(field, is_input);
    let label = field.label.text(Lang::En);
    let text = match &field.field_type {
        FieldType::Choice { list } => format!("{label}: a code of `/api/v1/option-lists/{list}`"),
        FieldType::Money { currency } => format!("{label}, in minor units of `{currency}`"),
        FieldType::Currency => format!("{label}, ISO 4217"),
        FieldType::Birthday => format!("{label}: `yyyy-mm-dd`, or `--mm-dd` where the year is not known"),
        FieldType::User => format!("{label}: the id of a user"),
        FieldType::Observers => format!("{label}: ids of users"),
        FieldType::Link { kind, .. } => format!("{label}: the id of a {kind}"),
        FieldType::Plan => format!(
            "{label}: when the first of what is planned is due; at the end of the year 9999 where it is for no day. \
             Filters take `overdue`, `today`, `later` and `@none`"
        ),
        FieldType::Links(links) => format!("{label}: ids of records of the kind {}", links.other_kind),
        _ => label.to_owned(),
    };
    schema["description"] = json!(text);
    if field.is_read_only {
        schema["readOnly"] = json!(true);
    }
    schema
}

fn value(field: &Field, is_input: bool) -> Json {
    match &field.field_type {
        FieldType::Text { max } | FieldType::LongText { max } => {
            json!({ "type": ["string", "null"], "maxLength": max })
        }
        FieldType::Integer { min, max } => json!({ "type": ["integer", "null"], "minimum": min, "maximum": max }),
        FieldType::Money { .. } => {
            json!({ "type": ["integer", "null"], "format": "int64", "minimum": 0, "maximum": MAX_AMOUNT })
        }
        FieldType::Currency => json!({ "type": ["string", "null"], "minLength": 3, "maxLength": 3 }),
        FieldType::Date => json!({ "type": ["string", "null"], "format": "date" }),
        FieldType::Birthday => json!({ "type": ["string", "null"] }),
        FieldType::Choice { .. } if field.is_by_number => json!({ "type": ["integer", "null"], "format": "int64" }),
        FieldType::Choice { .. } => json!({ "type": ["string", "null"] }),
        FieldType::Instant | FieldType::Plan => json!({ "type": ["string", "null"], "format": "date-time" }),
        FieldType::Bool => json!({ "type": ["boolean", "null"] }),
        FieldType::Reference(targets) => {
            let kinds: Vec<&str> = targets.iter().map(|target| target.kind).collect();
            let properties = json!({
                "kind": { "type": "string", "enum": kinds },
                "id": { "type": "integer", "format": "int64" },
            });
            let mut reference =
                json!({ "type": ["object", "null"], "required": ["kind", "id"], "properties": properties });
            if is_input {
                reference["additionalProperties"] = json!(false);
            }
            reference
        }
        FieldType::User | FieldType::Link { .. } => json!({ "type": ["integer", "null"], "format": "int64" }),
        FieldType::Observers => list(is_input, json!({ "type": "integer", "format": "int64" })),
        FieldType::Tags => list(is_input, json!({ "type": "string", "minLength": 1, "maxLength": 60 })),
        FieldType::Points(channel) => list(is_input, part_ref(point_name(*channel), is_input)),
        FieldType::Links(_) => list(is_input, part_ref("Link", is_input)),
    }
}

fn list(is_input: bool, items: Json) -> Json {
    // Null empties, as it does everywhere else.
    let kind = if is_input { json!(["array", "null"]) } else { json!("array") };
    json!({ "type": kind, "items": items })
}

fn part_ref(name: &str, is_input: bool) -> Json {
    schema_ref(&[name, if is_input { "Input" } else { "" }].concat())
}

fn point_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "Phone",
        Channel::Email => "Email",
        Channel::Messenger => "Messenger",
        Channel::Site => "Site",
    }
}

fn point(channel: Channel, is_input: bool) -> Json {
    let text = match channel {
        Channel::Phone => "E.164. Another spelling is read as a number of the office's country.",
        Channel::Email => "In small letters.",
        Channel::Messenger => "The name or number there.",
        Channel::Site => "The address.",
    };
    let properties = json!({
        "value": { "type": "string", "minLength": 1, "maxLength": 255, "description": text },
        "kind": { "type": "string", "enum": channel.labels(), "default": channel.labels()[0] },
        "is_main": { "type": "boolean", "description": "One of the list is; the first where none is sent as such." },
        "extension": { "type": ["string", "null"], "description": "Of a phone: digits." },
    });
    part(properties, "value", is_input)
}

fn link(is_input: bool) -> Json {
    let properties = json!({
        "id": { "type": "integer", "format": "int64" },
        "position": { "type": ["string", "null"], "maxLength": 255, "description": "The position held there." },
        "is_main": { "type": "boolean", "description": "One of the list is; the first where none is sent as such." },
    });
    part(properties, "id", is_input)
}

/// All members are shown, one has to be sent.
fn part(properties: Json, needed: &str, is_input: bool) -> Json {
    if is_input {
        return json!({
            "type": "object", "additionalProperties": false, "required": [needed], "properties": properties,
        });
    }
    let names: Vec<String> = properties.as_object().into_iter().flat_map(|all| all.keys().cloned()).collect();
    json!({ "type": "object", "required": names, "properties": properties })
}
