//! A field that is being edited where it is read.

use super::control::Controls;
use super::fields::{At, edit_url};
use crate::platform::i18n::tr;
use crate::platform::ui::{btn, icon};
use crate::records::registry::{Field, FieldType, Kind};
use maud::{Markup, html};

pub struct EditorView<'a> {
    pub kind: &'a Kind,
    pub id: i64,
    pub field: &'a Field,
    pub at: At,
    pub version: i64,
    pub base: String,
    pub controls: Controls<'a>,
    /// A problem that is not at the control itself: a rule about several fields.
    pub other_error: Option<String>,
}

/// The form that takes the place of the value. Compound values bring buttons, since Enter and leaving are not obvious there.
pub fn editor(view: &EditorView) -> Markup {
    let lang = view.controls.lang;
    let is_compound = matches!(
        view.field.field_type,
        FieldType::Points(_)
            | FieldType::Links(_)
            | FieldType::Link { .. }
            | FieldType::Reference(_)
            | FieldType::Observers
            | FieldType::LongText { .. }
            | FieldType::Money { .. }
    );
    html! {
        form class="editor" data-compound[is_compound] hx-put=(edit_url(view.kind, view.id, view.field, view.at))
            hx-target="closest [data-inline]" hx-swap="innerHTML" novalidate {
            (memory(view))
            (view.controls.row(view.field))
            @if let Some(currency) = currency_of(view) { (view.controls.row(currency)) }
            @if let Some(error) = &view.other_error { p class="error" role="alert" { (icon("warn")) span { (error) } } }
            @if is_compound {
                div class="row" {
                    (btn(tr::ui_save(lang)).primary().small().submit())
                    (btn(tr::ui_cancel(lang)).small().flag("data-inline-cancel"))
                }
            }
        }
    }
}

/// Both values, and which shall stand. Nothing is sent here but by one of the two buttons.
pub fn conflict(view: &EditorView, by: &str, mine: &str, theirs: &str) -> Markup {
    let lang = view.controls.lang;
    let or_not_set = |text: &str| if text.is_empty() { tr::ui_not_set(lang).to_owned() } else { text.to_owned() };
    html! {
        form class="editor conflict" data-conflict hx-put=(edit_url(view.kind, view.id, view.field, view.at))
            hx-target="closest [data-inline]" hx-swap="innerHTML" {
            (memory(view))
            @for (name, value) in view.controls.pairs { input type="hidden" name=(name) value=(value); }
            p class="error" role="alert" { (icon("warn")) span { (by) } }
            dl {
                div { dt { (tr::cards_mine(lang)) } dd { (or_not_set(mine)) } }
                div { dt { (tr::cards_theirs(lang)) } dd { (or_not_set(theirs)) } }
            }
            div class="row" {
                (btn(tr::cards_keep_mine(lang)).primary().small().submit())
                (btn(tr::cards_take_theirs(lang)).small().submit().attr("name", "take").attr("value", "theirs"))
            }
        }
    }
}

fn memory(view: &EditorView) -> Markup {
    html! {
        input type="hidden" name="version" value=(view.version);
        input type="hidden" name="base" value=(view.base);
    }
}

/// A sum is edited with its currency.
pub fn currency_of<'a>(view: &'a EditorView) -> Option<&'a Field> {
    match view.field.field_type {
        FieldType::Money { currency } => view.kind.field(currency),
        _ => None,
    }
}
