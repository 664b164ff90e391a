//! Values into text, as people of each language write them.

use crate::kernel::Lang;

/// No-break space: between groups of digits, and between a number and its unit.
const NBSP: char = '\u{a0}';
/// The minus sign proper, as wide as a digit.
const MINUS: char = '\u{2212}';

/// `1,284` in English, `1 284` in Russian and Polish.
pub fn integer(lang: Lang, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 2 + 3);
    if number < 0 {
        text.push(MINUS);
    }
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(group(lang));
        }
        text.push(digit);
    }
    text
}

fn group(lang: Lang) -> char {
    match lang {
        Lang::En => ',',
        Lang::Ru | Lang::Pl => NBSP,
    }
}
