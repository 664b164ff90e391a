//! A many-to-many field has a member beside it that names its main record alone: `company_id` beside `companies`.

use crate::records::registry::{Field, FieldType, Kind};
use crate::records::value::{LinkItem, Record, Value, Values};

/// The member's name; `None` where the kind has a field of this name, or the field is no such link.
pub(super) fn key(kind: &Kind, field: &Field) -> Option<String> {
    let FieldType::Links(links) = field.field_type else { return None };
    let key = [links.other_kind, "_id"].concat();
    kind.field(&key).is_none().then_some(key)
}

/// The field whose main record the member of this name is.
pub(super) fn field<'k>(kind: &'k Kind, member: &str) -> Option<&'k Field> {
    kind.fields.iter().find(|field| key(kind, field).is_some_and(|key| key == member))
}

pub(super) fn id(links: &[LinkItem]) -> Option<i64> {
    links.iter().find(|link| link.is_main).map(|link| link.id)
}

/// Makes a record the main one of those that `values` name, else of those that are there. `None` takes the main one away,
/// unless `values` name the links themselves.
pub(super) fn set(values: &mut Values, current: Option<&Record>, field: &Field, main: Option<i64>) {
    let is_sent = values.contains(&field.key);
    let there =
        if is_sent { Some(values.get(&field.key)) } else { current.map(|record| record.values.get(&field.key)) };
    let mut links = there.map(Value::as_links).unwrap_or_default().to_vec();
    match main {
        None if is_sent => return,
        None => links.retain(|link| !link.is_main),
        Some(id) => {
            if links.iter().all(|link| link.id != id) {
                links.push(LinkItem { id, ..LinkItem::default() });
            }
            for link in &mut links {
                link.is_main = link.id == id;
            }
        }
    }
    values.set(field.key.clone(), Value::Links(links));
}
