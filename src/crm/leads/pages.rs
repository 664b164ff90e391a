//! Closing a lead, well or badly, and taking it into work.

use super::conversion::{self, Conversion, Target};
use super::fields::{JUNK, JUNK_REASONS, KEY, STATUSES};
use super::{service, views};
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
    contact: String,
    company: String,
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

async fn new_conversion(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    looked_for: Params<LookedFor>,
) -> Result<Page, PageError> {
    conversion_page(&db, &registry, &viewer, *id, looked_for.0, None, FieldErrors::default()).await
}

async fn create_conversion(
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: Id,
    form: Form<ConversionForm>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let id = *id;
    let ConversionForm { version, contact, company } = form.0;
    let chosen = target("contact", &contact).and_then(|contact| {
        let company = target("company", &company)?;
        Ok(Conversion { contact, company })
    });
    let (author, kinds) = (viewer.clone(), registry.clone());
    let outcome = match chosen {
        Ok(chosen) => db.write(move |tx| conversion::convert(tx, &author, &kinds, id, Some(version), &chosen)).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(done) => Ok(SeeOther(format!("/leads/{id}?done={}", done.action.0)).respond_to(&request)),
        Err(Error::Invalid(errors)) => {
            let again = Some(Conversion {
                contact: target("contact", &contact).unwrap_or_default(),
                company: target("company", &company).unwrap_or_default(),
            });
            let page = conversion_page(&db, &registry, &viewer, id, LookedFor::default(), again, errors).await?;
            Ok(page.invalid().respond_to(&request))
        }
        // Shown anew as it is now: what was chosen may no longer be there.
        Err(Error::Stale { .. }) => {
            let page = conversion_page(&db, &registry, &viewer, id, LookedFor::default(), None, FieldErrors::default())
                .await?;
            Ok(page.status(StatusCode::CONFLICT).respond_to(&request))
        }
        Err(error) => Err(error.into()),
    }
}

async fn conversion_page(
    db: &Db,
    registry: &Shared<Registry>,
    viewer: &Viewer,
    id: i64,
    looked_for: LookedFor,
    chosen: Option<Conversion>,
    errors: FieldErrors,
) -> Result<Page, PageError> {
    let (kinds, who, words) = (registry.clone(), viewer.clone(), looked_for.clone());
    let proposal =
        db.read(move |conn| conversion::propose(conn, &who, &kinds, id, [&words.contact_q, &words.company_q])).await?;
    let title = tr::leads_conversion_title(viewer.lang, &proposal.lead.title);
    let body = views::conversion(&views::ConversionView {
        lang: viewer.lang,
        proposal: &proposal,
        chosen: chosen.unwrap_or(Conversion { contact: proposal.contact.usual, company: proposal.company.usual }),
        looked_for: [&looked_for.contact_q, &looked_for.company_q],
        errors: &errors,
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

async fn new_junk(db: Shared<Db>, registry: Shared<Registry>, viewer: Viewer, id: Id) -> Result<Page, PageError> {
    junk_page(&db, &registry, &viewer, *id, ["", ""], FieldErrors::default()).await
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
            let status = status.ok_or_else(|| Error::Conflict("no status means junk".into()))?;
            let why = Some((reason.as_str(), note.as_str()));
            service::set_status(tx, &author, &kinds, id, Some(form.version), &status.code, why)
        })
        .await;
    match outcome {
        Ok(saved) => Ok(back_to(id, saved).respond_to(&request)),
        Err(Error::Invalid(errors)) => {
            let page = junk_page(&db, &registry, &viewer, id, [&form.junk_reason, &form.junk_note], errors).await?;
            Ok(page.invalid().respond_to(&request))
        }
        Err(error) => Err(error.into()),
    }
}

async fn junk_page(
    db: &Db,
    registry: &Registry,
    viewer: &Viewer,
    id: i64,
    typed: [&str; 2],
    errors: FieldErrors,
) -> Result<Page, PageError> {
    let (kind, who) = (registry.kind(KEY)?, viewer.clone());
    let read = move |conn: &rusqlite::Connection| {
        Ok((store::get(conn, &who, &kind, id, Access::Edit)?, Dictionary::load(conn, who.lang)?))
    };
    let (lead, dictionary) = db.read(read).await?;
    let reasons: Vec<_> = dictionary.offered(JUNK_REASONS).collect();
    let title = tr::leads_junk_title(viewer.lang, &lead.title);
    Ok(Page::new(title, views::junk(viewer.lang, &lead, &reasons, typed, &errors)))
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
    let outcome = db.write(move |tx| service::set_status(tx, &viewer, &registry, id, version, &status, None)).await;
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
