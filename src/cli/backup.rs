//! `korob backup`: the whole office in one file, and what such files are worth.

use super::failure::plain;
use super::{Failure, Global, desk, given, output};
use crate::app::log;
use crate::kernel::{Clock, Lang, SystemClock};
use crate::office::backup::{self, BackupError, Key, Lock, Shelved, Taken, Target, Verified};
use crate::platform::db::copy;
use crate::platform::folder::DataFolder;
use crate::platform::i18n::{format, problem, tr};
use crate::platform::settings::Office;
use chrono_tz::Tz;
use clap::{Args, Subcommand};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Write the whole office into one file, while it is being served or not
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Backup {
    #[command(subcommand)]
    action: Option<Action>,
    /// The file to write [default: one in backups/ of the data folder, named by the moment]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Encrypt it to this recipient of age (age1...)
    #[arg(long, value_name = "RECIPIENT", conflicts_with = "passphrase_file")]
    encrypt_to: Option<String>,
    /// Encrypt it with the words in the first line of this file
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make a key of age: the secret one in a file, which alone opens what is encrypted to the public one, which is printed
    Keygen {
        /// The file to write; keep it away from the server
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// List the backups in backups/ of the data folder, newest first
    List {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Prove that a backup restores: it is restored into a scratch folder and looked at
    Verify {
        /// The backup
        file: PathBuf,
        #[command(flatten)]
        opening: Opening,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
}

/// With what an encrypted backup is opened.
#[derive(Debug, Args)]
pub(super) struct Opening {
    /// Open it with the words in the first line of this file
    #[arg(long, value_name = "FILE", conflicts_with = "identity")]
    passphrase_file: Option<PathBuf>,
    /// Open it with the identities of age (AGE-SECRET-KEY-1...) in this file
    #[arg(long, value_name = "FILE")]
    identity: Option<PathBuf>,
}

impl Opening {
    pub(super) fn key(&self, lang: Lang) -> Result<Key, Failure> {
        match (&self.passphrase_file, &self.identity) {
            (Some(path), _) => Ok(Key::Passphrase(words(path, lang)?.into())),
            (None, Some(path)) => Key::of_identities(&given::text(path, lang)?)
                .ok_or_else(|| Failure::new(tr::backup_no_identity(lang, &path.display().to_string()))),
            (None, None) => Ok(Key::None),
        }
    }
}

pub(super) fn run(global: &Global, command: &Backup) -> Result<(), Failure> {
    log::start("warn", global.verbose);
    match &command.action {
        None => take(global, command),
        Some(Action::Keygen { out }) => {
            let recipient = backup::make_key(out, SystemClock.now()).map_err(in_words(global.lang()))?;
            output::print(&format!("{recipient}\n"))
        }
        Some(Action::List { json }) => list(global, *json),
        Some(Action::Verify { file, opening, json }) => verify(global.lang(), file, opening, *json),
    }
}

fn take(global: &Global, command: &Backup) -> Result<(), Failure> {
    let lang = global.lang();
    let lock = match (&command.encrypt_to, &command.passphrase_file) {
        (Some(recipient), _) => Lock::to_recipient(recipient).ok_or_else(|| bad_recipient(recipient, lang))?,
        (None, Some(path)) => {
            let words = words(path, lang)?;
            backup::check_words(&words).map_err(|why| {
                Failure::new(tr::backup_bad_words(lang, &path.display().to_string(), &problem(lang, &why)))
            })?;
            Lock::Passphrase(words.into())
        }
        (None, None) => Lock::Open,
    };
    let folder = folder(global)?;
    let bar = desk::bar();
    let mut progress = |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    };
    let order = backup::Order {
        folder: &folder,
        target: command.out.as_deref().map_or(Target::Shelf, Target::File),
        lock,
        prove: false,
        now: SystemClock.now(),
        progress: &mut progress,
    };
    let taken = backup::take(order);
    bar.finish_and_clear();
    let taken = taken.map_err(in_words(lang))?;
    for hash in &taken.missing_files {
        eprintln!("korob: {}", tr::backup_missing_file(lang, &hash.to_string()));
    }
    if command.json {
        return output::print_json(&serde_json::to_value(&taken).map_err(anyhow::Error::from)?);
    }
    output::print(&told(lang, &taken))
}

fn told(lang: Lang, taken: &Taken) -> String {
    let size = format::file_size(lang, taken.size_bytes);
    let holds = holds(lang, &taken.counts, taken.files_bytes);
    let written = tr::backup_written(lang, &taken.path.display().to_string(), &size);
    format!("{written}\n{holds}\nSHA-256 {}\n", taken.sha256)
}

/// What is in it, as an office would ask: the same file on two records is two.
pub(super) fn holds(lang: Lang, counts: &BTreeMap<String, i64>, files_bytes: u64) -> String {
    let count = |table: &str| format::integer(lang, counts.get(table).copied().unwrap_or_default());
    tr::backup_holds(
        lang,
        &count("companies"),
        &count("contacts"),
        &count("leads"),
        &count("deals"),
        &count("activities"),
        &count("attachments"),
        &format::file_size(lang, files_bytes),
    )
}

fn list(global: &Global, is_json: bool) -> Result<(), Failure> {
    let lang = global.lang();
    let folder = folder(global)?;
    // Only what is encrypted is dated by it; a database that cannot be read must not hide its backups.
    let office = copy::read(&folder.database(), Office::find).ok().flatten();
    let zone = office.map_or(Tz::UTC, |office| office.tz());
    let shelf = backup::shelf(&folder.backups(), zone).map_err(in_words(lang))?;
    if is_json {
        let items: Vec<_> = shelf.iter().map(shelved_json).collect();
        return output::print_json(&json!(items));
    }
    if shelf.is_empty() {
        return output::print(&(tr::backup_none(lang).to_owned() + "\n"));
    }
    let lines: String = shelf.iter().map(|shelved| line(lang, shelved) + "\n").collect();
    output::print(&lines)
}

fn shelved_json(shelved: &Shelved) -> serde_json::Value {
    let manifest = shelved.manifest.as_ref();
    json!({
        "path": shelved.path, "size_bytes": shelved.size_bytes, "made_at": shelved.made_at.to_rfc3339(),
        "is_encrypted": shelved.needs.is_encrypted(),
        "created_at": manifest.map(|manifest| &manifest.created_at),
        "made_by": manifest.map(|manifest| &manifest.made_by),
        "office": manifest.map(|manifest| &manifest.office),
        "counts": manifest.map(|manifest| &manifest.counts),
    })
}

fn line(lang: Lang, shelved: &Shelved) -> String {
    let name = shelved.path.file_name().unwrap_or_default().to_string_lossy();
    let size = format::file_size(lang, shelved.size_bytes);
    let what = match &shelved.manifest {
        Some(manifest) => holds(lang, &manifest.counts, manifest.files_bytes),
        None if shelved.needs.is_encrypted() => tr::backup_is_encrypted(lang).to_owned(),
        None => tr::backup_unreadable(lang).to_owned(),
    };
    format!("{name:<40} {size:>10}  {what}")
}

fn verify(lang: Lang, file: &Path, opening: &Opening, is_json: bool) -> Result<(), Failure> {
    let verified = backup::verify(file, &opening.key(lang)?).map_err(in_words(lang))?;
    if is_json {
        return output::print_json(&serde_json::to_value(&verified).map_err(anyhow::Error::from)?);
    }
    output::print(&proven(lang, file, &verified))
}

fn proven(lang: Lang, file: &Path, verified: &Verified) -> String {
    let path = file.display().to_string();
    let mut lines = match verified.is_proven {
        false => vec![tr::backup_sealed(lang, &path)],
        true => vec![
            tr::backup_proven(lang, &path),
            about(lang, &verified.office, &verified.created_at, &verified.made_by),
            holds(lang, &verified.counts, verified.files_bytes),
        ],
    };
    if verified.missing_files > 0 {
        lines.push(tr::backup_missing_files(lang, verified.missing_files as i64));
    }
    lines.push(format!("SHA-256 {}\n", verified.sha256));
    lines.join("\n")
}

/// Whose it is and of when, in the time of this machine.
pub(super) fn about(lang: Lang, office: &str, created_at: &str, made_by: &str) -> String {
    let at = chrono::DateTime::parse_from_rfc3339(created_at).ok();
    let at = at.map(|at| at.with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M %:z").to_string());
    tr::backup_about(lang, &plain(office), &plain(at.as_deref().unwrap_or(created_at)), &plain(made_by))
}

/// The folder of an office that is there.
pub(super) fn folder(global: &Global) -> Result<DataFolder, Failure> {
    global.ensure_office()?;
    DataFolder::open(&global.data).map_err(|error| Failure::new(BackupError::from(error).text(global.lang())))
}

fn bad_recipient(given: &str, lang: Lang) -> Failure {
    // What is told goes into logs: no secret does.
    let is_secret = given.trim().to_ascii_uppercase().starts_with("AGE-SECRET-KEY-");
    Failure::usage(match is_secret {
        true => tr::backup_secret_recipient(lang).to_owned(),
        false => tr::backup_bad_recipient(lang, given),
    })
}

fn words(path: &Path, lang: Lang) -> Result<String, Failure> {
    let text = given::text(path, lang)?;
    // Some editors begin a text with a mark of its encoding.
    let line = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default().trim();
    if line.is_empty() {
        return Err(Failure::new(tr::backup_no_words(lang, &path.display().to_string())));
    }
    Ok(line.to_owned())
}

pub(super) fn in_words(lang: Lang) -> impl Fn(BackupError) -> Failure {
    move |error| Failure::new(error.text(lang))
}
