//! What new values add to a record. Nothing that is there is overwritten: so an import completes a record it finds, and
//! a converted lead a client the office knows.

use crate::kernel::text::fold;
use crate::records::registry::{FieldType, Kind};
use crate::records::value::{LinkItem, Point, Value, Values};

/// What `new` adds to `there`: values of fields that are empty there; ways to reach somebody, tags, observers and links
/// that are not among them. A sum comes with its currency or not at all.
pub fn additions(kind: &Kind, there: &Values, new: &Values) -> Values {
    let mut added = Values::default();
    for (key, value) in new.iter() {
        if let Some(whole) = joined(there.get(key), value) {
            added.set(key, whole);
        }
    }
    keep_sums_whole(kind, there, new, &mut added);
    added
}

/// Both values in one; `None` where nothing is added.
fn joined(there: &Value, new: &Value) -> Option<Value> {
    match (there, new) {
        (_, new) if new.is_empty() => None,
        (there, new) if there.is_empty() => Some(new.clone()),
        (Value::Points(there), Value::Points(new)) => {
            let added = |point: Point| Point { is_main: false, ..point };
            with_fresh(there, new, Point::is_same, added).map(Value::Points)
        }
        (Value::Links(there), Value::Links(new)) => {
            let is_same = |a: &LinkItem, b: &LinkItem| a.id == b.id;
            with_fresh(there, new, is_same, |link| LinkItem { is_main: false, ..link }).map(Value::Links)
        }
        (Value::Names(there), Value::Names(new)) => {
            let is_same = |a: &String, b: &String| fold(a) == fold(b);
            with_fresh(there, new, is_same, |name| name).map(Value::Names)
        }
        (Value::Ids(there), Value::Ids(new)) => with_fresh(there, new, |a, b| a == b, |id| id).map(Value::Ids),
        _ => None,
    }
}

fn with_fresh<T: Clone>(
    there: &[T],
    new: &[T],
    is_same: impl Fn(&T, &T) -> bool,
    as_added: impl Fn(T) -> T,
) -> Option<Vec<T>> {
    let mut all = there.to_vec();
    for item in new {
        if !all.iter().any(|known| is_same(known, item)) {
            all.push(as_added(item.clone()));
        }
    }
    (all.len() > there.len()).then_some(all)
}

/// A new sum in another currency than the record has would become a different sum.
fn keep_sums_whole(kind: &Kind, there: &Values, new: &Values, added: &mut Values) {
    for field in &kind.fields {
        if let FieldType::Money { currency } = field.field_type
            && added.contains(&field.key)
            && there.get(currency) != new.get(currency)
        {
            let has_other_sum = kind.sum_of(currency).iter().skip(1).any(|other| !there.get(&other.key).is_empty());
            match has_other_sum {
                true => drop(added.remove(&field.key)),
                false => added.set(currency, new.get(currency).clone()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::registry::{Field, Names};

    fn kind() -> Kind {
        let names = Names { one: |_| "", many: |_| "", new: |_| "", count: |_, _| String::new() };
        let fields = vec![Field::money("amount_minor", |_| ""), Field::currency("currency", |_| "")];
        Kind::new(1, "lead", "leads", names, fields)
    }

    fn phone(value: &str, extension: Option<&str>, is_main: bool) -> Point {
        Point { value: value.into(), label: "work".into(), is_main, extension: extension.map(str::to_owned) }
    }

    fn added(there: Value, new: Value) -> Value {
        let (there, new) = (Values::default().with("x", there), Values::default().with("x", new));
        additions(&kind(), &there, &new).get("x").clone()
    }

    #[test]
    fn what_is_there_stays_and_what_is_known_is_not_added_again() {
        assert_eq!(added("Тула".into(), "Тверь".into()), Value::Empty);
        assert_eq!(added(Value::Empty, "Тверь".into()), "Тверь".into());
        let there = Value::Points(vec![phone("+7999", None, true)]);
        let new = Value::Points(vec![phone("+7999", None, true), phone("+7999", Some("5"), true)]);
        let both = vec![phone("+7999", None, true), phone("+7999", Some("5"), false)];
        assert_eq!(added(there.clone(), new), Value::Points(both));
        assert_eq!(added(there.clone(), there), Value::Empty);
        let names = |names: &[&str]| Value::Names(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(added(names(&["Ёлка"]), names(&["елка", "опт", "ОПТ"])), names(&["Ёлка", "опт"]));
        assert_eq!(added(Value::Ids(vec![1, 2]), Value::Ids(vec![2, 3])), Value::Ids(vec![1, 2, 3]));
        let link = |id, is_main| LinkItem { id, position: None, is_main };
        let links = added(Value::Links(vec![link(1, true)]), Value::Links(vec![link(1, true), link(2, true)]));
        assert_eq!(links, Value::Links(vec![link(1, true), link(2, false)]));
    }

    #[test]
    fn a_sum_comes_with_its_currency_or_not_at_all() {
        let sum = |amount: Value| Values::default().with("amount_minor", amount);
        let new = sum(Value::Int(5)).with("currency", "USD");
        let empty = sum(Value::Empty).with("currency", "RUB");
        assert_eq!(additions(&kind(), &empty, &new), new);
        let filled = sum(Value::Int(7)).with("currency", "RUB");
        assert!(additions(&kind(), &filled, &new).is_empty());
    }
}
