//! What an administrator sees of a backup that is open, or not yet.

pub(super) mod list;
pub(super) mod record;

use super::answers::said;
use super::asked::{BASE, records_of};
use super::bringing::Outcome;
use crate::access::Viewer;
use crate::kernel::{ActionId, Lang};
use crate::office::backup::archive::{ArchiveError, Needed};
use crate::office::backup::error::BackupError;
use crate::platform::i18n::tr;
use crate::platform::ui::{self, Field, btn, field, form_actions, note, page_head, password};
use crate::platform::web::csrf;
use crate::records::past::Standing;
use crate::records::registry::Kind;
use maud::{Markup, html};

/// The page that opens it, with why it could not be opened.
pub(super) fn closed(lang: Lang, name: &str, needed: Needed, failure: Option<&BackupError>) -> Markup {
    let is_key_wrong = |error: &BackupError| {
        matches!(error, BackupError::Archive { error: ArchiveError::WrongKey | ArchiveError::Encrypted, .. })
    };
    html! {
        (page_head(tr::past_not_open(lang), "", html! {}, html! { (btn(tr::backups_title(lang)).icon("left").href(BASE)) }))
        div class="scroll" tabindex="0" role="region" aria-label=(tr::past_not_open(lang)) {
            form class="form stack" method="post" action=(format!("{BASE}/{name}/opening")) {
                (csrf::field())
                p { b { (name) } }
                p class="soft" { (tr::past_not_open_text(lang)) }
                @if let Some(error) = failure.filter(|error| !is_key_wrong(error)) {
                    (note(ui::State::Late, html! { (error.text(lang)) }))
                }
                (key(lang, needed, failure.is_some_and(is_key_wrong)))
                (form_actions(html! { (btn(tr::past_open(lang)).primary().submit()) }))
            }
        }
    }
}

/// The field of what opens it.
fn key(lang: Lang, needed: Needed, is_wrong: bool) -> Markup {
    let (text, name, label, show, wrong) = match needed {
        Needed::Nothing => return html! {},
        Needed::Passphrase => (
            tr::past_encrypted_text(lang),
            "passphrase",
            tr::past_passphrase(lang),
            tr::past_show_passphrase(lang),
            tr::past_wrong_passphrase(lang),
        ),
        Needed::Identity => (
            tr::past_encrypted_key_text(lang),
            "identity",
            tr::past_identity(lang),
            tr::past_show_identity(lang),
            tr::past_wrong_identity(lang),
        ),
    };
    let key = Field::new(name, label).error(is_wrong.then_some(wrong));
    html! {
        p class="soft" { (text) }
        (field(&key, password(&key, "off", show)))
    }
}

/// It is being opened: asks again by itself.
pub(super) fn opening(lang: Lang, name: &str) -> Markup {
    let again = records_of(name);
    html! {
        (page_head(tr::backups_title(lang), "", html! {}, html! { (btn(tr::backups_title(lang)).icon("left").href(BASE)) }))
        div class="form" hx-get=(again) hx-trigger="every 1s" hx-target="#main" hx-swap="innerHTML" hx-push-url="false" data-opening {
            (note(ui::State::Neutral, html! { (tr::past_opening(lang)) }))
        }
    }
}

/// What came of bringing several back.
pub(super) fn done_many(viewer: &Viewer, name: &str, title: &str, kind: &Kind, outcomes: &[Outcome]) -> Markup {
    let lang = viewer.lang;
    let list = format!("{}/{}", records_of(name), kind.plural);
    let is_changed = |outcome: &&Outcome| outcome.done.as_ref().is_ok_and(|done| done.saved.action.is_some());
    let done: Vec<&Outcome> = outcomes.iter().filter(is_changed).collect();
    let action = done.first().and_then(|outcome| outcome.done.as_ref().ok()?.saved.action);
    html! {
        (page_head(title, "", html! {}, html! { (btn((kind.names.many)(lang)).icon("left").href(list)) }))
        div class="scroll" tabindex="0" role="region" aria-label=(title) {
            div class="form stack" {
                (note(if done.is_empty() { ui::State::Neutral } else { ui::State::Good }, html! {
                    (tr::past_done_many(lang, done.len() as i64))
                }))
                (undo(lang, action))
                @for outcome in outcomes {
                    @let answer = said(viewer, kind, outcome);
                    @if !answer.lines.is_empty() {
                        (note(ui::State::Warn, html! {
                            b { (outcome.title) } ": " (if answer.is_done { tr::past_lost(lang) } else { answer.heading })
                            ul { @for line in &answer.lines { li { (line) } } }
                        }))
                    }
                }
                ul { @for outcome in &done {
                    li { a href=(format!("/{}/{}", kind.plural, outcome.id)) { (outcome.title) } }
                } }
            }
        }
    }
}

/// The way to take back what was brought; nothing where there is nothing to take back.
fn undo(lang: Lang, action: Option<ActionId>) -> Markup {
    html! {
        @if let Some(action) = action {
            form method="post" action=(format!("/actions/{}/undo", action.0)) {
                (csrf::field()) (btn(tr::ui_undo(lang)).icon("undo").submit())
            }
        }
    }
}

/// What became of a record, in a word.
pub(super) fn standing(lang: Lang, standing: Standing) -> Markup {
    let (icon, text, state) = match standing {
        Standing::Same => ("check", tr::past_same(lang), ui::State::Neutral),
        Standing::Changed => ("swap", tr::past_changed(lang), ui::State::Warn),
        Standing::InBin => ("trash", tr::past_in_bin(lang), ui::State::Warn),
        Standing::Gone => ("x", tr::past_gone(lang), ui::State::Late),
        Standing::Other => ("warn", tr::past_other(lang), ui::State::Late),
    };
    ui::state_tag(icon, text, state)
}
