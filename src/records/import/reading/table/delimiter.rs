//! What separates the cells of a file.

use super::Limits;
use super::delimited::DelimitedRecords;
use super::record::Record;
use crate::records::import::reading::encoding::{Charset, TextReader};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delimiter {
    Semicolon,
    Comma,
    Tab,
    Pipe,
    /// Never guessed, only chosen.
    Space,
}

impl Delimiter {
    /// Those a user may choose from.
    pub const ALL: [Delimiter; 5] =
        [Delimiter::Semicolon, Delimiter::Comma, Delimiter::Tab, Delimiter::Pipe, Delimiter::Space];

    pub fn char(self) -> char {
        char::from(self.byte())
    }

    pub fn from_char(c: char) -> Option<Delimiter> {
        Delimiter::ALL.into_iter().find(|delimiter| delimiter.char() == c)
    }

    pub(super) fn byte(self) -> u8 {
        match self {
            Delimiter::Semicolon => b';',
            Delimiter::Comma => b',',
            Delimiter::Tab => b'\t',
            Delimiter::Pipe => b'|',
            Delimiter::Space => b' ',
        }
    }
}

/// Records that are enough to judge by.
const SAMPLE_RECORDS: usize = 50;

/// The delimiter under which the beginning of a file makes the best table: many columns, the same number in every
/// record, titles that are known. `is_title` says whether some program writes such a column title.
pub(super) fn guess(sample: &str, is_whole: bool, is_title: &dyn Fn(&str) -> bool) -> Delimiter {
    // Of equally good ones, that which prose holds less often.
    let candidates = [Delimiter::Tab, Delimiter::Semicolon, Delimiter::Pipe, Delimiter::Comma];
    let scored = candidates.map(|delimiter| (score(sample, is_whole, delimiter, is_title), delimiter));
    let best = scored.into_iter().reduce(|best, other| if other.0 > best.0 { other } else { best });
    best.filter(|(score, _)| *score > 0.0).map_or(Delimiter::Semicolon, |(_, delimiter)| delimiter)
}

fn score(sample: &str, is_whole: bool, delimiter: Delimiter, is_title: &dyn Fn(&str) -> bool) -> f64 {
    let text = TextReader::new(sample.as_bytes(), Charset::Utf8);
    let mut reader = DelimitedRecords::new(text, delimiter, Limits::default());
    let mut records: Vec<Record> = Vec::new();
    while records.len() < SAMPLE_RECORDS {
        match reader.next_record() {
            Ok(Some(record)) if !record.is_blank() => records.push(record),
            Ok(Some(_)) => {}
            Ok(None) | Err(_) => break,
        }
    }
    if !is_whole && records.len() > 1 && records.len() < SAMPLE_RECORDS {
        // The last record is cut by the end of the sample.
        records.pop();
    }
    let Some((header, rows)) = records.split_first() else { return 0.0 };
    let width = width(header);
    if width < 2 {
        return 0.0;
    }
    let alike = rows.iter().filter(|row| self::width(row) == width || row.cells.len() == header.cells.len()).count();
    let evenness = if rows.is_empty() { 1.0 } else { alike as f64 / rows.len() as f64 };
    let titles = header.cells.iter().filter(|cell| is_title(cell)).count() as f64 / width as f64;
    (0.2 + evenness) * (1.0 + 3.0 * titles) * (1.0 + width as f64).ln()
}

/// The number of columns, without the empty one a delimiter at the end of the line makes.
fn width(record: &Record) -> usize {
    let last_is_empty = record.cells.last().is_some_and(|last| last.trim().is_empty());
    record.cells.len() - usize::from(last_is_empty)
}
