//! Backups for administrators: `/settings/backups`.

use super::inside;
use super::keeper::Keeper;
use super::keeping::Keep;
use super::plan::{Outcome, Plan};
use super::second_place::choose;
use super::shelf::{is_name, shelf};
use super::views::{self, BackupsView, State};
use crate::access::Viewer;
use crate::kernel::{Error, FieldErrors, Problem, Result};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::web::{Form, Need, Page, PageError, Routes, SeeOther, request, send, toast_and_refresh};
use actix_web::body::SizedStream;
use actix_web::http::header::{self, DispositionType, HeaderName};
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use serde::Deserialize;
use std::fs::File;
use std::path::{Path, PathBuf};

const BASE: &str = "/settings/backups";

/// More kept copies than this are no backups but a habit.
const MOST_KEPT: usize = 366;

type Tools = (web::Data<Db>, web::Data<Keeper>, Viewer);

pub fn routes(routes: &mut Routes) {
    let path = |rest: &str| [BASE, rest].concat();
    routes.get(path(""), Need::Admin, show);
    routes.post(path(""), Need::Admin, update);
    routes.get(path("/state"), Need::Admin, state);
    routes.deed(path("/making"), Need::Admin, make);
    routes.get(path("/{name}"), Need::Admin, download);
    inside::routes(routes);
}

/// As it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    #[serde(default)]
    pub is_on: Option<String>,
    #[serde(default)]
    pub hour: String,
    #[serde(default)]
    pub second_place: String,
    #[serde(default)]
    pub daily: String,
    #[serde(default)]
    pub weekly: String,
    #[serde(default)]
    pub monthly: String,
}

impl Typed {
    fn of(plan: &Plan) -> Typed {
        let place = plan.second_place.as_ref().map(|place| place.display().to_string());
        Typed {
            is_on: plan.is_on.then(|| "1".to_owned()),
            hour: plan.hour.to_string(),
            second_place: place.unwrap_or_default(),
            daily: plan.keep.daily.to_string(),
            weekly: plan.keep.weekly.to_string(),
            monthly: plan.keep.monthly.to_string(),
        }
    }

    /// # Errors
    /// `Invalid` at what cannot be meant.
    fn plan(&self, data: &Path, instance_id: &str) -> Result<Plan> {
        let mut errors = FieldErrors::default();
        let mut number = |name: &str, text: &str, min: usize, max: usize| match text.trim().parse::<usize>() {
            Ok(number) if (min..=max).contains(&number) => number,
            Ok(_) => {
                errors.add(name, Problem::OutOfRange { min: min as i64, max: max as i64 });
                min
            }
            Err(_) => {
                errors.add(name, Problem::NotANumber);
                min
            }
        };
        let hour = number("hour", &self.hour, 0, 23);
        let keep = Keep {
            daily: number("daily", &self.daily, 1, MOST_KEPT),
            weekly: number("weekly", &self.weekly, 0, MOST_KEPT),
            monthly: number("monthly", &self.monthly, 0, MOST_KEPT),
        };
        let place = Some(self.second_place.trim()).filter(|place| !place.is_empty()).map(PathBuf::from);
        if place.as_deref().is_some_and(|place| !is_usable(place, data)) {
            errors.add("second_place", Problem::FolderUnusable);
        }
        errors.into_result()?;
        if let Some(place) = &place {
            choose(place, instance_id).map_err(|_| Error::invalid("second_place", Problem::FolderUnusable))?;
        }
        Ok(Plan { is_on: self.is_on.is_some(), hour: hour as u32, second_place: place, keep })
    }
}

/// A folder that is there, can be written and does not go with the first one.
fn is_usable(place: &Path, data: &Path) -> bool {
    let is_apart = |place: PathBuf| !place.starts_with(data);
    place.is_absolute() && place.canonicalize().is_ok_and(is_apart)
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
    let (now, is_busy) = (db.clock().now(), keeper.is_busy());
    let (plan, outcome) = db.read(|conn| Ok((Plan::load(conn)?, Outcome::load(conn)?))).await?;
    let folder = keeper.folder().backups();
    let there = folder.clone();
    // Reads a little of each backup: not while a reader of the database waits.
    let shelf = web::block(move || shelf(&there)).await.map_err(anyhow::Error::from)?;
    let shelf = shelf.map_err(|error| anyhow::anyhow!(error.text(viewer.lang)))?;
    Ok((State { zone: viewer.zone, now, is_busy, is_on: plan.is_on, outcome, shelf, folder }, plan))
}

async fn update(tools: Tools, form: Form<Typed>, asked: HttpRequest) -> Result<HttpResponse, PageError> {
    let (db, keeper, viewer) = &tools;
    let (typed, lang, data) = (form.0, viewer.lang, keeper.folder().path().to_owned());
    let (wanted, id) = (typed.clone(), db.instance_id().to_owned());
    // Asks the disk, which may be away.
    let plan = web::block(move || wanted.plan(&data, &id)).await.map_err(anyhow::Error::from).map_err(Error::from)?;
    match plan {
        Ok(plan) => db.write(move |tx| plan.save(tx)).await?,
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
