//! `korob import`: records from a file of another program.

use super::misuse::Misfit;
use super::{Failure, Global, desk, given, output};
use crate::app::wiring;
use crate::kernel::Lang;
use crate::office::commands::{Command, import::Order};
use crate::platform::i18n::{format, tr};
use crate::records::import::{Policy, Report};
use crate::records::views::imports::words;
use clap::Args;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Bring in records from a CSV file: its encoding, delimiter and columns are recognised
#[derive(Debug, Args)]
pub(super) struct Import {
    /// What the rows are: companies, contacts, leads or deals
    kind: String,
    /// The file
    file: PathBuf,
    /// A JSON object of titles of columns and where they go ("Phone": "phone.work"; null leaves one out)
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// What becomes of rows that describe a record once more
    #[arg(long, value_name = "HOW", default_value = "skip", value_parser = parse_policy)]
    duplicates: Policy,
    /// Tell what would happen and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the whole report as JSON
    #[arg(long)]
    json: bool,
}

fn parse_policy(text: &str) -> Result<Policy, Misfit> {
    Policy::parse(text).ok_or(Misfit::NotOneOf("allow, skip, merge"))
}

pub(super) fn run(global: &Global, command: &Import) -> Result<(), Failure> {
    let lang = global.lang();
    require_kind(lang, &command.kind)?;
    if !command.file.is_file() {
        return Err(Failure::new(tr::cli_no_file(lang, &command.file.display().to_string())));
    }
    refuse_own_database(global, &command.file)?;
    let map = command.map.as_deref().map(|path| read_map(lang, path)).transpose()?.unwrap_or_default();
    let file_name = command.file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let order = Order {
        kind: command.kind.clone(),
        file_name,
        duplicates: command.duplicates,
        is_rehearsal: command.dry_run,
        map,
    };
    let report: Report =
        desk::carry_out_with(global, Command::Import(order), Some(&command.file), &mut std::io::sink())?;
    let read = report.tally.records;
    let failure = report.failure.as_deref().map(|code| match code {
        "stopped" => tr::imports_stopped(lang, read as i64),
        code => format!("{} {}", tr::imports_stopped(lang, read as i64), words::failure(lang, code)),
    });
    match command.json {
        true => output::print_json(&serde_json::to_value(report).map_err(anyhow::Error::from)?)?,
        false => output::print(&in_words(lang, &report))?,
    }
    // What was read stands and can be gone on with, but it is not all that was asked for.
    failure.map_or(Ok(()), |failure| Err(Failure::new(failure)))
}

/// The kinds that can be named on the command line.
pub(super) fn require_kind(lang: Lang, plural: &str) -> Result<(), Failure> {
    let kinds = wiring::registry().kinds();
    let plurals: Vec<&str> = kinds.iter().map(|kind| kind.plural).collect();
    if plurals.contains(&plural) {
        return Ok(());
    }
    Err(Failure::usage(tr::cli_no_kind(lang, plural, &plurals.join(", "))))
}

/// Reading the database as a file would give up SQLite's locks on it in this process (sqlite.org/howtocorrupt.html 2.2).
fn refuse_own_database(global: &Global, file: &Path) -> Result<(), Failure> {
    let place = |path: &Path| path.canonicalize().ok();
    let is_beside = |suffix: &str| {
        let own = place(&global.data.join(["korob.db", suffix].concat()));
        own.is_some() && own == place(file)
    };
    match ["", "-wal", "-shm"].into_iter().any(is_beside) {
        true => Err(Failure::new(tr::cli_own_database(global.lang(), &file.display().to_string()))),
        false => Ok(()),
    }
}

fn read_map(lang: Lang, path: &Path) -> Result<BTreeMap<String, Option<String>>, Failure> {
    let shown = path.display().to_string();
    let text = given::text(path, lang)?;
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Failure::new(tr::cli_bad_map(lang, &shown, &error.to_string())))
}

fn in_words(lang: Lang, report: &Report) -> String {
    let tally = &report.tally;
    let number = |count: u64| format::integer(lang, count as i64);
    let (created, updated) = (number(tally.created), number(tally.updated));
    let (skipped, rejected) = (number(tally.skipped), number(tally.rejected));
    let mut lines = vec![tr::imports_told(lang, &created, &updated, &skipped, &rejected)];
    lines.extend(
        tally.rejected_by_reason.iter().map(|(code, count)| format!("  {}: {count}", words::reason(lang, code))),
    );
    lines.extend(
        tally.warnings_by_code.iter().map(|(code, count)| format!("  {}: {count}", words::warning(lang, code))),
    );
    if !report.unmapped_columns.is_empty() {
        lines.push(tr::imports_left_out(lang, &report.unmapped_columns.join(", ")));
    }
    lines.join("\n") + "\n"
}
