//! Telephone numbers: read as people type them, kept in E.164, shown as the country writes them.

mod cell;
mod plans;

pub use cell::{CellReading, read_cell};

use super::Lang;
use std::fmt;

/// The longest number E.164 allows, without the `+`; and the shortest one worth dialling from abroad.
const E164_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// An extension longer than this is no extension.
const MAX_EXTENSION_DIGITS: usize = 7;

/// A telephone number that can be dialled from anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    /// Digits with the country code, without the `+`.
    digits: String,
    extension: Option<String>,
}

impl Phone {
    /// Reads one number as somebody typed it. A number without `+` or `00` is taken for one of `default_country` (ISO
    /// 3166); where its plan does not fit but another country's whole number does, for that one. Letters and punctuation
    /// are skipped. `None` when there are too few or too many digits for any number.
    pub fn parse(typed: &str, default_country: &str) -> Option<Phone> {
        let mut phones = read_cell(typed, default_country).phones;
        if phones.len() == 1 { phones.pop() } else { None }
    }

    /// A number whose digits are already apart from its extension.
    fn from_parts(number: &str, extension: Option<String>, default_country: &str) -> Option<Phone> {
        let digits = e164_digits(number, default_country)?;
        Some(Phone { digits, extension })
    }

    /// `+79990001234`: what is stored, compared and sent to other programs.
    pub fn e164(&self) -> String {
        format!("+{}", self.digits)
    }

    /// What is dialled after the connection, digits only.
    pub fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    /// The same number and extension, however they were typed.
    pub fn is_same(&self, other: &Phone) -> bool {
        self.digits == other.digits && self.extension == other.extension
    }

    /// For people: `+7 (999) 000-12-34 доб. 12`, `+48 600 000 012 wew. 7`.
    pub fn display(&self, lang: Lang) -> String {
        let number = display_e164(&self.e164());
        let Some(extension) = &self.extension else { return number };
        let word = match lang {
            Lang::En => "ext.",
            Lang::Ru => "доб.",
            Lang::Pl => "wew.",
        };
        format!("{number} {word} {extension}")
    }
}

impl fmt::Display for Phone {
    /// The stored form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.e164())
    }
}

/// A stored E.164 number as its country writes it; anything else is given back unchanged.
pub fn display_e164(e164: &str) -> String {
    let Some(digits) = e164.strip_prefix('+').filter(|digits| digits.bytes().all(|b| b.is_ascii_digit())) else {
        return e164.to_owned();
    };
    let Some((plan, national)) = plans::of_digits(digits) else { return e164.to_owned() };
    let shape = match plan.country {
        "PL" if !is_polish_mobile(national) => "## ### ## ##",
        // London and the other areas of two digits, then the large cities, by Ofcom's plan.
        "GB" if national.starts_with('2') => "## #### ####",
        "GB" if matches!(national.as_bytes(), [b'1', b'1', ..] | [b'1', _, b'1', ..]) => "### ### ####",
        _ => plan.shape,
    };
    // Shapes and digits are ASCII.
    if shape.bytes().filter(|byte| *byte == b'#').count() != national.len() {
        return format!("+{} {}", plan.calling_code, in_threes(national));
    }
    let mut left = national.bytes();
    let mut shown = String::with_capacity(e164.len() + shape.len());
    shown.extend(["+", plan.calling_code, " "]);
    for byte in shape.bytes() {
        let byte = if byte == b'#' { left.next() } else { Some(byte) };
        shown.extend(byte.map(char::from));
    }
    shown
}

/// Mobile numbers and those without a place are written in threes, numbers of a place with its two digits first.
fn is_polish_mobile(national: &str) -> bool {
    const MOBILE: [&str; 13] = ["45", "50", "51", "53", "57", "60", "66", "69", "70", "72", "73", "78", "79"];
    const SHARED: [&str; 3] = ["80", "88", "39"];
    MOBILE.iter().chain(&SHARED).any(|start| national.starts_with(start))
}

/// `123 456 78`: for countries that have no one way of writing.
fn in_threes(digits: &str) -> String {
    let groups: Vec<&str> = digits.as_bytes().chunks(3).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(" ")
}

/// All digits of a number with its country code; `number` may hold letters and punctuation.
fn e164_digits(number: &str, default_country: &str) -> Option<String> {
    let mut significant = number.chars().filter(|c| c.is_ascii_digit() || *c == '+');
    let is_international = significant.next() == Some('+');
    if is_international {
        // «+49 (0)30 …»: the zero is dialled only at home.
        return international(&digits_of(&number.replacen("(0)", "", 1)));
    }
    let digits = digits_of(number);
    if let Some(rest) = digits.strip_prefix("00") {
        return international(rest);
    }
    let plan = plans::of_country(default_country);
    if let Some(national) =
        plan.and_then(|plan| national(plan, &digits).map(|rest| format!("{}{rest}", plan.calling_code)))
    {
        return Some(national);
    }
    // «8-10-48-…»: the international prefix of the former Soviet plans.
    if let Some(abroad) = digits.strip_prefix("810").filter(|_| plan.is_some_and(|plan| plan.trunk.starts_with('8'))) {
        return international(abroad);
    }
    // A whole foreign number typed without its plus.
    let (plan, rest) = plans::of_digits(&digits)?;
    (digits.len() >= 11 && plan.digits.0 == plan.digits.1 && plan.fits(rest)).then_some(digits)
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn international(digits: &str) -> Option<String> {
    if digits.starts_with('0') || !E164_DIGITS.contains(&digits.len()) {
        return None;
    }
    match plans::of_digits(digits) {
        Some((plan, rest)) if !plan.fits(rest) => None,
        _ => Some(digits.to_owned()),
    }
}

/// The digits after the calling code of a number written without a plus inside its country.
fn national<'a>(plan: &plans::Plan, digits: &'a str) -> Option<&'a str> {
    let without =
        |prefix: &'static str| digits.strip_prefix(prefix).filter(|rest| !prefix.is_empty() && plan.fits(rest));
    without(plan.trunk).or_else(|| plan.fits(digits).then_some(digits)).or_else(|| without(plan.calling_code))
}

#[cfg(test)]
mod tests;
