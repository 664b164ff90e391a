//! Yes and no, plain numbers, lists of words.

use crate::kernel::several::Several;
use crate::kernel::text;
use rust_decimal::Decimal;
use std::collections::HashSet;
use std::str::FromStr;

const YES: [&str; 9] = ["y", "yes", "да", "tak", "t", "true", "1", "on", "+"];
const NO: [&str; 9] = ["n", "no", "нет", "nie", "f", "false", "0", "off", "-"];

/// Да, Нет, Y, N, Yes, No, Tak, Nie, 1, 0 in any case; `None` for another word.
pub fn read_yes_no(cell: &str) -> Option<bool> {
    let word = text::fold(cell);
    if YES.contains(&word.as_str()) { Some(true) } else { NO.contains(&word.as_str()).then_some(false) }
}

/// Whether something is over, and how it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    Open,
    /// Nothing is said of how.
    Closed,
    Won,
    Lost,
}

/// Yes and no of a column "closed", or the words of a status beside the stage (Pipedrive: Open, Won, Lost).
pub fn read_closing(cell: &str) -> Option<Closing> {
    const WORDS: [(Closing, &[&str]); 4] = [
        (Closing::Open, &["открыта", "в работе", "otwarta", "open"]),
        (Closing::Closed, &["закрыта", "zamknięta", "closed"]),
        (Closing::Won, &["выиграна", "успешно", "wygrana", "won", "closed won"]),
        (Closing::Lost, &["проиграна", "провалена", "przegrana", "lost", "closed lost"]),
    ];
    let word = text::fold(cell);
    let is_called = |(_, words): &&(Closing, &[&str])| words.iter().any(|known| text::fold(known) == word);
    match read_yes_no(cell) {
        Some(true) => Some(Closing::Closed),
        Some(false) => Some(Closing::Open),
        None => WORDS.iter().find(is_called).map(|(closing, _)| *closing),
    }
}

/// A number with spaces as thousands and a comma or point as decimal mark; a sign of per cent behind it says nothing new.
pub fn read_number(cell: &str) -> Option<Decimal> {
    let compact: String = cell.trim_end().trim_end_matches('%').chars().filter(|c| !c.is_whitespace()).collect();
    let unsigned = compact.strip_prefix(['-', '\u{2212}', '+']).unwrap_or(&compact);
    let is_negative = compact.starts_with(['-', '\u{2212}']);
    let is_plain = unsigned.starts_with(|c: char| c.is_ascii_digit())
        && unsigned.ends_with(|c: char| c.is_ascii_digit())
        && unsigned.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        && unsigned.matches([',', '.']).count() <= 1;
    let value = Decimal::from_str(&unsigned.replace(',', ".")).ok().filter(|_| is_plain)?;
    Some(if is_negative { -value } else { value })
}

/// The words of a cell, each once. Those Google puts in by itself (`* myContacts`) are left out.
pub fn read_tags(cell: &str) -> Vec<String> {
    let (mut tags, mut known) = (Vec::new(), HashSet::new());
    for item in Several::Words.split(cell) {
        let tag = text::single_line(&item.text);
        let is_own = !tag.is_empty() && (item.is_quoted || !tag.starts_with("* "));
        if is_own && known.insert(text::fold(&tag)) {
            tags.push(tag);
        }
    }
    tags
}
