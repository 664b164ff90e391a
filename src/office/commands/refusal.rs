//! Why a command was not carried out, in one line for a person: what, why, what to do.

use crate::kernel::{Error, Lang, Problem};
use crate::office::licence::LicenceError;
use crate::platform::i18n::{self, tr};
use crate::records::import::ImportError;

/// What only a command line can meet is named; all else is as everywhere.
#[derive(Debug)]
pub enum Refusal {
    /// Nobody has this e-mail.
    NoSuchUser(String),
    /// Nothing is done on behalf of somebody who may not sign in.
    Disabled(String),
    /// No token that still lets anybody in has this number.
    NoSuchToken(i64),
    /// When a token ends cannot be read, or has passed.
    BadExpiry(String),
    NotSetUp,
    FirstIsNoAdmin,
    /// Nothing of the file to import would go anywhere.
    NoColumn {
        titles: Vec<String>,
    },
    /// The office is there, with a name and a country of its own.
    Begun,
    /// Invented clients would mix with real ones.
    HoldsRecords,
    /// A text that is no licence for this office.
    Licence(LicenceError),
    Other(Error),
}

impl Refusal {
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Refusal::NoSuchUser(email) => tr::cli_no_such_user(lang, email),
            Refusal::Disabled(email) => tr::cli_disabled(lang, email),
            Refusal::NoSuchToken(id) => tr::cli_no_such_token(lang, &id.to_string()),
            Refusal::BadExpiry(given) => tr::cli_bad_expiry(lang, given),
            Refusal::NotSetUp => tr::cli_not_set_up(lang).to_owned(),
            Refusal::FirstIsNoAdmin => tr::cli_first_is_admin(lang).to_owned(),
            Refusal::NoColumn { titles } => tr::cli_no_column(lang, &shortened(titles)),
            Refusal::Begun => tr::cli_begun(lang).to_owned(),
            Refusal::HoldsRecords => tr::cli_holds_records(lang).to_owned(),
            Refusal::Licence(error) => error.text(lang),
            Refusal::Other(error) => other(error, lang),
        }
    }
}

/// A table may have two thousand titles, and empty ones.
fn shortened(titles: &[String]) -> String {
    let titles = titles.iter().map(String::as_str).filter(|title| !title.is_empty()).collect::<Vec<_>>().join(", ");
    match titles.char_indices().nth(200) {
        Some((end, _)) => [&titles[..end], "…"].concat(),
        None => titles,
    }
}

fn other(error: &Error, lang: Lang) -> String {
    let both = |title: &str, text: &str| format!("{title}. {text}");
    match error {
        Error::Invalid(fields) => {
            let problems =
                fields.iter().map(|(path, problem)| format!("{path}: {}", i18n::exact_problem(lang, problem)));
            problems.collect::<Vec<_>>().join("; ")
        }
        Error::Conflict(why) => why.text(lang).to_owned(),
        Error::BadRequest(text) => text.clone(),
        Error::NotFound => tr::problem_no_such_record(lang).to_owned(),
        Error::Forbidden => tr::cli_forbidden(lang).to_owned(),
        Error::Stale { .. } => both(tr::web_stale(lang), tr::cli_again(lang)),
        Error::Busy => both(tr::web_busy(lang), tr::cli_again(lang)),
        Error::DiskFull => both(tr::web_disk_full(lang), tr::cli_disk_full(lang)),
        // Why stands in the log, in English.
        Error::WritesStopped(_) => both(tr::web_writes_stopped(lang), tr::web_writes_stopped_text(lang)),
        Error::Internal(error) => i18n::reasons(lang, error),
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Refusal::Other(error)
    }
}

impl From<ImportError> for Refusal {
    fn from(error: ImportError) -> Self {
        Refusal::Other(error.into())
    }
}

/// The same problem at one argument.
pub(super) fn invalid(argument: impl Into<String>, problem: Problem) -> Refusal {
    Refusal::Other(Error::invalid(argument, problem))
}
