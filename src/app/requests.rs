//! Around every request: a line in the log, and a panic of a handler becomes an answer instead of a cut connection.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, error::InternalError};
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::time::Instant;

pub async fn watch(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let method = request.method().clone();
    // Without the query: what people search for is nobody's business in a log.
    let path = request.path().to_owned();
    // State that a handler left half changed is its own: the next request begins anew.
    let outcome = AssertUnwindSafe(next.call(request)).catch_unwind().await;
    let answer = match outcome {
        Ok(answer) => answer,
        Err(_) => {
            tracing::error!(target: "korob::http", %method, path, "the handler panicked");
            let response = HttpResponse::InternalServerError().finish();
            return Err(InternalError::from_response("the handler panicked", response).into());
        }
    };
    let status = match &answer {
        Ok(answer) => answer.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    let duration_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    if status.is_server_error() {
        tracing::warn!(target: "korob::http", %method, path, status = status.as_u16(), duration_us);
    } else {
        tracing::debug!(target: "korob::http", %method, path, status = status.as_u16(), duration_us);
    }
    answer.map(ServiceResponse::map_into_boxed_body)
}
