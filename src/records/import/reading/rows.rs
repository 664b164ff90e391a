//! A row as values: which column is which field, and all its cells read.

use super::table::{Row, RowFault};
use super::values::{
    CellValue, EMAIL_KINDS, PHONE_KINDS, Reading, Refusal, Settings, Value, WarningCode, label_kind, read_cell,
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
        self.values.iter().rev().find(|(name, _)| name == field).map(|(_, value)| value)
    }

    /// Text of a field that has one line or one text.
    pub fn text(&self, field: &str) -> Option<&str> {
        match self.get(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
