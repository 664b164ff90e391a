//! The pages of records of any kind.

mod actions;
mod bin;
mod board;
mod bulk;
mod card;
mod comments;
mod desk;
mod duplicates;
mod export;
mod field;
mod files;
mod filter_form;
mod form;
mod frame;
mod imports;
mod list;
mod live;
mod option_lists;
mod peek;
pub mod reason;
mod search;
mod suggestions;
mod timeline;
mod toast;
mod views;
pub mod works;

pub use self::files::attachment_routes;
pub use self::form::unmade;
pub use self::imports::file_routes;

use self::desk::Desk;
use crate::access::{Me, Staying, Viewer};
use crate::platform::db::Db;
use crate::platform::files::FileStore;
use crate::platform::web::{self as http, Need, RawForm, Routes, Streams};
use crate::records::panels::Panels;
use crate::records::registry::{Kind, Registry};
use actix_web::{HttpRequest, web};

/// The list of a kind and what is done from it.
pub fn list_routes(routes: &mut Routes, kind: &Kind) {
    use list::Tools;
    type Works = web::Data<works::Works>;
    type Id = web::Path<i64>;
    let key = kind.key;
    let path = |rest: &str| format!("/{}{rest}", kind.plural);
    let view = Need::view(key);
    routes.get(
        path(""),
        view,
        move |tools: Tools, panels: web::Data<Panels>, request: HttpRequest, asked: http::Params<_>| {
            list::index(key, tools, panels, request, asked.0)
        },
    );
    routes.get(
        path("/live"),
        view,
        move |tools: Tools, who: (Me, Staying, web::Data<Streams>), request: HttpRequest, asked: http::Params<_>| {
            live::listen(key, tools, who, request, asked.0)
        },
    );
    if kind.board_by.is_some() {
        board_routes(routes, kind);
    }
    type Shown = web::Data<Panels>;
    routes.get(path("/filter"), view, move |tools: Tools, panels: Shown, request: HttpRequest| {
        filter_form::index(key, tools, panels, request)
    });
    routes
        .get(path("/filter/panel"), view, move |tools: Tools, asked: http::Params<_>| list::panel(key, tools, asked.0));
    routes.get(path("/filter/counts"), view, move |tools: Tools, asked: http::Params<_>| {
        list::facets(key, tools, asked.0)
    });
    routes.get(path("/totals"), view, move |tools: Tools, asked: http::Params<_>| list::totals(key, tools, asked.0));
    routes.post(path("/columns"), view, move |tools: Tools, form: RawForm| views::keep_columns(key, tools, form));
    routes.post(path("/views"), view, move |tools: Tools, request: HttpRequest, form: http::Form<_>| {
        views::create(key, tools, request, form.0)
    });
    routes.get(path("/views/counts"), view, move |tools: Tools| views::counts(key, tools));
    routes.post(path("/views/settings"), view, move |tools: Tools, form: http::Form<_>| {
        views::settle(key, tools, form.0)
    });
    routes.post(path("/views/{id}"), view, move |tools: Tools, id: Id, form: http::Form<_>| {
        views::update(key, tools, *id, form.0)
    });
    // Buttons of the form of the settings, whose fields come along.
    type Beside = http::Form<views::Beside>;
    routes.post(path("/views/{id}/left"), view, move |tools: Tools, id: Id, _: Beside| {
        views::shift(key, tools, *id, false)
    });
    routes.post(path("/views/{id}/right"), view, move |tools: Tools, id: Id, _: Beside| {
        views::shift(key, tools, *id, true)
    });
    routes.post(path("/views/{id}/deletion"), view, move |tools: Tools, id: Id, _: Beside| {
        views::delete(key, tools, *id)
    });
    routes.post(path("/bulk/deletion"), Need::delete(key), move |tools: Tools, works: Works, form: RawForm| {
        bulk::delete(key, tools, works, form)
    });
    let edit = Need::edit(key);
    routes.post(path("/bulk/assignment"), edit, move |tools: Tools, works: Works, form: RawForm| {
        bulk::assign(key, tools, works, form)
    });
    routes.get(path("/bulk/change"), edit, move |tools: Tools| bulk::ask_change(key, tools));
    routes.post(path("/bulk/change"), edit, move |tools: Tools, works: Works, form: RawForm| {
        bulk::change(key, tools, works, form)
    });
    routes.get(path("/bulk/tags"), edit, move |tools: Tools| bulk::ask_tags(key, tools));
    routes.post(path("/bulk/tags"), edit, move |tools: Tools, works: Works, form: RawForm| {
        bulk::tag(key, tools, works, form)
    });
}

fn board_routes(routes: &mut Routes, kind: &Kind) {
    use list::Tools;
    let key = kind.key;
    let path = |rest: &str| format!("/{}{rest}", kind.plural);
    type Code = web::Path<String>;
    type Shown = web::Data<Panels>;
    routes.get(path("/board"), Need::view(key), move |tools: Tools, panels: Shown, asked: http::Params<_>| {
        board::index(key, tools, panels, asked.0)
    });
    routes.get(
        path("/board/cards/{ids}"),
        Need::view(key),
        move |tools: Tools, panels: Shown, request: HttpRequest, ids: Code, asked: http::Params<_>| {
            board::cards(key, tools, panels, request, ids.into_inner(), asked.0)
        },
    );
    routes.get(path("/board/mix"), Need::view(key), move |tools: Tools, asked: http::Params<_>| {
        board::mix(key, tools, asked.0)
    });
    routes.get(
        path("/board/{column}"),
        Need::view(key),
        move |tools: Tools, panels: Shown, code: Code, asked: http::Params<_>| {
            board::more(key, tools, panels, code.into_inner(), asked.0)
        },
    );
    routes.post(path("/board/{column}"), Need::create(key), move |tools: Tools, code: Code, form: RawForm| {
        board::add(key, tools, code.into_inner(), form)
    });
    routes.post(
        path("/{id}/board"),
        Need::edit(key),
        move |tools: Tools, panels: Shown, request: HttpRequest, id: web::Path<i64>, form: RawForm| {
            board::place(key, tools, panels, request, *id, form)
        },
    );
}

/// The lists the office edits.
pub fn option_list_routes(routes: &mut Routes) {
    use list::Tools;
    type List = web::Path<String>;
    type Value = web::Path<(String, i64)>;
    let path = |rest: &str| ["/settings/lists", rest].concat();
    routes.get(path(""), Need::Admin, option_lists::index);
    routes.get(path("/{list}"), Need::Admin, option_lists::show);
    routes.get(path("/{list}/new"), Need::Admin, option_lists::ask_new);
    routes.post(path("/{list}/new"), Need::Admin, option_lists::create);
    routes.post(path("/{list}/order"), Need::Admin, |tools: Tools, list: List, form: RawForm| {
        option_lists::order(tools, list, form)
    });
    routes.get(path("/{list}/{id}/edit"), Need::Admin, option_lists::ask_edit);
    routes.post(path("/{list}/{id}/edit"), Need::Admin, option_lists::edit);
    routes.deed(path("/{list}/{id}/up"), Need::Admin, option_lists::up);
    routes.deed(path("/{list}/{id}/archived"), Need::Admin, |tools: Tools, value: Value| {
        option_lists::archive(tools, value, true)
    });
    routes.deed(path("/{list}/{id}/unarchived"), Need::Admin, |tools: Tools, value: Value| {
        option_lists::archive(tools, value, false)
    });
    routes.get(path("/{list}/{id}/deletion"), Need::Admin, option_lists::ask_deletion);
    routes.post(path("/{list}/{id}/deletion"), Need::Admin, option_lists::delete);
}

/// The search over all kinds.
pub fn search_routes(routes: &mut Routes) {
    routes.get("/search", Need::SignedIn, search::index);
    routes.get("/search/suggestions", Need::SignedIn, suggestions::of_kinds);
    routes.get("/works/{id}", Need::SignedIn, works::show);
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
    routes.post(path("/duplicates"), Need::create(key), move |tools: Tools, sent: RawForm| {
        duplicates::index(desk(tools), sent)
    });
    routes.get(path("/suggestions"), Need::view(key), move |tools: Tools, asked: http::Params<_>| {
        suggestions::index(desk(tools), asked.0)
    });
    type Store = web::Data<FileStore>;
    routes.get(path("/{id}"), Need::view(key), move |tools: Tools, store: Store, id: Id, asked: http::Params<_>| {
        card::show(desk(tools), store.limits().clone(), *id, asked.0)
    });
    routes.get(path("/{id}/peek"), Need::view(key), move |tools: Tools, id: Id, asked: http::Params<_>| {
        peek::show(desk(tools), *id, asked.0)
    });
    routes.get(path("/bin"), Need::delete(key), move |tools: Tools, asked: http::Params<_>| {
        bin::index(desk(tools), asked.0)
    });
    routes.post(
        path("/bulk/restoration"),
        Need::delete(key),
        move |tools: Tools, request: HttpRequest, sent: RawForm| bin::restore_many(desk(tools), request, sent),
    );
    routes
        .deed(path("/{id}/restoration"), Need::delete(key), move |tools: Tools, id: Id| bin::restore(desk(tools), *id));
    routes.get(path("/{id}/edit"), Need::edit(key), move |tools: Tools, id: Id| form::edit(desk(tools), *id));
    routes.post(path("/{id}"), Need::edit(key), move |tools: Tools, request: HttpRequest, id: Id, sent: RawForm| {
        form::update(desk(tools), request, *id, sent)
    });
    routes.get(
        path("/{id}/fields/{key}"),
        Need::edit(key),
        move |tools: Tools, request: HttpRequest, of: FieldOf, asked: http::Params<_>| {
            let (id, field) = of.into_inner();
            field::edit(desk(tools), request, id, field, asked.0)
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
    routes.deed(path("/{id}/deletion"), Need::delete(key), move |tools: Tools, id: Id| card::delete(desk(tools), *id));
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
    routes.get(path("/preview"), Need::view(key), move |tools: Tools, id: Id, typed: http::Params<_>| {
        comments::preview(desk(tools), *id, typed.0)
    });
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
    routes.deed(
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
    routes.deed("/actions/last/undo", Need::SignedIn, actions::undo_last);
    routes.get("/actions/{id}", Need::SignedIn, actions::show);
    routes.post("/actions/{id}/undo", Need::SignedIn, actions::undo);
}
