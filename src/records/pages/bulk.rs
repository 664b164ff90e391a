//! What is done with the ticked rows of a list.

use super::frame::tags;
use super::list::Tools;
use super::reason::{Asking, Of, can_be_said, in_dialog, missing, sets};
use super::toast;
use super::works::{AT_ONCE, Begun, Outcome, Works};
use crate::access::Viewer;
use crate::kernel::{Error, FieldErrors, KindKey, Lang, Problem, Result};
use crate::platform::db::Db;
use crate::platform::i18n::{self, tr};
use crate::platform::settings::Office;
use crate::platform::web::{Page, PageError, RawForm, ascii};
use crate::records::list::{self, Address, Params};
use crate::records::options::Dictionary;
use crate::records::registry::{FieldType, Kind};
use crate::records::service::{self, BulkChange, BulkDone, CutShort};
use crate::records::value::{Value, Values};
use crate::records::views::list::bulk::{self as views, SET, TypedTags};
use actix_web::{HttpResponse, web};
use maud::Markup;
use std::sync::Arc;

/// Which records are meant: the ticked ones, or all of a view.
pub(super) const WHICH: [&str; 3] = ["ids", "all", "view"];

/// Says what was done to so many records.
type Said = fn(Lang, usize) -> String;

pub(super) async fn delete(
    kind: KindKey,
    tools: Tools,
    works: web::Data<Works>,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    form.only(|name| WHICH.contains(&name))?;
    let lang = tools.2.lang;
    let done = run(kind, tools, works, &form, BulkChange::Delete, tr::records_bulk_deleted).await?;
    Ok(done.unwrap_or_else(|errors| refused(lang, &errors)))
}

pub(super) async fn assign(
    kind: KindKey,
    tools: Tools,
    works: web::Data<Works>,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    // Who sees only own records would lose them; the menu does not offer it.
    if !tools.2.may_assign() {
        return Err(Error::Forbidden.into());
    }
    form.only(|name| name == "responsible_id" || WHICH.contains(&name))?;
    let responsible: i64 = form
        .value("responsible_id")
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| Error::invalid("responsible_id", Problem::Required))?;
    let change = BulkChange::Set(Values::default().with("responsible_id", Value::Int(responsible)));
    let lang = tools.2.lang;
    let done = run(kind, tools, works, &form, change, changed).await?;
    Ok(done.unwrap_or_else(|errors| refused(lang, &errors)))
}

pub(super) async fn ask_change(kind: KindKey, (db, registry, viewer): Tools) -> Result<Page, PageError> {
    let kind = registry.kind(kind)?;
    Ok(Page::part(change_dialog(&db, viewer.lang, &kind, "", None).await?))
}

async fn change_dialog(
    db: &Db,
    lang: Lang,
    kind: &Arc<Kind>,
    chosen: &str,
    problem: Option<Problem>,
) -> Result<Markup> {
    let (kind, chosen) = (kind.clone(), chosen.to_owned());
    let draw = move |dictionary: &Dictionary| views::change_dialog(lang, &kind, dictionary, &chosen, problem.as_ref());
    db.read(move |conn| Ok(draw(&*Dictionary::load(conn, lang)?))).await
}

/// `change` is `status=new`; what it needs beside comes as `set.junk_reason`, asked for in a dialog.
pub(super) async fn change(
    kind: KindKey,
    tools: Tools,
    works: web::Data<Works>,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    let (db, registry, viewer) = &tools;
    let of_kind = registry.kind(kind)?;
    form.only(|name| matches!(name, "change" | "dialog") || name.starts_with(SET) || WHICH.contains(&name))?;
    let (key, code) = form.value("change").and_then(|change| change.split_once('=')).unwrap_or_default();
    let field = of_kind.form_fields().find(|field| field.key == key);
    if !field.is_some_and(|field| matches!(field.field_type, FieldType::Choice { .. })) {
        return Err(Error::invalid("change", Problem::Required).into());
    }
    let office = db.read(Office::load).await?;
    let (mut values, errors) = sets(viewer, &office, &of_kind, &Values::default(), &form.0);
    if !errors.is_empty() {
        let url = format!("/{}/bulk/change", of_kind.plural);
        let title = tr::lists_bulk_change(viewer.lang);
        let asking = Asking { url: &url, pairs: &form.0, errors: &errors, title, verb: title, of: Of::Many };
        return missing(db, viewer, &of_kind, &asking).await;
    }
    values.set(key, if code.is_empty() { Value::Empty } else { code.into() });
    let ids = chosen(db, viewer, &of_kind, &form).await?;
    // What a rule asks for is asked before anything is changed.
    if let Some(errors) = rehearse(db, viewer, &of_kind, &ids, &values).await? {
        let url = format!("/{}/bulk/change", of_kind.plural);
        let title = tr::lists_bulk_change(viewer.lang);
        let asking = Asking { url: &url, pairs: &form.0, errors: &errors, title, verb: title, of: Of::Many };
        return missing(db, viewer, &of_kind, &asking).await;
    }
    let (db, lang) = (db.clone(), viewer.lang);
    match run(kind, tools, works, &form, BulkChange::Set(values), changed).await? {
        Ok(done) => Ok(done),
        Err(errors) => {
            let chosen = form.value("change").unwrap_or_default();
            Ok(in_dialog(&change_dialog(&db, lang, &of_kind, chosen, first(&errors).cloned()).await?))
        }
    }
}

pub(super) async fn ask_tags(kind: KindKey, (db, registry, viewer): Tools) -> Result<Page, PageError> {
    let kind = registry.kind(kind)?;
    Ok(Page::part(tags_dialog(&db, &viewer, &kind, &TypedTags::default()).await?))
}

async fn tags_dialog(db: &Db, viewer: &Viewer, kind: &Arc<Kind>, typed: &TypedTags<'_>) -> Result<Markup> {
    let (of_kind, who) = (kind.clone(), viewer.clone());
    let known = db.read(move |conn| tags(conn, &who, &of_kind)).await?;
    Ok(views::tags_dialog(viewer.lang, kind, &known, typed))
}

pub(super) async fn tag(
    kind: KindKey,
    tools: Tools,
    works: web::Data<Works>,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    form.only(|name| matches!(name, "tags" | "is_removal") || WHICH.contains(&name))?;
    let (db, of_kind, viewer) = (tools.0.clone(), tools.1.kind(kind)?, tools.2.clone());
    let typed = form.value("tags").unwrap_or_default();
    let is_removal = form.value("is_removal").is_some();
    let names: Vec<String> =
        typed.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let problem = if names.is_empty() { Some(Problem::Required) } else { service::tags_problem(&names) };
    let problem = match problem {
        Some(problem) => Some(problem),
        None => {
            let change = if is_removal { BulkChange::RemoveTags(names) } else { BulkChange::AddTags(names) };
            match run(kind, tools, works, &form, change, changed).await? {
                Ok(done) => return Ok(done),
                Err(errors) => first(&errors).cloned(),
            }
        }
    };
    Ok(in_dialog(&tags_dialog(&db, &viewer, &of_kind, &TypedTags { names: typed, is_removal, problem }).await?))
}

/// Nothing could be done, and there is no dialog to say it in.
fn refused(lang: Lang, errors: &FieldErrors) -> HttpResponse {
    let text = first(errors).map_or_else(|| tr::records_bulk_nothing(lang).to_owned(), |p| i18n::problem(lang, p));
    HttpResponse::UnprocessableEntity().insert_header((toast::HEADER, toast::failure(&text))).finish()
}

fn first(errors: &FieldErrors) -> Option<&Problem> {
    errors.iter().next().map(|(_, problem)| problem)
}

fn changed(lang: Lang, count: usize) -> String {
    tr::records_bulk_changed(lang, count)
}

/// Does it: a few records at once, many in the background. Errors where nothing was changed because a rule refuses it.
async fn run(
    kind: KindKey,
    (db, registry, viewer): Tools,
    works: web::Data<Works>,
    form: &RawForm,
    change: BulkChange,
    said: Said,
) -> Result<Result<HttpResponse, FieldErrors>, PageError> {
    let kind = registry.kind(kind)?;
    let work = Begun::of(works, viewer.user_id);
    let ids = chosen(&db, &viewer, &kind, form).await?;
    let lang = viewer.lang;
    if ids.len() <= AT_ONCE {
        let done = match service::bulk(&db, &viewer, &kind, ids, change, |done| work.progress(done)).await {
            Err(cut) if cut.done.action.is_none() => return Err(cut.error.into()),
            Ok(BulkDone { changed: 0, first_refusal: Some(errors), .. }) => return Ok(Err(errors)),
            done => done,
        };
        return Ok(Ok(told(&serde_json::json!({ "toast": outcome(lang, done, said).toast(), "refresh": "" }))));
    }
    let answer = work.answer(lang, ids.len());
    actix_web::rt::spawn(async move {
        let done = service::bulk(&db, &viewer, &kind, ids, change, |done| work.progress(done)).await;
        work.end(outcome(lang, done, said));
    });
    Ok(Ok(answer))
}

fn told(trigger: &serde_json::Value) -> HttpResponse {
    HttpResponse::NoContent().insert_header((toast::HEADER, ascii(&trigger.to_string()))).finish()
}

/// What to say of work that ended, early or not: what was done of it can be taken back.
fn outcome(lang: Lang, done: Result<BulkDone, Box<CutShort>>, said: Said) -> Outcome {
    match done {
        Ok(done) => Outcome { text: text(lang, &done, said), undo: done.action, is_failed: false },
        Err(cut) => {
            tracing::error!("a change of many records ended early: {:#}", cut.error);
            let failed = tr::lists_work_failed(lang).to_owned();
            let text = if cut.done.changed == 0 { failed } else { [failed, text(lang, &cut.done, said)].join(". ") };
            Outcome { text, undo: cut.done.action, is_failed: true }
        }
    }
}

/// The first reason why one of these records would not take the values that can be asked for. What else keeps a record
/// from them is told when the others are done.
async fn rehearse(
    db: &Db,
    viewer: &Viewer,
    kind: &Arc<Kind>,
    ids: &[i64],
    values: &Values,
) -> Result<Option<FieldErrors>> {
    let (viewer, kind, values) = (viewer.clone(), kind.clone(), values.clone());
    let ids: Vec<i64> = ids.iter().copied().take(20).collect();
    db.write(move |tx| {
        for id in ids {
            let tried = tx.rehearse(|tx| service::update(tx, &viewer, &kind, id, None, values.clone()));
            match tried {
                Err(Error::Invalid(errors)) if can_be_said(&errors) => return Ok(Some(errors)),
                _ => {}
            }
        }
        Ok(None)
    })
    .await
}

/// The ticked records, or all of the list when that was asked for.
async fn chosen(db: &Db, viewer: &Viewer, kind: &Arc<Kind>, form: &RawForm) -> Result<Vec<i64>> {
    if form.value("all").is_none() {
        return form.ids("ids");
    }
    // Which list "all" are of is said, and never guessed: whatever it is, much is done to it.
    let params = Params::of_list(form.value("view").unwrap_or_default());
    if params.view.is_none() {
        return Err(Error::invalid("view", Problem::Required));
    }
    let (viewer, kind, now) = (viewer.clone(), kind.clone(), db.clock().now());
    db.read(move |conn| {
        let address = Address::resolve(conn, &viewer, &kind, &params)?;
        list::all_ids(conn, &viewer, &kind, &address.query, now)
    })
    .await
}

fn text(lang: Lang, done: &BulkDone, said: Said) -> String {
    let left = done.skipped + done.refused;
    let why = done.first_refusal.as_ref().and_then(first).map(|problem| i18n::problem(lang, problem));
    match (done.changed, left) {
        (0, _) => why.unwrap_or_else(|| tr::records_bulk_nothing(lang).to_owned()),
        (changed, 0) => said(lang, changed),
        (changed, left) => {
            let left = tr::records_bulk_left(lang, left);
            let parts = [Some(said(lang, changed)), Some(left), why].into_iter().flatten();
            parts.collect::<Vec<_>>().join(". ")
        }
    }
}
