//! Search and commands in one list.

use super::icon::icon;
use maud::{Markup, html};

/// The texts of the palette.
#[derive(Debug, Clone, Copy)]
pub struct Palette<'a> {
    /// "Search and commands"
    pub label: &'a str,
    pub results: &'a str,
    /// Asked with `?q=`; answers with [`palette_results`].
    pub url: &'a str,
    /// With the keys: "choose", "actions", "in a new tab", "commands only".
    pub choose: &'a str,
    pub new_tab: &'a str,
    pub commands: &'a str,
}

/// Search and commands in one list; Ctrl K. Closed until asked for.
pub fn palette(palette: &Palette) -> Markup {
    html! {
        dialog class="dialog palette" id="palette" aria-label=(palette.label) data-palette=(palette.url) {
            div class="palette-in" {
                (icon("search"))
                input type="text" role="combobox" aria-expanded="false" aria-controls="palette-list" aria-autocomplete="list"
                    aria-label=(palette.label) autocomplete="off" autocapitalize="off" spellcheck="false";
                kbd { "Esc" }
            }
            div id="palette-list" role="listbox" aria-label=(palette.results) {}
            footer class="wide" {
                span { kbd { "↑" } kbd { "↓" } " " (palette.choose) }
                span { kbd { "Ctrl" } kbd { "↵" } " " (palette.new_tab) }
                span class="end" { kbd { ">" } " " (palette.commands) }
            }
        }
    }
}

/// A line of the palette.
#[derive(Debug, Clone)]
pub struct PaletteItem<'a> {
    pub href: &'a str,
    pub icon: &'a str,
    /// With what matched in `mark`, from [`matched`].
    pub name: Markup,
    pub note: Markup,
    /// At the right: a status, keys.
    pub end: Markup,
}

/// Groups of lines under their headings; empty groups are left out. `nothing` is said when all are empty.
pub fn palette_results(groups: &[(&str, &[PaletteItem])], nothing: &str) -> Markup {
    html! {
        @for (g, (heading, items)) in groups.iter().enumerate() {
            @if !items.is_empty() {
                section role="group" aria-labelledby={ "palette-group-" (g) } {
                    div class="ph" id={ "palette-group-" (g) } role="presentation" { (heading) }
                    @for (i, item) in items.iter().enumerate() {
                        a class="pi" role="option" id={ "palette-" (g) "-" (i) } href=(item.href) tabindex="-1" aria-selected="false" {
                            (icon(item.icon)) span { (item.name) } small { (item.note) } span class="end" { (item.end) }
                        }
                    }
                }
            }
        }
        @if groups.iter().all(|(_, items)| items.is_empty()) { p class="ph none" role="presentation" { (nothing) } }
    }
}

/// A text with the parts that matched marked; `spans` are byte ranges on character borders, ascending and apart.
pub fn matched(text: &str, spans: &[std::ops::Range<usize>]) -> Markup {
    let starts = std::iter::once(0).chain(spans.iter().map(|span| span.end));
    let ends = spans.iter().map(|span| span.start).chain([text.len()]);
    html! {
        @for (i, (start, end)) in starts.zip(ends).enumerate() {
            (text.get(start..end).unwrap_or_default())
            @if let Some(hit) = spans.get(i).and_then(|span| text.get(span.clone())) { mark { (hit) } }
        }
    }
}
