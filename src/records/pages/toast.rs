//! What is said after something was done: a toast, with the way back.

use crate::kernel::{ActionId, Lang};
use crate::platform::i18n::tr;
use crate::platform::web::ascii;
use crate::records::service::Saved;
use actix_web::HttpResponse;
use actix_web::http::header::{HeaderName, HeaderValue};
use serde_json::json;

pub const HEADER: HeaderName = HeaderName::from_static("hx-trigger");

/// The header that shows a toast with Undo, and draws the sheet anew if `refreshes`.
pub fn header(text: &str, undo: Option<ActionId>, refreshes: bool) -> Option<HeaderValue> {
    with_way("undo", text, undo, refreshes)
}

/// The same after something was taken back: the way forth again is no next step of `Ctrl Z`.
pub fn undone(text: &str, redo: Option<ActionId>, refreshes: bool) -> Option<HeaderValue> {
    with_way("redo", text, redo, refreshes)
}

fn with_way(name: &str, text: &str, action: Option<ActionId>, refreshes: bool) -> Option<HeaderValue> {
    let way = action.map(|action| format!("/actions/{}/undo", action.0));
    let mut trigger = json!({ "toast": { "text": text, name: way } });
    if refreshes {
        trigger["refresh"] = "".into();
    }
    HeaderValue::from_str(&ascii(&trigger.to_string())).ok()
}

/// The answer of a deed that changes no part of the page by itself: a toast with Undo, and the sheet drawn anew.
pub fn refreshing(text: &str, undo: Option<ActionId>) -> HttpResponse {
    let mut response = HttpResponse::NoContent();
    if let Some(trigger) = header(text, undo, true) {
        response.insert_header((HEADER, trigger));
    }
    response.finish()
}

/// "Saved"; nothing where nothing was different.
pub fn saved(lang: Lang, saved: &Saved, refreshes: bool) -> Option<HeaderValue> {
    let action = saved.action?;
    header(tr::ui_saved(lang), Some(action), refreshes)
}

/// What could not be done: it stays until it is closed.
pub fn failure(text: &str) -> String {
    ascii(&json!({ "toast": { "text": text, "kind": "error" } }).to_string())
}

/// The same with a link to where it can be mended.
pub fn failure_at(text: &str, label: &str, href: &str) -> String {
    let action = json!({ "label": label, "href": href });
    ascii(&json!({ "toast": { "text": text, "kind": "error", "action": action } }).to_string())
}
