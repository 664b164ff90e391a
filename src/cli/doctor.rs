//! `korob doctor`: what is well with a box and what is not.

use super::failure::plain;
use super::{Failure, Global, output};
use crate::app::config::{self, SettingError, Settings};
use crate::app::{log, wiring};
use crate::kernel::{Clock, Lang, SystemClock};
use crate::office::doctor::{self, BundleOrder, Depth, Finding, Health, Mended, Salvaged, Subject};
use crate::platform::i18n::{format, reason, tr};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, stdin};
use std::path::{Path, PathBuf};

/// Look whether the box is well: database, search, files, disk, rights, backups and more
///
/// Nothing is changed, and a running server is not in the way. The exit code is 0 if nothing is bad, else 1.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Doctor {
    #[command(subcommand)]
    action: Option<Action>,
    /// Set right what is safe to: rights, the reserve, what lies about, the search index
    #[arg(long)]
    fix: bool,
    /// Read every file and compare every record with the search, whatever it takes
    #[arg(long)]
    deep: bool,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Save what can still be read of a damaged office: each table as CSV, and the files; nothing in the data folder changes
    Salvage {
        /// A new folder, with room for all of it
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Write what helps somebody else to help into one file: versions, sizes, the list of checks, without personal data
    Bundle {
        /// The file to write, a .tar.zst
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Add the end of this log, without personal data; - is stdin, as in: journalctl -u korob -o cat | korob doctor bundle --log -
        #[arg(long, value_name = "FILE")]
        log: Option<PathBuf>,
    },
}

pub(super) fn run(global: &Global, command: &Doctor) -> Result<(), Failure> {
    log::start("off", global.verbose);
    // Nothing of it is in the folder that was meant.
    let is_bare = fs::read_dir(&global.data).map_or(true, |mut entries| entries.next().is_none());
    if !global.has_office()? && is_bare {
        return Err(global.no_office());
    }
    match &command.action {
        None => examine(global, command),
        Some(Action::Salvage { to, json }) => salvage(global, to, *json),
        Some(Action::Bundle { out, log }) => bundle(global, out, log.as_deref()),
    }
}

/// Hands out the box as it is examined.
fn with_subject<T>(global: &Global, depth: Depth, work: impl FnOnce(&Subject<'_>) -> T) -> T {
    let settings = load(&global.data);
    let certificate = settings.as_ref().ok().and_then(|settings| settings.certificate_file(&global.data));
    let wrong: Vec<String> = settings.err().unwrap_or_default().iter().map(|error| error.text(global.lang())).collect();
    work(&Subject {
        folder: &global.data,
        registry: &wiring::registry(),
        lang: global.lang(),
        zone: None,
        now: SystemClock.now(),
        depth,
        wrong_settings: &wrong,
        certificate: certificate.as_deref(),
        vendor: &global.vendor,
        served: None,
    })
}

fn load(data: &Path) -> Result<Settings, Vec<SettingError>> {
    config::load(data, &[], |name| std::env::var(name).ok())
}

fn examine(global: &Global, command: &Doctor) -> Result<(), Failure> {
    let lang = global.lang();
    let depth = if command.deep { Depth::Whole } else { Depth::Usual };
    let (findings, mended) = with_subject(global, depth, |subject| {
        let findings = doctor::examine(subject);
        if !command.fix {
            return (findings, None);
        }
        let mended = doctor::mend(subject.folder, subject.registry, lang, &findings);
        (doctor::examine(subject), Some(mended))
    });
    let bad = findings.iter().filter(|finding| finding.health == Health::Bad).count() as i64;
    if command.json {
        let mended = mended.map(|mended| json!({ "done": mended.done, "left": mended.left }));
        output::print_json(&json!({ "is_good": bad == 0, "checks": findings, "fixed": mended }))?;
    } else {
        output::print(&told(lang, &findings, mended.as_ref()))?;
    }
    match bad {
        0 => Ok(()),
        bad => Err(Failure::new(tr::doctor_is_bad(lang, bad))),
    }
}

fn told(lang: Lang, findings: &[Finding], mended: Option<&Mended>) -> String {
    let width = findings.iter().map(|finding| finding.check.title(lang).chars().count()).max().unwrap_or_default();
    let mut lines = Vec::new();
    for Finding { check, health, found, to_do, .. } in findings {
        let mark = match health {
            Health::Good => "  ",
            Health::Warning => "? ",
            Health::Bad => "! ",
        };
        lines.push(format!("{mark}{:width$}  {}", check.title(lang), plain(found)));
        lines.extend(to_do.iter().map(|to_do| format!("  {:width$}  -> {}", "", plain(to_do))));
    }
    if let Some(mended) = mended {
        lines.push(String::new());
        if mended.done.is_empty() && mended.left.is_empty() {
            lines.push(tr::doctor_nothing_to_fix(lang).to_owned());
        }
        lines.extend(mended.done.iter().map(|done| format!("+ {}", plain(done))));
        lines.extend(mended.left.iter().map(|left| format!("- {}", plain(left))));
    }
    lines.join("\n") + "\n"
}

fn salvage(global: &Global, to: &Path, is_json: bool) -> Result<(), Failure> {
    let lang = global.lang();
    let saved = doctor::salvage(&global.data, to, lang).map_err(|error| Failure::new(error.text(lang)))?;
    if is_json {
        output::print_json(&serde_json::to_value(&saved).map_err(anyhow::Error::from)?)?;
    } else {
        output::print(&told_saved(lang, to, &saved))?;
    }
    match &saved.database_error {
        None => Ok(()),
        Some(error) => {
            let backups = global.data.join("backups").display().to_string();
            Err(Failure::new(tr::doctor_rows_lost(lang, &plain(error), &backups)))
        }
    }
}

fn told_saved(lang: Lang, to: &Path, saved: &Salvaged) -> String {
    let mut lines = Vec::new();
    for table in &saved.tables {
        let rows = format::integer(lang, table.rows);
        let lost = match (table.lost, table.is_damaged) {
            (Some(0), false) => String::new(),
            (Some(lost), _) => tr::doctor_lost(lang, &format::integer(lang, lost)),
            (None, _) => tr::doctor_lost_unknown(lang).to_owned(),
        };
        lines.push(format!("{:<20} {rows:>9}  {lost}", plain(&table.name)).trim_end().to_owned());
    }
    let count = |count: usize| count.to_string();
    lines.push(tr::doctor_saved_files(
        lang,
        saved.files as i64,
        &count(saved.damaged_files),
        &count(saved.missing_files),
    ));
    lines.push(tr::doctor_saved(lang, &to.display().to_string()));
    lines.join("\n") + "\n"
}

fn readable(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    // It opens, and cannot be read.
    if file.metadata()?.is_dir() { Err(ErrorKind::IsADirectory.into()) } else { Ok(file) }
}

fn bundle(global: &Global, out: &Path, log: Option<&Path>) -> Result<(), Failure> {
    let lang = global.lang();
    let shown = |path: &Path| path.display().to_string();
    let mut log: Option<Box<dyn BufRead>> = match log {
        None => None,
        Some(path) if path == Path::new("-") => Some(Box::new(BufReader::new(stdin()))),
        Some(path) => {
            let file = readable(path)
                .map_err(|error| Failure::new(tr::cli_cannot_read(lang, &shown(path), &reason(lang, &error))))?;
            Some(Box::new(BufReader::new(file)))
        }
    };
    let settings = load(&global.data).map_or(Value::Null, |settings| settings.without_names());
    let written = with_subject(global, Depth::Usual, |subject| {
        let log = log.as_mut().map(|log| log.as_mut() as &mut dyn BufRead);
        doctor::bundle(BundleOrder { subject, settings, log }, out)
    });
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::new(tr::backup_exists(lang, &shown(out))),
        _ => Failure::new(tr::cli_cannot_write(lang, &shown(out), &reason(lang, &error))),
    })?;
    output::print(&(tr::doctor_bundled(lang, &shown(out)) + "\n"))
}
