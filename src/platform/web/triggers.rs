//! Answers that change no part of the page by themselves: they tell the scripts what happened.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use maud::Markup;

/// A toast (with Undo where `undo` says where that is posted), and the sheet drawn again.
pub fn toast_and_refresh(text: &str, undo: Option<&str>) -> HttpResponse {
    let trigger = serde_json::json!({ "toast": { "text": text, "undo": undo }, "refresh": "" });
    HttpResponse::NoContent().insert_header(("HX-Trigger", ascii(&trigger.to_string()))).finish()
}

/// What was sent cannot be done like this: a dialog in place of the one it came from, if any.
pub fn dialog_again(status: StatusCode, dialog: &Markup) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header(("HX-Retarget", "#dialogs"))
        .insert_header(("HX-Reswap", "innerHTML"))
        .insert_header(ContentType::html())
        .body(dialog.0.clone())
}

/// A header holds ASCII: everything else is written as JSON escapes.
pub fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            text.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    text
}
