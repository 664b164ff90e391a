//! Jobs for administrators: `/settings/jobs`.

use super::views::{self, ImportLine, JobLine, JobsView};
use crate::access::Viewer;
use crate::kernel::{Error, Lang, Result};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::jobs::{Job, Jobs};
use crate::platform::web::{Need, Page, PageError, Routes, SeeOther, request, toast_and_refresh};
use crate::records::pages::works::Works;
use crate::records::{Registry, import};
use actix_web::{HttpRequest, HttpResponse, Responder, web};

pub(super) const BASE: &str = "/settings/jobs";

/// Imports that are shown; who has more has another worry.
const MOST_IMPORTS: u32 = 50;

pub fn routes(routes: &mut Routes) {
    routes.get(BASE, Need::Admin, show);
    routes.get([BASE, "/state"].concat(), Need::Admin, state);
    routes.deed([BASE, "/{key}/run"].concat(), Need::Admin, run);
}

/// What there is to be read.
type Tools = (web::Data<Db>, web::Data<Registry>, web::Data<Jobs>, web::Data<Works>, Viewer);

async fn show(tools: Tools) -> Result<Page, PageError> {
    let view = view(&tools).await?;
    Ok(Page::new(tr::jobs_title(view.lang), views::page(&view)))
}

/// How all of it stands, again and again while something is being done.
async fn state(tools: Tools) -> Result<Page, PageError> {
    Ok(Page::part(views::state(&view(&tools).await?)))
}

async fn view((db, registry, jobs, works, viewer): &Tools) -> Result<JobsView> {
    let (lang, zone, clock) = (viewer.lang, viewer.zone, db.clock().clone());
    let running = works.under_way();
    let (db, registry, jobs) = (db.clone(), registry.clone(), jobs.clone());
    let read = move || {
        let standing = |job: &Job| {
            Ok(JobLine {
                key: job.key,
                title: (job.title)(lang),
                what: (job.what)(lang),
                can_be_run: job.can_be_run(),
                standing: job.standing(lang)?,
            })
        };
        let lines = jobs.0.iter().map(standing).collect::<Result<Vec<_>>>()?;
        Ok::<_, Error>((lines, imports(&db, &registry, lang)?))
    };
    let (jobs, imports) = web::block(read).await.map_err(anyhow::Error::from)??;
    // What was due while it was read is due.
    let now = clock.now();
    Ok(JobsView { lang, zone, now, jobs, imports, running })
}

fn imports(db: &Db, registry: &Registry, lang: Lang) -> Result<Vec<ImportLine>> {
    let found = db.read_blocking(|conn| import::store::latest_unfinished(conn, MOST_IMPORTS))?;
    // Of a kind that this box has no more there is no page.
    let lines = found.into_iter().filter_map(|found| {
        let kind = registry.kinds().iter().find(|kind| kind.key == found.kind)?.clone();
        Some(ImportLine {
            href: format!("/{}/import/{}", kind.plural, found.id),
            kind: (kind.names.many)(lang),
            is_damaged: found.is_damaged,
            is_running: import::status(db, &found) == import::Status::Running,
            rows_done: found.rows_done,
            file_name: found.file_name,
            created_at: found.created_at,
        })
    });
    Ok(lines.collect())
}

async fn run(
    jobs: web::Data<Jobs>,
    viewer: Viewer,
    key: web::Path<String>,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let job = jobs.0.iter().find(|job| job.key == *key && job.can_be_run()).ok_or(Error::NotFound)?.clone();
    tracing::info!(user = viewer.user_id.0, job = job.key, "a job is done because somebody asked for it");
    web::block(move || job.run()).await.map_err(anyhow::Error::from).map_err(Error::from)?;
    if request::wants_fragment(&asked) {
        return Ok(toast_and_refresh(tr::jobs_begun(viewer.lang), None));
    }
    Ok(SeeOther(BASE.to_owned()).respond_to(&asked))
}
