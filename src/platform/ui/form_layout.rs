//! What holds fields together: repeated rows, the summary of errors, sections, the foot of a form.

use super::buttons::icon_btn;
use super::icon::icon;
use maud::{Markup, html};

/// Several values of one kind: phones, e-mails. `name` is the field's; rows carry their index: `phones[0].value`.
#[derive(Debug, Clone, Copy)]
pub struct Repeat<'a> {
    pub name: &'a str,
    pub add: &'a str,
    /// The names of the remove buttons.
    pub remove: &'a str,
}

/// The index that stands in the blank row until it gets a real one.
pub const REPEAT_INDEX: &str = "__i__";

/// `rows` are the controls of the present values; `blank` those of an empty row, with [`REPEAT_INDEX`] in place of the
/// index in its names and ids.
pub fn repeat(repeat: &Repeat, rows: &[Markup], blank: Markup) -> Markup {
    html! {
        div class="repeat" data-repeat=(repeat.name) {
            @for row in rows { (repeat_row(repeat, row)) }
            template data-repeat-blank { (repeat_row(repeat, &blank)) }
            button class="btn" type="button" data-k="quiet" data-s="s" data-repeat-add { (icon("plus")) (repeat.add) }
        }
    }
}

fn repeat_row(repeat: &Repeat, row: &Markup) -> Markup {
    html! {
        div class="repeat-row" data-repeat-row {
            (row)
            (icon_btn("x", repeat.remove).flag("data-repeat-remove"))
        }
    }
}

/// What is wrong, on top of a form that was sent: each line leads to its field. Takes the focus.
///
/// `errors` are the id of the control, the label and the text.
pub fn error_summary(title: &str, errors: &[(String, &str, &str)]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div class="note" data-s="late" role="alert" tabindex="-1" data-errors {
                (icon("warn"))
                div {
                    p { b { (title) } }
                    ul { @for (id, label, text) in errors { li { a class="link" href={ "#" (id) } { (label) ": " (text) } } } }
                }
            }
        }
    }
}

/// A titled part of a form, in two columns where there is room.
pub fn form_section(title: &str, fields: Markup) -> Markup {
    html! { section class="form-section" { @if !title.is_empty() { h2 { (title) } } div class="form-grid" { (fields) } } }
}

/// The foot of a form: the verb, then the way out.
pub fn form_actions(buttons: Markup) -> Markup {
    html! { footer class="form-actions" { (buttons) } }
}

/// Below the head of a page: one column of forms and cards, as wide as is good to read, scrolling by itself.
pub fn sheet(label: &str, content: Markup) -> Markup {
    html! { div class="scroll" tabindex="0" role="region" aria-label=(label) { div class="form" { (content) } } }
}
