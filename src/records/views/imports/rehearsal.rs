//! What an import would do.

use super::words;
use crate::kernel::{FieldErrors, Lang};
use crate::platform::i18n::{self, format, tr};
use crate::platform::ui::{State, card, note};
use crate::records::import::{Report, Tally};
use crate::records::registry::Kind;
use maud::{Markup, html};

pub fn rehearsal(lang: Lang, kind: &Kind, report: &Report) -> Markup {
    card(tr::imports_outlook(lang), None, html! {}, outcome(lang, kind, &report.tally, &report.unmapped_columns))
}

pub fn failed(lang: Lang, errors: &FieldErrors) -> Markup {
    let texts = errors.iter().map(|(_, problem)| i18n::problem(lang, problem));
    note(State::Late, html! { (texts.collect::<Vec<_>>().join("; ")) })
}

/// The sums of an import, also of one that is over.
pub fn outcome(lang: Lang, kind: &Kind, tally: &Tally, unmapped: &[String]) -> Markup {
    let number = |count: u64| format::integer(lang, count as i64);
    let sums = [
        (tr::imports_created(lang), tally.created),
        (tr::imports_updated(lang), tally.updated),
        (tr::imports_skipped(lang), tally.skipped),
        (tr::imports_rejected(lang), tally.rejected),
        (tr::imports_product_rows(lang), tally.product_rows),
    ];
    let is_needed = |sum: &&(&str, u64)| sum.1 > 0 || sum.0 == tr::imports_created(lang);
    html! {
        dl class="import-sums" {
            @for (label, count) in sums.iter().filter(is_needed) { div { dt { (label) } dd { (number(*count)) } } }
        }
        @if !tally.rejected_by_reason.is_empty() || !tally.warnings_by_code.is_empty() {
            ul class="import-reasons" {
                @for (code, count) in &tally.rejected_by_reason {
                    li { b { (number(*count)) } " " (words::reason(lang, code)) }
                }
                @for (code, count) in &tally.warnings_by_code {
                    li { b { (number(*count)) } " " (words::warning(lang, code)) }
                }
            }
        }
        @for (key, values) in &tally.created_values {
            @let label = kind.field(key).map_or(key.as_str(), |field| field.label.text(lang));
            p { (tr::imports_new_values(lang, label)) " " b { (values.join(", ")) } }
        }
        @for (_, count) in &tally.created_linked {
            p { (tr::imports_new_linked(lang, *count as i64)) }
        }
        @if tally.unknown_responsible > 0 {
            p { (tr::imports_unknown_people(lang, tally.unknown_responsible as i64)) }
        }
        @if !unmapped.is_empty() { p class="soft" { (tr::imports_left_out(lang, &unmapped.join(", "))) } }
    }
}
