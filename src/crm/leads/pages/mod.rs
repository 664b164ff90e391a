//! Closing a lead, well or badly, and taking it into work.

mod conversion;
mod junk;

use super::fields::KEY;
use super::service::{self, Move};
use crate::access::Viewer;
use crate::kernel::{Error, Problem};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::web::{Form, Need, PageError, Routes, SeeOther, request, toast_and_refresh};
use crate::records::Registry;
use crate::records::service::Saved;
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use serde::Deserialize;

type Shared<T> = web::Data<T>;
type Id = web::Path<i64>;
type Tools = (Shared<Db>, Shared<Registry>, Viewer);

pub fn routes(routes: &mut Routes) {
    routes.get("/leads/{id}/conversion", Need::edit(KEY), conversion::new);
    routes.post("/leads/{id}/conversion", Need::edit(KEY), conversion::create);
    routes.get("/leads/{id}/junk", Need::edit(KEY), junk::new);
    routes.post("/leads/{id}/junk", Need::edit(KEY), junk::create);
    routes.post("/leads/{id}/status", Need::edit(KEY), update_status);
    routes.post("/leads/{id}/work", Need::edit(KEY), create_work);
    super::mode::routes(routes);
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

/// A click on the bar of statuses. What needs more than a click has a page of its own.
async fn update_status(
    (db, registry, viewer): Tools,
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
            Ok(toast_and_refresh(text, undo.as_deref()))
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

async fn create_work((db, registry, viewer): Tools, id: Id, form: Form<WorkForm>) -> Result<SeeOther, PageError> {
    let id = *id;
    let saved = db.write(move |tx| service::take(tx, &viewer, &registry, id, Some(form.0.version))).await?;
    Ok(back_to(id, saved))
}

/// To the card, which offers to take it back.
fn back_to(id: i64, saved: Saved) -> SeeOther {
    let done = saved.action.map_or_else(String::new, |action| format!("?done={}", action.0));
    SeeOther(format!("/leads/{id}{done}"))
}
