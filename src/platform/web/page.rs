//! A page, whole or in part: handlers say what belongs in it, this decides on the frame.

use super::csrf;
use super::request::wants_fragment;
use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use maud::{DOCTYPE, Markup, html};
use std::sync::LazyLock;

/// How the app frames a page: the document around it, with or without the menu, and [`body_place`] where it belongs.
#[derive(Clone, Copy)]
pub struct Frames(pub fn(&HttpRequest, &Page) -> Markup);

/// Stands in a frame for the body, which is put there last: a page is long, and would be copied with each element
/// around it. Random, so that it stands nowhere else.
static BODY_PLACE: LazyLock<String> = LazyLock::new(|| format!("body-{:032x}", rand::random::<u128>()));

/// See [`Frames`].
pub fn body_place() -> &'static str {
    &BODY_PLACE
}

/// What stands around the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surroundings {
    /// Menu and top bar: for who is signed in.
    Office,
    /// Nothing: sign-in, set-up. The body brings its own `main`.
    Bare,
    /// An error: with the menu if anybody is signed in.
    Error,
}

/// An answer in HTML.
///
/// A browser gets the whole document; htmx gets the body alone, with a `<title>` that it puts in the document's.
pub struct Page {
    pub title: String,
    pub body: Markup,
    pub surroundings: Surroundings,
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    is_part: bool,
}

impl Page {
    pub fn new(title: impl Into<String>, body: Markup) -> Page {
        Page {
            title: title.into(),
            body,
            surroundings: Surroundings::Office,
            status: StatusCode::OK,
            headers: Vec::new(),
            is_part: false,
        }
    }

    /// Without menu and top bar.
    pub fn bare(title: impl Into<String>, body: Markup) -> Page {
        Page { surroundings: Surroundings::Bare, ..Page::new(title, body) }
    }

    pub(super) fn error(title: impl Into<String>, body: Markup) -> Page {
        Page { surroundings: Surroundings::Error, ..Page::new(title, body) }
    }

    /// A region that is only ever asked for by htmx: never framed.
    pub fn part(body: Markup) -> Page {
        Page { is_part: true, ..Page::new("", body) }
    }

    pub fn status(mut self, status: StatusCode) -> Page {
        self.status = status;
        self
    }

    /// A form that could not be accepted: 422.
    pub fn invalid(self) -> Page {
        self.status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// Adds a header. A value that cannot stand in one is left out.
    pub fn header(mut self, name: HeaderName, value: impl AsRef<str>) -> Page {
        if let Ok(value) = HeaderValue::from_str(value.as_ref()) {
            self.headers.push((name, value));
        }
        self
    }
}

impl Responder for Page {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let framed = if self.is_part {
            html! {}
        } else if wants_fragment(request) {
            html! { title { (self.title) " — Korob" } }
        } else {
            match request.app_data::<web::Data<Frames>>() {
                Some(frames) => (frames.0)(request, &self),
                None => unframed(&self),
            }
        };
        let framed = framed.into_string();
        let (before, after) = framed.split_once(body_place()).unwrap_or((&framed, ""));
        let page = csrf::fill_in(request, &[before, &self.body.into_string(), after]);
        let mut response = HttpResponse::build(self.status);
        response
            .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
            // The same URL has two answers, so that no cache hands one out for the other.
            .insert_header((header::VARY, "HX-Request, HX-History-Restore-Request"));
        for header in self.headers {
            response.append_header(header);
        }
        response.body(page)
    }
}

/// For tests of a slice, which have no app around them.
fn unframed(page: &Page) -> Markup {
    html! { (DOCTYPE) html { head { meta charset="utf-8"; title { (page.title) } } body { (body_place()) } } }
}

/// Sends the browser on with a GET (303). htmx is told to load the whole page anew.
pub struct SeeOther(pub String);

impl Responder for SeeOther {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        if wants_fragment(request) {
            return HttpResponse::NoContent().insert_header(("HX-Redirect", self.0)).finish();
        }
        HttpResponse::SeeOther().insert_header((header::LOCATION, self.0)).finish()
    }
}

/// Sends the browser on with a GET (303), scripts too: what is answered there takes the place in the page they asked for.
pub struct Follow(pub String);

impl Responder for Follow {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::SeeOther().insert_header((header::LOCATION, self.0)).finish()
    }
}

/// The path to go back to, if it is one of ours: an open redirect would lend our name to any site.
///
/// Only an absolute path on this host passes: no other host (`//`, `/\`, `%2f`), no scheme, nothing that could end the
/// header.
pub fn own_path(path: &str) -> Option<&str> {
    let rest = path.strip_prefix('/')?;
    let lower = rest.get(..3).unwrap_or_default().to_ascii_lowercase();
    let is_other_host = rest.starts_with('/') || lower == "%2f" || lower == "%5c";
    let is_clean = path.len() <= 2000 && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let base = url::Url::parse("http://own.invalid/").ok()?;
    let stays = base.join(path).is_ok_and(|joined| joined.origin() == base.origin());
    (!is_other_host && is_clean && stays).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn body(request: TestRequest, page: Page) -> String {
        let answer = page.respond_to(&request.app_data(frames()).to_http_request());
        assert!(answer.headers().get("vary").unwrap().to_str().unwrap().contains("HX-Request"));
        let bytes = actix_web::body::MessageBody::try_into_bytes(answer.into_body()).unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    fn frames() -> web::Data<Frames> {
        web::Data::new(Frames(|_, _| html! { "[menu]" (body_place()) }))
    }

    #[test]
    fn htmx_gets_the_body_and_browsers_the_whole() {
        let page = || Page::new("Deals", html! { p { "list" } });
        assert_eq!(body(TestRequest::get(), page()), "[menu]<p>list</p>");
        let part = TestRequest::get().insert_header(("hx-request", "true"));
        assert_eq!(body(part, page()), "<title>Deals — Korob</title><p>list</p>");
        let restored = TestRequest::get()
            .insert_header(("hx-request", "true"))
            .insert_header(("hx-history-restore-request", "true"));
        assert_eq!(body(restored, page()), "[menu]<p>list</p>");
        assert_eq!(body(TestRequest::get(), Page::part(html! { "row" })), "row");
    }

    #[test]
    fn only_own_paths_are_gone_back_to() {
        for path in ["/", "/leads", "/leads/7?tab=history#x", "/deals?filter=stage:in:1|2", "/a@b"] {
            assert_eq!(own_path(path), Some(path), "{path}");
        }
        for path in [
            "",
            "leads",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/%2fevil.example",
            "/%2Fevil.example",
            "/%5cevil.example",
            "http://evil.example",
            "https:evil.example",
            "javascript:alert(1)",
            "/leads\r\nSet-Cookie: a=b",
            "/leads\tx",
            "/ leads",
            "@evil.example",
            ".evil.example",
            "/\u{2028}",
            "/é",
            " /leads",
            "/\t/evil.example",
        ] {
            assert_eq!(own_path(path), None, "{path:?}");
        }
    }
}
