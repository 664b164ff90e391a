//! Password, devices and tokens of one's own.

use super::forms::{PasswordForm, TokenForm};
use super::pages::page;
use super::views::{Part, Said};
use crate::access::credentials::Credentials;
use crate::access::sessions::{self, SessionId};
use crate::access::sign_in::{Begun, Browser, begin, set_cookies};
use crate::access::tokens::{self, TokenId};
use crate::access::{Me, password, users};
use crate::kernel::{Error, Result};
use crate::platform::db::Db;
use crate::platform::settings::Office;
use crate::platform::web::request::client_ip;
use crate::platform::web::{Form, PageError, SeeOther};
use actix_web::{HttpRequest, HttpResponse, Responder, web};

/// Changes the password and begins this browser's session anew; everything else of the user ends.
pub(super) async fn update_password(
    request: HttpRequest,
    db: web::Data<Db>,
    credentials: web::Data<Credentials>,
    me: Me,
    form: Form<PasswordForm>,
) -> Result<HttpResponse, PageError> {
    let begun = match new_password(&request, &db, &credentials, &me, form.0).await {
        Ok(begun) => begun,
        Err(error) => return refuse(&request, &db, &me, Part::Password, None, error).await,
    };
    let mut response = SeeOther("/profile?changed=password".to_owned()).respond_to(&request);
    set_cookies(&request, &mut response, &begun);
    Ok(response)
}

async fn new_password(
    request: &HttpRequest,
    db: &Db,
    credentials: &Credentials,
    me: &Me,
    form: PasswordForm,
) -> Result<Begun> {
    let office = db.read(Office::load).await?;
    let known = [me.0.viewer.name.as_str(), me.0.email.as_str(), office.name.as_str()];
    password::check(&form.password, &known).map_err(|problem| Error::invalid("password", problem))?;
    let proof = credentials.confirm(&me.0.viewer, form.old, client_ip(request), "old").await?;
    let hash = credentials.hash(form.password).await?;
    let (id, actor) = (me.0.viewer.user_id, me.0.viewer.actor());
    let browser = Browser::of(request, me.0.session.is_kept);
    db.write(move |tx| {
        proof.require(tx, "old")?;
        users::set_password(tx, &actor, id, &hash)?;
        begin(tx, id, &browser)
    })
    .await
}

pub(super) async fn end_session(db: web::Data<Db>, me: Me, id: web::Path<i64>) -> Result<SeeOther, PageError> {
    let (user, id) = (me.0.viewer.user_id, SessionId(*id));
    let ended = db.write(move |tx| sessions::end(tx, user, id)).await?;
    if !ended {
        return Err(Error::NotFound.into());
    }
    Ok(SeeOther("/profile".to_owned()))
}

pub(super) async fn end_other_sessions(db: web::Data<Db>, me: Me) -> Result<SeeOther, PageError> {
    let (user, current) = (me.0.viewer.user_id, me.0.session.id);
    db.write(move |tx| sessions::end_of_user(tx, user, Some(current))).await?;
    Ok(SeeOther("/profile".to_owned()))
}

pub(super) async fn create_token(
    request: HttpRequest,
    db: web::Data<Db>,
    credentials: web::Data<Credentials>,
    me: Me,
    form: Form<TokenForm>,
) -> Result<HttpResponse, PageError> {
    let form = form.0;
    match new_token(&request, &db, &credentials, &me, &form).await {
        Ok(secret) => {
            let said = Said { new_token: Some(secret), ..Said::default() };
            Ok(page(&db, &me, said).await?.respond_to(&request))
        }
        Err(error) => refuse(&request, &db, &me, Part::Tokens, Some(form), error).await,
    }
}

async fn new_token(
    request: &HttpRequest,
    db: &Db,
    credentials: &Credentials,
    me: &Me,
    form: &TokenForm,
) -> Result<String> {
    let expires_at = form.expires_at(me.0.viewer.zone).map_err(Error::Invalid)?;
    let password = form.confirm_password.clone();
    let proof = credentials.confirm(&me.0.viewer, password, client_ip(request), "confirm_password").await?;
    let (id, actor, name) = (me.0.viewer.user_id, me.0.viewer.actor(), form.name.clone());
    let (_, secret) = db
        .write(move |tx| {
            proof.require(tx, "confirm_password")?;
            tokens::create(tx, &actor, id, &name, expires_at)
        })
        .await?;
    Ok(secret.as_str().to_owned())
}

pub(super) async fn revoke_token(db: web::Data<Db>, me: Me, id: web::Path<i64>) -> Result<SeeOther, PageError> {
    let (user, actor, id) = (me.0.viewer.user_id, me.0.viewer.actor(), TokenId(*id));
    db.write(move |tx| tokens::revoke(tx, &actor, user, id)).await?;
    Ok(SeeOther("/profile".to_owned()))
}

/// The page again, with what is wrong at the form that was sent.
async fn refuse(
    request: &HttpRequest,
    db: &Db,
    me: &Me,
    part: Part,
    token: Option<TokenForm>,
    error: Error,
) -> Result<HttpResponse, PageError> {
    let Error::Invalid(errors) = error else { return Err(error.into()) };
    let said = Said { part, token, errors, ..Said::default() };
    Ok(page(db, me, said).await?.invalid().respond_to(request))
}
