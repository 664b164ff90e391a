//! Numbers by which tax offices know firms and people: are they written right?
//!
//! Every check takes a number as people write it: spaces (also no-break ones) and hyphens are skipped. A letter O in
//! place of a zero is an error, as on the paper it came from. A wrong number is a warning, never a reason to refuse a
//! company. Sources: orders of the ФНС, the Polish regulation on the NIP, VIES.

mod europe;
mod poland;
mod russia;

pub use europe::is_eu_vat;
pub use poland::is_nip;
pub use russia::is_inn;

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

/// A number long enough to be one, and none: what a form can warn of while somebody types. Half a number is no mistake yet.
pub fn is_mistyped(country: &str, written: &str) -> bool {
    compact(written).chars().count() >= 10 && is_tax_id(country, written) == Some(false)
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

/// All zeros satisfy most formulas and are nobody's number.
fn is_all_zeros(digits: &[u32]) -> bool {
    digits.iter().all(|digit| *digit == 0)
}

#[cfg(test)]
mod tests;
