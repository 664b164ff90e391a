//! Two people at one form. A form remembers what it was opened with; where only one of the two changed a field, their
//! change stands, and only where both did somebody has to choose.

use crate::records::registry::{FieldType, Kind};
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
        Base(
            fields
                .map(|field| (field.key.to_string(), fingerprint(kind, &field.key, values.get(&field.key))))
                .collect(),
        )
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
    pub fn held(&self, kind: &Kind, key: &str, value: &Value) -> bool {
        self.0.get(key).is_some_and(|hash| *hash == fingerprint(kind, key, value))
    }
}

/// Lays what was typed over the record as it is now. Sums in a currency that was changed go with it, as one field of
/// the currency's name.
pub fn merge(kind: &Kind, record: &Record, typed: &Values, base: &Base) -> Merged {
    let mut merged = Merged::default();
    for keys in together(kind, record, typed, base) {
        let is_different = |key: &&&str| {
            let (mine, now) = (typed.get(key), record.values.get(key));
            mine != now && !(mine.is_empty() && now.is_empty())
        };
        let different: Vec<&str> = keys.iter().filter(is_different).copied().collect();
        if different.is_empty() {
            continue;
        }
        let is_of_base = |values: &Values| keys.iter().all(|key| base.held(kind, key, values.get(key)));
        if is_of_base(typed) {
            merged.theirs.extend(different.into_iter().map(str::to_owned));
        } else if is_of_base(&record.values) {
            keys.iter().for_each(|key| merged.changes.set(*key, typed.get(key).clone()));
        } else {
            merged.conflicts.extend(keys.first().map(|key| (*key).to_owned()));
        }
    }
    merged
}

/// The fields that were typed, each for itself, but sums with their currency first where not all agree on that.
fn together<'k>(kind: &'k Kind, record: &Record, typed: &'k Values, base: &Base) -> Vec<Vec<&'k str>> {
    let is_agreed = |currency: &str| {
        let now = record.values.get(currency);
        typed.get(currency) == now && base.held(kind, currency, now)
    };
    let mut groups = Vec::new();
    for (key, _) in typed.iter() {
        let sum: Vec<&str> = kind.sum_of(key).into_iter().map(|field| field.key.as_ref()).collect();
        match sum.first().filter(|currency| typed.contains(currency) && !is_agreed(currency)) {
            Some(currency) if *currency == key => {
                groups.push(sum.into_iter().filter(|key| typed.contains(key)).collect());
            }
            Some(_) => {}
            None => groups.push(vec![key]),
        }
    }
    groups
}

fn fingerprint(kind: &Kind, key: &str, value: &Value) -> String {
    let is_instant = || kind.field(key).is_some_and(|field| field.field_type == FieldType::Instant);
    let text = match value {
        value if value.is_empty() => String::new(),
        // As a form sends it back: to the minute.
        Value::Int(at) if is_instant() => at.div_euclid(60_000).to_string(),
        value => format!("{value:?}"),
    };
    Sha256::digest(text).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::registry::{Field, Names};

    fn kind() -> Kind {
        let names = Names { one: |_| "", many: |_| "", new: |_| "", count: |_, _| String::new() };
        let mut fields: Vec<Field> =
            ["name", "city", "comment", "kpp"].map(|key| Field::text(key, |_| "")).into_iter().collect();
        fields.extend([
            Field::money("amount_minor", |_| ""),
            Field::currency("currency", |_| ""),
            Field::money("budget_minor", |_| ""),
        ]);
        Kind::new(1, "lead", "leads", names, fields)
    }

    fn record(values: Values) -> Record {
        Record { values, ..Record::default() }
    }

    #[test]
    fn only_what_both_changed_is_a_conflict() {
        let opened = Values::default().with("name", "Ёлка").with("city", "Тула").with("comment", "a");
        let base = Base::of(&kind(), &opened);
        let record = record(Values::default().with("name", "Ёлка").with("city", "Тверь").with("comment", "b"));
        let typed = opened.with("name", "Ива").with("comment", "c").with("kpp", Value::Empty);
        let merged = merge(&kind(), &record, &typed, &Base::parse(&base.to_text()));
        assert_eq!(merged.changes, Values::default().with("name", "Ива"));
        assert_eq!(merged.theirs, ["city"]);
        assert_eq!(merged.conflicts, ["comment"]);
        assert_eq!(merge(&kind(), &record, &typed, &Base::parse("nonsense")).conflicts, ["city", "comment", "name"]);
    }

    #[test]
    fn a_sum_and_its_currency_are_one_field() {
        let sums = |amount: i64, currency: &str, budget: i64| {
            let values = Values::default().with("amount_minor", Value::Int(amount)).with("currency", currency);
            values.with("budget_minor", Value::Int(budget))
        };
        let opened = sums(100, "RUB", 50);
        let base = Base::of(&kind(), &opened);
        let merged = |now: &Values, typed: &Values| merge(&kind(), &record(now.clone()), typed, &base);
        let both = merged(&sums(100, "USD", 50), &sums(500, "RUB", 50));
        assert_eq!((both.conflicts, both.changes.is_empty()), (vec!["currency".to_owned()], true));
        assert_eq!(merged(&sums(500, "RUB", 50), &sums(100, "USD", 50)).conflicts, ["currency"]);
        assert_eq!(merged(&sums(2, "USD", 1), &opened).theirs, ["currency", "amount_minor", "budget_minor"]);
        assert_eq!(
            merged(&opened, &sums(100, "USD", 50)).changes,
            sums(100, "USD", 50),
            "what was meant by all of them"
        );
        let apart = merged(&sums(100, "RUB", 70), &sums(500, "RUB", 50));
        assert_eq!(apart.changes, Values::default().with("amount_minor", Value::Int(500)));
        assert_eq!(apart.theirs, ["budget_minor"]);
    }
}
