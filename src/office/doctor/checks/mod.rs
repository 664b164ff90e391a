//! The list of checks.

mod backups;
mod database;
mod disk;
mod files;
mod folder;
mod machine;
mod search;

use super::finding::{Check, Finding};
use crate::kernel::{Lang, Timestamp};
use crate::office::clone;
use crate::office::licence::Vendor;
use crate::platform::db::inspect::Inspection;
use crate::platform::db::start::StartError;
use crate::platform::db::{Db, OpenError, migrations};
use crate::platform::folder::{FolderError, Holder, holder, look};
use crate::platform::i18n::tr;
use crate::platform::settings::{CopyMark, Office};
use crate::records::Registry;
use chrono_tz::Tz;
pub(super) use folder::leftovers;
use std::path::{Path, PathBuf};

/// How closely it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// What can be told at once.
    Glance,
    /// All of the database, and samples of the files and the search.
    Usual,
    /// Every byte.
    Whole,
}

/// The box that is examined.
pub struct Subject<'a> {
    pub folder: &'a Path,
    pub registry: &'a Registry,
    pub lang: Lang,
    /// Of whoever reads it; `None` for the office's.
    pub zone: Option<Tz>,
    pub now: Timestamp,
    pub depth: Depth,
    /// What is wrong with the start-up settings, a line each.
    pub wrong_settings: &'a [String],
    /// The file with the certificate that browsers get, where connections are protected by one.
    pub certificate: Option<&'a Path>,
    /// Whose licences are taken.
    pub vendor: &'a Vendor,
    /// The database, where this very process has it in use.
    pub served: Option<&'a Db>,
}

/// What most checks need to know.
struct Place<'a> {
    subject: &'a Subject<'a>,
    database: PathBuf,
    /// Somebody serves the folder: things in it are on their way.
    is_served: bool,
}

/// Looks at everything; never fails, and changes nothing.
pub fn examine(subject: &Subject<'_>) -> Vec<Finding> {
    let lang = subject.lang;
    if let Err(error) = look(subject.folder) {
        return vec![Finding::failed(Check::Folder, StartError::from(error).text(lang))];
    }
    let is_served = subject.served.is_some() || matches!(holder(subject.folder), Ok(Holder::Process(_)));
    let place = Place { subject, database: subject.folder.join("korob.db"), is_served };
    let mut found = folder::examine(&place);
    found.extend(machine::examine(&place));
    found.extend(disk::examine(&place));
    found.extend(within(&place));
    found.extend(folder::remains(&place));
    found
}

/// What is in the database, or hangs on it.
fn within(place: &Place<'_>) -> Vec<Finding> {
    let lang = place.subject.lang;
    let of_database = |error: OpenError| Finding::failed(Check::Database, StartError::from(error).text(lang));
    let found = match Inspection::open(&place.database, place.subject.served.is_some()) {
        Ok(found) => found,
        Err(error) => return vec![of_database(error)],
    };
    let mut findings = database::examine(place, &found);
    findings.extend(disk::log(place));
    // Of the tables of another version nothing can be asked.
    let is_known = found.schema().is_ok_and(|schema| schema == migrations::newest_schema());
    if is_known {
        findings.extend(copy(place, &found));
        findings.extend(search::examine(place, &found));
        findings.extend(database::history(place, &found));
        findings.extend(files::examine(place, &found));
        findings.extend(backups::examine(place, &found));
        findings.extend(machine::work(place, &found));
    }
    findings
}

/// Nothing of an office that people work in: of a copy to try things in, also where it came from a backup.
fn copy(place: &Place<'_>, found: &Inspection) -> Option<Finding> {
    let lang = place.subject.lang;
    match CopyMark::find(found.connection()) {
        Ok(mark) => mark.map(|mark| {
            let words = clone::words(lang, place.zone(found), &mark);
            Finding::warning(Check::Copy, words, tr::doctor_do_copy(lang))
        }),
        Err(error) => Some(place.told(Check::Copy, Err(error))),
    }
}

impl Place<'_> {
    /// That of the reader, else the office's, where that can be read.
    fn zone(&self, found: &Inspection) -> Tz {
        let of_office = || Office::find(found.connection()).ok().flatten().map_or(Tz::UTC, |office| office.tz());
        self.subject.zone.unwrap_or_else(of_office)
    }

    /// The finding for something that could not be looked at.
    fn unknown(&self, check: Check, error: impl std::fmt::Display) -> Finding {
        let lang = self.subject.lang;
        let (found, to_do) = (tr::doctor_unknown(lang, &error.to_string()), to_restore(lang));
        Finding::bad(check, found, to_do)
    }

    /// The finding of a check that may meet damage.
    fn told(&self, check: Check, outcome: crate::kernel::Result<Finding>) -> Finding {
        outcome.unwrap_or_else(|error| self.unknown(check, error.with_causes()))
    }
}

fn to_restore(lang: Lang) -> &'static str {
    tr::doctor_do_restore(lang)
}

/// An error of the folder in words.
fn folder_text(error: FolderError, lang: Lang) -> String {
    StartError::from(error).text(lang)
}
