//! A list as a file.

use crate::access::Viewer;
use crate::kernel::{Error, KindKey};
use crate::platform::db::Db;
use crate::platform::web::{PageError, send};
use crate::records::export::{self, Format, Wanted};
use crate::records::import::files::Arriving;
use crate::records::list::{Address, Params};
use crate::records::registry::Registry;
use actix_web::http::header::{self, DispositionType};
use actix_web::web;
use actix_web::{HttpRequest, HttpResponse};
use anyhow::Context;
use std::fs::File;
use std::io::{Seek, SeekFrom};
use url::form_urlencoded;

/// The list that the address describes, as CSV, XLSX, JSON or vCard; with `all` all its fields, else the columns it shows.
pub(super) async fn show(
    kind: KindKey,
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    let pairs: Vec<(String, String)> =
        form_urlencoded::parse(request.query_string().as_bytes()).into_owned().take(50).collect();
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let format = value("format").map_or(Some(Format::Csv), |code| Format::parse(&code));
    let format = format.ok_or_else(|| Error::BadRequest("format is csv, xlsx, json or vcf".into()))?;
    let params = Params::of_list(request.query_string());
    let has_all = value("all").is_some();
    let (plural, day) = (kind.plural, db.clock().now().to_utc().with_timezone(&viewer.zone).format("%Y-%m-%d"));
    let name = format!("{plural}-{day}.{}", format.code());
    let database = db.into_inner();
    let file = web::block(move || {
        let address = database.read_blocking(|conn| Address::resolve(conn, &viewer, &kind, &params))?;
        let columns = (!has_all).then_some(address.columns);
        let wanted = Wanted { query: address.query, columns, format };
        // Whole before the first byte is sent: what fails is told, and no reader waits for a slow network.
        let mut file = Arriving::nameless(&database)?;
        export::export(&database, &registry, &viewer, &kind, &wanted, &mut file, &mut |_| {})?;
        file.seek(SeekFrom::Start(0)).context("read the file that was made")?;
        Ok::<File, Error>(file)
    });
    let file = file.await.map_err(|error| Error::Internal(error.into()))??;
    Ok(download(file, format.media_type(), &name))
}

/// Sends a file to be kept under this name, part by part.
pub(super) fn download(file: File, media_type: &str, name: &str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type.to_owned()))
        .insert_header(send::disposition(DispositionType::Attachment, name))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(send::parts(file, u64::MAX))
}
