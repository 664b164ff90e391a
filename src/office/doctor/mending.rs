//! What is set right when somebody asks for it: rights, the reserve, what lies about, the search. Nothing that people wrote is
//! touched.

use super::checks::leftovers;
use super::finding::{Check, Finding, Health, begun};
use crate::kernel::{Lang, SystemClock};
use crate::platform::db::Db;
use crate::platform::db::start::{StartError, start};
use crate::platform::folder::{DataFolder, FolderError, loose, tighten};
use crate::platform::i18n::{format, reason, tr};
use crate::records::{Registry, search, upkeep};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// What came of it, a line each.
#[derive(Debug, Default)]
pub struct Mended {
    pub done: Vec<String>,
    /// What was not done, and why.
    pub left: Vec<String>,
}

/// Sets right what of these findings can be. What changes the database or files on their way is left alone under a running
/// server, which is told; rights are set in any case.
pub fn mend(folder: &Path, registry: &Registry, lang: Lang, findings: &[Finding]) -> Mended {
    let mut mended = Mended::default();
    let is_wanted = |check| {
        findings.iter().any(|found| found.check == check && found.can_be_mended && found.health != Health::Good)
    };
    if is_wanted(Check::Rights) {
        rights(folder, lang, &mut mended);
    }
    let is_due = findings.iter().any(|found| found.check == Check::Schema && found.health != Health::Good);
    if is_due {
        // Opening the database would take the steps of an upgrade, which nobody asked for here.
        if is_wanted(Check::Search) {
            mended.left.push(tr::doctor_left_upgrade(lang).to_owned());
        }
        return mended;
    }
    if !folder.join("korob.db").exists() {
        return mended;
    }
    let in_words = |error: StartError| begun(error.text(lang));
    let opened = DataFolder::open(folder).map_err(|error| in_words(error.into())).and_then(|opened| {
        start(opened, Arc::new(SystemClock), 1).map_err(|error| match error {
            StartError::Folder(FolderError::InUse { pid, .. }) => tr::doctor_left_served(lang, &pid),
            error => in_words(error),
        })
    });
    match opened {
        Err(why) => {
            // With a healthy box under its server there was nothing to be done.
            if [Check::Search, Check::Leftovers, Check::Reserve].into_iter().any(is_wanted) {
                mended.left.push(why);
            }
        }
        Ok(running) => {
            if is_wanted(Check::Reserve) {
                // Whoever opens the folder makes it, if there is room.
                match crate::platform::db::reserve::is_held(&running.folder.reserve()) {
                    true => mended.done.push(tr::doctor_done_reserve(lang).to_owned()),
                    false => mended.left.push(tr::doctor_left_reserve(lang).to_owned()),
                }
            }
            remove_leftovers(running.folder.path(), lang, &mut mended);
            if is_wanted(Check::Search) {
                rebuild(&running.db, registry, lang, &mut mended);
            } else if let Err(error) = search::tidy(&running.db, registry.kinds().iter().map(AsRef::as_ref)) {
                mended.left.push(tr::doctor_left_tidy(lang, &error.with_causes()));
            }
            running.stop();
        }
    }
    mended
}

fn rights(folder: &Path, lang: Lang, mended: &mut Mended) {
    let mut count = 0;
    for found in loose(folder, true) {
        match tighten(folder, &found) {
            Ok(()) => count += 1,
            Err(error) => {
                mended.left.push(tr::doctor_left_rights(
                    lang,
                    &found.path.display().to_string(),
                    &reason(lang, &error),
                ));
            }
        }
    }
    if count > 0 {
        mended.done.push(tr::doctor_done_rights(lang, count));
    }
}

fn remove_leftovers(folder: &Path, lang: Lang, mended: &mut Mended) {
    let mut count = 0;
    for path in leftovers(folder) {
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        match removed {
            Ok(()) => count += 1,
            Err(error) => {
                mended.left.push(tr::doctor_left_file(lang, &path.display().to_string(), &reason(lang, &error)));
            }
        }
    }
    if count > 0 {
        mended.done.push(tr::doctor_done_leftovers(lang, count));
    }
}

fn rebuild(db: &Db, registry: &Registry, lang: Lang, mended: &mut Mended) {
    let mut records = 0;
    for kind in registry.kinds().iter() {
        match upkeep::rebuild(db, kind) {
            Ok(count) => records += count,
            Err(error) => {
                mended.left.push(tr::doctor_left_search(lang, &error.with_causes()));
                return;
            }
        }
    }
    mended.done.push(tr::doctor_done_search(lang, &format::integer(lang, records)));
}
