//! The document around every page, and the menu around those of the office.

use crate::access::SignedIn;
use crate::platform::ui::{self, Density, Document, Theme};
use crate::platform::web::{Page, cookies, csrf, request};
use actix_web::{HttpMessage, HttpRequest};
use maud::Markup;
use std::sync::Arc;

/// Puts a page into its document, as whoever is signed in wants it.
pub fn frame(request: &HttpRequest, page: &Page) -> Markup {
    let signed_in = request.extensions().get::<Arc<SignedIn>>().cloned();
    let theme = request.cookie(cookies::THEME).map(|cookie| Theme::parse(cookie.value()));
    let density = request.cookie(cookies::DENSITY).map(|cookie| Density::parse(cookie.value()));
    let document = Document {
        lang: request::lang(request),
        title: &page.title,
        // The cookie is what was chosen last in this browser; sign-in and the profile set it too.
        theme: theme.or(signed_in.as_ref().map(|signed_in| signed_in.theme)).unwrap_or_default(),
        density: density.or(signed_in.as_ref().map(|signed_in| signed_in.density)).unwrap_or_default(),
        csrf: Some(csrf::placeholder()),
        has_keys: signed_in.as_ref().is_none_or(|signed_in| signed_in.has_keys),
    };
    ui::document(&document, page.body.clone())
}
