//! Form fields: label above, control, hint or error below; how they are wired is the same everywhere.

use super::attrs::Attrs;
use super::buttons::icon_btn;
use super::icon::icon;
use maud::{Markup, Render, html};
use std::borrow::Cow;

/// The name, label and state of a field. Controls made from it ([`input`], [`select`], …) carry its id, its hint and its
/// error, so that [`field`] and the control always fit together.
#[derive(Debug, Clone, Default)]
pub struct Field<'a> {
    pub name: Cow<'a, str>,
    pub label: &'a str,
    pub hint: Option<&'a str>,
    /// The word "optional"; none for a required field.
    pub optional: Option<&'a str>,
    /// What is wrong; an empty text only marks the field, where a note above says it.
    pub error: Option<&'a str>,
    /// Tells two forms with the same fields on one page apart.
    pub scope: &'a str,
}

impl<'a> Field<'a> {
    /// A required field.
    pub fn new(name: impl Into<Cow<'a, str>>, label: &'a str) -> Self {
        Field { name: name.into(), label, ..Default::default() }
    }

    pub fn hint(mut self, hint: Option<&'a str>) -> Self {
        self.hint = hint;
        self
    }

    /// May stay empty; `word` is "optional" in the page's language.
    pub fn optional(mut self, word: &'a str) -> Self {
        self.optional = Some(word);
        self
    }

    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    pub fn scope(mut self, scope: &'a str) -> Self {
        self.scope = scope;
        self
    }

    /// The id of the control: `f-phones-1-value` for `phones[1].value`.
    pub fn id(&self) -> String {
        let mut id = format!("f{}", if self.scope.is_empty() { String::new() } else { format!("-{}", self.scope) });
        for part in self.name.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|part| !part.is_empty()) {
            id.push('-');
            id.push_str(part);
        }
        id
    }

    fn error_text(&self) -> Option<&'a str> {
        self.error.filter(|error| !error.is_empty())
    }

    /// The ids of the error and the hint, in the order in which they are read.
    fn described_by(&self) -> Option<String> {
        let id = self.id();
        let parts: Vec<String> =
            [self.error_text().map(|_| format!("{id}-error")), self.hint.map(|_| format!("{id}-hint"))]
                .into_iter()
                .flatten()
                .collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

/// Label, control, error, hint.
pub fn field(field: &Field, control: impl Render) -> Markup {
    html! {
        div class="field" {
            label for=(field.id()) { (field_label(field)) }
            (control)
            (below(field))
        }
    }
}

/// A group of boxes or radio buttons: a fieldset with the same parts.
pub fn field_group(field: &Field, controls: Markup) -> Markup {
    html! {
        fieldset class="field" id=(field.id()) aria-describedby=[field.described_by()] tabindex="-1" {
            legend class="label" { (field_label(field)) }
            (controls)
            (below(field))
        }
    }
}

fn field_label(field: &Field) -> Markup {
    html! { (field.label) @if let Some(word) = field.optional { " " small { (word) } } }
}

fn below(field: &Field) -> Markup {
    let id = field.id();
    html! {
        @if let Some(error) = field.error_text() { p class="error" id={ (id) "-error" } { (icon("warn")) span { (error) } } }
        @if let Some(hint) = field.hint { p class="hint" id={ (id) "-hint" } { (hint) } }
    }
}

/// What is typed into an [`input`]; decides on the keyboard of a phone too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputKind {
    #[default]
    Text,
    /// Money and figures: text with a number pad, since separators differ by language.
    Decimal,
    Integer,
    Date,
    DateTime,
    Email,
    Phone,
    Url,
    Password,
    Search,
}

/// A one-line field. Made by [`input`].
#[derive(Debug, Clone)]
pub struct Input<'a> {
    attrs: Attrs<'a>,
}

pub fn input<'a>(field: &Field<'a>, kind: InputKind, value: &'a str) -> Input<'a> {
    let mut attrs = Attrs::default();
    attrs.set("class", "input");
    let (kind, mode) = match kind {
        InputKind::Text => ("text", None),
        InputKind::Decimal => ("text", Some("decimal")),
        InputKind::Integer => ("text", Some("numeric")),
        InputKind::Date => ("date", None),
        InputKind::DateTime => ("datetime-local", None),
        InputKind::Email => ("email", None),
        InputKind::Phone => ("tel", None),
        InputKind::Url => ("url", None),
        InputKind::Password => ("password", None),
        InputKind::Search => ("search", None),
    };
    attrs.set("type", kind);
    if let Some(mode) = mode {
        attrs.set("inputmode", mode);
    }
    wire(field, &mut attrs);
    attrs.set("value", value);
    Input { attrs }
}

impl<'a> Input<'a> {
    /// For people whose data the browser knows: `username`, `new-password`, `one-time-code`, `off`.
    pub fn autocomplete(self, what: &'a str) -> Self {
        self.attr("autocomplete", what)
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

impl Render for Input<'_> {
    fn render_to(&self, buffer: &mut String) {
        self.attrs.open("input", buffer);
    }
}

/// What every control of a field carries.
fn wire<'a>(field: &Field<'a>, attrs: &mut Attrs<'a>) {
    attrs.set("id", field.id());
    attrs.set("name", field.name.clone());
    if field.optional.is_none() {
        attrs.flag("required");
    }
    if field.error.is_some() {
        attrs.set("aria-invalid", "true");
    }
    if let Some(ids) = field.described_by() {
        attrs.set("aria-describedby", ids);
    }
}

/// A password with the eye that shows it; `show` names the eye.
pub fn password(field: &Field, autocomplete: &str, show: &str) -> Markup {
    html! {
        div class="with-end" {
            (input(field, InputKind::Password, "").autocomplete(autocomplete))
            (icon_btn("eye", show).attr("data-reveal", field.id()).attr("aria-pressed", "false"))
        }
    }
}

/// Several lines; grows with its text.
pub fn textarea(field: &Field, value: &str) -> Markup {
    let invalid = field.error.map(|_| "true");
    html! {
        // The first line end after the tag is not part of the value; without it, a value beginning with one loses it.
        textarea class="input" id=(field.id()) name=(field.name) required[field.optional.is_none()] aria-invalid=[invalid]
            aria-describedby=[field.described_by()] { "\n" (value) }
    }
}

/// A value that can be chosen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choice<'a> {
    pub value: &'a str,
    pub label: &'a str,
    pub is_chosen: bool,
    /// Shown, but cannot be chosen (any more).
    pub is_disabled: bool,
}

/// One of a list. `nothing` is the text of "none", offered first; required fields have none.
pub fn select(field: &Field, nothing: Option<&str>, choices: &[Choice]) -> Markup {
    html! {
        select class="input" id=(field.id()) name=(field.name) required[field.optional.is_none()]
            aria-invalid=[field.error.map(|_| "true")] aria-describedby=[field.described_by()] {
            @if let Some(text) = nothing { option value="" { (text) } }
            @for choice in choices {
                option value=(choice.value) selected[choice.is_chosen] disabled[choice.is_disabled] { (choice.label) }
            }
        }
    }
}

/// A [`select`] whose values belong to those of the field `followed`: each to the value at its place in `of`.
pub fn select_following(
    field: &Field,
    followed: &str,
    nothing: Option<&str>,
    choices: &[Choice],
    of: &[String],
) -> Markup {
    html! {
        select class="input" id=(field.id()) name=(field.name) required[field.optional.is_none()] data-follows=(followed)
            aria-invalid=[field.error.map(|_| "true")] aria-describedby=[field.described_by()] {
            @if let Some(text) = nothing { option value="" { (text) } }
            @for (choice, of) in choices.iter().zip(of) {
                option value=(choice.value) selected[choice.is_chosen] disabled[choice.is_disabled] data-of=(of) { (choice.label) }
            }
        }
    }
}

/// One of a few, all visible: for [`field_group`].
pub fn radios(field: &Field, choices: &[Choice]) -> Markup {
    ticks(field, choices, "radio")
}

/// Any of a few: for [`field_group`].
pub fn checks(field: &Field, choices: &[Choice]) -> Markup {
    ticks(field, choices, "checkbox")
}

fn ticks(field: &Field, choices: &[Choice], kind: &str) -> Markup {
    html! {
        div class="opts" {
            @for choice in choices {
                label class="opt" {
                    input class="check" type=(kind) name=(field.name) value=(choice.value) checked[choice.is_chosen]
                        disabled[choice.is_disabled] aria-invalid=[field.error.map(|_| "true")];
                    (choice.label)
                }
            }
        }
    }
}

/// Yes or no, with its words: "Keep me signed in".
pub fn check_field(name: &str, label: &str, is_checked: bool) -> Markup {
    html! {
        label class="opt" { input class="check" type="checkbox" name=(name) value="1" checked[is_checked]; (label) }
    }
}
