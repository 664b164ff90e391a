//! A row as values: which column is which field, and all its cells read.

use super::fields;
use super::headers::ColumnMatch;
use super::table::{Row, RowFault};
use super::values::{
    CellValue, EMAIL_KINDS, Email, PHONE_KINDS, Reading, Refusal, Settings, Sum, TypedPhone, Value, WarningCode,
    label_kind, read_cell,
};

/// What is done with one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// A canonical name or that of a custom field.
    pub field: String,
    pub reading: Reading,
    /// The column with the kind of telephone or address.
    pub label_column: Option<usize>,
}

/// What is done with each column of a file; `None` leaves one out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mapping {
    pub columns: Vec<Option<Column>>,
}

impl Mapping {
    /// The mapping that follows from the titles alone.
    pub fn of_matches(matches: &[ColumnMatch]) -> Mapping {
        let column = |found: &ColumnMatch| {
            let field = found.field?;
            let reading = fields::reading_of(field)?;
            Some(Column { field: field.to_owned(), reading, label_column: found.label_column })
        };
        Mapping { columns: matches.iter().map(column).collect() }
    }

    /// Maps a column by hand to a canonical field. False when there is no such field or column.
    pub fn set(&mut self, column: usize, field: &str) -> bool {
        let (Some(place), Some(reading)) = (self.columns.get_mut(column), fields::reading_of(field)) else {
            return false;
        };
        let label_column = place.as_ref().and_then(|before| before.label_column);
        *place = Some(Column { field: field.to_owned(), reading, label_column });
        true
    }
}

/// A warning about one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    pub code: WarningCode,
    /// The field, by its canonical or custom name.
    pub field: String,
    /// What could not be read, as written.
    pub value: String,
}

/// Why a row is rejected before anything is known of the records already there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rejection {
    Row(RowFault),
    Cell(Refusal),
}

impl Rejection {
    /// As import reports write it.
    pub fn code(self) -> &'static str {
        match self {
            Rejection::Row(fault) => fault.code(),
            Rejection::Cell(refusal) => refusal.as_str(),
        }
    }
}

/// What was read from a row: non-empty values only, in the order of the columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RowValues {
    pub values: Vec<(String, Value)>,
    pub warnings: Vec<Warning>,
}

/// Reads all mapped cells of a row.
pub fn read_row(row: &Row, mapping: &Mapping, settings: &Settings) -> Result<RowValues, Rejection> {
    if let Some(fault) = row.fault {
        return Err(Rejection::Row(fault));
    }
    let mut read = RowValues::default();
    for (column, cell) in mapping.columns.iter().zip(&row.cells) {
        let Some(column) = column else { continue };
        let mut cell = read_cell(column.reading, cell, settings).map_err(Rejection::Cell)?;
        if let Some(label) = column.label_column.and_then(|label| row.cells.get(label)) {
            apply_label(&mut cell, label);
        }
        let CellValue { value, warnings } = cell;
        read.values.extend(value.map(|value| (column.field.clone(), value)));
        let warnings = warnings.into_iter();
        read.warnings.extend(warnings.map(|(code, value)| Warning { code, field: column.field.clone(), value }));
    }
    Ok(read)
}

fn apply_label(cell: &mut CellValue, label: &str) {
    match &mut cell.value {
        Some(Value::Phones(phones)) => {
            let (kind, is_main) = label_kind(label, &PHONE_KINDS);
            phones.iter_mut().for_each(|phone| phone.kind = kind);
            phones.iter_mut().take(1).for_each(|phone| phone.is_main = is_main);
        }
        Some(Value::Emails(emails)) => {
            let (kind, is_main) = label_kind(label, &EMAIL_KINDS);
            emails.iter_mut().for_each(|email| email.kind = kind);
            emails.iter_mut().take(1).for_each(|email| email.is_main = is_main);
        }
        _ => {}
    }
}

impl RowValues {
    /// The field's value; of several columns with this field the last non-empty one wins.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.all(field).last()
    }

    /// The field's values, a column each.
    pub fn all<'a, 'f>(&'a self, field: &'f str) -> impl Iterator<Item = &'a Value> + use<'a, 'f> {
        self.values.iter().filter(move |(name, _)| name == field).map(|(_, value)| value)
    }

    /// Text of a field that has one line or one text.
    pub fn text(&self, field: &str) -> Option<&str> {
        match self.get(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Texts of all columns with this field, in their order: notes that amoCRM spreads over several.
    pub fn joined(&self, field: &str) -> Option<String> {
        let texts = self.all(field).filter_map(|value| match value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        });
        Some(texts.collect::<Vec<_>>().join("\n")).filter(|text| !text.is_empty())
    }

    pub fn flag(&self, field: &str) -> Option<bool> {
        match self.get(field)? {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    pub fn sum(&self, field: &str) -> Option<Sum> {
        match self.get(field)? {
            Value::Sum(sum) => Some(*sum),
            _ => None,
        }
    }

    /// Telephones of all columns, each number once.
    pub fn phones(&self) -> Vec<&TypedPhone> {
        let mut phones: Vec<&TypedPhone> = Vec::new();
        let all = self
            .values
            .iter()
            .filter_map(|(_, value)| if let Value::Phones(phones) = value { Some(phones) } else { None });
        for typed in all.flatten() {
            if !phones.iter().any(|known| known.phone.is_same(&typed.phone)) {
                phones.push(typed);
            }
        }
        phones
    }

    /// E-mail addresses of all columns, each once.
    pub fn emails(&self) -> Vec<&Email> {
        let mut emails: Vec<&Email> = Vec::new();
        let all = self
            .values
            .iter()
            .filter_map(|(_, value)| if let Value::Emails(emails) = value { Some(emails) } else { None });
        for email in all.flatten() {
            if !emails.iter().any(|known| known.address == email.address) {
                emails.push(email);
            }
        }
        emails
    }

    /// Has any of these fields a value? `phone` and `email` stand for all their kinds.
    pub fn has_any(&self, fields: &[&str]) -> bool {
        self.values
            .iter()
            .any(|(name, _)| fields.iter().any(|field| name == field || name.split('.').next() == Some(field)))
    }
}

#[cfg(test)]
mod tests;
