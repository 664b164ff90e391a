//! Saved views, tabs, crumbs and the conditions of a list.

use super::badges::total;
use super::icon::icon;
use maud::{Markup, html};

/// A saved view of a list.
#[derive(Debug, Clone, Default)]
pub struct View<'a> {
    pub name: &'a str,
    pub href: &'a str,
    /// From [`total`] or [`super::n`]; empty for none.
    pub count: Markup,
    pub is_current: bool,
    /// Differs from what was saved.
    pub is_changed: bool,
    /// Seen by others too; the text says by whom: "Shared with everyone".
    pub shared: Option<&'a str>,
}

/// Chips of saved views; `after` holds "Save" and "Save as new" where they apply.
pub fn views(label: &str, changed: &str, views: &[View], after: Markup) -> Markup {
    html! {
        nav class="views" aria-label=(label) data-views hx-boost="true" hx-target="#main" hx-swap="innerHTML" {
            @for view in views {
                a href=(view.href) aria-current=[view.is_current.then_some("page")] data-changed[view.is_changed] {
                    (view.name)
                    @if view.is_changed { span class="sr" { " (" (changed) ")" } }
                    @if let Some(text) = view.shared { span class="shared" title=(text) { (icon("people")) } }
                    " " (view.count)
                }
            }
            (after)
        }
    }
}

/// A section of a record.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tab<'a> {
    pub label: &'a str,
    pub href: &'a str,
    pub count: Option<&'a str>,
    pub is_current: bool,
}

/// Links to the sections of a record; each has its URL.
pub fn tabs(label: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav class="tabs" aria-label=(label) {
            @for tab in tabs {
                a href=(tab.href) aria-current=[tab.is_current.then_some("page")] {
                    (tab.label) @if let Some(count) = tab.count { " " (total(count)) }
                }
            }
        }
    }
}

/// The way here: names with URLs; the last one, where we are, without.
pub fn crumb(label: &str, steps: &[(&str, Option<&str>)]) -> Markup {
    html! {
        nav class="crumb" aria-label=(label) {
            @for (i, (name, href)) in steps.iter().enumerate() {
                @if i > 0 { " / " }
                @if let Some(href) = href { a href=(href) { (name) } } @else { (name) }
            }
        }
    }
}

/// A condition of the list.
#[derive(Debug, Clone, Copy)]
pub struct Chip<'a> {
    /// "Created"
    pub field: &'a str,
    /// "last 30 days"
    pub value: &'a str,
    /// The list without this condition.
    pub remove_href: &'a str,
    /// "Remove the condition Created"
    pub remove_label: &'a str,
    /// The id of the popover with the condition's inputs, which a click on the chip opens.
    pub opens: Option<&'a str>,
}

pub fn chip(chip: &Chip) -> Markup {
    html! {
        span class="chip" hx-boost="true" hx-target="#main" hx-swap="innerHTML" {
            @if let Some(id) = chip.opens {
                button type="button" popovertarget=(id) aria-haspopup="dialog" { em { (chip.field) } " " b { (chip.value) } }
            } @else {
                span { em { (chip.field) } " " b { (chip.value) } }
            }
            a href=(chip.remove_href) aria-label=(chip.remove_label) title=(chip.remove_label) { (icon("x")) }
        }
    }
}
