//! What is done with the ticked rows of a list.

use crate::access::Viewer;
use crate::kernel::{Error, KindKey, Lang, Problem, Result};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::web::{PageError, RawForm};
use crate::records::list::{self, Address, Params};
use crate::records::registry::{Kind, Registry};
use crate::records::service::{self, BulkChange, BulkDone};
use crate::records::value::{Value, Values};
use actix_web::{HttpResponse, web};
use std::sync::Arc;
use url::form_urlencoded;

pub(super) async fn delete(
    kind: KindKey,
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    let ids = chosen(&db, &viewer, &kind, &form).await?;
    let done = service::bulk(&db, &viewer, &kind, ids, BulkChange::Delete, |_| {}).await?;
    Ok(answer(viewer.lang, &done, tr::records_bulk_deleted(viewer.lang, done.changed)))
}

pub(super) async fn assign(
    kind: KindKey,
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    let responsible = form.0.iter().find(|(name, _)| name == "responsible_id").and_then(|(_, id)| id.parse().ok());
    let responsible: i64 = responsible.ok_or_else(|| Error::invalid("responsible_id", Problem::Required))?;
    let ids = chosen(&db, &viewer, &kind, &form).await?;
    let change = BulkChange::Set(Values::default().with("responsible_id", Value::Int(responsible)));
    let done = service::bulk(&db, &viewer, &kind, ids, change, |_| {}).await?;
    Ok(answer(viewer.lang, &done, tr::records_bulk_changed(viewer.lang, done.changed)))
}

/// The ticked records, or all of the list when that was asked for.
async fn chosen(db: &Db, viewer: &Viewer, kind: &Arc<Kind>, form: &RawForm) -> Result<Vec<i64>> {
    let value = |name: &str| form.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    if value("all").is_none() {
        let ids = form.0.iter().filter(|(name, _)| name == "ids");
        let ids = ids.map(|(_, id)| id.parse().map_err(|_| Error::invalid("ids", Problem::NotANumber)));
        return ids.collect();
    }
    let query = value("view").unwrap_or_default();
    let of_query = |name: &str| {
        form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    let params = Params {
        view: of_query("view"),
        q: of_query("q"),
        filter: of_query("filter"),
        sort: of_query("sort"),
        ..Params::default()
    };
    let (viewer, kind, now) = (viewer.clone(), kind.clone(), db.clock().now());
    db.read(move |conn| {
        let address = Address::resolve(conn, &viewer, &kind, &params)?;
        list::all_ids(conn, &viewer, &kind, &address.query, now)
    })
    .await
}

/// A toast with Undo, and the list drawn again.
fn answer(lang: Lang, done: &BulkDone, said: String) -> HttpResponse {
    let left = done.skipped + done.refused;
    let text = match (done.changed, left) {
        (0, _) => tr::records_bulk_nothing(lang).to_owned(),
        (_, 0) => said,
        (_, left) => [said, tr::records_bulk_left(lang, left)].join(". "),
    };
    let undo = done.action.map(|action| format!("/actions/{}/undo", action.0));
    let trigger = serde_json::json!({ "toast": { "text": text, "undo": undo }, "refresh": "" });
    HttpResponse::NoContent().insert_header(("HX-Trigger", ascii(&trigger.to_string()))).finish()
}

/// A header holds ASCII: everything else is written as JSON escapes.
pub(super) fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            text.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    text
}
