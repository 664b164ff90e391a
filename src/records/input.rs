//! What a form sends, as values: typed by the declaration of each field, with all problems found at once.

use crate::access::Viewer;
use crate::kernel::phone::Phone;
use crate::kernel::text::trim;
use crate::kernel::{FieldErrors, Problem, currency};
use crate::platform::i18n::parse;
use crate::platform::settings::Office;
use crate::records::registry::{Channel, Field, FieldType, Kind};
use crate::records::value::{LinkItem, Point, Value, Values};
use std::collections::{BTreeMap, BTreeSet};

/// The pairs of a form, as they were typed: kept to be shown again when something is wrong.
pub type Pairs = Vec<(String, String)>;

/// What was typed into the field of this name; empty for nothing.
pub fn typed<'p>(pairs: &'p Pairs, name: &str) -> &'p str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

/// `phones[0].value`, `phones[0].kind`: a part of a row of points.
pub fn row_name(key: &str, index: usize, part: &str) -> String {
    format!("{key}[{index}].{part}")
}

/// `phones_main`: holds the index of the main row.
pub fn main_name(key: &str) -> String {
    [key, "_main"].concat()
}

/// The pairs without the rows that were left empty (of points and links), the others numbered anew: a problem at a row
/// then stands at the same row of the form that is shown again.
pub fn compacted(kind: &Kind, mut pairs: Pairs) -> Pairs {
    for field in kind.form_fields() {
        let Some(parts) = row_parts(field) else { continue };
        let main_name = main_name(&field.key);
        let mut rows: BTreeMap<usize, [Vec<String>; 2]> = BTreeMap::new();
        let (mut main, mut is_sent) = (None, false);
        pairs.retain_mut(|(name, value)| {
            // The bare name says that the field was sent, also when every row of it was taken away.
            if *name == field.key && trim(value).is_empty() {
                is_sent = true;
                return false;
            }
            if let Some((index, part)) = row_part(&field.key, parts, name) {
                rows.entry(index).or_default()[part].push(std::mem::take(value));
                return false;
            }
            if *name != main_name {
                return true;
            }
            // What was sent twice stays behind, to be refused by `read`.
            let is_first = main.is_none();
            main.get_or_insert_with(|| std::mem::take(value));
            !is_first
        });
        if rows.is_empty() && main.is_none() && !is_sent {
            continue;
        }
        rows.retain(|_, [values, _]| values.iter().any(|value| !trim(value).is_empty()));
        let main = main.and_then(|main| rows.keys().position(|index| index.to_string() == main));
        // Stands even without rows: the field was sent, and is empty.
        pairs.push((main_name, main.map_or_else(String::new, |index| index.to_string())));
        for (index, row) in rows.into_values().enumerate() {
            for (part, mut values) in parts.iter().zip(row) {
                // Two rows of one number move together, to be refused by `read`; what was typed is shown again.
                values.sort_by_key(|value| trim(value).is_empty());
                pairs.extend(values.into_iter().map(|value| (row_name(&field.key, index, part), value)));
            }
        }
    }
    pairs
}

/// What a row of the field is sent as, the part that makes it a row first; `None` for a field without rows.
fn row_parts(field: &Field) -> Option<[&'static str; 2]> {
    match field.field_type {
        FieldType::Points(_) => Some(["value", "kind"]),
        FieldType::Links(_) | FieldType::Link { .. } => Some(["id", "position"]),
        _ => None,
    }
}

/// The index of the row that a name speaks of, and which of its parts.
fn row_part(key: &str, parts: [&str; 2], name: &str) -> Option<(usize, usize)> {
    let (index, part) = name.strip_prefix(key)?.strip_prefix('[')?.split_once("].")?;
    let index: usize = index.parse().ok().filter(|number: &usize| number.to_string() == index)?;
    Some((index, parts.iter().position(|known| *known == part)?))
}

/// Whether a name of a form belongs to this field.
pub fn speaks_of(field: &Field, name: &str) -> bool {
    let is_whole = name == field.key && !matches!(field.field_type, FieldType::Points(_) | FieldType::Links(_));
    let is_part = row_parts(field)
        .is_some_and(|parts| name == main_name(&field.key) || row_part(&field.key, parts, name).is_some());
    is_whole || is_part
}

/// Reads the fields of the form of a kind from [`compacted`] pairs. A name that is no field of it, or that was sent
/// twice, is a problem: which of two values was meant?
pub fn read(viewer: &Viewer, office: &Office, kind: &Kind, pairs: &Pairs) -> (Values, FieldErrors) {
    let (mut values, mut errors) = (Values::default(), FieldErrors::default());
    let mut seen = BTreeSet::new();
    for (name, _) in pairs {
        let field = kind.form_fields().find(|field| speaks_of(field, name));
        if field.is_none() && name != "version" {
            errors.add(name.as_str(), Problem::UnknownField);
        }
        let is_list =
            field.is_some_and(|field| matches!(field.field_type, FieldType::Observers | FieldType::Reference(_)));
        if !seen.insert(name) && !is_list {
            errors.add(name.as_str(), Problem::TooMany { max: 1 });
        }
    }
    for field in kind.form_fields() {
        let sent = pairs.iter().any(|(name, _)| speaks_of(field, name));
        if !sent {
            continue;
        }
        let value = match field.field_type {
            FieldType::Points(channel) => Ok(points(office, field, channel, pairs)),
            FieldType::Links(_) => links(field, pairs).map(Value::Links),
            FieldType::Link { .. } if !pairs.iter().any(|(name, _)| *name == field.key) => {
                links(field, pairs).map(|items| items.first().map_or(Value::Empty, |item| Value::Int(item.id)))
            }
            FieldType::Observers => observers(field, pairs),
            FieldType::Reference(_) => reference(field, pairs),
            FieldType::Instant if field.day_flag.is_some() => instant_or_day(viewer, field, pairs, &mut values),
            _ => one(viewer, office, field, pairs),
        };
        match value {
            Ok(value) => values.set(field.key.clone(), value),
            Err(problem) => errors.add(field.key.as_ref(), problem),
        }
    }
    (values, errors)
}

/// The linked records in their order.
fn links(field: &Field, pairs: &Pairs) -> Result<Vec<LinkItem>, Problem> {
    let main: Option<usize> = typed(pairs, &main_name(&field.key)).parse().ok();
    let mut items = Vec::new();
    for (index, [id, position]) in rows(field, pairs).into_iter().enumerate() {
        let position = trim(position);
        items.push(LinkItem {
            id: id.parse().map_err(|_| Problem::NoSuchRecord)?,
            position: (!position.is_empty()).then(|| position.to_owned()),
            is_main: main == Some(index),
        });
    }
    Ok(items)
}

/// Sent once for each person, and once empty, so that nobody can be said too.
fn observers(field: &Field, pairs: &Pairs) -> Result<Value, Problem> {
    let mut ids = Vec::new();
    for (_, id) in pairs.iter().filter(|(name, id)| *name == field.key && !trim(id).is_empty()) {
        let id = trim(id).parse().map_err(|_| Problem::NoSuchRecord)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(Value::Ids(ids))
}

/// Sent empty, so that nothing can be said too, and once with the record.
fn reference(field: &Field, pairs: &Pairs) -> Result<Value, Problem> {
    let sent: Vec<&str> = pairs
        .iter()
        .filter(|(name, _)| *name == field.key)
        .map(|(_, text)| trim(text))
        .filter(|text| !text.is_empty())
        .collect();
    match sent[..] {
        [] => Ok(Value::Empty),
        [text] => Ok(Value::from(text)),
        _ => Err(Problem::TooMany { max: 1 }),
    }
}

/// A day and a time, or a day alone: which of the two is noted in the field that says so.
fn instant_or_day(viewer: &Viewer, field: &Field, pairs: &Pairs, values: &mut Values) -> Result<Value, Problem> {
    let text = trim(typed(pairs, &field.key));
    let is_day = parse::date(text).is_ok();
    if let Some(flag) = field.day_flag {
        values.set(flag, if text.is_empty() { Value::Empty } else { Value::Bool(is_day) });
    }
    if text.is_empty() {
        return Ok(Value::Empty);
    }
    let at = if is_day { parse::whole_day(parse::date(text)?) } else { parse::datetime(viewer.zone, text)? };
    Ok(Value::Int(at.0))
}

fn one(viewer: &Viewer, office: &Office, field: &Field, pairs: &Pairs) -> Result<Value, Problem> {
    let text = trim(typed(pairs, &field.key));
    if text.is_empty() {
        // A sum beside an empty currency is read in the office's: the record must then say so.
        let is_currency = field.field_type == FieldType::Currency;
        return Ok(if is_currency { Value::Text(office.currency.clone()) } else { Value::Empty });
    }
    Ok(match &field.field_type {
        FieldType::Integer { .. } => Value::Int(parse::number(viewer.lang, text)?),
        FieldType::Money { currency: named } => {
            let code = Some(typed(pairs, named)).filter(|code| !code.is_empty()).unwrap_or(&office.currency);
            let currency = currency::find(code).ok_or(Problem::UnknownCode)?;
            Value::Int(parse::amount(viewer.lang, text, currency)?)
        }
        FieldType::Date => Value::Text(parse::date(text)?.to_string()),
        FieldType::Birthday => Value::Text(parse::birthday(text)?),
        FieldType::Instant => Value::Int(parse::datetime(viewer.zone, text)?.0),
        FieldType::Bool => match text {
            "1" => Value::Bool(true),
            "0" => Value::Bool(false),
            _ => return Err(Problem::NotABool),
        },
        FieldType::User | FieldType::Link { .. } => Value::Int(text.parse().map_err(|_| Problem::NoSuchRecord)?),
        FieldType::Tags => {
            let names = text.split(',').map(trim).filter(|name| !name.is_empty());
            Value::Names(names.map(str::to_owned).collect())
        }
        _ => Value::Text(text.replace("\r\n", "\n")),
    })
}

/// The rows in their order; without a choice the first is the main one. What is no phone stays as it was typed and is
/// refused by the check at its row.
fn points(office: &Office, field: &Field, channel: Channel, pairs: &Pairs) -> Value {
    let main: usize = typed(pairs, &main_name(&field.key)).parse().unwrap_or_default();
    let mut points = Vec::new();
    for (index, [value, label]) in rows(field, pairs).into_iter().enumerate() {
        points.push(Point { is_main: index == main, ..point(office, channel, value, label) });
    }
    Value::Points(points)
}

/// The rows of points or links, up to the first that is empty; gone through once, however many were sent.
fn rows<'p>(field: &Field, pairs: &'p Pairs) -> Vec<[&'p str; 2]> {
    let Some(parts) = row_parts(field) else { return Vec::new() };
    let mut sent: BTreeMap<usize, [Option<&str>; 2]> = BTreeMap::new();
    for (name, value) in pairs {
        if let Some((index, part)) = row_part(&field.key, parts, name) {
            sent.entry(index).or_default()[part].get_or_insert(value);
        }
    }
    let rows = sent.into_iter().enumerate().map_while(|(place, (index, [value, more]))| {
        let value = trim(value.unwrap_or_default());
        (place == index && !value.is_empty()).then(|| [value, more.unwrap_or_default()])
    });
    rows.collect()
}

/// A way to reach somebody as it is kept: a phone in E.164 with its extension apart, an e-mail in small letters, the first
/// label where none was chosen.
pub fn point(office: &Office, channel: Channel, typed: &str, label: &str) -> Point {
    let phone = if channel == Channel::Phone { Phone::parse(typed, &office.country) } else { None };
    Point {
        value: match (&phone, channel) {
            (Some(phone), _) => phone.e164(),
            (None, Channel::Email) => typed.to_lowercase(),
            (None, _) => typed.to_owned(),
        },
        label: if label.is_empty() { channel.labels()[0] } else { label }.to_owned(),
        is_main: false,
        extension: phone.and_then(|phone| phone.extension().map(str::to_owned)),
    }
}
