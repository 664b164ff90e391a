//! The values of a record as its form would send them.

use crate::kernel::money::Money;
use crate::kernel::text::trim;
use crate::kernel::{Lang, Timestamp, currency, phone};
use crate::platform::i18n::{format, tr};
use crate::records::input::{Pairs, main_name, row_name, typed};
use crate::records::registry::{Channel, FieldType, Kind};
use crate::records::show::{day_text, is_day};
use crate::records::value::{Value, Values};

/// One pair or more for each field of the form. Sums without a currency are in that of the office, as the form
/// is read.
pub fn pairs_of(lang: Lang, zone: chrono_tz::Tz, kind: &Kind, values: &Values, office_currency: &str) -> Pairs {
    let mut pairs = Vec::new();
    for field in kind.form_fields() {
        let key = field.key.to_string();
        match (&field.field_type, values.get(&field.key)) {
            (FieldType::Points(channel), Value::Points(points)) => {
                let main = points.iter().position(|point| point.is_main).unwrap_or_default();
                pairs.push((main_name(&key), main.to_string()));
                for (index, point) in points.iter().enumerate() {
                    let shown = match (channel, &point.extension) {
                        (Channel::Phone, Some(extension)) => {
                            [phone::display_e164(&point.value), tr::records_extension(lang, extension)].join(" ")
                        }
                        (Channel::Phone, None) => phone::display_e164(&point.value),
                        _ => point.value.clone(),
                    };
                    pairs.push((row_name(&key, index, "value"), shown));
                    pairs.push((row_name(&key, index, "kind"), point.label.clone()));
                }
            }
            (FieldType::Money { currency: named }, Value::Int(minor)) => {
                let known = values.text(named).and_then(currency::find).or_else(|| currency::find(office_currency));
                let shown = known.map_or_else(
                    || minor.to_string(),
                    |known| format::amount(lang, Money::new(*minor, known).amount_minor, known),
                );
                pairs.push((key, shown));
            }
            (FieldType::Date | FieldType::Birthday, Value::Text(day)) => pairs.push((key, day_text(lang, day))),
            (FieldType::Instant, Value::Int(at)) => {
                pairs.push((key, instant_text(lang, zone, Timestamp(*at), is_day(field, values))));
            }
            (FieldType::Currency, Value::Empty) => pairs.push((key, office_currency.to_owned())),
            (FieldType::Links(_), Value::Links(items)) => {
                let main = items.iter().position(|item| item.is_main);
                pairs.push((main_name(&key), main.map_or_else(String::new, |index| index.to_string())));
                for (index, item) in items.iter().enumerate() {
                    pairs.push((row_name(&key, index, "id"), item.id.to_string()));
                    pairs.push((row_name(&key, index, "position"), item.position.clone().unwrap_or_default()));
                }
            }
            (FieldType::Link { .. }, Value::Int(id)) => pairs.push((row_name(&key, 0, "id"), id.to_string())),
            (_, Value::Text(text)) => pairs.push((key, text.clone())),
            (_, Value::Int(number)) => pairs.push((key, number.to_string())),
            (_, Value::Bool(flag)) => pairs.push((key, i64::from(*flag).to_string())),
            (_, Value::Ids(ids)) => pairs.extend(ids.iter().map(|id| (key.clone(), id.to_string()))),
            (_, Value::Names(names)) => pairs.push((key, names.join(", "))),
            _ => {}
        }
    }
    pairs
}

/// Takes the instants out of what a form `sent` that stand in it as the form shows what the record holds: it shows no
/// seconds, and of a day not whose evening it ends with. Who left them alone changes nothing.
pub fn leave_instants(lang: Lang, zone: chrono_tz::Tz, kind: &Kind, there: &Values, pairs: &Pairs, sent: &mut Values) {
    for field in kind.form_fields().filter(|field| field.field_type == FieldType::Instant) {
        let Some(at) = there.int(&field.key) else { continue };
        if trim(typed(pairs, &field.key)) == instant_text(lang, zone, Timestamp(at), is_day(field, there)) {
            sent.remove(&field.key);
            field.day_flag.map(|flag| sent.remove(flag));
        }
    }
}

fn instant_text(lang: Lang, zone: chrono_tz::Tz, at: Timestamp, is_day: bool) -> String {
    if is_day { format::date(lang, format::day_of(zone, at, true)) } else { format::datetime(lang, zone, at) }
}
