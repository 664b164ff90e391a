//! The document around every page, and the menu around those of the office.

use crate::platform::ui::{self, Density, Document, Theme};
use crate::platform::web::{Page, csrf, request};
use actix_web::HttpRequest;
use maud::Markup;

/// Puts a page into its document.
pub fn frame(request: &HttpRequest, page: &Page) -> Markup {
    let cookie = |name: &str| request.cookie(name).map(|cookie| cookie.value().to_owned()).unwrap_or_default();
    let document = Document {
        lang: request::lang(request),
        title: &page.title,
        theme: Theme::parse(&cookie("theme")),
        density: Density::parse(&cookie("density")),
        csrf: Some(csrf::placeholder()),
        has_keys: cookie("keys") != "off",
    };
    ui::document(&document, page.body.clone())
}
