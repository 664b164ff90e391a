//! Signing in and out over HTTP.

use super::begin::{Browser, begin_by_password, set_cookies};
use super::views::{self, Greeting, Refusal};
use crate::access::credentials::{Credentials, Origin, Tried};
use crate::access::{Me, identify, sessions, users};
use crate::kernel::{Error, Lang, Result};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::platform::web::request::{client_ip, lang, set_lang};
use crate::platform::web::{Form, Page, PageError, Params, SeeOther, cookies, own_path};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use rusqlite::Connection;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Asked {
    next: Option<String>,
    lang: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct SignIn {
    email: String,
    password: String,
    #[serde(default)]
    is_kept: bool,
    next: Option<String>,
}

pub(super) async fn show(
    request: HttpRequest,
    db: web::Data<Db>,
    asked: Params<Asked>,
) -> Result<HttpResponse, PageError> {
    let next = asked.0.next.as_deref().and_then(own_path);
    if identify(&request).await?.is_some() {
        return Ok(SeeOther(next.unwrap_or("/").to_owned()).respond_to(&request));
    }
    let chosen = asked.0.lang.as_deref().and_then(Lang::parse);
    if let Some(chosen) = chosen {
        set_lang(&request, chosen);
    }
    let lang = lang(&request);
    let page = match db.read(greeting).await? {
        Some(greeting) => {
            form_page(lang, &greeting, &views::Filled { next, is_kept: true, ..Default::default() }, None)
        }
        None => Page::bare(tr::setup_needed(lang), views::needs_setup(lang)),
    };
    let mut response = page.respond_to(&request);
    if let Some(chosen) = chosen {
        // A language code can stand in a header.
        let _ = response.add_cookie(&cookies::new_lang(&request, chosen.code()));
    }
    Ok(response)
}

pub(super) async fn create(
    request: HttpRequest,
    db: web::Data<Db>,
    credentials: web::Data<Credentials>,
    form: Form<SignIn>,
) -> Result<HttpResponse, PageError> {
    let SignIn { email, password, is_kept, next } = form.0;
    let device = cookies::device(&request);
    let origin = Origin { ip: client_ip(&request), device: device.as_deref() };
    let next = next.as_deref().and_then(own_path);
    let refusal = match credentials.try_sign_in(&email, password, origin).await? {
        Tried::Right(proof) => {
            let (browser, counted) = (Browser::of(&request, is_kept), proof.counted);
            match db.write(move |tx| begin_by_password(tx, &proof, &browser)).await {
                Ok(begun) => {
                    let mut response = SeeOther(next.unwrap_or("/").to_owned()).respond_to(&request);
                    set_cookies(&request, &mut response, &begun);
                    return Ok(response);
                }
                Err(Error::Invalid(_)) => Refusal::Wrong(counted),
                Err(error) => return Err(error.into()),
            }
        }
        Tried::Wrong(counted) => Refusal::Wrong(counted),
        Tried::Paused(pause) => Refusal::Paused(pause),
    };
    let greeting = db.read(greeting).await?.unwrap_or_default();
    let filled = views::Filled { email: &email, next, is_kept };
    let page = form_page(lang(&request), &greeting, &filled, Some(refusal));
    let page = match refusal {
        Refusal::Wrong(_) => page.invalid(),
        Refusal::Paused(pause) => {
            page.status(StatusCode::TOO_MANY_REQUESTS).header(header::RETRY_AFTER, pause.secs.to_string())
        }
    };
    Ok(page.respond_to(&request))
}

pub(super) async fn destroy(request: HttpRequest, db: web::Data<Db>, me: Me) -> Result<HttpResponse, PageError> {
    let (user, session) = (me.0.viewer.user_id, me.0.session.id);
    db.write(move |tx| sessions::end(tx, user, session)).await?;
    let mut response = SeeOther("/login".to_owned()).respond_to(&request);
    // Whatever a browser kept of pages goes too; the language and the known browser stay.
    response.headers_mut().insert(
        header::HeaderName::from_static("clear-site-data"),
        header::HeaderValue::from_static("\"cache\", \"storage\""),
    );
    // An empty value can stand in a header.
    let _ = response.add_cookie(&cookies::no_session(&request));
    Ok(response)
}

fn form_page(lang: Lang, greeting: &Greeting, filled: &views::Filled<'_>, refusal: Option<Refusal>) -> Page {
    Page::bare(tr::access_login(lang), views::sign_in(lang, greeting, filled, refusal))
}

/// `None` before the office is set up.
fn greeting(conn: &Connection) -> Result<Option<Greeting>> {
    if users::is_empty(conn)? {
        return Ok(None);
    }
    let office = Office::find(conn)?.map(|office| office.name);
    let admin = users::oldest_active_admin(conn)?.map(|admin| admin.name);
    Ok(Some(Greeting { office, admin }))
}
