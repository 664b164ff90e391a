//! The document around every page, and the menu around those of the office.

use crate::access::SignedIn;
use crate::platform::ui::{self, Density, Document, Theme};
use crate::platform::web::{Page, csrf, request};
use actix_web::{HttpMessage, HttpRequest};
use maud::Markup;
use std::sync::Arc;

/// Puts a page into its document, as whoever is signed in wants it.
pub fn frame(request: &HttpRequest, page: &Page) -> Markup {
    let signed_in = request.extensions().get::<Arc<SignedIn>>().cloned();
    let document = Document {
        lang: request::lang(request),
        title: &page.title,
        theme: signed_in.as_ref().map_or(Theme::Auto, |signed_in| signed_in.theme),
        density: signed_in.as_ref().map_or(Density::Normal, |signed_in| signed_in.density),
        csrf: Some(csrf::placeholder()),
        has_keys: signed_in.as_ref().is_none_or(|signed_in| signed_in.has_keys),
    };
    ui::document(&document, page.body.clone())
}
