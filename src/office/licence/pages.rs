//! The licence for administrators: `/settings/licence`.

use super::error::LicenceError;
use super::in_force::{Licences, RenewError};
use super::request::Request;
use super::sealed::MAX_TEXT_BYTES;
use super::stage::Stage;
use super::views::{self, LicenceView};
use crate::access::Viewer;
use crate::kernel::{Error, Problem, Result};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::web::{Need, Page, PageError, Routes, SeeOther, cookies, csrf, request, toast_and_refresh};
use actix_multipart::Multipart;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use futures_util::StreamExt;

pub(super) const BASE: &str = "/settings/licence";

type Tools = (web::Data<Db>, web::Data<Licences>, Viewer);

pub fn routes(routes: &mut Routes) {
    routes.get(BASE, Need::Admin, show);
    routes.post(BASE, Need::Admin, renew);
    routes.deed([BASE, "/notice/closing"].concat(), Need::Admin, close_notice);
}

/// As it was sent.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub code: String,
    file: String,
    pub may_be_older: bool,
}

async fn show(tools: Tools) -> Result<Page, PageError> {
    page(&tools, &Typed::default(), None).await
}

async fn page(
    (db, licences, viewer): &Tools,
    typed: &Typed,
    refused: Option<&LicenceError>,
) -> Result<Page, PageError> {
    let (found, vendor, id) = (licences.found(), licences.vendor().clone(), db.instance_id().to_owned());
    let stands = {
        let found = found.clone();
        db.read(move |conn| Request::of(conn, &id, &vendor, &found)).await?
    };
    let view =
        LicenceView { lang: viewer.lang, found: &found, stands: &stands, today: licences.today(), typed, refused };
    Ok(Page::new(tr::licence_title(viewer.lang), views::page(&view)))
}

async fn renew(tools: Tools, asked: HttpRequest, body: Multipart) -> Result<HttpResponse, PageError> {
    let typed = read(body).await?;
    let (_, licences, viewer) = &tools;
    let (licences, actor, lang) = (licences.clone(), viewer.actor(), viewer.lang);
    // A file that was chosen is what was meant, whatever is still in the box.
    let text = if typed.file.trim().is_empty() { typed.code.clone() } else { typed.file.clone() };
    let (sent, may_be_older) = (text.clone(), typed.may_be_older);
    let renewed = web::block(move || licences.renew(&actor, &sent, may_be_older));
    match renewed.await.map_err(anyhow::Error::from).map_err(Error::from)? {
        Ok(licence) => {
            tracing::info!(user = viewer.user_id.0, id = licence.id, "another licence is in force");
            if request::wants_fragment(&asked) {
                return Ok(toast_and_refresh(tr::licence_good(lang), None));
            }
            Ok(SeeOther(BASE.to_owned()).respond_to(&asked))
        }
        Err(RenewError::Licence(error)) => {
            // It is to be sent once more, and a browser empties the field of a file.
            let is_good = matches!(error, LicenceError::Older { .. });
            let typed = if is_good { Typed { code: text, ..typed } } else { typed };
            let page = page(&tools, &typed, Some(&error)).await?.invalid();
            let to = |name, value| (HeaderName::from_static(name), HeaderValue::from_static(value));
            let [(target, main), (swap, inner)] = [to("hx-retarget", "#main"), to("hx-reswap", "innerHTML")];
            let mut answer = page.respond_to(&asked);
            answer.headers_mut().insert(target, main);
            answer.headers_mut().insert(swap, inner);
            Ok(answer)
        }
        Err(RenewError::Other(error)) => Err(error.into()),
    }
}

/// The parts of the form, none longer than a licence can be.
async fn read(mut body: Multipart) -> Result<Typed> {
    let broken = |error: actix_multipart::MultipartError| Error::BadRequest(error.to_string());
    let mut typed = Typed::default();
    let mut seen: Vec<String> = Vec::new();
    while let Some(field) = body.next().await {
        let mut field = field.map_err(broken)?;
        let name = field.name().unwrap_or_default().to_owned();
        let is_known = ["code", "file", "may_be_older", csrf::FIELD].contains(&name.as_str());
        if !is_known || seen.contains(&name) {
            return Err(Error::invalid(name, Problem::UnknownField));
        }
        let mut bytes = Vec::new();
        while let Some(part) = field.next().await {
            let part = part.map_err(broken)?;
            // One more than fits is enough to know that it is too long; the rest is read, so that its sender hears of it.
            let room = (MAX_TEXT_BYTES + 1).saturating_sub(bytes.len());
            bytes.extend_from_slice(&part[..part.len().min(room)]);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            "code" => typed.code = text,
            "file" => typed.file = text,
            "may_be_older" => typed.may_be_older = true,
            _ => {}
        }
        seen.push(name);
    }
    Ok(typed)
}

/// What an administrator closed is not said again in this browser until the next stage.
async fn close_notice((_, licences, _): Tools, asked: HttpRequest) -> HttpResponse {
    let mut answer = match request::wants_fragment(&asked) {
        // Takes the place of the notice.
        true => HttpResponse::Ok().finish(),
        false => SeeOther(BASE.to_owned()).respond_to(&asked),
    };
    if let Some((stage, licence)) = licences.stage() {
        let cookie = cookies::new_licence_notice(&asked, &mark(stage, &licence.id));
        // A cookie that cannot be set is a notice that comes again.
        let _ = answer.add_cookie(&cookie);
    }
    answer
}

/// Names a notice: of another licence, or at the next stage, there is another one.
pub(super) fn mark(stage: Stage, id: &str) -> String {
    format!("{}.{id}", stage.code())
}
