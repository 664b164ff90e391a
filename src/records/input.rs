//! What a form sends, as values: typed by the declaration of each field, with all problems found at once.

use crate::access::Viewer;
use crate::kernel::phone::Phone;
use crate::kernel::{FieldErrors, Problem, currency};
use crate::platform::i18n::parse;
use crate::platform::settings::Office;
use crate::records::registry::{Channel, Field, FieldType, Kind};
use crate::records::value::{Point, Value, Values};

/// The pairs of a form, as they were typed: kept to be shown again when something is wrong.
pub type Pairs = Vec<(String, String)>;

/// What was typed into the field of this name; empty for nothing.
pub fn typed<'p>(pairs: &'p Pairs, name: &str) -> &'p str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

/// Reads the fields of the form of a kind. Names that are no field of it are a problem; many-to-many links are not part
/// of this form and stay as they are.
pub fn read(viewer: &Viewer, office: &Office, kind: &Kind, pairs: &Pairs) -> (Values, FieldErrors) {
    let (mut values, mut errors) = (Values::default(), FieldErrors::default());
    for (name, _) in pairs.iter().filter(|(name, _)| name != "version") {
        let key = name.split('[').next().unwrap_or_default();
        if !kind.form_fields().any(|field| field.key == key) {
            errors.add(name.as_str(), Problem::UnknownField);
        }
    }
    for field in kind.form_fields() {
        let sent = pairs.iter().any(|(name, _)| name.split('[').next() == Some(field.key.as_ref()));
        if !sent {
            continue;
        }
        let value = match field.field_type {
            FieldType::Points(channel) => Ok(points(office, field, channel, pairs)),
            FieldType::Links(_) | FieldType::Observers => continue,
            _ => one(viewer, office, field, pairs),
        };
        match value {
            Ok(value) => values.set(field.key.as_ref(), value),
            Err(problem) => errors.add(field.key.as_ref(), problem),
        }
    }
    (values, errors)
}

fn one(viewer: &Viewer, office: &Office, field: &Field, pairs: &Pairs) -> Result<Value, Problem> {
    let text = typed(pairs, &field.key).trim();
    if text.is_empty() {
        return Ok(Value::Empty);
    }
    Ok(match &field.field_type {
        FieldType::Integer { .. } => Value::Int(parse::number(viewer.lang, text)?),
        FieldType::Money { currency: named } => {
            let code = Some(typed(pairs, named)).filter(|code| !code.is_empty()).unwrap_or(&office.currency);
            let currency = currency::find(code).ok_or(Problem::UnknownCode)?;
            Value::Int(parse::amount(viewer.lang, text, currency)?)
        }
        FieldType::Date => Value::Text(parse::date(text)?.to_string()),
        FieldType::Instant => Value::Int(parse::datetime(viewer.zone, text)?.0),
        FieldType::Bool => match text {
            "1" => Value::Bool(true),
            "0" => Value::Bool(false),
            _ => return Err(Problem::NotABool),
        },
        FieldType::User | FieldType::Link { .. } => Value::Int(text.parse().map_err(|_| Problem::NoSuchRecord)?),
        FieldType::Tags => {
            let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
            Value::Names(names.map(str::to_owned).collect())
        }
        _ => Value::Text(text.replace("\r\n", "\n")),
    })
}

/// Rows `phones[0].value` with `phones[0].kind`; the first filled row is the main one. What is no phone stays as it was
/// typed and is refused by the check at its row.
fn points(office: &Office, field: &Field, channel: Channel, pairs: &Pairs) -> Value {
    let mut points = Vec::new();
    for index in 0..100 {
        let value = typed(pairs, &format!("{}[{index}].value", field.key)).trim();
        if value.is_empty() {
            continue;
        }
        let label = typed(pairs, &format!("{}[{index}].kind", field.key));
        let label = if label.is_empty() { channel.labels()[0] } else { label };
        let phone = if channel == Channel::Phone { Phone::parse(value, &office.country) } else { None };
        points.push(Point {
            value: match (&phone, channel) {
                (Some(phone), _) => phone.e164(),
                (None, Channel::Email) => value.to_lowercase(),
                (None, _) => value.to_owned(),
            },
            label: label.to_owned(),
            is_main: points.is_empty(),
            extension: phone.and_then(|phone| phone.extension().map(str::to_owned)),
        });
    }
    Value::Points(points)
}
