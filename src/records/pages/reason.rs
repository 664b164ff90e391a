//! A change that a rule refuses until more was said: asked for in a dialog, then done with it.

use super::toast;
use crate::access::Viewer;
use crate::kernel::{FieldErrors, Problem};
use crate::platform::db::Db;
use crate::platform::i18n::{self, tr};
use crate::platform::settings::Office;
use crate::platform::web::PageError;
use crate::records::input;
use crate::records::options::Dictionary;
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::value::Values;
use crate::records::views::list::bulk::{Reason, SET, reason_dialog};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use maud::Markup;

/// What a dialog sent, read as a form is: `set.junk_reason=spam`. A sum is in the currency that the record has.
pub(super) fn sets(
    viewer: &Viewer,
    office: &Office,
    kind: &Kind,
    current: &Values,
    pairs: &[(String, String)],
) -> (Values, FieldErrors) {
    let is_asked = |key: &str| kind.form_fields().any(|field| field.key == key && can_be_asked(field));
    let sent = pairs.iter().filter_map(|(name, value)| Some((name.strip_prefix(SET)?, value)));
    let mut typed: Vec<(String, String)> =
        sent.filter(|(key, _)| is_asked(key)).map(|(key, value)| (key.to_owned(), value.clone())).collect();
    let mut meant = Vec::new();
    for field in &kind.fields {
        let FieldType::Money { currency } = field.field_type else { continue };
        let is_sent = |key: &str| typed.iter().any(|(name, _)| name == key);
        if let Some(code) = current.text(currency)
            && is_sent(&field.key)
            && !is_sent(currency)
        {
            typed.push((currency.to_owned(), code.to_owned()));
            meant.push(currency);
        }
    }
    let (mut values, errors) = input::read(viewer, office, kind, &input::compacted(kind, typed));
    meant.into_iter().for_each(|currency| drop(values.remove(currency)));
    (values, errors)
}

/// Whether one control is enough for it.
fn can_be_asked(field: &Field) -> bool {
    !matches!(
        field.field_type,
        FieldType::Points(_)
            | FieldType::Links(_)
            | FieldType::Link { .. }
            | FieldType::Observers
            | FieldType::User
            | FieldType::Tags
    )
}

/// Whether saying more helps against all of these.
pub(super) fn can_be_said(errors: &FieldErrors) -> bool {
    errors.iter().all(|(_, problem)| is_sayable(problem))
}

fn is_sayable(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::ReasonRequired
            | Problem::Required
            | Problem::TooLong { .. }
            | Problem::BadCharacters
            | Problem::OutOfRange { .. }
            | Problem::NotANumber
            | Problem::NotAnAmount
            | Problem::NegativeAmount
            | Problem::NotADate
            | Problem::NotATime
    )
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
    // What takes more than one control is filled in on the card.
    let needs_card = |(key, _): &(&str, &Problem)| kind.field(key).is_some_and(|field| !can_be_asked(field));
    if errors.iter().any(|problem| needs_card(&problem)) {
        let named: Vec<&str> =
            errors.iter().filter_map(|(key, _)| kind.field(key)).map(|field| field.label.text(lang)).collect();
        let trigger = toast::failure(&tr::boards_fill_in_first(lang, &named.join(", ")));
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
