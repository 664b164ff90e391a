//! Records of delimited text (RFC 4180 and its many relatives).
//!
//! The library that reads CSV is not used here for three reasons: it does not tell the line of a record after blank
//! ones, it lets one unclosed quote swallow the rest of a file, and it holds a record of any length.

use super::record::{Record, RecordFault};
use super::{Delimiter, Limits, Unreadable};
use crate::records::import::reading::encoding::TextReader;
use std::io::{self, Read};

/// Text given out is dropped when there is this much of it: moving the rest costs less than it weighs.
const GIVEN_OUT_BYTES: usize = 256 * 1024;

pub(super) struct DelimitedRecords<R> {
    text: TextReader<R>,
    /// Decoded text of which everything before `start`, where the current record begins, has been given out.
    buffer: String,
    start: usize,
    /// The physical line at `start`.
    line: u64,
    delimiter: u8,
    limits: Limits,
    unclosed_quotes: u32,
    is_inside_given_up_line: bool,
}

/// Where a cell ended and what ended it.
struct End {
    /// The first byte after the cell and its terminator.
    next: usize,
    is_record_end: bool,
}

/// A cell that cannot be read as one.
struct Broken(RecordFault);

type CellResult = io::Result<Result<End, Broken>>;

impl<R: Read> DelimitedRecords<R> {
    pub fn new(text: TextReader<R>, delimiter: Delimiter, limits: Limits) -> Self {
        DelimitedRecords {
            text,
            buffer: String::new(),
            start: 0,
            line: 1,
            delimiter: delimiter.byte(),
            limits,
            unclosed_quotes: 0,
            is_inside_given_up_line: false,
        }
    }

    pub fn unreadable(&self) -> u64 {
        self.text.unreadable()
    }

    /// The next record, blank ones included.
    pub fn next_record(&mut self) -> Result<Option<Record>, Unreadable> {
        if std::mem::take(&mut self.is_inside_given_up_line) {
            self.skip_line()?;
        }
        if self.start >= GIVEN_OUT_BYTES {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        if self.byte(self.start)?.is_none() {
            return Ok(None);
        }
        let mut record = Record { line: self.line, ..Record::default() };
        let mut at = self.start;
        loop {
            let mut cell = String::new();
            let end = match self.read_cell(at, &mut cell)? {
                Ok(end) => end,
                Err(Broken(fault)) => return self.recover(record, fault).map(Some),
            };
            if record.cells.len() < self.limits.columns {
                record.cells.push(cell);
            } else {
                record.is_cut |= !end.is_record_end || !cell.is_empty();
            }
            at = end.next;
            if end.is_record_end {
                break;
            }
        }
        self.line += line_ends(&self.buffer.as_bytes()[self.start..at]);
        self.start = at;
        Ok(Some(record))
    }

    /// Reads one cell that begins at `at`.
    fn read_cell(&mut self, at: usize, cell: &mut String) -> CellResult {
        match self.byte(at)? {
            Some(b'"') => self.read_quoted(at, cell),
            _ => self.read_plain(at, at, cell),
        }
    }

    /// Reads up to the delimiter or line end behind `at`; the cell's text begins at `from`.
    fn read_plain(&mut self, from: usize, mut at: usize, cell: &mut String) -> CellResult {
        loop {
            let rest = &self.buffer.as_bytes()[at..];
            match rest.iter().position(|b| *b == self.delimiter || matches!(b, b'\n' | b'\r')) {
                Some(length) => {
                    at += length;
                    break;
                }
                None => at = self.buffer.len(),
            }
            if self.is_too_long(from, at) {
                return Ok(Err(Broken(RecordFault::TooLong)));
            }
            if !self.read_more()? {
                break;
            }
        }
        if self.is_too_long(from, at) {
            return Ok(Err(Broken(RecordFault::TooLong)));
        }
        cell.push_str(&self.buffer[from..at]);
        self.end_at(at).map(Ok)
    }

    /// Reads a cell whose quote opens at `open`. A quote inside that is neither doubled nor followed by the end of the
    /// cell shows that the cell was never quoted properly: where it stands at the beginning of a cell or line, an
    /// earlier quote was left open; elsewhere it is a mere character («"Ромашка" ООО»).
    fn read_quoted(&mut self, open: usize, cell: &mut String) -> CellResult {
        let mut piece = open + 1;
        let mut at = piece;
        loop {
            let Some(quote) = self.find_quote(open, at)? else {
                let fault = if self.has_line_end(open) || !self.is_too_long(open, self.buffer.len()) {
                    RecordFault::UnclosedQuote
                } else {
                    RecordFault::TooLong
                };
                return Ok(Err(Broken(fault)));
            };
            if self.byte(quote + 1)? == Some(b'"') {
                cell.push_str(&self.buffer[piece..=quote]);
                at = quote + 2;
                piece = at;
                continue;
            }
            if let Some(end) = self.end_after(quote + 1)? {
                cell.push_str(&self.buffer[piece..quote]);
                return self.end_at(end).map(Ok);
            }
            let before = self.buffer.as_bytes()[quote - 1];
            if quote > open + 1 && (before == self.delimiter || matches!(before, b'\n' | b'\r')) {
                return Ok(Err(Broken(RecordFault::UnclosedQuote)));
            }
            cell.clear();
            return self.read_plain(open, quote + 1, cell);
        }
    }

    /// The next quote at or behind `at`; `None` at the end of the text or when the cell grows beyond any real one.
    fn find_quote(&mut self, open: usize, mut at: usize) -> io::Result<Option<usize>> {
        loop {
            if let Some(length) = self.buffer.as_bytes()[at..].iter().position(|b| *b == b'"') {
                return Ok(Some(at + length).filter(|quote| !self.is_too_long(open, *quote)));
            }
            at = self.buffer.len();
            if self.is_too_long(open, at) || !self.read_more()? {
                return Ok(None);
            }
        }
    }

    /// Where the cell ends if nothing but spaces follows its closing quote.
    fn end_after(&mut self, mut at: usize) -> io::Result<Option<usize>> {
        loop {
            match self.byte(at)? {
                None | Some(b'\n' | b'\r') => return Ok(Some(at)),
                Some(b) if b == self.delimiter => return Ok(Some(at)),
                Some(b' ' | b'\t') => at += 1,
                Some(_) => return Ok(None),
            }
        }
    }

    /// Steps over what ended the cell.
    fn end_at(&mut self, at: usize) -> io::Result<End> {
        Ok(match self.byte(at)? {
            Some(b'\n') | None => End { next: (at + 1).min(self.buffer.len()), is_record_end: true },
            Some(b'\r') if self.byte(at + 1)? == Some(b'\n') => End { next: at + 2, is_record_end: true },
            Some(b'\r') => End { next: at + 1, is_record_end: true },
            Some(_) => End { next: at + 1, is_record_end: false },
        })
    }

    /// Gives up the record's first physical line; the next record begins with the next line.
    fn recover(&mut self, mut record: Record, fault: RecordFault) -> Result<Record, Unreadable> {
        if fault == RecordFault::UnclosedQuote {
            self.unclosed_quotes += 1;
            if self.unclosed_quotes > self.limits.unclosed_quotes {
                return Err(Unreadable::BrokenQuotes { line: record.line, count: self.unclosed_quotes });
            }
            let line = self.buffer[self.start..].split(['\n', '\r']).next().unwrap_or_default();
            let cells = line.split(char::from(self.delimiter)).map(|cell| cell.trim_matches('"').to_owned());
            record.cells = cells.take(self.limits.columns).collect();
        }
        record.fault = Some(fault);
        self.is_inside_given_up_line = true;
        Ok(record)
    }

    /// Steps over the rest of a line that was given up, however long.
    fn skip_line(&mut self) -> io::Result<()> {
        let end = loop {
            if let Some(length) = self.buffer[self.start..].find(['\n', '\r']) {
                break self.start + length;
            }
            self.buffer.clear();
            self.start = 0;
            if !self.read_more()? {
                break 0;
            }
        };
        self.start = self.end_at(end)?.next;
        self.line += 1;
        Ok(())
    }

    fn has_line_end(&self, from: usize) -> bool {
        self.buffer[from..].contains(['\n', '\r'])
    }

    fn is_too_long(&self, cell_start: usize, at: usize) -> bool {
        at - cell_start > self.limits.cell_bytes || at - self.start > self.limits.record_bytes
    }

    fn byte(&mut self, at: usize) -> io::Result<Option<u8>> {
        while at >= self.buffer.len() {
            if !self.read_more()? {
                return Ok(None);
            }
        }
        Ok(Some(self.buffer.as_bytes()[at]))
    }

    fn read_more(&mut self) -> io::Result<bool> {
        self.text.read_into(&mut self.buffer)
    }
}

/// Line ends of every kind; CR LF is one.
fn line_ends(text: &[u8]) -> u64 {
    let ends = text.iter().enumerate().filter(|(at, b)| match b {
        b'\n' => true,
        b'\r' => text.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    ends.count() as u64
}
