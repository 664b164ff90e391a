//! One row on its way: value after value into the fields they belong to.

use super::lines::Parts;
use super::{Draft, Ended, Judge, Named, People, Word};
use crate::kernel::currency::{self, Currency};
use crate::kernel::several::Several;
use crate::records::import::model::Warning;
use crate::records::import::reading::rows::RowValues;
use crate::records::import::reading::values::{Sum, Value as Read, read_closing, split_full_name};
use crate::records::import::targets::{NOTE, Place};
use crate::records::registry::{FieldType, Kind, MatchBy};
use crate::records::value::{Point, Value};
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeMap, HashMap};

pub(super) struct Drafting<'a> {
    pub(super) judge: &'a Judge,
    pub(super) kind: &'a Kind,
    pub draft: Draft,
    pub(super) line: Parts,
    points: BTreeMap<String, Vec<Point>>,
    positions: HashMap<String, Vec<String>>,
}

impl<'a> Drafting<'a> {
    pub fn new(judge: &'a Judge, kind: &'a Kind) -> Drafting<'a> {
        let (draft, line) = (Draft::default(), Parts::default());
        Drafting { judge, kind, draft, line, points: BTreeMap::new(), positions: HashMap::new() }
    }
}

impl Drafting<'_> {
    pub fn currency(&mut self, read: &RowValues) -> Result<Option<&'static Currency>, &'static str> {
        let Some(word) = read.text("currency") else { return Ok(None) };
        if let Some(found) = currency::lookup(word) {
            return Ok(Some(found));
        }
        // A sum in another currency than it is in would be worse than no record.
        if read.values.iter().any(|(_, value)| matches!(value, Read::Sum(_))) {
            return Err("currency_unknown");
        }
        self.warn("currency_unknown", "currency", word);
        Ok(None)
    }

    fn warn(&mut self, code: &str, column: &str, value: &str) {
        let warning = Warning { code: code.to_owned(), column: column.to_owned(), value: value.to_owned() };
        self.draft.warnings.push(warning);
    }

    pub fn take(&mut self, name: &str, value: Read, currency: Option<&'static Currency>) -> Result<(), &'static str> {
        if let Some(title) = name.strip_prefix(NOTE).and_then(|rest| rest.strip_prefix(':')) {
            if let Read::Text(text) = value {
                self.draft.notes.push([title, ": ", &text].concat());
            }
            return Ok(());
        }
        let Some(target) = self.judge.targets.get(name) else { return Ok(()) };
        match (&target.place, value) {
            (Place::Field { key, label }, value) => self.field(name, key, *label, value, currency),
            (Place::Positions { key }, Read::Text(text)) => {
                self.positions.insert(key.clone(), names(&text));
                Ok(())
            }
            (Place::FullName, Read::Text(text)) => {
                let parts = split_full_name(&text);
                let parts = [
                    ("first_name", parts.first_name),
                    ("middle_name", parts.middle_name),
                    ("last_name", parts.last_name),
                ];
                for (key, part) in parts {
                    if let Some(part) = part.filter(|_| self.draft.values.get(key).is_empty()) {
                        self.draft.values.set(key, part.as_str());
                    }
                }
                Ok(())
            }
            (Place::AddressPart { key, .. }, Read::Text(text)) => {
                self.address_part(key, &text);
                Ok(())
            }
            (Place::Ended { key }, Read::Text(word)) => {
                let said = read_closing(&word);
                self.draft.ended = Some(Ended { key, word, said });
                Ok(())
            }
            (Place::Line(part), value) => {
                self.line.take(*part, value);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Parts stand in the order of the file's columns, after the whole address if there is one that lacks them.
    fn address_part(&mut self, key: &str, part: &str) {
        let whole = match self.draft.values.text(key) {
            None => part.to_owned(),
            Some(there) if there.contains(part) => return,
            Some(there) => [there, ", ", part].concat(),
        };
        self.draft.values.set(key, whole.as_str());
    }

    fn field(
        &mut self,
        name: &str,
        key: &str,
        label: Option<&'static str>,
        value: Read,
        currency: Option<&'static Currency>,
    ) -> Result<(), &'static str> {
        let Some(field) = self.kind.field(key) else { return Ok(()) };
        match (&field.field_type, value) {
            (FieldType::Instant, Read::Moment(moment)) => {
                let at = moment.to_timestamp(self.judge.zone);
                match key {
                    "created_at" => self.draft.created_at = Some(at),
                    "updated_at" => self.draft.updated_at = Some(at),
                    _ => self.draft.values.set(key, Value::Int(at.0)),
                }
            }
            (FieldType::Choice { list }, Read::Text(word)) => {
                self.draft.words.retain(|other| other.key != key);
                self.draft.words.push(Word { key: key.to_owned(), list, word });
            }
            (FieldType::User, Read::Text(name)) => {
                self.draft.people.retain(|other| other.key != key);
                self.draft.people.push(People { key: key.to_owned(), names: vec![name] });
            }
            (FieldType::Observers, Read::Texts(names)) => {
                self.draft.people.push(People { key: key.to_owned(), names });
            }
            (FieldType::Link { kind, .. }, Read::Text(name)) => {
                self.draft.named.retain(|other| other.key != key);
                self.draft.named.push(Named { key: key.to_owned(), kind, name, position: None });
            }
            (FieldType::Links(links), Read::Text(name)) => {
                let named = names(&name).into_iter().map(|name| {
                    let position = self.judge.tells_positions.then(String::new);
                    Named { key: key.to_owned(), kind: links.other_kind, name, position }
                });
                self.draft.named.extend(named);
            }
            (FieldType::Currency, Read::Text(_)) => {
                if let Some(currency) = currency {
                    self.draft.values.set(key, currency.code);
                }
            }
            (FieldType::Money { currency: of }, Read::Sum(sum)) => self.sum(key, of, sum, currency)?,
            (FieldType::Integer { min, max }, Read::Number(number)) => {
                match number.to_i64().filter(|_| number.is_integer()) {
                    Some(number) if (*min..=*max).contains(&number) => self.draft.values.set(key, Value::Int(number)),
                    Some(number) => self.warn("out_of_range", name, &number.to_string()),
                    None => self.warn("not_a_number", name, &number.to_string()),
                }
            }
            (FieldType::Bool, Read::Flag(flag)) => self.draft.values.set(key, Value::Bool(flag)),
            (FieldType::Date | FieldType::Birthday, Read::Birthday(day)) => {
                self.draft.values.set(key, day.to_string().as_str())
            }
            (FieldType::Date, Read::Date(day)) => {
                self.draft.values.set(key, day.format("%Y-%m-%d").to_string().as_str());
            }
            (FieldType::Tags, Read::Texts(names)) => self.draft.values.set(key, Value::Names(names)),
            (FieldType::Points(_), value) => self.points(key, label, value),
            // Notes that a program spreads over several columns stand below each other; of other columns with one
            // field the last filled one counts.
            (FieldType::LongText { .. }, Read::Text(text)) => match self.draft.values.text(key) {
                Some(there) => self.draft.values.set(key, [there, "\n", &text].concat().as_str()),
                None => self.draft.values.set(key, text.as_str()),
            },
            // One line has no line ends; the words stay.
            (_, Read::Text(text)) => self.draft.values.set(key, text.replace('\n', ", ").as_str()),
            _ => {}
        }
        Ok(())
    }

    /// The currency of the row, else the one beside the sum itself, else the office's.
    pub(super) fn currency_of(&self, sum: Option<Sum>, row: Option<&'static Currency>) -> Option<&'static Currency> {
        let own = row.or(sum.and_then(|sum| sum.currency));
        own.or_else(|| currency::find(&self.judge.office.currency))
    }

    pub(super) fn sum(
        &mut self,
        key: &str,
        of: &str,
        sum: Sum,
        row: Option<&'static Currency>,
    ) -> Result<(), &'static str> {
        let currency = self.currency_of(Some(sum), row).ok_or("currency_unknown")?;
        let money = sum.in_currency(currency).ok_or("amount_invalid")?;
        self.draft.values.set(key, Value::Int(money.amount_minor));
        if self.draft.values.get(of).is_empty() {
            self.draft.values.set(of, currency.code);
        }
        Ok(())
    }

    fn points(&mut self, key: &str, label: Option<&'static str>, value: Read) {
        let points: Vec<Point> = match value {
            Read::Phones(phones) => phones
                .into_iter()
                .map(|typed| Point {
                    value: typed.phone.e164(),
                    label: typed.kind.to_owned(),
                    is_main: typed.is_main,
                    extension: typed.phone.extension().map(str::to_owned),
                })
                .collect(),
            Read::Emails(emails) => emails
                .into_iter()
                .map(|email| Point {
                    value: email.address.as_str().to_owned(),
                    label: email.kind.to_owned(),
                    is_main: email.is_main,
                    extension: None,
                })
                .collect(),
            Read::Texts(texts) => texts
                .into_iter()
                .map(|value| Point { value, label: label.unwrap_or("other").to_owned(), ..Point::default() })
                .collect(),
            _ => Vec::new(),
        };
        let there = self.points.entry(key.to_owned()).or_default();
        for point in points {
            if !there.iter().any(|known| known.is_same(&point)) {
                there.push(point);
            }
        }
    }

    pub fn finish(mut self, currency: Option<&'static Currency>) -> Result<Draft, &'static str> {
        self.finish_line(currency)?;
        for (key, positions) in std::mem::take(&mut self.positions) {
            let named = self.draft.named.iter_mut().filter(|named| named.key == key);
            named.zip(positions).for_each(|(named, position)| named.position = Some(position));
        }
        self.draft.named.retain(|named| !named.name.is_empty());
        for (key, mut points) in std::mem::take(&mut self.points) {
            let main = points.iter().position(|point| point.is_main).unwrap_or(0);
            points.iter_mut().enumerate().for_each(|(at, point)| point.is_main = at == main);
            self.draft.values.set(key, Value::Points(points));
        }
        let is_filled = |key: &&str| !self.draft.values.get(key).is_empty();
        let mut texts =
            self.kind.identity.iter().filter(|key| {
                self.kind.field(key).is_some_and(|field| matches!(field.field_type, FieldType::Text { .. }))
            });
        if !self.kind.identity.iter().any(&is_filled) {
            return Err(match self.kind.identity {
                ["title"] => "no_title",
                [_] => "no_name",
                _ => "no_identity",
            });
        }
        if !texts.clone().any(is_filled) {
            let name = texts.clone().find(|key| **key == "first_name").or(texts.next()).copied();
            self.warn("name_missing", name.unwrap_or_default(), "");
        }
        self.place_country();
        Ok(self.draft)
    }

    /// A firm with a tax number and no country is one of the office's own.
    fn place_country(&mut self) {
        let has_number = self.kind.matches.iter().any(|by| match by {
            MatchBy::TaxId(key) => !self.draft.values.get(key).is_empty(),
            _ => false,
        });
        if self.judge.knows_no_country
            && has_number
            && self.kind.field("country").is_some()
            && self.draft.values.get("country").is_empty()
        {
            self.draft.values.set("country", self.judge.office.country.as_str());
        }
    }
}

/// The names of a cell in their order, with what is empty.
fn names(cell: &str) -> Vec<String> {
    Several::Names.split(cell).into_iter().map(|item| item.text.into_owned()).collect()
}
