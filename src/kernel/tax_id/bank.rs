//! Accounts and banks.

use super::{compact, digits, remainder};

/// БИК: nine digits that begin with 01-04; it has no check digit.
pub fn is_bik(written: &str) -> bool {
    digits::<9>(written).is_some_and(|d| d[0] == 0 && (1..=4).contains(&d[1]))
}

/// A Russian settlement account of 20 digits, checked together with the БИК of its bank.
pub fn is_settlement_account(bik: &str, account: &str) -> bool {
    digits::<9>(bik).is_some_and(|bik| has_key(&bik[6..], account))
}

/// A correspondent account, begun with 301, checked together with the БИК of the bank it belongs to.
pub fn is_correspondent_account(bik: &str, account: &str) -> bool {
    compact(account).starts_with("301") && digits::<9>(bik).is_some_and(|bik| has_key(&[0, bik[4], bik[5]], account))
}

/// An IBAN by ISO 13616: remainder 97, and 28 characters for Poland.
pub fn is_iban(written: &str) -> bool {
    let iban = compact(written).to_ascii_uppercase();
    let is_shape = (15..=34).contains(&iban.len())
        && iban.bytes().enumerate().all(|(place, b)| match place {
            0 | 1 => b.is_ascii_uppercase(),
            2 | 3 => b.is_ascii_digit(),
            _ => b.is_ascii_digit() || b.is_ascii_uppercase(),
        });
    if !is_shape || (iban.starts_with("PL") && (iban.len() != 28 || !iban[2..].bytes().all(|b| b.is_ascii_digit()))) {
        return false;
    }
    let turned = iban[4..].chars().chain(iban[..4].chars());
    // A letter counts as two digits: A = 10 ... Z = 35.
    let values = turned
        .filter_map(|c| c.to_digit(36))
        .flat_map(|value| [value / 10, value % 10].into_iter().skip(usize::from(value < 10)));
    remainder(values, 97) == 1
}

/// The key of a Russian account: digits of the bank and of the account, times 7, 1, 3, end in a zero together.
fn has_key(bank: &[u32], account: &str) -> bool {
    let account: Option<Vec<u32>> =
        compact(account).chars().enumerate().map(|(place, c)| account_digit(place, c)).collect();
    let Some(account) = account.filter(|account| account.len() == 20) else { return false };
    let sum: u32 =
        bank.iter().chain(&account).zip([7, 1, 3].iter().cycle()).map(|(digit, weight)| digit * weight % 10).sum();
    sum.is_multiple_of(10)
}

/// The sixth place of an account in a clearing currency holds a letter that stands for a digit.
fn account_digit(place: usize, c: char) -> Option<u32> {
    match c.to_digit(10) {
        None if place == 5 => "ABCEHKMPTX".chars().position(|letter| letter == c).map(|value| value as u32),
        digit => digit,
    }
}
