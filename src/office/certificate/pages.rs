//! `/settings/certificate` for administrators, `/trust` for any device.

use super::Reach;
use super::views::{self, State};
use crate::access::Viewer;
use crate::access::sign_in::door;
use crate::kernel::{Error, Lang};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::web::request::{lang, set_lang};
use crate::platform::web::{Need, Page, PageError, Params, Routes, cookies};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use serde::Deserialize;

/// What systems take for a certificate to be trusted (RFC 5280 names none; this is what browsers and phones know).
const MEDIA_TYPE: &str = "application/x-x509-ca-cert";

pub fn routes(routes: &mut Routes) {
    routes.get("/settings/certificate", Need::Admin, show);
    routes.get("/trust", Need::Public, trust);
    routes.get("/trust/korob.crt", Need::Public, as_bytes);
    routes.get("/trust/korob.pem", Need::Public, as_text);
}

async fn show(db: web::Data<Db>, reach: web::Data<Reach>, viewer: Viewer) -> Page {
    let (lang, now) = (viewer.lang, db.clock().now());
    let state = State { lang, zone: viewer.zone, now, urls: (reach.urls)(), reach: &reach };
    Page::new(tr::certificate_title(lang), views::page(&state))
}

#[derive(Deserialize)]
struct Asked {
    lang: Option<String>,
}

async fn trust(request: HttpRequest, reach: web::Data<Reach>, asked: Params<Asked>) -> Result<HttpResponse, PageError> {
    let chosen = asked.0.lang.as_deref().and_then(Lang::parse);
    if let Some(chosen) = chosen {
        set_lang(&request, chosen);
    }
    let lang = lang(&request);
    let authority = reach.certificates.as_ref().and_then(|certificates| certificates.authority());
    let facts = authority.ok_or(Error::NotFound)?.facts();
    let title = tr::certificate_trust(lang);
    let page = Page::bare(title, door(lang, title, &facts.subject, views::trust(lang, facts), "/trust", None));
    let mut response = page.respond_to(&request);
    if let Some(chosen) = chosen {
        // A language code can stand in a header.
        let _ = response.add_cookie(&cookies::new_lang(&request, chosen.code()));
    }
    Ok(response)
}

async fn as_bytes(reach: web::Data<Reach>) -> Result<HttpResponse, PageError> {
    let authority = reach.certificates.as_ref().and_then(|certificates| certificates.authority());
    Ok(file(MEDIA_TYPE, authority.ok_or(Error::NotFound)?.der().to_vec()))
}

async fn as_text(reach: web::Data<Reach>) -> Result<HttpResponse, PageError> {
    let authority = reach.certificates.as_ref().and_then(|certificates| certificates.authority());
    Ok(file("application/x-pem-file", authority.ok_or(Error::NotFound)?.pem().into_bytes()))
}

/// Not as an attachment: phones then offer to install it.
fn file(media_type: &'static str, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CONTENT_TYPE, media_type)).body(bytes)
}
