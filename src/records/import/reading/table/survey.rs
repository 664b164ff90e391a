//! A first look at a file: how it is to be read, its header and its first rows.

use super::html::is_html_table;
use super::{Delimiter, Limits, Row, Table, Unreadable, delimiter};
use crate::records::import::reading::encoding::{Charset, Encoding, TextReader, detect};
use crate::records::import::reading::headers;
use crate::records::import::reading::values::{DateOrder, guess_order};
use std::io::{Read, Seek, SeekFrom};

/// What the user has decided instead of us, and where the office is.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    pub charset: Option<Charset>,
    pub delimiter: Option<Delimiter>,
    /// ISO 3166; it decides between code pages where the letters do not.
    pub country: String,
}

/// How the bytes of a file become cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    pub encoding: Encoding,
    /// `None` for the table of an HTML page.
    pub delimiter: Option<Delimiter>,
    /// The first line is not the header but Excel's `sep=;`.
    pub has_delimiter_line: bool,
}

/// What a file looks like from its beginning.
#[derive(Debug)]
pub struct Survey {
    pub form: Form,
    pub bytes: u64,
    /// The titles of the columns, cleaned; empty where the file has none.
    pub header: Vec<String>,
    /// The first rows.
    pub preview: Vec<Row>,
    /// What the dates with slashes near the beginning of the file show.
    pub date_order: Option<DateOrder>,
    /// Places near the beginning whose bytes mean nothing in the encoding.
    pub unreadable: u64,
}

impl Survey {
    /// One column was found: more likely a wrong delimiter than a table.
    pub fn is_single_column(&self) -> bool {
        self.header.len() == 1
    }
}

const SAMPLE_BYTES: usize = 256 * 1024;
/// Rows whose dates are looked at, shown or not.
const JUDGED_ROWS: usize = 200;

/// Reads the file to its end once for its encoding, then its beginning for the rest.
pub fn survey<R: Read + Seek>(
    source: &mut R,
    choices: &Choices,
    preview_rows: usize,
    limits: Limits,
) -> Result<Survey, Unreadable> {
    let bytes = source.seek(SeekFrom::End(0))?;
    if bytes > limits.file_bytes {
        return Err(Unreadable::TooLarge { bytes, max: limits.file_bytes });
    }
    source.rewind()?;
    let detected = detect(source, &choices.country)?;
    if let Some(kind) = detected.kind {
        return Err(Unreadable::NotText(kind));
    }
    let encoding = match choices.charset {
        Some(charset) => {
            Encoding { charset, has_bom: detected.encoding.has_bom && detected.encoding.charset == charset }
        }
        None => detected.encoding,
    };
    source.rewind()?;
    let form = form(source, encoding, choices.delimiter)?;
    source.rewind()?;
    let mut table = Table::open(source, form, limits)?;
    let judged = table.by_ref().take(preview_rows.max(JUDGED_ROWS));
    let mut preview = judged.collect::<Result<Vec<Row>, Unreadable>>()?;
    let date_order = guess_order(preview.iter().flat_map(|row| row.cells.iter().map(String::as_str)));
    preview.truncate(preview_rows);
    let (header, unreadable) = (table.header().to_vec(), table.unreadable());
    Ok(Survey { form, bytes, header, preview, date_order, unreadable })
}

fn form(source: &mut impl Read, encoding: Encoding, chosen: Option<Delimiter>) -> Result<Form, Unreadable> {
    let mut sample = String::new();
    let mut reader = TextReader::new(source, encoding.charset);
    let mut is_whole = false;
    while !is_whole && sample.len() < SAMPLE_BYTES {
        is_whole = !reader.read_into(&mut sample)?;
    }
    if chosen.is_none() && is_html_table(&sample) {
        return Ok(Form { encoding, delimiter: None, has_delimiter_line: false });
    }
    let named = delimiter_line(&sample);
    let rest = if named.is_some() { sample.split_once('\n').map_or("", |(_, rest)| rest) } else { &sample };
    let delimiter = chosen.or(named).unwrap_or_else(|| delimiter::guess(rest, is_whole, &headers::is_known));
    Ok(Form { encoding, delimiter: Some(delimiter), has_delimiter_line: named.is_some() })
}

/// The delimiter Excel is told by a first line of its own: `sep=;`.
fn delimiter_line(sample: &str) -> Option<Delimiter> {
    let line = sample.split('\n').next()?.trim_end_matches('\r').trim_matches('"');
    let mut named = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?.chars();
    let delimiter = Delimiter::from_char(named.next()?)?;
    named.next().is_none().then_some(delimiter)
}
