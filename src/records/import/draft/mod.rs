//! A row as the record it describes, as far as that can be told without the database.

mod drafting;
mod lines;

pub use lines::Line;

use super::model::Warning;
use super::reading::rows::{Mapping, RowValues};
use super::reading::values::Closing;
use super::targets::{self, Place, Target};
use crate::kernel::{KindKey, Timestamp};
use crate::platform::settings::Office;
use crate::records::registry::Kind;
use crate::records::value::Values;
use drafting::Drafting;
use std::collections::HashMap;

/// A word of a list, still as the file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    pub key: String,
    pub list: &'static str,
    pub word: String,
}

/// A record of another type, by its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub key: String,
    pub kind: KindKey,
    pub name: String,
    /// What the person is there, where the file has a column for it: an empty text is nothing.
    pub position: Option<String>,
}

impl Named {
    /// With what they are there: `Anna Nowak (director)`.
    pub fn whole(&self) -> String {
        match self.position.as_deref() {
            Some(position) if !position.is_empty() => format!("{} ({position})", self.name),
            _ => self.name.clone(),
        }
    }
}

/// People of the office, by their names.
#[derive(Debug, Clone, PartialEq)]
pub struct People {
    pub key: String,
    pub names: Vec<String>,
}

/// Whether and how the work on a record ended, where the file tells it beside the choice that says so here.
#[derive(Debug, Clone, PartialEq)]
pub struct Ended {
    /// The choice.
    pub key: &'static str,
    /// As written.
    pub word: String,
    /// What is understood of it.
    pub said: Option<Closing>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// What needs no database.
    pub values: Values,
    pub words: Vec<Word>,
    pub named: Vec<Named>,
    pub people: Vec<People>,
    pub ended: Option<Ended>,
    pub line: Option<Line>,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
    /// Lines for the comment.
    pub notes: Vec<String>,
    pub warnings: Vec<Warning>,
}

/// What every row of a file is judged by.
pub struct Judge {
    targets: HashMap<String, Target>,
    office: Office,
    zone: chrono_tz::Tz,
    /// The file says of no row in which country it is.
    knows_no_country: bool,
    /// The file has a column for what a person is in each firm.
    tells_positions: bool,
}

impl Judge {
    pub fn new(kind: &Kind, office: Office, mapping: &Mapping) -> Judge {
        let all = targets::all(kind).into_iter();
        let targets: HashMap<String, Target> = all.map(|target| (target.name.clone(), target)).collect();
        let zone = office.tz();
        let knows_no_country = mapping.columns.iter().flatten().all(|column| column.field != "country");
        let tells_positions = mapping.columns.iter().flatten().any(|column| {
            targets.get(&column.field).is_some_and(|target| matches!(target.place, Place::Positions { .. }))
        });
        Judge { targets, office, zone, knows_no_country, tells_positions }
    }

    /// Errors: why the row is rejected.
    pub fn draft(&self, kind: &Kind, read: RowValues) -> Result<Draft, &'static str> {
        let mut drafting = Drafting::new(self, kind);
        let warnings = read.warnings.iter().map(|warning| Warning {
            code: warning.code.as_str().to_owned(),
            column: warning.field.clone(),
            value: warning.value.clone(),
        });
        drafting.draft.warnings.extend(warnings);
        // A sum is read in the currency of its row, wherever that stands.
        let currency = drafting.currency(&read)?;
        for (name, value) in read.values {
            drafting.take(&name, value, currency)?;
        }
        drafting.finish(currency)
    }
}
