//! Answers only to its own names: links cannot be poisoned, and a page of another site cannot reach the box by pointing
//! its own name at our address (DNS rebinding).

use super::network::Network;
use super::request::lang;
use crate::platform::i18n::tr;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, web};
use arc_swap::ArcSwap;
use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;
use url::Url;

/// The names by which browsers may call this server. Loopback always may. Clones share the names, which may change while
/// it serves.
#[derive(Debug, Clone, Default)]
pub struct Hosts {
    names: Arc<ArcSwap<BTreeSet<String>>>,
    proxies: Vec<Network>,
    is_encrypted: bool,
    is_certified: bool,
    /// The name and the origin by which people call what stands in front of this server.
    front: Option<(String, String)>,
}

impl Hosts {
    /// From bare names or addresses, as `korob.toml` has them.
    pub fn new(names: impl IntoIterator<Item = String>) -> Hosts {
        let hosts = Hosts::default();
        hosts.rename(names);
        hosts
    }

    /// From now on it is called by these.
    pub fn rename(&self, names: impl IntoIterator<Item = String>) {
        self.names.store(Arc::new(names.into_iter().map(|name| bare(&name)).collect()));
    }

    /// The same behind a proxy that people call by `url`.
    pub fn found_at(mut self, url: &Url) -> Hosts {
        self.front = Some((bare(url.host_str().unwrap_or_default()), url.origin().ascii_serialization()));
        self
    }

    /// The same with proxies on these machines, which are believed about who asks. One on this machine always is.
    pub fn behind(mut self, proxies: Vec<Network>) -> Hosts {
        self.proxies = proxies;
        self
    }

    /// The same that speaks TLS itself.
    pub fn encrypted(mut self, is_encrypted: bool) -> Hosts {
        self.is_encrypted = is_encrypted;
        self
    }

    /// Whether whoever reaches this server came over TLS.
    pub fn is_encrypted(&self) -> bool {
        self.is_encrypted
    }

    /// The same with a certificate that browsers believe by themselves.
    pub fn certified(mut self, is_certified: bool) -> Hosts {
        self.is_certified = is_certified;
        self
    }

    /// Whether a browser may be told never to come to this host without TLS again. Not where the certificate is by the
    /// machine's own authority: should that be lost, or a device never have heard of it, its browser would let nobody in.
    pub fn is_secure_for_good(&self, host: &str) -> bool {
        self.is_certified || self.front(host).is_some_and(|origin| origin.starts_with("https:"))
    }

    /// Whether what a peer says of others is believed.
    pub fn trusts(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        peer.is_loopback() || self.proxies.iter().any(|network| network.holds(peer))
    }

    /// The origin (RFC 6454) in the browser's eyes of a request to this host, if it came through what stands in front.
    pub fn front(&self, host: &str) -> Option<&str> {
        let (name, origin) = self.front.as_ref()?;
        (*name == without_port(host)).then_some(origin)
    }

    /// Whether a `Host` header names this server; its port does not matter to who we are.
    pub fn knows(&self, host: &str) -> bool {
        let name = without_port(host);
        let is_loopback =
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback());
        let is_front = || self.front.as_ref().is_some_and(|(front, _)| *front == name);
        !name.is_empty() && (is_loopback || is_front() || self.names.load().contains(&name))
    }
}

/// Refuses what is asked of another name with 421 (RFC 9110, 15.5.20), before anything else looks at it.
pub async fn check<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let hosts = request.app_data::<web::Data<Hosts>>();
    if hosts.is_some_and(|hosts| !is_for(&request, hosts)) {
        let answer = HttpResponse::MisdirectedRequest()
            .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
            .body(format!("{}\n", tr::web_other_name(lang(request.request()))));
        return Ok(request.into_response(answer));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

fn is_for(request: &ServiceRequest, hosts: &Hosts) -> bool {
    // HTTP/2 and absolute-form requests name the host in the request line; then it counts, and must agree with the header.
    let in_line = request.uri().authority().map(|authority| authority.as_str().to_owned());
    let mut in_headers = request.headers().get_all(header::HOST).map(|value| value.to_str().unwrap_or_default());
    let in_header = in_headers.next().map(str::to_owned);
    if in_headers.next().is_some() {
        return false;
    }
    match (in_line, in_header) {
        (Some(line), Some(header)) => line.eq_ignore_ascii_case(&header) && hosts.knows(&line),
        (Some(only), None) | (None, Some(only)) => hosts.knows(&only),
        (None, None) => false,
    }
}

/// `Box.Local:8090` is `box.local`; `[::1]:8090` is `::1`.
fn without_port(host: &str) -> String {
    let host = host.trim();
    if host.contains(['@', '/', '\\']) || host.chars().any(char::is_whitespace) {
        return String::new();
    }
    match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((address, port)) if is_port(port) => bare(address),
            _ => String::new(),
        },
        None => match host.split_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => bare(name),
            Some(_) => String::new(),
            None => bare(host),
        },
    }
}

fn is_port(text: &str) -> bool {
    text.is_empty() || text.strip_prefix(':').is_some_and(|port| port.bytes().all(|b| b.is_ascii_digit()))
}

fn bare(name: &str) -> String {
    name.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, call_service, init_service};
    use actix_web::{App, HttpResponse};

    #[test]
    fn only_own_names_are_known() {
        let hosts = Hosts::new(["crm.firma.pl".to_owned(), "192.168.1.5".to_owned(), "[fd00::5]".to_owned()]);
        for host in [
            "crm.firma.pl",
            "CRM.Firma.PL:8090",
            "crm.firma.pl.",
            "192.168.1.5:443",
            "[fd00::5]:8090",
            "localhost:1",
            "127.0.0.1",
            "127.8.8.8:80",
            "[::1]:8090",
            "[::ffff:127.0.0.1]:1",
        ] {
            assert!(hosts.knows(host), "{host}");
        }
        for host in [
            "",
            ":",
            "evil.example",
            "crm.firma.pl.evil.example",
            "evil.example:8090",
            "crm.firma.pl@evil.example",
            "evil.example/crm.firma.pl",
            "localhost.evil.example",
            "crm.firma.pl:80@evil",
            "192.168.1.50",
            "8.8.8.8",
            "[::2]",
            "[::1",
            "::1]",
            "crm.firma.pl evil",
            "0.0.0.0",
            "2130706433",
            "0x7f.1",
            "127.1",
            "localhost\\evil",
        ] {
            assert!(!hosts.knows(host), "{host}");
        }
    }

    #[actix_web::test]
    async fn another_name_is_told_421_whatever_is_forwarded() {
        let app = init_service(
            App::new()
                .app_data(web::Data::new(Hosts::new(["crm.firma.pl".to_owned()])))
                .default_service(web::to(HttpResponse::Ok))
                .wrap(from_fn(check)),
        )
        .await;
        for (host, status) in [("crm.firma.pl", 200), ("evil.example", 421)] {
            let request = TestRequest::get()
                .uri("/login")
                .insert_header(("host", host))
                .insert_header(("x-forwarded-host", "crm.firma.pl"))
                .insert_header(("forwarded", "host=crm.firma.pl"));
            assert_eq!(call_service(&app, request.to_request()).await.status(), status, "{host}");
        }
        assert_eq!(call_service(&app, TestRequest::get().uri("/login").to_request()).await.status(), 421);
    }
}
