//! Answers that change no part of the page by themselves: they tell the scripts what happened.

use super::PageError;
use crate::kernel::{ActionId, Error, FieldErrors, Result};
use crate::platform::db::Db;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use maud::Markup;
use rusqlite::Connection;

/// A toast (with Undo where `undo` says where that is posted), and the sheet drawn again.
pub fn toast_and_refresh(text: &str, undo: Option<&str>) -> HttpResponse {
    let trigger = serde_json::json!({ "toast": { "text": text, "undo": undo }, "refresh": "" });
    HttpResponse::NoContent().insert_header(("HX-Trigger", ascii(&trigger.to_string()))).finish()
}

/// [`toast_and_refresh`] after an action, which can be taken back.
pub fn done_and_refresh(text: &str, action: Option<ActionId>) -> HttpResponse {
    toast_and_refresh(text, action.map(|action| format!("/actions/{}/undo", action.0)).as_deref())
}

/// What came of a dialog's form: done, or the dialog again with what is wrong. `draw` gets the errors, and whether
/// somebody else was quicker.
pub async fn dialog_answer(
    db: &Db,
    said: &str,
    outcome: Result<Option<ActionId>>,
    draw: impl FnOnce(&Connection, &FieldErrors, bool) -> Result<Markup> + Send + 'static,
) -> std::result::Result<HttpResponse, PageError> {
    let (status, errors) = match outcome {
        Ok(action) => return Ok(done_and_refresh(said, action)),
        Err(Error::Invalid(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        Err(Error::Stale { .. }) => (StatusCode::CONFLICT, FieldErrors::default()),
        Err(error) => return Err(error.into()),
    };
    let dialog = db.read(move |conn| draw(conn, &errors, status == StatusCode::CONFLICT)).await?;
    Ok(dialog_again(status, &dialog))
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
