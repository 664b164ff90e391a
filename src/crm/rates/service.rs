//! Adding, changing and deleting rates: deeds of administrators that undo takes back.

use super::store;
use crate::access::Viewer;
use crate::kernel::{ActionId, Error, FieldErrors, Problem, RecordRef, Result, currency};
use crate::platform::db::{Db, Tx};
use crate::platform::events::{self, NewEvent, Row, RowChange};
use crate::platform::settings::Office;
use crate::records::registry::{Kind, Registry};
use crate::records::store::rows;
use crate::records::{Values, service as records};
use chrono::{Datelike, NaiveDate};
use serde_json::json;

const TABLE: &str = "currency_rates";
const COLUMNS: [&str; 4] = ["currency", "base", "valid_from", "rate_micro"];

/// As many records as other people's clicks may wait for.
const CHUNK: usize = 100;

/// A milliard: more of no currency buys one of another.
pub(super) const MAX_RATE_MICRO: i64 = 1_000_000_000_000_000;

/// A rate as it is wished for; see [`Rate`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewRate {
    pub currency: String,
    pub valid_from: String,
    pub rate_micro: i64,
}

/// Adds a rate; its id.
///
/// # Errors
/// `Forbidden` for anybody but an admin; `Invalid` with what cannot be accepted, `already_taken` at `valid_from` where the
/// currency has a rate from this day on.
pub fn create(tx: &mut Tx<'_>, viewer: &Viewer, new: &NewRate) -> Result<i64> {
    only_admin(viewer)?;
    let office = Office::load(tx)?;
    check(tx, &office, new, None)?;
    let row = rows::insert(tx, TABLE, columns(&office, new))?;
    let id = row.id;
    note(tx, viewer, "rate.created", id, vec![row])?;
    Ok(id)
}

/// Changes a rate.
///
/// # Errors
/// As [`create`]; `NotFound` for no rate.
pub fn change(tx: &mut Tx<'_>, viewer: &Viewer, id: i64, wanted: &NewRate) -> Result<()> {
    only_admin(viewer)?;
    let office = Office::load(tx)?;
    store::get(tx, &office, id)?;
    check(tx, &office, wanted, Some(id))?;
    let changed = rows::update(tx, TABLE, id, columns(&office, wanted))?;
    note(tx, viewer, "rate.updated", id, changed.into_iter().collect())
}

/// # Errors
/// `Forbidden` for anybody but an admin; `NotFound` for no rate.
pub fn delete(tx: &mut Tx<'_>, viewer: &Viewer, id: i64) -> Result<()> {
    only_admin(viewer)?;
    store::get(tx, &Office::load(tx)?, id)?;
    let gone = rows::delete(tx, TABLE, id, &COLUMNS)?;
    note(tx, viewer, "rate.deleted", id, gone.into_iter().collect())
}

/// Has records that waited for a rate of a currency follow its becoming known, in short transactions of the same action.
pub(super) async fn tell(
    db: &Db,
    registry: &Registry,
    viewer: &Viewer,
    action: Option<ActionId>,
    currency: &str,
) -> Result<()> {
    let Some(action) = action else { return Ok(()) };
    // Not taken back before it is whole.
    let _held = db.read(move |conn| events::hold(conn, action)).await?;
    for kind in registry.kinds().iter() {
        let (waiting, code) = (kind.waiting_for_rate, currency.to_owned());
        let ids = db.read(move |conn| waiting(conn, &code)).await?;
        for chunk in ids.chunks(CHUNK) {
            let (chunk, kind, viewer) = (chunk.to_vec(), kind.clone(), viewer.clone());
            db.write(move |tx| {
                events::resume(tx, action);
                save_again(tx, &viewer, &kind, &chunk)
            })
            .await?;
        }
    }
    Ok(())
}

fn save_again(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, ids: &[i64]) -> Result<()> {
    for id in ids {
        match records::update_as_box(tx, viewer, kind, *id, Values::default(), "updated") {
            // What is no longer as it has to be waits on.
            Ok(_) | Err(Error::Invalid(_) | Error::NotFound | Error::Forbidden) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn check(tx: &Tx<'_>, office: &Office, wanted: &NewRate, own: Option<i64>) -> Result<()> {
    let mut errors = FieldErrors::default();
    if currency::find(&wanted.currency).is_none() {
        errors.add("currency", Problem::UnknownCode);
    } else if wanted.currency == office.currency {
        errors.add("currency", Problem::NotAnOption);
    }
    if !(1..=MAX_RATE_MICRO).contains(&wanted.rate_micro) {
        errors.add("rate_micro", Problem::OutOfRange { min: 1, max: MAX_RATE_MICRO });
    }
    let day = NaiveDate::parse_from_str(&wanted.valid_from, "%Y-%m-%d");
    let is_day = day.is_ok_and(|day| (1000..=9999).contains(&day.year()) && day.to_string() == wanted.valid_from);
    if !is_day {
        errors.add("valid_from", Problem::NotADate);
    }
    let there = store::find_on(tx, office, &wanted.currency, &wanted.valid_from)?;
    if there.is_some_and(|rate| rate.valid_from == wanted.valid_from && Some(rate.id) != own) {
        errors.add("valid_from", Problem::AlreadyTaken);
    }
    errors.into_result()
}

fn columns(office: &Office, wanted: &NewRate) -> Row {
    let values = [json!(wanted.currency), json!(office.currency), json!(wanted.valid_from), json!(wanted.rate_micro)];
    COLUMNS.into_iter().map(str::to_owned).zip(values).collect()
}

fn only_admin(viewer: &Viewer) -> Result<()> {
    if viewer.is_admin() { Ok(()) } else { Err(Error::Forbidden) }
}

fn note(tx: &mut Tx<'_>, viewer: &Viewer, verb: &str, id: i64, rows: Vec<RowChange>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let subject = RecordRef::new("rate", id);
    events::record(tx, &viewer.actor(), &NewEvent { verb, subject, rows: &rows })?;
    Ok(())
}
