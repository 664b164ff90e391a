//! A file on its way in.

use super::Desk;
use crate::kernel::{Error, Problem, Result};
use crate::platform::web::{Page, PageError, SeeOther};
use crate::records::import::{self, Plan, files::Arriving, store};
use crate::records::views::imports::upload::{UploadView, upload};
use actix_multipart::{Field, Multipart};
use actix_web::{HttpRequest, HttpResponse, Responder};
use anyhow::Context;
use futures_util::StreamExt;
use std::io::Write;

/// What a page takes; the command line takes more.
pub const MAX_BYTES: u64 = 200 * 1024 * 1024;
/// What is read of a file that is too large, so that its sender hears of it.
const MAX_IGNORED: u64 = 8 * 1024 * 1024 * 1024;
const MAX_NAME: usize = 200;

const PAST: u32 = 20;

pub async fn index(desk: Desk) -> Result<Page, PageError> {
    page(&desk, None).await
}

async fn page(desk: &Desk, problem: Option<Problem>) -> Result<Page, PageError> {
    let (title, body) = desk
        .block(move |desk| {
            let kind = desk.kind()?;
            let past = desk.db.read_blocking(|conn| store::recent(conn, &desk.viewer, kind.key, PAST))?;
            let past = past.into_iter().map(|import| (desk.status(&import), import)).collect();
            let view = UploadView {
                lang: desk.viewer.lang,
                zone: desk.viewer.zone,
                kind: kind.clone(),
                past,
                max_bytes: MAX_BYTES,
                problem,
            };
            Ok((view.title(), upload(&view)))
        })
        .await?;
    Ok(Page::new(title, body))
}

pub async fn create(desk: Desk, request: HttpRequest, mut body: Multipart) -> Result<HttpResponse, PageError> {
    let outcome = receive(&desk, &mut body).await;
    match outcome {
        Ok(id) => Ok(SeeOther(desk.path(id)?).respond_to(&request)),
        Err(Error::Invalid(errors)) => {
            let problem = errors.first("file").cloned();
            Ok(page(&desk, problem).await?.invalid().respond_to(&request))
        }
        Err(error) => Err(error.into()),
    }
}

/// Keeps the one file of the form as the draft of an import. Errors: `Invalid` at `file`, and nothing is left behind.
async fn receive(desk: &Desk, body: &mut Multipart) -> Result<i64> {
    let missing = || Error::invalid("file", Problem::Required);
    let mut draft = None;
    while let Some(field) = body.next().await {
        let mut field = field.map_err(|error| Error::BadRequest(error.to_string()))?;
        if field.name() != Some("file") || draft.is_some() {
            return Err(Error::BadRequest("send one file".into()));
        }
        let name = field.content_disposition().and_then(|told| told.get_filename()).unwrap_or_default();
        let name = shown_name(name);
        let arriving = keep(desk, &mut field).await?;
        draft = Some(arriving.map(|arriving| (name, arriving)));
    }
    let (name, arriving) = draft.ok_or_else(missing)?.ok_or_else(too_large)?;
    let desk = desk.clone();
    let taken = actix_web::web::block(move || {
        let kind = desk.kind()?;
        if name.is_empty() && arriving.path().metadata().is_ok_and(|found| found.len() == 0) {
            return Err(Error::invalid("file", Problem::Required));
        }
        // What cannot be read is refused at once.
        let plan = Plan::default();
        import::look(&desk.db, kind, arriving.path(), &plan)?;
        import::begin(&desk.db, &desk.viewer, kind, arriving, &name, &plan)
    });
    taken.await.map_err(|error| Error::Internal(error.into()))?
}

fn too_large() -> Error {
    Error::invalid("file", Problem::Unreadable { code: "file_too_large" })
}

/// Writes the file down as it comes; `None` for one that is too large, of which nothing is kept.
async fn keep(desk: &Desk, field: &mut Field) -> Result<Option<Arriving>> {
    let mut arriving = Some(Arriving::begin(&desk.db)?);
    let mut bytes = 0u64;
    while let Some(part) = field.next().await {
        let part = part.map_err(|error| Error::BadRequest(error.to_string()))?;
        bytes += part.len() as u64;
        if bytes > MAX_BYTES {
            arriving = None;
        }
        if bytes > MAX_IGNORED {
            return Err(too_large());
        }
        let Some(mut kept) = arriving.take() else { continue };
        let written = actix_web::web::block(move || kept.file.write_all(&part).map(|()| kept));
        arriving = Some(written.await.map_err(anyhow::Error::from)?.context("keep the file until it is imported")?);
    }
    Ok(arriving)
}

/// The name without folders, short enough to be shown.
fn shown_name(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(MAX_NAME).collect()
}
