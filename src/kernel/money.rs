//! Money: minor units of a currency, never a float.

use super::currency::Currency;

/// An amount of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    /// Kopecks, grosze, cents; whole yen.
    pub amount_minor: i64,
    pub currency: &'static Currency,
}

impl Money {
    pub fn new(amount_minor: i64, currency: &'static Currency) -> Money {
        Money { amount_minor, currency }
    }

    pub fn zero(currency: &'static Currency) -> Money {
        Money::new(0, currency)
    }

    /// `None` for two currencies or beyond what 64 bits hold.
    pub fn checked_add(self, other: Money) -> Option<Money> {
        (self.currency == other.currency).then_some(())?;
        Some(Money { amount_minor: self.amount_minor.checked_add(other.amount_minor)?, ..self })
    }

    /// `None` for two currencies or beyond what 64 bits hold.
    pub fn checked_sub(self, other: Money) -> Option<Money> {
        (self.currency == other.currency).then_some(())?;
        Some(Money { amount_minor: self.amount_minor.checked_sub(other.amount_minor)?, ..self })
    }

    /// So many times the amount; `None` beyond what 64 bits hold.
    pub fn checked_mul(self, times: i64) -> Option<Money> {
        Some(Money { amount_minor: self.amount_minor.checked_mul(times)?, ..self })
    }

    /// The sum of amounts that are all in `currency`, zero for none of them; `None` as for `checked_add`.
    pub fn checked_sum(currency: &'static Currency, amounts: impl IntoIterator<Item = Money>) -> Option<Money> {
        amounts.into_iter().try_fold(Money::zero(currency), Money::checked_add)
    }

    /// Whole units, and the minor units beside them in as many digits as the currency has; both without the sign.
    pub fn split(self) -> (u64, u64) {
        let per_unit = self.currency.minor_per_unit().unsigned_abs();
        let amount = self.amount_minor.unsigned_abs();
        (amount / per_unit, amount % per_unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::currency::find;

    fn money(amount_minor: i64, code: &str) -> Money {
        Money::new(amount_minor, find(code).unwrap())
    }

    #[test]
    fn sums_refuse_two_currencies_and_overflow() {
        let roubles = money(128_450, "RUB");
        assert_eq!(roubles.checked_add(money(-450, "RUB")), Some(money(128_000, "RUB")));
        assert_eq!(roubles.checked_sub(money(450, "RUB")), Some(money(128_000, "RUB")));
        assert_eq!(roubles.checked_mul(3), Some(money(385_350, "RUB")));
        assert_eq!(roubles.checked_add(money(1, "PLN")), None);
        assert_eq!(money(i64::MAX, "RUB").checked_add(money(1, "RUB")), None);
        assert_eq!(money(i64::MIN, "RUB").checked_mul(-1), None);
        let sum = |amounts: &[Money]| Money::checked_sum(roubles.currency, amounts.iter().copied());
        assert_eq!(sum(&[]), Some(money(0, "RUB")));
        assert_eq!(sum(&[roubles, roubles]), Some(money(256_900, "RUB")));
        assert_eq!(sum(&[roubles, money(1, "EUR")]), None);
    }
}
