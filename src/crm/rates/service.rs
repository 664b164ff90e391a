//! Adding, changing and deleting rates: deeds of administrators that undo takes back.

use super::store::{self, Rate};
use crate::access::Viewer;
use crate::kernel::{ActionId, Error, FieldErrors, Problem, RecordRef, Result, currency};
use crate::platform::db::{Db, Tx};
use crate::platform::events::{self, NewEvent, Row, RowChange};
use crate::platform::settings::Office;
use crate::records::registry::Registry;
use crate::records::store::rows;
use chrono::{Datelike, NaiveDate};
use serde_json::json;

const TABLE: &str = "currency_rates";
const COLUMNS: [&str; 4] = ["currency", "base", "valid_from", "rate_micro"];

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
        let mut next = Some(0);
        while let Some(after) = next {
            let (kind, viewer, currency) = (kind.clone(), viewer.clone(), currency.to_owned());
            next = db
                .write(move |tx| {
                    events::resume(tx, action);
                    (kind.on_rate)(tx, &viewer, &kind, &currency, after)
                })
                .await?;
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
    let same = store::list(tx, office)?;
    let is_taken =
        |rate: &Rate| Some(rate.id) != own && rate.currency == wanted.currency && rate.valid_from == wanted.valid_from;
    if same.iter().any(is_taken) {
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
