//! Text as people type it: cleaned for keeping, folded for search and comparison.

use unicode_normalization::UnicodeNormalization;

/// Text as search sees it: compatibility forms unified, lower case, no diacritics on Latin letters,
/// ё as е and ł as l; й stays й, since it is a letter of its own. White space becomes single spaces.
pub fn fold(text: &str) -> String {
    fold_plain(text).unwrap_or_else(|| fold_any(text))
}

/// Of nothing but ASCII and Russian letters, which is most of what offices write, and needs no look into tables of
/// Unicode; `None` for a text with anything else.
fn fold_plain(text: &str) -> Option<String> {
    let mut folded = String::with_capacity(text.len());
    let mut pending_space = false;
    for c in text.chars() {
        let c = match c {
            '!'..='~' => c.to_ascii_lowercase(),
            'а'..='я' => c,
            'А'..='Я' => char::from_u32(u32::from(c) + 0x20)?,
            'Ё' | 'ё' => 'е',
            ' ' | '\t' | '\n' | '\r' => {
                pending_space = !folded.is_empty();
                continue;
            }
            _ => return None,
        };
        if std::mem::take(&mut pending_space) {
            folded.push(' ');
        }
        folded.push(c);
    }
    Some(folded)
}

fn fold_any(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut pending_space = false;
    for c in text.nfkd().flat_map(char::to_lowercase) {
        let c = match c {
            'ł' => 'l',
            // й was decomposed into и + breve: put it together again.
            '\u{306}' if folded.ends_with('и') => {
                folded.pop();
                'й'
            }
            // What is left of ё, ą, é and the like after decomposition.
            '\u{300}'..='\u{36f}' => continue,
            c if c.is_whitespace() || c.is_control() => {
                pending_space = !folded.is_empty();
                continue;
            }
            c => c,
        };
        if std::mem::take(&mut pending_space) {
            folded.push(' ');
        }
        folded.push(c);
    }
    folded
}

/// Whether a word of the text begins so; words are runs of letters and digits.
pub fn has_word(text: &str, beginning: &str) -> bool {
    let is_inside = |at: usize| text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    text.match_indices(beginning).any(|(at, _)| !is_inside(at))
}

/// What is compared to tell whether two names are one: [`fold`] without quote marks of any kind.
pub fn name_key(name: &str) -> String {
    let is_quote = |c: char| matches!(c, '"' | '\'' | '`' | '«' | '»' | '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}' | '\u{301d}'..='\u{301f}');
    fold(&name.chars().filter(|c| !is_quote(*c)).collect::<String>())
}

/// Without the white space around it, also the kinds nobody sees: no-break, zero-width, byte order mark.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// True for white space of every kind, seen or not.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// For names and titles: trimmed, every run of white space one space, no control characters.
pub fn single_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in trim(text).split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    trim(&line).to_owned()
}

/// For comments and addresses: trimmed, line ends as `\n`, no control characters beside them and the tab.
pub fn multi_line(text: &str) -> String {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let clean: String = unix.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    trim(&clean).to_owned()
}

/// True for what people write where there is nothing to write: `-`, `нет`, `н/д`, `brak`, `0`...
pub fn says_none(text: &str) -> bool {
    const WORDS: [&str; 14] =
        ["-", "--", "—", "–", ".", "0", "нет", "н/д", "нет данных", "no", "none", "n/a", "na", "brak"];
    let word = trim(text).to_lowercase();
    WORDS.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_yo_polish_letters_and_spaces() {
        assert_eq!(fold("  Ёлкин\u{a0} Пётр "), "елкин петр");
        assert_eq!(fold("Łódź ŚWIĘTOSŁAWA"), "lodz swietoslawa");
        assert_eq!(fold("Йошкар-Ола, Андрей"), "йошкар-ола, андрей");
        assert_eq!(fold("ﬁrma №1"), "firma no1");
    }

    proptest::proptest! {
        #[test]
        fn plain_text_folds_as_any_does(text in "[ -~\\t\\n\\rА-яЁё]{0,60}") {
            let folded = fold_any(&text);
            proptest::prop_assert_eq!(fold_plain(&text), Some(folded));
        }
    }

    #[test]
    fn words_are_found_by_their_beginnings() {
        for beginning in ["и", "ив", "ко", "7"] {
            assert!(has_word("(иванов\nи ко-79", beginning), "{beginning}");
        }
        assert!(!has_word("иванов и ко", "ва"));
        assert!(has_word("овал ова", "ова") && !has_word("иванова", "ова"));
    }

    #[test]
    fn names_are_one_whatever_their_quotes() {
        for name in ["ооо  ромашка  елка", "ООО «Ромашка ёлка»", "ООО \"Ромашка\u{a0}Елка\"", "ООО „Ромашка “ Ёлка'"]
        {
            assert_eq!(name_key(name), "ооо ромашка елка", "{name}");
        }
    }

    #[test]
    fn cleans_what_is_kept() {
        assert_eq!(trim(" \u{a0}\u{200b} В работе\u{a0}\u{feff}\t"), "В работе");
        assert_eq!(single_line("\u{a0}ООО  \"Нева\tТорг\"\r\n(филиал)\0 "), "ООО \"Нева Торг\" (филиал)");
        assert_eq!(multi_line("\r\nПервая\r\nВторая\rТретья\u{7}\t4 \n"), "Первая\nВторая\nТретья\t4");
    }
}
