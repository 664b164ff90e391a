//! `korob restore`: an office from a backup in the place of the one in the data folder.

use super::backup::{Opening, about, in_words};
use super::{Failure, Global, output};
use crate::app::log;
use crate::kernel::Lang;
use crate::office::backup::{self, Prepared, Restored};
use crate::office::clone;
use crate::platform::i18n::{format, tr};
use clap::Args;
use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal, stdin};
use std::path::PathBuf;

/// Put the office of a backup into the data folder; the server must be stopped
///
/// The backup is proven first. What is in the folder is kept aside. Everybody signs in again; programs keep their
/// tokens, but for those that were ended since the backup.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The backup
    file: PathBuf,
    #[command(flatten)]
    opening: Opening,
    /// Replace what is in the folder without asking
    #[arg(long)]
    yes: bool,
    /// End all tokens of programs
    #[arg(long)]
    revoke_tokens: bool,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(global: &Global, command: &Restore) -> Result<(), Failure> {
    let lang = global.lang();
    log::start("warn", global.verbose);
    let must_ask = global.has_remains()? && !command.yes;
    if must_ask && !stdin().is_terminal() {
        return Err(Failure::usage(tr::backup_yes_needed(lang, &global.data.display().to_string())));
    }
    let key = command.opening.key(lang)?;
    let prepared = backup::prepare(&global.data, &command.file, &key, command.revoke_tokens).map_err(in_words(lang))?;
    if must_ask && !ask(lang, &prepared)? {
        prepared.give_up().map_err(in_words(lang))?;
        return Err(Failure::new(tr::backup_not_restored(lang)));
    }
    let restored = prepared.commit().map_err(in_words(lang))?;
    if command.json {
        return output::print_json(&serde_json::to_value(&restored).map_err(anyhow::Error::from)?);
    }
    output::print(&told(lang, &restored))
}

fn ask(lang: Lang, prepared: &Prepared) -> Result<bool, Failure> {
    let manifest = prepared.manifest();
    let mut lines = vec![about(lang, &manifest.office, &manifest.created_at, &manifest.made_by)];
    lines.extend(prepared.copy().map(|(mark, zone)| clone::words(lang, zone, mark)));
    if let Some(replaced) = prepared.replaced() {
        lines.push(tr::backup_of_it(lang, &rows(lang, &manifest.counts)));
        lines.push(match &replaced.counts {
            Some(counts) => tr::backup_replaces(lang, &rows(lang, counts)),
            None => tr::backup_replaces_uncounted(lang).to_owned(),
        });
        if replaced.is_same_office == Some(false) {
            lines.push(tr::backup_other_office(lang).to_owned());
        }
    }
    // What is asked is not what a script reads.
    eprint!("{}\n{} ", lines.join("\n"), tr::backup_ask(lang));
    // A terminal may send letters in an encoding of its own.
    let mut answer = Vec::new();
    stdin().lock().read_until(b'\n', &mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "д" | "да" | "t" | "tak"))
}

/// How many there are of what an office would ask for.
fn rows(lang: Lang, counts: &BTreeMap<String, i64>) -> String {
    let count = |table: &str| format::integer(lang, counts.get(table).copied().unwrap_or_default());
    tr::backup_holds_rows(
        lang,
        &count("companies"),
        &count("contacts"),
        &count("leads"),
        &count("deals"),
        &count("activities"),
        &count("attachments"),
    )
}

fn told(lang: Lang, restored: &Restored) -> String {
    let mut lines = vec![about(lang, &restored.office, &restored.created_at, &restored.made_by)];
    lines.extend(restored.copy.as_ref().map(|mark| clone::words(lang, restored.zone, mark)));
    lines.push(tr::backup_now(lang, &rows(lang, &restored.counts)));
    if let Some(before) = &restored.counts_before {
        lines.push(tr::backup_before(lang, &rows(lang, before)));
    }
    lines.push(tr::backup_closed(lang, &restored.closed.sessions.to_string(), &restored.closed.tokens.to_string()));
    if let Some(kept) = &restored.kept {
        lines.push(tr::backup_kept(lang, &kept.display().to_string()));
    }
    lines.push(tr::backup_restored(lang, &restored.folder.display().to_string()));
    lines.join("\n") + "\n"
}
