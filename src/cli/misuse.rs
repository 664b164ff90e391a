//! What is wrong with the arguments: one line, in the language of whoever typed them.

use super::Cli;
use crate::kernel::Lang;
use crate::platform::i18n::tr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error};
use std::error::Error as _;
use std::ffi::OsString;
use std::num::ParseIntError;

/// Why the value of an argument is not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum Misfit {
    /// The values that are, with commas.
    #[error("choose {0}")]
    NotOneOf(&'static str),
    #[error("write the day as in 2027-12-31")]
    NotADay,
}

/// What is wrong, and where to read how it is right.
pub(super) fn told(error: &Error, arguments: &[OsString], lang: Lang) -> String {
    let parts = [Some(problem(error, lang)), similar(error, lang), Some(tr::cli_usage_help(lang, &called(arguments)))];
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
        ErrorKind::InvalidUtf8 => tr::cli_usage_not_unicode(lang).to_owned(),
        // What else a parser knows of, in its own words and without the examples behind them.
        _ => error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned(),
    }
}

fn misfit(error: &Error, lang: Lang) -> String {
    let Some(source) = error.source() else { return String::new() };
    match source.downcast_ref::<Misfit>() {
        Some(Misfit::NotOneOf(choice)) => tr::cli_usage_choose(lang, choice),
        Some(Misfit::NotADay) => tr::cli_usage_day(lang).to_owned(),
        None if source.is::<ParseIntError>() => tr::cli_usage_number(lang).to_owned(),
        None => source.to_string(),
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
fn called(arguments: &[OsString]) -> String {
    let mut command = &Cli::command();
    let mut names = vec![command.get_name()];
    for argument in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
        if let Some(found) = command.find_subcommand(argument) {
            command = found;
            names.push(found.get_name());
        }
    }
    names.join(" ")
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
