//! The pages of records of any kind.

mod bulk;
mod list;
mod search;
mod views;

use crate::access::Viewer;
use crate::platform::db::Db;
use crate::platform::web::{self as http, Need, RawForm, Routes};
use crate::records::registry::{Kind, Registry};
use actix_web::{HttpRequest, web};

/// The list of a kind and what is done from it.
pub fn list_routes(routes: &mut Routes, kind: &Kind) {
    type Shared<T> = web::Data<T>;
    let key = kind.key;
    let path = |rest: &str| format!("/{}{rest}", kind.plural);
    routes.get(
        path(""),
        Need::view(key),
        move |db: Shared<Db>, registry: Shared<Registry>, viewer, params: http::Params<_>| {
            list::index(key, db, registry, viewer, params.0)
        },
    );
    routes.get(
        path("/filter"),
        Need::view(key),
        move |db: Shared<Db>, registry: Shared<Registry>, viewer: Viewer, request: HttpRequest| {
            list::filter(key, db, registry, viewer, request)
        },
    );
    routes.post(
        path("/columns"),
        Need::view(key),
        move |db: Shared<Db>, registry: Shared<Registry>, viewer: Viewer, form: RawForm| {
            views::keep_columns(key, db, registry, viewer, form)
        },
    );
    routes.post(
        path("/views"),
        Need::view(key),
        move |db: Shared<Db>, registry: Shared<Registry>, viewer: Viewer, form: http::Form<_>| {
            views::create(key, db, registry, viewer, form.0)
        },
    );
    routes.post(
        path("/views/{id}"),
        Need::view(key),
        move |db: Shared<Db>, registry: Shared<Registry>, viewer: Viewer, id: web::Path<i64>, form: http::Form<_>| {
            views::update(key, db, registry, viewer, *id, form.0)
        },
    );
    routes.post(
        path("/views/{id}/deletion"),
        Need::view(key),
        move |db: Shared<Db>, registry: Shared<Registry>, viewer: Viewer, id: web::Path<i64>| {
            views::delete(key, db, registry, viewer, *id)
        },
    );
    routes.post(
        path("/bulk/deletion"),
        Need::delete(key),
        move |db: Shared<Db>, registry: Shared<Registry>, viewer: Viewer, form: RawForm| {
            bulk::delete(key, db, registry, viewer, form)
        },
    );
    routes.post(
        path("/bulk/assignment"),
        Need::edit(key),
        move |db: Shared<Db>, registry: Shared<Registry>, viewer: Viewer, form: RawForm| {
            bulk::assign(key, db, registry, viewer, form)
        },
    );
}

/// The search over all kinds.
pub fn search_routes(routes: &mut Routes) {
    routes.get("/search", Need::SignedIn, search::index);
}
