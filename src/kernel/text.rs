//! Folding of text for search and comparison.

use unicode_normalization::UnicodeNormalization;

/// Text as search sees it: compatibility forms unified, lower case, no diacritics on Latin letters,
/// ё as е and ł as l; й stays й, since it is a letter of its own. White space becomes single spaces.
pub fn fold(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_case_yo_polish_letters_and_spaces() {
        assert_eq!(fold("  Ёлкин\u{a0} Пётр "), "елкин петр");
        assert_eq!(fold("Łódź ŚWIĘTOSŁAWA"), "lodz swietoslawa");
        assert_eq!(fold("Йошкар-Ола, Андрей"), "йошкар-ола, андрей");
        assert_eq!(fold("ﬁrma №1"), "firma no1");
    }
}
