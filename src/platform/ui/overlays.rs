//! What lies above the page: menus, dialogs, the quick look, the palette, toasts.

use super::attrs::Attrs;
use super::badges::{State, kbd};
use super::buttons::{btn, icon_btn};
use super::icon::icon;
use super::text::Text;
use maud::{Markup, Render, html};
use std::borrow::Cow;

/// A menu, opened by a button with [`super::Btn::opens_menu`]. Items are [`menu_item`]s and [`menu_rule`]s.
pub fn menu(id: &str, label: &str, items: impl Render) -> Markup {
    html! { div class="menu" id=(id) popover role="menu" aria-label=(label) data-menu { (items) } }
}

/// A panel that opens like a menu but holds a form: columns, density.
pub fn popover(id: &str, label: &str, body: Markup) -> Markup {
    html! { div class="menu" id=(id) popover role="group" aria-label=(label) data-menu { (body) } }
}

/// One deed of a menu. Made by [`menu_item`]; splice it into `html!`.
#[derive(Debug, Clone)]
pub struct MenuItem<'a> {
    label: &'a str,
    icon: Option<&'a str>,
    key: Option<&'a str>,
    is_link: bool,
    attrs: Attrs<'a>,
}

/// A button of a menu, unless [`MenuItem::href`] makes it a link.
pub fn menu_item(label: &str) -> MenuItem<'_> {
    let mut attrs = Attrs::default();
    attrs.set("class", "mi");
    attrs.set("role", "menuitem");
    MenuItem { label, icon: None, key: None, is_link: false, attrs }
}

impl<'a> MenuItem<'a> {
    pub fn icon(mut self, name: &'a str) -> Self {
        self.icon = Some(name);
        self
    }

    /// The key that does it while the menu is open.
    pub fn key(mut self, key: &'a str) -> Self {
        self.key = Some(key);
        self.attr("data-key", key)
    }

    pub fn href(mut self, url: impl Into<Cow<'a, str>>) -> Self {
        self.is_link = true;
        self.attr("href", url)
    }

    /// Asks for a dialog, which opens in `#dialogs`.
    pub fn dialog(self, url: impl Into<Cow<'a, str>>) -> Self {
        self.attr("hx-get", url).attr("hx-target", "#dialogs").attr("hx-swap", "innerHTML")
    }

    /// The chosen one of several.
    pub fn current(self, is_current: bool) -> Self {
        if is_current { self.attr("aria-current", "true") } else { self }
    }

    pub fn attr(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        self.attrs.set(name, value);
        self
    }

    pub fn flag(mut self, name: &'static str) -> Self {
        self.attrs.flag(name);
        self
    }
}

impl Render for MenuItem<'_> {
    fn render_to(&self, buffer: &mut String) {
        let body = |buffer: &mut String| {
            if let Some(name) = self.icon {
                icon(name).render_to(buffer);
            }
            Text(self.label).render_to(buffer);
            if let Some(key) = self.key {
                buffer.push(' ');
                kbd(key).render_to(buffer);
            }
        };
        self.attrs.clickable(self.is_link, body, buffer);
    }
}

pub fn menu_rule() -> Markup {
    html! { hr role="separator"; }
}

/// A line of the columns menu: a tick and a grip to move it.
pub fn menu_column(label: &str, key: &str, is_shown: bool) -> Markup {
    html! {
        label class="opt" data-column-key=(Text(key)) {
            input class="check" type="checkbox" name="columns" value=(Text(key)) checked[is_shown];
            (Text(label))
            span class="grip" { (icon("grip")) }
        }
    }
}

/// A dialog, only where a reason or a choice is needed.
#[derive(Debug, Clone, Copy)]
pub struct Dialog<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub close: &'a str,
    /// Part of a whole page that begins with it, instead of a fragment that a script opens.
    pub is_open: bool,
}

/// A dialog that is swapped into `#dialogs` and opens itself. `body` and `footer` may lie in one form: give its id to
/// the buttons. The footer's verb says what happens; Cancel stands at its left ([`dialog_footer`]).
pub fn dialog(dialog: &Dialog, body: Markup, footer: Markup) -> Markup {
    let title = format!("{}-title", dialog.id);
    html! {
        dialog class="dialog" id=(dialog.id) aria-labelledby=(title) open[dialog.is_open] data-dialog {
            header {
                h2 id=(title) { (dialog.title) }
                (icon_btn("x", dialog.close).flag("data-close"))
            }
            div class="body" { (body) }
            footer { (footer) }
        }
    }
}

/// Cancel and the verb, as most dialogs end.
pub fn dialog_footer(cancel: &str, verb: super::Btn) -> Markup {
    html! { (btn(cancel).flag("data-close")) (verb) }
}

/// The keys, by place: "Anywhere", then rows of keys and what they do.
pub fn help(title: &str, close: &str, groups: &[(&str, &[(&str, &str)])]) -> Markup {
    html! {
        dialog class="dialog" id="help" aria-labelledby="help-title" {
            header { h2 id="help-title" { (title) } (icon_btn("x", close).flag("data-close")) }
            div class="body keys" {
                @for (place, keys) in groups {
                    section {
                        h3 { (place) }
                        dl {
                            @for (key, what) in *keys {
                                div {
                                    dt { @for part in key.split(' ') { kbd { (part) } " " } }
                                    dd { (what) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where the quick look appears beside a list; holds [`peek`] when the page is opened with `?peek=`.
pub fn peek_region(content: Markup) -> Markup {
    // A newer question replaces the older one.
    html! { div class="peek-at" id="peek" hx-sync="this:replace" { (content) } }
}

/// The quick look at the right of a list.
#[derive(Debug, Clone)]
pub struct Peek<'a> {
    /// "Fenland Logistics, quick look"
    pub label: &'a str,
    /// "Details"
    pub body_label: &'a str,
    /// "4 of 286"; empty if not known.
    pub position: &'a str,
    pub previous: &'a str,
    pub next: &'a str,
    pub open: (&'a str, &'a str),
    pub close: &'a str,
    /// Before "open": follow.
    pub actions: Markup,
}

/// `open` is the name and URL of the whole page.
pub fn peek(peek: &Peek, body: Markup) -> Markup {
    html! {
        aside class="peek" aria-label=(peek.label) {
            header {
                (icon_btn("up", peek.previous).small().flag("data-peek-previous"))
                (icon_btn("down", peek.next).small().flag("data-peek-next"))
                span class="small muted at" { (peek.position) }
                span class="end row tight" {
                    (peek.actions)
                    (icon_btn("wide", peek.open.0).small().href(peek.open.1))
                    (icon_btn("x", peek.close).small().flag("data-peek-close"))
                }
            }
            div class="scroll rec-side" tabindex="0" role="region" aria-label=(peek.body_label) { (body) }
        }
    }
}

/// The texts that toasts need in the browser.
#[derive(Debug, Clone, Copy)]
pub struct Toasts<'a> {
    /// "Messages"
    pub label: &'a str,
    pub undo: &'a str,
    pub close: &'a str,
    /// When the server does not answer an action.
    pub failed: &'a str,
}

/// Where toasts appear; one on each page.
pub fn toasts(toasts: &Toasts) -> Markup {
    html! {
        div class="toasts" id="toasts" role="region" aria-label=(toasts.label) data-undo=(toasts.undo)
            data-close=(toasts.close) data-failed=(toasts.failed) {
            template { (toast("", State::Good, None)) }
        }
    }
}

/// One toast: what happened, and what can be done about it.
pub fn toast(text: &str, state: State, action: Option<&str>) -> Markup {
    let (name, state) = if state == State::Late { ("warn", Some("late")) } else { ("check", None) };
    html! {
        div class="toast" data-s=[state] {
            (icon(name)) p { (text) }
            @if let Some(label) = action { button type="button" { (label) } }
        }
    }
}

/// A toast that a full page brings along, after a form led here.
pub fn toast_template(text: &str, undo_url: Option<&str>, is_error: bool) -> Markup {
    html! {
        template data-toast=(text) data-undo=[undo_url] data-kind=(if is_error { "error" } else { "info" }) {}
    }
}
