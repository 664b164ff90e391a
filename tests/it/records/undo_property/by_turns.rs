//! What two people do to the same thing: each deed here goes on from what the other one left.

use super::chance::Chance;
use super::verbs::Desk;
use korob::records::options::{self, NewOption};
use korob::records::registry::{Channel, Field, FieldType, Kind};
use korob::records::sql::Sql;
use korob::records::value::{Point, Value, Values};
use korob::records::{service, store};
use rand::seq::SliceRandom;
use std::sync::Arc;

pub const DEEDS: &[fn(&Desk, &mut Chance)] = &[rearrange, rearrange, name_a_sum, leave_one_name, pass_through];

/// A live record with all its values.
fn a_record(desk: &Desk, chance: &mut Chance) -> Option<(Arc<Kind>, i64, Values)> {
    let kind = desk.kind(chance);
    let id = desk.record(chance, &kind, true)?;
    let mut tail = Sql::new(" WHERE r.id = ");
    tail.bind(id);
    let fields: Vec<&Field> = kind.fields.iter().collect();
    let found = desk.db.read_blocking(|conn| store::load(conn, None, &kind, &fields, tail)).unwrap();
    let values = found.into_iter().next()?.values;
    Some((kind, id, values))
}

fn update(desk: &Desk, kind: &Arc<Kind>, id: i64, changes: Values) {
    let kind = kind.clone();
    desk.write(move |tx, viewer| service::update(tx, viewer, &kind, id, None, changes));
}

/// A phone is taken away, added, moved, made the main one, or gets an extension.
fn rearrange(desk: &Desk, chance: &mut Chance) {
    let Some((kind, id, values)) = a_record(desk, chance) else { return };
    let mut phones = values.get("phones").as_points().to_vec();
    let at = chance.below(phones.len());
    match chance.below(5) {
        0 if !phones.is_empty() => drop(phones.remove(at)),
        1 => phones.shuffle(chance.source()),
        2 => phones.iter_mut().enumerate().for_each(|(index, phone)| phone.is_main = index == at),
        3 => phones.iter_mut().skip(at).take(1).for_each(|phone| phone.extension = Some("12".to_owned())),
        _ => {
            let is_main = chance.is_one_in(2);
            phones.iter_mut().for_each(|phone| phone.is_main &= !is_main);
            phones.push(Point { is_main, ..chance.point(Channel::Phone, is_main) });
        }
    }
    update(desk, &kind, id, Values::default().with("phones", Value::Points(phones)));
}

/// One amount, or all of them in another currency.
fn name_a_sum(desk: &Desk, chance: &mut Chance) {
    let Some((kind, id, _)) = a_record(desk, chance) else { return };
    let is_whole = chance.is_one_in(2);
    let sum = kind.sum_of("currency");
    let one = chance.below(sum.len().saturating_sub(1)) + 1;
    let named = sum.iter().enumerate().filter(|(index, _)| is_whole || *index == one).map(|(_, field)| *field);
    let values = named.fold(Values::default(), |values, field| {
        let value = desk.db.read_blocking(|conn| Ok(chance.value(conn, field))).unwrap();
        values.with(field.key.as_ref(), value)
    });
    update(desk, &kind, id, values);
}

/// Of all by which the record is known, one remains; or one more comes.
fn leave_one_name(desk: &Desk, chance: &mut Chance) {
    let Some((kind, id, values)) = a_record(desk, chance) else { return };
    let (filled, empty): (Vec<&str>, Vec<&str>) = kind.identity.iter().partition(|key| !values.get(key).is_empty());
    if chance.is_one_in(2)
        && let Some(field) = chance.pick(&empty).and_then(|key| kind.field(key))
    {
        let value = desk.db.read_blocking(|conn| Ok(chance.value(conn, field))).unwrap();
        return update(desk, &kind, id, Values::default().with(field.key.as_ref(), value));
    }
    let left = chance.pick(&filled);
    let gone = filled.into_iter().filter(|key| Some(*key) != left);
    let values = gone.fold(Values::default(), |values, key| values.with(key, Value::Empty));
    update(desk, &kind, id, values);
}

/// A value of the office's own is made, taken, left, and deleted.
fn pass_through(desk: &Desk, chance: &mut Chance) {
    let Some((kind, id, values)) = a_record(desk, chance) else { return };
    let choices = kind.form_fields().filter_map(|field| match field.field_type {
        FieldType::Choice { list } => Some((field.key.to_string(), list)),
        _ => None,
    });
    let Some((key, list)) = chance.pick(&choices.collect::<Vec<_>>()) else { return };
    let new = NewOption {
        labels: std::array::from_fn(|_| chance.text()),
        color: "green".to_owned(),
        semantic: (key == "status").then(|| "open".to_owned()),
        ..NewOption::default()
    };
    desk.write(move |tx, viewer| options::create(tx, viewer, list, &new));
    let newest = desk.pick(chance, "SELECT max(id) FROM options").unwrap();
    let code = desk.db.read_blocking(|conn| options::get(conn, korob::kernel::Lang::En, newest)).unwrap().code;
    update(desk, &kind, id, Values::default().with(key.as_str(), code.as_str()));
    let other = values.get(&key).clone();
    update(desk, &kind, id, Values::default().with(key.as_str(), other));
    let registry = desk.registry.clone();
    desk.write(move |tx, viewer| options::delete(tx, viewer, &registry, newest));
}
