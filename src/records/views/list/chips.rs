//! The conditions of a list as chips, each of which opens where it stands; and the box to search in the list.

use super::Frame;
use super::condition_form::{Place, condition_form};
use super::words::words;
use crate::platform::i18n::tr;
use crate::platform::ui::{Chip, btn, chip, icon, popover};
use crate::records::list::{Condition, Filter};
use crate::records::registry::{Field, FieldType};
use maud::{Markup, html};

pub fn of(frame: &Frame) -> Markup {
    let lang = frame.lang();
    let conditions = &frame.address.query.filter.0;
    html! {
        @for (index, condition) in conditions.iter().enumerate() {
            @if let Some(field) = frame.kind.field(&condition.field) {
                @let is_first = conditions[..index].iter().all(|other| other.field != condition.field);
                (one(frame, field, condition, index))
                // Two conditions on one field (from, to) are edited together.
                @if is_first { (popover(&popover_id(field), field.label.text(lang), condition_form(frame, field, Place::Chip))) }
            }
        }
        (btn(tr::lists_add_condition(lang)).quiet().small().icon("plus").attr("data-open-filter", "filter-form"))
        (btn(tr::ui_clear_all(lang)).quiet().small().href(frame.address.cleared().href()))
    }
}

fn popover_id(field: &Field) -> String {
    ["chip-", &field.key].concat()
}

fn one(frame: &Frame, field: &Field, condition: &Condition, index: usize) -> Markup {
    let lang = frame.lang();
    let people: Vec<(i64, &str)> = frame.people.iter().map(|person| (person.id, person.name.as_str())).collect();
    let value = words(&frame.reader, &frame.office, field, condition, &frame.lookup, &people);
    let label = field.label.text(lang);
    let mut rest = frame.address.query.filter.0.clone();
    rest.remove(index);
    let mut rest = Filter(rest);
    if let FieldType::Money { currency } = field.field_type {
        rest = rest.without_lone_currency(&frame.kind, currency, &frame.office.currency);
    }
    chip(&Chip {
        field: label,
        value: &value,
        remove_href: &frame.address.with_filter(rest).href(),
        remove_label: &tr::ui_drop_condition(lang, &format!("{label}: {value}")),
        opens: Some(&popover_id(field)),
    })
}

/// Searches within the list while somebody types.
pub fn search(frame: &Frame) -> Markup {
    let lang = frame.lang();
    let address = frame.address.with_q(String::new());
    html! {
        form class="list-search" role="search" action=(address.path()) method="get" hx-get=(address.path()) hx-target="#main"
            hx-swap="morph:innerHTML" hx-push-url="true" hx-trigger="submit, input changed delay:250ms from:#list-q, search from:#list-q"
            hx-sync="this:replace" {
            @for (name, value) in address.pairs() {
                @if name != "q" { input type="hidden" name=(name) value=(value); }
            }
            (icon("search"))
            input class="input" data-s="s" id="list-q" type="search" name="q" value=(frame.address.query.q) maxlength="200" data-search
                autocomplete="off" aria-label=(tr::lists_search(lang)) placeholder=(tr::lists_search(lang));
        }
    }
}
