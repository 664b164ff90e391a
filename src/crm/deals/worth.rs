//! What closed deals are worth in the office's currency: fixed by the rate of the day they were closed, as soon as one is
//! known.

use super::rules::is_other;
use super::store;
use crate::access::Viewer;
use crate::crm::pipelines::{OPEN, Stage};
use crate::crm::rates;
use crate::kernel::{Error, Result, Timestamp};
use crate::platform::db::Tx;
use crate::platform::i18n::format;
use crate::platform::settings::Office;
use crate::records::registry::Kind;
use crate::records::{Record, Value, Values, service};
use rusqlite::Connection;

/// As many as other people's clicks may wait for.
const CHUNK: usize = 100;

/// It stays as it is until it is another sum, or another day.
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
    if !is_turned && !is_another {
        return Ok(());
    }
    let merged = old.map_or_else(|| values.clone(), |old| old.values.overlaid(values));
    let office = Office::load(tx)?;
    let worth = match (merged.int("amount_minor"), merged.int("closed_at")) {
        (Some(amount), Some(closed_at)) => {
            let code = merged.text("currency").filter(|code| !code.is_empty()).unwrap_or(&office.currency);
            at_end(tx, &office, amount, code, Timestamp(closed_at))?
        }
        _ => None,
    };
    note(values, worth.map(|worth| (worth, office.currency.as_str())));
    Ok(())
}

/// Of deals that were closed before the rate of their currency was known; see [`Kind::on_rate`].
pub(super) fn settle(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, code: &str, after: i64) -> Result<Option<i64>> {
    let office = Office::load(tx)?;
    let waiting = store::without_worth(tx, code, after, CHUNK)?;
    for waits in &waiting {
        let Some(worth) = at_end(tx, &office, waits.amount_minor, code, waits.closed_at)? else { continue };
        let mut values = Values::default();
        note(&mut values, Some((worth, &office.currency)));
        match service::update_as_box(tx, viewer, kind, waits.id, values, "updated") {
            // What is no longer as a deal has to be waits on.
            Ok(_) | Err(Error::Invalid(_) | Error::NotFound | Error::Forbidden) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(waiting.last().filter(|_| waiting.len() == CHUNK).map(|last| last.id))
}

/// `None` where no rate is known.
fn at_end(conn: &Connection, office: &Office, amount: i64, code: &str, closed_at: Timestamp) -> Result<Option<i64>> {
    let day = format::local_day(office.tz(), closed_at).to_string();
    rates::in_base(conn, office, amount, code, &day)
}

fn note(values: &mut Values, worth: Option<(i64, &str)>) {
    values.set("base_amount_minor", worth.map_or(Value::Empty, |(amount, _)| Value::Int(amount)));
    values.set("base_currency", worth.map_or(Value::Empty, |(_, code)| Value::from(code)));
}
