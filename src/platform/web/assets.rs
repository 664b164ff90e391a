//! The files of the browser side, embedded by `packaging/build/assets.rs`: styles, scripts, fonts, icons.
//!
//! A file's URL changes with its content, so browsers keep it for a year and never ask again. Compression was done at
//! build time; a request only chooses between bytes that are ready.

use super::{Need, Routes};
use actix_web::http::header::{self, HeaderMap};
use actix_web::{HttpRequest, HttpResponse, web};

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// One embedded file.
struct Asset {
    /// As the sources call it: `korob.css`.
    name: &'static str,
    /// With the content's hash: `/assets/korob-1A2B3C4D.css`.
    url: &'static str,
    media_type: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

/// The URL under which a file such as `korob.css` is served.
///
/// Written as `const { asset_url("korob.css") }`, a name that does not exist fails the build.
pub const fn asset_url(name: &str) -> &'static str {
    let mut i = 0;
    while i < ASSETS.len() {
        if same(ASSETS[i].name, name) {
            return ASSETS[i].url;
        }
        i += 1;
    }
    panic!("no such file among the assets")
}

/// `==` of texts is not const.
const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

pub fn routes(routes: &mut Routes) {
    routes.get("/assets/{file}", Need::Public, show);
}

async fn show(request: HttpRequest, file: web::Path<String>) -> HttpResponse {
    let found = ASSETS.iter().find(|asset| asset.url.strip_prefix("/assets/") == Some(file.as_str()));
    match found {
        Some(asset) => answer(asset, request.headers()),
        None => HttpResponse::NotFound().insert_header((header::CACHE_CONTROL, "no-store")).finish(),
    }
}

fn answer(asset: &Asset, asked: &HeaderMap) -> HttpResponse {
    let (encoding, body) = choose(asset, asked);
    // The hash in the URL names the content; an ETag must also tell the encodings apart (RFC 9110, 8.8.3.3).
    let etag = format!("\"{}-{encoding}\"", asset.url.trim_start_matches("/assets/"));
    let mut response = if knows(asked, &etag) { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((header::CONTENT_TYPE, asset.media_type))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::VARY, "Accept-Encoding"))
        // Named even when it is "identity", so that no compressing middleware packs it again.
        .insert_header((header::CONTENT_ENCODING, encoding))
        .insert_header((header::ETAG, etag.clone()));
    if knows(asked, &etag) { response.finish() } else { response.body(body) }
}

/// The best of the ready encodings that the client takes.
fn choose(asset: &Asset, asked: &HeaderMap) -> (&'static str, &'static [u8]) {
    let accepted: Vec<&str> = values(asked, header::ACCEPT_ENCODING).collect();
    let takes = |coding: &str| {
        accepted.iter().any(|item| {
            let mut parts = item.split(';').map(str::trim);
            let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
            let refused = parts.any(|weight| weight.starts_with("q=0") && !weight.contains(|c| matches!(c, '1'..='9')));
            named && !refused
        })
    };
    match asset {
        Asset { brotli: Some(bytes), .. } if takes("br") => ("br", bytes),
        Asset { gzip: Some(bytes), .. } if takes("gzip") => ("gzip", bytes),
        _ => ("identity", asset.plain),
    }
}

fn knows(asked: &HeaderMap, etag: &str) -> bool {
    values(asked, header::IF_NONE_MATCH).any(|known| known == "*" || known.trim_start_matches("W/") == etag)
}

/// The items of a header that holds a comma-separated list.
fn values(headers: &HeaderMap, name: header::HeaderName) -> impl Iterator<Item = &str> {
    headers.get_all(name).filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::StatusCode;
    use actix_web::test::{TestRequest, call_service, init_service, read_body};
    use actix_web::{App, dev::ServiceResponse};

    const CSS: &str = asset_url("korob.css");

    async fn get(url: &str, headers: &[(&str, &str)]) -> ServiceResponse {
        let mut table = Routes::default();
        routes(&mut table);
        let app = init_service(App::new().configure(|config| table.mount(config, |_, _| unreachable!()))).await;
        let request = TestRequest::get().uri(url);
        let request = headers.iter().fold(request, |request, header| request.insert_header(*header));
        call_service(&app, request.to_request()).await
    }

    fn header<'a>(answer: &'a ServiceResponse, name: &str) -> &'a str {
        answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[actix_web::test]
    async fn browsers_get_packed_bytes_that_they_may_keep_for_ever() {
        for (accept, encoding) in [
            ("gzip, deflate, br, zstd", "br"),
            ("gzip, deflate", "gzip"),
            ("br;q=0, gzip;q=0.5", "gzip"),
            ("identity", "identity"),
        ] {
            let answer = get(CSS, &[("accept-encoding", accept)]).await;
            assert_eq!(answer.status(), StatusCode::OK);
            assert_eq!(header(&answer, "content-encoding"), encoding, "for {accept}");
            assert_eq!(header(&answer, "content-type"), "text/css; charset=utf-8");
            assert_eq!(header(&answer, "cache-control"), "public, max-age=31536000, immutable");
            assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
            assert_eq!(header(&answer, "vary"), "Accept-Encoding");
        }
        let packed = read_body(get(CSS, &[("accept-encoding", "br")]).await).await;
        let plain = read_body(get(CSS, &[]).await).await;
        assert!(packed.len() * 3 < plain.len(), "{} of {} bytes", packed.len(), plain.len());
        assert!(String::from_utf8_lossy(&plain).contains("@layer reset"));
    }

    #[actix_web::test]
    async fn a_known_file_is_not_sent_again() {
        let first = get(CSS, &[("accept-encoding", "br")]).await;
        let etag = header(&first, "etag").to_owned();
        let again = get(CSS, &[("accept-encoding", "br"), ("if-none-match", &format!("\"other\", W/{etag}"))]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert!(read_body(again).await.is_empty());
        let other_encoding = get(CSS, &[("accept-encoding", "gzip"), ("if-none-match", &etag)]).await;
        assert_eq!(other_encoding.status(), StatusCode::OK);
    }

    #[actix_web::test]
    async fn only_the_embedded_files_are_there() {
        for url in ["/assets/korob.css", "/assets/..%2fCargo.toml", "/assets/korob-00000000.css", "/assets/"] {
            assert_eq!(get(url, &[]).await.status(), StatusCode::NOT_FOUND, "{url}");
        }
        for asset in ASSETS {
            assert_eq!(get(asset.url, &[]).await.status(), StatusCode::OK, "{}", asset.name);
        }
    }
}
