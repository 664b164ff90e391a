//! Records as the API shows them.

use super::mains;
use super::query::Fields;
use crate::kernel::Timestamp;
use crate::records::duplicates::Duplicate;
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::value::{Record, Value};
use serde_json::{Map, Value as Json, json};

/// `id`, `version` and the fields, in this order. What is empty is null, an empty list is `[]`.
pub(super) fn record(kind: &Kind, fields: &Fields, record: &Record) -> Json {
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(record.id));
    object.insert("version".to_owned(), json!(record.version));
    for field in fields.of(kind) {
        let held = record.values.get(&field.key);
        if fields.shows(&field.key) {
            object.insert(field.key.to_string(), value(field, held));
        }
        if let Some(main) = mains::key(kind, field).filter(|main| fields.shows(main)) {
            object.insert(main, json!(mains::id(held.as_links())));
        }
    }
    Json::Object(object)
}

pub(super) fn duplicate(found: &Duplicate) -> Json {
    json!({ "id": found.id, "title": found.title, "by": found.by.code() })
}

fn value(field: &Field, value: &Value) -> Json {
    let field_type = &field.field_type;
    match value {
        Value::Empty if is_list(field_type) => json!([]),
        Value::Empty => Json::Null,
        Value::Text(code) if field.is_by_number => json!(code.parse::<i64>().ok()),
        Value::Text(text) if matches!(field_type, FieldType::Reference(_)) => match field_type.target(text) {
            Some((target, id)) => json!({ "kind": target.kind, "id": id }),
            None => Json::Null,
        },
        Value::Text(text) => json!(text),
        Value::Int(at) if matches!(field_type, FieldType::Instant | FieldType::Plan) => {
            json!(Timestamp(*at).to_rfc3339())
        }
        Value::Int(number) => json!(number),
        Value::Bool(flag) => json!(flag),
        Value::Names(names) => json!(names),
        Value::Ids(ids) => json!(ids),
        Value::Points(points) => points
            .iter()
            .map(|point| {
                json!({
                    "value": point.value,
                    "kind": point.label,
                    "is_main": point.is_main,
                    "extension": point.extension,
                })
            })
            .collect(),
        Value::Links(links) => links
            .iter()
            .map(|link| json!({ "id": link.id, "position": link.position, "is_main": link.is_main }))
            .collect(),
    }
}

fn is_list(field_type: &FieldType) -> bool {
    matches!(field_type, FieldType::Points(_) | FieldType::Tags | FieldType::Observers | FieldType::Links(_))
}
