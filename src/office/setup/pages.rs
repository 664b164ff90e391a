//! The wizard over HTTP.

use super::forms::SetupForm;
use super::service::{create_office, is_open};
use super::{Beginning, Demo, is_needed, views};
use crate::access::sign_in::{Browser, begin, set_cookies};
use crate::access::{Credentials, Role, Viewer};
use crate::kernel::{Actor, Error, FieldErrors, Lang, Result, UserId, Via};
use crate::platform::db::Db;
use crate::platform::files::FileStore;
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::platform::web::request::{lang, set_lang, wants_fragment};
use crate::platform::web::{Form, Page, PageError, Params, SeeOther, cookies};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(super) struct Asked {
    lang: Option<String>,
    /// Chosen in the form just now: brings its currency and zone.
    country: Option<String>,
}

/// Says where the link is to be found.
pub(super) async fn explain() -> SeeOther {
    SeeOther("/login".to_owned())
}

pub(super) async fn new(
    request: HttpRequest,
    db: web::Data<Db>,
    beginning: Option<web::Data<Beginning>>,
    token: web::Path<String>,
    asked: Params<Asked>,
) -> Result<HttpResponse, PageError> {
    let chosen = asked.0.lang.as_deref().and_then(Lang::parse);
    if let Some(chosen) = chosen {
        set_lang(&request, chosen);
    }
    let lang = lang(&request);
    if let Some(closed) = closed(&request, &db, &token).await? {
        return Ok(closed);
    }
    let mut form = SetupForm::likely(lang);
    if let Some(country) = &asked.0.country {
        form.move_to(country);
    }
    let now = db.clock().now();
    let none = FieldErrors::default();
    let page = if asked.0.country.is_some() && wants_fragment(&request) {
        Page::part(views::money_and_time(lang, &form, &none, now))
    } else {
        let has_demo = beginning.is_some_and(|beginning| beginning.demo.is_some());
        Page::bare(tr::setup_title(lang), views::wizard(lang, &token, &form, &none, has_demo, now))
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
    (beginning, files): (Option<web::Data<Beginning>>, web::Data<FileStore>),
    token: web::Path<String>,
    form: Form<SetupForm>,
) -> Result<HttpResponse, PageError> {
    if let Some(closed) = closed(&request, &db, &token).await? {
        return Ok(closed);
    }
    let (lang, form) = (lang(&request), form.0);
    let demo = beginning.as_ref().and_then(|beginning| beginning.demo);
    let refused = |errors: &FieldErrors| {
        let view = views::wizard(lang, &token, &form, errors, demo.is_some(), db.clock().now());
        Page::bare(tr::setup_title(lang), view).invalid().respond_to(&request)
    };
    let mut new = match form.new_office() {
        Ok(new) => new,
        Err(errors) => return Ok(refused(&errors)),
    };
    new.admin.password = Some(credentials.hash(form.password.clone()).await?);
    let office = new.office.clone();
    let steps = beginning.map(|beginning| beginning.steps.clone()).unwrap_or_default();
    let browser = Browser::of(&request, false);
    let sent = token.clone();
    let created = db
        .write(move |tx| {
            // Looked at again in the transaction: of two at once, one creates the office.
            if !is_open(tx, &sent, tx.now())? {
                return Err(Error::NotFound);
            }
            let admin = create_office(tx, &Actor { user_id: None, via: Via::Page }, &new, &steps)?;
            Ok((admin, begin(tx, admin, &browser)?))
        })
        .await;
    match created {
        Ok((admin, begun)) => {
            if let Some(demo) = demo.filter(|_| form.has_demo) {
                fill(&db, files.into_inner(), demo, admin, &form.name, office).await?;
            }
            let mut response = SeeOther("/".to_owned()).respond_to(&request);
            set_cookies(&request, &mut response, &begun);
            Ok(response)
        }
        Err(Error::Invalid(errors)) => Ok(refused(&errors)),
        Err(Error::NotFound) => Ok(dead(lang).respond_to(&request)),
        Err(error) => Err(error.into()),
    }
}

async fn fill(db: &Db, files: Arc<FileStore>, demo: Demo, admin: UserId, name: &str, office: Office) -> Result<()> {
    let viewer = Viewer {
        user_id: admin,
        name: name.to_owned(),
        role: Role::Admin,
        lang: office.lang,
        zone: office.tz(),
        via: Via::System,
    };
    let db = db.clone();
    web::block(move || demo(&db, &files, &viewer, &office)).await.map_err(anyhow::Error::from)?
}

/// The answer to a link that lets nobody in: to who has an office, the sign-in page.
async fn closed(request: &HttpRequest, db: &Db, token: &str) -> Result<Option<HttpResponse>> {
    let (sent, now) = (token.to_owned(), db.clock().now());
    let (is_open, is_needed) = db.read(move |conn| Ok((is_open(conn, &sent, now)?, is_needed(conn)?))).await?;
    Ok(match (is_open, is_needed) {
        (true, _) => None,
        (false, true) => Some(dead(lang(request)).respond_to(request)),
        (false, false) => Some(SeeOther("/login".to_owned()).respond_to(request)),
    })
}

fn dead(lang: Lang) -> Page {
    Page::bare(tr::setup_link_dead(lang), views::dead_link(lang)).status(StatusCode::NOT_FOUND)
}
