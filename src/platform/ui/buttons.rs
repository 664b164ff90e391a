//! Buttons, icon buttons, groups of buttons, segments.

use super::attrs::Attrs;
use super::badges::total;
use super::icon::icon;
use super::text::Text;
use maud::{Markup, Render, html};
use std::borrow::Cow;

/// A button, or a link that looks like one. Made by [`btn`] and [`icon_btn`]; splice it into `html!`.
#[derive(Debug, Clone)]
pub struct Btn<'a> {
    label: &'a str,
    icon: Option<&'a str>,
    icon_after: Option<&'a str>,
    count: Option<&'a str>,
    icon_only: bool,
    is_link: bool,
    attrs: Attrs<'a>,
}

/// A button named by a verb: `(btn("Save").primary().submit())`.
pub fn btn(label: &str) -> Btn<'_> {
    Btn::new(label, None, false)
}

/// A square button with an icon; the label is its name and its tooltip.
pub fn icon_btn<'a>(icon: &'a str, label: &'a str) -> Btn<'a> {
    let mut button = Btn::new(label, Some(icon), true);
    button.attrs.set("aria-label", label);
    button.attrs.set("title", label);
    button
}

impl<'a> Btn<'a> {
    fn new(label: &'a str, icon: Option<&'a str>, icon_only: bool) -> Self {
        let mut attrs = Attrs::default();
        attrs.set("class", if icon_only { "ib" } else { "btn" });
        Btn { label, icon, icon_after: None, count: None, icon_only, is_link: false, attrs }
    }

    /// The one main action of a page or dialog.
    pub fn primary(self) -> Self {
        self.attr("data-k", "primary")
    }

    /// Won, approve.
    pub fn good(self) -> Self {
        self.attr("data-k", "good")
    }

    /// Lost, reject: red words on a plain button.
    pub fn bad(self) -> Self {
        self.attr("data-k", "bad")
    }

    /// Says plainly that something goes: "Delete 4 deals".
    pub fn danger(self) -> Self {
        self.attr("data-k", "danger")
    }

    /// Without an edge, for the less important.
    pub fn quiet(self) -> Self {
        self.attr("data-k", "quiet")
    }

    pub fn small(self) -> Self {
        self.attr("data-s", "s")
    }

    pub fn icon(mut self, name: &'a str) -> Self {
        self.icon = Some(name);
        self
    }

    /// After the words: the arrow of a menu or of "next".
    pub fn icon_after(mut self, name: &'a str) -> Self {
        self.icon_after = Some(name);
        self
    }

    /// A number after the words: "Filter 3".
    pub fn count(mut self, count: Option<&'a str>) -> Self {
        self.count = count;
        self
    }

    /// A real link that looks like a button.
    pub fn href(mut self, url: impl Into<Cow<'a, str>>) -> Self {
        self.is_link = true;
        self.attr("href", url)
    }

    pub fn submit(self) -> Self {
        self.attr("type", "submit")
    }

    pub fn disabled(self, disabled: bool) -> Self {
        if disabled { self.flag("disabled") } else { self }
    }

    /// While the answer is on its way: a spinner in place of the words, no second press.
    pub fn busy(self) -> Self {
        self.attr("aria-busy", "true")
    }

    /// A button that stays pressed: a switch of a view, "follow".
    pub fn pressed(self, pressed: bool) -> Self {
        self.attr("aria-pressed", if pressed { "true" } else { "false" })
    }

    /// Shows or hides the element with this id.
    pub fn controls(self, id: &'a str, expanded: bool) -> Self {
        self.attr("aria-controls", id).attr("aria-expanded", if expanded { "true" } else { "false" })
    }

    /// Opens the menu with this id ([`super::menu`]).
    pub fn opens_menu(self, id: &'a str) -> Self {
        self.attr("popovertarget", id).attr("aria-haspopup", "menu").attr("aria-expanded", "false")
    }

    /// Anything else: `hx-post`, `form`, `data-…`.
    pub fn attr(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        self.attrs.set(name, value);
        self
    }

    /// An attribute without a value.
    pub fn flag(mut self, name: &'static str) -> Self {
        self.attrs.flag(name);
        self
    }
}

impl Render for Btn<'_> {
    fn render_to(&self, buffer: &mut String) {
        let body = |buffer: &mut String| {
            if let Some(name) = self.icon {
                icon(name).render_to(buffer);
            }
            if !self.icon_only {
                Text(self.label).render_to(buffer);
            }
            if let Some(count) = self.count {
                html! { " " span class="n" data-s="soft" { (count) } }.render_to(buffer);
            }
            if let Some(name) = self.icon_after {
                html! { " " (icon(name)) }.render_to(buffer);
            }
        };
        self.attrs.clickable(self.is_link, body, buffer);
    }
}

/// Buttons that belong together, joined: "Create" and the arrow that offers what.
pub fn btn_group(buttons: &[Btn]) -> Markup {
    html! { span class="btns" { @for button in buttons { (button) } } }
}

/// One choice of a [`seg`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Segment<'a> {
    pub label: &'a str,
    pub href: &'a str,
    pub icon: Option<&'a str>,
    pub count: Option<&'a str>,
    pub is_current: bool,
    /// The language of the label, where it is not the page's.
    pub lang: Option<&'a str>,
}

/// A switch between a few views of the same thing; each has its URL.
pub fn seg(label: &str, segments: &[Segment]) -> Markup {
    html! {
        nav class="seg" aria-label=(label) {
            @for segment in segments {
                a href=(segment.href) lang=[segment.lang] aria-current=[segment.is_current.then_some("true")] {
                    @if let Some(name) = segment.icon { (icon(name)) }
                    (segment.label)
                    @if let Some(count) = segment.count { " " (total(count)) }
                }
            }
        }
    }
}

/// A choice inside a form or a menu: radio buttons that look like segments.
pub fn seg_radio(label: &str, name: &str, options: &[(&str, &str)], chosen: &str) -> Markup {
    html! {
        span class="seg" role="radiogroup" aria-label=(label) {
            @for (value, text) in options {
                label { input type="radio" name=(name) value=(value) checked[*value == chosen]; (text) }
            }
        }
    }
}
