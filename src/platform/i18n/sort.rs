//! The order in which people of a language expect names.

use crate::kernel::Lang;
use icu_collator::{
    CollatorBorrowed, CollatorPreferences, options::CollatorOptions, preferences::CollationNumericOrdering,
};
use icu_locale::{Locale, locale};
use std::sync::LazyLock;

/// Bytes that compare as the texts do in a dictionary of the language: ё beside е, ą after a, ł after l; and "2" before
/// "10". Stored in a column, they let SQLite sort. A newer ICU may make other keys: stored ones are then written anew.
pub fn sort_key(lang: Lang, text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2 + 4);
    let Ok(()) = COLLATORS[lang as usize].write_sort_key_to(text, &mut key);
    key
}

/// In the order of `Lang::ALL`.
static COLLATORS: LazyLock<[CollatorBorrowed<'static>; 3]> =
    LazyLock::new(|| [locale!("en"), locale!("ru"), locale!("pl")].map(collator));

fn collator(locale: Locale) -> CollatorBorrowed<'static> {
    let mut preferences = CollatorPreferences::from(&locale);
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    // The data is compiled in and covers every language: the root order is the fallback.
    CollatorBorrowed::try_new(preferences, CollatorOptions::default()).expect("compiled data")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_in_order(lang: Lang, words: &[&str]) {
        let mut sorted = words.to_vec();
        sorted.reverse();
        sorted.sort_by_key(|word| sort_key(lang, word));
        assert_eq!(sorted, words);
    }

    #[test]
    fn russian_puts_yo_beside_ye() {
        assert_in_order(Lang::Ru, &["еж", "ёж", "ёлка", "ель", "жук", "иволга", "йод"]);
    }

    #[test]
    fn polish_letters_stand_after_their_latin_ones() {
        assert_in_order(
            Lang::Pl,
            &["azyl", "ą", "cyna", "ćma", "lwów", "łata", "oza", "ósmy", "zorza", "źrebię", "żaba"],
        );
    }

    #[test]
    fn numbers_stand_by_size_and_case_matters_last() {
        for lang in Lang::ALL {
            assert_in_order(lang, &["Счёт 2", "Счёт 10", "Счёт 10а"]);
            assert_in_order(lang, &["firma", "Firma", "firma 2"]);
        }
    }
}
