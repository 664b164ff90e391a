//! Plural forms by CLDR (<https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>),
//! for whole numbers, which is all that texts count.

use crate::kernel::Lang;

/// The form that a counted word takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plural {
    One,
    Few,
    Many,
    Other,
}

impl Plural {
    /// The form for `number`; the sign does not matter. English has one and other; Russian and Polish one, few and many.
    pub fn of(lang: Lang, number: i64) -> Plural {
        let number = number.unsigned_abs();
        let few = matches!(number % 10, 2..=4) && !matches!(number % 100, 12..=14);
        match lang {
            Lang::En if number == 1 => Plural::One,
            Lang::En => Plural::Other,
            // 21 сделка, but 21 szans: only Russian looks at the last digit for "one".
            Lang::Ru if number % 10 == 1 && number % 100 != 11 => Plural::One,
            Lang::Pl if number == 1 => Plural::One,
            Lang::Ru | Lang::Pl if few => Plural::Few,
            Lang::Ru | Lang::Pl => Plural::Many,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_the_word_deal() {
        let word = |lang, number| match (lang, Plural::of(lang, number)) {
            (Lang::En, Plural::One) => "deal",
            (Lang::En, _) => "deals",
            (Lang::Ru, Plural::One) => "сделка",
            (Lang::Ru, Plural::Few) => "сделки",
            (Lang::Ru, _) => "сделок",
            (Lang::Pl, Plural::One) => "umowa",
            (Lang::Pl, Plural::Few) => "umowy",
            (Lang::Pl, _) => "umów",
        };
        // Number, ru, pl: computed with CLDR by another program.
        let table = [
            (0, "сделок", "umów"),
            (1, "сделка", "umowa"),
            (2, "сделки", "umowy"),
            (4, "сделки", "umowy"),
            (5, "сделок", "umów"),
            (11, "сделок", "umów"),
            (12, "сделок", "umów"),
            (14, "сделок", "umów"),
            (20, "сделок", "umów"),
            (21, "сделка", "umów"),
            (22, "сделки", "umowy"),
            (25, "сделок", "umów"),
            (100, "сделок", "umów"),
            (101, "сделка", "umów"),
            (102, "сделки", "umowy"),
            (111, "сделок", "umów"),
            (112, "сделок", "umów"),
            (121, "сделка", "umów"),
            (122, "сделки", "umowy"),
            (1_001, "сделка", "umów"),
            (1_011, "сделок", "umów"),
            (1_112, "сделок", "umów"),
            (1_022, "сделки", "umowy"),
            (-1, "сделка", "umowa"),
            (i64::MIN, "сделок", "umów"),
        ];
        for (number, ru, pl) in table {
            assert_eq!(word(Lang::Ru, number), ru, "{number}");
            assert_eq!(word(Lang::Pl, number), pl, "{number}");
            assert_eq!(word(Lang::En, number), if number.abs_diff(0) == 1 { "deal" } else { "deals" }, "{number}");
        }
    }
}
