//! Cells to values.
//!
//! A cell that cannot be read costs its field, told as a warning; an amount that cannot be read costs the row, since a
//! wrong sum is worse than a missing row.

mod amount;
mod date;
pub mod html;
mod names;
mod reach;
mod words;

pub use amount::{Sum, read_amount};
pub use date::{Birthday, DateOrder, Moment, guess_order, read_birthday, read_date, read_moment};
pub use names::{PersonName, split_full_name, without_id};
pub use reach::{EMAIL_KINDS, Email, PHONE_KINDS, TypedPhone, label_kind, read_emails, read_phones, read_websites};
pub use words::{Closing, read_closing, read_number, read_tags, read_yes_no};

use crate::kernel::formula::unharmed;
use crate::kernel::{tax_id, text};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Names, titles, words of a list: one line, runs of spaces folded.
    Line,
    /// Addresses and notes: line ends are kept.
    Text,
    /// Text that may hold HTML.
    Comment,
    /// Words separated by commas, semicolons or ` ::: `.
    Tags,
    /// Telephones of the kind given.
    Phones(&'static str),
    Emails(&'static str),
    Websites,
    Date,
    /// A date that may lack its year.
    Birthday,
    /// A date with a time of day.
    Moment,
    Amount,
    Number,
    YesNo,
    /// The number by which the tax office knows a firm; a wrong one is kept and told.
    TaxId,
    /// Other numbers on papers: spaces and hyphens go.
    Requisite,
    /// What kind of telephone or address the neighbouring column holds; it has no value of its own.
    Label,
}

/// What was read from one cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Texts(Vec<String>),
    Phones(Vec<TypedPhone>),
    Emails(Vec<Email>),
    Date(NaiveDate),
    Birthday(Birthday),
    Moment(Moment),
    Sum(Sum),
    Number(Decimal),
    Flag(bool),
}

/// What is said of a cell that could not be read; the row is taken without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WarningCode {
    PhoneUnparsed,
    EmailInvalid,
    DateInvalid,
    NotABool,
    NotANumber,
    TaxIdInvalid,
}

impl WarningCode {
    /// As import reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            WarningCode::PhoneUnparsed => "phone_unparsed",
            WarningCode::EmailInvalid => "email_invalid",
            WarningCode::DateInvalid => "date_invalid",
            WarningCode::NotABool => "not_a_bool",
            WarningCode::NotANumber => "not_a_number",
            WarningCode::TaxIdInvalid => "tax_id_invalid",
        }
    }
}

/// Why a cell costs its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    AmountInvalid,
    AmountNegative,
}

impl Refusal {
    /// As import reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Refusal::AmountInvalid => "amount_invalid",
            Refusal::AmountNegative => "amount_negative",
        }
    }
}

/// What the file does not say.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// ISO 3166: whose telephones have no country code, whose tax numbers these are.
    pub country: String,
    pub date_order: DateOrder,
}

/// A cell after reading. `value` is `None` for an empty cell and for one that could not be read; a wrong tax number has
/// both a value and a warning. Each warning holds what it speaks of, as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CellValue {
    pub value: Option<Value>,
    pub warnings: Vec<(WarningCode, String)>,
}

impl CellValue {
    fn of(value: Value) -> CellValue {
        CellValue { value: Some(value), warnings: Vec::new() }
    }

    /// The value, or a warning about the cell.
    fn or_warning(value: Option<Value>, code: WarningCode, cell: &str) -> CellValue {
        let warnings = if value.is_none() { vec![(code, cell.to_owned())] } else { Vec::new() };
        CellValue { value, warnings }
    }
}

/// Reads one cell.
pub fn read_cell(reading: Reading, cell: &str, settings: &Settings) -> Result<CellValue, Refusal> {
    let cell = text::trim(cell);
    if cell.is_empty() {
        return Ok(CellValue::default());
    }
    Ok(match reading {
        // The apostrophe that exports put before what a spreadsheet would run is none of the text.
        Reading::Line => text_value(text::single_line(unharmed(cell))),
        Reading::Text => text_value(text::multi_line(unharmed(cell))),
        Reading::Comment => text_value(html::to_text(unharmed(cell))),
        Reading::Tags => texts_value(read_tags(unharmed(cell))),
        Reading::Websites => texts_value(read_websites(unharmed(cell))),
        Reading::Phones(kind) => read_phones(cell, kind, &settings.country),
        Reading::Emails(kind) => read_emails(cell, kind),
        Reading::Date | Reading::Birthday | Reading::Moment if date::says_none(cell) => CellValue::default(),
        Reading::Date => {
            let date = read_date(cell, settings.date_order).map(Value::Date);
            CellValue::or_warning(date, WarningCode::DateInvalid, cell)
        }
        Reading::Birthday => {
            let birthday = read_birthday(cell, settings.date_order).map(Value::Birthday);
            CellValue::or_warning(birthday, WarningCode::DateInvalid, cell)
        }
        Reading::Moment => {
            let moment = read_moment(cell, settings.date_order).map(Value::Moment);
            CellValue::or_warning(moment, WarningCode::DateInvalid, cell)
        }
        Reading::Amount => CellValue::of(Value::Sum(read_amount(cell)?)),
        Reading::Number => CellValue::or_warning(read_number(cell).map(Value::Number), WarningCode::NotANumber, cell),
        Reading::YesNo => CellValue::or_warning(read_yes_no(cell).map(Value::Flag), WarningCode::NotABool, cell),
        Reading::TaxId => {
            let mut read = text_value(tax_id::compact(cell));
            if tax_id::is_tax_id(&settings.country, cell) == Some(false) {
                read.warnings.push((WarningCode::TaxIdInvalid, cell.to_owned()));
            }
            read
        }
        Reading::Requisite => text_value(tax_id::compact(cell)),
        Reading::Label => CellValue::default(),
    })
}

fn text_value(text: String) -> CellValue {
    if text.is_empty() { CellValue::default() } else { CellValue::of(Value::Text(text)) }
}

fn texts_value(texts: Vec<String>) -> CellValue {
    if texts.is_empty() { CellValue::default() } else { CellValue::of(Value::Texts(texts)) }
}

#[cfg(test)]
mod tests;
