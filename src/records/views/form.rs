//! The form of a record: every field of its kind, under its headings.

use super::control::Controls;
use crate::kernel::Lang;
use crate::platform::form_errors::FormErrors;
use crate::platform::i18n::tr;
use crate::platform::ui::{Field as FormField, State, btn, form_actions, form_section, note, page_head, sheet};
use crate::platform::web::csrf;
use crate::records::registry::{Field, Kind};
use maud::{Markup, html};
use std::collections::BTreeMap;

pub struct FormView<'a> {
    pub kind: &'a Kind,
    pub title: &'a str,
    /// Where it is posted, and where Cancel leads.
    pub action: &'a str,
    pub cancel: &'a str,
    pub controls: Controls<'a>,
    pub errors: &'a FormErrors,
    /// The version the values were read at, and what the fields held then; none for a new record.
    pub opened: Option<Opened>,
    /// Where it was overtaken; none if it was not.
    pub overtaken: Option<Overtaken>,
    /// The record it was opened on was deleted, or may no longer be seen: nobody is told which.
    pub is_gone: bool,
}

/// What a form of an existing record remembers.
pub struct Opened {
    pub version: i64,
    pub base: String,
}

/// Somebody else saved first.
pub struct Overtaken {
    /// "Not saved: Olga changed this a minute ago"
    pub by: String,
    /// The fields that both changed, with what stands in the record now.
    pub conflicts: BTreeMap<String, String>,
}

pub fn form(view: &FormView) -> Markup {
    let lang = view.controls.lang;
    let labels: Vec<(&str, &str)> =
        view.kind.form_fields().map(|field| (field.key.as_ref(), field.label.text(lang))).collect();
    let mut sections: Vec<(&str, Vec<&Field>)> = Vec::new();
    for field in view.kind.form_fields() {
        let heading = (field.section)(lang);
        match sections.iter_mut().find(|(there, _)| *there == heading) {
            Some((_, list)) => list.push(field),
            None => sections.push((heading, vec![field])),
        }
    }
    html! {
        (page_head(view.title, "", html! {}, html! {}))
        (sheet(view.title, html! {
            form class="stack" method="post" action=(view.action) data-guard {
                (csrf::field())
                @if let Some(opened) = &view.opened {
                    input type="hidden" name="version" value=(opened.version);
                    input type="hidden" name="base" value=(opened.base);
                }
                @if let Some(overtaken) = &view.overtaken { (what_to_choose(view, overtaken)) }
                @if view.is_gone { (what_is_left(view)) }
                @if view.opened.is_none() { (looking_for_same(view)) }
                (view.errors.summary(&labels))
                @for (heading, list) in &sections {
                    (form_section(heading, html! { @for field in list { (row(view, field)) } }))
                }
                (form_actions(html! {
                    (btn(tr::ui_cancel(lang)).href(view.cancel))
                    (btn(tr::ui_save(lang)).primary().submit())
                    // After the plain one, which Enter presses.
                    @if view.is_gone {
                        (btn(tr::cards_save_as_new(lang)).submit().attr("formaction", format!("/{}", view.kind.plural)))
                    }
                }))
            }
        }))
    }
}

fn what_is_left(view: &FormView) -> Markup {
    let lang = view.controls.lang;
    html! {
        (note(State::Late, html! {
            p { b { (tr::cards_gone(lang)) } }
            p {
                (tr::cards_gone_what_now(lang)) " "
                a class="link" href=(format!("/{}/bin", view.kind.plural)) target="_blank" rel="noopener" { (tr::records_bin(lang)) }
            }
        }))
    }
}

fn what_to_choose(view: &FormView, overtaken: &Overtaken) -> Markup {
    let lang = view.controls.lang;
    let asked: Vec<&str> = overtaken.conflicts.keys().map(String::as_str).collect();
    html! {
        input type="hidden" name="asked" value=(asked.join(" "));
        (note(State::Late, html! {
            p { b { (overtaken.by) } }
            p { (tr::cards_choose_each(lang)) }
            ul {
                @for field in overtaken.conflicts.keys().filter_map(|key| view.kind.field(key)) {
                    @let place = FormField::new(field.key.as_ref(), "").id();
                    li { a class="link" href={ "#" (place) } { (field.label.text(lang)) } }
                }
            }
        }))
    }
}

fn row(view: &FormView, field: &Field) -> Markup {
    let now = view.overtaken.as_ref().and_then(|overtaken| overtaken.conflicts.get(field.key.as_ref()));
    html! {
        @if let Some(now) = now {
            div class="stack" { (view.controls.row(field)) (choice(view, field, now)) }
        } @else if view.opened.is_none() {
            // Filled by the search for records that may be the same.
            div class="stack" { (view.controls.row(field)) div class="duplicates" id={ "same-" (field.key) } {} }
        } @else { (view.controls.row(field)) }
    }
}

/// What was typed, or what stands there now: nobody is overwritten by a second press on "Save".
fn choice(view: &FormView, field: &Field, now: &str) -> Markup {
    let lang = view.controls.lang;
    let name = ["choice.", &field.key].concat();
    let option = |value: &str, text: &str| {
        html! { label class="opt" { input class="check" type="radio" name=(name) value=(value) required; span { (text) } } }
    };
    html! {
        div class="choice" role="radiogroup" aria-label=(field.label.text(lang)) {
            (option("mine", tr::cards_keep_mine(lang)))
            (option("theirs", &tr::cards_take_theirs_of(lang, now)))
        }
    }
}

/// Asks, a moment after something was typed, whether there is such a record already.
fn looking_for_same(view: &FormView) -> Markup {
    html! {
        div hx-post=(format!("/{}/duplicates", view.kind.plural)) hx-include="closest form" hx-params="not csrf" hx-swap="none"
            hx-trigger="input delay:400ms from:closest form, change delay:50ms from:closest form" hx-sync="this:replace"
            data-typing {}
    }
}

/// A record that may be the same.
pub struct Same {
    pub url: String,
    pub title: String,
}

/// What is told under a field while a new record is typed.
pub struct Remarks<'a> {
    pub key: &'a str,
    pub same: Vec<Same>,
    /// A tax number that cannot be right; it may be kept all the same.
    pub is_mistyped: bool,
}

/// The places under the fields, each to be swapped in by its id.
pub fn remarks(lang: Lang, places: &[Remarks]) -> Markup {
    html! {
        @for place in places {
            div class="duplicates" id={ "same-" (place.key) } hx-swap-oob="true" {
                @if place.is_mistyped { (note(State::Warn, html! { p { (tr::cards_tax_id_mistyped(lang)) } })) }
                @if !place.same.is_empty() {
                    (note(State::Warn, html! {
                        @for same in &place.same {
                            p {
                                (tr::cards_looks_like(lang, &same.title)) " "
                                a class="link" href=(same.url) target="_blank" rel="noopener" { (tr::ui_open(lang)) }
                                " / "
                                a class="link" href=(same.url) { (tr::cards_use_it(lang)) }
                            }
                        }
                    }))
                }
            }
        }
    }
}
