//! What a rehearsal remembers of rows whose records it took back: by what they are recognised, and which of their fields
//! have a value already. Their values themselves would be the whole file in memory.

use super::model::Policy;
use crate::records::duplicates;
use crate::records::registry::{Field, FieldType, Kind, MatchBy};
use crate::records::value::Values;
use std::collections::HashMap;

/// What a row repeats: an earlier row of the file, or a record that was there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    Row(u64),
    Record(i64),
}

pub struct Rehearsed {
    policy: Policy,
    by_key: HashMap<(MatchBy, String), Vec<Place>>,
    /// Of those that have one.
    numbers: HashMap<Place, String>,
    /// Fields with a value, by their place in the kind; only merging asks for them.
    filled: HashMap<Place, Vec<u16>>,
}

/// What is remembered of a row.
pub struct Sign {
    keys: Vec<(MatchBy, String)>,
    number: Option<String>,
    filled: Vec<u16>,
}

impl Rehearsed {
    pub fn new(policy: Policy) -> Rehearsed {
        Rehearsed { policy, by_key: HashMap::new(), numbers: HashMap::new(), filled: HashMap::new() }
    }

    pub fn sign(&self, kind: &Kind, values: &Values) -> Sign {
        Sign {
            keys: duplicates::keys(kind, values),
            number: duplicates::number(kind, values),
            filled: match self.policy {
                Policy::Merge => {
                    // What a record has to have goes without saying.
                    let is_filled =
                        |(_, field): &(u16, &Field)| field.is_required || !values.get(&field.key).is_empty();
                    fields(kind).filter(is_filled).map(|(at, _)| at).collect()
                }
                Policy::Skip | Policy::Allow => Vec::new(),
            },
        }
    }

    /// Adds to what is known of a place.
    pub fn keep(&mut self, place: Place, sign: Sign) {
        for key in sign.keys {
            // Most keys are one row's.
            let places = self.by_key.entry(key).or_insert_with(|| Vec::with_capacity(1));
            if !places.contains(&place) {
                places.push(place);
            }
        }
        if let Some(number) = sign.number {
            self.numbers.entry(place).or_insert(number);
        }
        if !sign.filled.is_empty() {
            let filled = self.filled.entry(place).or_default();
            let fresh: Vec<u16> = sign.filled.into_iter().filter(|field| !filled.contains(field)).collect();
            filled.reserve_exact(fresh.len());
            filled.extend(fresh);
        }
    }

    /// The first place with this one of the keys of `values`.
    pub fn find(&self, kind: &Kind, key: &(MatchBy, String), values: &Values) -> Option<Place> {
        let is_sure = matches!(key.0, MatchBy::ExternalId | MatchBy::TaxId(_));
        let number = duplicates::number(kind, values);
        let is_two = |place: &Place| matches!((self.numbers.get(place), &number), (Some(a), Some(b)) if a != b);
        self.by_key.get(key)?.iter().find(|place| is_sure || !is_two(place)).copied()
    }

    /// Whether the record of this place takes more for a field: what may be several is joined with what is there.
    pub fn is_wanted(&self, kind: &Kind, place: Place, key: &str) -> bool {
        fields(kind).find(|(_, field)| field.key == key).is_some_and(|(at, field)| self.takes(place, at, field))
    }

    /// What of these values adds to a place.
    pub fn additions(&self, kind: &Kind, place: Place, values: &Values) -> Values {
        let taken = fields(kind).filter(|(at, field)| self.takes(place, *at, field));
        taken.fold(Values::default(), |added, (_, field)| added.with(field.key.clone(), values.get(&field.key).clone()))
    }

    fn takes(&self, place: Place, at: u16, field: &Field) -> bool {
        let is_several = matches!(
            field.field_type,
            FieldType::Links(_) | FieldType::Observers | FieldType::Points(_) | FieldType::Tags
        );
        is_several || !self.filled.get(&place).is_some_and(|filled| filled.contains(&at))
    }
}

fn fields(kind: &Kind) -> impl Iterator<Item = (u16, &Field)> {
    // No table has more columns than a u16 can count (SQLite: 32 767 at most).
    (0..).zip(&kind.fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::registry::{Channel, Names};
    use crate::records::value::{Point, Value};

    fn kind() -> Kind {
        let names = Names { one: |_| "", many: |_| "", new: |_| "", count: |_, _| String::new() };
        let texts = ["tax_id", "source", "comment"].map(|key| Field::text(key, |_| ""));
        let fields = texts.into_iter().chain([Field::points("phones", |_| "", Channel::Phone)]).collect();
        Kind { matches: &[MatchBy::TaxId("tax_id"), MatchBy::Phone], ..Kind::new(1, "firm", "firms", names, fields) }
    }

    fn row(tax_id: &str, phone: &str, source: &str) -> Values {
        let point = Point { value: phone.into(), ..Point::default() };
        Values::default().with("tax_id", tax_id).with("source", source).with("phones", Value::Points(vec![point]))
    }

    #[test]
    fn a_row_is_known_again_by_its_telephone_unless_the_tax_numbers_differ() {
        let kind = kind();
        let mut rehearsed = Rehearsed::new(Policy::Skip);
        let sign = rehearsed.sign(&kind, &row("7707083893", "+7999", "web"));
        rehearsed.keep(Place::Row(1), sign);
        let find = |values: &Values| {
            let mut keys = duplicates::keys(&kind, values).into_iter();
            keys.find_map(|key| rehearsed.find(&kind, &key, values))
        };
        assert_eq!(find(&row("", "+7999", "")), Some(Place::Row(1)));
        assert_eq!(find(&row("7707083893", "+7000", "")), Some(Place::Row(1)));
        assert_eq!(find(&row("526317984689", "+7999", "")), None);
    }

    #[test]
    fn merging_fills_what_is_empty_and_knows_the_row_by_what_it_brought() {
        let kind = kind();
        let mut rehearsed = Rehearsed::new(Policy::Merge);
        let place = Place::Row(1);
        let sign = rehearsed.sign(&kind, &row("", "+7999", "web"));
        rehearsed.keep(place, sign);
        let wanted = |rehearsed: &Rehearsed| {
            ["tax_id", "source", "comment", "phones", "other"].map(|key| rehearsed.is_wanted(&kind, place, key))
        };
        assert_eq!(wanted(&rehearsed), [true, false, true, true, false]);
        let added = rehearsed.additions(&kind, place, &row("7707083893", "+7000", "fair"));
        assert_eq!((added.text("tax_id"), added.text("source")), (Some("7707083893"), None));
        let sign = rehearsed.sign(&kind, &added);
        rehearsed.keep(place, sign);
        assert_eq!(wanted(&rehearsed), [false, false, true, true, false]);
        for key in [(MatchBy::Phone, "+7000"), (MatchBy::Phone, "+7999"), (MatchBy::TaxId("tax_id"), "7707083893")] {
            let key = (key.0, key.1.to_owned());
            assert_eq!(rehearsed.find(&kind, &key, &Values::default()), Some(place), "{key:?}");
        }
    }
}
