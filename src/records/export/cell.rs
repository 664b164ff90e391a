//! One cell: what a column says of a record.

use super::Page;
use super::columns::{Column, Part, TITLE};
use crate::kernel::several::Several;
use crate::kernel::{Timestamp, currency};
use crate::platform::i18n::tr;
use crate::records::registry::{Channel, FieldType};
use crate::records::show::position_text;
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
            // Spreadsheets sort by it: a day that is meant as a whole stands at its end.
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
        (FieldType::Reference(_), Value::Text(text)) => {
            Cell::Text(page.lookup.referenced(field, text).map(|(_, _, title)| title.to_owned()).unwrap_or_default())
        }
        (FieldType::Links(links), Value::Links(items)) => {
            let shown = linked(items).filter_map(|item| Some((page.lookup.title(links.other_kind, item.id)?, item)));
            text(match column.part {
                Part::Positions => {
                    let position = |item| position_text(page.lookup, links, item).unwrap_or_default();
                    Several::Names.join(shown.map(|(_, item)| position(item)))
                }
                _ => Several::Names.join(shown.map(|(title, _)| title)),
            })
        }
        (_, Value::Int(number)) => Cell::Number(Decimal::from(*number)),
        (_, Value::Bool(flag)) => {
            let lang = page.viewer.lang;
            Cell::Text(if *flag { tr::ui_yes(lang) } else { tr::ui_no(lang) }.to_owned())
        }
        (FieldType::Points(channel), Value::Points(points)) => reach(page, *channel, column.part, points),
        (_, Value::Names(names)) => Cell::Text(Several::Words.join(names)),
        (_, Value::Ids(ids)) => Cell::Text(Several::Words.join(ids.iter().filter_map(|id| page.lookup.user(*id)))),
        (_, Value::Text(text)) => Cell::Text(text.clone()),
        _ => Cell::Empty,
    }
}

fn text(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// The main one first: that is how an import knows it.
fn linked(items: &[LinkItem]) -> impl Iterator<Item = &LinkItem> {
    let (main, others): (Vec<&LinkItem>, Vec<&LinkItem>) = items.iter().partition(|item| item.is_main);
    main.into_iter().chain(others)
}

fn reach(page: &Page<'_>, channel: Channel, part: Part, points: &[Point]) -> Cell {
    let is_chosen = |point: &&Point| !matches!(part, Part::Label(label) if point.label != label);
    let texts: Vec<String> = points
        .iter()
        .filter(is_chosen)
        .map(|point| match &point.extension {
            Some(extension) => format!("{} {}", point.value, tr::records_extension(page.viewer.lang, extension)),
            None => point.value.clone(),
        })
        .collect();
    match channel {
        _ if texts.is_empty() => Cell::Empty,
        Channel::Phone => Cell::Plain(texts.join(", ")),
        Channel::Site => Cell::Text(Several::Addresses.join(texts)),
        _ => Cell::Text(Several::Words.join(texts)),
    }
}
