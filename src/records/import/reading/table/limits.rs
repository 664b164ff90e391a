//! How much a file may hold, and why one cannot be read at all.

use super::super::encoding::FileKind;
use std::io;

/// Bounds that no honest export reaches; beyond them a file is refused or a row rejected, never the memory filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    pub file_bytes: u64,
    pub columns: usize,
    pub cell_bytes: usize,
    pub record_bytes: usize,
    /// Rows with an unclosed quote after which the file is given up.
    pub unclosed_quotes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { file_bytes: 1 << 30, columns: 2000, cell_bytes: 1 << 20, record_bytes: 4 << 20, unclosed_quotes: 200 }
    }
}

/// Why no row of a file can be read, or no further one.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("the file is empty")]
    Empty,
    #[error("the file is not a table of text ({0:?})")]
    NotText(FileKind),
    #[error("the file has {bytes} bytes, more than {max}")]
    TooLarge { bytes: u64, max: u64 },
    #[error("more than {max} columns in the header")]
    TooManyColumns { max: usize },
    #[error("a cell of the header at line {line} is longer than {max} bytes")]
    HeaderTooLong { line: u64, max: usize },
    #[error("a quote opened in the header at line {line} is never closed")]
    HeaderQuote { line: u64 },
    #[error("quotes are broken in {count} rows, the last one at line {line}")]
    BrokenQuotes { line: u64, count: u32 },
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Unreadable {
    /// A stable code for reports and for the texts in three languages.
    pub fn code(&self) -> &'static str {
        match self {
            Unreadable::Empty => "file_empty",
            Unreadable::NotText(FileKind::Xlsx) => "file_is_xlsx",
            Unreadable::NotText(FileKind::Xls) => "file_is_xls",
            Unreadable::NotText(_) => "file_not_text",
            Unreadable::TooLarge { .. } => "file_too_large",
            Unreadable::TooManyColumns { .. } => "too_many_columns",
            Unreadable::HeaderTooLong { .. } => "header_too_long",
            Unreadable::HeaderQuote { .. } => "header_quote_unclosed",
            Unreadable::BrokenQuotes { .. } => "quotes_broken",
            Unreadable::Io(_) => "file_unreadable",
        }
    }
}
