//! Backups for administrators: `/settings/backups`.

use super::encryption::{Encryption, forget_words};
use super::error::BackupError;
use super::forms::Typed;
use super::inside;
use super::keeper::Keeper;
use super::plan::{Outcome, Plan};
use super::second_place::{Place, is_beside, keys};
use super::shelf::{is_name, shelf};
use super::views::{self, BackupsView, State};
use crate::access::Viewer;
use crate::kernel::{Error, FieldErrors, Result};
use crate::platform::db::Db;
use crate::platform::folder::sync_folder;
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::platform::web::{Form, Need, Page, PageError, Routes, SeeOther, request, send, toast_and_refresh};
use actix_web::body::SizedStream;
use actix_web::http::header::{self, DispositionType, HeaderName};
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use anyhow::Context;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;

const BASE: &str = "/settings/backups";

type Tools = (web::Data<Db>, web::Data<Keeper>, Viewer);

pub fn routes(routes: &mut Routes) {
    let path = |rest: &str| [BASE, rest].concat();
    routes.get(path(""), Need::Admin, show);
    routes.post(path(""), Need::Admin, update);
    routes.get(path("/state"), Need::Admin, state);
    routes.deed(path("/making"), Need::Admin, make);
    routes.get(path("/{name}"), Need::Admin, download);
    routes.get(path("/{name}/deletion"), Need::Admin, ask_deletion);
    routes.deed(path("/{name}/deletion"), Need::Admin, delete);
    inside::routes(routes);
}

async fn show(tools: Tools) -> Result<Page, PageError> {
    page(&tools, None).await
}

async fn page(tools: &Tools, refused: Option<(Typed, FieldErrors)>) -> Result<Page, PageError> {
    let lang = tools.2.lang;
    let (state, plan) = read(tools).await?;
    let (typed, errors) = refused.unwrap_or_else(|| (Typed::of(&plan), FieldErrors::default()));
    let body = views::page(&BackupsView { lang, state: &state, typed: &typed, errors: &errors });
    Ok(Page::new(tr::backups_title(lang), body))
}

/// What is there, again and again while a backup is being made.
async fn state(tools: Tools) -> Result<Page, PageError> {
    let (state, _) = read(&tools).await?;
    Ok(Page::part(views::state(tools.2.lang, &state)))
}

async fn read((db, keeper, viewer): &Tools) -> Result<(State, Plan)> {
    // Asked first: what a backup that is over by then came to is read after.
    let (now, is_making, is_copying) = (db.clock().now(), keeper.is_making(), keeper.is_copying());
    let (plan, outcome, office) =
        db.read(|conn| Ok((Plan::load(conn)?, Outcome::load(conn)?, Office::load(conn)?))).await?;
    let office_zone = office.tz();
    let folder = keeper.folder().backups();
    let there = folder.clone();
    // Reads a little of each backup: not while a reader of the database waits.
    let (data, place) = (keeper.folder().path().to_owned(), plan.second_place.clone());
    let read = web::block(move || {
        let keys = matches!(place, Some(Place::Server(_))).then(|| keys(&data));
        let is_beside = place.is_some_and(|place| is_beside(&place, &data));
        Ok::<_, BackupError>((shelf(&there, office_zone)?, keys, is_beside))
    });
    let read = read.await.map_err(anyhow::Error::from)?;
    let (shelf, keys, is_beside) = read.map_err(|error| anyhow::anyhow!(error.text(viewer.lang)))?;
    // Where they cannot be told, as without OpenSSH, the page has all the more to tell.
    let keys = keys.map(|keys| keys.map_err(|error| error.text(viewer.lang)));
    // With no second place what comes after a backup is not worth a word.
    let is_copying = is_copying && plan.second_place.is_some();
    let lacks_words = !plan.encryption.is_ready(keeper.folder().path());
    Ok((
        State {
            zone: viewer.zone,
            office_zone,
            now,
            is_making,
            is_copying,
            is_on: plan.is_on,
            lacks_words,
            keys,
            is_beside,
            outcome,
            shelf,
            folder,
        },
        plan,
    ))
}

async fn update(tools: Tools, form: Form<Typed>, asked: HttpRequest) -> Result<HttpResponse, PageError> {
    let (db, keeper, viewer) = &tools;
    let (typed, lang, data) = (form.0, viewer.lang, keeper.folder().path().to_owned());
    let (wanted, id) = (typed.clone(), db.instance_id().to_owned());
    let before = db.read(Plan::load).await?;
    // Asks a disk or a server, which may be away.
    let folder = data.clone();
    let plan = web::block(move || wanted.plan(&before, &folder, &id, lang))
        .await
        .map_err(anyhow::Error::from)
        .map_err(Error::from)?;
    match plan {
        Ok(plan) => {
            let needs_words = plan.encryption == Encryption::Passphrase;
            let wants_copy = db
                .write(move |tx| {
                    let mut outcome = Outcome::load(tx)?;
                    // Whoever has mended a place that failed need not wait for the next attempt.
                    let is_new = Plan::load(tx)?.second_place != plan.second_place || outcome.copy_failure.is_some();
                    if is_new {
                        outcome.forget_copy();
                        outcome.save(tx)?;
                    }
                    plan.save(tx)?;
                    Ok(is_new && plan.second_place.is_some())
                })
                .await?;
            if wants_copy {
                keeper.copy_one();
            }
            if !needs_words {
                web::block(move || forget_words(&data)).await.map_err(anyhow::Error::from).map_err(Error::from)??;
            }
        }
        Err(Error::Invalid(errors)) => {
            let page = page(&tools, Some((typed, errors))).await?.invalid();
            let to = |name, value| (HeaderName::from_static(name), value);
            let [(target, main), (swap, inner)] = [to("hx-retarget", "#main"), to("hx-reswap", "innerHTML")];
            return Ok(page.header(target, main).header(swap, inner).respond_to(&asked));
        }
        Err(error) => return Err(error.into()),
    }
    if request::wants_fragment(&asked) {
        return Ok(toast_and_refresh(tr::ui_saved(lang), None));
    }
    Ok(SeeOther(BASE.to_owned()).respond_to(&asked))
}

async fn make((_, keeper, viewer): Tools, asked: HttpRequest) -> HttpResponse {
    keeper.make_one();
    if request::wants_fragment(&asked) {
        return toast_and_refresh(tr::backups_being_made(viewer.lang), None);
    }
    SeeOther(BASE.to_owned()).respond_to(&asked)
}

async fn ask_deletion((db, keeper, viewer): Tools, name: web::Path<String>) -> Result<Page, PageError> {
    let (name, last) = (name.into_inner(), db.read(Outcome::load).await?.proven);
    if !is_name(&name) || !keeper.folder().backups().join(&name).is_file() {
        return Err(Error::NotFound.into());
    }
    ensure_spare(&name, last.as_deref())?;
    Ok(Page::part(views::deletion(viewer.lang, &name)))
}

/// The last that is known to restore stays: without it the office has none until the next night.
fn ensure_spare(name: &str, last: Option<&Path>) -> Result<()> {
    match last.and_then(Path::file_name) {
        Some(last) if last == name => Err(Error::conflict(tr::backups_delete_last)),
        _ => Ok(()),
    }
}

async fn delete(
    (db, keeper, viewer): Tools,
    name: web::Path<String>,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (name, last) = (name.into_inner(), db.read(Outcome::load).await?.proven);
    if !is_name(&name) {
        return Err(Error::NotFound.into());
    }
    ensure_spare(&name, last.as_deref())?;
    let (folder, removed) = (keeper.folder().backups(), name.clone());
    let gone = web::block(move || match fs::remove_file(folder.join(removed)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Error::NotFound),
        gone => Ok(gone.and_then(|()| sync_folder(&folder)).context("delete a backup")?),
    });
    gone.await.map_err(anyhow::Error::from).map_err(Error::from)??;
    // It cannot be undone: who did it should be found in the log.
    tracing::info!(user = viewer.user_id.0, name, "a backup is deleted");
    if request::wants_fragment(&asked) {
        return Ok(toast_and_refresh(tr::backups_deleted(viewer.lang), None));
    }
    Ok(SeeOther(BASE.to_owned()).respond_to(&asked))
}

async fn download((_, keeper, viewer): Tools, name: web::Path<String>) -> Result<HttpResponse, PageError> {
    let name = name.into_inner();
    if !is_name(&name) {
        return Err(Error::NotFound.into());
    }
    let path = keeper.folder().backups().join(&name);
    let opened = web::block(move || {
        let file = File::open(path)?;
        let size_bytes = file.metadata()?.len();
        Ok::<_, std::io::Error>((file, size_bytes))
    });
    let (file, size_bytes) =
        opened.await.map_err(anyhow::Error::from).map_err(Error::from)?.map_err(|_| Error::NotFound)?;
    // It holds everything there is: who took it should be found in the log.
    tracing::info!(user = viewer.user_id.0, name, "a backup is downloaded");
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/octet-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(send::disposition(DispositionType::Attachment, &name))
        .body(SizedStream::new(size_bytes, send::parts(file, size_bytes))))
}
