//! The cookies of the box and how they are set.

use super::request::{is_secure, port};
use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use std::borrow::Cow;

/// The language chosen on the sign-in page.
pub const LANG: &str = "korob_lang";

/// How pages look; scripts change them too (`assets/src/theme.ts`).
pub const THEME: &str = "theme";
pub const DENSITY: &str = "density";

const LICENCE_NOTICE: &str = "licence_notice";

/// Signs the browser in. The prefix makes browsers refuse a cookie that was not set over TLS by this very host.
const SESSION_TLS: &str = "__Host-korob";
const SESSION_PLAIN: &str = "korob";

/// Tells a browser in which its user has signed in before.
const DEVICE_TLS: &str = "__Host-korob_device";
const DEVICE_PLAIN: &str = "korob_device";

pub fn session(request: &HttpRequest) -> Option<String> {
    value(request, &session_name(request))
}

pub fn device(request: &HttpRequest) -> Option<String> {
    value(request, &device_name(request))
}

/// Without `max_age` it goes when the browser closes.
pub fn new_session(request: &HttpRequest, token: &str, max_age: Option<Duration>) -> Cookie<'static> {
    make(request, session_name(request), token, max_age)
}

pub fn new_device(request: &HttpRequest, token: &str, max_age: Duration) -> Cookie<'static> {
    make(request, device_name(request), token, Some(max_age))
}

pub fn new_lang(request: &HttpRequest, code: &str) -> Cookie<'static> {
    make(request, LANG, code, Some(Duration::days(365)))
}

pub fn new_theme(request: &HttpRequest, code: &str) -> Cookie<'static> {
    for_scripts(make(request, THEME, code, Some(Duration::days(365))))
}

pub fn new_density(request: &HttpRequest, code: &str) -> Cookie<'static> {
    for_scripts(make(request, DENSITY, code, Some(Duration::days(365))))
}

fn for_scripts(mut cookie: Cookie<'static>) -> Cookie<'static> {
    cookie.set_http_only(false);
    cookie
}

/// What an administrator has closed of what is told of the licence.
pub fn licence_notice(request: &HttpRequest) -> Option<String> {
    value(request, LICENCE_NOTICE)
}

pub fn new_licence_notice(request: &HttpRequest, mark: &str) -> Cookie<'static> {
    make(request, LICENCE_NOTICE, mark, Some(Duration::days(100)))
}

/// Makes the browser forget the session.
pub fn no_session(request: &HttpRequest) -> Cookie<'static> {
    make(request, session_name(request), "", Some(Duration::ZERO))
}

fn session_name(request: &HttpRequest) -> String {
    of_this_office(request, if is_secure(request) { SESSION_TLS } else { SESSION_PLAIN })
}

fn device_name(request: &HttpRequest) -> String {
    of_this_office(request, if is_secure(request) { DEVICE_TLS } else { DEVICE_PLAIN })
}

/// Browsers keep one cookie of a name for all ports of a host (RFC 6265, 8.5): signing in to a copy of the office on another
/// port of the same machine must not sign anybody out of the office.
fn of_this_office(request: &HttpRequest, name: &str) -> String {
    port(request).map_or_else(|| name.to_owned(), |port| format!("{name}_{port}"))
}

fn value(request: &HttpRequest, name: &str) -> Option<String> {
    request.cookie(name).map(|cookie| cookie.value().to_owned()).filter(|value| !value.is_empty())
}

fn make(
    request: &HttpRequest,
    name: impl Into<Cow<'static, str>>,
    value: &str,
    max_age: Option<Duration>,
) -> Cookie<'static> {
    let mut cookie = Cookie::build(name, value.to_owned())
        .path("/")
        .http_only(true)
        .secure(is_secure(request))
        // Lax, so that a link in a mail opens for who is signed in; changes also need the token of the page.
        .same_site(SameSite::Lax)
        .finish();
    cookie.set_max_age(max_age);
    cookie
}
