//! Taking back what was done: at once where it is clear, after a look where something was changed since.

use super::toast;
use super::works::Works;
use crate::access::{Viewer, users};
use crate::kernel::{ActionId, Error, Lang, Result, Timestamp};
use crate::platform::db::{Db, Tx};
use crate::platform::events::{self, Action};
use crate::platform::i18n::tr;
use crate::platform::web::{Form, Page, PageError, SeeOther, request};
use crate::records::panels::Panels;
use crate::records::registry::Registry;
use crate::records::service::{self, Conflict, Refusal, Undone};
use crate::records::show::Reader;
use crate::records::value::Values;
use crate::records::views::undoing::{Line, UndoingView, dialog, page};
use crate::records::{import, store, timeline};
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use serde::Deserialize;
use std::collections::HashMap;

/// What was done longer ago than this is not taken back by a key without a look at it.
const FRESH_SECS: i64 = 15 * 60;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// What would stay as it is was shown.
    #[serde(default)]
    is_seen: bool,
}

type Tools = (web::Data<Db>, web::Data<Registry>, web::Data<Panels>, Viewer);

/// An action, and what would become of undoing it.
struct Preview {
    action: Action,
    by: String,
    lines: Vec<Line>,
    more: usize,
    conflicts: Vec<Conflict>,
    titles: HashMap<(String, i64), String>,
}

/// What would be taken back and what would stay, in words: a page, and a dialog for scripts.
pub(super) async fn show(
    (db, registry, panels, viewer): Tools,
    asked: HttpRequest,
    id: web::Path<i64>,
) -> Result<Page, PageError> {
    let (id, reader) = (ActionId(*id), Reader::of(&viewer, db.clock().now()));
    let found = preview(&db, &registry, &viewer, id).await?;
    Ok(draw(&found, &reader, &registry, &panels, request::wants_fragment(&asked)))
}

/// The toast's Undo, and the button of [`show`].
pub(super) async fn undo(
    tools: Tools,
    asked: HttpRequest,
    id: web::Path<i64>,
    sent: Form<Asked>,
) -> Result<HttpResponse, PageError> {
    take_back(tools, &asked, ActionId(*id), sent.0.is_seen).await
}

/// `Ctrl Z`: whatever this person did last.
pub(super) async fn undo_last(
    tools: Tools,
    works: web::Data<Works>,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (db, viewer) = (tools.0.clone(), tools.3.clone());
    let (lang, now) = (viewer.lang, db.clock().now());
    // What this person means is not there yet, and what is there was done before.
    if works.are_beginning(viewer.user_id) {
        return refused(&asked, lang, Refusal::Running);
    }
    let last = db.read(move |conn| service::last_undoable(conn, &viewer, now)).await?;
    let Some(last) = last else {
        return Ok(answer(&asked, tr::undoing_nothing(lang), None, false));
    };
    if last.at < now.plus_secs(-FRESH_SECS) {
        let (db, registry, panels, viewer) = tools;
        let found = preview(&db, &registry, &viewer, last.id).await?;
        let reader = Reader::of(&viewer, now);
        return Ok(draw(&found, &reader, &registry, &panels, request::wants_fragment(&asked)).respond_to(&asked));
    }
    take_back(tools, &asked, last.id, false).await
}

async fn take_back(
    (db, registry, panels, viewer): Tools,
    asked: &HttpRequest,
    id: ActionId,
    is_seen: bool,
) -> Result<HttpResponse, PageError> {
    let (lang, now) = (viewer.lang, db.clock().now());
    let reader = viewer.clone();
    let refusal = db.read(move |conn| service::refusal(conn, &reader, id, now)).await?;
    if let Some(refusal) = refusal.filter(|_| request::wants_fragment(asked)) {
        return refused(asked, lang, refusal);
    }
    if !is_seen {
        let found = preview(&db, &registry, &viewer, id).await?;
        if !found.conflicts.is_empty() {
            let reader = Reader::of(&viewer, now);
            return Ok(draw(&found, &reader, &registry, &panels, request::wants_fragment(asked)).respond_to(asked));
        }
    }
    let verb = db.read(move |conn| events::find_action(conn, id)).await?.map(|action| action.verb).unwrap_or_default();
    let undone = service::undo_in_chunks(&db, &registry, &viewer, id).await?;
    let database = db.clone();
    let ended = web::block(move || import::end_undone(&database, id)).await;
    ended.map_err(|error| Error::Internal(error.into()))??;
    let deed = panels.deed(lang, &verb).unwrap_or_else(|| timeline::deed(lang, &verb));
    // The toast's own script draws the page anew; the dialog's form has none.
    Ok(answer(asked, &said(lang, deed, &undone), undone.action, is_seen))
}

/// A toast for scripts, a page for a plain form.
fn refused(asked: &HttpRequest, lang: Lang, refusal: Refusal) -> Result<HttpResponse, PageError> {
    if !request::wants_fragment(asked) {
        return Err(Error::conflict(refusal.words()).into());
    }
    let trigger = toast::failure(refusal.text(lang));
    Ok(HttpResponse::Conflict().insert_header((toast::HEADER, trigger)).finish())
}

fn said(lang: Lang, deed: &str, undone: &Undone) -> String {
    match (undone.records, undone.conflicts.len()) {
        (_, 0) => tr::undoing_done(lang, &deed.to_lowercase()),
        (0, _) => tr::cards_undone_nothing(lang).to_owned(),
        (_, left) => tr::cards_undone_partly(lang, left as i64),
    }
}

/// A toast, with the way forth again, for scripts; the first page for a plain form.
fn answer(asked: &HttpRequest, said: &str, again: Option<ActionId>, refreshes: bool) -> HttpResponse {
    if !request::wants_fragment(asked) {
        return SeeOther("/".to_owned()).respond_to(asked);
    }
    let mut response = HttpResponse::NoContent();
    if let Some(trigger) = toast::undone(said, again, refreshes) {
        response.insert_header((toast::HEADER, trigger));
    }
    response.finish()
}

fn draw(found: &Preview, reader: &Reader, registry: &Registry, panels: &Panels, is_part: bool) -> Page {
    let view = UndoingView {
        reader,
        panels,
        registry,
        action: &found.action,
        by: &found.by,
        lines: &found.lines,
        more: found.more,
        conflicts: &found.conflicts,
        titles: &found.titles,
    };
    if is_part { Page::part(dialog(&view)) } else { Page::new(tr::undoing_title(reader.lang), page(&view)) }
}

/// Undoing is tried and given up, so this needs a turn of the writer.
async fn preview(db: &Db, registry: &web::Data<Registry>, viewer: &Viewer, id: ActionId) -> Result<Preview> {
    let (registry, viewer) = (registry.clone(), viewer.clone());
    db.write(move |tx| look(tx, &registry, &viewer, id)).await
}

fn look(tx: &mut Tx<'_>, registry: &Registry, viewer: &Viewer, id: ActionId) -> Result<Preview> {
    let now: Timestamp = tx.now();
    let undone = service::preview_undo(tx, registry, viewer, id)?;
    let action = events::find_action(tx, id)?.ok_or(Error::NotFound)?;
    let user = action.user_id.map(|id| users::find(tx, id)).transpose()?.flatten();
    let reader = Reader::of(viewer, now);
    let titles = titles(tx, registry, viewer, &undone)?;
    let mut lines = Vec::new();
    for event in &undone.shown {
        // Lists and views of the office have no card, and are told by the deed alone.
        let Ok(kind) = registry.kind(&event.kind) else {
            lines.push(Line { verb: event.verb.clone(), title: String::new(), changes: Vec::new() });
            continue;
        };
        let title = titles.get(&(event.kind.clone(), event.record_id)).cloned();
        let title = title.unwrap_or_else(|| tr::undoing_record(viewer.lang, &event.record_id.to_string()));
        let record = store::find(tx, viewer, &kind, event.record_id, crate::kernel::Access::View)?;
        let values = record.map_or_else(Values::default, |record| record.values);
        let changes = timeline::changes_of(tx, registry, viewer, &reader, &kind, &values, event)?;
        lines.push(Line { verb: event.verb.clone(), title, changes });
    }
    let total = events::count_of_action(tx, id)?;
    Ok(Preview {
        by: user.map_or_else(|| tr::cards_korob(viewer.lang).to_owned(), |user| user.name),
        more: total.saturating_sub(service::SHOWN),
        action,
        lines,
        conflicts: undone.conflicts,
        titles,
    })
}

/// How the records are called, by kind and id, that would go back or stay.
fn titles(
    tx: &Tx<'_>,
    registry: &Registry,
    viewer: &Viewer,
    undone: &Undone,
) -> Result<HashMap<(String, i64), String>> {
    let shown = undone.shown.iter().map(|event| (&event.kind, event.record_id));
    let named = shown.chain(undone.conflicts.iter().map(|conflict| (&conflict.kind, conflict.record_id)));
    let named: Vec<(&String, i64)> = named.collect();
    let mut titles = HashMap::new();
    for kind in registry.kinds().iter() {
        let ids: Vec<i64> = named.iter().filter(|(of, _)| *of == kind.key).map(|(_, id)| *id).collect();
        let found = store::titles(tx, viewer, kind, &ids)?;
        titles.extend(found.into_iter().map(|(id, title)| ((kind.key.to_owned(), id), title)));
    }
    Ok(titles)
}
