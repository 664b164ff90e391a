//! A text that may hold several telephone numbers with extensions, as cells of exported tables do.

use super::{MAX_EXTENSION_DIGITS, Phone};
use crate::kernel::text::says_none;

/// What a cell of telephone numbers held.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CellReading {
    /// In the order written, each number once.
    pub phones: Vec<Phone>,
    /// Something in the cell was neither a number nor a word for "none".
    pub has_unread: bool,
}

/// A cell longer than this is no list of numbers. What is typed is read on the thread that writes: it must not take long.
const MAX_BYTES: usize = 1_000;

/// Words before an extension, in the three languages; compared in small letters.
const EXTENSION_WORDS: [&str; 12] =
    ["доб", "добавочный", "внутр", "внутренний", "вн", "ext", "extension", "x", "wew", "wewn", "wewnętrzny", "int"];

/// Reads all numbers of a cell. Extensions are taken out first, since a comma may stand before them; then the cell is
/// split at `,` `;` `/` `:::` and line breaks. A part without digits (a name, a remark) is skipped when another part
/// is a number. Good numbers are kept beside an unreadable one; of a cell of over a thousand bytes nothing is read.
pub fn read_cell(cell: &str, default_country: &str) -> CellReading {
    let mut reading = CellReading::default();
    if cell.trim().is_empty() || says_none(cell) {
        return reading;
    }
    if cell.len() > MAX_BYTES {
        reading.has_unread = true;
        return reading;
    }
    let mut has_digits = false;
    for part in split(cell) {
        if !part.number.bytes().any(|b| b.is_ascii_digit()) || says_none(&part.number) {
            continue;
        }
        has_digits = true;
        match Phone::from_parts(&part.number, part.extension, default_country) {
            Some(phone) => {
                if !reading.phones.iter().any(|known| known.is_same(&phone)) {
                    reading.phones.push(phone);
                }
            }
            None => reading.has_unread = true,
        }
    }
    reading.has_unread |=
        !has_digits && !cell.split([',', ';', '/', '\n']).all(|part| says_none(part) || part.trim().is_empty());
    reading
}

#[derive(Default)]
struct Part {
    number: String,
    extension: Option<String>,
}

fn split(cell: &str) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    let mut rest = cell;
    while let Some(c) = rest.chars().next() {
        // Cannot fail, whatever is typed.
        let part = parts.last_mut().expect("begins with one part and only grows");
        if let Some((extension, length)) = extension_at(rest, &part.number) {
            // «…, доб. 12»: the comma has already begun a new part.
            let is_empty = part.number.trim().is_empty();
            let before = parts.len().saturating_sub(2);
            let owner = if is_empty { before } else { parts.len() - 1 };
            let owner = &mut parts[owner];
            if owner.extension.is_none() && owner.number.bytes().any(|b| b.is_ascii_digit()) {
                owner.extension = Some(extension);
            }
            rest = &rest[length..];
            continue;
        }
        let separator = match c {
            ',' | ';' | '/' | '\n' | '\r' => c.len_utf8(),
            ':' if rest.starts_with(":::") => 3,
            _ => 0,
        };
        if separator > 0 {
            parts.push(Part::default());
            rest = &rest[separator..];
            continue;
        }
        let word = if c.is_alphabetic() { word_at(rest) } else { &rest[..c.len_utf8()] };
        part.number.push_str(word);
        rest = &rest[word.len()..];
    }
    parts
}

fn word_at(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

/// The extension whose word (or `#`) stands right here, and how many bytes it takes.
fn extension_at(text: &str, number_before: &str) -> Option<(String, usize)> {
    let word = word_at(text);
    let after = if word.is_empty() {
        // A bare `#` means an extension only behind a whole number.
        let is_behind_number = || number_before.bytes().filter(u8::is_ascii_digit).nth(6).is_some();
        text.strip_prefix('#').filter(|_| is_behind_number())?
    } else {
        let word_folded = word.to_lowercase();
        EXTENSION_WORDS.contains(&word_folded.as_str()).then(|| &text[word.len()..])?
    };
    let digits =
        after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '=' | '№' | '#' | '-'));
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    if end == 0 || end > MAX_EXTENSION_DIGITS {
        return None;
    }
    Some((digits[..end].to_owned(), text.len() - digits.len() + end))
}
