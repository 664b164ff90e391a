//! Words that invented people and firms are made of, each with its Latin spelling for addresses.

mod en;
mod pl;
mod ru;

pub use en::EN;
pub use pl::PL;
pub use ru::RU;

use crate::kernel::Lang;

/// One language's people and places.
pub struct Names {
    /// As written, and in Latin letters.
    pub surnames: &'static [(&'static str, &'static str)],
    pub men: &'static [(&'static str, &'static str)],
    pub women: &'static [(&'static str, &'static str)],
    pub cities: &'static [&'static str],
    pub streets: &'static [&'static str],
    pub firms: &'static [(&'static str, &'static str)],
    /// Before and after the name of a firm.
    pub firm_form: (&'static str, &'static str),
    /// Before the house number.
    pub street_form: &'static str,
    pub mobile_prefixes: &'static [&'static str],
    /// How many digits follow the prefix.
    pub mobile_digits: usize,
    pub mail_domains: &'static [&'static str],
    pub positions: &'static [&'static str],
    pub wishes: &'static [&'static str],
    pub feminine: fn(&str) -> String,
}

impl Names {
    pub fn of(lang: Lang) -> &'static Names {
        match lang {
            Lang::Ru => &RU,
            Lang::Pl => &PL,
            Lang::En => &EN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn there_are_as_many_names_as_the_workload_says() {
        for names in [&RU, &PL] {
            let surnames: BTreeSet<&str> = names.surnames.iter().map(|(surname, _)| *surname).collect();
            assert_eq!((surnames.len(), names.men.len() + names.women.len()), (50, 30));
        }
    }

    #[test]
    fn surnames_have_their_feminine_forms() {
        for (man, woman) in
            [("Кузнецов", "Кузнецова"), ("Ильин", "Ильина"), ("Вяземский", "Вяземская"), ("Королёв", "Королёва")]
        {
            assert_eq!(ru::feminine(man), woman);
        }
        for (man, woman) in
            [("Wiśniewski", "Wiśniewska"), ("Głowacki", "Głowacka"), ("Wójcik", "Wójcik"), ("Żak", "Żak")]
        {
            assert_eq!(pl::feminine(man), woman);
        }
    }
}
