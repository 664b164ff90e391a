//! The filter panel at the right of a list, and ticks and switches.

use super::badges::total;
use super::buttons::icon_btn;
use super::icon::icon;
use maud::{Markup, html};

/// The panel; a form whose answer is the list. `body` holds [`filter_group`]s and [`filter_fold`]s.
#[derive(Debug, Clone, Copy)]
pub struct Filters<'a> {
    pub title: &'a str,
    /// The names of the close button and of the scrolling region.
    pub close: &'a str,
    pub conditions: &'a str,
    /// The URL of the list, which the form asks with GET.
    pub action: &'a str,
}

/// Where the panel appears once somebody opens it: `url` answers with [`filters`].
pub fn filters_place(title: &str, url: &str) -> Markup {
    html! { aside class="filters" id="filters" aria-label=(title) hidden data-filters=(url) {} }
}

pub fn filters(panel: &Filters, body: Markup, footer: Markup) -> Markup {
    html! {
        aside class="filters" id="filters" aria-label=(panel.title) {
            header {
                h2 { (panel.title) }
                (icon_btn("x", panel.close).small().flag("data-close-filters"))
            }
            form id="filter-form" class="scroll" action=(panel.action) method="get" tabindex="0" role="region"
                aria-label=(panel.conditions) hx-get=(panel.action) hx-target="#main" hx-swap="morph:innerHTML"
                hx-push-url="true" hx-trigger="change, submit" hx-sync="this:replace" { (body) }
            footer { (footer) }
        }
    }
}

/// One condition, always visible.
pub fn filter_group(id: &str, legend: &str, body: Markup) -> Markup {
    html! { fieldset id=(id) { legend { (legend) } div { (body) } } }
}

/// One condition that folds away; open while it filters.
pub fn filter_fold(id: &str, summary: &str, is_open: bool, body: Markup) -> Markup {
    html! {
        details id=(id) open[is_open] {
            summary { (summary) " " (icon("down")) }
            div role="group" aria-label=(summary) { (body) }
        }
    }
}

/// A box or a radio button with its words, and how many records it would give.
#[derive(Debug, Clone, Copy, Default)]
pub struct Opt<'a> {
    pub label: &'a str,
    pub name: &'a str,
    pub value: &'a str,
    pub is_checked: bool,
    pub is_radio: bool,
    pub count: Option<&'a str>,
}

pub fn opt(opt: &Opt) -> Markup {
    html! {
        label class="opt" {
            input class="check" type=(if opt.is_radio { "radio" } else { "checkbox" }) name=(opt.name) value=(opt.value)
                checked[opt.is_checked];
            (opt.label)
            @if let Some(count) = opt.count { (total(count)) }
        }
    }
}

/// A box without words beside it; `label` names it.
pub fn check(label: &str, name: &str, value: &str, is_checked: bool) -> Markup {
    html! { input class="check" type="checkbox" name=(name) value=(value) checked[is_checked] aria-label=(label); }
}

/// On or off, at once.
pub fn switch(label: &str, name: &str, is_on: bool) -> Markup {
    html! { input class="switch" type="checkbox" role="switch" name=(name) value="1" checked[is_on] aria-label=(label); }
}
