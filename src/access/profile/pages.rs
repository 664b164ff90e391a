//! The profile page.

use super::forms::ProfileForm;
use super::views::{self, Profile, Said};
use crate::access::{Me, sessions, tokens, users};
use crate::kernel::{Error, Result};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::web::request::set_lang;
use crate::platform::web::{Form, Page, PageError, Params, SeeOther, cookies};
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Asked {
    changed: Option<String>,
}

pub(super) async fn edit(db: web::Data<Db>, me: Me, asked: Params<Asked>) -> Result<Page, PageError> {
    let has_new_password = asked.0.changed.as_deref() == Some("password");
    page(&db, &me, Said { has_new_password, ..Said::default() }).await
}

pub(super) async fn update(
    request: HttpRequest,
    db: web::Data<Db>,
    me: Me,
    form: Form<ProfileForm>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (me.0.viewer.user_id, me.0.viewer.actor());
    let outcome = match form.0.changes() {
        Err(errors) => Err(Error::Invalid(errors)),
        Ok(changes) => {
            let (theme, density, lang) = (changes.theme, changes.density, changes.lang);
            let written = db.write(move |tx| users::update_profile(tx, &actor, id, &changes)).await;
            written.map(|()| (theme, density, lang))
        }
    };
    match outcome {
        Ok((theme, density, lang)) => {
            set_lang(&request, lang);
            let mut response = SeeOther("/profile".to_owned()).respond_to(&request);
            for cookie in [
                cookies::new_lang(&request, lang.code()),
                cookies::new_theme(&request, theme.code()),
                cookies::new_density(&request, density.name()),
            ] {
                // A word of letters can stand in a header.
                let _ = response.add_cookie(&cookie);
            }
            Ok(response)
        }
        Err(Error::Invalid(errors)) => {
            let said = Said { profile: Some(form.0), errors, ..Said::default() };
            Ok(page(&db, &me, said).await?.invalid().respond_to(&request))
        }
        Err(error) => Err(error.into()),
    }
}

/// The page, with what was just typed and what is wrong with it.
pub(super) async fn page(db: &Db, me: &Me, said: Said) -> Result<Page, PageError> {
    let (id, now) = (me.0.viewer.user_id, db.clock().now());
    let (user, sessions, tokens) = db
        .read(move |conn| {
            let mut sessions = sessions::of_user(conn, id)?;
            sessions.retain(|session| session.is_alive(session.last_seen_at, now));
            Ok((users::get(conn, id)?, sessions, tokens::of_user(conn, id)?))
        })
        .await?;
    let lang = user.lang;
    let profile = Profile { user, sessions, tokens, current: me.0.session.id, now };
    Ok(Page::new(tr::access_profile(lang), views::profile(&profile, &said)))
}
