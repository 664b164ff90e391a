//! Editing the office's pipelines: `/settings/pipelines`.

mod pipelines;
mod stages;

use super::model::{PIPELINES, STAGES, of_pipeline};
use super::service::kind;
use super::views::{self, PipelineView};
use crate::access::Viewer;
use crate::kernel::{ActionId, Error, FieldErrors, Lang, Result};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::web::{Need, Page, PageError, RawForm, Routes, dialog_answer, done_and_refresh};
use crate::records::options::{self, OptionItem};
use crate::records::registry::Registry;
use actix_web::{HttpResponse, web};
use maud::Markup;
use rusqlite::Connection;

/// What the handlers are given by the box.
type Tools = (web::Data<Db>, web::Data<Registry>, Viewer);
type Id = web::Path<i64>;

pub fn routes(routes: &mut Routes) {
    let path = |rest: &str| ["/settings/pipelines", rest].concat();
    routes.get(path(""), Need::Admin, index);
    routes.get(path("/new"), Need::Admin, pipelines::ask_new);
    routes.post(path("/new"), Need::Admin, pipelines::create);
    routes.post(path("/order"), Need::Admin, |tools: Tools, form: RawForm| order(tools, PIPELINES, None, form));
    routes.get(path("/{id}/edit"), Need::Admin, pipelines::ask_edit);
    routes.post(path("/{id}/edit"), Need::Admin, pipelines::edit);
    routes.deed(path("/{id}/up"), Need::Admin, |tools: Tools, id: Id| up(tools, PIPELINES, *id));
    routes.deed(path("/{id}/archived"), Need::Admin, |tools: Tools, id: Id| archive(tools, PIPELINES, *id, true));
    routes.deed(path("/{id}/unarchived"), Need::Admin, |tools: Tools, id: Id| archive(tools, PIPELINES, *id, false));
    routes.get(path("/{id}/deletion"), Need::Admin, pipelines::ask_deletion);
    routes.deed(path("/{id}/deletion"), Need::Admin, pipelines::delete);
    routes.get(path("/{id}/stages/new"), Need::Admin, stages::ask_new);
    routes.post(path("/{id}/stages/new"), Need::Admin, stages::create);
    routes.post(path("/{id}/stages/order"), Need::Admin, |tools: Tools, id: Id, form: RawForm| {
        order(tools, STAGES, Some(*id), form)
    });
    let path = |rest: &str| ["/settings/stages/{id}", rest].concat();
    routes.get(path("/edit"), Need::Admin, stages::ask_edit);
    routes.post(path("/edit"), Need::Admin, stages::edit);
    routes.deed(path("/up"), Need::Admin, |tools: Tools, id: Id| up(tools, STAGES, *id));
    routes.deed(path("/archived"), Need::Admin, |tools: Tools, id: Id| archive(tools, STAGES, *id, true));
    routes.deed(path("/unarchived"), Need::Admin, |tools: Tools, id: Id| archive(tools, STAGES, *id, false));
    routes.get(path("/deletion"), Need::Admin, stages::ask_deletion);
    routes.post(path("/deletion"), Need::Admin, stages::delete);
}

async fn index((db, registry, viewer): Tools) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let kind = kind(&registry)?;
        let counts = options::counts(conn, &registry, STAGES)?;
        let mut pipelines = Vec::new();
        for item in options::of_list(conn, lang, PIPELINES)? {
            let stages = of_pipeline(conn, lang, item.id)?;
            pipelines.push(PipelineView { item, stages });
        }
        Ok(views::index(lang, &kind, &pipelines, &counts))
    });
    Ok(Page::new(tr::pipelines_title(lang), body.await?))
}

/// The whole order, as it was dragged; of the stages of one pipeline, or of the pipelines.
async fn order(
    (db, _, viewer): Tools,
    list: &'static str,
    of: Option<i64>,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    form.only(|name| name == "ids")?;
    let ids = form.ids("ids")?;
    let lang = viewer.lang;
    let action = db
        .write(move |tx| {
            if let Some(pipeline) = of {
                options::get_of(tx, lang, PIPELINES, pipeline)?;
            }
            if let Some(first) = ids.first()
                && options::get_of(tx, lang, list, *first)?.parent_id != of
            {
                return Err(Error::NotFound);
            }
            options::reorder(tx, &viewer, list, &ids)?;
            Ok(tx.action())
        })
        .await?;
    Ok(done_and_refresh(tr::options_reordered(lang), action))
}

/// One place up among its like.
async fn up((db, _, viewer): Tools, list: &'static str, id: i64) -> Result<HttpResponse, PageError> {
    let lang = viewer.lang;
    let action = db
        .write(move |tx| {
            let there = options::siblings(tx, lang, &options::get_of(tx, lang, list, id)?)?;
            let mut ids: Vec<i64> = there.iter().map(|item| item.id).collect();
            let at = ids.iter().position(|there| *there == id).ok_or(Error::NotFound)?;
            ids.swap(at, at.saturating_sub(1));
            options::reorder(tx, &viewer, list, &ids)?;
            Ok(tx.action())
        })
        .await?;
    Ok(done_and_refresh(tr::options_reordered(lang), action))
}

async fn archive(
    (db, _, viewer): Tools,
    list: &'static str,
    id: i64,
    is_archived: bool,
) -> Result<HttpResponse, PageError> {
    let lang = viewer.lang;
    let action = db
        .write(move |tx| {
            options::get_of(tx, lang, list, id)?;
            options::archive(tx, &viewer, id, is_archived)?;
            Ok(tx.action())
        })
        .await?;
    Ok(done_and_refresh(if is_archived { tr::options_now_archived(lang) } else { tr::options_now_back(lang) }, action))
}

/// What came of a form: done, or the dialog again with what is wrong. `draw` gets the errors, and what stands there now
/// where somebody was quicker.
async fn answered(
    db: &Db,
    lang: Lang,
    said: &str,
    outcome: Result<Option<ActionId>>,
    of: Option<i64>,
    draw: impl FnOnce(&Connection, &FieldErrors, Option<&OptionItem>) -> Result<Markup> + Send + 'static,
) -> Result<HttpResponse, PageError> {
    dialog_answer(db, said, outcome, move |conn, errors, is_overtaken| {
        let now = of.filter(|_| is_overtaken).map(|id| options::get(conn, lang, id)).transpose()?;
        draw(conn, errors, now.as_ref())
    })
    .await
}
