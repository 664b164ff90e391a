//! Where in a text the searched words stand, as somebody would mark them with a pen.

use super::layout::other_layout;
use super::query::readings;
use crate::kernel::text::fold;
use std::ops::Range;

/// The words of a query as they are compared, in the layout they were typed in and in the other one.
pub fn words(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let mut words = Vec::new();
    for folded in [Some(folded.clone()), other_layout(&folded)].into_iter().flatten() {
        // The parts of what is taken for one number would be marked anywhere.
        let readings = readings(&folded).into_iter().enumerate();
        words.extend(readings.filter(|(index, terms)| *index == 0 || terms.len() == 1).flat_map(|(_, terms)| terms));
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The byte ranges of `text` that hold one of `words`, ascending and apart. Digits are also found across the brackets and
/// dashes of a telephone number; one or two letters only at the beginning of a word.
pub fn spans(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let letters = Letters::of(text, |_| true);
    let digits = Letters::of(text, |c| c.is_ascii_digit());
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in words {
        let is_number = word.bytes().all(|b| b.is_ascii_digit());
        found.extend(letters.find(word).or_else(|| if is_number { digits.find(word) } else { None }));
    }
    found.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for span in found {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

/// A text letter by letter as search sees it, each with its place in the text.
struct Letters {
    folded: Vec<char>,
    places: Vec<Range<usize>>,
}

impl Letters {
    fn of(text: &str, is_kept: impl Fn(char) -> bool) -> Letters {
        let mut letters = Letters { folded: Vec::new(), places: Vec::new() };
        for (start, c) in text.char_indices().filter(|(_, c)| is_kept(*c)) {
            let folded = if c.is_whitespace() { " ".to_owned() } else { fold(c.encode_utf8(&mut [0; 4])) };
            for folded in folded.chars() {
                letters.folded.push(folded);
                letters.places.push(start..start + c.len_utf8());
            }
        }
        letters
    }

    fn find(&self, word: &str) -> Option<Range<usize>> {
        let wanted: Vec<char> = word.chars().collect();
        let is_short = wanted.len() < 3;
        let begins_word = |at: usize| at == 0 || !self.folded[at - 1].is_alphanumeric();
        let at = self
            .folded
            .windows(wanted.len())
            .enumerate()
            .position(|(at, letters)| letters == wanted && (!is_short || begins_word(at)))?;
        Some(self.places[at].start..self.places[at + wanted.len() - 1].end)
    }
}

#[cfg(test)]
mod tests {
    use super::{spans, words};

    fn marked<'t>(text: &'t str, typed: &str) -> Vec<&'t str> {
        spans(text, &words(typed)).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn what_was_found_is_marked() {
        assert_eq!(marked("ООО «Балтика Логистик»", "балт лог"), ["Балт", "Лог"]);
        assert_eq!(marked("Пётр Ёлкин", "елк"), ["Ёлк"]);
        assert_eq!(marked("Łąka sp. z o.o.", "laka"), ["Łąka"]);
        assert_eq!(marked("Привет", "ghbd"), ["Прив"], "the wrong layout");
        assert_eq!(marked("+7 (916) 123-45-67", "91612345"), ["916) 123-45"]);
        assert_eq!(marked("Коко ко", "ко"), ["Ко"], "two letters begin a word");
        assert_eq!(marked("Абрикос", "ри"), Vec::<&str>::new());
        assert_eq!(marked("Балтика", "алт балтика"), ["Балтика"]);
    }
}
