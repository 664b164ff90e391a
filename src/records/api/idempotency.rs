//! Creates that can safely be repeated: a program that did not hear the answer sends the same again, with the same
//! `Idempotency-Key`, and gets the answer it missed.
//!
//! The answer is kept in the transaction that makes the record, so both are there or neither, whenever the machine stops.
//! It is kept for a day; a refusal is not kept, since it changed nothing.

use crate::kernel::{ActionId, Error, Result, Timestamp, UserId};
use crate::platform::db::{Db, Tx};
use crate::platform::i18n::tr;
use crate::platform::jobs::{Diary, Job, Next};
use crate::platform::web::{ApiError, Failure};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use rusqlite::OptionalExtension;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::time::Duration;

pub(super) const HEADER: &str = "Idempotency-Key";

const MAX_KEY_CHARS: usize = 255;
const KEPT_SECS: i64 = 24 * 60 * 60;
const SWEPT_EVERY: Duration = Duration::from_secs(60 * 60);

/// What a caller sent, under the name the caller gave it.
pub struct Key {
    name: String,
    asked_hash: [u8; 32],
}

/// The parts of a 201.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// Empty where several things were made.
    pub location: String,
    pub etag: String,
    pub body: String,
}

impl Key {
    /// `None` when the request has no key. `sent` says what it asks for beside its path.
    ///
    /// # Errors
    /// `BadRequest` for a key that is empty, too long, no plain ASCII, or there twice.
    pub fn of(request: &HttpRequest, sent: &impl Serialize) -> Result<Option<Key>> {
        let mut keys = request.headers().get_all(HEADER);
        let Some(value) = keys.next() else { return Ok(None) };
        let name = value.to_str().unwrap_or_default();
        let is_good = (1..=MAX_KEY_CHARS).contains(&name.len()) && keys.next().is_none();
        if !is_good {
            let text = format!("{HEADER}: one text of 1 to {MAX_KEY_CHARS} printable ASCII characters");
            return Err(Error::BadRequest(text));
        }
        let sent = serde_json::to_string(sent).map_err(anyhow::Error::from)?;
        let hash = Sha256::new().chain_update(request.path()).chain_update(b"\0").chain_update(sent).finalize();
        Ok(Some(Key { name: name.to_owned(), asked_hash: hash.into() }))
    }
}

/// The 201 of what `make` makes, with the action that made it; where the same was sent before under this key, that of then and
/// no action.
///
/// # Errors
/// Those of `make`; `idempotency_key_reused` for a key that came with something else.
pub async fn create(
    db: &Db,
    user: UserId,
    key: Option<Key>,
    make: impl FnOnce(&mut Tx<'_>) -> Result<Answer> + Send + 'static,
) -> std::result::Result<(HttpResponse, Option<ActionId>), ApiError> {
    let write = move |tx: &mut Tx<'_>| Ok((once(tx, user, key.as_ref(), make)?, tx.action()));
    let (answer, action) = db.write(write).await?;
    let answer = answer.ok_or_else(Failure::idempotency_key_reused)?;
    let response = HttpResponse::Created()
        .insert_header((header::LOCATION, answer.location))
        .insert_header((header::ETAG, answer.etag))
        .content_type("application/json")
        .body(answer.body);
    Ok((response, action))
}

/// The answer that was given under this key, else that of what is made now. `None` when the key was used for something else.
pub(super) fn once<'t>(
    tx: &mut Tx<'t>,
    user: UserId,
    key: Option<&Key>,
    make: impl FnOnce(&mut Tx<'t>) -> Result<Answer>,
) -> Result<Option<Answer>> {
    let Some(key) = key else { return make(tx).map(Some) };
    if let Some((asked_hash, answer)) = find(tx, user, key)? {
        return Ok((asked_hash == key.asked_hash).then_some(answer));
    }
    let answer = make(tx)?;
    keep(tx, user, key, &answer)?;
    Ok(Some(answer))
}

fn find(tx: &Tx<'_>, user: UserId, key: &Key) -> Result<Option<([u8; 32], Answer)>> {
    let mut statement = tx.prepare_cached(
        "SELECT asked_hash, location, etag, body FROM idempotency_keys
         WHERE user_id = ?1 AND key = ?2 AND created_at > ?3",
    )?;
    let found = statement
        .query_row((user.0, &key.name, oldest(tx).0), |row| {
            let answer = Answer { location: row.get(1)?, etag: row.get(2)?, body: row.get(3)? };
            Ok((row.get(0)?, answer))
        })
        .optional()?;
    Ok(found)
}

fn keep(tx: &Tx<'_>, user: UserId, key: &Key, answer: &Answer) -> Result<()> {
    tx.prepare_cached(
        // A row that is there is too old to count.
        "INSERT OR REPLACE INTO idempotency_keys (user_id, key, asked_hash, location, etag, body, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute((user.0, &key.name, key.asked_hash, &answer.location, &answer.etag, &answer.body, tx.now().0))?;
    Ok(())
}

/// Has old answers thrown away now and then, together with somebody's change.
pub fn sweeping(db: &Db) -> Job {
    let diary = Diary::open(db, "jobs.answers");
    let told = diary.clone();
    db.ride_along(SWEPT_EVERY, move |tx| told.do_within(tx, |tx| sweep(tx)));
    Job::new("answers", tr::jobs_answers_title, tr::jobs_answers, move |lang| {
        Ok(diary.standing(lang, Next::WithChanges(SWEPT_EVERY), tr::jobs_answers_removed))
    })
}

fn sweep(tx: &Tx<'_>) -> Result<i64> {
    let sql = "DELETE FROM idempotency_keys WHERE created_at <= ?1";
    Ok(tx.prepare_cached(sql)?.execute([oldest(tx).0])? as i64)
}

/// Answers of this moment and before no longer count.
fn oldest(tx: &Tx<'_>) -> Timestamp {
    tx.now().plus_secs(-KEPT_SECS)
}
