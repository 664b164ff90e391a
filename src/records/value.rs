//! Values of fields, as the rules and the store see them: typed, trimmed, not yet checked against the database.

use crate::kernel::UserId;
use serde_json::{Value as Json, json};
use std::borrow::{Borrow, Cow};
use std::collections::BTreeMap;

/// One way to reach somebody.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Point {
    /// E.164 for a phone, lower case for an e-mail.
    pub value: String,
    /// One of [`crate::records::registry::Channel::labels`].
    pub label: String,
    pub is_main: bool,
    /// The extension of a phone.
    pub extension: Option<String>,
}

impl Point {
    /// The same number or address, whatever it is called.
    pub fn is_same(&self, other: &Point) -> bool {
        self.value == other.value && self.extension == other.extension
    }
}

/// A linked record, as a many-to-many field holds it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LinkItem {
    pub id: i64,
    pub position: Option<String>,
    pub is_main: bool,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    #[default]
    Empty,
    /// Also dates (`yyyy-mm-dd`), codes of choices and currencies.
    Text(String),
    /// Also minor units, instants (milliseconds), ids of users and of single links.
    Int(i64),
    Bool(bool),
    Points(Vec<Point>),
    /// Tags, by name.
    Names(Vec<String>),
    /// Observers.
    Ids(Vec<i64>),
    Links(Vec<LinkItem>),
}

impl Value {
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Empty => true,
            Value::Text(text) => text.is_empty(),
            Value::Points(points) => points.is_empty(),
            Value::Names(names) => names.is_empty(),
            Value::Ids(ids) => ids.is_empty(),
            Value::Links(links) => links.is_empty(),
            Value::Int(_) | Value::Bool(_) => false,
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }

    pub fn as_int(&self) -> Option<i64> {
        if let Value::Int(number) = self { Some(*number) } else { None }
    }

    pub fn as_points(&self) -> &[Point] {
        if let Value::Points(points) = self { points } else { &[] }
    }

    pub fn as_links(&self) -> &[LinkItem] {
        if let Value::Links(links) = self { links } else { &[] }
    }

    /// The value of a field kept in a column, as SQLite and the event log hold it.
    pub fn to_column(&self) -> Json {
        match self {
            Value::Text(text) if !text.is_empty() => json!(text),
            Value::Int(number) => json!(number),
            Value::Bool(flag) => json!(i64::from(*flag)),
            _ => Json::Null,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<UserId> for Value {
    fn from(user: UserId) -> Self {
        Value::Int(user.0)
    }
}

/// The key of a field; that of a declared one is not copied.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldKey(Cow<'static, str>);

impl From<Cow<'static, str>> for FieldKey {
    fn from(key: Cow<'static, str>) -> Self {
        FieldKey(key)
    }
}

impl From<&str> for FieldKey {
    fn from(key: &str) -> Self {
        FieldKey(Cow::Owned(key.to_owned()))
    }
}

impl From<String> for FieldKey {
    fn from(key: String) -> Self {
        FieldKey(Cow::Owned(key))
    }
}

impl Borrow<str> for FieldKey {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Values by field key. A key that is absent means "not mentioned", `Value::Empty` means "emptied".
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Values(BTreeMap<FieldKey, Value>);

impl Values {
    /// `Value::Empty` for what is not there.
    pub fn get(&self, key: &str) -> &Value {
        self.0.get(key).unwrap_or(&Value::Empty)
    }

    pub fn contains(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    pub fn set(&mut self, key: impl Into<FieldKey>, value: impl Into<Value>) {
        self.0.insert(key.into(), value.into());
    }

    pub fn with(mut self, key: impl Into<FieldKey>, value: impl Into<Value>) -> Values {
        self.set(key, value);
        self
    }

    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.0.remove(key)
    }

    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).as_text()
    }

    pub fn int(&self, key: &str) -> Option<i64> {
        self.get(key).as_int()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (key.0.as_ref(), value))
    }

    /// These values with `changes` laid over them.
    pub fn overlaid(&self, changes: &Values) -> Values {
        let mut merged = self.clone();
        merged.0.extend(changes.0.iter().map(|(key, value)| (key.clone(), value.clone())));
        merged
    }
}

/// A record as it was read. Fields that were not asked for are absent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    pub id: i64,
    pub version: i64,
    pub title: String,
    pub is_deleted: bool,
    pub values: Values,
}
