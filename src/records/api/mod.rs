//! The JSON API, version 1: for records of every kind the same calls under `/api/v1/{plural}`, made from the registry.
//!
//! - A record is flat, by the keys of its fields; lists such as phones are replaced whole. Money is in minor units,
//!   instants are RFC 3339 in UTC, days `yyyy-mm-dd`.
//! - Beside a many-to-many list stands its main record alone, to read and to write ([`mains`]).
//! - The same verbs as the pages: rules, rights, events and undo cannot differ.
//! - A body is read strictly: what is unknown, read-only or of another type is refused at its path, and nothing is
//!   written.
//! - `ETag` is the version of a record; `If-Match` makes a change depend on it. An `Idempotency-Key` makes a create
//!   safe to repeat, also after the machine was cut off ([`idempotency`]).
//! - What the calls are is told by `/api/openapi.json` ([`describe`], [`schema`]) and to people by `/api`.

mod body;
mod calls;
mod conditions;
mod describe;
mod files;
mod idempotency;
mod json;
mod mains;
mod members;
mod option_lists;
mod page;
mod query;
mod schema;
pub mod shown;

pub use conditions::IfMatch;
pub use describe::idempotency_key;
pub use idempotency::{Key, create, sweeping};
pub use json::Shape;
pub use members::Members;
pub use schema::{list_of, schemas};

use self::calls::Counter;
use crate::access::Viewer;
use crate::platform::db::Db;
use crate::platform::web::{JsonObject, Need, Params, Routes};
use crate::records::registry::{Kind, Registry};
use actix_web::{HttpRequest, web};

/// Where the API begins.
pub const ROOT: &str = "/api/v1";

/// The calls for a kind.
pub fn routes(routes: &mut Routes, kind: &Kind) {
    type Shared<T> = web::Data<T>;
    let key = kind.key;
    let all = format!("{ROOT}/{}", kind.plural);
    let one = format!("{all}/{{id}}");
    let counter = move |db, registry, viewer| Counter { kind: key, db, registry, viewer };
    routes
        .get(
            all.clone(),
            Need::view(key),
            move |db: Shared<Db>, registry: Shared<Registry>, viewer: Viewer, params: Params<_>| {
                calls::list(counter(db, registry, viewer), params.0)
            },
        )
        .described(describe::list(kind));
    routes
        .post(
            all,
            Need::create(key),
            move |db: Shared<Db>,
                  registry: Shared<Registry>,
                  viewer: Viewer,
                  request: HttpRequest,
                  body: JsonObject| { calls::create(counter(db, registry, viewer), request, body.0) },
        )
        .described(describe::create(kind));
    routes
        .get(
            one.clone(),
            Need::view(key),
            move |db: Shared<Db>,
                  registry: Shared<Registry>,
                  viewer: Viewer,
                  request: HttpRequest,
                  id: web::Path<i64>,
                  params: Params<_>| { calls::show(counter(db, registry, viewer), request, *id, params.0) },
        )
        .described(describe::show(kind));
    routes
        .patch(
            one.clone(),
            Need::edit(key),
            move |db: Shared<Db>,
                  registry: Shared<Registry>,
                  viewer: Viewer,
                  request: HttpRequest,
                  id: web::Path<i64>,
                  body: JsonObject| { calls::update(counter(db, registry, viewer), request, *id, body.0) },
        )
        .described(describe::update(kind));
    routes
        .delete(
            one,
            Need::delete(key),
            move |db: Shared<Db>,
                  registry: Shared<Registry>,
                  viewer: Viewer,
                  request: HttpRequest,
                  id: web::Path<i64>| { calls::delete(counter(db, registry, viewer), request, *id) },
        )
        .described(describe::delete(kind));
    files::routes(routes, kind);
}

/// The values of choice fields, and the page that tells people of all this.
pub fn common_routes(routes: &mut Routes) {
    routes.get("/api", Need::SignedIn, page::show);
    routes
        .get(format!("{ROOT}/option-lists/{{list}}"), Need::SignedIn, option_lists::show)
        .described(option_lists::operation());
    files::common_routes(routes);
}
