//! How an error is answered: a page (or a part of one) in the reader's language, or problem details for programs.
//!
//! Handlers return [`PageError`] or [`ApiError`], both made from [`Error`] by `?`. A page error is dressed by [`dress`],
//! which knows the request: its language, and whether a whole page was asked for.

mod words;

pub use words::FieldTitles;

use super::page::Page;
use super::request::{is_api, lang};
use crate::kernel::{Error, FieldErrors, Lang, Told};
use crate::platform::i18n;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, Responder, ResponseError};
use serde_json::json;
use std::fmt;

/// What is answered instead of what was asked for.
#[derive(Debug, Clone)]
pub struct Failure {
    status: StatusCode,
    /// A stable snake_case word for programs.
    code: &'static str,
    /// English, for programs.
    detail: Option<String>,
    /// For programs and people in their language.
    told: Option<Told>,
    fields: FieldErrors,
    current_version: Option<i64>,
    /// Stands in the log beside the cause, so that a person can name it to the administrator.
    incident: Option<String>,
}

impl Failure {
    fn new(status: StatusCode, code: &'static str) -> Failure {
        let fields = FieldErrors::default();
        Failure { status, code, detail: None, told: None, fields, current_version: None, incident: None }
    }

    fn detail(mut self, detail: impl Into<String>) -> Failure {
        self.detail = Some(detail.into());
        self
    }

    pub fn unauthorized() -> Failure {
        Failure::new(StatusCode::UNAUTHORIZED, "unauthorized").detail("send a valid API token: Authorization: Bearer …")
    }

    pub(super) fn foreign_origin() -> Failure {
        Failure::new(StatusCode::FORBIDDEN, "foreign_origin")
            .detail("changes are accepted from this server's pages only")
    }

    /// The page was open for so long that its session is another one now.
    pub fn stale_page() -> Failure {
        Failure::new(StatusCode::FORBIDDEN, "stale_page").detail("the page's token does not belong to this session")
    }

    /// The key names what was sent before, and that was something else.
    pub fn idempotency_key_reused() -> Failure {
        Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused")
            .detail("this Idempotency-Key came before with another body")
    }

    pub(super) fn too_large(max_bytes: usize) -> Failure {
        Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large").detail(format!("the body is over {max_bytes} bytes"))
    }

    pub(super) fn media_type(expected: &str) -> Failure {
        Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type").detail(format!("send {expected}"))
    }

    fn not_allowed() -> Failure {
        Failure::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed")
    }

    pub fn status(&self) -> StatusCode {
        self.status
    }

    fn retry_after(&self) -> Option<(header::HeaderName, &'static str)> {
        (self.status == StatusCode::SERVICE_UNAVAILABLE).then_some((header::RETRY_AFTER, "5"))
    }
}

impl From<Error> for Failure {
    /// Logs an internal error: it is answered here and nowhere else.
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Failure::new(StatusCode::NOT_FOUND, "not_found"),
            Error::Invalid(fields) => Failure { fields, ..Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid") },
            Error::BadRequest(text) => Failure::new(StatusCode::BAD_REQUEST, "bad_request").detail(text),
            Error::Forbidden => Failure::new(StatusCode::FORBIDDEN, "forbidden"),
            Error::Stale { current_version } => Failure {
                current_version: Some(current_version),
                ..Failure::new(StatusCode::CONFLICT, "stale").detail("the record was changed since it was read")
            },
            Error::Conflict(why) => Failure { told: Some(why), ..Failure::new(StatusCode::CONFLICT, "conflict") },
            Error::Busy => Failure::new(StatusCode::SERVICE_UNAVAILABLE, "busy").detail("try again in a few seconds"),
            Error::DiskFull => {
                Failure::new(StatusCode::INSUFFICIENT_STORAGE, "disk_full").detail("nothing was written")
            }
            Error::WritesStopped(why) => Failure::new(StatusCode::SERVICE_UNAVAILABLE, "writes_stopped").detail(why),
            Error::Internal(cause) => {
                let incident = format!("{:08x}", rand::random::<u32>());
                tracing::error!(incident, "{cause:#}");
                Failure { incident: Some(incident), ..Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "internal") }
            }
        }
    }
}

/// The error of a page's handler.
#[derive(Debug)]
pub struct PageError(Failure);

impl<E: Into<Failure>> From<E> for PageError {
    fn from(error: E) -> Self {
        PageError(error.into())
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code)
    }
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        self.0.status
    }

    /// Only a promise of an answer: [`dress`] writes it.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.0.status);
        response.extensions_mut().insert(self.0.clone());
        response
    }
}

/// The error of an API handler.
#[derive(Debug)]
pub struct ApiError(Failure);

impl<E: Into<Failure>> From<E> for ApiError {
    fn from(error: E) -> Self {
        let mut failure = error.into();
        // The API names the version it changes in If-Match, so a stale one is a failed precondition (RFC 9110, 13.1.1).
        if failure.code == "stale" {
            failure.status = StatusCode::PRECONDITION_FAILED;
        }
        ApiError(failure)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code)
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.0.status
    }

    /// What [`dress`] writes anew where the language of the user is known.
    fn error_response(&self) -> HttpResponse {
        let mut response = problem(&self.0, Lang::En);
        response.extensions_mut().insert(self.0.clone());
        response
    }
}

/// Problem details (RFC 9457) with two members of our own: `code`, and `errors` by field path.
fn problem(failure: &Failure, lang: Lang) -> HttpResponse {
    let mut body = json!({
        "type": "about:blank",
        "title": failure.status.canonical_reason().unwrap_or("Error"),
        "status": failure.status.as_u16(),
        "code": failure.code,
    });
    let told = failure.told.map(|told| told.text(lang));
    if let Some(detail) = told.or(failure.detail.as_deref()) {
        body["detail"] = json!(detail);
    }
    if let Some(incident) = &failure.incident {
        body["instance"] = json!(format!("urn:korob:incident:{incident}"));
    }
    if let Some(version) = failure.current_version {
        body["current_version"] = json!(version);
    }
    if !failure.fields.is_empty() {
        let errors = failure.fields.iter().map(|(path, problem)| {
            json!({ "field": path, "code": problem.code(), "detail": i18n::exact_problem(Lang::En, problem) })
        });
        body["errors"] = errors.collect();
    }
    let mut response = HttpResponse::build(failure.status);
    response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
    if let Some(retry) = failure.retry_after() {
        response.insert_header(retry);
    }
    if failure.status == StatusCode::UNAUTHORIZED {
        response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    response.body(body.to_string())
}

/// Gives errors their dress: for programs below `/api/`, for people everywhere else. Also those that no handler saw: a
/// path that leads nowhere, a method that is not taken.
pub async fn dress<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    if response.status().as_u16() < 400 {
        return Ok(response);
    }
    let noted = response.response().extensions().get::<Failure>().cloned();
    let is_empty = matches!(response.response().body().size(), BodySize::None | BodySize::Sized(0));
    let failure = match (noted, response.status()) {
        (Some(failure), _) => failure,
        (None, StatusCode::NOT_FOUND) if is_empty => Error::NotFound.into(),
        (None, StatusCode::METHOD_NOT_ALLOWED) if is_empty => Failure::not_allowed(),
        (None, _) => return Ok(response),
    };
    let request = response.request().clone();
    let allowed = response.headers().get(header::ALLOW).cloned();
    let mut answer = if is_api(&request) { problem(&failure, lang(&request)) } else { page(&failure, &request) };
    if let Some(allowed) = allowed {
        answer.headers_mut().insert(header::ALLOW, allowed);
    }
    Ok(ServiceResponse::new(request, answer))
}

fn page(failure: &Failure, request: &HttpRequest) -> HttpResponse {
    let lang = lang(request);
    let (title, text) = words::words(failure, lang);
    let problems = words::problems(failure, request, lang);
    let mut page = Page::error(title.clone(), words::view(&title, &text, &problems, lang)).status(failure.status);
    if let Some((name, value)) = failure.retry_after() {
        page = page.header(name, value);
    }
    // Scripts show this line in a toast where a part of the page was asked for.
    page.respond_to(request).map_into_boxed_body()
}

/// Where every path leads that no slice declared.
pub async fn not_found() -> Result<HttpResponse, PageError> {
    Err(Error::NotFound.into())
}

#[cfg(test)]
mod tests;
