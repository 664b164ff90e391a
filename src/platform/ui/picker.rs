//! A field that holds other records: those chosen as rows, and a box to search for more.

use super::buttons::icon_btn;
use maud::{Markup, html};

/// The texts and the address of a picker. Its script is `assets/src/pick.ts`.
#[derive(Debug, Clone, Copy)]
pub struct Picker<'a> {
    pub name: &'a str,
    /// Asked with `?q=`; answers with [`suggestions`].
    pub url: &'a str,
    /// The name of the search box: "Find: companies".
    pub find: &'a str,
    /// The names of the remove buttons.
    pub remove: &'a str,
    /// Several rows, or one that a new choice replaces.
    pub is_many: bool,
    /// Label and name of the field for the number of a record, where no script runs.
    pub without_script: (&'a str, &'a str),
    pub invalid: bool,
}

/// `rows` are the controls of those chosen; `blank` those of a new one, with [`super::REPEAT_INDEX`] for its index: the
/// script fills `[data-pick-id]` and `[data-pick-title]` in.
pub fn picker(picker: &Picker, rows: &[Markup], blank: Markup) -> Markup {
    let list = format!("pick-{}", picker.name);
    html! {
        div class="repeat picker" data-repeat=(picker.name) data-pick=(picker.url) data-pick-one[!picker.is_many] {
            @for row in rows { (picker_row(picker, row)) }
            template data-repeat-blank { (picker_row(picker, &blank)) }
            div class="pick" {
                input class="input" type="search" role="combobox" aria-label=(picker.find) placeholder=(picker.find)
                    aria-autocomplete="list" aria-expanded="false" aria-controls=(list) autocomplete="off"
                    aria-invalid=[picker.invalid.then_some("true")] data-pick-search;
                div class="menu suggestions" id=(list) role="listbox" aria-label=(picker.find) hidden {}
            }
            noscript {
                label class="stack" { (picker.without_script.0) input class="input" inputmode="numeric" name=(picker.without_script.1); }
            }
        }
    }
}

fn picker_row(picker: &Picker, row: &Markup) -> Markup {
    html! {
        div class="repeat-row" data-repeat-row { (row) (icon_btn("x", picker.remove).flag("data-repeat-remove")) }
    }
}

/// One record or person that may be meant.
#[derive(Debug, Clone, Default)]
pub struct Suggestion<'a> {
    pub id: String,
    pub title: &'a str,
    /// Grey, after the title: what tells it from others of the same name.
    pub note: &'a str,
    /// Said once it was chosen: this person would not see what is written.
    pub warn: Option<String>,
}

/// What a picker shows below its box; `nothing` where nothing fits.
pub fn suggestions(found: &[Suggestion], nothing: &str) -> Markup {
    html! {
        @for item in found {
            div class="mi" role="option" id={ "s-" (item.id) } aria-selected="false" data-id=(item.id) data-title=(item.title)
                data-warn=[item.warn.as_ref()] {
                span { (item.title) }
                @if !item.note.is_empty() { small class="muted" { (item.note) } }
            }
        }
        // An option, since a list of options may hold nothing else.
        @if found.is_empty() { div class="mi muted" role="option" aria-disabled="true" aria-selected="false" { (nothing) } }
    }
}
