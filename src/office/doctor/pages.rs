//! Health for administrators: `/settings/health`.

use super::examiner::Examiner;
use super::facts::Facts;
use super::views::{self, HealthView};
use crate::access::Viewer;
use crate::kernel::{Error, Result};
use crate::office::certificate::Reach;
use crate::platform::i18n::tr;
use crate::platform::web::{Need, Page, PageError, Routes, SeeOther, request, send, toast_and_refresh};
use actix_web::http::header::{self, DispositionType};
use actix_web::{HttpRequest, HttpResponse, Responder, web};

pub(super) const BASE: &str = "/settings/health";

/// What the support bundle is called where it is saved.
const BUNDLE: &str = "korob-support.tar.zst";

type Tools = (web::Data<Examiner>, Viewer);

pub fn routes(routes: &mut Routes) {
    let path = |rest: &str| [BASE, rest].concat();
    routes.get(BASE, Need::Admin, show);
    routes.get(path("/state"), Need::Admin, state);
    routes.deed(path("/look"), Need::Admin, look);
    routes.deed(path("/mending"), Need::Admin, mend);
    routes.deed(path("/bundle"), Need::Admin, bundle);
}

async fn show(tools: Tools, reach: web::Data<Reach>) -> Result<Page, PageError> {
    let lang = tools.1.lang;
    Ok(Page::new(tr::health_title(lang), views::page(&view(&tools, &reach).await?)))
}

/// What is found, once the close look is over: until then nobody's page is changed under their eyes.
async fn state(tools: Tools, reach: web::Data<Reach>, asked: HttpRequest) -> Result<HttpResponse, PageError> {
    if tools.0.look().is_on {
        return Ok(HttpResponse::NoContent().finish());
    }
    Ok(Page::part(views::state(&view(&tools, &reach).await?)).respond_to(&asked))
}

async fn view((examiner, viewer): &Tools, reach: &Reach) -> Result<HealthView> {
    let (lang, zone) = (viewer.lang, viewer.zone);
    // Asked first: what a look that is over by then came to is read after.
    let look = examiner.look();
    let examiner = examiner.clone();
    let (findings, facts) = blocking(move || Ok((examiner.findings(lang, zone), Facts::of(&examiner)?))).await?;
    let certified_until = reach.certificates.as_ref().map(|certificates| certificates.facts().not_after);
    Ok(HealthView { lang, zone, look, findings, facts, certified_until })
}

async fn look((examiner, viewer): Tools, asked: HttpRequest) -> Result<HttpResponse, PageError> {
    examiner.begin(viewer.lang, viewer.zone).map_err(anyhow::Error::from).map_err(Error::from)?;
    Ok(done(&asked, tr::health_being_looked(viewer.lang)))
}

async fn mend((examiner, viewer): Tools, asked: HttpRequest) -> Result<HttpResponse, PageError> {
    let (lang, zone) = (viewer.lang, viewer.zone);
    let mended = blocking(move || Ok(examiner.mend(lang, zone))).await?;
    tracing::info!(user = viewer.user_id.0, count = mended.done.len(), "what was found is set right");
    let told = mended.done.iter().chain(&mended.left).map(String::as_str).collect::<Vec<_>>().join(" ");
    let told = if told.is_empty() { tr::doctor_nothing_to_fix(lang) } else { &told };
    Ok(done(&asked, told))
}

async fn bundle((examiner, viewer): Tools) -> Result<HttpResponse, PageError> {
    let bytes = blocking(move || {
        // Called like what a command leaves when it is killed, it goes like that.
        let scratch = tempfile::Builder::new().prefix(".command-").tempdir_in(examiner.served().folder.path());
        let path = scratch.as_ref().map(|scratch| scratch.path().join(BUNDLE));
        let bytes = path.map_err(|error| std::io::Error::new(error.kind(), error.to_string())).and_then(|path| {
            examiner.bundle(&path)?;
            std::fs::read(&path)
        });
        Ok(bytes.map_err(anyhow::Error::from)?)
    });
    let bytes = bytes.await?;
    tracing::info!(user = viewer.user_id.0, "the support bundle is downloaded");
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/octet-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(send::disposition(DispositionType::Attachment, BUNDLE))
        .body(bytes))
}

/// Looks at the disk, which async threads must not wait for.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    web::block(work).await.map_err(anyhow::Error::from)?
}

fn done(asked: &HttpRequest, told: &str) -> HttpResponse {
    if request::wants_fragment(asked) {
        return toast_and_refresh(told, None);
    }
    SeeOther(BASE.to_owned()).respond_to(asked)
}
