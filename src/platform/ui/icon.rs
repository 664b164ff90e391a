//! Icons: one cached sprite, made of `assets/icons/`.

use crate::platform::web::{ICONS, asset_url};
use maud::{Markup, PreEscaped, html};

/// An icon of the sprite; always beside words or on a button that has a name, so it is silent itself.
pub fn icon(name: &str) -> Markup {
    debug_assert!(ICONS.contains(&name), "assets/icons/{name}.svg does not exist");
    // A page has hundreds of them; names come from the source alone.
    let sprite = const { asset_url("icons.svg") };
    PreEscaped([r#"<svg class="i" aria-hidden="true"><use href=""#, sprite, "#i-", name, r#""></use></svg>"#].concat())
}

/// The box itself, `size` CSS pixels wide.
pub fn logo(size: u32) -> Markup {
    html! { img src=(const { asset_url("favicon.svg") }) width=(size) height=(size) alt=""; }
}
