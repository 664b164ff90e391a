//! Files that a form or a program sends: multipart, written down as they come.

use super::csrf;
use crate::kernel::{Error, Problem, Result};
use crate::platform::files::{self, Arriving, Blob, FileStore};
use actix_multipart::{Field, Multipart};
use actix_web::http::header;
use actix_web::{HttpRequest, web};
use futures_util::StreamExt;
use std::sync::Arc;
use std::time::Duration;

/// The name under which files are sent, each as a part of its own.
pub const FIELD: &str = "files";

/// What stands around the files.
const MOST_AROUND: u64 = 1024 * 1024;

/// Parts that are no file: the token of the form, inputs in which nothing was chosen.
const MOST_OTHERS: usize = 8;

/// Written down at once.
const PIECE: usize = 256 * 1024;

/// A sender from whom nothing comes for so long is gone.
const SILENCE: Duration = Duration::from_secs(60);

/// A file that has arrived: its bytes are on the disk, and it is gone at some later sweep unless somebody says what it is.
#[derive(Debug, Clone)]
pub struct Received {
    /// Fit to be shown; `None` where the sender said none.
    pub name: Option<String>,
    pub blob: Blob,
}

/// Receives the files of a body.
///
/// # Errors
/// `Invalid` at `files` for none, too many, an empty or a too large one, or one whose name is refused; at the name of any
/// other field. `DiskFull`.
/// `BadRequest` for what is no such body. Nothing is left of what had come by then.
pub async fn receive(store: Arc<FileStore>, request: &HttpRequest, mut body: Multipart) -> Result<Vec<Received>> {
    let limits = store.limits().clone();
    let too_many = || Error::invalid(FIELD, Problem::TooMany { max: limits.max_files });
    let told = told_length(request);
    if told > limits.max_bytes.saturating_mul(limits.max_files as u64).saturating_add(MOST_AROUND) {
        return Err(Error::invalid(FIELD, Problem::FileTooLarge { name: String::new(), max_bytes: limits.max_bytes }));
    }
    let mut left = told;
    let mut arrived: Vec<(Option<String>, Arriving)> = Vec::new();
    let mut parts = 0;
    while let Some(field) = next(&mut body).await? {
        parts += 1;
        if parts > limits.max_files + MOST_OTHERS {
            return Err(too_many());
        }
        match field.name() {
            Some(FIELD) => {}
            Some(csrf::FIELD) => {
                if !drain(field, MOST_AROUND).await? {
                    return Err(Error::BadRequest("a part of the form is too long".to_owned()));
                }
                continue;
            }
            name => return Err(Error::invalid(name.unwrap_or_default(), Problem::UnknownField)),
        }
        let sent = field.content_disposition().and_then(|told| told.get_filename()).unwrap_or_default().to_owned();
        let name = files::clean(&sent);
        if arrived.len() == limits.max_files {
            // One more is refused by its name; a part without one is an input in which nothing was chosen.
            if sent.is_empty() && drain(field, 0).await? {
                continue;
            }
            return Err(too_many());
        }
        limits.check_name(FIELD, name.as_deref().unwrap_or_default())?;
        let arriving = write(store.clone(), field, &sent, left).await?;
        left = left.saturating_sub(arriving.size_bytes());
        if arriving.size_bytes() > 0 {
            arrived.push((name, arriving));
        } else if !sent.is_empty() {
            return Err(Error::invalid(FIELD, Problem::FileEmpty { name: name.unwrap_or_default() }));
        }
    }
    if arrived.is_empty() {
        return Err(Error::invalid(FIELD, Problem::Required));
    }
    // All or none: only when the last one came is the first one kept.
    in_background(move || {
        arrived.into_iter().map(|(name, arriving)| Ok(Received { name, blob: arriving.keep()? })).collect()
    })
    .await
}

async fn write(store: Arc<FileStore>, mut field: Field, sent: &str, least_bytes: u64) -> Result<Arriving> {
    let max_bytes = store.limits().max_bytes;
    let mut arriving = in_background(move || store.begin(least_bytes)).await?;
    let mut size = 0;
    let mut is_whole = false;
    while !is_whole {
        let mut piece = Vec::new();
        while piece.len() < PIECE {
            let Some(bytes) = next(&mut field).await? else {
                is_whole = true;
                break;
            };
            size += bytes.len() as u64;
            if size > max_bytes {
                let name = files::clean(sent).unwrap_or_default();
                return Err(Error::invalid(FIELD, Problem::FileTooLarge { name, max_bytes }));
            }
            piece.extend_from_slice(&bytes);
        }
        arriving = in_background(move || {
            arriving.write(&piece)?;
            Ok(arriving)
        })
        .await?;
    }
    Ok(arriving)
}

/// The next part of a stream, unless its sender fell silent.
async fn next<S, T, E>(stream: &mut S) -> Result<Option<T>>
where
    S: futures_util::Stream<Item = std::result::Result<T, E>> + Unpin,
    E: std::fmt::Display,
{
    let silent = |_| Error::BadRequest("the upload broke off".to_owned());
    let item = tokio::time::timeout(SILENCE, stream.next()).await.map_err(silent)?;
    item.transpose().map_err(|error| Error::BadRequest(error.to_string()))
}

/// Reads a part and throws it away; false as soon as it is longer than this.
async fn drain(mut field: Field, most_bytes: u64) -> Result<bool> {
    let mut size = 0;
    while let Some(bytes) = next(&mut field).await? {
        size += bytes.len() as u64;
        if size > most_bytes {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn in_background<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    web::block(work).await.map_err(|error| Error::Internal(error.into()))?
}

/// What the sender says is to come; 0 where that is not said.
fn told_length(request: &HttpRequest) -> u64 {
    let told = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    told.unwrap_or_default()
}
