//! Which field of ours a column of another program's file is, by its title.
//!
//! Titles are data: [`titles`] holds what programs call each field in three languages, [`codes`] the names Bitrix24 uses
//! inside. Case, ё/е, diacritics, punctuation and repeated spaces do not matter. What matches nothing is offered to the
//! user, never dropped.

mod affixes;
mod codes;
mod titles;

use crate::kernel::text;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The record types whose exports are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportKind {
    Leads,
    Contacts,
    Companies,
    Deals,
}

impl ImportKind {
    pub const ALL: [ImportKind; 4] =
        [ImportKind::Leads, ImportKind::Contacts, ImportKind::Companies, ImportKind::Deals];
}

/// What one column of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnMatch {
    /// The canonical name (see [`super::fields`]).
    pub field: Option<&'static str>,
    /// The column that says what kind of telephone or address this one holds (`Phone 1 - Label`).
    pub label_column: Option<usize>,
}

/// What each column is, in the order of the header. Columns with one and the same title get the same field.
pub fn match_header(kind: ImportKind, header: &[String]) -> Vec<ColumnMatch> {
    // A code such as NAME is also a plain word: codes count where the file surely holds codes.
    let has_codes = header.iter().any(|title| title.contains('_') && codes::find(kind, title).is_some());
    let mut columns: Vec<ColumnMatch> = header.iter().map(|title| match_title(kind, title, has_codes)).collect();
    let labels: HashMap<String, usize> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.field.is_some_and(|field| field.ends_with(".label")))
        .map(|(at, _)| (group_of(&header[at]), at))
        .collect();
    for (at, column) in columns.iter_mut().enumerate() {
        let is_label = column.field.is_some_and(|field| field.ends_with(".label"));
        if column.field.is_some() && !is_label {
            column.label_column = labels.get(&group_of(&header[at])).copied();
        }
    }
    columns
}

/// Does any program write such a column title?
pub fn is_known(title: &str) -> bool {
    ImportKind::ALL.into_iter().any(|kind| match_title(kind, title, true).field.is_some())
}

/// The same for two files whose columns have the same titles in the same order: what a remembered mapping hangs on.
pub fn fingerprint(header: &[String]) -> String {
    header.iter().map(|title| key(title)).collect::<Vec<_>>().join("\n")
}

fn match_title(kind: ImportKind, title: &str, has_codes: bool) -> ColumnMatch {
    let code = if has_codes { codes::find(kind, title) } else { None };
    let key = key(title);
    let certain = code.or_else(|| known(kind, &key)).or_else(|| known(kind, &with_marks(&key)));
    let certain = certain.or_else(|| affixes::find(kind, &key, &|tail| known(kind, tail)));
    // A known title with a number beside it.
    let plain = without_numbers(&key);
    let likely = || known(kind, &plain).or_else(|| affixes::find(kind, &plain, &|tail| known(kind, tail)));
    ColumnMatch { field: certain.or_else(likely), label_column: None }
}

fn known(kind: ImportKind, key: &str) -> Option<&'static str> {
    static BY_KEY: LazyLock<HashMap<(ImportKind, String), &'static str>> = LazyLock::new(|| {
        let all = ImportKind::ALL
            .into_iter()
            .flat_map(|kind| titles::of(kind).map(move |(field, title)| (kind, field, title)));
        all.map(|(kind, field, title)| ((kind, self::key(title)), field)).collect()
    });
    BY_KEY.get(&(kind, key.to_owned())).copied()
}

/// A title as it is compared: folded words of letters and digits; `e-mail` and `email` are one word, `#` is kept.
fn key(title: &str) -> String {
    let folded = text::fold(text::trim(title));
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '#').filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    words.join(" ").replace("e mail", "email")
}

/// Numbers as the mark the titles have in their place: `phone 1 value` is `phone # value`.
fn with_marks(key: &str) -> String {
    let words: Vec<&str> = key.split(' ').map(|word| if is_number(word) { "#" } else { word }).collect();
    words.join(" ")
}

fn without_numbers(key: &str) -> String {
    let words: Vec<&str> = key.split(' ').filter(|word| !is_number(word)).collect();
    words.join(" ")
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// `Phone 1 - Value` and `Phone 1 - Label` belong together: the title without its last word.
fn group_of(title: &str) -> String {
    let key = key(title);
    key.rsplit_once(' ')
        .map(|(group, _)| group.to_owned())
        .filter(|group| group.contains(char::is_numeric))
        .unwrap_or(key)
}

#[cfg(test)]
mod tests;
