//! Closing a lead, well or badly, and taking it into work.

use super::conversion::{self, Conversion, DealTarget, Target, Wish};
use super::fields::{JUNK, JUNK_REASONS, KEY, STATUSES};
use super::service::{self, Move};
use super::views;
use crate::access::Viewer;
use crate::kernel::{Access, Error, FieldErrors, Problem, Result};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::web::{Form, Need, Page, PageError, Params, Routes, SeeOther, request};
use crate::records::options::{self, Dictionary};
use crate::records::service::Saved;
use crate::records::{Registry, store};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use rusqlite::Connection;
use serde::Deserialize;

type Shared<T> = web::Data<T>;
type Id = web::Path<i64>;

pub fn routes(routes: &mut Routes) {
    routes.get("/leads/{id}/conversion", Need::edit(KEY), new_conversion);
    routes.post("/leads/{id}/conversion", Need::edit(KEY), create_conversion);
    routes.get("/leads/{id}/junk", Need::edit(KEY), new_junk);
    routes.post("/leads/{id}/junk", Need::edit(KEY), create_junk);
    routes.post("/leads/{id}/status", Need::edit(KEY), update_status);
    routes.post("/leads/{id}/work", Need::edit(KEY), create_work);
    super::mode::routes(routes);
}

/// Words by which a client is looked for beside those that are offered.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct LookedFor {
    #[serde(default)]
    contact_q: String,
    #[serde(default)]
    company_q: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConversionForm {
    version: i64,
    #[serde(default)]
    contact: String,
    #[serde(default)]
    company: String,
    /// The number of a pipeline, or `none`.
    #[serde(default)]
    deal: String,
    #[serde(default)]
    contact_q: String,
    #[serde(default)]
    company_q: String,
    /// Sent by the buttons beside the words: look for clients, convert nothing yet.
    find: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JunkForm {
    version: i64,
    #[serde(default)]
    junk_reason: String,
    #[serde(default)]
    junk_note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusForm {
    version: Option<i64>,
    status: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WorkForm {
    version: i64,
}

/// With whom a page is made.
struct Desk<'a> {
    db: &'a Db,
    registry: &'a Shared<Registry>,
    viewer: &'a Viewer,
}

/// What is carried from one look at the page to the next.
#[derive(Default)]
struct Draft {
    looked_for: LookedFor,
    chosen: [Option<Target>; 2],
    /// As it was sent.
    deal: Option<String>,
    errors: FieldErrors,
    /// As whoever converts saw the lead: where it is another by now, that is told.
    version: Option<i64>,
}

async fn new_conversion(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    looked_for: Params<LookedFor>,
) -> Result<Page, PageError> {
    let draft = Draft { looked_for: looked_for.0, ..Draft::default() };
    conversion_page(&Desk { db: &db, registry: &registry, viewer: &viewer }, *id, draft).await
}

async fn create_conversion(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    form: Form<ConversionForm>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (id, form) = (*id, form.0);
    let targets = [target("contact", &form.contact), target("company", &form.company)];
    let mut draft = Draft {
        looked_for: LookedFor { contact_q: form.contact_q, company_q: form.company_q },
        chosen: [0, 1].map(|side| targets[side].as_ref().ok().copied()),
        deal: Some(form.deal.clone()),
        version: Some(form.version),
        ..Draft::default()
    };
    let desk = Desk { db: &db, registry: &registry, viewer: &viewer };
    if form.find.is_some() {
        return Ok(conversion_page(&desk, id, draft).await?.respond_to(&request));
    }
    let [contact, company] = targets;
    let deal = deal_target(&form.deal);
    let chosen = contact.and_then(|contact| Ok(Conversion { contact, company: company?, deal: deal? }));
    let (author, kinds, version) = (viewer.clone(), registry.clone(), Some(form.version));
    let outcome = match chosen {
        Ok(chosen) => db.write(move |tx| conversion::convert(tx, &author, &kinds, id, version, &chosen)).await,
        Err(error) => Err(error),
    };
    let status = match outcome {
        Ok(done) => return Ok(SeeOther(format!("/leads/{id}?done={}", done.action.0)).respond_to(&request)),
        Err(Error::Invalid(errors)) => {
            draft.errors = errors;
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(Error::Stale { .. }) => StatusCode::CONFLICT,
        Err(error) => return Err(error.into()),
    };
    Ok(conversion_page(&desk, id, draft).await?.status(status).respond_to(&request))
}

async fn conversion_page(desk: &Desk<'_>, id: i64, draft: Draft) -> Result<Page, PageError> {
    let (kinds, who, looked_for, chosen) =
        (desk.registry.clone(), desk.viewer.clone(), draft.looked_for.clone(), draft.chosen);
    let propose = move |conn: &Connection| {
        let wishes = [
            Wish { looked_for: &looked_for.contact_q, chosen: chosen[0] },
            Wish { looked_for: &looked_for.company_q, chosen: chosen[1] },
        ];
        conversion::propose(conn, &who, &kinds, id, wishes)
    };
    let proposal = desk.db.read(propose).await?;
    let lang = desk.viewer.lang;
    let title = tr::leads_conversion_title(lang, &proposal.lead.title);
    let body = views::conversion(&views::ConversionView {
        lang,
        proposal: &proposal,
        looked_for: [&draft.looked_for.contact_q, &draft.looked_for.company_q],
        deal: draft.deal.as_deref(),
        errors: &draft.errors,
        is_overtaken: draft.version.is_some_and(|version| version != proposal.lead.version),
    });
    Ok(Page::new(title, body))
}

/// `new`, `none`, or the id of a client.
fn target(field: &str, text: &str) -> Result<Target> {
    match text {
        "new" => Ok(Target::New),
        "none" => Ok(Target::Nothing),
        _ => text.parse().map(Target::Existing).map_err(|_| Error::invalid(field, Problem::NotAnOption)),
    }
}

/// The number of a pipeline, or nothing.
fn deal_target(text: &str) -> Result<DealTarget> {
    match text {
        "" | "none" => Ok(DealTarget::Nothing),
        _ => match text.parse() {
            Ok(pipeline_id) => Ok(DealTarget::New { pipeline_id }),
            Err(_) => Err(Error::invalid("deal", Problem::NotAnOption)),
        },
    }
}

async fn new_junk(db: Shared<Db>, registry: Shared<Registry>, viewer: Viewer, id: Id) -> Result<Page, PageError> {
    let desk = Desk { db: &db, registry: &registry, viewer: &viewer };
    junk_page(&desk, *id, &views::Typed::default()).await
}

async fn create_junk(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    form: Form<JunkForm>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (id, form) = (*id, form.0);
    let (author, kinds) = (viewer.clone(), registry.clone());
    let (reason, note) = (form.junk_reason.clone(), form.junk_note.clone());
    let outcome = db
        .write(move |tx| {
            let status = options::first_with(tx, STATUSES, JUNK)?;
            let status = status.ok_or_else(|| Error::conflict(tr::leads_no_junk))?;
            let why = Some((reason.as_str(), note.as_str()));
            let step = Move { status: &status.code, why, expected_version: Some(form.version) };
            service::set_status(tx, &author, &kinds, id, &step)
        })
        .await;
    let (status, errors) = match outcome {
        Ok(saved) => return Ok(back_to(id, saved).respond_to(&request)),
        Err(Error::Invalid(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        Err(Error::Stale { .. }) => (StatusCode::CONFLICT, FieldErrors::default()),
        Err(error) => return Err(error.into()),
    };
    let typed = views::Typed {
        reason: form.junk_reason,
        note: form.junk_note,
        errors,
        is_overtaken: status == StatusCode::CONFLICT,
    };
    let desk = Desk { db: &db, registry: &registry, viewer: &viewer };
    Ok(junk_page(&desk, id, &typed).await?.status(status).respond_to(&request))
}

async fn junk_page(desk: &Desk<'_>, id: i64, typed: &views::Typed) -> Result<Page, PageError> {
    let (kind, who) = (desk.registry.kind(KEY)?, desk.viewer.clone());
    let read = move |conn: &Connection| {
        Ok((store::get(conn, &who, &kind, id, Access::Edit)?, Dictionary::load(conn, who.lang)?))
    };
    let (lead, dictionary) = desk.db.read(read).await?;
    let reasons: Vec<_> = dictionary.offered(JUNK_REASONS).collect();
    let lang = desk.viewer.lang;
    Ok(Page::new(tr::leads_junk_title(lang, &lead.title), views::junk(lang, &lead, &reasons, typed)))
}

/// A click on the bar of statuses. What needs more than a click has a page of its own.
async fn update_status(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    form: Form<StatusForm>,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (id, StatusForm { version, status }) = (*id, form.0);
    let lang = viewer.lang;
    let outcome = db
        .write(move |tx| {
            let step = Move { status: &status, why: None, expected_version: version };
            service::set_status(tx, &viewer, &registry, id, &step)
        })
        .await;
    match outcome {
        Ok(saved) if request::wants_fragment(&asked) => {
            let undo = saved.action.map(|action| format!("/actions/{}/undo", action.0));
            let text = tr::leads_status_changed(lang);
            Ok(crate::platform::web::toast_and_refresh(text, undo.as_deref()))
        }
        Ok(saved) => Ok(back_to(id, saved).respond_to(&asked)),
        Err(Error::Invalid(errors)) => {
            let page = match (errors.first("status"), errors.first("junk_reason")) {
                (Some(Problem::NeedsConversion), _) => "conversion",
                (None, Some(_)) => "junk",
                _ => return Err(Error::Invalid(errors).into()),
            };
            Ok(SeeOther(format!("/leads/{id}/{page}")).respond_to(&asked))
        }
        Err(error) => Err(error.into()),
    }
}

async fn create_work(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    form: Form<WorkForm>,
) -> Result<SeeOther, PageError> {
    let id = *id;
    let saved = db.write(move |tx| service::take(tx, &viewer, &registry, id, Some(form.0.version))).await?;
    Ok(back_to(id, saved))
}

/// To the card, which offers to take it back.
fn back_to(id: i64, saved: Saved) -> SeeOther {
    let done = saved.action.map_or_else(String::new, |action| format!("?done={}", action.0));
    SeeOther(format!("/leads/{id}{done}"))
}
