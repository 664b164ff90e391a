//! Files as answers: read part by part, never as a page of ours.

use crate::kernel::{Error, Result};
use crate::platform::files::{BlobHash, FileStore, MediaType};
use actix_web::body::SizedStream;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue, HeaderMap,
};
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::Stream;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

const PART: u64 = 64 * 1024;

/// Whatever is in it, nothing runs, loads or sends anything with the rights of our pages.
const SANDBOX: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'";

/// A sandbox would keep the browser's own viewer of PDF from starting; what is no PDF was never said to be one.
const VIEWER: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'";

/// What somebody may download or, if the browser shows it itself, look at.
pub struct Stored {
    pub hash: BlobHash,
    pub name: String,
    pub media_type: MediaType,
    pub size_bytes: u64,
}

/// To be kept, or to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    Download,
    Show,
}

/// A stored file, or the part of it that was asked for. The browser may keep it, but asks each time whether it still may
/// show it.
///
/// # Errors
/// `NotFound` for a file that browsers do not show, where it is to be shown.
pub async fn stored(
    store: Arc<FileStore>,
    request: &HttpRequest,
    asked: Stored,
    manner: Manner,
) -> Result<HttpResponse> {
    if manner == Manner::Show && !asked.media_type.is_shown() {
        return Err(Error::NotFound);
    }
    let etag = format!("\"{}\"", asked.hash);
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::ETAG, etag.as_str()))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::ACCEPT_RANGES, "bytes"));
    if names(request.headers(), header::IF_NONE_MATCH, &etag) {
        return Ok(response.status(StatusCode::NOT_MODIFIED).finish());
    }
    let is_same =
        !request.headers().contains_key(header::IF_RANGE) || names(request.headers(), header::IF_RANGE, &etag);
    let part = request.headers().get(header::RANGE).filter(|_| is_same).and_then(|range| range.to_str().ok());
    let (start, length) = match part.and_then(|part| range(part, asked.size_bytes)) {
        None => (0, asked.size_bytes),
        Some(None) => {
            response.insert_header((header::CONTENT_RANGE, format!("bytes */{}", asked.size_bytes)));
            return Ok(response.status(StatusCode::RANGE_NOT_SATISFIABLE).finish());
        }
        Some(Some((start, length))) => {
            let told = format!("bytes {start}-{}/{}", start + length - 1, asked.size_bytes);
            response.status(StatusCode::PARTIAL_CONTENT).insert_header((header::CONTENT_RANGE, told));
            (start, length)
        }
    };
    let file = web::block(move || {
        let mut file = store.open_blob(asked.hash)?;
        file.seek(SeekFrom::Start(start)).map_err(anyhow::Error::from)?;
        Ok::<File, Error>(file)
    });
    let file = file.await.map_err(|error| Error::Internal(error.into()))??;
    let (kind, policy) = match (manner, asked.media_type) {
        (Manner::Download, _) => (DispositionType::Attachment, SANDBOX),
        (Manner::Show, MediaType::Pdf) => (DispositionType::Inline, VIEWER),
        (Manner::Show, _) => (DispositionType::Inline, SANDBOX),
    };
    Ok(response
        .insert_header((header::CONTENT_TYPE, asked.media_type.name()))
        .insert_header(disposition(kind, &asked.name))
        .insert_header((header::CONTENT_SECURITY_POLICY, policy))
        // Ranges count the bytes of the file: nothing on the way packs it.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .body(SizedStream::new(length, parts(file, length))))
}

/// The name in letters that every program takes and, where it has others, as it is (RFC 6266, 5 and 8187).
pub fn disposition(disposition: DispositionType, name: &str) -> ContentDisposition {
    let plain = name.chars().map(|c| if (' '..='~').contains(&c) && !"\"\\%".contains(c) { c } else { '_' }).collect();
    let whole = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: name.as_bytes().to_vec(),
    };
    let plain = DispositionParam::Filename(plain);
    let is_plain = matches!(&plain, DispositionParam::Filename(plain) if plain == name);
    let whole = (!is_plain).then_some(DispositionParam::FilenameExt(whole));
    ContentDisposition { disposition, parameters: [plain].into_iter().chain(whole).collect() }
}

/// The next so many bytes of a file, or those up to its end.
pub fn parts(file: File, length: u64) -> impl Stream<Item = io::Result<Bytes>> {
    futures_util::stream::try_unfold((file, length), |(mut file, left)| async move {
        let read = web::block(move || {
            let mut part = Vec::new();
            (&mut file).take(left.min(PART)).read_to_end(&mut part)?;
            Ok::<_, io::Error>((part, file))
        });
        let (part, file) = read.await.map_err(io::Error::other)??;
        let left = left - part.len() as u64;
        Ok((!part.is_empty()).then(|| (Bytes::from(part), (file, left))))
    })
}

fn names(headers: &HeaderMap, header: header::HeaderName, etag: &str) -> bool {
    let told = headers.get(header).and_then(|told| told.to_str().ok()).unwrap_or_default();
    told.split(',').any(|one| one.trim().trim_start_matches("W/") == etag)
}

/// Start and length of the one part asked for (RFC 9110, 14.1.2); `Some(None)` where the file has no such part, `None` for
/// what asks for several or is no range, which is answered whole.
fn range(text: &str, size: u64) -> Option<Option<(u64, u64)>> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.trim().parse::<u64>();
    let (first, last) = match (first.trim().is_empty(), last.trim().is_empty()) {
        (true, false) => (size.saturating_sub(number(last).ok()?), size.checked_sub(1)),
        (false, true) => (number(first).ok()?, size.checked_sub(1)),
        (false, false) => (number(first).ok()?, size.checked_sub(1).map(|end| end.min(number(last).unwrap_or(0)))),
        (true, true) => return None,
    };
    let is_number = text.bytes().skip("bytes=".len()).all(|byte| byte.is_ascii_digit() || b"- ".contains(&byte));
    if !is_number {
        return None;
    }
    Some(last.filter(|last| first <= *last && first < size).map(|last| (first, last - first + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_understood_and_several_are_left() {
        for (text, expected) in [
            ("bytes=0-3", Some(Some((0, 4)))),
            ("bytes=4-", Some(Some((4, 6)))),
            ("bytes=-4", Some(Some((6, 4)))),
            ("bytes=-40", Some(Some((0, 10)))),
            ("bytes=8-99", Some(Some((8, 2)))),
            ("bytes=10-", Some(None)),
            ("bytes=5-2", Some(None)),
            ("bytes=-0", Some(None)),
            ("bytes=-", None),
            ("bytes=0-1,3-4", None),
            ("bytes=a-b", None),
            ("lines=0-3", None),
        ] {
            assert_eq!(range(text, 10), expected, "{text}");
        }
        assert_eq!(range("bytes=0-3", 0), Some(None));
    }

    #[test]
    fn a_name_cannot_leave_its_header() {
        let told = |name: &str| disposition(DispositionType::Attachment, name).to_string();
        assert_eq!(told("plan.pdf"), "attachment; filename=\"plan.pdf\"");
        assert_eq!(
            told("Счёт 7.pdf"),
            "attachment; filename=\"____ 7.pdf\"; filename*=UTF-8''%D0%A1%D1%87%D1%91%D1%82%207.pdf"
        );
        assert_eq!(told("a\"b\\c.txt"), "attachment; filename=\"a_b_c.txt\"; filename*=UTF-8''a%22b%5Cc.txt");
        assert!(!told("a\r\nb").contains(['\r', '\n']));
    }
}
