//! Files of a record: its panel, sending them, taking them away, and handing them out.

use super::Tools;
use super::desk::Desk;
use super::toast;
use crate::kernel::{Access, ActionId, Error};
use crate::platform::db::Tx;
use crate::platform::events;
use crate::platform::files::{FileStore, Limits};
use crate::platform::i18n::{problem, tr};
use crate::platform::web::send::{self, Manner};
use crate::platform::web::{self as http, Need, Page, PageError, Routes, SeeOther, request};
use crate::records::attachments::{self, Attachment, MAX_OF_RECORD};
use crate::records::panels::{Drawn, PanelContext, Place};
use crate::records::registry::Kind;
use crate::records::show::Reader;
use crate::records::store;
use crate::records::store::access::allowed;
use crate::records::views::files::{FilesView, SHOWN, all, name_form, panel};
use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use serde::Deserialize;
use serde_json::json;

type Store = web::Data<FileStore>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sent {
    /// The action of the file sent before this one, by the same hand.
    with: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// The files on cards.
pub fn attachment_routes(routes: &mut Routes, kind: &Kind) {
    let key = kind.key;
    let path = |rest: &str| format!("/{}/{{id}}/files{rest}", kind.plural);
    let desk = move |tools| Desk::new(key, tools);
    type Id = web::Path<i64>;
    type Ids = web::Path<(i64, i64)>;
    routes.get(path(""), Need::view(key), move |tools: Tools, store: Store, id: Id, _: http::Params<Nothing>| {
        index(desk(tools), store, *id)
    });
    routes.post(
        path(""),
        Need::edit(key),
        move |tools: Tools, store: Store, request: HttpRequest, id: Id, sent: http::Params<Sent>, body: Multipart| {
            create(desk(tools), store, request, *id, sent.0, body)
        },
    );
    for (rest, manner) in [("/{file}", Manner::Download), ("/{file}/view", Manner::Show)] {
        routes.get(path(rest), Need::view(key), move |tools: Tools, store: Store, request: HttpRequest, ids: Ids| {
            show(desk(tools), store, request, ids.into_inner(), manner)
        });
    }
    routes
        .get(path("/{file}/name"), Need::view(key), move |tools: Tools, ids: Ids| name(desk(tools), ids.into_inner()));
    routes.post(
        path("/{file}/name"),
        Need::view(key),
        move |tools: Tools, store: Store, request: HttpRequest, ids: Ids, typed: http::Form<_>| {
            rename(desk(tools), store, request, ids.into_inner(), typed.0)
        },
    );
    routes.deed(path("/{file}/deletion"), Need::view(key), move |tools: Tools, request: HttpRequest, ids: Ids| {
        delete(desk(tools), request, ids.into_inner())
    });
}

/// The panel on the card; `None` where there is nothing to show and nothing can be added.
pub(super) fn section(context: &PanelContext<'_>, reader: &Reader, limits: &Limits) -> Result<Option<Drawn>, Error> {
    let (conn, key, id) = (context.conn, context.kind.key, context.record.id);
    let files = attachments::list(conn, key, id, SHOWN)?;
    if files.is_empty() && !context.can_edit {
        return Ok(None);
    }
    let count = if files.len() < SHOWN { files.len() } else { attachments::count(conn, key, id)? };
    let view = FilesView { count, ..view_of(reader, context.kind, id, &files, context.can_edit, limits) };
    let title = tr::files_title(context.viewer.lang);
    Ok(Some(Drawn { place: Place::Side, title, body: panel(&view, context.viewer.user_id.0) }))
}

fn view_of<'a>(
    reader: &'a Reader,
    kind: &Kind,
    id: i64,
    files: &'a [Attachment],
    can_edit: bool,
    limits: &'a Limits,
) -> FilesView<'a> {
    FilesView { reader, url: format!("/{}/{id}", kind.plural), files, count: files.len(), can_edit, limits }
}

/// All of them on a page of their own.
async fn index(desk: Desk, store: Store, id: i64) -> Result<Page, PageError> {
    let (kind, viewer, reader, limits) = (desk.kind()?, desk.viewer.clone(), desk.reader(), store.limits().clone());
    let (title, body) = desk
        .db
        .read(move |conn| {
            let record = store::get(conn, &viewer, &kind, id, Access::View)?;
            let files = attachments::list(conn, kind.key, id, MAX_OF_RECORD)?;
            let can_edit = allowed(conn, &viewer, &kind, &[id], Access::Edit)?.contains(&id);
            let view = view_of(&reader, &kind, id, &files, can_edit, &limits);
            let title = tr::files_title_of(viewer.lang, &record.title);
            let body = all(&view, &title, viewer.user_id.0);
            Ok((title, body))
        })
        .await?;
    Ok(Page::new(title, body))
}

async fn create(
    desk: Desk,
    files: Store,
    asked: HttpRequest,
    id: i64,
    sent: Sent,
    body: Multipart,
) -> Result<HttpResponse, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let (lang, plural) = (viewer.lang, kind.plural);
    let place = (viewer.clone(), kind.clone(), id);
    let received = attachments::receive(&desk.db, files.into_inner(), &asked, place, body).await?;
    let write = move |tx: &mut Tx<'_>| {
        if let Some(action) = sent.with {
            attachments::go_on(tx, &viewer, &kind, id, ActionId(action))?;
        }
        let action = attachments::add(tx, &viewer, &kind, id, &received)?.action;
        let events = events::of_action_on(tx, action, kind.key, id)?;
        let count: usize = events.iter().map(|event| event.rows.len()).sum();
        Ok((action, count))
    };
    let (action, count) = desk.db.write(write).await?;
    if !request::wants_fragment(&asked) {
        return Ok(SeeOther(format!("/{plural}/{id}?done={}", action.0)).respond_to(&asked));
    }
    let said = json!({ "action": action.0, "text": tr::files_added_now(lang, count as i64) });
    Ok(HttpResponse::Ok().json(said))
}

async fn show(
    desk: Desk,
    files: Store,
    asked: HttpRequest,
    (id, file): (i64, i64),
    manner: Manner,
) -> Result<HttpResponse, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let found = desk.db.read(move |conn| attachments::get(conn, &viewer, &kind, id, file)).await?;
    Ok(send::stored(files.into_inner(), &asked, found.stored(), manner).await?)
}

/// The form in place of the name.
async fn name(desk: Desk, (id, file): (i64, i64)) -> Result<Page, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let url = format!("/{}/{id}", kind.plural);
    let found = desk.db.read(move |conn| attachments::get_own(conn, &viewer, &kind, id, file)).await?;
    Ok(Page::part(name_form(desk.viewer.lang, &url, file, &found.name, None)))
}

async fn rename(
    desk: Desk,
    files: Store,
    asked: HttpRequest,
    (id, file): (i64, i64),
    typed: Typed,
) -> Result<HttpResponse, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let (lang, url, name) = (viewer.lang, format!("/{}/{id}", kind.plural), typed.name.clone());
    let outcome =
        desk.db.write(move |tx| attachments::rename(tx, &viewer, (&kind, id), file, &name, files.limits())).await;
    match outcome {
        Err(Error::Invalid(errors)) => {
            let wrong = errors.first("name").map(|wrong| problem(lang, wrong));
            let form = name_form(lang, &url, file, &typed.name, wrong.as_deref());
            Ok(Page::part(form).invalid().respond_to(&asked))
        }
        // Even where nothing was different the form has to go.
        Ok(action) if request::wants_fragment(&asked) => {
            Ok(toast::refreshing(action.map_or("", |_| tr::files_deed_renamed(lang)), action))
        }
        Ok(Some(action)) => Ok(SeeOther(format!("{url}?done={}", action.0)).respond_to(&asked)),
        Ok(None) => Ok(SeeOther(url).respond_to(&asked)),
        Err(error) => Err(error.into()),
    }
}

async fn delete(desk: Desk, asked: HttpRequest, (id, file): (i64, i64)) -> Result<HttpResponse, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let (lang, plural) = (viewer.lang, kind.plural);
    let action = desk.db.write(move |tx| attachments::delete(tx, &viewer, &kind, id, file)).await?;
    if !request::wants_fragment(&asked) {
        return Ok(SeeOther(format!("/{plural}/{id}?done={}", action.0)).respond_to(&asked));
    }
    Ok(toast::refreshing(tr::files_deed_deleted(lang), Some(action)))
}
