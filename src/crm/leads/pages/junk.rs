//! Closing a lead badly: why it is junk.

use super::super::fields::{JUNK, JUNK_REASONS, KEY, STATUSES};
use super::super::service::{self, Move};
use super::super::views;
use super::{Id, Tools, back_to};
use crate::kernel::{Access, Error, FieldErrors};
use crate::platform::i18n::tr;
use crate::platform::web::{Form, Page, PageError};
use crate::records::options::{self, Dictionary};
use crate::records::store;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder};
use rusqlite::Connection;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct JunkForm {
    version: i64,
    #[serde(default)]
    junk_reason: String,
    #[serde(default)]
    junk_note: String,
}

pub(super) async fn new(tools: Tools, id: Id) -> Result<Page, PageError> {
    page(&tools, *id, &views::Typed::default()).await
}

pub(super) async fn create(
    tools: Tools,
    id: Id,
    form: Form<JunkForm>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (id, form) = (*id, form.0);
    let (db, kinds, author) = tools.clone();
    let (reason, note) = (form.junk_reason.clone(), form.junk_note.clone());
    let outcome = db
        .write(move |tx| {
            let status = options::first_with(tx, STATUSES, JUNK)?;
            let status = status.ok_or_else(|| Error::conflict(tr::leads_no_junk))?;
            let why = Some((reason.as_str(), note.as_str()));
            let step = Move { status: &status.code, why, expected_version: Some(form.version) };
            service::set_status(tx, &author, &kinds, id, &step)
        })
        .await;
    let (status, errors) = match outcome {
        Ok(saved) => return Ok(back_to(id, saved).respond_to(&request)),
        Err(Error::Invalid(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        Err(Error::Stale { .. }) => (StatusCode::CONFLICT, FieldErrors::default()),
        Err(error) => return Err(error.into()),
    };
    let typed = views::Typed {
        reason: form.junk_reason,
        note: form.junk_note,
        errors,
        is_overtaken: status == StatusCode::CONFLICT,
    };
    Ok(page(&tools, id, &typed).await?.status(status).respond_to(&request))
}

async fn page((db, registry, viewer): &Tools, id: i64, typed: &views::Typed) -> Result<Page, PageError> {
    let (kind, who) = (registry.kind(KEY)?, viewer.clone());
    let read = move |conn: &Connection| {
        Ok((store::get(conn, &who, &kind, id, Access::Edit)?, Dictionary::load(conn, who.lang)?))
    };
    let (lead, dictionary) = db.read(read).await?;
    let reasons: Vec<_> = dictionary.offered(JUNK_REASONS).collect();
    let lang = viewer.lang;
    Ok(Page::new(tr::leads_junk_title(lang, &lead.title), views::junk(lang, &lead, &reasons, typed)))
}
