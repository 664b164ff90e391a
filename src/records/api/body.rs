//! A JSON body as values, strictly: every problem is found at once, at its path.

use super::mains;
use crate::kernel::text::trim;
use crate::kernel::{Error, FieldErrors, Problem, Result, Timestamp};
use crate::platform::settings::Office;
use crate::records::input;
use crate::records::registry::{Channel, Field, FieldType, Kind};
use crate::records::service::expected;
use crate::records::value::{LinkItem, Point, Record, Value, Values};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value as Json};

/// Members that every record shows and the box alone sets.
const READ_ONLY: [&str; 2] = ["id", "version"];

/// What is sent, for a new record or for `current`, which only [`names_main`] asks for.
///
/// # Errors
/// `Invalid` with each member that is unknown, read-only or of another type than its field.
pub(super) fn read(office: &Office, kind: &Kind, current: Option<&Record>, body: &Map<String, Json>) -> Result<Values> {
    let mut reader = Reader { office, errors: FieldErrors::default() };
    let mut values = Values::default();
    let mut chosen = Vec::new();
    for (name, sent) in body {
        match kind.field(name) {
            None if let Some(field) = mains::field(kind, name) => {
                let id = if sent.is_null() { Some(None) } else { reader.integer(name, sent).map(Some) };
                chosen.extend(id.map(|id| (field, id)));
            }
            None if READ_ONLY.contains(&name.as_str()) => reader.errors.add(name, Problem::ReadOnly),
            None => reader.errors.add(name, Problem::UnknownField),
            Some(field) if field.is_read_only => reader.errors.add(name, Problem::ReadOnly),
            Some(field) => {
                if let Some(value) = reader.value(field, sent) {
                    values.set(name.as_str(), value);
                }
            }
        }
    }
    reader.errors.into_result()?;
    for (field, id) in chosen {
        mains::set(&mut values, current, field, id);
    }
    Ok(values)
}

/// Whether the body names a main record of links, which changes those that are there.
pub(super) fn names_main(kind: &Kind, body: &Map<String, Json>) -> bool {
    body.keys().any(|name| mains::field(kind, name).is_some())
}

/// Problems of links under the member that was sent.
pub(super) fn at_sent(kind: &Kind, body: &Map<String, Json>, error: Error) -> Error {
    let Error::Invalid(found) = error else { return error };
    let mut errors = FieldErrors::default();
    for (path, problem) in found.iter() {
        let main = kind.field(path).and_then(|field| mains::key(kind, field));
        let sent = main.filter(|main| body.contains_key(main) && !body.contains_key(path));
        errors.add(sent.unwrap_or_else(|| path.to_owned()), problem.clone());
    }
    Error::Invalid(errors)
}

struct Reader<'o> {
    office: &'o Office,
    errors: FieldErrors,
}

impl Reader<'_> {
    /// `None` when a problem was noted.
    fn value(&mut self, field: &Field, sent: &Json) -> Option<Value> {
        let key = field.key.as_ref();
        if sent.is_null() {
            return Some(Value::Empty);
        }
        match &field.field_type {
            FieldType::Points(channel) => {
                let points = self.each(key, sent, |reader, path, item| reader.point(*channel, path, item))?;
                self.one_main(key, points.iter().map(|point| point.is_main))?;
                Some(Value::Points(points))
            }
            FieldType::Links(_) => {
                let links = self.each(key, sent, Self::link)?;
                self.one_main(key, links.iter().map(|link| link.is_main))?;
                Some(Value::Links(links))
            }
            FieldType::Tags => self.each(key, sent, Self::filled).map(Value::Names),
            FieldType::Observers => {
                self.each(key, sent, |reader, path, item| reader.integer(path, item)).map(Value::Ids)
            }
            FieldType::Bool => match sent {
                Json::Bool(flag) => Some(Value::Bool(*flag)),
                _ => self.wrong(key, "boolean"),
            },
            FieldType::Reference(_) => self.reference(key, sent).map(Value::Text),
            FieldType::Instant => self.instant(key, sent).map(|at| Value::Int(at.0)),
            _ if field.is_by_number => self.integer(key, sent).map(|number| Value::Text(number.to_string())),
            other if expected(other) == "integer" => self.integer(key, sent).map(Value::Int),
            _ => self.text(key, sent).map(Value::Text),
        }
    }

    fn each<T>(
        &mut self,
        key: &str,
        sent: &Json,
        read: impl Fn(&mut Self, &str, &Json) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Json::Array(items) = sent else { return self.wrong(key, "array") };
        // Read to the end all the same: each problem is told.
        let read: Vec<Option<T>> =
            items.iter().enumerate().map(|(index, item)| read(self, &format!("{key}[{index}]"), item)).collect();
        read.into_iter().collect()
    }

    fn point(&mut self, channel: Channel, path: &str, sent: &Json) -> Option<Point> {
        let members = self.object(path, sent, &["value", "kind", "is_main", "extension"])?;
        let at = |name: &str| format!("{path}.{name}");
        let value = match members.get("value") {
            Some(value) => self.filled(&at("value"), value),
            None => self.problem(&at("value"), Problem::Required),
        };
        let kind = self.optional(members, &at("kind"), "kind", Self::text);
        let is_main = self.optional(members, &at("is_main"), "is_main", Self::bool);
        let extension = self.optional(members, &at("extension"), "extension", Self::text);
        let (value, kind, is_main, extension) = (value?, kind?, is_main?, extension?);
        let mut point = input::point(self.office, channel, &value, kind.as_deref().unwrap_or_default());
        point.is_main = is_main.unwrap_or_default();
        if let Some(extension) = extension.filter(|extension| !extension.is_empty()) {
            let is_good = channel == Channel::Phone
                && extension.len() <= MAX_EXTENSION_DIGITS
                && extension.bytes().all(|byte| byte.is_ascii_digit());
            if !is_good {
                return self.problem(&at("extension"), Problem::NotAPhone);
            }
            point.extension = Some(extension);
        }
        Some(point)
    }

    fn link(&mut self, path: &str, sent: &Json) -> Option<LinkItem> {
        let members = self.object(path, sent, &["id", "position", "is_main"])?;
        let at = |name: &str| format!("{path}.{name}");
        let id = match members.get("id") {
            Some(id) => self.integer(&at("id"), id),
            None => self.problem(&at("id"), Problem::Required),
        };
        let position = self.optional(members, &at("position"), "position", Self::text);
        let is_main = self.optional(members, &at("is_main"), "is_main", Self::bool);
        let position = position?.filter(|position| !position.is_empty());
        Some(LinkItem { id: id?, position, is_main: is_main?.unwrap_or_default() })
    }

    fn reference(&mut self, path: &str, sent: &Json) -> Option<String> {
        let members = self.object(path, sent, &["kind", "id"])?;
        let at = |name: &str| format!("{path}.{name}");
        let kind = match members.get("kind") {
            Some(kind) => self.filled(&at("kind"), kind),
            None => self.problem(&at("kind"), Problem::Required),
        };
        let id = match members.get("id") {
            Some(id) => self.integer(&at("id"), id),
            None => self.problem(&at("id"), Problem::Required),
        };
        Some(format!("{}/{}", kind?, id?))
    }

    /// Without a choice the first is the main one; with two nobody could tell.
    fn one_main(&mut self, key: &str, flags: impl Iterator<Item = bool>) -> Option<()> {
        match flags.enumerate().filter(|(_, is_main)| *is_main).nth(1) {
            Some((index, _)) => self.problem(&format!("{key}[{index}].is_main"), Problem::TooMany { max: 1 }),
            None => Some(()),
        }
    }

    fn filled(&mut self, path: &str, sent: &Json) -> Option<String> {
        let text = self.text(path, sent)?;
        if text.is_empty() { self.problem(path, Problem::Required) } else { Some(text) }
    }

    fn text(&mut self, path: &str, sent: &Json) -> Option<String> {
        match sent {
            Json::String(text) => Some(trim(text).replace("\r\n", "\n")),
            _ => self.wrong(path, "string"),
        }
    }

    fn bool(&mut self, path: &str, sent: &Json) -> Option<bool> {
        sent.as_bool().or_else(|| self.wrong(path, "boolean"))
    }

    fn integer(&mut self, path: &str, sent: &Json) -> Option<i64> {
        sent.as_i64().or_else(|| self.wrong(path, "integer"))
    }

    fn instant(&mut self, path: &str, sent: &Json) -> Option<Timestamp> {
        let text = self.text(path, sent)?;
        match DateTime::parse_from_rfc3339(&text) {
            Ok(at) => Some(at.with_timezone(&Utc).into()),
            Err(_) => self.problem(path, Problem::NotATime),
        }
    }

    fn object<'j>(&mut self, path: &str, sent: &'j Json, known: &[&str]) -> Option<&'j Map<String, Json>> {
        let Json::Object(members) = sent else { return self.wrong(path, "object") };
        let mut is_good = true;
        for name in members.keys().filter(|name| !known.contains(&name.as_str())) {
            self.errors.add(format!("{path}.{name}"), Problem::UnknownField);
            is_good = false;
        }
        is_good.then_some(members)
    }

    /// `Some(None)` for a member that is not there or null, `None` for one that is wrong.
    fn optional<T>(
        &mut self,
        members: &Map<String, Json>,
        path: &str,
        name: &str,
        read: impl Fn(&mut Self, &str, &Json) -> Option<T>,
    ) -> Option<Option<T>> {
        match members.get(name) {
            None | Some(Json::Null) => Some(None),
            Some(sent) => read(self, path, sent).map(Some),
        }
    }

    fn wrong<T>(&mut self, path: &str, expected: &'static str) -> Option<T> {
        self.problem(path, Problem::WrongType { expected })
    }

    fn problem<T>(&mut self, path: &str, problem: Problem) -> Option<T> {
        self.errors.add(path, problem);
        None
    }
}

const MAX_EXTENSION_DIGITS: usize = 7;
