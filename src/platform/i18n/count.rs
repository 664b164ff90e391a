//! A number of things in a text.

use super::{Plural, format};
use crate::kernel::Lang;

/// How many; possibly "so many and more": lists stop counting at 1 000, since more would cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    number: i64,
    is_capped: bool,
}

impl Count {
    /// Shown up to `cap`, and as "1 000+" beyond it. To tell the two apart, count to `cap + 1`.
    pub fn capped(number: i64, cap: i64) -> Count {
        Count { number: number.min(cap), is_capped: number > cap }
    }

    pub fn number(self) -> i64 {
        self.number
    }

    /// The form of the counted word.
    pub fn plural(self, lang: Lang) -> Plural {
        Plural::of(lang, self.number)
    }

    /// `1 000`, or `1 000+` if there are more.
    pub fn show(self, lang: Lang) -> String {
        let mut text = format::integer(lang, self.number);
        if self.is_capped {
            text.push('+');
        }
        text
    }
}

macro_rules! exactly {
    ($($number:ty),+) => {$(
        impl From<$number> for Count {
            fn from(number: $number) -> Count {
                // No count of anything in one office comes near the limit.
                Count { number: i64::try_from(number).unwrap_or(i64::MAX), is_capped: false }
            }
        }
    )+};
}

exactly!(i32, i64, u32, u64, usize);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::i18n::tr;

    #[test]
    fn a_capped_count_says_so_inside_a_sentence() {
        assert_eq!(tr::ui_leads_count(Lang::Ru, Count::capped(1_001, 1_000)), "1\u{a0}000+ лидов");
        assert_eq!(tr::ui_leads_count(Lang::Ru, Count::capped(1_000, 1_000)), "1\u{a0}000 лидов");
        assert_eq!(tr::ui_leads_count(Lang::En, Count::capped(5_000, 1_000)), "1,000+ leads");
        assert_eq!(tr::ui_leads_count(Lang::Pl, Count::capped(22, 1_000)), "22 leady");
    }

    #[test]
    fn counts_of_any_integer_type() {
        assert_eq!(tr::ui_deals_count(Lang::Ru, 21), "21 сделка");
        assert_eq!(tr::ui_deals_count(Lang::Pl, 21_i64), "21 szans");
        assert_eq!(tr::ui_deals_count(Lang::Pl, [0; 3].len()), "3 szanse");
    }
}
