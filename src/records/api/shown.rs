//! Answers about what is no record and has no version of its own: one is made from all that is shown.

use super::ROOT;
use super::conditions::{etag, is_known};
use super::idempotency::Answer;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

/// With its version as a member, a number made from all the others.
pub fn versioned(mut shown: Json) -> Json {
    let hash = Sha256::digest(shown.to_string());
    let number = hash.iter().take(7).fold(0_i64, |number, byte| (number << 8) | i64::from(*byte));
    // Below what a number of JavaScript holds exactly.
    shown["version"] = json!(number >> 4);
    shown
}

pub fn version(shown: &Json) -> i64 {
    shown["version"].as_i64().unwrap_or_default()
}

/// The answer to GET and PATCH.
pub fn answer(request: &HttpRequest, shown: &Json) -> HttpResponse {
    let tag = etag(version(shown));
    if is_known(request, version(shown)) {
        return HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish();
    }
    HttpResponse::Ok().insert_header((header::ETAG, tag)).json(shown)
}

/// The answer to POST, for [`create`](super::create); it is found under its id below `path`.
pub fn created(path: &str, shown: &Json) -> Answer {
    Answer { location: format!("{ROOT}/{path}/{}", shown["id"]), etag: etag(version(shown)), body: shown.to_string() }
}

/// All there are, on one page.
pub fn whole_list(items: Vec<Json>) -> HttpResponse {
    HttpResponse::Ok().json(json!({ "items": items, "next": null }))
}
