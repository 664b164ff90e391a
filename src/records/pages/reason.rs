//! A change that a rule refuses until more was said: asked for in a dialog, then done with it.

use super::toast;
use crate::access::Viewer;
use crate::kernel::{self, Access, FieldErrors, Problem};
use crate::platform::db::Db;
use crate::platform::i18n::{self, tr};
use crate::platform::settings::Office;
use crate::platform::ui::Field as FormField;
use crate::platform::web::PageError;
use crate::records::input;
use crate::records::options::Dictionary;
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::store;
use crate::records::value::Values;
use crate::records::views::list::bulk::{Reason, SET, reason_dialog};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use maud::Markup;
use rusqlite::Connection;
use std::sync::Arc;

/// What a dialog sent, read as a form is: `set.junk_reason=spam`. A sum is in the currency that the record has.
pub fn sets(
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
pub fn can_be_asked(field: &Field) -> bool {
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

/// What was refused until more is said.
pub(super) struct Asking<'a> {
    /// Where it was posted, and what it sent.
    pub url: &'a str,
    pub pairs: &'a [(String, String)],
    pub errors: &'a FieldErrors,
    /// What is done with the answer, in words; on the button, in one.
    pub title: &'a str,
    pub verb: &'a str,
    pub of: Of,
}

/// What the fields that are asked for belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    New,
    One(i64),
    Many,
}

impl Of {
    /// The form with all the fields.
    fn form(self, kind: &Kind) -> Option<String> {
        match self {
            Of::New => Some(format!("/{}/new", kind.plural)),
            Of::One(id) => Some(format!("/{}/{id}/edit", kind.plural)),
            Of::Many => None,
        }
    }
}

/// The dialog that asks for what is missing; a toast where nothing that is said would help.
pub(super) async fn missing(
    db: &Db,
    viewer: &Viewer,
    kind: &Arc<Kind>,
    asking: &Asking<'_>,
) -> Result<HttpResponse, PageError> {
    let lang = viewer.lang;
    let &Asking { url, pairs, errors, title, verb, of } = asking;
    if let Some((_, problem)) = errors.iter().find(|(_, problem)| !is_sayable(problem)) {
        let trigger = toast::failure(&i18n::problem(lang, problem));
        return Ok(HttpResponse::UnprocessableEntity().insert_header((toast::HEADER, trigger)).finish());
    }
    // What takes more than one control is filled in on the form.
    let missing: Vec<&Field> = errors.iter().filter_map(|(key, _)| kind.field(key)).collect();
    if let Some(first) = missing.iter().find(|field| !can_be_asked(field)) {
        let named: Vec<&str> = missing.iter().map(|field| field.label.text(lang)).collect();
        let text = tr::boards_fill_in_first(lang, &named.join(", "));
        let trigger = match of.form(kind) {
            Some(form) => {
                let place = FormField::new(first.key.as_ref(), "").id();
                toast::failure_at(&text, tr::boards_open_form(lang), &format!("{form}#{place}"))
            }
            None => toast::failure(&text),
        };
        return Ok(HttpResponse::UnprocessableEntity().insert_header((toast::HEADER, trigger)).finish());
    }
    let (of_kind, as_viewer) = (kind.clone(), viewer.clone());
    let (dictionary, currency) =
        db.read(move |conn| Ok((Dictionary::load(conn, lang)?, currency_of(conn, &as_viewer, &of_kind, of)?))).await?;
    let currency = currency.as_deref();
    Ok(in_dialog(&reason_dialog(&Reason {
        lang,
        kind,
        dictionary: &dictionary,
        title,
        verb,
        url,
        pairs,
        errors,
        currency,
    })))
}

/// The currency that a sum which is asked for is in; `None` where records of several may be meant.
fn currency_of(conn: &Connection, viewer: &Viewer, kind: &Kind, of: Of) -> kernel::Result<Option<String>> {
    let currency = kind.fields.iter().find_map(|field| match field.field_type {
        FieldType::Money { currency } => Some(currency),
        _ => None,
    });
    let Some(currency) = currency else { return Ok(None) };
    let kept = match of {
        Of::Many => return Ok(None),
        Of::New => None,
        Of::One(id) => store::get(conn, viewer, kind, id, Access::View)?.values.text(currency).map(str::to_owned),
    };
    match kept.filter(|code| !code.is_empty()) {
        Some(code) => Ok(Some(code)),
        None => Ok(Some(Office::load(conn)?.currency)),
    }
}

/// What was sent cannot be done like this: a dialog in place of the one it came from, if any.
pub(super) fn in_dialog(dialog: &Markup) -> HttpResponse {
    HttpResponse::build(StatusCode::UNPROCESSABLE_ENTITY)
        .insert_header(("HX-Retarget", "#dialogs"))
        .insert_header(("HX-Reswap", "innerHTML"))
        .insert_header(ContentType::html())
        .body(dialog.0.clone())
}
