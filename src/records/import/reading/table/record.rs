//! One record of a table, before and after it is held against the header.

use super::{Limits, Unreadable};
use crate::kernel::text;

/// A record as it stands in the file.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub line: u64,
    pub cells: Vec<String>,
    pub fault: Option<RecordFault>,
    /// There were more cells than are kept.
    pub is_cut: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordFault {
    UnclosedQuote,
    TooLong,
}

/// A record below the header that is not blank.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// 1 for the first one after the header.
    pub number: u64,
    /// The physical line at which it begins, 1 for the first of the file.
    pub line: u64,
    /// As in the file, uncleaned; at least as many as the header has, more only with [`RowFault::ColumnCount`].
    pub cells: Vec<String>,
    /// Set when the row cannot be taken as it is.
    pub fault: Option<RowFault>,
}

/// What is wrong with a row as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowFault {
    /// Cells with content beyond the last column of the header.
    ColumnCount,
    /// The header again, as joined exports have it.
    RepeatedHeader,
    /// A quote is opened and never closed; the cells are those of the first line, split without regard to quotes.
    UnclosedQuote,
    /// A cell or the whole row is longer than any real one; the cells are those read till then.
    TooLong,
}

impl RowFault {
    /// The reason of rejection in import reports.
    pub fn code(self) -> &'static str {
        match self {
            RowFault::ColumnCount => "column_count",
            RowFault::RepeatedHeader => "repeated_header",
            RowFault::UnclosedQuote => "quote_unclosed",
            RowFault::TooLong => "row_too_long",
        }
    }
}

fn is_empty(cell: &str) -> bool {
    cell.chars().all(text::is_blank)
}

impl Record {
    pub fn is_blank(&self) -> bool {
        self.fault.is_none() && !self.is_cut && self.cells.iter().all(|cell| is_empty(cell))
    }

    /// The column titles. A delimiter after the last one does not begin another column.
    pub fn into_header(mut self, limits: Limits) -> Result<Vec<String>, Unreadable> {
        match self.fault {
            Some(RecordFault::TooLong) => {
                return Err(Unreadable::HeaderTooLong { line: self.line, max: limits.cell_bytes });
            }
            Some(RecordFault::UnclosedQuote) => return Err(Unreadable::HeaderQuote { line: self.line }),
            None if self.is_cut => return Err(Unreadable::TooManyColumns { max: limits.columns }),
            None => {}
        }
        if self.cells.last().is_some_and(|last| is_empty(last)) {
            self.cells.pop();
        }
        Ok(self.cells.iter().map(|title| text::single_line(title)).collect())
    }

    pub fn into_row(self, number: u64, folded_header: &[String]) -> Row {
        let mut cells = self.cells;
        let used = cells.iter().rposition(|cell| !is_empty(cell)).map_or(0, |last| last + 1);
        cells.truncate(used.max(folded_header.len()));
        cells.resize(cells.len().max(folded_header.len()), String::new());
        let is_header = || {
            let mut titles = cells.iter().zip(folded_header);
            cells.len() == folded_header.len() && titles.all(|(cell, title)| text::fold(cell) == *title)
        };
        let fault = match self.fault {
            Some(RecordFault::UnclosedQuote) => Some(RowFault::UnclosedQuote),
            Some(RecordFault::TooLong) => Some(RowFault::TooLong),
            None if self.is_cut || cells.len() > folded_header.len() => Some(RowFault::ColumnCount),
            None if is_header() => Some(RowFault::RepeatedHeader),
            None => None,
        };
        Row { number, line: self.line, cells, fault }
    }
}
