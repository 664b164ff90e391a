//! What supervisors and load balancers ask.

use crate::platform::db::Db;
use crate::platform::settings::Office;
use crate::platform::web::{Need, Routes};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};

pub fn routes(routes: &mut Routes) {
    routes.get("/healthz", Need::Public, live);
    routes.get("/readyz", Need::Public, ready);
}

/// 200 whenever the process serves.
async fn live() -> HttpResponse {
    answer(true, "ok")
}

/// 503 while there is no work to be done here: before set-up, or when nothing is written after a fault of the disk. (A full disk may have room again for the next request.)
async fn ready(db: web::Data<Db>) -> HttpResponse {
    if db.fault().is_some() {
        return answer(false, "read-only after a fault of the disk");
    }
    match db.read(Office::find).await {
        Ok(Some(_)) => answer(true, "ok"),
        Ok(None) => answer(false, "not set up"),
        Err(error) => {
            tracing::error!(%error, "readiness could not be told");
            answer(false, "the database cannot be read")
        }
    }
}

fn answer(is_good: bool, text: &'static str) -> HttpResponse {
    let mut response = if is_good { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    response
        .insert_header((CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(text)
}
