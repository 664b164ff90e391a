//! Users over HTTP, for administrators.

use super::forms::{LinkForm, UserForm};
use super::handover::Handover;
use super::seats::Seats;
use super::views::{self, Details, Outcome};
use super::{service, store};
use crate::access::credentials::Credentials;
use crate::access::links::{self, Purpose};
use crate::access::secret::Secret;
use crate::access::{Viewer, sessions};
use crate::kernel::{Error, FieldErrors, Problem, Result, UserId};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::platform::web::request::{client_ip, own_url};
use crate::platform::web::{Form, Page, PageError, Params, SeeOther};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use rusqlite::Connection;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Asked {
    handed_over: Option<i64>,
}

pub(super) async fn index(db: web::Data<Db>, viewer: Viewer) -> Result<Page, PageError> {
    let now = db.clock().now();
    let rows = db.read(store::list_seen).await?;
    Ok(Page::new(tr::access_users(viewer.lang), views::list(&viewer, &rows, now)))
}

pub(super) async fn new(viewer: Viewer) -> Page {
    let view = views::new(&viewer, &UserForm::blank(), &FieldErrors::default(), None);
    Page::new(tr::access_user_add(viewer.lang), view)
}

pub(super) async fn create(
    request: HttpRequest,
    db: web::Data<Db>,
    (credentials, seats): (web::Data<Credentials>, web::Data<Seats>),
    viewer: Viewer,
    form: Form<UserForm>,
) -> Result<HttpResponse, PageError> {
    let form = form.0;
    match let_in(&request, &db, (&credentials, &seats), &viewer, &form).await {
        Ok((id, None)) => Ok(back_to(id).respond_to(&request)),
        Ok((id, Some(secret))) => show_link(&request, &db, &viewer, id, secret.as_str()).await,
        Err(error) => {
            let (status, errors, remark) = refusal(error, &viewer)?;
            let view = views::new(&viewer, &form, &errors, remark);
            Ok(Page::new(tr::access_user_add(viewer.lang), view).status(status).respond_to(&request))
        }
    }
}

/// Adds the user; asks for the administrator's own password, or a browser left open would let anybody in for good. The
/// secret is that of the invitation, for somebody without a password.
async fn let_in(
    request: &HttpRequest,
    db: &Db,
    (credentials, seats): (&Credentials, &Seats),
    viewer: &Viewer,
    form: &UserForm,
) -> Result<(UserId, Option<Secret>)> {
    let office = db.read(Office::load).await?;
    let mut new = form.new_user(&office).map_err(Error::Invalid)?;
    let confirmed = form.confirm_password.clone();
    let proof = credentials.confirm(viewer, confirmed, client_ip(request), "confirm_password").await?;
    let has_password = !form.password.is_empty();
    if has_password {
        new.password = Some(credentials.hash(form.password.clone()).await?);
    }
    let (actor, seats) = (viewer.actor(), seats.clone());
    db.write(move |tx| {
        proof.require(tx, "confirm_password")?;
        let id = service::let_in(tx, &actor, &seats, &new)?;
        let secret = if has_password { None } else { Some(links::create_for_user(tx, id, Purpose::Invite)?) };
        Ok((id, secret))
    })
    .await
}

/// How a form about a user says that it was refused: the status, what is wrong at its fields, and a remark above them.
///
/// # Errors
/// What no form can say.
fn refusal(error: Error, viewer: &Viewer) -> Result<(StatusCode, FieldErrors, Option<&'static str>)> {
    let none = FieldErrors::default();
    Ok(match error {
        // Not every way to lose the last one has a field for the role.
        Error::Invalid(errors) if errors.first("role") == Some(&Problem::LastAdmin) => {
            (StatusCode::CONFLICT, none, Some(tr::problem_last_admin(viewer.lang)))
        }
        Error::Invalid(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
        Error::Stale { .. } => (StatusCode::CONFLICT, none, Some(tr::access_user_changed(viewer.lang))),
        other => return Err(other),
    })
}

pub(super) async fn edit(
    db: web::Data<Db>,
    handover: Option<web::Data<Handover>>,
    viewer: Viewer,
    id: web::Path<i64>,
    asked: Params<Asked>,
) -> Result<Page, PageError> {
    let details = details(&db, handover, &viewer, UserId(*id)).await?;
    let form = UserForm::of(&details.user);
    let outcome = Outcome { handed_over: asked.0.handed_over, ..Outcome::default() };
    let view = views::edit(&viewer, &details, &form, &outcome);
    Ok(Page::new(details.user.name.clone(), view))
}

pub(super) async fn update(
    request: HttpRequest,
    db: web::Data<Db>,
    credentials: web::Data<Credentials>,
    handover: Option<web::Data<Handover>>,
    viewer: Viewer,
    id: web::Path<i64>,
    form: Form<UserForm>,
) -> Result<HttpResponse, PageError> {
    let id = UserId(*id);
    let mut form = form.0;
    match change(&request, &db, &credentials, &viewer, id, &form).await {
        Ok(()) => Ok(SeeOther("/settings/users".to_owned()).respond_to(&request)),
        Err(error) => {
            let details = details(&db, handover, &viewer, id).await?;
            if matches!(error, Error::Stale { .. }) {
                form = UserForm::of(&details.user);
            }
            let (status, errors, remark) = refusal(error, &viewer)?;
            let view = views::edit(&viewer, &details, &form, &Outcome { errors, remark, ..Outcome::default() });
            Ok(Page::new(details.user.name.clone(), view).status(status).respond_to(&request))
        }
    }
}

/// Changes the user; asks for the administrator's own password before the e-mail or the role changes.
async fn change(
    request: &HttpRequest,
    db: &Db,
    credentials: &Credentials,
    viewer: &Viewer,
    id: UserId,
    form: &UserForm,
) -> Result<()> {
    let changes = form.changes().map_err(Error::Invalid)?;
    let before = db.read(move |conn| store::get(conn, id)).await?;
    let mut proof = None;
    if before.email != changes.email.as_str() || before.role != changes.role {
        let password = form.confirm_password.clone();
        proof = Some(credentials.confirm(viewer, password, client_ip(request), "confirm_password").await?);
    }
    let actor = viewer.actor();
    db.write(move |tx| {
        proof.map_or(Ok(()), |proof| proof.require(tx, "confirm_password"))?;
        service::update(tx, &actor, id, &changes)
    })
    .await
}

pub(super) async fn disable(
    request: HttpRequest,
    db: web::Data<Db>,
    handover: Option<web::Data<Handover>>,
    viewer: Viewer,
    id: web::Path<i64>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (UserId(*id), viewer.actor());
    match db.write(move |tx| service::disable(tx, &actor, id)).await {
        Ok(()) => Ok(back_to(id).respond_to(&request)),
        Err(error) => refuse_deed(&request, &db, handover, &viewer, id, error).await,
    }
}

/// The page about the user again, with why what was asked beside its form cannot be.
async fn refuse_deed(
    request: &HttpRequest,
    db: &Db,
    handover: Option<web::Data<Handover>>,
    viewer: &Viewer,
    id: UserId,
    error: Error,
) -> Result<HttpResponse, PageError> {
    let (status, errors, remark) = refusal(error, viewer)?;
    let details = details(db, handover, viewer, id).await?;
    let outcome = Outcome { errors, remark, ..Outcome::default() };
    let view = views::edit(viewer, &details, &UserForm::of(&details.user), &outcome);
    Ok(Page::new(details.user.name.clone(), view).status(status).respond_to(request))
}

pub(super) async fn enable(
    request: HttpRequest,
    (db, seats): (web::Data<Db>, web::Data<Seats>),
    handover: Option<web::Data<Handover>>,
    viewer: Viewer,
    id: web::Path<i64>,
) -> Result<HttpResponse, PageError> {
    let (id, actor, seats) = (UserId(*id), viewer.actor(), Seats::clone(&seats));
    match db.write(move |tx| service::enable(tx, &actor, &seats, id)).await {
        Ok(()) => Ok(back_to(id).respond_to(&request)),
        Err(error) => refuse_deed(&request, &db, handover, &viewer, id, error).await,
    }
}

/// A link that sets a password: it opens the account, so it asks for the administrator's own password.
pub(super) async fn create_link(
    request: HttpRequest,
    db: web::Data<Db>,
    credentials: web::Data<Credentials>,
    handover: Option<web::Data<Handover>>,
    viewer: Viewer,
    id: web::Path<i64>,
    form: Form<LinkForm>,
) -> Result<HttpResponse, PageError> {
    let id = UserId(*id);
    match new_link(&request, &db, &credentials, &viewer, id, form.0).await {
        Ok(secret) => show_link(&request, &db, &viewer, id, secret.as_str()).await,
        Err(error) => refuse_deed(&request, &db, handover, &viewer, id, error).await,
    }
}

async fn new_link(
    request: &HttpRequest,
    db: &Db,
    credentials: &Credentials,
    viewer: &Viewer,
    id: UserId,
    form: LinkForm,
) -> Result<Secret> {
    let proof = credentials.confirm(viewer, form.link_password, client_ip(request), "link_password").await?;
    db.write(move |tx| {
        proof.require(tx, "link_password")?;
        let user = store::get(tx, id)?;
        if !user.is_active() {
            return Err(Error::conflict(tr::access_user_is_disabled));
        }
        links::create_for_user(tx, id, if user.has_password { Purpose::Reset } else { Purpose::Invite })
    })
    .await
}

pub(super) async fn end_sessions(db: web::Data<Db>, viewer: Viewer, id: web::Path<i64>) -> Result<SeeOther, PageError> {
    let id = UserId(*id);
    db.write(move |tx| {
        store::get(tx, id)?;
        sessions::end_of_user(tx, id, None)
    })
    .await?;
    // Whoever ended their own is signed out now, and the gate says so.
    Ok(if viewer.user_id == id { SeeOther("/login".to_owned()) } else { back_to(id) })
}

/// Shows a link once: only its hash is kept.
async fn show_link(
    request: &HttpRequest,
    db: &Db,
    viewer: &Viewer,
    id: UserId,
    secret: &str,
) -> Result<HttpResponse, PageError> {
    let (sent, now) = (secret.to_owned(), db.clock().now());
    let (user, link) = db.read(move |conn| Ok((store::get(conn, id)?, links::find(conn, &sent, now)?))).await?;
    let link = link.ok_or(Error::NotFound)?;
    let url = format!("{}/password/{secret}", own_url(request));
    Ok(Page::new(user.name.clone(), views::link(viewer, &user, &url, link.expires_at)).respond_to(request))
}

fn back_to(id: UserId) -> SeeOther {
    SeeOther(format!("/settings/users/{}", id.0))
}

async fn details(db: &Db, handover: Option<web::Data<Handover>>, viewer: &Viewer, id: UserId) -> Result<Details> {
    let (now, viewer) = (db.clock().now(), viewer.clone());
    db.read(move |conn: &Connection| {
        let user = store::get(conn, id)?;
        let others = store::list(conn)?.into_iter().filter(|other| other.is_active() && other.id != id).collect();
        let records = handover.map(|handover| (handover.count)(conn, &viewer, id)).transpose()?;
        let sessions = sessions::of_user(conn, id)?;
        let sessions = sessions.into_iter().filter(|session| session.is_alive(session.last_seen_at, now)).count();
        Ok(Details { user, others, records, sessions })
    })
    .await
}
