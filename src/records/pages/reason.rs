//! A change that a rule refuses until more was said: asked for in a dialog, then done with it.

use super::toast;
use crate::access::Viewer;
use crate::kernel::{FieldErrors, Problem};
use crate::platform::db::Db;
use crate::platform::i18n;
use crate::platform::web::PageError;
use crate::records::options::Dictionary;
use crate::records::registry::{FieldType, Kind};
use crate::records::value::{Value, Values};
use crate::records::views::list::bulk::{Reason, SET, reason_dialog};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use maud::Markup;

/// What a dialog sent: `set.junk_reason=spam`.
pub(super) fn sets(kind: &Kind, pairs: &[(String, String)]) -> Values {
    let mut values = Values::default();
    for (name, value) in pairs {
        let Some(field) = name.strip_prefix(SET).and_then(|key| kind.field(key)) else { continue };
        if matches!(field.field_type, FieldType::Choice { .. } | FieldType::Text { .. } | FieldType::LongText { .. }) {
            values.set(field.key.clone(), Value::Text(value.trim().to_owned()));
        }
    }
    values
}

/// Whether saying more helps against all of these.
pub(super) fn can_be_said(errors: &FieldErrors) -> bool {
    errors.iter().all(|(_, problem)| is_sayable(problem))
}

fn is_sayable(problem: &Problem) -> bool {
    matches!(problem, Problem::ReasonRequired | Problem::Required | Problem::TooLong { .. } | Problem::BadCharacters)
}

/// The dialog that asks for what is missing; a toast where nothing that is said would help.
pub(super) async fn missing(
    db: &Db,
    viewer: &Viewer,
    kind: &Kind,
    url: &str,
    pairs: &[(String, String)],
    errors: &FieldErrors,
    title: &str,
) -> Result<HttpResponse, PageError> {
    let lang = viewer.lang;
    if let Some((_, problem)) = errors.iter().find(|(_, problem)| !is_sayable(problem)) {
        let trigger = toast::failure(&i18n::problem(lang, problem));
        return Ok(HttpResponse::UnprocessableEntity().insert_header((toast::HEADER, trigger)).finish());
    }
    let dictionary = db.read(move |conn| Dictionary::load(conn, lang)).await?;
    Ok(asking(&reason_dialog(&Reason { lang, kind, dictionary: &dictionary, title, url, pairs, errors })))
}

/// What was sent cannot be done like this: a dialog in place of the one it came from, if any.
pub(super) fn asking(dialog: &Markup) -> HttpResponse {
    HttpResponse::build(StatusCode::UNPROCESSABLE_ENTITY)
        .insert_header(("HX-Retarget", "#dialogs"))
        .insert_header(("HX-Reswap", "innerHTML"))
        .insert_header(ContentType::html())
        .body(dialog.0.clone())
}
