//! What came of bringing a record back, in words.

use super::bringing::Outcome;
use crate::access::Viewer;
use crate::kernel::{ActionId, Error, Lang};
use crate::platform::i18n::{problem, tr};
use crate::records::registry::Kind;
use crate::records::service::Lost;

pub(super) struct Answer {
    pub is_done: bool,
    /// What can be taken back.
    pub action: Option<ActionId>,
    /// "Brought back", "Not brought back".
    pub heading: &'static str,
    /// What could not come along, or why nothing did.
    pub lines: Vec<String>,
}

pub(super) fn said(viewer: &Viewer, kind: &Kind, outcome: &Outcome) -> Answer {
    let lang = viewer.lang;
    match &outcome.done {
        Ok(done) => {
            let heading = if done.saved.action.is_some() { tr::past_done(lang) } else { tr::past_done_nothing(lang) };
            let action = done.saved.action;
            Answer {
                is_done: true,
                action,
                heading,
                lines: done.lost.iter().map(|lost| lost_words(lang, lost)).collect(),
            }
        }
        Err(error) => {
            Answer { is_done: false, action: None, heading: tr::past_refused(lang), lines: refusal(lang, kind, error) }
        }
    }
}

fn lost_words(lang: Lang, lost: &Lost) -> String {
    match lost {
        Lost::Named { field, text } => tr::past_lost_named(lang, field, text),
        Lost::Responsible { text } => tr::past_lost_responsible(lang, text),
        Lost::Author { name } => tr::past_lost_author(lang, name),
        Lost::File { name } => tr::past_lost_file(lang, name),
        Lost::Others { kind, most } => tr::past_lost_others(lang, kind, *most as i64),
    }
}

fn refusal(lang: Lang, kind: &Kind, error: &Error) -> Vec<String> {
    match error {
        Error::Invalid(errors) => {
            let label =
                |path: &str| kind.field(path).map_or(path.to_owned(), |field| field.label.text(lang).to_owned());
            let line = |(path, wrong): (&str, _)| tr::past_refused_one(lang, &label(path), &problem(lang, wrong));
            errors.iter().map(line).collect()
        }
        Error::Conflict(why) => vec![why.text(lang).to_owned()],
        _ => vec![tr::past_stale(lang).to_owned()],
    }
}
