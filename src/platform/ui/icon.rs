//! Icons: one cached sprite, made of `assets/icons/`.

use super::text::Text;
use crate::platform::web::{ICONS, asset_url};
use maud::{Markup, html};

/// An icon of the sprite; always beside words or on a button that has a name, so it is silent itself.
pub fn icon(name: &str) -> Markup {
    debug_assert!(ICONS.contains(&name), "assets/icons/{name}.svg does not exist");
    html! {
        svg class="i" aria-hidden="true" {
            use href={ (Text(const { asset_url("icons.svg") })) "#i-" (Text(name)) } {}
        }
    }
}

/// The box itself, `size` CSS pixels wide.
pub fn logo(size: u32) -> Markup {
    html! { img src=(const { asset_url("favicon.svg") }) width=(size) height=(size) alt=""; }
}
