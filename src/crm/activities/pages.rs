//! Completing an activity, putting it off, taking it up again.

use super::fields::{KEY, USUAL_TYPE};
use super::panels::types;
use super::sentence::{self, DueAt};
use super::service::{self, Completion, Plan};
use super::views::{self, CompletionView, Typed};
use crate::access::Viewer;
use crate::kernel::{Access, ActionId, Error, FieldErrors, Problem, Result, Timestamp};
use crate::platform::db::Db;
use crate::platform::i18n::{format, parse, tr};
use crate::platform::web::{
    Form, Need, Page, PageError, Params, Routes, SeeOther, dialog_again, request, toast_and_refresh,
};
use crate::records::options::Dictionary;
use crate::records::service::Saved;
use crate::records::{Record, Registry, Value, store};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use chrono::{Datelike, Days};
use maud::Markup;
use rusqlite::Connection;
use serde::Deserialize;

type Shared<T> = web::Data<T>;
type Id = web::Path<i64>;

pub fn routes(routes: &mut Routes) {
    let edit = Need::edit(KEY);
    routes.get("/activities/{id}/completion", edit, new_completion);
    routes.post("/activities/{id}/completion", edit, create_completion);
    routes.get("/activities/{id}/completion/preview", edit, preview_next);
    routes.get("/activities/{id}/postponement", edit, new_postponement);
    routes.post("/activities/{id}/postponement", edit, create_postponement);
    routes.get("/activities/{id}/postponement/preview", edit, preview_postponement);
    routes.deed("/activities/{id}/reopening", edit, create_reopening);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompletionForm {
    version: Option<i64>,
    #[serde(default)]
    result: String,
    #[serde(default)]
    next_type: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NextTyped {
    #[serde(default)]
    next_type: String,
    #[serde(default)]
    next: String,
}

/// One of the usual times, or a sentence.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PostponementForm {
    to: Option<String>,
    #[serde(default)]
    when: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhenTyped {
    #[serde(default)]
    when: String,
}

async fn new_completion(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(KEY)?;
    let (lang, who, id, is_page) = (viewer.lang, viewer, *id, !request::wants_fragment(&asked));
    let body = db.read(move |conn| {
        let activity = store::get(conn, &who, &kind, id, Access::Edit)?;
        // What a sentence begins with says what it is, unless somebody chooses another type than the usual one.
        let next_type = USUAL_TYPE.to_owned();
        completion_dialog(conn, lang, &activity, &Typed { next_type, ..Typed::default() }, is_page)
    });
    Ok(shown(tr::activities_completion(lang), body.await?, is_page).respond_to(&asked))
}

async fn create_completion(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    form: Form<CompletionForm>,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (id, form) = (*id, form.0);
    let lang = viewer.lang;
    let typed =
        Typed { result: form.result, next_type: form.next_type, next: form.next, errors: FieldErrors::default() };
    let (result, next_type, next) = (typed.result.clone(), typed.next_type.clone(), typed.next.clone());
    let (who, kinds) = (viewer.clone(), registry.clone());
    let outcome = db.write(move |tx| {
        let next = Some(Plan { type_code: &next_type, text: &next }).filter(|next| !next.text.trim().is_empty());
        let completion = Completion { result: &result, next, expected_version: form.version };
        service::complete(tx, &who, &kinds, id, &completion)
    });
    let errors = match outcome.await {
        Ok(saved) => return Ok(told(&asked, id, &saved, tr::activities_completed(lang))),
        Err(Error::Invalid(errors)) => errors,
        Err(error) => return Err(error.into()),
    };
    let (kind, is_page) = (registry.kind(KEY)?, !request::wants_fragment(&asked));
    let typed = Typed { errors, ..typed };
    let body = db.read(move |conn| {
        let activity = store::get(conn, &viewer, &kind, id, Access::Edit)?;
        completion_dialog(conn, lang, &activity, &typed, is_page)
    });
    Ok(again(&asked, tr::activities_completion(lang), body.await?))
}

fn completion_dialog(
    conn: &Connection,
    lang: crate::kernel::Lang,
    activity: &Record,
    typed: &Typed,
    is_page: bool,
) -> Result<Markup> {
    let types = types(&*Dictionary::load(conn, lang)?);
    Ok(views::completion(&CompletionView { lang, activity, types: &types, typed, is_page }))
}

async fn preview_next(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    typed: Params<NextTyped>,
) -> Result<Page, PageError> {
    let (kind, id, now) = (registry.kind(KEY)?, *id, db.clock().now());
    let body = db.read(move |conn| {
        store::get(conn, &viewer, &kind, id, Access::Edit)?;
        let NextTyped { next_type, next } = &typed.0;
        let plan = Plan { type_code: next_type, text: next };
        let said = plan.read(&viewer, now);
        views::understood(conn, &viewer, now, next, &said, plan.type_of(&said))
    });
    Ok(Page::part(body.await?))
}

async fn new_postponement(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(KEY)?;
    let (lang, id, is_page) = (viewer.lang, *id, !request::wants_fragment(&asked));
    let activity = db.read(move |conn| store::get(conn, &viewer, &kind, id, Access::Edit)).await?;
    let body = views::postponement(lang, &activity, "", &FieldErrors::default(), is_page);
    Ok(shown(tr::activities_postpone(lang), body, is_page).respond_to(&asked))
}

async fn create_postponement(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    form: Form<PostponementForm>,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (id, form) = (*id, form.0);
    let (lang, kind) = (viewer.lang, registry.kind(KEY)?);
    let (who, kinds, when) = (viewer.clone(), registry.clone(), form.when.clone());
    let outcome = db.write(move |tx| {
        let activity = store::get(tx, &who, &kind, id, Access::View)?;
        let due = match &form.to {
            Some(to) => usual(&who, &activity, to, tx.now())?,
            None => said(&who, &when, tx.now())?,
        };
        service::postpone(tx, &who, &kinds, id, due)
    });
    let errors = match outcome.await {
        Ok(saved) => return Ok(told(&asked, id, &saved, tr::activities_postponed(lang))),
        Err(Error::Invalid(errors)) if errors.first("when").is_some() => errors,
        Err(error) => return Err(error.into()),
    };
    let (kind, is_page) = (registry.kind(KEY)?, !request::wants_fragment(&asked));
    let activity = db.read(move |conn| store::get(conn, &viewer, &kind, id, Access::Edit)).await?;
    let body = views::postponement(lang, &activity, &form.when, &errors, is_page);
    Ok(again(&asked, tr::activities_postpone(lang), body))
}

/// What a sentence says of when.
fn said(viewer: &Viewer, text: &str, now: Timestamp) -> Result<DueAt> {
    let understood = sentence::read_when(text, viewer.zone, now);
    let problem = if understood.is_past { Problem::InThePast } else { Problem::NotATime };
    understood.due.ok_or_else(|| Error::invalid("when", problem))
}

/// One of the times that the menu offers; what had a time of day keeps it.
fn usual(viewer: &Viewer, activity: &Record, to: &str, now: Timestamp) -> Result<DueAt> {
    let zone = viewer.zone;
    let today = format::local_day(zone, now);
    let days = match to {
        "hour" => return Ok(DueAt { at: Timestamp(now.plus_secs(3600).0 / 60_000 * 60_000), is_day: false }),
        "tomorrow" => 1,
        "monday" => 7 - u64::from(today.weekday().num_days_from_monday()),
        "week" => 7,
        _ => return Err(Error::invalid("to", Problem::NotAnOption)),
    };
    let wrong = |problem| Error::invalid("to", problem);
    let day = today.checked_add_days(Days::new(days)).ok_or_else(|| wrong(Problem::NotADate))?;
    let at = activity.values.int("due_at").filter(|_| activity.values.get("due_is_day") != &Value::Bool(true));
    match at {
        Some(at) => {
            let time = Timestamp(at).to_utc().with_timezone(&zone).time();
            let at = parse::in_zone(zone, day.and_time(time)).ok_or_else(|| wrong(Problem::NotADate))?;
            Ok(DueAt { at, is_day: false })
        }
        None => Ok(DueAt { at: parse::whole_day(day), is_day: true }),
    }
}

async fn preview_postponement(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    typed: Params<WhenTyped>,
) -> Result<Page, PageError> {
    let (kind, id, now) = (registry.kind(KEY)?, *id, db.clock().now());
    let body = db.read(move |conn| {
        let activity = store::get(conn, &viewer, &kind, id, Access::Edit)?;
        let said = sentence::read_when(&typed.0.when, viewer.zone, now);
        let type_code = activity.values.text("type").unwrap_or_default();
        views::understood(conn, &viewer, now, &typed.0.when, &said, type_code)
    });
    Ok(Page::part(body.await?))
}

async fn create_reopening(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (id, lang) = (*id, viewer.lang);
    let saved = db.write(move |tx| service::reopen(tx, &viewer, &registry, id)).await?;
    Ok(told(&asked, id, &saved, tr::activities_reopened(lang)))
}

fn shown(title: &str, body: Markup, is_page: bool) -> Page {
    if is_page { Page::new(title, body) } else { Page::part(body) }
}

/// The dialog with what is wrong, where the other one was.
fn again(asked: &HttpRequest, title: &str, body: Markup) -> HttpResponse {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    match request::wants_fragment(asked) {
        true => dialog_again(status, &body),
        false => Page::new(title, body).status(status).respond_to(asked),
    }
}

/// A toast with Undo where a script asked, the card of the activity where a form was sent.
fn told(asked: &HttpRequest, id: i64, saved: &Saved, text: &str) -> HttpResponse {
    let undo = |action: ActionId| format!("/actions/{}/undo", action.0);
    if request::wants_fragment(asked) {
        return toast_and_refresh(text, saved.action.map(undo).as_deref());
    }
    let done = saved.action.map_or_else(String::new, |action| format!("?done={}", action.0));
    SeeOther(format!("/activities/{id}{done}")).respond_to(asked)
}
