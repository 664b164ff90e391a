//! Which versions served the office, since when: written down by each that begins.

use crate::kernel::{Result, Timestamp};
use crate::platform::db::{Db, Tx, migrations};
use crate::platform::settings;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

const KEY: &str = "versions";

/// More than anybody upgrades; the oldest are forgotten.
const MOST: usize = 100;

/// A version that began to serve the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    pub version: String,
    pub schema: i64,
    pub since: Timestamp,
}

/// Writes down that this version serves, if it was another before. It is no reason not to serve that it cannot be.
pub fn note(db: &Db) {
    let (version, schema) = (env!("CARGO_PKG_VERSION"), migrations::newest_schema());
    let noted = db.read_blocking(served).and_then(|known| {
        let is_known = known.last().is_some_and(|last| last.version == version && last.schema == schema);
        if is_known { Ok(()) } else { db.write_blocking(move |tx| add(tx, known, version, schema)) }
    });
    if let Err(error) = noted {
        tracing::warn!(%error, "which version serves cannot be written down");
    }
}

fn add(tx: &Tx<'_>, mut known: Vec<Served>, version: &str, schema: i64) -> Result<()> {
    known.push(Served { version: version.to_owned(), schema, since: tx.now() });
    let forgotten = known.len().saturating_sub(MOST);
    settings::set(tx, KEY, &known.split_off(forgotten))
}

/// Those that were written down, the oldest first.
pub fn served(conn: &Connection) -> Result<Vec<Served>> {
    Ok(settings::get(conn, KEY)?.unwrap_or_default())
}
