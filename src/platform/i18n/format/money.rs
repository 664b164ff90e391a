//! Money.

use super::{
    MINUS, NBSP, decimal_mark,
    number::{grouped, hundredths, rounded},
};
use crate::kernel::{Currency, Lang, Money};

/// `£1,284.50`, `1 284,50 ₽`; a whole amount without decimals: `1 284 ₽`.
pub fn money(lang: Lang, money: Money) -> String {
    let (whole, minor) = money.split();
    let number = if minor == 0 { grouped(lang, whole) } else { digits(lang, money) };
    dress(lang, money, &number)
}

/// With all decimals of the currency, as documents and columns of sums want it: `1 284,00 ₽`.
pub fn money_full(lang: Lang, money: Money) -> String {
    dress(lang, money, &digits(lang, money))
}

/// What one unit of another currency is worth, in millionths of this one: `91,25 ₽`, `RUB 0.007`.
pub fn rate(lang: Lang, rate_micro: i64, currency: &'static Currency) -> String {
    dress(lang, Money::new(1, currency), &millionths(lang, rate_micro))
}

/// The number alone, without needless zeros.
pub fn millionths(lang: Lang, number: i64) -> String {
    let number = number.unsigned_abs();
    let whole = grouped(lang, number / 1_000_000);
    match format!("{:06}", number % 1_000_000).trim_end_matches('0') {
        "" => whole,
        decimals => format!("{whole}{}{decimals}", decimal_mark(lang)),
    }
}

/// In three digits for cards and charts: `£1.28m`, `1,28 млн ₽`, `96,4 тыс. ₽`. Below 10 000 in whole units.
pub fn money_short(lang: Lang, money: Money) -> String {
    // Thousands, millions, milliards (billions in English).
    let words = match lang {
        Lang::En => ["k", "m", "bn"],
        Lang::Ru => ["\u{a0}тыс.", "\u{a0}млн", "\u{a0}млрд"],
        Lang::Pl => ["\u{a0}tys.", "\u{a0}mln", "\u{a0}mld"],
    };
    let per_unit = u128::from(money.currency.minor_per_unit().unsigned_abs());
    let amount = u128::from(money.amount_minor.unsigned_abs());
    let units = rounded(amount, per_unit);
    if units < 10_000 {
        return dress(lang, money, &grouped(lang, units as u64));
    }
    // Three digits that round up to 1 000 move on to the next word.
    let mut word = 0;
    while word + 1 < words.len() && rounded(amount, per_unit * 1000_u128.pow(word as u32 + 1)) >= 1000 {
        word += 1;
    }
    let scale = per_unit * 1000_u128.pow(word as u32 + 1);
    let (tenths, small) = (rounded(amount * 10, scale), rounded(amount * 100, scale));
    let in_hundredths = match (small, tenths) {
        (0..1000, _) => small,
        (_, 0..1000) => tenths * 10,
        _ => rounded(amount, scale) * 100,
    };
    dress(lang, money, &(hundredths(lang, in_hundredths as u64) + words[word]))
}

/// The number alone, as it stands in a field being edited: `1 284,50`.
pub fn amount(lang: Lang, amount_minor: i64, currency: &'static Currency) -> String {
    let money = Money::new(amount_minor, currency);
    let sign = if amount_minor < 0 { String::from(MINUS) } else { String::new() };
    sign + &digits(lang, money)
}

/// All digits of an amount without its sign.
fn digits(lang: Lang, money: Money) -> String {
    let (whole, minor) = money.split();
    match money.currency.digits as usize {
        0 => grouped(lang, whole),
        digits => format!("{}{}{minor:0digits$}", grouped(lang, whole), decimal_mark(lang)),
    }
}

/// Puts minus and currency to the number: before it in English, after it in Russian and Polish.
fn dress(lang: Lang, money: Money, number: &str) -> String {
    let symbol = money.currency.symbol(lang);
    let minus = if money.amount_minor < 0 { String::from(MINUS) } else { String::new() };
    match lang {
        // A code needs a space, a sign does not.
        Lang::En if symbol == money.currency.code => format!("{symbol}{NBSP}{minus}{number}"),
        Lang::En => format!("{minus}{symbol}{number}"),
        Lang::Ru | Lang::Pl => format!("{minus}{number}{NBSP}{symbol}"),
    }
}
