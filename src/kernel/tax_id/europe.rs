//! VAT numbers of the European Union, and of Northern Ireland.

use super::{compact, poland};

/// How the number looks behind its prefix: `9` a digit, `A` a letter, `X` either, `F` either but I and O, `W` a letter up
/// to W, `I` one up to I, `?` a letter, plus or star; other characters stand for themselves. Source: VIES.
#[rustfmt::skip]
const SHAPES: &[(&str, &[&str])] = &[
    ("AT", &["U99999999"]),
    ("BE", &["0999999999", "1999999999"]),
    ("BG", &["999999999", "9999999999"]),
    ("CY", &["99999999A"]),
    ("CZ", &["99999999", "999999999", "9999999999"]),
    ("DE", &["999999999"]),
    ("DK", &["99999999"]),
    ("EE", &["999999999"]),
    ("EL", &["999999999"]),
    ("ES", &["X9999999X"]),
    ("FI", &["99999999"]),
    ("FR", &["FF999999999"]),
    ("HR", &["99999999999"]),
    ("HU", &["99999999"]),
    ("IE", &["9999999W", "9999999WI", "9?99999W"]),
    ("IT", &["99999999999"]),
    ("LT", &["999999999", "999999999999"]),
    ("LU", &["99999999"]),
    ("LV", &["99999999999"]),
    ("MT", &["99999999"]),
    ("NL", &["999999999B99"]),
    ("PL", &["9999999999"]),
    ("PT", &["999999999"]),
    ("RO", &["99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"]),
    ("SE", &["999999999999"]),
    ("SI", &["99999999"]),
    ("SK", &["9999999999"]),
    ("XI", &["999999999", "999999999999", "GD999", "HA999"]),
];

/// A VAT number with the prefix of its country, by its shape; a Polish one by its check digit too. Whether it was ever
/// given to anybody only VIES can tell.
pub fn is_eu_vat(written: &str) -> bool {
    let number = compact(written).to_uppercase();
    let Some((prefix, rest)) = number.split_at_checked(2) else { return false };
    let Some((_, shapes)) = SHAPES.iter().find(|(known, _)| *known == prefix) else { return false };
    shapes.iter().any(|shape| fits(rest, shape)) && (prefix != "PL" || poland::is_nip(rest))
}

fn fits(text: &str, shape: &str) -> bool {
    let is_place = |(c, place): (char, char)| match place {
        '9' => c.is_ascii_digit(),
        'A' => c.is_ascii_uppercase(),
        'X' => c.is_ascii_digit() || c.is_ascii_uppercase(),
        'F' => c.is_ascii_digit() || (c.is_ascii_uppercase() && !matches!(c, 'I' | 'O')),
        'W' => ('A'..='W').contains(&c),
        'I' => ('A'..='I').contains(&c),
        '?' => c.is_ascii_uppercase() || matches!(c, '+' | '*'),
        _ => c == place,
    };
    text.chars().count() == shape.len() && text.chars().zip(shape.chars()).all(is_place)
}
