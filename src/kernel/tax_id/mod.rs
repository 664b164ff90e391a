//! Numbers by which states and banks know firms and people: are they written right?
//!
//! Every check takes a number as people write it: spaces (also no-break ones) and hyphens are skipped. A letter O in
//! place of a zero is an error, as on the paper it came from. A wrong number is a warning, never a reason to refuse a
//! company. Sources: orders of the ФНС and of the Банк России, Polish regulations on NIP, REGON, PESEL and NRB, ISO 13616.

mod bank;
mod europe;
mod poland;
mod russia;

pub use bank::{is_bik, is_correspondent_account, is_iban, is_settlement_account};
pub use europe::is_eu_vat;
pub use poland::{is_krs, is_nip, is_pesel, is_regon};
pub use russia::{is_inn, is_inn_of_company, is_inn_of_person, is_kpp, is_ogrn, is_ogrnip, is_snils};

/// The number without the spaces and hyphens people put into it.
pub fn compact(written: &str) -> String {
    written.chars().filter(|c| !c.is_whitespace() && !is_hyphen(*c) && !is_zero_width(*c)).collect()
}

/// Is this a number by which the tax office of `country` (ISO 3166) knows a firm or a person, or a foreign one with its EU
/// prefix? `None` for a country whose own numbers are not known here.
pub fn is_tax_id(country: &str, written: &str) -> Option<bool> {
    match country.to_ascii_uppercase().as_str() {
        "RU" => Some(is_inn(written) || is_eu_vat(written)),
        "PL" => Some(is_nip(written) || is_eu_vat(written)),
        _ => is_eu_vat(written).then_some(true),
    }
}

/// The number as its country prints it: `999-000-00-14` for a NIP of ten digits; other numbers as stored.
pub fn display_tax_id(country: &str, number: &str) -> String {
    match digits::<10>(number) {
        Some(_) if country.eq_ignore_ascii_case("PL") => {
            let digits = compact(number);
            format!("{}-{}-{}-{}", &digits[..3], &digits[3..6], &digits[6..8], &digits[8..])
        }
        _ => number.to_owned(),
    }
}

/// `PL14 9999 9999 0000 0000 0000 0001`: an IBAN in groups of four, anything else unchanged.
pub fn display_iban(number: &str) -> String {
    if !is_iban(number) {
        return number.to_owned();
    }
    let iban = compact(number).to_uppercase();
    let groups: Vec<&str> = iban.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(" ")
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The number's digits when it has exactly `N` of them and nothing else.
fn digits<const N: usize>(written: &str) -> Option<[u32; N]> {
    let compact = compact(written);
    let digits: Option<Vec<u32>> = compact.chars().map(|c| c.to_digit(10)).collect();
    digits?.try_into().ok()
}

/// Sum of products, the step all check digits share; weights left over are not used.
fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// The remainder of a number too long for an integer type that is written in digits.
fn remainder(digits: impl IntoIterator<Item = u32>, divisor: u32) -> u32 {
    digits.into_iter().fold(0, |rest, digit| (rest * 10 + digit) % divisor)
}

/// All zeros satisfy most formulas and are nobody's number.
fn is_all_zeros(digits: &[u32]) -> bool {
    digits.iter().all(|digit| *digit == 0)
}

#[cfg(test)]
mod tests;
