//! Facts about a request that the platform itself decides on. Forwarded headers are ignored, since anybody can send them,
//! but for one of a proxy that the settings name.

use super::Hosts;
use crate::kernel::Lang;
use actix_web::http::header::{self, HeaderMap};
use actix_web::http::uri::Authority;
use actix_web::{HttpMessage, HttpRequest, web};
use std::net::IpAddr;
use url::Url;

/// True when the browser came over TLS, be it that of a proxy which the settings name.
pub fn is_secure(request: &HttpRequest) -> bool {
    let hosts = request.app_data::<web::Data<Hosts>>();
    hosts.is_some_and(|hosts| hosts.is_encrypted()) || front(request).is_some_and(|origin| origin.starts_with("https:"))
}

/// True when the browser may be told to come over TLS alone for all time (RFC 6797).
pub fn is_secure_for_good(request: &HttpRequest) -> bool {
    let hosts = request.app_data::<web::Data<Hosts>>();
    is_secure(request) && hosts.is_none_or(|hosts| hosts.is_secure_for_good(host(request)))
}

/// Where the browser found this server, without a slash at the end. Only of a request whose `Host` was checked is it sure
/// to be one of its own names.
pub fn own_url(request: &HttpRequest) -> String {
    match front(request) {
        Some(origin) => origin.to_owned(),
        None => format!("{}://{}", if is_secure(request) { "https" } else { "http" }, host(request)),
    }
}

fn front(request: &HttpRequest) -> Option<&str> {
    request.app_data::<web::Data<Hosts>>()?.front(host(request))
}

fn host(request: &HttpRequest) -> &str {
    let in_header = || request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    request.uri().authority().map(|authority| authority.as_str()).or_else(in_header).unwrap_or_default()
}

/// The port by which the browser found this server, where it is not the usual one.
pub(super) fn port(request: &HttpRequest) -> Option<u16> {
    let authority: Authority = host(request).parse().ok()?;
    authority.port_u16()
}

/// Who asks: the other end of the connection, or of that to the proxies in front that are trusted. Any other proxy on another
/// machine is one address for all, as is a router.
pub fn client_ip(request: &HttpRequest) -> IpAddr {
    // Only a test's request has no peer.
    let peer = request.peer_addr().map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.ip());
    let hosts = request.app_data::<web::Data<Hosts>>();
    let Some(hosts) = hosts.filter(|hosts| hosts.trusts(peer) && front(request).is_some()) else { return peer };
    // Each proxy adds at the end who asked it; what stands before the first that is not ours is as the browser sent it.
    let said = request.headers().get_all(header::X_FORWARDED_FOR).filter_map(|value| value.to_str().ok());
    let said: Vec<&str> = said.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut client = peer;
    for address in said.into_iter().rev() {
        let Ok(address) = address.parse::<IpAddr>() else { break };
        client = address;
        if !hosts.trusts(address) {
            break;
        }
    }
    client
}

/// The browser's name for itself, cleaned of what does not belong in a line of text, at most 200 characters.
pub fn user_agent(request: &HttpRequest) -> String {
    let agent = text(request.headers(), header::USER_AGENT);
    agent.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// True below `/api/`: programs with a token, answered in JSON.
pub fn is_api(request: &HttpRequest) -> bool {
    request.path().starts_with("/api/")
}

/// True when htmx asks for a part of a page, false when it fetches a whole one to restore its history.
pub fn wants_fragment(request: &HttpRequest) -> bool {
    let has = |name| request.headers().contains_key(name);
    has("hx-request") && !has("hx-history-restore-request")
}

/// The address of the page that htmx asks from.
pub fn current_address(request: &HttpRequest) -> Option<Url> {
    Url::parse(request.headers().get("hx-current-url")?.to_str().ok()?).ok()
}

/// A method that promises to change nothing (RFC 9110, 9.2.1).
pub fn is_safe_method(request: &HttpRequest) -> bool {
    request.method().is_safe()
}

/// Remembers the language of the user on whose behalf the request is answered.
pub fn set_lang(request: &HttpRequest, lang: Lang) {
    request.extensions_mut().insert(lang);
}

/// The language to answer in: the user's, else the one chosen on the sign-in page, else the browser's, else English.
pub fn lang(request: &HttpRequest) -> Lang {
    if let Some(lang) = request.extensions().get::<Lang>() {
        return *lang;
    }
    let chosen = request.cookie(super::cookies::LANG).and_then(|cookie| Lang::parse(cookie.value()));
    chosen.or_else(|| accepted_lang(&text(request.headers(), header::ACCEPT_LANGUAGE))).unwrap_or(Lang::En)
}

/// The first known language of an `Accept-Language` header by its weights (RFC 9110, 12.5.4).
fn accepted_lang(header: &str) -> Option<Lang> {
    let mut ranges: Vec<(f32, Lang)> = header
        .split(',')
        .filter_map(|range| {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let weight = parameters.trim().strip_prefix("q=").map_or(Some(1.0), |weight| weight.parse().ok())?;
            Some((weight, Lang::parse(tag.trim())?))
        })
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    ranges.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    ranges.first().map(|(_, lang)| *lang)
}

/// A header as text, empty when it is missing or no text.
pub(super) fn text(headers: &HeaderMap, name: impl header::AsHeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::web::Network;
    use actix_web::test::TestRequest;

    #[test]
    fn the_heaviest_known_language_wins() {
        for (header, lang) in [
            ("pl-PL,pl;q=0.9,en;q=0.8", Some(Lang::Pl)),
            ("de, en;q=0.4, ru;q=0.5", Some(Lang::Ru)),
            ("en;q=0, ru;q=0.1", Some(Lang::Ru)),
            ("de-DE", None),
            ("", None),
            ("ru;q=x", None),
        ] {
            assert_eq!(accepted_lang(header), lang, "{header}");
        }
    }

    #[test]
    fn only_a_trusted_proxy_is_believed_about_who_asks() {
        let url = Url::parse("https://crm.example.com").unwrap();
        let proxies = vec![Network::parse("10.0.0.0/8").unwrap()];
        let hosts = web::Data::new(Hosts::new([]).found_at(&url).behind(proxies));
        let asked = |peer: &str, host: &str, said: &[&str]| {
            let request = TestRequest::get().app_data(hosts.clone()).peer_addr(format!("{peer}:1").parse().unwrap());
            let request = request.insert_header(("host", host));
            let request = said.iter().fold(request, |request, said| request.append_header(("x-forwarded-for", *said)));
            client_ip(&request.to_http_request()).to_string()
        };
        let crm = "crm.example.com";
        assert_eq!(asked("10.1.1.1", crm, &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(asked("127.0.0.1", crm, &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(asked("192.168.1.1", crm, &["198.51.100.7"]), "192.168.1.1", "anybody could say so");
        assert_eq!(asked("10.1.1.1", "box.local", &["198.51.100.7"]), "10.1.1.1", "not by the proxy's name");
        assert_eq!(asked("10.1.1.1", crm, &["1.2.3.4, 198.51.100.7, 10.2.2.2"]), "198.51.100.7");
        assert_eq!(asked("10.1.1.1", crm, &["1.2.3.4", "198.51.100.7"]), "198.51.100.7");
        assert_eq!(asked("10.1.1.1", crm, &["1.2.3.4, nonsense"]), "10.1.1.1");
        assert_eq!(asked("10.1.1.1", crm, &[]), "10.1.1.1");
    }
}
