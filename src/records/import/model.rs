//! An import: what was decided about a file and what came of its rows.

use crate::kernel::{ActionId, Timestamp, UserId};
use crate::records::import::reading::encoding::Charset;
use crate::records::import::reading::table::{Choices, Delimiter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is done with a row that describes a record once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// Nothing is compared: every row becomes a record.
    Allow,
    #[default]
    Skip,
    /// What the earlier record lacks is filled in.
    Merge,
}

impl Policy {
    pub const ALL: [Policy; 3] = [Policy::Skip, Policy::Merge, Policy::Allow];

    pub fn code(self) -> &'static str {
        match self {
            Policy::Allow => "allow",
            Policy::Skip => "skip",
            Policy::Merge => "merge",
        }
    }

    pub fn parse(code: &str) -> Option<Policy> {
        Policy::ALL.into_iter().find(|policy| policy.code() == code)
    }
}

/// How a file is read and what becomes of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// As [`Charset::name`] has it; `None` to recognise it.
    pub charset: Option<String>,
    pub delimiter: Option<char>,
    /// The target of each column ([`super::targets`]); `None` leaves it out. No list at all: by the titles.
    pub columns: Option<Vec<Option<String>>>,
    pub duplicates: Policy,
}

impl Plan {
    pub fn choices(&self, country: &str) -> Choices {
        Choices {
            charset: self.charset.as_deref().and_then(Charset::parse),
            delimiter: self.delimiter.and_then(Delimiter::from_char),
            country: country.to_owned(),
        }
    }
}

/// Something to know about a cell of a row that was taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Warning {
    pub code: String,
    /// The target of the cell's column.
    pub column: String,
    /// As written.
    pub value: String,
}

/// What came of a row that did not simply become a record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RowReport {
    pub row: u64,
    pub line: u64,
    /// `new`, `duplicate`, `rejected`, or `product_row`: one more product of the record of row `of`.
    pub outcome: String,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What says that it is a duplicate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The earlier row of the file it repeats, or belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// The record it repeats, where that was there before the import.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<i64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

/// The sums over the rows so far.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    pub records: u64,
    pub blank_records: u64,
    pub created: u64,
    pub updated: u64,
    pub skipped: u64,
    pub rejected: u64,
    /// Rows that were one more product of the record of an earlier row.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub product_rows: u64,
    /// The products of these and of the records themselves.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub product_lines: u64,
    pub rejected_by_reason: BTreeMap<String, u64>,
    pub warnings_by_code: BTreeMap<String, u64>,
    /// Rows whose responsible person nobody here is called.
    pub unknown_responsible: u64,
    /// Words of the file that became values of lists, by field.
    pub created_values: BTreeMap<String, Vec<String>>,
    /// Records of other types made because a row names them, by plural.
    pub created_linked: BTreeMap<String, u64>,
}

fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// What is told of an import when it is over: product of a run or of a rehearsal, which has no id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The plural of the kind.
    pub kind: String,
    pub file: String,
    pub encoding: String,
    /// `None` for the table of an HTML page.
    pub delimiter: Option<char>,
    #[serde(flatten)]
    pub tally: Tally,
    /// Titles of columns that nothing was done with.
    pub unmapped_columns: Vec<String>,
    pub rows: Vec<RowReport>,
    pub import_id: Option<i64>,
    /// Why it ended before the end of the file, as [`Import::failure`]; `stopped` where it was told to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The file is there, what is done with it is being decided.
    Draft,
    Running,
    /// It ended before the end of the file: told to, killed, or the file could not be read any further. What was done
    /// so far stands; it can be gone on with or taken back.
    Stopped,
    Done,
}

impl Status {
    pub fn code(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Running => "running",
            Status::Stopped => "stopped",
            Status::Done => "done",
        }
    }

    pub(super) fn parse(code: &str) -> Status {
        let all = [Status::Draft, Status::Running, Status::Done];
        all.into_iter().find(|status| status.code() == code).unwrap_or(Status::Stopped)
    }
}

/// An import as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    pub id: i64,
    pub kind: String,
    pub user_id: UserId,
    pub action: Option<ActionId>,
    pub file_name: String,
    pub status: Status,
    pub plan: Plan,
    pub tally: Tally,
    pub rows_done: u64,
    /// A stable code: see [`super::reading::table::Unreadable::code`]; `internal` for what only the log can tell.
    pub failure: Option<String>,
    pub created_at: Timestamp,
    pub finished_at: Option<Timestamp>,
    pub is_undone: bool,
    /// What was decided about it, or what came of it so far, cannot be read: `plan` and `tally` are empty, and nobody can go on
    /// with it.
    pub is_damaged: bool,
}
