//! An import at work, and what came of it.

use super::rehearsal::outcome;
use super::upload::{counts, tag_of};
use super::words;
use crate::kernel::Lang;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{State, btn, card, note, page_head, sheet};
use crate::platform::web::csrf;
use crate::records::import::{Import, RowReport, Status, store, targets};
use crate::records::registry::Kind;
use maud::{Markup, html};

pub struct ReportView<'a> {
    pub lang: Lang,
    pub zone: chrono_tz::Tz,
    pub kind: &'a Kind,
    pub import: &'a Import,
    pub status: Status,
    pub author: &'a str,
    /// The first rows of each outcome.
    pub rejected: &'a [RowReport],
    pub duplicates: &'a [RowReport],
    pub warned: &'a [RowReport],
    /// Of them all.
    pub warned_count: u64,
    pub read: &'a store::Read,
}

pub fn report(view: &ReportView) -> Markup {
    let (lang, import) = (view.lang, view.import);
    let path = format!("/{}/import/{}", view.kind.plural, import.id);
    let title = tr::imports_title_file(lang, &import.file_name);
    let is_over = view.status != Status::Running;
    let when = format::datetime(lang, view.zone, import.created_at);
    html! {
        (page_head(&title, &[view.author, &when].join(" · "), html! {
            (tag_of(lang, view.status, import.is_undone))
        }, html! {
            @if import.tally.rejected > 0 && is_over {
                (btn(tr::imports_download_rejected(lang)).icon("export").href(format!("{path}/rejected")))
            }
            @if is_over && !import.is_undone && let Some(action) = import.action {
                // A dialog first: it says what goes and what has to stay.
                (btn(tr::imports_undo(lang)).icon("undo").attr("hx-get", format!("/actions/{}", action.0))
                    .attr("hx-target", "#dialogs").attr("hx-swap", "innerHTML"))
            }
            (btn((view.kind.names.many)(lang)).icon("left").href(format!("/{}", view.kind.plural)))
        }))
        (sheet(&title, html! {
            @if view.status == Status::Running {
                (progress(lang, &path, import))
            } @else {
                @if view.status == Status::Stopped && !import.is_undone { (stopped(view, &path)) }
                @if import.is_undone { (note(State::Neutral, html! { (tr::imports_was_undone(lang)) })) }
                (card(tr::imports_outcome(lang), None, html! {}, outcome(lang, view.kind, &import.tally, &view.read.unmapped)))
                (rows(view, tr::imports_download_rejected(lang), view.rejected, import.tally.rejected))
                (rows(view, tr::imports_duplicate_rows(lang), view.duplicates, import.tally.updated + import.tally.skipped))
                (rows(view, tr::imports_warned(lang), view.warned, view.warned_count))
            }
        }))
    }
}

/// How far it is; asks again by itself until it is over.
pub fn progress(lang: Lang, path: &str, import: &Import) -> Markup {
    html! {
        div id="import-progress" class="card pad stack" hx-get={ (path) "/progress" } hx-trigger="every 1s" hx-swap="outerHTML"
            hx-target="this" role="status" {
            p { b { (tr::imports_rows_done(lang, import.rows_done as i64)) } }
            span class="meter" data-busy {}
            p class="soft" { (counts(lang, import)) }
            form method="post" action={ (path) "/stop" } {
                (csrf::field())
                (btn(tr::imports_stop(lang)).submit())
            }
        }
    }
}

fn stopped(view: &ReportView, path: &str) -> Markup {
    let lang = view.lang;
    let failure = view.import.failure.as_deref().map(|code| words::failure(lang, code));
    note(
        State::Warn,
        html! {
            p { (tr::imports_stopped(lang, view.import.rows_done as i64)) }
            @if let Some(failure) = failure { p { (failure) } }
            form class="row" method="post" action={ (path) "/start" } {
                (csrf::field())
                (btn(tr::imports_go_on(lang)).submit())
                (btn(tr::imports_end_here(lang)).quiet().submit().attr("formaction", format!("{path}/deletion")))
            }
            p class="soft" { (tr::imports_end_here_hint(lang)) }
        },
    )
}

fn rows(view: &ReportView, title: &str, rows: &[RowReport], total: u64) -> Markup {
    let lang = view.lang;
    let shown =
        tr::imports_first_of(lang, &format::integer(lang, rows.len() as i64), &format::integer(lang, total as i64));
    html! {
        @if !rows.is_empty() {
            (card(title, ((rows.len() as u64) < total && rows.len() >= 100).then_some(shown.as_str()), html! {}, html! {
                div class="import-preview" tabindex="0" role="region" aria-label=(title) {
                    table class="table" data-flush {
                        thead { tr {
                            th scope="col" class="num" { (tr::imports_row(lang)) }
                            th scope="col" class="num" { (tr::imports_line(lang)) }
                            th scope="col" { (tr::imports_what(lang)) }
                        } }
                        tbody {
                            @for row in rows {
                                tr {
                                    td class="num" { (row.row) }
                                    td class="num" { (row.line) }
                                    td { (what(view, row)) }
                                }
                            }
                        }
                    }
                }
            }))
        }
    }
}

fn what(view: &ReportView, row: &RowReport) -> Markup {
    let lang = view.lang;
    html! {
        @if let Some(reason) = &row.reason { (words::reason(lang, reason)) }
        @if let Some(by) = &row.by {
            @if let Some(of) = row.of {
                (tr::imports_repeats_row(lang, &of.to_string(), words::by(lang, by)))
            } @else if let Some(record) = row.record {
                a class="link" href={ "/" (view.kind.plural) "/" (record) } { (tr::imports_repeats_record(lang, words::by(lang, by))) }
            }
        }
        @for (at, warning) in row.warnings.iter().enumerate() {
            @if at > 0 || row.by.is_some() { "; " }
            (words::warning(lang, &warning.code))
            @if !warning.value.is_empty() { ": " q { (warning.value) } }
            @let target = targets::find(view.kind, &warning.column);
            @if let Some(target) = target { " " small class="muted" { (targets::label(view.kind, &target, lang)) } }
        }
    }
}
