//! How all of it stands.

use super::pages::BASE;
use crate::kernel::{Lang, Timestamp};
use crate::platform::i18n::{format, tr};
use crate::platform::jobs::{Ended, Next, Standing};
use crate::platform::ui::{State, btn, card, page_head, sheet, state_tag};
use crate::platform::web::csrf;
use chrono_tz::Tz;
use maud::{Markup, html};

pub(super) struct JobsView {
    pub lang: Lang,
    pub zone: Tz,
    pub now: Timestamp,
    pub jobs: Vec<JobLine>,
    pub imports: Vec<ImportLine>,
    /// Changes of many records that are being made: so many of so many.
    pub running: Vec<(usize, usize)>,
}

pub(super) struct JobLine {
    pub key: &'static str,
    pub title: &'static str,
    pub what: &'static str,
    pub can_be_run: bool,
    pub standing: Standing,
}

pub(super) struct ImportLine {
    pub href: String,
    pub kind: &'static str,
    pub is_running: bool,
    /// Nobody can go on with it.
    pub is_damaged: bool,
    pub rows_done: u64,
    pub file_name: String,
    pub created_at: Timestamp,
}

pub(super) fn page(view: &JobsView) -> Markup {
    let lang = view.lang;
    html! {
        (page_head(tr::jobs_title(lang), "", html! {}, html! {}))
        (sheet(tr::jobs_title(lang), state(view)))
    }
}

/// Asks again by itself while something is being done.
pub(super) fn state(view: &JobsView) -> Markup {
    let lang = view.lang;
    let is_busy = view.jobs.iter().any(|job| job.standing.is_running)
        || view.imports.iter().any(|import| import.is_running)
        || !view.running.is_empty();
    let url = [BASE, "/state"].concat();
    html! {
        section class="stack" id="jobs"
            hx-get=[is_busy.then_some(&url)] hx-trigger=[is_busy.then_some("every 2s")] hx-swap="morph" hx-push-url="false" {
            (card(tr::jobs_own(lang), None, html! {}, html! {
                ul class="findings" { @for job in &view.jobs { (one(view, job)) } }
            }))
            (card(tr::jobs_of_people(lang), None, html! {}, of_people(view)))
        }
    }
}

fn one(view: &JobsView, job: &JobLine) -> Markup {
    let (lang, standing) = (view.lang, &job.standing);
    let last = standing.last.as_ref().map(|last| (format::datetime(lang, view.zone, last.at), &last.outcome));
    let (tag, verb) = match &last {
        _ if standing.is_running => (state_tag("clock", tr::jobs_running(lang), State::Neutral), tr::jobs_run(lang)),
        _ if standing.next == Next::Never => (state_tag("x", tr::jobs_off(lang), State::Neutral), tr::jobs_run(lang)),
        None => (state_tag("clock", tr::jobs_waiting(lang), State::Neutral), tr::jobs_run(lang)),
        Some((_, Ok(_))) => (state_tag("check", tr::health_good(lang), State::Good), tr::jobs_run(lang)),
        Some((_, Err(_))) => (state_tag("warn", tr::jobs_failed(lang), State::Late), tr::jobs_retry(lang)),
    };
    let is_wanted = job.can_be_run && (job.key != "copies" || standing.next != Next::Never);
    html! {
        li id={ "job-" (job.key) } {
            div class="row wrap" { (tag) strong { (job.title) } }
            p { (job.what) }
            dl class="facts" {
                dt { (tr::jobs_next(lang)) } dd { (next(view, standing.next)) }
                dt { (tr::jobs_last(lang)) }
                dd {
                    @match &last {
                        None => (tr::jobs_not_yet(lang)),
                        Some((at, Ok(words) | Err(words))) => { (at) br; (words) },
                    }
                }
                @if let Some(Ended { at, outcome: Ok(words) | Err(words) }) = &standing.trouble {
                    dt { (tr::jobs_last_failure(lang)) }
                    dd { (format::datetime(lang, view.zone, *at)) br; (words) }
                }
            }
            @if is_wanted {
                form method="post" action=(run(job)) hx-post=(run(job)) hx-swap="none" {
                    (csrf::field())
                    (btn(verb).small().submit().disabled(standing.is_running).attr("aria-label", [verb, ": ", job.title].concat()))
                }
            }
        }
    }
}

fn run(job: &JobLine) -> String {
    [BASE, "/", job.key, "/run"].concat()
}

fn next(view: &JobsView, next: Next) -> String {
    let lang = view.lang;
    match next {
        Next::At(at) if at <= view.now => tr::jobs_next_soon(lang).to_owned(),
        Next::At(at) => format::datetime(lang, view.zone, at),
        Next::Every(every) if every.as_secs() < 60 => tr::jobs_next_every_secs(lang, every.as_secs() as i64),
        Next::Every(every) => tr::jobs_next_every(lang, &format::duration(lang, every.as_millis() as i64)),
        Next::WithChanges(every) => tr::jobs_next_with_changes(lang, &format::duration(lang, every.as_millis() as i64)),
        Next::AtStart => tr::jobs_next_at_start(lang).to_owned(),
        Next::WithBackup => tr::jobs_next_with_backup(lang).to_owned(),
        Next::Never => tr::jobs_next_never(lang).to_owned(),
    }
}

fn of_people(view: &JobsView) -> Markup {
    let lang = view.lang;
    html! {
        @if view.imports.is_empty() && view.running.is_empty() { p class="soft" { (tr::jobs_of_people_none(lang)) } }
        @else {
            ul class="findings" {
                @for (done, total) in &view.running {
                    li {
                        div class="row wrap" {
                            (state_tag("clock", tr::jobs_running(lang), State::Neutral))
                            strong { (tr::jobs_many_records(lang)) }
                        }
                        p { (tr::jobs_of(lang, &format::integer(lang, *done as i64), &format::integer(lang, *total as i64))) }
                    }
                }
                @for import in &view.imports { (import_line(view, import)) }
            }
        }
    }
}

fn import_line(view: &JobsView, import: &ImportLine) -> Markup {
    let lang = view.lang;
    let title = tr::jobs_import(lang, import.kind, &import.file_name);
    html! {
        li {
            div class="row wrap" {
                @if import.is_running { (state_tag("clock", tr::jobs_running(lang), State::Neutral)) }
                @else { (state_tag("warn", tr::jobs_stopped(lang), State::Warn)) }
                @if import.is_damaged { strong { (title) } } @else { a class="link" href=(import.href) { (title) } }
            }
            p {
                (format::datetime(lang, view.zone, import.created_at)) " · "
                (tr::jobs_rows(lang, import.rows_done as i64))
            }
            @if import.is_damaged && !import.is_running {
                p { (tr::imports_damaged(lang)) }
                form method="post" action={ (import.href) "/deletion" } {
                    (csrf::field())
                    (btn(tr::imports_end_here(lang)).small().submit().attr("aria-label", [tr::imports_end_here(lang), ": ", &title].concat()))
                }
            }
        }
    }
}
