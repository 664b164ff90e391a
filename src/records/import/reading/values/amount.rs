//! Sums of money.

use super::Refusal;
use crate::kernel::Money;
use crate::kernel::currency::{self, Currency};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::str::FromStr;

/// A sum as the cell has it; its currency is known only if the cell names it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sum {
    /// Never negative.
    pub value: Decimal,
    pub currency: Option<&'static Currency>,
}

impl Sum {
    /// The sum in minor units, halves away from zero, in `currency`: that of the row, since a cell's own is mostly
    /// left over from a format. `None` when it does not fit.
    pub fn in_currency(&self, currency: &'static Currency) -> Option<Money> {
        let minor = self.value.checked_mul(Decimal::from(currency.minor_per_unit()))?;
        let minor = minor.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        Some(Money::new(minor.to_i64()?, currency))
    }
}

/// Reads `839 677,77`, `410 332.99 руб.`, `$100`. Spaces of every kind part thousands, a comma or a point the decimals;
/// a currency may stand behind or before. Where one mark could be either (`1,234`), guessing would change a sum a
/// thousandfold, so it is refused like everything else.
pub fn read_amount(cell: &str) -> Result<Sum, Refusal> {
    let cell = cell.trim();
    let is_number_part = |c: char| c.is_ascii_digit();
    let (Some(first), Some(last)) = (cell.find(is_number_part), cell.rfind(is_number_part)) else {
        return Err(Refusal::AmountInvalid);
    };
    let (before, number, after) = (cell[..first].trim(), &cell[first..=last], cell[last + 1..].trim());
    let unsigned = before.trim_start_matches(['+', '-', '\u{2212}']).trim();
    let (unsigned, sign_inside) = match unsigned.strip_suffix(['-', '\u{2212}']) {
        Some(currency) => (currency.trim(), true),
        None => (unsigned, false),
    };
    let value = digits(number).ok_or(Refusal::AmountInvalid)?;
    let currency = match (unsigned, after) {
        ("", "") => None,
        ("", word) | (word, "") => Some(currency::lookup(word).ok_or(Refusal::AmountInvalid)?),
        _ => return Err(Refusal::AmountInvalid),
    };
    let is_negative = sign_inside || before.starts_with(['-', '\u{2212}']);
    if is_negative && !value.is_zero() {
        return Err(Refusal::AmountNegative);
    }
    Ok(Sum { value, currency })
}

fn digits(number: &str) -> Option<Decimal> {
    let (whole, decimals) = match number.rsplit_once([',', '.']) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (number, None),
    };
    let mut groups = whole.split(char::is_whitespace);
    let first = groups.next()?;
    let groups: Vec<&str> = groups.collect();
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let has_whole = is_digits(first) && groups.iter().all(|group| group.len() == 3 && is_digits(group));
    let has_thousands = !groups.is_empty();
    let is_whole = has_whole && (!has_thousands || first.len() <= 3);
    let are_decimals = decimals.is_none_or(is_digits);
    let is_ambiguous =
        !has_thousands && first.len() <= 3 && !first.starts_with('0') && decimals.is_some_and(|d| d.len() == 3);
    if !is_whole || !are_decimals || is_ambiguous {
        return None;
    }
    let plain = format!("{first}{}.{}", groups.concat(), decimals.unwrap_or("0"));
    Decimal::from_str(&plain).ok().filter(|value| value.trunc().to_i64().is_some_and(|whole| whole < MAX_WHOLE))
}

/// So that minor units of any currency fit their column.
const MAX_WHOLE: i64 = 1_000_000_000_000_000;
