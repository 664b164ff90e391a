//! A file as a table: its header and its rows, whatever program wrote it.
//!
//! Rows are read one by one in constant memory. A record is not a line: quoted cells hold delimiters, doubled quotes and
//! line ends; the line told with each row is the physical one at which its record begins. One stray quote costs the row
//! it stands in, never the rest of the file.

mod delimited;
mod delimiter;
mod html;
mod limits;
mod record;
mod survey;

pub use delimiter::Delimiter;
pub use limits::{Limits, Unreadable};
pub use record::{Row, RowFault};
pub use survey::{Choices, Form, Survey, survey};

use super::encoding::TextReader;
use crate::kernel::text;
use delimited::DelimitedRecords;
use html::HtmlRecords;
use record::Record;
use std::io::Read;

/// The rows below the header.
pub struct Table<R> {
    records: Records<R>,
    header: Vec<String>,
    folded_header: Vec<String>,
    rows: u64,
    blank_records: u64,
}

enum Records<R> {
    Delimited(DelimitedRecords<R>),
    Html(HtmlRecords<R>),
}

impl<R: Read> Records<R> {
    fn next_record(&mut self) -> Result<Option<Record>, Unreadable> {
        match self {
            Records::Delimited(records) => records.next_record(),
            Records::Html(records) => records.next_record(),
        }
    }

    fn unreadable(&self) -> u64 {
        match self {
            Records::Delimited(records) => records.unreadable(),
            Records::Html(records) => records.unreadable(),
        }
    }
}

impl<R: Read> Table<R> {
    /// Reads the header of a file that has been surveyed; `source` stands at its first byte.
    pub fn open(source: R, form: Form, limits: Limits) -> Result<Table<R>, Unreadable> {
        let text = TextReader::new(source, form.encoding.charset);
        let mut records = match form.delimiter {
            Some(delimiter) => Records::Delimited(DelimitedRecords::new(text, delimiter, limits)),
            None => Records::Html(HtmlRecords::new(text, limits)),
        };
        if form.has_delimiter_line {
            records.next_record()?;
        }
        let header = loop {
            let record = records.next_record()?.ok_or(Unreadable::Empty)?;
            if !record.is_blank() {
                break record.into_header(limits)?;
            }
        };
        let folded_header = header.iter().map(|title| text::fold(title)).collect();
        Ok(Table { records, header, folded_header, rows: 0, blank_records: 0 })
    }

    /// The titles of the columns, cleaned; empty where the file has none.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Records of nothing but empty cells met so far; they are not rows.
    pub fn blank_records(&self) -> u64 {
        self.blank_records
    }

    /// Places met so far whose bytes mean nothing in the encoding.
    pub fn unreadable(&self) -> u64 {
        self.records.unreadable()
    }

    fn next_row(&mut self) -> Result<Option<Row>, Unreadable> {
        while let Some(record) = self.records.next_record()? {
            if record.is_blank() {
                self.blank_records += 1;
                continue;
            }
            self.rows += 1;
            return Ok(Some(record.into_row(self.rows, &self.folded_header)));
        }
        Ok(None)
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = Result<Row, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_row().transpose()
    }
}

#[cfg(test)]
mod tests;
