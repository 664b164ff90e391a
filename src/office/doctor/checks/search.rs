//! The search against the records.

use super::{Depth, Place};
use crate::kernel::Result;
use crate::office::doctor::finding::{Check, Finding};
use crate::platform::db::inspect::Inspection;
use crate::platform::i18n::{format, tr};
use crate::records::upkeep::{Compared, compare};

/// Records of each kind whose words are compared, unless all are.
const SAMPLE: i64 = 500;

pub(super) fn examine(place: &Place<'_>, found: &Inspection) -> Option<Finding> {
    let most = match place.subject.depth {
        Depth::Glance => return None,
        Depth::Usual => Some(SAMPLE),
        Depth::Whole => None,
    };
    Some(place.told(Check::Search, judge(place, found, most)).mendable())
}

fn judge(place: &Place<'_>, found: &Inspection, most: Option<i64>) -> Result<Finding> {
    let lang = place.subject.lang;
    let mut all = Compared::default();
    for kind in place.subject.registry.kinds().iter() {
        let compared = compare(found.connection(), kind, most)?;
        all.records += compared.records;
        all.missing += compared.missing;
        all.stray += compared.stray;
        all.wrong += compared.wrong;
    }
    Ok(match all.faults() {
        0 => Finding::good(Check::Search, tr::doctor_search_good(lang, &format::integer(lang, all.records))),
        faults => Finding::bad(Check::Search, tr::doctor_search_wrong(lang, faults), tr::doctor_do_rebuild(lang)),
    })
}
