//! A value as one text.

use super::{Lookup, Reader};
use crate::kernel::money::Money;
use crate::kernel::{Lang, Timestamp, currency, phone};
use crate::platform::i18n::{format, tr};
use crate::records::registry::{Channel, Field, FieldType, LinkTable};
use crate::records::value::{LinkItem, Point, Value, Values};
use chrono::NaiveDate;

/// The value of `field` among `values` in the reader's language; empty for an empty value. Several values are joined
/// by commas, each as it would stand alone.
pub fn text(reader: &Reader, field: &Field, values: &Values, lookup: &Lookup) -> String {
    let value = values.get(&field.key);
    match (&field.field_type, value) {
        (_, Value::Empty) => String::new(),
        (FieldType::Choice { list }, Value::Text(code)) => lookup.dictionary.label(list, code).to_owned(),
        (FieldType::Date | FieldType::Birthday, Value::Text(day)) => day_text(reader.lang, day),
        (FieldType::Money { currency }, Value::Int(amount)) => {
            money_text(reader.lang, *amount, values.text(currency).unwrap_or_default())
        }
        (FieldType::Instant, Value::Int(at)) if is_day(field, values) => {
            format::date(reader.lang, format::day_of(reader.zone, Timestamp(*at), true))
        }
        (FieldType::Instant, Value::Int(at)) => format::datetime(reader.lang, reader.zone, Timestamp(*at)),
        (FieldType::User, Value::Int(id)) => lookup.user(*id).unwrap_or_default().to_owned(),
        (FieldType::Link { kind, .. }, Value::Int(id)) => lookup.title(kind, *id).unwrap_or_default().to_owned(),
        (FieldType::Reference(_), Value::Text(text)) => {
            lookup.referenced(field, text).map(|(_, _, title)| title.to_owned()).unwrap_or_default()
        }
        (_, Value::Int(number)) => format::integer(reader.lang, *number),
        (_, Value::Bool(true)) => tr::ui_yes(reader.lang).to_owned(),
        (_, Value::Bool(false)) => tr::ui_no(reader.lang).to_owned(),
        (_, Value::Text(text)) => text.clone(),
        (FieldType::Points(channel), Value::Points(points)) => {
            join(points.iter().map(|point| point_text(reader.lang, *channel, point)))
        }
        (_, Value::Points(points)) => join(points.iter().map(|point| point.value.clone())),
        (_, Value::Names(names)) => join(names.iter().cloned()),
        (_, Value::Ids(ids)) => join(ids.iter().filter_map(|id| lookup.user(*id)).map(str::to_owned)),
        (FieldType::Links(links), Value::Links(items)) => join(items.iter().filter_map(|item| {
            Some(link_text(lookup.title(links.other_kind, item.id)?, position_text(lookup, links, item)))
        })),
        (_, Value::Links(_)) => String::new(),
    }
}

/// Whether of an instant only the day is meant.
pub fn is_day(field: &Field, values: &Values) -> bool {
    field.day_flag.is_some_and(|flag| values.get(flag) == &Value::Bool(true))
}

/// "Mobile", "Telegram": what a point is called.
pub fn point_label(lang: Lang, channel: Channel, label: &str) -> &'static str {
    match (channel, label) {
        (Channel::Messenger, "telegram") => "Telegram",
        (Channel::Messenger, "whatsapp") => "WhatsApp",
        (Channel::Messenger, "viber") => "Viber",
        (Channel::Messenger, "vk") => tr::records_point_vk(lang),
        (Channel::Messenger, "max") => "MAX",
        (Channel::Messenger, "skype") => "Skype",
        (Channel::Messenger, "facebook") => "Facebook",
        (_, "work") => tr::records_point_work(lang),
        (_, "mobile") => tr::records_point_mobile(lang),
        (_, "home") => tr::records_point_home(lang),
        (_, "fax") => tr::records_point_fax(lang),
        (_, "pager") => tr::records_point_pager(lang),
        (_, "mailing") => tr::records_point_mailing(lang),
        _ => tr::records_point_other(lang),
    }
}

/// A phone as people write it, anything else as it is.
pub fn point_text(lang: Lang, channel: Channel, point: &Point) -> String {
    if channel != Channel::Phone {
        return point.value.clone();
    }
    let number = phone::display_e164(&point.value);
    match &point.extension {
        Some(extension) => [number, tr::records_extension(lang, extension)].join(" "),
        None => number,
    }
}

/// A sum with its sign; of a currency that is not known, the bare number.
pub fn money_text(lang: Lang, amount_minor: i64, code: &str) -> String {
    match currency::find(code) {
        Some(currency) => format::money(lang, Money::new(amount_minor, currency)),
        None => format::integer(lang, amount_minor),
    }
}

/// A stored day as people read it; of a birthday without a year, day and month.
pub(crate) fn day_text(lang: Lang, day: &str) -> String {
    let read = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    match day.strip_prefix("--") {
        // Any leap year will do: it is left out again.
        Some(rest) => read(&["2000-", rest].concat()).map(|day| format::date_short(lang, day, day)),
        None => read(day).map(|day| format::date(lang, day)),
    }
    .unwrap_or_else(|| day.to_owned())
}

/// What somebody is there, as people say it.
pub fn position_text<'a>(lookup: &'a Lookup, links: &LinkTable, item: &'a LinkItem) -> Option<&'a str> {
    let position = item.position.as_deref()?;
    Some(links.roles.map_or(position, |list| lookup.dictionary.label(list, position)))
}

fn link_text(title: &str, position: Option<&str>) -> String {
    match position {
        Some(position) => format!("{title} ({position})"),
        None => title.to_owned(),
    }
}

fn join(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}
