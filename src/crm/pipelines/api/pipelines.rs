//! The calls about pipelines.

use super::{Id, NoParams, READ_ONLY, Sent, Tools, looks, stage};
use crate::crm::pipelines::model::{PIPELINES, of_pipeline};
use crate::crm::pipelines::service;
use crate::kernel::{Error, Lang, Result};
use crate::platform::db::Tx;
use crate::platform::web::{ApiError, JsonObject, Params};
use crate::records::api::shown::{answer, created, version, versioned, whole_list};
use crate::records::api::{self, IfMatch, Key, Members};
use crate::records::options::{self, OptionChanges, OptionItem};
use actix_web::{HttpRequest, HttpResponse};
use rusqlite::Connection;
use serde_json::Value as Json;

/// In the office's order, the archived too, each with its stages.
pub(super) async fn list((db, _, viewer): Tools, _: Params<NoParams>) -> Result<HttpResponse, ApiError> {
    let read = move |conn: &Connection| {
        let all = options::of_list(conn, viewer.lang, PIPELINES)?;
        all.iter().enumerate().map(|(place, item)| shown(conn, viewer.lang, item, place)).collect::<Result<Vec<_>>>()
    };
    Ok(whole_list(db.read(read).await?))
}

pub(super) async fn show(
    (db, _, viewer): Tools,
    request: HttpRequest,
    id: Id,
    _: Params<NoParams>,
) -> Result<HttpResponse, ApiError> {
    Ok(answer(&request, &db.read(move |conn| find(conn, viewer.lang, *id)).await?))
}

pub(super) async fn create(
    (db, _, viewer): Tools,
    request: HttpRequest,
    body: JsonObject,
) -> Result<HttpResponse, ApiError> {
    let mut members = Members::of(&body.0);
    let sent = Sent::read(&mut members);
    members.finish(&READ_ONLY)?;
    let user = viewer.user_id;
    let make = move |tx: &mut Tx<'_>| {
        let color = sent.color.clone().unwrap_or_else(|| "blue".to_owned());
        let id = service::create(tx, &viewer, sent.labels(&Default::default()), &color)?;
        sent.settle(tx, &viewer, PIPELINES, id)?;
        Ok(created("pipelines", &find(tx, viewer.lang, id)?))
    };
    Ok(api::create(&db, user, Key::of(&request, &body.0)?, make).await?.0)
}

pub(super) async fn update(
    (db, _, viewer): Tools,
    request: HttpRequest,
    id: Id,
    body: JsonObject,
) -> Result<HttpResponse, ApiError> {
    let condition = IfMatch::of(&request)?;
    let write = move |tx: &mut Tx<'_>| {
        let item = options::get_of(tx, Lang::En, PIPELINES, *id)?;
        let mut members = Members::of(&body.0);
        let sent = Sent::read(&mut members);
        members.finish(&READ_ONLY)?;
        condition.check(version(&find(tx, viewer.lang, *id)?))?;
        let changes = OptionChanges { labels: Some(sent.labels(&item.labels)), color: sent.color.clone(), rules: None };
        options::change(tx, &viewer, *id, None, &changes)?;
        sent.settle(tx, &viewer, PIPELINES, *id)?;
        find(tx, viewer.lang, *id)
    };
    Ok(answer(&request, &db.write(write).await?))
}

/// Goes with its stages; only one that no deal is in.
pub(super) async fn delete(
    (db, registry, viewer): Tools,
    request: HttpRequest,
    id: Id,
    _: Params<NoParams>,
) -> Result<HttpResponse, ApiError> {
    let condition = IfMatch::of(&request)?;
    let write = move |tx: &mut Tx<'_>| {
        condition.check(version(&find(tx, viewer.lang, *id)?))?;
        service::delete(tx, &viewer, &registry, *id)
    };
    db.write(write).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn find(conn: &Connection, lang: Lang, id: i64) -> Result<Json> {
    let all = options::of_list(conn, lang, PIPELINES)?;
    let place = all.iter().position(|item| item.id == id).ok_or(Error::NotFound)?;
    shown(conn, lang, &all[place], place)
}

fn shown(conn: &Connection, lang: Lang, item: &OptionItem, place: usize) -> Result<Json> {
    let mut shown = looks(item, place);
    let stages = of_pipeline(conn, lang, item.id)?;
    shown["stages"] = stages.iter().enumerate().map(|(place, one)| stage(one, place)).collect();
    Ok(versioned(shown))
}
