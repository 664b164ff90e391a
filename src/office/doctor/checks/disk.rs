//! Room on the disk.

use super::Place;
use crate::office::doctor::finding::{Check, Finding};
use crate::platform::db::inspect::sizes;
use crate::platform::db::reserve;
use crate::platform::i18n::{format, tr};

/// Less than this, or a tenth of the disk, is little.
const LITTLE_BYTES: u64 = 1024 * 1024 * 1024;

/// With less than this nothing can be relied on: a file that arrives is refused.
const NOTHING_BYTES: u64 = 64 * 1024 * 1024;

/// A log that grew longer is held open by somebody who reads for very long.
const LONG_LOG_BYTES: u64 = 64 * 1024 * 1024;

pub(super) fn examine(place: &Place<'_>) -> Vec<Finding> {
    let mut found = vec![free(place)];
    // Whoever has not begun yet holds nothing back.
    if place.database.exists() {
        found.push(held_back(place));
    }
    found
}

fn free(place: &Place<'_>) -> Finding {
    let lang = place.subject.lang;
    let disk = match rustix::fs::statvfs(place.subject.folder) {
        Ok(disk) => disk,
        Err(error) => return place.unknown(Check::Disk, error),
    };
    let (free, whole) = (disk.f_bavail.saturating_mul(disk.f_frsize), disk.f_blocks.saturating_mul(disk.f_frsize));
    let text = tr::doctor_disk_free(lang, &format::file_size(lang, free), &format::file_size(lang, whole));
    match free {
        free if free < NOTHING_BYTES.min(whole / 50) => Finding::bad(Check::Disk, text, tr::doctor_do_free(lang)),
        free if free < LITTLE_BYTES.min(whole / 10) => Finding::warning(Check::Disk, text, tr::doctor_do_free(lang)),
        _ => Finding::good(Check::Disk, text),
    }
}

fn held_back(place: &Place<'_>) -> Finding {
    let lang = place.subject.lang;
    match reserve::is_held(&place.subject.folder.join("reserve")) {
        true => Finding::good(Check::Reserve, tr::doctor_reserve_held(lang)),
        false => {
            Finding::warning(Check::Reserve, tr::doctor_reserve_none(lang), tr::doctor_do_reserve(lang)).mendable()
        }
    }
}

pub(super) fn log(place: &Place<'_>) -> Option<Finding> {
    let lang = place.subject.lang;
    let size = sizes(&place.database).log_bytes;
    let text = tr::doctor_log_size(lang, &format::file_size(lang, size));
    Some(match size {
        size if size > LONG_LOG_BYTES => Finding::warning(Check::Log, text, tr::doctor_do_log(lang)),
        _ => Finding::good(Check::Log, text),
    })
}
