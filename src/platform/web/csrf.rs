//! A change is made only on behalf of our own pages.
//!
//! Two locks, each enough by itself: browsers say where a request comes from (`Origin`, `Sec-Fetch-Site`), and a page
//! carries a token that only who knows the session cookie can derive. htmx sends it in the header `X-CSRF`, a plain form
//! in its hidden field ([`field`]), which has to be the first one of a form with files.

use super::request::{is_safe_method, own_url, text};
use super::{Failure, PageError, cookies};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, web};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use futures_util::{Stream, StreamExt, stream};
use maud::{Markup, html};
use memchr::memmem::Finder;
use sha2::{Digest, Sha256};
use std::cell::LazyCell;
use std::future::ready;
use std::pin::Pin;
use std::sync::LazyLock;
use subtle::ConstantTimeEq;
use url::form_urlencoded;

/// The header that carries the token.
pub const HEADER: &str = "x-csrf";

/// The form field that carries the token; form extractors do not hand it on.
pub const FIELD: &str = "csrf";

/// A plain form is a few fields; anything large is an upload.
const MAX_FORM_BYTES: usize = 1024 * 1024;

/// A boundary, the name of the field and the token.
const MAX_FIRST_FIELD_BYTES: usize = 4096;

/// Stands in views where the token belongs, so that views need not know sessions; the answer puts the token in its
/// place. Random, so that nobody can write it into a comment and have it filled in.
static PLACEHOLDER: LazyLock<String> = LazyLock::new(|| format!("csrf-{:032x}", rand::random::<u128>()));

/// Pages are long: the standard library looks for a text several times slower.
static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(placeholder()));

/// A token is a little longer than its placeholder; a page has a dozen.
const ROOM_FOR_TOKENS: usize = 256;

/// What the token is in markup: see [`fill_in`].
pub fn placeholder() -> &'static str {
    &PLACEHOLDER
}

/// The hidden field that every `<form method="post">` needs.
pub fn field() -> Markup {
    html! { input type="hidden" name=(FIELD) value=(placeholder()); }
}

/// Joins the parts of a page, with the token of this request's session in the place of each [`placeholder`].
pub fn fill_in(request: &HttpRequest, parts: &[&str]) -> String {
    let token = LazyCell::new(|| cookies::session(request).map(|session| token(&session)).unwrap_or_default());
    let mut filled = String::with_capacity(parts.iter().map(|part| part.len()).sum::<usize>() + ROOM_FOR_TOKENS);
    for part in parts {
        let mut done = 0;
        for at in FINDER.find_iter(part.as_bytes()) {
            filled.push_str(&part[done..at]);
            filled.push_str(&token);
            done = at + placeholder().len();
        }
        filled.push_str(&part[done..]);
    }
    filled
}

/// The token of a session. One-way: a token that leaks with a page's text does not give the cookie away.
pub fn token(session: &str) -> String {
    let hash = Sha256::new().chain_update(b"korob csrf\0").chain_update(session.as_bytes()).finalize();
    BASE64_URL_SAFE_NO_PAD.encode(hash)
}

/// Whether this request carried the token of its session; looked at by the gate of every route that needs a session.
pub fn has_token(request: &HttpRequest) -> bool {
    request.extensions().get::<Verdict>().is_some_and(|verdict| verdict.has_token)
}

type BoxedPayloadStream = Pin<Box<dyn Stream<Item = Result<web::Bytes, PayloadError>>>>;

struct Verdict {
    has_token: bool,
}

/// Refuses changes asked for by foreign pages, and notes whether the token came along.
pub async fn check<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if !is_safe_method(request.request()) {
        if is_foreign(request.request()) {
            let refusal = PageError::from(Failure::foreign_origin());
            return Ok(request.error_response(refusal));
        }
        if let Some(session) = cookies::session(request.request()) {
            let sent = match sent_token(&mut request).await {
                Ok(sent) => sent,
                Err(failure) => return Ok(request.error_response(PageError::from(failure))),
            };
            let has_token = bool::from(sent.as_bytes().ct_eq(token(&session).as_bytes()));
            request.extensions_mut().insert(Verdict { has_token });
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

fn is_foreign(request: &HttpRequest) -> bool {
    let headers = request.headers();
    let site = text(headers, "sec-fetch-site");
    if !site.is_empty() && site != "same-origin" && site != "none" {
        return true;
    }
    match headers.get(header::ORIGIN) {
        // Programs and old browsers send none: the token decides.
        None => false,
        Some(origin) => !origin.to_str().is_ok_and(|origin| origin.eq_ignore_ascii_case(&own_url(request))),
    }
}

/// From the header, or from a plain form, whose body is put back for the handler.
async fn sent_token(request: &mut ServiceRequest) -> Result<String, Failure> {
    let in_header = text(request.headers(), HEADER);
    match request.content_type() {
        _ if !in_header.is_empty() => return Ok(in_header),
        "application/x-www-form-urlencoded" => {}
        "multipart/form-data" => return Ok(token_before_files(request).await),
        _ => return Ok(in_header),
    }
    let Ok(payload) = request.extract::<web::Payload>().await else { return Ok(String::new()) };
    let body = super::body::read(payload, MAX_FORM_BYTES).await?;
    let sent = form_urlencoded::parse(&body).find(|(name, _)| name == FIELD).map(|(_, value)| value.into_owned());
    request.set_payload(Payload::from(body));
    Ok(sent.unwrap_or_default())
}

/// The first field of a form with files, read no further than it: the rest may be large, and goes to the handler.
async fn token_before_files(request: &mut ServiceRequest) -> String {
    let mut payload = request.take_payload();
    let mut beginning: Vec<u8> = Vec::new();
    let mut sent = None;
    while sent.is_none()
        && beginning.len() < MAX_FIRST_FIELD_BYTES
        && let Some(Ok(bytes)) = payload.next().await
    {
        beginning.extend_from_slice(&bytes);
        sent = first_field(&beginning);
    }
    let beginning = stream::once(ready(Ok(web::Bytes::from(beginning))));
    request.set_payload(Payload::from(Box::pin(beginning.chain(payload)) as BoxedPayloadStream));
    sent.unwrap_or_default()
}

/// The value of the token's field where a body begins with it (RFC 7578, 4): `--…`, its headers, an empty line, the value.
fn first_field(beginning: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(beginning);
    let (boundary, rest) = text.split_once("\r\n")?;
    let (headers, rest) = rest.split_once("\r\n\r\n")?;
    let (value, _) = rest.split_once(&["\r\n", boundary].concat())?;
    let is_token = headers.eq_ignore_ascii_case(&["content-disposition: form-data; name=\"", FIELD, "\""].concat());
    (boundary.starts_with("--") && is_token).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::Method;
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, call_service, init_service, read_body};
    use actix_web::{App, HttpResponse};

    async fn tell(request: HttpRequest, body: String) -> HttpResponse {
        HttpResponse::Ok().body(format!("{} {body}", has_token(&request)))
    }

    async fn answer(method: Method, headers: &[(&str, &str)], body: &'static str) -> (u16, String) {
        let app = init_service(App::new().default_service(web::to(tell)).wrap(from_fn(check))).await;
        let request = TestRequest::default().method(method).uri("/x").insert_header(("host", "box:8090"));
        let request = headers.iter().fold(request, |request, header| request.insert_header(*header));
        let answer = call_service(&app, request.set_payload(body).to_request()).await;
        (answer.status().as_u16(), String::from_utf8(read_body(answer).await.to_vec()).unwrap())
    }

    const COOKIE: (&str, &str) = ("cookie", "korob_8090=the-session");
    const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

    #[actix_web::test]
    async fn foreign_pages_are_refused_by_what_the_browser_says() {
        for headers in [
            [("origin", "http://evil.example"), COOKIE],
            [("origin", "https://box:8090"), COOKIE],
            [("origin", "http://box:8091"), COOKIE],
            [("origin", "null"), COOKIE],
            [("sec-fetch-site", "cross-site"), COOKIE],
            [("sec-fetch-site", "same-site"), COOKIE],
        ] {
            for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
                assert_eq!(answer(method, &headers, "").await.0, 403, "{headers:?}");
            }
        }
        assert_eq!(answer(Method::GET, &[("sec-fetch-site", "cross-site"), COOKIE], "").await.0, 200);
    }

    #[actix_web::test]
    async fn the_token_counts_in_the_header_or_in_a_plain_form_only() {
        let token = token("the-session");
        let own = ("origin", "http://box:8090");
        let form: &'static str = format!("name=a&csrf={token}").leak();
        let header: (&str, &str) = (HEADER, &token);
        assert_eq!(answer(Method::POST, &[COOKIE, own, header], "").await.1, "true ");
        assert_eq!(answer(Method::POST, &[COOKIE, own, FORM], form).await.1, format!("true {form}"));
        assert_eq!(answer(Method::POST, &[COOKIE, own, FORM], "name=a").await.1, "false name=a");
        assert_eq!(answer(Method::POST, &[COOKIE, own, FORM], "csrf=guess").await.1, "false csrf=guess");
        let as_text = ("content-type", "text/plain");
        assert_eq!(answer(Method::POST, &[COOKIE, own, as_text], form).await.1, format!("false {form}"));
        // A form with files has it in its first field.
        let with_files = ("content-type", "multipart/form-data; boundary=x");
        let part = |name: &str, value: &str| {
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        for (parts, has_token) in [
            (part("csrf", &token) + &part("files", "a"), true),
            (part("csrf", "guess") + &part("files", "a"), false),
            (part("files", "a") + &part("csrf", &token), false),
            (part("files", &"a".repeat(9000)), false),
            (String::new(), false),
        ] {
            let body: &'static str = if parts.is_empty() { "" } else { format!("{parts}--x--\r\n").leak() };
            let told = answer(Method::POST, &[COOKIE, own, with_files], body).await.1;
            assert_eq!(told, format!("{has_token} {body}"));
        }
        assert_eq!(answer(Method::POST, &[("cookie", "korob_8090=another"), own, header], "").await.1, "false ");
        assert_eq!(answer(Method::POST, &[own, header], "").await.1, "false ");
    }

    #[test]
    fn the_placeholder_becomes_the_token_of_the_session() {
        let request =
            TestRequest::default().insert_header(("host", "box:8090")).insert_header(COOKIE).to_http_request();
        let filled = fill_in(&request, &["<form>", &field().into_string(), "</form>"]);
        let token = token("the-session");
        assert_eq!(filled, format!(r#"<form><input type="hidden" name="csrf" value="{token}"></form>"#));
    }
}
