//! Records as the API shows them, written as they are read: a list is a thousand values, none of which is kept.

use super::mains;
use super::query::Fields;
use crate::kernel::Timestamp;
use crate::records::duplicates::Duplicate;
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::value::{LinkItem, Point, Record, Value};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};

/// What is shown of the records of a kind.
pub struct Shape<'k>(Vec<Member<'k>>);

enum Member<'k> {
    Field(&'k Field),
    /// The main record of links, under the name of its own.
    Main(String, &'k Field),
}

impl<'k> Shape<'k> {
    /// Every field of the kind.
    pub fn whole(kind: &'k Kind) -> Shape<'k> {
        Shape::of(kind, &Fields::all())
    }

    pub(super) fn of(kind: &'k Kind, fields: &Fields) -> Shape<'k> {
        let mut members = Vec::with_capacity(kind.fields.len());
        for field in fields.of(kind) {
            if fields.shows(&field.key) {
                members.push(Member::Field(field));
            }
            if let Some(main) = mains::key(kind, field).filter(|main| fields.shows(main)) {
                members.push(Member::Main(main, field));
            }
        }
        Shape(members)
    }

    /// `id`, `version` and the fields, in this order. What is empty is null, an empty list is `[]`.
    pub fn record<'r>(&'r self, record: &'r Record) -> impl Serialize + 'r {
        Shown { shape: self, record }
    }
}

struct Shown<'r> {
    shape: &'r Shape<'r>,
    record: &'r Record,
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("id", &self.record.id)?;
        object.serialize_entry("version", &self.record.version)?;
        for member in &self.shape.0 {
            match member {
                Member::Field(field) => {
                    let value = self.record.values.get(&field.key);
                    object.serialize_entry(field.key.as_ref(), &Held { field, value })?;
                }
                Member::Main(key, field) => {
                    object.serialize_entry(key, &mains::id(self.record.values.get(&field.key).as_links()))?;
                }
            }
        }
        object.end()
    }
}

pub(super) fn duplicate(found: &Duplicate) -> Json {
    json!({ "id": found.id, "title": found.title, "by": found.by.code() })
}

struct Held<'r> {
    field: &'r Field,
    value: &'r Value,
}

impl Serialize for Held<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let field_type = &self.field.field_type;
        match self.value {
            Value::Empty if is_list(field_type) => serializer.collect_seq([(); 0]),
            Value::Empty => serializer.serialize_unit(),
            Value::Text(code) if self.field.is_by_number => code.parse::<i64>().ok().serialize(serializer),
            Value::Text(text) if matches!(field_type, FieldType::Reference(_)) => {
                let target = field_type.target(text);
                target.map(|(target, id)| json!({ "kind": target.kind, "id": id })).serialize(serializer)
            }
            Value::Text(text) => text.serialize(serializer),
            Value::Int(at) if matches!(field_type, FieldType::Instant | FieldType::Plan) => {
                Timestamp(*at).to_rfc3339().serialize(serializer)
            }
            Value::Int(number) => number.serialize(serializer),
            Value::Bool(flag) => flag.serialize(serializer),
            Value::Names(names) => names.serialize(serializer),
            Value::Ids(ids) => ids.serialize(serializer),
            Value::Points(points) => serializer.collect_seq(points.iter().map(ShownPoint::from)),
            Value::Links(links) => serializer.collect_seq(links.iter().map(ShownLink::from)),
        }
    }
}

#[derive(Serialize)]
struct ShownPoint<'r> {
    value: &'r str,
    kind: &'r str,
    is_main: bool,
    extension: Option<&'r str>,
}

impl<'r> From<&'r Point> for ShownPoint<'r> {
    fn from(point: &'r Point) -> Self {
        let Point { value, label, is_main, extension } = point;
        ShownPoint { value, kind: label, is_main: *is_main, extension: extension.as_deref() }
    }
}

#[derive(Serialize)]
struct ShownLink<'r> {
    id: i64,
    position: Option<&'r str>,
    is_main: bool,
}

impl<'r> From<&'r LinkItem> for ShownLink<'r> {
    fn from(link: &'r LinkItem) -> Self {
        ShownLink { id: link.id, position: link.position.as_deref(), is_main: link.is_main }
    }
}

fn is_list(field_type: &FieldType) -> bool {
    matches!(field_type, FieldType::Points(_) | FieldType::Tags | FieldType::Observers | FieldType::Links(_))
}
