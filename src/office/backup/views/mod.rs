//! What there is of backups, and how they are made.

mod plan;

use super::archive::Needed;
use super::forms::Typed;
use super::plan::{Alarm, Outcome};
use super::second_place::Keys;
use super::shelf::Shelved;
use crate::kernel::{FieldErrors, Lang, Timestamp};
use crate::platform::folder::for_shell;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{
    self, Column, Dialog, btn, dialog, dialog_footer, empty, icon_btn, note, page_head, table, table_head,
};
use crate::platform::web::csrf;
use chrono_tz::Tz;
use maud::{Markup, html};
use std::path::{Path, PathBuf};

const BASE: &str = "/settings/backups";

pub(super) struct State {
    /// The reader's.
    pub zone: Tz,
    /// By which backups are made, and named.
    pub office_zone: Tz,
    pub now: Timestamp,
    /// One is being made.
    pub is_making: bool,
    /// The last one is on its way to the second place.
    pub is_copying: bool,
    /// One is made each night.
    pub is_on: bool,
    /// They are to be encrypted with a passphrase that is not on this machine.
    pub lacks_words: bool,
    /// Where the second place is on a server.
    pub keys: Option<Result<Keys, String>>,
    /// The second place lies on the disk of the office.
    pub is_beside: bool,
    pub outcome: Outcome,
    /// Newest first.
    pub shelf: Vec<Shelved>,
    pub folder: PathBuf,
}

pub(super) struct BackupsView<'a> {
    pub lang: Lang,
    pub state: &'a State,
    pub typed: &'a Typed,
    pub errors: &'a FieldErrors,
}

pub(super) fn page(view: &BackupsView<'_>) -> Markup {
    let lang = view.lang;
    let make = btn(tr::backups_make(lang))
        .primary()
        .icon("plus")
        .attr("hx-post", [BASE, "/making"].concat())
        .attr("hx-swap", "none");
    html! {
        (page_head(tr::backups_title(lang), "", html! {}, html! { (make) }))
        div class="scroll" tabindex="0" role="region" aria-label=(tr::backups_title(lang)) {
            div class="form" {
                (state(lang, view.state))
                (plan::form(view))
                p class="soft" { (tr::backups_how_to_restore(lang)) " " code { (restore_command(&view.state.folder)) } }
            }
        }
    }
}

/// Where the data lies is written out: a folder of its own by default is where the command would begin a second office.
fn restore_command(backups: &Path) -> String {
    let data = backups.parent().unwrap_or(backups).display().to_string();
    format!("korob --data {} restore FILE", for_shell(&data))
}

/// What administrators read above every page while backups fail.
pub fn alarm(lang: Lang, alarm: Alarm) -> Markup {
    let text = match alarm {
        Alarm::NoBackup => tr::backups_alarm(lang),
        Alarm::NoCopy => tr::backups_alarm_copy(lang),
    };
    note(ui::State::Late, html! { (text) " " a href=(BASE) { (tr::backups_alarm_more(lang)) } })
}

/// What was proven and what lies there; asks again by itself while one is being made.
pub(super) fn state(lang: Lang, state: &State) -> Markup {
    let url = [BASE, "/state"].concat();
    let is_busy = state.is_making || state.is_copying;
    html! {
        section class="stack" id="backups"
            hx-get=[is_busy.then_some(&url)] hx-trigger=[is_busy.then_some("every 2s")] hx-swap="morph" hx-push-url="false" {
            @if state.is_making { (note(ui::State::Neutral, html! { (tr::backups_being_made(lang)) })) }
            @else if state.is_copying { (note(ui::State::Neutral, html! { (tr::backups_being_copied(lang)) })) }
            (proof(lang, state))
            @if state.shelf.is_empty() {
                (empty("box", tr::backups_none(lang), &tr::backups_where(lang, &state.folder.display().to_string()), html! {}))
            } @else {
                section class="card" {
                    header { h2 { (tr::backups_there(lang)) } span class="muted" { (state.folder.display()) } }
                    (table(tr::backups_there(lang), head(lang), html! { @for shelved in &state.shelf { (row(lang, state, shelved)) } }))
                }
            }
        }
    }
}

/// The one thing that counts: when a backup was last restored to see whether it can be.
fn proof(lang: Lang, state: &State) -> Markup {
    let outcome = &state.outcome;
    let when = outcome.proven_at.map(|at| format::datetime(lang, state.zone, at));
    // What lacks files is not good, however well it restores.
    let proven = if outcome.missing_files > 0 { ui::State::Warn } else { ui::State::Good };
    html! {
        @match when {
            Some(when) if !outcome.is_stale(state.now) => (note(proven, html! { (tr::backups_proven(lang, &when)) })),
            Some(when) => (note(ui::State::Late, html! { (tr::backups_stale(lang, &when)) })),
            None if state.is_making => {},
            None => (note(ui::State::Late, html! { (tr::backups_never(lang)) })),
        }
        @if outcome.missing_files > 0 {
            (note(ui::State::Late, html! {
                (tr::backup_missing_files(lang, outcome.missing_files as i64))
                @if let Some(name) = outcome.spared.first() { " " (tr::backups_spared(lang, name)) }
            }))
        }
        @if let Some(failure) = &outcome.copy_failure {
            (note(ui::State::Late, html! { (tr::backups_copy_failed(lang, failure)) }))
        }
        @if let Some(failure) = &outcome.clearing_failure {
            (note(ui::State::Warn, html! { (tr::backups_clearing_failed(lang, failure)) }))
        }
        @if let Some(failure) = &outcome.failure { (note(ui::State::Late, html! { (tr::backups_failed(lang, failure)) })) }
        @if state.lacks_words { (note(ui::State::Late, html! { (tr::backups_lacks_words(lang)) })) }
        @if !state.is_on { (note(ui::State::Warn, html! { (tr::backups_off(lang)) })) }
    }
}

fn head(lang: Lang) -> Markup {
    let column = |label| Column { label, ..Column::default() };
    let columns =
        [column(tr::backups_made(lang)), column(tr::backups_holds(lang)), column(tr::backups_size(lang)), column("")];
    table_head(None, &columns)
}

fn row(lang: Lang, state: &State, shelved: &Shelved) -> Markup {
    let (zone, name) = (state.zone, shelved.path.file_name().unwrap_or_default().to_string_lossy());
    let is_last = state.outcome.proven.as_ref().is_some_and(|last| last.file_name() == shelved.path.file_name());
    let holds = match &shelved.manifest {
        Some(manifest) => {
            let count = |table: &str| manifest.counts.get(table).copied().unwrap_or_default();
            let clients = count("companies") + count("contacts");
            [
                tr::backups_clients(lang, clients),
                tr::backups_deals(lang, count("leads") + count("deals")),
                tr::backups_files(lang, count("attachments")),
            ]
            .join(" · ")
        }
        None => match shelved.needs {
            Needed::Nothing => tr::backups_unreadable(lang).to_owned(),
            Needed::Passphrase => tr::backups_needs_passphrase(lang).to_owned(),
            Needed::Identity => tr::backups_needs_identity(lang).to_owned(),
        },
    };
    html! {
        tr {
            td { span class="name" { (format::datetime(lang, zone, shelved.made_at)) } br; small class="muted" { (name) } }
            td class="whole" { (holds) }
            td class="num" data-m="hide" { (format::file_size(lang, shelved.size_bytes)) }
            td class="fit" data-m="end" { div class="row" {
                (inside(lang, &name, shelved))
                (icon_btn("export", &tr::backups_download(lang, &name)).small().href(format!("{BASE}/{name}")).attr("download", name.to_string()))
                @if !is_last {
                    (icon_btn("trash", &tr::backups_delete(lang, &name)).small()
                        .attr("hx-get", format!("{BASE}/{name}/deletion")).attr("hx-target", "#dialogs")
                        .attr("hx-swap", "innerHTML").attr("hx-push-url", "false"))
                }
            } }
        }
    }
}

/// Asks before a backup goes, which cannot be undone.
pub(super) fn deletion(lang: Lang, name: &str) -> Markup {
    let url = format!("{BASE}/{name}/deletion");
    let body = html! {
        form id="deletion" class="stack" method="post" action=(url) hx-post=(url) hx-swap="none" {
            (csrf::field())
            p { (tr::backups_delete_text(lang, name)) }
        }
    };
    let verb = btn(tr::versions_remove_now(lang)).danger().submit().attr("form", "deletion");
    dialog(
        &Dialog {
            id: "deletion-dialog",
            title: tr::backups_delete_title(lang),
            close: tr::ui_close(lang),
            is_open: false,
        },
        body,
        dialog_footer(tr::ui_cancel(lang), verb),
    )
}

/// The way into it; what is encrypted asks for its key first.
fn inside(lang: Lang, name: &str, shelved: &Shelved) -> Markup {
    let label = tr::past_look(lang, name);
    let look = icon_btn("search", &label).small();
    html! {
        @if shelved.needs.is_encrypted() { (look.href(format!("{BASE}/{name}/records"))) }
        @else if shelved.manifest.is_some() {
            form class="inline" method="post" action=(format!("{BASE}/{name}/opening")) { (csrf::field()) (look.submit()) }
        }
    }
}
