//! What helps somebody who has never seen the box, and says nothing about the people in it: a `.tar.zst` of a few texts that
//! the admin can read before sending it.

use super::checks::{Depth, Subject, examine};
use super::finding::{Check, Finding};
use super::log_tail::scrub;
use crate::kernel::Lang;
use crate::office::backup::{Outcome, Plan};
use crate::platform::db::inspect::{Inspection, sizes, sqlite};
use crate::platform::db::migrations;
use crate::platform::files::stored;
use crate::platform::folder::{kept, open_private};
use crate::platform::settings::Office;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::fs;
use std::io::{self, BufRead, ErrorKind, Read};
use std::path::Path;

/// Lines of the log that are taken along, the last ones.
const LOG_LINES: usize = 2_000;

/// No line of ours is longer; what has no end must not fill the memory.
const LONGEST_LINE_BYTES: u64 = 64 * 1024;

/// Checks whose words name places of this machine, or what the admin typed: only how they ended is told.
const NAMING: [Check; 8] = [
    Check::Folder,
    Check::Rights,
    Check::Settings,
    Check::Certificate,
    Check::Copy,
    Check::Backups,
    Check::SecondPlace,
    Check::Kept,
];

pub struct Order<'a> {
    pub subject: &'a Subject<'a>,
    /// The start-up settings as they may be told: names, whether they were given, values of those that name nobody.
    pub settings: Value,
    pub log: Option<&'a mut dyn BufRead>,
}

/// Writes the bundle to the new file `out`.
///
/// # Errors
/// Of kind `AlreadyExists` if there is one.
pub fn bundle(order: Order<'_>, out: &Path) -> io::Result<()> {
    let Order { subject, settings, log } = order;
    if out.exists() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    // In the language of whoever reads it.
    let findings = examine(&Subject { lang: Lang::En, depth: Depth::Usual.max(subject.depth), ..*subject });
    let findings: Vec<Value> = findings.iter().map(|finding| told(subject.folder, finding)).collect();
    let database = subject.folder.join("korob.db");
    let found = Inspection::open(&database, subject.served.is_some()).ok();
    let found = found.as_ref();
    let counts = found.and_then(|found| found.counts().ok());
    let statements = found.and_then(|found| found.statements().ok()).unwrap_or_default();
    let mut texts = vec![
        ("about.json", pretty(&about(subject, found))?),
        ("doctor.json", pretty(&json!(findings))?),
        ("tables.json", pretty(&json!(counts))?),
        ("schema.sql", (statements.join(";\n\n") + ";\n").into_bytes()),
        ("settings.json", pretty(&json!({ "start": settings, "office": found.map(office) }))?),
    ];
    if let Some(log) = log {
        texts.push(("log.json", tail(log)?));
    }
    let written = write(out, &texts);
    if written.is_err() {
        let _ = fs::remove_file(out);
    }
    written
}

fn write(out: &Path, texts: &[(&str, Vec<u8>)]) -> io::Result<()> {
    let mut archive = tar::Builder::new(zstd::Encoder::new(open_private(out)?, 0)?);
    for (name, text) in texts {
        let mut header = tar::Header::new_ustar();
        header.set_size(text.len() as u64);
        header.set_mode(0o600);
        archive.append_data(&mut header, Path::new("korob-support").join(name), text.as_slice())?;
    }
    archive.into_inner()?.finish()?.sync_all()
}

fn about(subject: &Subject<'_>, found: Option<&Inspection>) -> Value {
    let sizes = sizes(&subject.folder.join("korob.db"));
    let files = stored(&subject.folder.join("files"));
    let disk = rustix::fs::statvfs(subject.folder).ok();
    let memory = fs::read_to_string("/proc/meminfo").ok();
    let memory = memory.as_deref().and_then(|text| text.lines().next()).map(str::to_owned);
    json!({
        "korob": env!("CARGO_PKG_VERSION"),
        "sqlite": sqlite().0,
        "newest_schema": migrations::newest_schema(),
        "schema": found.and_then(|found| found.schema().ok()),
        "made_by": found.map(Inspection::made_by),
        "system": std::env::consts::OS,
        "processor": std::env::consts::ARCH,
        "cores": std::thread::available_parallelism().map_or(0, usize::from),
        "kernel": fs::read_to_string("/proc/sys/kernel/osrelease").ok().map(|text| text.trim().to_owned()),
        "memory": memory,
        "at": subject.now.to_rfc3339(),
        "database_bytes": sizes.database_bytes,
        "log_bytes": sizes.log_bytes,
        "files": files.len(),
        "files_bytes": files.iter().map(|file| file.size_bytes).sum::<u64>(),
        "kept_folders": kept(subject.folder).len(),
        "disk_bytes": disk.as_ref().map(|disk| disk.f_blocks.saturating_mul(disk.f_frsize)),
        "disk_free_bytes": disk.map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize)),
    })
}

/// What the office decided, as far as it names nobody.
fn office(found: &Inspection) -> Value {
    let conn = found.connection();
    let office = Office::find(conn).ok().flatten();
    let (plan, outcome) = (Plan::load(conn).unwrap_or_default(), Outcome::load(conn).unwrap_or_default());
    json!({
        "country": office.as_ref().map(|office| &office.country),
        "currency": office.as_ref().map(|office| &office.currency),
        "lang": office.as_ref().map(|office| office.lang),
        "zone": office.as_ref().map(|office| &office.zone),
        "backups": {
            "is_on": plan.is_on, "hour": plan.hour, "keep": plan.keep, "has_second_place": plan.second_place.is_some(),
            "proven_at": outcome.proven_at.map(|at| at.to_rfc3339()), "has_failed": outcome.failure.is_some(),
            "copy_has_failed": outcome.copy_failure.is_some(),
        },
    })
}

fn told(folder: &Path, finding: &Finding) -> Value {
    let found =
        (!NAMING.contains(&finding.check)).then(|| finding.found.replace(&folder.display().to_string(), "DATA"));
    json!({ "check": finding.check, "health": finding.health, "found": found })
}

fn tail(mut log: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut last = VecDeque::new();
    let mut line = Vec::new();
    while Read::by_ref(&mut log).take(LONGEST_LINE_BYTES).read_until(b'\n', &mut line)? > 0 {
        if line.len() as u64 == LONGEST_LINE_BYTES && !line.ends_with(b"\n") {
            log.skip_until(b'\n')?;
            line.clear();
            continue;
        }
        last.extend(scrub(String::from_utf8_lossy(&line).trim_end()).map(|kept| kept.to_string() + "\n"));
        if last.len() > LOG_LINES {
            last.pop_front();
        }
        line.clear();
    }
    Ok(last.into_iter().collect::<String>().into_bytes())
}

fn pretty(value: &Value) -> io::Result<Vec<u8>> {
    Ok(serde_json::to_vec_pretty(value)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_end_is_left_out_and_the_next_one_kept() {
        let line = |what: &str| format!("2026-11-27T08:00:00Z  WARN korob::app: {what}\n");
        let log = line("before") + &line(&"x".repeat(1 << 20)) + &line("behind");
        let kept = String::from_utf8(tail(&mut log.as_bytes()).unwrap()).unwrap();
        assert!(kept.lines().count() == 2 && kept.contains("before") && kept.contains("behind"), "{}", kept.len());
    }
}
