//! Choose a file; what was imported before.

use super::words;
use crate::kernel::{Lang, Problem};
use crate::platform::i18n::{self, format, tr};
use crate::platform::ui::{Field, State, btn, card, field, icon, page_head, sheet, state_tag};
use crate::records::import::{Import, Status};
use crate::records::registry::Kind;
use maud::{Markup, html};
use std::sync::Arc;

pub struct UploadView {
    pub lang: Lang,
    pub zone: chrono_tz::Tz,
    pub kind: Arc<Kind>,
    pub past: Vec<(Status, Import)>,
    pub max_bytes: u64,
    pub problem: Option<Problem>,
}

impl UploadView {
    pub fn title(&self) -> String {
        tr::imports_title(self.lang, (self.kind.names.many)(self.lang))
    }
}

pub fn upload(view: &UploadView) -> Markup {
    let lang = view.lang;
    let path = format!("/{}/import", view.kind.plural);
    let problem = view.problem.as_ref().map(|problem| i18n::problem(lang, problem));
    let hint = tr::imports_file_hint(lang, &format::integer(lang, (view.max_bytes / 1024 / 1024) as i64));
    let of = Field::new("file", tr::imports_file(lang)).hint(Some(&hint)).error(problem.as_deref());
    let described = if problem.is_some() { "f-file-error f-file-hint" } else { "f-file-hint" };
    let list = format!("/{}", view.kind.plural);
    html! {
        (page_head(&view.title(), "", html! {}, html! { (btn((view.kind.names.many)(lang)).icon("left").href(list)) }))
        (sheet(&view.title(), html! {
            // The upload needs the header that htmx sends; it begins as soon as a file is there.
            form class="stack" hx-post=(path) hx-encoding="multipart/form-data" hx-trigger="change, submit" hx-target="#main"
                hx-swap="innerHTML" hx-indicator="#uploading" hx-disabled-elt="find input" {
                (field(&of, html! {
                    div class="drop-file" {
                        (icon("import"))
                        p { b { (tr::imports_choose(lang)) } " " (tr::imports_or_drop(lang)) }
                        input type="file" id="f-file" name="file" required accept=".csv,.txt,.tsv,.xls,text/csv,text/plain"
                            aria-describedby=(described) aria-invalid=[problem.is_some().then_some("true")];
                    }
                }))
                p class="uploading soft" id="uploading" role="status" { (tr::imports_uploading(lang)) }
                p class="soft small" { (tr::imports_known(lang)) }
            }
            @if !view.past.is_empty() { (past(view)) }
        }))
    }
}

fn past(view: &UploadView) -> Markup {
    let lang = view.lang;
    card(
        tr::imports_past(lang),
        None,
        html! {},
        html! {
            ul class="import-list" {
                @for (status, import) in &view.past {
                    li {
                        a class="link" href={ "/" (view.kind.plural) "/import/" (import.id) } { (import.file_name) }
                        (tag_of(lang, *status, import.is_undone))
                        @if *status != Status::Draft && !import.is_damaged { span class="soft small" { (counts(lang, import)) } }
                        time class="muted small" datetime=(import.created_at.to_rfc3339()) {
                            (format::datetime(lang, view.zone, import.created_at))
                        }
                    }
                }
            }
        },
    )
}

/// How an import stands.
pub fn tag_of(lang: Lang, status: Status, is_undone: bool) -> Markup {
    let (icon, state) = match status {
        _ if is_undone => ("undo", State::Neutral),
        Status::Done => ("check", State::Good),
        Status::Stopped => ("warn", State::Warn),
        Status::Draft => ("note", State::Neutral),
        Status::Running => ("clock", State::Neutral),
    };
    state_tag(icon, words::status(lang, status, is_undone), state)
}

/// "Created 120, updated 0..." in one line.
pub fn counts(lang: Lang, import: &Import) -> String {
    let number = |count: u64| format::integer(lang, count as i64);
    let tally = &import.tally;
    tr::imports_told(
        lang,
        &number(tally.created),
        &number(tally.updated),
        &number(tally.skipped),
        &number(tally.rejected),
    )
}
