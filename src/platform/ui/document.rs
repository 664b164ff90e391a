//! The document around a page: its head, and how the user wants it to look.

use crate::kernel::Lang;
use crate::platform::web::asset_url;
use maud::{DOCTYPE, Markup, html};

/// How htmx behaves on every page.
///
/// Nothing is kept in the browser's storage, nothing is evaluated, no other host is asked; a form with errors (422) and a
/// conflict (409) are swapped in like any answer.
const HTMX: &str = concat!(
    r#"{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,"historyCacheSize":0,"#,
    r#""scrollIntoViewOnBoost":false,"defaultSettleDelay":0,"responseHandling":["#,
    r#"{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"409|422","swap":true},"#,
    r#"{"code":"[45]..","swap":false,"error":true}]}"#
);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the machine has it.
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// From the cookie `theme`.
    pub fn parse(value: &str) -> Theme {
        match value {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::Auto,
        }
    }

    /// The word stored in the database.
    pub fn code(self) -> &'static str {
        self.name().unwrap_or("auto")
    }

    fn name(self) -> Option<&'static str> {
        match self {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    Compact,
    #[default]
    Normal,
    Roomy,
}

impl Density {
    /// From the cookie `density`.
    pub fn parse(value: &str) -> Density {
        match value {
            "compact" => Density::Compact,
            "roomy" => Density::Roomy,
            _ => Density::Normal,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Density::Compact => "compact",
            Density::Normal => "normal",
            Density::Roomy => "roomy",
        }
    }
}

/// What the browser has to know before the first byte of the body.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    pub lang: Lang,
    /// The title of the page; the name of the program follows.
    pub title: &'a str,
    pub theme: Theme,
    pub density: Density,
    /// Goes back in the header `X-CSRF` with every change.
    pub csrf: Option<&'a str>,
    /// The user switched the single-letter keys off.
    pub has_keys: bool,
}

/// A whole page around `body`.
pub fn document(document: &Document, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(document.lang.code()) data-theme=[document.theme.name()] data-density=(document.density.name())
            data-keys=[(!document.has_keys).then_some("off")] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                title { (document.title) " — Korob" }
                meta name="color-scheme" content="light dark";
                meta name="theme-color" content="#f5f3f1" media="(prefers-color-scheme: light)";
                meta name="theme-color" content="#101214" media="(prefers-color-scheme: dark)";
                @if let Some(token) = document.csrf { meta name="csrf" content=(token); }
                meta name="htmx-config" content=(HTMX);
                @for font in fonts(document.lang) {
                    link rel="preload" href=(font) as="font" type="font/woff2" crossorigin;
                }
                link rel="stylesheet" href=(const { asset_url("korob.css") });
                script type="module" src=(const { asset_url("app.js") }) {}
                link rel="icon" href=(const { asset_url("favicon.svg") }) type="image/svg+xml";
                link rel="apple-touch-icon" href=(const { asset_url("apple-touch-icon.png") });
                link rel="manifest" href=(const { asset_url("manifest.webmanifest") });
            }
            body hx-ext="morph" { (body) }
        }
    }
}

/// The parts of the font that a page in this language surely needs.
fn fonts(lang: Lang) -> Vec<&'static str> {
    let mut fonts = vec![const { asset_url("golos-text-latin-wght-normal.woff2") }];
    match lang {
        Lang::En => {}
        Lang::Ru => fonts.push(const { asset_url("golos-text-cyrillic-wght-normal.woff2") }),
        Lang::Pl => fonts.push(const { asset_url("golos-text-latin-ext-wght-normal.woff2") }),
    }
    fonts
}
