//! A one-time link with which a user chooses a password: after an invitation, or when it was forgotten.

use super::begin::{Browser, begin, set_cookies};
use super::views;
use crate::access::credentials::Credentials;
use crate::access::{User, links, password, users};
use crate::kernel::{Actor, Error, Lang, Result, Via};
use crate::platform::db::Db;
use crate::platform::i18n::{problem, tr};
use crate::platform::settings::Office;
use crate::platform::web::request::{lang, set_lang};
use crate::platform::web::{Form, Page, PageError, SeeOther};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use rusqlite::Connection;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Chosen {
    password: String,
    /// For password managers, which keep it beside the password.
    #[serde(default, rename = "email")]
    _email: String,
}

pub(super) async fn show(
    request: HttpRequest,
    db: web::Data<Db>,
    token: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let now = db.clock().now();
    let found = db.read(move |conn| guest(conn, &token, now)).await?;
    let page = match found {
        Some(guest) => {
            set_lang(&request, guest.user.lang);
            Page::bare(tr::access_welcome(guest.user.lang), views::choose_password(guest.user.lang, &guest.user, None))
        }
        None => dead(lang(&request)),
    };
    Ok(page.respond_to(&request))
}

pub(super) async fn update(
    request: HttpRequest,
    db: web::Data<Db>,
    credentials: web::Data<Credentials>,
    token: web::Path<String>,
    form: Form<Chosen>,
) -> Result<HttpResponse, PageError> {
    let (now, sent) = (db.clock().now(), token.clone());
    let Some(guest) = db.read(move |conn| guest(conn, &sent, now)).await? else {
        return Ok(dead(lang(&request)).respond_to(&request));
    };
    let lang = guest.user.lang;
    set_lang(&request, lang);
    if let Err(wrong) = password::check(&form.0.password, &guest.known_words()) {
        let text = problem(lang, &wrong);
        let view = views::choose_password(lang, &guest.user, Some(&text));
        return Ok(Page::bare(tr::access_welcome(lang), view).invalid().respond_to(&request));
    }
    let hash = credentials.hash(form.0.password).await?;
    let browser = Browser::of(&request, false);
    let redeemed = db
        .write(move |tx| {
            let link = links::redeem(tx, &token)?;
            let user = link.user_id.ok_or(Error::NotFound)?;
            users::set_password(tx, &Actor::user(user, Via::Page), user, &hash)?;
            begin(tx, user, &browser)
        })
        .await;
    match redeemed {
        Ok(begun) => {
            let mut response = SeeOther("/".to_owned()).respond_to(&request);
            set_cookies(&request, &mut response, &begun);
            Ok(response)
        }
        // Somebody else used it a moment ago.
        Err(Error::NotFound) => Ok(dead(lang).respond_to(&request)),
        Err(error) => Err(error.into()),
    }
}

struct Guest {
    user: User,
    office: Option<String>,
}

impl Guest {
    fn known_words(&self) -> Vec<&str> {
        let office = self.office.as_deref();
        [Some(self.user.name.as_str()), Some(self.user.email.as_str()), office].into_iter().flatten().collect()
    }
}

/// Whom a link lets in: an active user; `None` for a link that is no good.
fn guest(conn: &Connection, token: &str, now: crate::kernel::Timestamp) -> Result<Option<Guest>> {
    let Some(user_id) = links::find(conn, token, now)?.and_then(|link| link.user_id) else { return Ok(None) };
    let user = users::find(conn, user_id)?.filter(User::is_active);
    let office = Office::find(conn)?.map(|office| office.name);
    Ok(user.map(|user| Guest { user, office }))
}

fn dead(lang: Lang) -> Page {
    Page::bare(tr::access_link_dead(lang), views::dead_link(lang)).status(StatusCode::NOT_FOUND)
}
