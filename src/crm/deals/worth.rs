//! What closed deals are worth in the office's currency: fixed by the rate of the day they were closed, as soon as one is
//! known.

use super::rules::is_other;
use crate::crm::pipelines::{OPEN, Stage};
use crate::crm::rates;
use crate::kernel::{Result, Timestamp};
use crate::platform::db::Tx;
use crate::platform::i18n::format;
use crate::platform::settings::Office;
use crate::records::{Record, Value, Values};

/// It stays as it is until it is another sum, or another day; what waits for a rate asks again.
pub(super) fn keep(
    tx: &Tx<'_>,
    old: Option<&Record>,
    values: &mut Values,
    stage: &Stage,
    is_turned: bool,
) -> Result<()> {
    if stage.means(OPEN) {
        if old.is_some_and(|old| !old.values.get("base_amount_minor").is_empty()) {
            note(values, None);
        }
        return Ok(());
    }
    let is_another = ["amount_minor", "currency", "closed_at"].into_iter().any(|key| is_other(old, values, key));
    let is_known = old.is_some_and(|old| !old.values.get("base_amount_minor").is_empty());
    if is_known && !is_turned && !is_another {
        return Ok(());
    }
    let merged = old.map_or_else(|| values.clone(), |old| old.values.overlaid(values));
    let office = Office::load(tx)?;
    let worth = match (merged.int("amount_minor"), merged.int("closed_at")) {
        (Some(amount), Some(closed_at)) => {
            let code = merged.text("currency").filter(|code| !code.is_empty()).unwrap_or(&office.currency);
            let day = format::local_day(office.tz(), Timestamp(closed_at)).to_string();
            rates::in_base(tx, &office, amount, code, &day)?
        }
        _ => None,
    };
    note(values, worth.map(|worth| (worth, office.currency.as_str())));
    Ok(())
}

fn note(values: &mut Values, worth: Option<(i64, &str)>) {
    values.set("base_amount_minor", worth.map_or(Value::Empty, |(amount, _)| Value::Int(amount)));
    values.set("base_currency", worth.map_or(Value::Empty, |(_, code)| Value::from(code)));
}
