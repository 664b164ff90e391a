//! Rates as they are kept.

use crate::kernel::{Error, Result};
use crate::platform::settings::Office;
use rusqlite::{Connection, OptionalExtension, Row};

/// What one unit of a currency is worth in the office's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    pub id: i64,
    pub currency: String,
    /// The currency of the office it was made for.
    pub base: String,
    /// `yyyy-mm-dd`
    pub valid_from: String,
    /// In millionths of the office's currency.
    pub rate_micro: i64,
}

const COLUMNS: &str = "id, currency, base, valid_from, rate_micro";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Rate> {
    Ok(Rate {
        id: row.get("id")?,
        currency: row.get("currency")?,
        base: row.get("base")?,
        valid_from: row.get("valid_from")?,
        rate_micro: row.get("rate_micro")?,
    })
}

/// Those in the office's currency, by currency, the latest first.
pub(super) fn list(conn: &Connection, office: &Office) -> Result<Vec<Rate>> {
    let sql = ["SELECT ", COLUMNS, " FROM currency_rates WHERE base = ?1 ORDER BY currency, valid_from DESC"].concat();
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([&office.currency], from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// At most `most` of [`list`], those after the one of this currency and day; the first where there is none.
pub(super) fn page(conn: &Connection, office: &Office, after: Option<(&str, &str)>, most: usize) -> Result<Vec<Rate>> {
    let sql = [
        "SELECT ",
        COLUMNS,
        " FROM currency_rates WHERE base = ?1 AND (?2 IS NULL OR currency > ?2 OR (currency = ?2 AND valid_from < ?3))
         ORDER BY currency, valid_from DESC LIMIT ?4",
    ]
    .concat();
    let mut statement = conn.prepare_cached(&sql)?;
    let (code, day) = after.unzip();
    let rows = statement.query_map((&office.currency, code, day, most as i64), from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The rate with this id.
///
/// # Errors
/// `NotFound` where the office's currency has none such.
pub(super) fn get(conn: &Connection, office: &Office, id: i64) -> Result<Rate> {
    let sql = ["SELECT ", COLUMNS, " FROM currency_rates WHERE base = ?1 AND id = ?2"].concat();
    let found = conn.prepare_cached(&sql)?.query_row((&office.currency, id), from_row).optional()?;
    found.ok_or(Error::NotFound)
}

/// The rate of a currency that holds on a day (`yyyy-mm-dd`); `None` where none was known yet.
pub fn find_on(conn: &Connection, office: &Office, code: &str, day: &str) -> Result<Option<Rate>> {
    let sql = [
        "SELECT ",
        COLUMNS,
        " FROM currency_rates WHERE base = ?1 AND currency = ?2 AND valid_from <= ?3 ORDER BY valid_from DESC LIMIT 1",
    ]
    .concat();
    Ok(conn.prepare_cached(&sql)?.query_row((&office.currency, code, day), from_row).optional()?)
}
