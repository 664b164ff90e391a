//! The table of an HTML page: what Bitrix24 and others write into files named `.xls`.

use super::record::{Record, RecordFault};
use super::{Limits, Unreadable};
use crate::kernel::text;
use crate::records::import::reading::encoding::TextReader;
use crate::records::import::reading::values::html::decode_entities;
use std::io::{self, Read};

pub(super) struct HtmlRecords<R> {
    text: TextReader<R>,
    /// Text of which everything before `at` has been read.
    buffer: String,
    at: usize,
    /// The physical line at `at`.
    line: u64,
    /// The line of a row whose opening tag ended the row before it.
    opened_row: Option<u64>,
    limits: Limits,
}

enum Token {
    Text(String),
    Tag { name: String, is_closing: bool },
}

/// Text that was read is dropped when there is this much of it.
const READ_BYTES: usize = 256 * 1024;
/// A tag with more attributes than this is no tag.
const TAG_BYTES: usize = 64 * 1024;

/// True for the beginning of a page that holds a table.
pub(super) fn is_html_table(start: &str) -> bool {
    let start = text::trim(start).to_ascii_lowercase();
    start.starts_with('<') && start.contains("<table") && start.contains("<tr")
}

impl<R: Read> HtmlRecords<R> {
    pub fn new(text: TextReader<R>, limits: Limits) -> Self {
        HtmlRecords { text, buffer: String::new(), at: 0, line: 1, opened_row: None, limits }
    }

    pub fn unreadable(&self) -> u64 {
        self.text.unreadable()
    }

    /// The next row of any table on the page.
    pub fn next_record(&mut self) -> Result<Option<Record>, Unreadable> {
        let mut record = self.opened_row.take().map(|line| Record { line, ..Record::default() });
        let mut cell: Option<String> = None;
        loop {
            let line = self.line;
            let Some(token) = self.next_token()? else { break };
            match token {
                Token::Text(text) => self.add_text(record.as_mut(), cell.as_mut(), &text),
                Token::Tag { name, is_closing } => match (name.as_str(), is_closing) {
                    ("br", _) => self.add_text(record.as_mut(), cell.as_mut(), "\n"),
                    ("td" | "th", is_closing) => {
                        self.keep(record.get_or_insert_with(|| Record { line, ..Record::default() }), cell.take());
                        cell = (!is_closing).then(String::new);
                    }
                    ("tr", false) if record.is_none() => record = Some(Record { line, ..Record::default() }),
                    ("tr", false) => {
                        self.opened_row = Some(line);
                        break;
                    }
                    ("tr" | "table", true) if record.is_some() => break,
                    _ => {}
                },
            }
        }
        if let Some(record) = &mut record {
            self.keep(record, cell);
        }
        Ok(record)
    }

    fn add_text(&self, record: Option<&mut Record>, cell: Option<&mut String>, text: &str) {
        let (Some(record), Some(cell)) = (record, cell) else { return };
        if cell.len() + text.len() > self.limits.cell_bytes {
            record.fault = Some(RecordFault::TooLong);
        } else if cell.ends_with('\n') {
            cell.push_str(text.trim_start_matches(' '));
        } else {
            cell.push_str(text);
        }
    }

    fn keep(&self, record: &mut Record, cell: Option<String>) {
        let Some(cell) = cell else { return };
        if record.cells.len() < self.limits.columns {
            record.cells.push(cell);
        } else {
            record.is_cut = true;
        }
    }

    fn next_token(&mut self) -> io::Result<Option<Token>> {
        if self.at >= READ_BYTES {
            self.buffer.drain(..self.at);
            self.at = 0;
        }
        if self.at == self.buffer.len() && !self.read_more()? {
            return Ok(None);
        }
        if self.rest().starts_with('<') {
            let closing_mark = if self.starts_with("<!--")? { "-->" } else { ">" };
            if let Some(length) = self.find(closing_mark, TAG_BYTES)? {
                let token = tag(&self.rest()[1..length]);
                self.step(length + closing_mark.len());
                return Ok(Some(token));
            }
        }
        let length = self.find("<", self.limits.cell_bytes)?.unwrap_or(self.rest().len());
        let text = collapse(&decode_entities(&self.rest()[..length]));
        self.step(length);
        Ok(Some(Token::Text(text)))
    }

    fn rest(&self) -> &str {
        &self.buffer[self.at..]
    }

    fn starts_with(&mut self, mark: &str) -> io::Result<bool> {
        while self.rest().len() < mark.len() && self.read_more()? {}
        Ok(self.rest().starts_with(mark))
    }

    /// How far ahead, behind the next letter, `mark` stands; looked for in about `most` bytes.
    fn find(&mut self, mark: &str, most: usize) -> io::Result<Option<usize>> {
        let mut looked = 1;
        loop {
            // Marks are ASCII: none begins in the middle of a letter.
            while !self.rest().is_char_boundary(looked) && looked < self.rest().len() {
                looked += 1;
            }
            if let Some(length) = self.rest().get(looked..).and_then(|rest| rest.find(mark)) {
                return Ok(Some(looked + length));
            }
            looked = self.rest().len().saturating_sub(mark.len() - 1).max(1);
            if self.rest().len() > most || !self.read_more()? {
                return Ok(None);
            }
        }
    }

    fn step(&mut self, bytes: usize) {
        self.line += self.rest()[..bytes].matches('\n').count() as u64;
        self.at += bytes;
    }

    fn read_more(&mut self) -> io::Result<bool> {
        self.text.read_into(&mut self.buffer)
    }
}

fn tag(inner: &str) -> Token {
    let is_closing = inner.starts_with('/');
    let name = inner.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric);
    Token::Tag { name: name.map(|c| c.to_ascii_lowercase()).collect(), is_closing }
}

/// A page shows any run of white space, line ends too, as one space; no-break ones stay.
fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_ascii_whitespace() {
            collapsed.push(c);
        } else if !collapsed.ends_with(' ') {
            collapsed.push(' ');
        }
    }
    collapsed
}
