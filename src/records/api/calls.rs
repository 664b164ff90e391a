//! The handlers: extract, one verb, one answer.

use super::conditions::{IfMatch, etag, is_known};
use super::idempotency::{self, Answer, Found};
use super::query::{ListParams, ShowParams};
use super::{ROOT, body, json, query};
use crate::access::Viewer;
use crate::kernel::{Access, Error, KindKey};
use crate::platform::db::Db;
use crate::platform::settings::Office;
use crate::platform::web::{ApiError, Failure};
use crate::records::registry::{Kind, Registry};
use crate::records::value::Record;
use crate::records::{list, service, store};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Map, Value as Json};
use std::sync::Arc;

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
        let page = list::page(conn, &viewer, &kind, &wanted.query, &fields, &wanted.slice, now)?;
        let items: Vec<Json> = page.records.iter().map(|record| json::record(&fields, record)).collect();
        Ok(serde_json::json!({ "items": items, "next": page.next.map(|cursor| cursor.encode()) }))
    };
    Ok(HttpResponse::Ok().json(counter.db.read(read).await?))
}

pub(super) async fn show(
    counter: Counter,
    request: HttpRequest,
    id: i64,
    params: ShowParams,
) -> Result<HttpResponse, ApiError> {
    let (kind, viewer) = (counter.kind()?, counter.viewer);
    let fields = query::Fields::parse(&kind, params.fields.as_deref())?;
    let read = move |conn: &rusqlite::Connection| {
        let record = store::get(conn, &viewer, &kind, id, Access::View)?;
        Ok((record.version, json::record(&fields.of(&kind), &record)))
    };
    let (version, record) = counter.db.read(read).await?;
    if is_known(&request, version) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, etag(version))).finish());
    }
    Ok(HttpResponse::Ok().insert_header((header::ETAG, etag(version))).json(record))
}

pub(super) async fn create(
    counter: Counter,
    request: HttpRequest,
    sent: Map<String, Json>,
) -> Result<HttpResponse, ApiError> {
    let (kind, viewer) = (counter.kind()?, counter.viewer);
    let key = idempotency::Key::of(&request, &sent)?;
    let write = move |tx: &mut crate::platform::db::Tx<'_>| {
        if let Some(key) = &key {
            match idempotency::find(tx, viewer.user_id, key)? {
                Found::Nothing => {}
                Found::Same(answer) => return Ok(Some(answer)),
                Found::Other => return Ok(None),
            }
        }
        let values = body::read(&Office::load(tx)?, &kind, &sent)?;
        let saved = service::create(tx, &viewer, &kind, values)?;
        let record = store::get(tx, &viewer, &kind, saved.id, Access::View)?;
        let answer = Answer {
            location: format!("{ROOT}/{}/{}", kind.plural, record.id),
            etag: etag(record.version),
            body: whole(&kind, &record).to_string(),
        };
        if let Some(key) = &key {
            idempotency::keep(tx, viewer.user_id, key, &answer)?;
        }
        Ok(Some(answer))
    };
    let answer = counter.db.write(write).await?.ok_or_else(Failure::idempotency_key_reused)?;
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, answer.location))
        .insert_header((header::ETAG, answer.etag))
        .content_type("application/json")
        .body(answer.body))
}

pub(super) async fn update(
    counter: Counter,
    request: HttpRequest,
    id: i64,
    sent: Map<String, Json>,
) -> Result<HttpResponse, ApiError> {
    let (kind, viewer, condition) = (counter.kind()?, counter.viewer, IfMatch::of(&request)?);
    let write = move |tx: &mut crate::platform::db::Tx<'_>| {
        let version = condition.version(tx, &viewer, &kind, id)?;
        let changes = body::read(&Office::load(tx)?, &kind, &sent)?;
        service::update(tx, &viewer, &kind, id, version, changes)?;
        let record = store::get(tx, &viewer, &kind, id, Access::View)?;
        Ok((record.version, whole(&kind, &record)))
    };
    let (version, record) = counter.db.write(write).await?;
    Ok(HttpResponse::Ok().insert_header((header::ETAG, etag(version))).json(record))
}

pub(super) async fn delete(counter: Counter, request: HttpRequest, id: i64) -> Result<HttpResponse, ApiError> {
    let (kind, viewer, condition) = (counter.kind()?, counter.viewer, IfMatch::of(&request)?);
    let write = move |tx: &mut crate::platform::db::Tx<'_>| {
        let version = condition.version(tx, &viewer, &kind, id)?;
        service::delete(tx, &viewer, &kind, id, version)
    };
    counter.db.write(write).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn whole(kind: &Kind, record: &Record) -> Json {
    json::record(&kind.fields.iter().collect::<Vec<_>>(), record)
}
