//! What currencies are worth in the office's, from which day on.
//!
//! A rate holds from its day until that of the next one. It is a whole number of millionths, never a float. What a closed
//! deal was worth was fixed by the rate of its day, and no later rate changes that.

mod api;
mod pages;
mod service;
mod store;
mod views;

pub use api::{routes as api_routes, schemas as api_schemas};
pub use pages::routes;
pub use service::{NewRate, change, create, delete};
pub use store::{Rate, find_on};
pub use views::told;

use crate::kernel::{Result, currency};
use crate::platform::settings::Office;
use rusqlite::Connection;

/// An amount of `code` in the office's currency at the rate of a day (`yyyy-mm-dd`), in minor units; `None` where no rate
/// is known for it, or the sum is beyond what is kept.
pub fn in_base(conn: &Connection, office: &Office, amount_minor: i64, code: &str, day: &str) -> Result<Option<i64>> {
    if code == office.currency {
        return Ok(Some(amount_minor));
    }
    let rate = find_on(conn, office, code, day)?;
    Ok(rate.and_then(|rate| worth(office, amount_minor, code, rate.rate_micro)))
}

/// An amount of `code` in the office's currency at this rate; `None` for what is beyond what is kept.
pub fn worth(office: &Office, amount_minor: i64, code: &str, rate_micro: i64) -> Option<i64> {
    let (from, to) = (currency::find(code)?, currency::find(&office.currency)?);
    converted(amount_minor, from.minor_per_unit(), to.minor_per_unit(), rate_micro)
}

/// Half a minor unit is rounded away from zero, as people round.
fn converted(amount_minor: i64, from_per_unit: i64, to_per_unit: i64, rate_micro: i64) -> Option<i64> {
    let numerator = i128::from(amount_minor) * i128::from(rate_micro) * i128::from(to_per_unit);
    let denominator = i128::from(from_per_unit) * 1_000_000;
    let half = if numerator < 0 { -denominator / 2 } else { denominator / 2 };
    i64::try_from((numerator + half) / denominator).ok()
}

#[cfg(test)]
mod tests {
    use super::converted;
    use proptest::prelude::*;

    #[test]
    fn sums_are_rounded_as_people_do() {
        assert_eq!(converted(10_000, 100, 100, 91_250_000), Some(912_500), "100 USD at 91.25");
        assert_eq!(converted(1, 100, 100, 500_000), Some(1), "half a kopeck");
        assert_eq!(converted(150, 1, 100, 600_000), Some(9_000), "150 JPY at 0.60");
        assert_eq!(converted(i64::MAX, 1, 100, 91_250_000), None);
    }

    proptest! {
        #[test]
        fn never_further_off_than_half_a_unit(amount in 0_i64..1_000_000_000_000, rate in 1_i64..1_000_000_000) {
            let found = i128::from(converted(amount, 100, 100, rate).unwrap());
            let exact = i128::from(amount) * i128::from(rate);
            prop_assert!((found * 1_000_000 - exact).abs() * 2 <= 1_000_000);
        }
    }
}
