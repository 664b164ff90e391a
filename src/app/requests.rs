//! A line in the log for every request.

use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use std::time::Instant;

/// Failures of ours as warnings, everything else for who asks for it with `-v`.
pub async fn note(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let method = request.method().clone();
    let answer = next.call(request).await;
    let status = match &answer {
        Ok(answer) => answer.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    // As the route is written, without what stands in its place: paths hold the secrets of links, and what people search for
    // is nobody's business in a log.
    let path = answer.as_ref().ok().and_then(|answer| answer.request().match_pattern());
    let path = path.as_deref().unwrap_or("unknown");
    super::metrics::note(&method, path, status, started.elapsed());
    let duration_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    if status.is_server_error() {
        tracing::warn!(target: "korob::http", %method, path, status = status.as_u16(), duration_us);
    } else {
        tracing::debug!(target: "korob::http", %method, path, status = status.as_u16(), duration_us);
    }
    answer.map(ServiceResponse::map_into_boxed_body)
}
