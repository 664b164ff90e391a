//! Files on records: whether they are there, and whether they are what they were.

use super::{Depth, Place};
use crate::kernel::Result;
use crate::office::doctor::finding::{Check, Finding};
use crate::platform::db::inspect::Inspection;
use crate::platform::files::{BlobHash, is_whole, stored};
use crate::platform::i18n::{format, tr};
use crate::records::attachments;
use std::collections::HashMap;

/// Bytes that are read through, unless all are.
const SAMPLE_BYTES: u64 = 64 * 1024 * 1024;

pub(super) fn examine(place: &Place<'_>, found: &Inspection) -> Option<Finding> {
    (place.subject.depth > Depth::Glance).then(|| place.told(Check::Files, judge(place, found)))
}

fn judge(place: &Place<'_>, found: &Inspection) -> Result<Finding> {
    let (lang, folder) = (place.subject.lang, place.subject.folder.join("files"));
    let needed = attachments::sizes(found.connection())?;
    let there: HashMap<BlobHash, u64> =
        stored(&folder).into_iter().map(|stored| (stored.hash, stored.size_bytes)).collect();
    let missing = needed.keys().filter(|hash| !there.contains_key(hash)).count();
    let budget = if place.subject.depth == Depth::Whole { u64::MAX } else { SAMPLE_BYTES };
    let (mut read_bytes, mut damaged) = (0u64, 0);
    for (hash, size_bytes) in needed.iter().filter(|(hash, _)| there.contains_key(hash)) {
        let is_other = there.get(hash) != Some(size_bytes);
        // One of another length need not be read.
        let is_read = !is_other && read_bytes.saturating_add(*size_bytes) <= budget;
        read_bytes += if is_read { *size_bytes } else { 0 };
        damaged += usize::from(is_other || (is_read && !is_whole(&folder, *hash).unwrap_or(false)));
    }
    if missing + damaged > 0 {
        let text = tr::doctor_files_lost(lang, &missing.to_string(), &damaged.to_string());
        return Ok(Finding::bad(Check::Files, text, tr::doctor_do_files(lang)));
    }
    let size = format::file_size(lang, there.values().sum());
    let (count, read) = (needed.len() as i64, format::file_size(lang, read_bytes));
    let orphans = there.keys().filter(|hash| !needed.contains_key(hash)).count();
    Ok(Finding::good(Check::Files, tr::doctor_files_good(lang, count, &size, &read, &orphans.to_string())))
}
