//! The headers that every answer carries.

use super::request::is_secure_for_good;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse};

/// Scripts and styles come from the executable alone; an inline style only carries a number (`--v:70%`).
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; \
     style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not "no-referrer": with it browsers send "Origin: null" with our own forms.
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        header::PERMISSIONS_POLICY,
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
];

/// Two years, as browsers ask for before they trust it (hstspreload.org).
const HSTS: &str = "max-age=63072000";

/// Adds the headers to whatever is answered, errors too. A handler's own value stays.
pub async fn headers<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_for_good = is_secure_for_good(request.request());
    match next.call(request).await {
        Ok(response) => {
            let mut response = response.map_into_boxed_body();
            add(response.headers_mut(), is_for_good);
            Ok(response)
        }
        Err(error) => {
            let mut response: HttpResponse = error.error_response();
            add(response.headers_mut(), is_for_good);
            Err(InternalError::from_response(error, response).into())
        }
    }
}

fn add(headers: &mut HeaderMap, is_for_good: bool) {
    let mut set = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    for (name, value) in HEADERS {
        set(name, value);
    }
    // Pages show clients: neither the browser's cache nor a proxy may keep them.
    set(header::CACHE_CONTROL, "no-store");
    if is_for_good {
        set(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, call_service, init_service};
    use actix_web::{App, web};

    #[actix_web::test]
    async fn every_answer_is_guarded_and_a_handler_may_choose_its_own_caching() {
        let app = init_service(
            App::new()
                .route("/page", web::get().to(HttpResponse::Ok))
                .route(
                    "/asset",
                    web::get().to(|| async {
                        HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "immutable")).finish()
                    }),
                )
                .wrap(from_fn(headers)),
        )
        .await;
        for (path, caching) in [("/page", "no-store"), ("/asset", "immutable"), ("/nowhere", "no-store")] {
            let answer = call_service(&app, TestRequest::get().uri(path).to_request()).await;
            let header = |name: &str| answer.headers().get(name).map_or("", |value| value.to_str().unwrap());
            assert_eq!(header("cache-control"), caching, "{path}");
            assert!(header("content-security-policy").contains("script-src 'self';"), "{path}");
            assert!(!header("content-security-policy").contains("script-src 'self' 'unsafe"), "{path}");
            assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(header("strict-transport-security"), "", "only over TLS");
        }
    }
}
