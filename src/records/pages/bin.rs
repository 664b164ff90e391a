//! The bin of a kind, and the way back out of it.

use super::bulk::WHICH;
use super::desk::Desk;
use super::{form, toast};
use crate::kernel::{Error, Problem};
use crate::platform::i18n::tr;
use crate::platform::web::{Page, PageError, RawForm, SeeOther, request};
use crate::records::bin::{self, Place};
use crate::records::service;
use crate::records::views::bin::{BinView, bin as view};
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: Option<String>,
}

pub(super) async fn index(desk: Desk, asked: Asked) -> Result<Page, PageError> {
    let (kind, viewer, reader) = (desk.kind()?, desk.viewer.clone(), desk.reader());
    if asked.q.chars().count() > 200 {
        return Err(Error::BadRequest("q is longer than 200 characters".into()).into());
    }
    let after = asked.after.as_deref().map(Place::parse).transpose()?;
    let title = tr::bin_title(viewer.lang, (kind.names.many)(viewer.lang));
    let of_kind = kind.clone();
    let q = asked.q.clone();
    let (rows, next) = desk.db.read(move |conn| bin::page(conn, &viewer, &of_kind, &q, after)).await?;
    let body = view(&BinView {
        reader: &reader,
        kind: &kind,
        title: &title,
        rows: &rows,
        next,
        q: &asked.q,
        is_first: after.is_none(),
    });
    Ok(Page::new(title, body))
}

/// Puts one record back.
pub(super) async fn restore(desk: Desk, id: i64) -> Result<SeeOther, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let plural = kind.plural;
    let saved = desk.db.write(move |tx| service::restore(tx, &viewer, &kind, id)).await?;
    Ok(SeeOther(form::done(format!("/{plural}/{id}"), &saved)))
}

/// Puts all that were ticked back, as one action. What is no longer there is passed over.
pub(super) async fn restore_many(desk: Desk, asked: HttpRequest, sent: RawForm) -> Result<HttpResponse, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let (lang, plural) = (viewer.lang, kind.plural);
    sent.only(|name| WHICH.contains(&name))?;
    let ids = sent.ids("ids")?;
    if ids.len() > bin::PAGE_ROWS {
        return Err(Error::invalid("ids", Problem::TooMany { max: bin::PAGE_ROWS }).into());
    }
    let (action, count) = desk
        .db
        .write(move |tx| {
            let (mut action, mut count) = (None, 0);
            for id in ids {
                match service::restore(tx, &viewer, &kind, id) {
                    Ok(saved) => (action, count) = (saved.action, count + 1),
                    Err(Error::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok((action, count))
        })
        .await?;
    if !request::wants_fragment(&asked) {
        return Ok(SeeOther(format!("/{plural}/bin")).respond_to(&asked));
    }
    let mut response = HttpResponse::NoContent();
    if let Some(trigger) = toast::header(&tr::bin_restored(lang, count), action, true) {
        response.insert_header((toast::HEADER, trigger));
    }
    Ok(response.finish())
}
