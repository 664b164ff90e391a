//! Whole numbers and sizes.

use super::{MINUS, NBSP, decimal_mark};
use crate::kernel::Lang;

/// `1,284` in English, `1 284` in Russian and Polish.
pub fn integer(lang: Lang, number: i64) -> String {
    let sign = if number < 0 { String::from(MINUS) } else { String::new() };
    sign + &grouped(lang, number.unsigned_abs())
}

/// `512 B`, `1.4 MB`; a kilobyte has 1024 bytes, as file managers count.
pub fn file_size(lang: Lang, size_bytes: u64) -> String {
    let units = match lang {
        Lang::En | Lang::Pl => ["B", "KB", "MB", "GB", "TB"],
        Lang::Ru => ["Б", "КБ", "МБ", "ГБ", "ТБ"],
    };
    let size = u128::from(size_bytes);
    let mut unit = 0;
    while rounded(size, 1024_u128.pow(unit)) >= 1024 && (unit as usize) + 1 < units.len() {
        unit += 1;
    }
    let scale = 1024_u128.pow(unit);
    // One decimal below ten of a unit, and none above.
    let number = match rounded(size * 10, scale) as u64 {
        tenths @ 0..100 => hundredths(lang, tenths * 10),
        _ => grouped(lang, rounded(size, scale) as u64),
    };
    format!("{number}{NBSP}{}", units[unit as usize])
}

/// Digits in groups of three.
pub(super) fn grouped(lang: Lang, number: u64) -> String {
    let group = match lang {
        Lang::En => ',',
        Lang::Ru | Lang::Pl => NBSP,
    };
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    text
}

/// Hundredths as a decimal number without needless zeros: 1250 is `12.5`.
pub(super) fn hundredths(lang: Lang, number: u64) -> String {
    let whole = grouped(lang, number / 100);
    match number % 100 {
        0 => whole,
        tens if tens % 10 == 0 => format!("{whole}{}{}", decimal_mark(lang), tens / 10),
        other => format!("{whole}{}{other:02}", decimal_mark(lang)),
    }
}

/// The quotient, rounded half up.
pub(super) fn rounded(number: u128, by: u128) -> u128 {
    (number + by / 2) / by
}
