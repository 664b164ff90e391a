//! The pages of records of any kind.

mod bulk;
mod card;
mod comments;
mod desk;
mod field;
mod form;
mod list;
mod search;
mod suggestions;
mod timeline;
mod toast;
mod views;

use self::desk::Desk;
use crate::access::Viewer;
use crate::platform::db::Db;
use crate::platform::web::{self as http, Need, RawForm, Routes};
use crate::records::panels::Panels;
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

/// The form and the card of a kind.
pub fn card_routes(routes: &mut Routes, kind: &Kind) {
    let key = kind.key;
    let path = |rest: &str| format!("/{}{rest}", kind.plural);
    let desk = move |tools| Desk::new(key, tools);
    type Id = web::Path<i64>;
    type FieldOf = web::Path<(i64, String)>;
    routes.get(path("/new"), Need::create(key), move |tools: Tools| form::new(desk(tools)));
    routes.post(path(""), Need::create(key), move |tools: Tools, request: HttpRequest, sent: RawForm| {
        form::create(desk(tools), request, sent)
    });
    routes.get(path("/suggestions"), Need::view(key), move |tools: Tools, asked: http::Params<_>| {
        suggestions::index(desk(tools), asked.0)
    });
    routes.get(path("/{id}"), Need::view(key), move |tools: Tools, id: Id, asked: http::Params<_>| {
        card::show(desk(tools), *id, asked.0)
    });
    routes.get(path("/{id}/edit"), Need::edit(key), move |tools: Tools, id: Id| form::edit(desk(tools), *id));
    routes.post(path("/{id}"), Need::edit(key), move |tools: Tools, request: HttpRequest, id: Id, sent: RawForm| {
        form::update(desk(tools), request, *id, sent)
    });
    routes.get(
        path("/{id}/fields/{key}"),
        Need::edit(key),
        move |tools: Tools, of: FieldOf, asked: http::Params<_>| {
            let (id, field) = of.into_inner();
            field::edit(desk(tools), id, field, asked.0)
        },
    );
    routes.put(
        path("/{id}/fields/{key}"),
        Need::edit(key),
        move |tools: Tools, request: HttpRequest, of: FieldOf, asked: http::Params<_>, sent: RawForm| {
            let (id, field) = of.into_inner();
            field::update(desk(tools), request, id, field, asked.0, sent)
        },
    );
    routes.post(path("/{id}/deletion"), Need::delete(key), move |tools: Tools, id: Id| card::delete(desk(tools), *id));
}

/// What happened to a record, and what colleagues say about it.
pub fn timeline_routes(routes: &mut Routes, kind: &Kind) {
    let key = kind.key;
    let path = |rest: &str| format!("/{}/{{id}}{rest}", kind.plural);
    let desk = move |tools| Desk::new(key, tools);
    type Id = web::Path<i64>;
    type Ids = web::Path<(i64, i64)>;
    routes.get(
        path("/history"),
        Need::view(key),
        move |tools: Tools, request: HttpRequest, id: Id, asked: http::Params<_>| {
            timeline::index(desk(tools), request, *id, asked.0)
        },
    );
    routes.get(path("/mentions"), Need::view(key), move |tools: Tools, id: Id, asked: http::Params<_>| {
        comments::mentions(desk(tools), *id, asked.0)
    });
    routes.post(
        path("/comments"),
        Need::view(key),
        move |tools: Tools, request: HttpRequest, id: Id, written: http::Form<_>| {
            comments::create(desk(tools), request, *id, written.0)
        },
    );
    routes.get(path("/comments/{comment}"), Need::view(key), move |tools: Tools, ids: Ids| {
        let (id, comment) = ids.into_inner();
        comments::show(desk(tools), id, comment)
    });
    routes.get(path("/comments/{comment}/edit"), Need::view(key), move |tools: Tools, ids: Ids| {
        let (id, comment) = ids.into_inner();
        comments::edit(desk(tools), id, comment)
    });
    routes.post(
        path("/comments/{comment}"),
        Need::view(key),
        move |tools: Tools, request: HttpRequest, ids: Ids, written: http::Form<_>| {
            let (id, comment) = ids.into_inner();
            comments::update(desk(tools), request, id, comment, written.0)
        },
    );
    routes.post(
        path("/comments/{comment}/deletion"),
        Need::view(key),
        move |tools: Tools, request: HttpRequest, ids: Ids| {
            let (id, comment) = ids.into_inner();
            comments::delete(desk(tools), request, id, comment)
        },
    );
}

/// What the handlers of cards are given by the box.
type Tools = (web::Data<Db>, web::Data<Registry>, web::Data<Panels>, Viewer);

/// Taking back what was done, whatever it was.
pub fn undo_routes(routes: &mut Routes) {
    routes.post("/actions/{id}/undo", Need::SignedIn, card::undo);
}
