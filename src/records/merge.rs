//! Two people at one form. A form remembers what it was opened with; where only one of the two changed a field, their
//! change stands, and only where both did somebody has to choose.

use crate::records::registry::Kind;
use crate::records::value::{Record, Value, Values};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What the fields of a form held when it was opened, each as a short hash: sent along, and told from what is there now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Base(BTreeMap<String, String>);

/// What becomes of a form that was overtaken.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Merged {
    /// To be written: what only the sender changed.
    pub changes: Values,
    /// Fields that only others changed.
    pub theirs: Vec<String>,
    /// Fields that both changed, to different values.
    pub conflicts: Vec<String>,
}

impl Base {
    pub fn of(kind: &Kind, values: &Values) -> Base {
        let fields = kind.form_fields();
        Base(fields.map(|field| (field.key.to_string(), fingerprint(values.get(&field.key)))).collect())
    }

    pub fn only(mut self, keys: &[&str]) -> Base {
        self.0.retain(|key, _| keys.contains(&key.as_str()));
        self
    }

    /// Reads what [`Base::to_text`] wrote; what is not understood is left out, and then counts as changed.
    pub fn parse(text: &str) -> Base {
        let pairs = text.split(' ').filter_map(|pair| pair.split_once(':'));
        Base(pairs.map(|(key, hash)| (key.to_owned(), hash.to_owned())).collect())
    }

    pub fn to_text(&self) -> String {
        let pairs: Vec<String> = self.0.iter().map(|(key, hash)| format!("{key}:{hash}")).collect();
        pairs.join(" ")
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the field held this value when the form was opened.
    pub fn held(&self, key: &str, value: &Value) -> bool {
        self.0.get(key).is_some_and(|hash| *hash == fingerprint(value))
    }
}

/// Lays what was typed over the record as it is now.
pub fn merge(record: &Record, typed: &Values, base: &Base) -> Merged {
    let mut merged = Merged::default();
    for (key, mine) in typed.iter() {
        let now = record.values.get(key);
        let is_same = mine == now || (mine.is_empty() && now.is_empty());
        if is_same {
            continue;
        }
        match (base.held(key, mine), base.held(key, now)) {
            (true, _) => merged.theirs.push(key.to_owned()),
            (false, true) => merged.changes.set(key, mine.clone()),
            (false, false) => merged.conflicts.push(key.to_owned()),
        }
    }
    merged
}

fn fingerprint(value: &Value) -> String {
    let text = if value.is_empty() { String::new() } else { format!("{value:?}") };
    Sha256::digest(text).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_both_changed_is_a_conflict() {
        let opened = Values::default().with("name", "Ёлка").with("city", "Тула").with("comment", "a");
        let base = Base(opened.iter().map(|(key, value)| (key.to_owned(), fingerprint(value))).collect());
        let now = Values::default().with("name", "Ёлка").with("city", "Тверь").with("comment", "b");
        let record = Record { values: now, ..Record::default() };
        let typed = opened.with("name", "Ива").with("comment", "c").with("kpp", Value::Empty);
        let merged = merge(&record, &typed, &Base::parse(&base.to_text()));
        assert_eq!(merged.changes, Values::default().with("name", "Ива"));
        assert_eq!(merged.theirs, ["city"]);
        assert_eq!(merged.conflicts, ["comment"]);
        assert_eq!(merge(&record, &typed, &Base::parse("nonsense")).conflicts, ["city", "comment", "name"]);
    }
}
