//! `/settings/leads`: with or without leads.

use super::switch;
use super::views;
use crate::access::Viewer;
use crate::crm::pipelines::PIPELINES;
use crate::kernel::{Error, FieldErrors, Problem};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::web::{Need, Page, PageError, RawForm, Routes, SeeOther, request, toast_and_refresh};
use crate::records::Registry;
use crate::records::options::Dictionary;
use actix_web::{HttpRequest, HttpResponse, Responder, web};

/// Leads shown of what would become of them.
const SHOWN: usize = 20;

pub fn routes(routes: &mut Routes) {
    routes.get("/settings/leads", Need::Admin, show);
    routes.post("/settings/leads", Need::Admin, update);
}

async fn show(db: web::Data<Db>, registry: web::Data<Registry>, viewer: Viewer) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let are_used = switch::are_used(conn)?;
        let (proposals, count) = switch::preview(conn, &viewer, &registry, SHOWN)?;
        let dictionary = Dictionary::load(conn, lang)?;
        let pipelines: Vec<_> = dictionary.offered(PIPELINES).cloned().collect();
        Ok(views::page(&views::ModeView {
            lang,
            are_used,
            proposals: &proposals,
            count,
            pipelines: &pipelines,
            errors: &FieldErrors::default(),
        }))
    });
    Ok(Page::new(tr::leads_mode(lang), body.await?))
}

/// `mode` is `leads` or `deals`; `convert` is sent where the open leads are to become deals of `pipeline`.
async fn update(
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    form: RawForm,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    form.only(|name| matches!(name, "mode" | "convert" | "pipeline"))?;
    let is_without = match form.value("mode") {
        Some("leads") => false,
        Some("deals") => true,
        _ => return Err(Error::invalid("mode", Problem::NotAnOption).into()),
    };
    let pipeline = match form.value("convert") {
        None => None,
        Some(_) => {
            let code = form.value("pipeline").unwrap_or_default();
            Some(code.parse().map_err(|_| Error::invalid("pipeline", Problem::NotAnOption))?)
        }
    };
    let lang = viewer.lang;
    let done = switch::without_leads(&db, &viewer, &registry.into_inner(), is_without, pipeline).await?;
    let text = match (is_without, done.converted, done.refused) {
        (false, ..) => tr::leads_mode_with(lang).to_owned(),
        (true, 0, 0) => tr::leads_mode_without(lang).to_owned(),
        (true, converted, 0) => tr::leads_mode_converted(lang, converted as i64),
        (true, converted, refused) => {
            [tr::leads_mode_converted(lang, converted as i64), tr::leads_mode_refused(lang, refused as i64)].join(". ")
        }
    };
    let undo = done.action.map(|action| format!("/actions/{}/undo", action.0));
    if !request::wants_fragment(&asked) {
        return Ok(SeeOther("/settings/leads".to_owned()).respond_to(&asked));
    }
    Ok(toast_and_refresh(&text, undo.as_deref()))
}
