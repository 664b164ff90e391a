//! The handlers: extract, one verb, one answer.

use super::conditions::{IfMatch, etag, is_known};
use super::idempotency::{self, Answer};
use super::json::Shape;
use super::query::{Fields, ListParams, ShowParams};
use super::{ROOT, body, json, query};
use crate::access::Viewer;
use crate::kernel::{Access, Error, KindKey};
use crate::platform::db::{Db, Tx};
use crate::platform::settings::Office;
use crate::platform::web::ApiError;
use crate::records::registry::{Kind, Registry};
use crate::records::{duplicates, list, service, store};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use anyhow::Context;
use serde::Serialize;
use serde_json::{Map, Value as Json};
use std::sync::Arc;

/// So many records that may be the same are named to who creates one.
const MAX_DUPLICATES: usize = 10;

const JSON: &str = "application/json";

#[derive(Serialize)]
struct Page<R> {
    items: Vec<R>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Made<R> {
    #[serde(flatten)]
    record: R,
    possible_duplicates: Vec<Json>,
}

/// Where a call about records of a kind is answered.
pub(super) struct Counter {
    pub kind: KindKey,
    pub db: web::Data<Db>,
    pub registry: web::Data<Registry>,
    pub viewer: Viewer,
}

impl Counter {
    fn kind(&self) -> Result<Arc<Kind>, Error> {
        self.registry.kind(self.kind)
    }
}

pub(super) async fn list(counter: Counter, params: ListParams) -> Result<HttpResponse, ApiError> {
    let (kind, viewer, now) = (counter.kind()?, counter.viewer, counter.db.clock().now());
    let wanted = query::list(&kind, &params)?;
    let read = move |conn: &rusqlite::Connection| {
        let fields = wanted.fields.of(&kind);
        // A program that follows `next` gets everything: it has no eyes for "1 000+".
        let query = wanted.query.found_whole(conn, &viewer, &kind)?;
        let page = list::page(conn, &viewer, &kind, &query, &fields, &wanted.slice, now)?;
        let shape = Shape::of(&kind, &wanted.fields);
        let items: Vec<_> = page.records.iter().map(|record| shape.record(record)).collect();
        written(&Page { items, next: page.next.map(|cursor| cursor.encode()) })
    };
    Ok(HttpResponse::Ok().content_type(JSON).body(counter.db.read(read).await?))
}

pub(super) async fn show(
    counter: Counter,
    request: HttpRequest,
    id: i64,
    params: ShowParams,
) -> Result<HttpResponse, ApiError> {
    let (kind, viewer) = (counter.kind()?, counter.viewer);
    let fields = Fields::parse(&kind, params.fields.as_deref())?;
    let read = move |conn: &rusqlite::Connection| {
        let record = store::get(conn, &viewer, &kind, id, Access::View)?;
        Ok((record.version, written(&Shape::of(&kind, &fields).record(&record))?))
    };
    let (version, record) = counter.db.read(read).await?;
    if is_known(&request, version) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, etag(version))).finish());
    }
    Ok(HttpResponse::Ok().insert_header((header::ETAG, etag(version))).content_type(JSON).body(record))
}

pub(super) async fn create(
    counter: Counter,
    request: HttpRequest,
    sent: Map<String, Json>,
) -> Result<HttpResponse, ApiError> {
    let (kind, viewer) = (counter.kind()?, counter.viewer);
    let (key, user) = (idempotency::Key::of(&request, &sent)?, viewer.user_id);
    let make = move |tx: &mut Tx<'_>| {
        let values = body::read(&Office::load(tx)?, &kind, None, &sent)?;
        let saved = service::create(tx, &viewer, &kind, values).map_err(|error| body::at_sent(&kind, &sent, error))?;
        let record = store::get(tx, &viewer, &kind, saved.id, Access::View)?;
        let twins = duplicates::find(tx, &viewer, &kind, &record.values, Some(record.id), MAX_DUPLICATES)?;
        let shape = Shape::whole(&kind);
        let made =
            Made { record: shape.record(&record), possible_duplicates: twins.iter().map(json::duplicate).collect() };
        Ok(Answer {
            location: format!("{ROOT}/{}/{}", kind.plural, record.id),
            etag: etag(record.version),
            body: written(&made)?,
        })
    };
    Ok(idempotency::create(&counter.db, user, key, make).await?.0)
}

pub(super) async fn update(
    counter: Counter,
    request: HttpRequest,
    id: i64,
    sent: Map<String, Json>,
) -> Result<HttpResponse, ApiError> {
    let (kind, viewer, condition) = (counter.kind()?, counter.viewer, IfMatch::of(&request)?);
    let write = move |tx: &mut Tx<'_>| {
        let version = condition.version(tx, &viewer, &kind, id)?;
        let current = match body::names_main(&kind, &sent) {
            true => Some(store::get(tx, &viewer, &kind, id, Access::View)?),
            false => None,
        };
        let changes = body::read(&Office::load(tx)?, &kind, current.as_ref(), &sent)?;
        let update = service::update(tx, &viewer, &kind, id, version, changes);
        update.map_err(|error| body::at_sent(&kind, &sent, error))?;
        let record = store::get(tx, &viewer, &kind, id, Access::View)?;
        Ok((record.version, written(&Shape::whole(&kind).record(&record))?))
    };
    let (version, record) = counter.db.write(write).await?;
    Ok(HttpResponse::Ok().insert_header((header::ETAG, etag(version))).content_type(JSON).body(record))
}

pub(super) async fn delete(counter: Counter, request: HttpRequest, id: i64) -> Result<HttpResponse, ApiError> {
    let (kind, viewer, condition) = (counter.kind()?, counter.viewer, IfMatch::of(&request)?);
    let write = move |tx: &mut Tx<'_>| {
        let version = condition.version(tx, &viewer, &kind, id)?;
        service::delete(tx, &viewer, &kind, id, version)
    };
    counter.db.write(write).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// As JSON, still where the records are: what is made of them is large, its text is not.
fn written(answer: &impl Serialize) -> Result<String, Error> {
    Ok(serde_json::to_string(answer).context("encode an answer")?)
}
