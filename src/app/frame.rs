//! The document around every page, and the menu around those of the office.

use super::menu;
use super::office_memory::OfficeMemory;
use crate::access::SignedIn;
use crate::office::clone;
use crate::platform::ui::{self, Density, Document, Theme};
use crate::platform::web::{Page, Surroundings, body_place, cookies, csrf, request};
use crate::records::Registry;
use actix_web::{HttpMessage, HttpRequest, web};
use maud::{Markup, html};
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
    ui::document(&document, body(request, page, signed_in.as_deref()))
}

/// The page inside the menu, where there is one to show: a page of the office, and an error met by who is signed in.
fn body(request: &HttpRequest, page: &Page, signed_in: Option<&SignedIn>) -> Markup {
    let memory = request.app_data::<web::Data<OfficeMemory>>();
    let office = memory.and_then(|memory| memory.office());
    let unused = memory.map(|memory| memory.unused()).unwrap_or_default();
    let notice = memory
        .and_then(|memory| memory.copy())
        .zip(office.as_ref())
        .map(|(mark, office)| clone::notice(request::lang(request), office.tz(), &mark, signed_in.is_some()));
    let notice = html! { @if let Some(notice) = notice { (notice) } };
    match (signed_in, request.app_data::<web::Data<Registry>>(), office) {
        (Some(signed_in), Some(registry), Some(office)) if page.surroundings != Surroundings::Bare => {
            menu::around(request, signed_in, registry, &menu::Of { office: &office, unused: &unused, notice })
        }
        _ => html! { (notice) (body_place()) },
    }
}
