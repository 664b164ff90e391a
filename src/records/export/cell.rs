//! One cell: what a column says of a record.

use super::Page;
use super::columns::{Column, TITLE};
use crate::kernel::{Timestamp, currency};
use crate::platform::i18n::tr;
use crate::records::registry::{Channel, FieldType};
use crate::records::value::{LinkItem, Point, Record, Value};
use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

/// A cell as a spreadsheet knows it.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    /// Words of people: may hold anything.
    Text(String),
    /// Made by the box: telephones.
    Plain(String),
    Number(Decimal),
    Day(NaiveDate),
    /// In the office's zone.
    Moment(NaiveDateTime),
}

/// What the column says of the record.
pub fn of(page: &Page<'_>, column: &Column, record: &Record) -> Cell {
    let Some(field) = page.kind.field(&column.key) else {
        return if column.key == TITLE { Cell::Text(record.title.clone()) } else { Cell::Empty };
    };
    let values = &record.values;
    match (&field.field_type, values.get(&field.key)) {
        (_, value) if value.is_empty() => Cell::Empty,
        (FieldType::Choice { list }, Value::Text(code)) => {
            Cell::Text(page.lookup.dictionary.label(list, code).to_owned())
        }
        (FieldType::Date | FieldType::Birthday, Value::Text(day)) => match NaiveDate::parse_from_str(day, "%Y-%m-%d") {
            Ok(day) => Cell::Day(day),
            // A birthday without its year.
            Err(_) => Cell::Plain(day.clone()),
        },
        (FieldType::Instant, Value::Int(at)) => {
            Cell::Moment(Timestamp(*at).to_utc().with_timezone(&page.office.tz()).naive_local())
        }
        (FieldType::Money { currency }, Value::Int(amount)) => {
            let code = values.text(currency).unwrap_or(&page.office.currency);
            let digits = currency::find(code).map_or(2, |currency| currency.minor_per_unit().ilog10());
            Cell::Number(Decimal::new(*amount, digits))
        }
        (FieldType::User, Value::Int(id)) => Cell::Text(page.lookup.user(*id).unwrap_or_default().to_owned()),
        (FieldType::Link { kind, .. }, Value::Int(id)) => {
            Cell::Text(page.lookup.title(kind, *id).unwrap_or_default().to_owned())
        }
        (FieldType::Links(links), Value::Links(items)) => {
            let title = |item: &LinkItem| page.lookup.title(links.other_kind, item.id).map(str::to_owned);
            Cell::Text(items.iter().filter_map(title).collect::<Vec<_>>().join("; "))
        }
        (_, Value::Int(number)) => Cell::Number(Decimal::from(*number)),
        (_, Value::Bool(flag)) => {
            let lang = page.viewer.lang;
            Cell::Text(if *flag { tr::ui_yes(lang) } else { tr::ui_no(lang) }.to_owned())
        }
        (FieldType::Points(channel), Value::Points(points)) => reach(page, *channel, column.label, points),
        (_, Value::Names(names)) => Cell::Text(names.join(", ")),
        (_, Value::Ids(ids)) => {
            let names: Vec<&str> = ids.iter().filter_map(|id| page.lookup.user(*id)).collect();
            Cell::Text(names.join(", "))
        }
        (_, Value::Text(text)) => Cell::Text(text.clone()),
        _ => Cell::Empty,
    }
}

fn reach(page: &Page<'_>, channel: Channel, label: Option<&str>, points: &[Point]) -> Cell {
    let chosen = points.iter().filter(|point| label.is_none_or(|label| point.label == label));
    let texts: Vec<String> = chosen
        .map(|point| match &point.extension {
            Some(extension) => format!("{} {}", point.value, tr::records_extension(page.viewer.lang, extension)),
            None => point.value.clone(),
        })
        .collect();
    match channel {
        _ if texts.is_empty() => Cell::Empty,
        Channel::Phone => Cell::Plain(texts.join(", ")),
        _ => Cell::Text(texts.join(", ")),
    }
}
