//! What is wrong with the arguments: one line, in the language of whoever typed them.

use crate::kernel::Lang;
use crate::platform::i18n::tr;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;
use std::ffi::OsString;

/// Why the value of an argument is not taken. People read [`told`]; the texts here are what the parser asks of an error.
#[derive(Debug, thiserror::Error)]
pub(super) enum Misfit {
    /// The values that are, with commas.
    #[error("choose {0}")]
    NotOneOf(&'static str),
    #[error("write the day as in 2027-12-31")]
    NotADay,
}

/// What is wrong, and where to read how it is right.
pub(super) fn told(error: &Error, lang: Lang) -> String {
    let parts = [Some(problem(error, lang)), similar(error, lang), Some(tr::cli_usage_help(lang, &called(error)))];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn problem(error: &Error, lang: Lang) -> String {
    let [argument, command, given] =
        [ContextKind::InvalidArg, ContextKind::InvalidSubcommand, ContextKind::InvalidValue]
            .map(|kind| listed(error, kind));
    match error.kind() {
        ErrorKind::InvalidSubcommand => tr::cli_usage_no_command(lang, &command),
        ErrorKind::MissingSubcommand => {
            tr::cli_usage_needs_command(lang, &command, &listed(error, ContextKind::ValidSubcommand))
        }
        ErrorKind::UnknownArgument => tr::cli_usage_unknown(lang, &argument),
        ErrorKind::MissingRequiredArgument => tr::cli_usage_missing(lang, &argument),
        ErrorKind::InvalidValue if given.is_empty() => tr::cli_usage_no_value(lang, &argument),
        ErrorKind::InvalidValue => {
            let choice = tr::cli_usage_choose(lang, &listed(error, ContextKind::ValidValue));
            tr::cli_usage_bad_value(lang, &argument, &given, &choice)
        }
        ErrorKind::ValueValidation => tr::cli_usage_bad_value(lang, &argument, &given, &misfit(error, lang)),
        ErrorKind::ArgumentConflict => {
            let other = listed(error, ContextKind::PriorArg);
            match other == argument {
                true => tr::cli_usage_twice(lang, &argument),
                false => tr::cli_usage_conflict(lang, if argument.is_empty() { &command } else { &argument }, &other),
            }
        }
        // The value may be a password.
        ErrorKind::TooManyValues => tr::cli_usage_takes_none(lang, &argument),
        ErrorKind::InvalidUtf8 => tr::cli_usage_not_unicode(lang).to_owned(),
        // What else a parser knows of, in its own words and without the examples behind them.
        _ => error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned(),
    }
}

fn misfit(error: &Error, lang: Lang) -> String {
    match error.source().and_then(|source| source.downcast_ref::<Misfit>()) {
        Some(Misfit::NotOneOf(choice)) => tr::cli_usage_choose(lang, choice),
        Some(Misfit::NotADay) => tr::cli_usage_day(lang).to_owned(),
        // Whatever else is read is a number.
        None => tr::cli_usage_number(lang).to_owned(),
    }
}

fn similar(error: &Error, lang: Lang) -> Option<String> {
    let kinds = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let found = kinds.map(|kind| listed(error, kind)).into_iter().find(|names| !names.is_empty())?;
    Some(tr::cli_usage_similar(lang, &found))
}

/// What the parser names, with commas.
fn listed(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

/// The command that was meant, as far as its words are known: `korob user add`.
fn called(error: &Error) -> String {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    // `Usage: korob user add [OPTIONS] --email <EMAIL>`
    let words = usage.split_whitespace().skip(1);
    let names: Vec<&str> = words.take_while(|word| word.starts_with(|c: char| c.is_ascii_lowercase())).collect();
    if names.is_empty() { "korob".to_owned() } else { names.join(" ") }
}

/// The language that `--lang` asks for in arguments which cannot be read as a whole.
pub(super) fn lang(arguments: &[OsString]) -> Option<Lang> {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    let asked = words.find_map(|word| match word.strip_prefix("--lang") {
        Some("") => Some(None),
        Some(rest) => rest.strip_prefix('=').map(Some),
        None => None,
    })?;
    Lang::parse(asked.or_else(|| words.next())?)
}
