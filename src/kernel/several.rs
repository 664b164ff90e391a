//! Several words in one cell of a table, and apart again: an item that holds what separates items stands in quotes, as a
//! cell of CSV does (RFC 4180, 2.6 and 2.7).

use super::text::{is_blank, trim};
use std::borrow::Cow;

/// How the items of a cell are separated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Several {
    /// Tags, names of people: at commas, semicolons, line ends and the ` ::: ` of Google.
    Words,
    /// Addresses of pages: at white space, too.
    Addresses,
    /// Names of firms, which hold commas: at a semicolon with a space.
    Names,
}

/// An item as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    pub text: Cow<'a, str>,
    /// It stands for nothing but itself.
    pub is_quoted: bool,
}

impl Several {
    /// All items in one text, from which [`Several::split`] reads them again; empty ones at the end are lost.
    pub fn join<T: AsRef<str>>(self, items: impl IntoIterator<Item = T>) -> String {
        let written: Vec<String> = items.into_iter().map(|item| self.written(item.as_ref())).collect();
        let separator = if self == Several::Names { "; " } else { ", " };
        written.join(separator).trim_end_matches(separator).to_owned()
    }

    /// The items of a cell in their order, trimmed; empty ones are items, too. A quote that closes before anything that
    /// would need it is the writer's own: `"Рассвет"`.
    pub fn split(self, cell: &str) -> Vec<Item<'_>> {
        let mut items = Vec::new();
        let mut rest = cell;
        loop {
            let (item, behind) = self.quoted(rest).unwrap_or_else(|| {
                let (item, behind) = self.until_separator(rest);
                (Item { text: trim(item).into(), is_quoted: false }, behind)
            });
            items.push(item);
            match behind {
                Some(behind) => rest = behind,
                None => return items,
            }
        }
    }

    fn written(self, item: &str) -> String {
        if self.needs_quotes(item) { ["\"", &item.replace('"', "\"\""), "\""].concat() } else { item.to_owned() }
    }

    fn needs_quotes(self, item: &str) -> bool {
        // Google marks groups of its own with a star, which readers leave out.
        item.starts_with(['"', '*']) || self.until_separator(item).1.is_some()
    }

    /// The text before the first separator, and what stands behind it if there is one.
    fn until_separator(self, text: &str) -> (&str, Option<&str>) {
        let found = text.char_indices().find_map(|(at, _)| Some((at, self.separator(&text[at..])?)));
        match found {
            Some((at, length)) => (&text[..at], Some(&text[at + length..])),
            None => (text, None),
        }
    }

    /// How long the separator is that the text begins with.
    fn separator(self, text: &str) -> Option<usize> {
        let first = text.chars().next()?;
        let is_separator = match self {
            Several::Names => return text.starts_with("; ").then_some(2),
            _ if text.starts_with(":::") => return Some(3),
            Several::Words => matches!(first, ',' | ';' | '\n'),
            Several::Addresses => matches!(first, ',' | ';') || is_blank(first),
        };
        is_separator.then(|| first.len_utf8())
    }

    /// An item in quotes at the beginning of the text, and what stands behind its separator.
    fn quoted(self, text: &str) -> Option<(Item<'_>, Option<&str>)> {
        let inside = text.trim_start_matches(is_blank).strip_prefix('"')?;
        let mut quotes = inside.match_indices('"').map(|(at, _)| at).peekable();
        let end = loop {
            let at = quotes.next()?;
            // Two stand for one.
            if quotes.next_if_eq(&(at + 1)).is_none() {
                break at;
            }
        };
        let item = inside[..end].replace("\"\"", "\"");
        let (gap, behind) = self.until_separator(&inside[end + 1..]);
        let is_whole = gap.chars().all(is_blank) && self.needs_quotes(&item);
        is_whole.then(|| (Item { text: item.into(), is_quoted: true }, behind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(several: Several, cell: &str) -> Vec<String> {
        several.split(cell).into_iter().map(|item| item.text.into_owned()).collect()
    }

    #[test]
    fn what_other_programs_write_is_read_as_it_stands() {
        use Several::{Addresses, Names, Words};
        for (several, cell, items) in [
            (Words, "опт, розница;VIP ::: 2024", vec!["опт", "розница", "VIP", "2024"]),
            (Words, "\"важный\", опт", vec!["\"важный\"", "опт"]),
            (Words, "12\" труба, опт", vec!["12\" труба", "опт"]),
            (Words, "\"a, b", vec!["\"a", "b"]),
            (Words, "\"a; b\" , опт", vec!["a; b", "опт"]),
            (Names, "ООО \"Рассвет\"; Лютик;1, 2", vec!["ООО \"Рассвет\"", "Лютик;1, 2"]),
            (Names, "; директор", vec!["", "директор"]),
            (Addresses, "a.example b.example,c.example", vec!["a.example", "b.example", "c.example"]),
        ] {
            assert_eq!(split(several, cell), items, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_joined_comes_apart_again(
            items in prop::collection::vec("[a-яё\"';,:* ]{1,5}".prop_map(|item| trim(&item).to_owned()), 1..5),
        ) {
            let mut items = items;
            while items.last().is_some_and(String::is_empty) {
                items.pop();
            }
            for several in [Several::Words, Several::Names] {
                let cell = several.join(&items);
                let read = if items.is_empty() { Vec::new() } else { split(several, &cell) };
                prop_assert_eq!(&read, &items, "{}", cell);
            }
            items.retain(|item| !item.is_empty());
            let cell = Several::Addresses.join(&items);
            let read: Vec<String> = split(Several::Addresses, &cell).into_iter().filter(|item| !item.is_empty()).collect();
            prop_assert_eq!(&read, &items, "{}", cell);
        }
    }
}
