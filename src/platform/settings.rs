//! What the office decided, kept in the database: one JSON value per key.

use crate::kernel::{Error, Lang, Result, Timestamp};
use crate::platform::db::Tx;
use crate::platform::i18n::tr;
use anyhow::Context;
use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicU64, Ordering};

/// `None` for a key that was never set.
pub fn get<T: DeserializeOwned>(conn: &Connection, key: &str) -> Result<Option<T>> {
    let text: Option<String> = conn
        .prepare_cached("SELECT value FROM settings WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    let value = text.map(|text| serde_json::from_str(&text)).transpose();
    Ok(value.with_context(|| format!("the setting {key} is not what this version writes"))?)
}

pub fn set<T: Serialize>(tx: &Tx<'_>, key: &str, value: &T) -> Result<()> {
    let text = serde_json::to_string(value).context("encode a setting")?;
    tx.prepare_cached(
        "INSERT INTO settings (key, value, updated_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
    )?
    .execute((key, text, tx.now().0))?;
    Ok(())
}

/// Rises with every office saved in this process, whatever the database: a needless look into it costs little.
static GENERATION: AtomicU64 = AtomicU64::new(0);

/// Says, once this is committed, that something the office decided is another now.
pub fn changed(tx: &mut Tx<'_>) {
    tx.after_commit(|| {
        GENERATION.fetch_add(1, Ordering::SeqCst);
    });
}

/// Another number than before says that what is remembered of an [`Office`] may no longer be so.
pub fn generation() -> u64 {
    GENERATION.load(Ordering::SeqCst)
}

/// What set-up asks: everything that depends on where and in which language the office works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    pub name: String,
    pub lang: Lang,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// ISO 4217.
    pub currency: String,
    /// IANA name.
    pub zone: String,
}

impl Office {
    const KEY: &str = "office";

    /// The office, or `None` before set-up.
    pub fn find(conn: &Connection) -> Result<Option<Office>> {
        get(conn, Self::KEY)
    }

    /// The office of a box that was set up.
    pub fn load(conn: &Connection) -> Result<Office> {
        Self::find(conn)?.ok_or_else(|| Error::conflict(tr::setup_needed))
    }

    /// What is told to nobody in particular is told in the language of the office; English before set-up.
    pub fn lang(conn: &Connection) -> Lang {
        Office::find(conn).ok().flatten().map_or(Lang::En, |office| office.lang)
    }

    pub fn save(&self, tx: &mut Tx<'_>) -> Result<()> {
        changed(tx);
        set(tx, Self::KEY, self)
    }

    /// The office's zone; UTC for a name that this version does not know.
    pub fn tz(&self) -> chrono_tz::Tz {
        self.zone.parse().unwrap_or(chrono_tz::UTC)
    }
}

/// The mark of a copy that was made to try things in, beside the office that people work in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyMark {
    pub made_at: Timestamp,
    /// The data folder that it is a copy of; none where nobody is to be recognised in it.
    pub from: Option<String>,
}

impl CopyMark {
    const KEY: &str = "copy";

    /// `None` in an office that people work in.
    pub fn find(conn: &Connection) -> Result<Option<CopyMark>> {
        get(conn, Self::KEY)
    }

    pub fn save(&self, tx: &mut Tx<'_>) -> Result<()> {
        changed(tx);
        set(tx, Self::KEY, self)
    }
}

/// Whether this is a copy to try things in. Whatever would leave the machine by itself, such as a letter to a client or a
/// call of another program, asks this first: a copy writes to nobody.
pub fn is_copy(conn: &Connection) -> Result<bool> {
    Ok(CopyMark::find(conn)?.is_some())
}
