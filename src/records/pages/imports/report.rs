//! An import at work, and what came of it.

use super::super::export::download;
use super::{Desk, draft};
use crate::access::users;
use crate::kernel::formula::harmless;
use crate::kernel::{Error, Lang, Result};
use crate::platform::settings::Office;
use crate::platform::web::{Page, PageError, SeeOther};
use crate::records::import::{self, Status, files, store};
use crate::records::views::imports::report::{ReportView, progress as progress_view, report};
use crate::records::views::imports::words::reason;
use actix_web::{HttpRequest, HttpResponse, Responder};
use anyhow::Context;
use std::io::{Seek, SeekFrom, Write};

/// Rows of each outcome that the page shows.
const SHOWN: u32 = 100;

pub async fn show(desk: Desk, id: i64) -> Result<Page, PageError> {
    let (title, body) = desk
        .block(move |desk| {
            let import = desk.import(id)?;
            let title = import.file_name.clone();
            let status = desk.status(&import);
            if import.status == Status::Draft {
                return Ok((title, draft::view(desk, &import)?));
            }
            let of = |outcome| desk.db.read_blocking(|conn| store::rows(conn, id, Some(outcome), 0, SHOWN));
            let author = desk.db.read_blocking(|conn| users::get(conn, import.user_id))?.name;
            let view = ReportView {
                lang: desk.viewer.lang,
                zone: desk.viewer.zone,
                kind: desk.kind()?,
                status,
                author: &author,
                rejected: &of("rejected")?,
                duplicates: &of("duplicate")?,
                warned: &of("new")?,
                warned_count: desk.db.read_blocking(|conn| store::count_rows(conn, id, "new"))?,
                read: &desk.db.read_blocking(|conn| store::reading(conn, id))?,
                import: &import,
            };
            Ok((title, report(&view)))
        })
        .await?;
    Ok(Page::new(title, body))
}

/// How far it is, asked for again and again; once it is over, the whole page.
pub async fn progress(desk: Desk, id: i64, request: HttpRequest) -> Result<HttpResponse, PageError> {
    let path = desk.path(id)?;
    let part = desk
        .block(move |desk| {
            let import = desk.import(id)?;
            let is_running = desk.status(&import) == Status::Running;
            Ok(is_running
                .then(|| progress_view(desk.viewer.lang, &format!("/{}/import/{id}", import_plural(desk)), &import)))
        })
        .await?;
    Ok(match part {
        Some(part) => Page::part(part).respond_to(&request),
        None => SeeOther(path).respond_to(&request),
    })
}

fn import_plural(desk: &Desk) -> &'static str {
    desk.kind().map_or("", |kind| kind.plural)
}

pub async fn stop(desk: Desk, id: i64) -> Result<SeeOther, PageError> {
    let path = desk.path(id)?;
    desk.block(move |desk| {
        desk.import(id)?;
        import::ask_to_stop(&desk.db, id);
        Ok(())
    })
    .await?;
    Ok(SeeOther(path))
}

/// The rejected rows in the file's own columns and, behind them, why: to be mended and imported again.
pub async fn rejected(desk: Desk, id: i64) -> Result<HttpResponse, PageError> {
    let (file, name) = desk
        .block(move |desk| {
            let import = desk.import(id)?;
            let lang = desk.viewer.lang;
            let file = files::Arriving::nameless(&desk.db)?;
            let mut file = desk.db.read_blocking(|conn| write_rejected(conn, id, lang, file))?;
            file.seek(SeekFrom::Start(0)).context("read the file that was made")?;
            let stem: String =
                import.file_name.chars().filter(|c| c.is_alphanumeric() || "-_. ".contains(*c)).collect();
            Ok((file, format!("rejected-{}.csv", stem.trim_end_matches(".csv"))))
        })
        .await?;
    Ok(download(file, "text/csv; charset=utf-8", &name))
}

fn write_rejected(conn: &rusqlite::Connection, id: i64, lang: Lang, mut file: std::fs::File) -> Result<std::fs::File> {
    let read = store::reading(conn, id)?;
    let office = Office::load(conn)?;
    let usual = if office.lang == Lang::En { b',' } else { b';' };
    let delimiter = read.delimiter.and_then(|c| u8::try_from(c).ok()).unwrap_or(usual);
    file.write_all("\u{feff}".as_bytes()).context("write the file")?;
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(file);
    let reasons = crate::platform::i18n::tr::imports_reason(lang).to_owned();
    let header = read.header.iter().map(|title| harmless(title)).chain([reasons]);
    writer.write_record(header).context("write the file")?;
    store::rejected(conn, id, |report, cells| {
        let why = report.reason.as_deref().map_or_else(String::new, |code| reason(lang, code));
        let mut cells: Vec<String> = cells.iter().map(|cell| harmless(cell)).collect();
        cells.resize(cells.len().max(read.header.len()), String::new());
        cells.push(why);
        Ok(writer.write_record(cells).context("write the file")?)
    })?;
    writer.into_inner().map_err(|error| Error::Internal(anyhow::anyhow!("write the file: {error}")))
}

/// The whole report as the command line prints it.
pub async fn json(desk: Desk, id: i64) -> Result<HttpResponse, PageError> {
    let report = desk.block(move |desk| import::report(&desk.db, &desk.viewer, desk.kind()?, id)).await?;
    Ok(HttpResponse::Ok().json(report))
}
