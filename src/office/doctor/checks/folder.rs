//! The data folder: who can get at it, who has it, what lies about in it.

use super::{Depth, Place, folder_text};
use crate::kernel::Lang;
use crate::office::doctor::finding::{Check, Finding};
use crate::office::{backup, versions};
use crate::platform::files;
use crate::platform::folder::{FolderError, Holder, Kept, LastStop, holder, is_swapping, kept, loose};
use crate::platform::i18n::{format, tr};
use std::fs;
use std::path::{Path, PathBuf};

/// What a killed server or command leaves beside the database.
const LEFT: [&str; 4] = [".command-", ".arriving-", "restore-pending.new", versions::REMOVED];

/// From so many days on it is reminded of what is kept aside.
const KEPT_DAYS: i64 = 30;

pub(super) fn examine(place: &Place<'_>) -> Vec<Finding> {
    let (lang, path) = (place.subject.lang, place.subject.folder);
    vec![Finding::good(Check::Folder, path.display().to_string()), rights(place), server(lang, path)]
}

fn rights(place: &Place<'_>) -> Finding {
    let (lang, path) = (place.subject.lang, place.subject.folder);
    let found = loose(path, place.subject.depth > Depth::Glance);
    let Some(first) = found.first() else { return Finding::good(Check::Rights, tr::doctor_rights_good(lang)) };
    let name = first.path.strip_prefix(path).unwrap_or(&first.path).display().to_string();
    let name = if name.is_empty() { ".".to_owned() } else { name };
    let text = tr::doctor_rights_loose(lang, found.len() as i64, &name);
    let finding = match first.path == path {
        // Through the folder all of it is reached.
        true => Finding::bad(Check::Rights, text, tr::doctor_do_fix(lang)),
        false => Finding::warning(Check::Rights, text, tr::doctor_do_fix(lang)),
    };
    finding.mendable()
}

fn server(lang: Lang, path: &Path) -> Finding {
    if is_swapping(path) {
        return Finding::bad(Check::Server, tr::doctor_swap_pending(lang), tr::doctor_do_start(lang));
    }
    match holder(path) {
        Ok(Holder::Process(pid)) => Finding::good(Check::Server, tr::doctor_server_runs(lang, &pid)),
        Ok(Holder::Nobody(LastStop::MachineDied)) => {
            Finding::warning(Check::Server, tr::doctor_machine_died(lang), tr::doctor_do_start(lang))
        }
        Ok(Holder::Nobody(_)) => Finding::good(Check::Server, tr::doctor_server_none(lang)),
        Err(cause) => {
            let error = FolderError::NotWritable { path: path.join("lock"), cause };
            Finding::failed(Check::Server, folder_text(error, lang))
        }
    }
}

/// What lies about, and what is kept on purpose.
pub(super) fn remains(place: &Place<'_>) -> Vec<Finding> {
    let (lang, path) = (place.subject.lang, place.subject.folder);
    let mut found = Vec::new();
    // Under a server these are things on their way.
    if !place.is_served {
        let left = leftovers(path);
        found.push(match left.len() {
            0 => Finding::good(Check::Leftovers, tr::doctor_leftovers_none(lang)),
            count => {
                let text = tr::doctor_leftovers_found(lang, count as i64);
                Finding::warning(Check::Leftovers, text, tr::doctor_do_fix(lang)).mendable()
            }
        });
    }
    found.extend(aside(place));
    found
}

/// What restores and upgrades replaced: whoever has worked on for so long does not go back to it.
fn aside(place: &Place<'_>) -> Option<Finding> {
    let (lang, since) = (place.subject.lang, place.subject.now.plus_secs(-KEPT_DAYS * 24 * 3600));
    let told = |kept: &[Kept]| {
        let size = format::file_size(lang, kept.iter().map(|kept| kept.size_bytes).sum());
        let name = kept.first()?.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Some(tr::doctor_kept_found(lang, kept.len() as i64, &name, &size))
    };
    let (old, new): (Vec<Kept>, Vec<Kept>) =
        kept(place.subject.folder).into_iter().partition(|kept| kept.at.is_some_and(|at| at < since));
    match told(&old) {
        Some(text) => Some(Finding::warning(Check::Kept, text, tr::doctor_do_delete_kept(lang))),
        None => told(&new).map(|text| Finding::good(Check::Kept, text)),
    }
}

/// What nobody will ever finish, in a folder that nobody serves.
pub(in crate::office::doctor) fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let is_left = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        LEFT.iter().any(|beginning| name.starts_with(beginning))
    };
    let entries = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = entries(folder.to_owned()).filter(is_left).collect();
    found.extend(entries(folder.join("imports")).filter(is_left));
    found.extend(files::left_behind(&folder.join("files")));
    found.extend(backup::abandoned(&folder.join("backups")));
    found.extend(Some(folder.join("restoring")).filter(|ready| ready.is_dir() && !is_swapping(folder)));
    found
}
