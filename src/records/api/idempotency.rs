//! Creates that can safely be repeated: a program that did not hear the answer sends the same again, with the same
//! `Idempotency-Key`, and gets the answer it missed.
//!
//! The answer is kept in the transaction that makes the record, so both are there or neither, whenever the machine stops.
//! It is kept for a day; a refusal is not kept, since it changed nothing.

use crate::kernel::{Error, Result, Timestamp, UserId};
use crate::platform::db::{Db, Tx};
use actix_web::HttpRequest;
use rusqlite::OptionalExtension;
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};
use std::time::Duration;

pub(super) const HEADER: &str = "Idempotency-Key";

const MAX_KEY_CHARS: usize = 255;
const KEPT_SECS: i64 = 24 * 60 * 60;
const SWEPT_EVERY: Duration = Duration::from_secs(60 * 60);

/// What a caller sent, under the name the caller gave it.
pub(super) struct Key {
    name: String,
    asked_hash: [u8; 32],
}

/// The parts of a 201.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub location: String,
    pub etag: String,
    pub body: String,
}

pub(super) enum Found {
    Nothing,
    Same(Answer),
    /// The key was used for something else.
    Other,
}

impl Key {
    /// `None` when the request has no key.
    ///
    /// # Errors
    /// `BadRequest` for a key that is empty, too long, no plain ASCII, or there twice.
    pub(super) fn of(request: &HttpRequest, body: &Map<String, Json>) -> Result<Option<Key>> {
        let mut sent = request.headers().get_all(HEADER);
        let Some(value) = sent.next() else { return Ok(None) };
        let name = value.to_str().unwrap_or_default();
        let is_good = (1..=MAX_KEY_CHARS).contains(&name.len()) && sent.next().is_none();
        if !is_good {
            let text = format!("{HEADER}: one text of 1 to {MAX_KEY_CHARS} printable ASCII characters");
            return Err(Error::BadRequest(text));
        }
        let body = serde_json::to_string(body).map_err(anyhow::Error::from)?;
        let hash = Sha256::new().chain_update(request.path()).chain_update(b"\0").chain_update(body).finalize();
        Ok(Some(Key { name: name.to_owned(), asked_hash: hash.into() }))
    }
}

pub(super) fn find(tx: &Tx<'_>, user: UserId, key: &Key) -> Result<Found> {
    let mut statement = tx.prepare_cached(
        "SELECT asked_hash, location, etag, body FROM idempotency_keys
         WHERE user_id = ?1 AND key = ?2 AND created_at > ?3",
    )?;
    let found = statement
        .query_row((user.0, &key.name, oldest(tx).0), |row| {
            let answer = Answer { location: row.get(1)?, etag: row.get(2)?, body: row.get(3)? };
            Ok((row.get::<_, [u8; 32]>(0)?, answer))
        })
        .optional()?;
    Ok(match found {
        None => Found::Nothing,
        Some((hash, answer)) if hash == key.asked_hash => Found::Same(answer),
        Some(_) => Found::Other,
    })
}

pub(super) fn keep(tx: &Tx<'_>, user: UserId, key: &Key, answer: &Answer) -> Result<()> {
    tx.prepare_cached(
        // A row that is there is too old to count.
        "INSERT OR REPLACE INTO idempotency_keys (user_id, key, asked_hash, location, etag, body, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute((user.0, &key.name, key.asked_hash, &answer.location, &answer.etag, &answer.body, tx.now().0))?;
    Ok(())
}

/// Has old answers thrown away now and then, together with somebody's change.
pub fn sweep(db: &Db) {
    db.ride_along(SWEPT_EVERY, |tx| {
        tx.prepare_cached("DELETE FROM idempotency_keys WHERE created_at <= ?1")?.execute([oldest(tx).0])?;
        Ok(())
    });
}

/// Answers of this moment and before no longer count.
fn oldest(tx: &Tx<'_>) -> Timestamp {
    tx.now().plus_secs(-KEPT_SECS)
}
