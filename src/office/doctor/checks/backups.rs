//! Whether the office would come back.

use super::Place;
use crate::kernel::Result;
use crate::office::backup::{Outcome, Plan};
use crate::office::doctor::finding::{Check, Finding};
use crate::platform::db::inspect::Inspection;
use crate::platform::i18n::{format, tr};
use crate::platform::settings::Office;

pub(super) fn examine(place: &Place<'_>, found: &Inspection) -> Vec<Finding> {
    match judge(place, found) {
        Ok(findings) => findings,
        Err(error) => vec![place.told(Check::Backups, Err(error))],
    }
}

fn judge(place: &Place<'_>, found: &Inspection) -> Result<Vec<Finding>> {
    let (lang, now, conn) = (place.subject.lang, place.subject.now, found.connection());
    if Office::find(conn)?.is_none() {
        return Ok(Vec::new());
    }
    let (plan, outcome) = (Plan::load(conn)?, Outcome::load(conn)?);
    let when = outcome.proven_at.map(|at| format::datetime(lang, place.zone(found), at));
    let to_do = tr::doctor_do_backup(lang);
    let last = match (&outcome.failure, when) {
        (Some(failure), _) => Finding::bad(Check::Backups, tr::backups_failed(lang, failure), to_do),
        (None, None) => Finding::warning(Check::Backups, tr::backups_never(lang), to_do),
        (None, Some(when)) if outcome.is_stale(now) => {
            Finding::bad(Check::Backups, tr::backups_stale(lang, &when), to_do)
        }
        (None, Some(when)) => Finding::good(Check::Backups, tr::backups_proven(lang, &when)),
    };
    let mut findings = vec![last];
    if !plan.is_on {
        findings.push(Finding::warning(Check::Backups, tr::backups_off(lang), tr::doctor_do_switch_on(lang)));
    }
    if plan.is_on && !plan.encryption.is_ready(place.subject.folder) {
        let to_do = tr::doctor_do_passphrase(lang);
        findings.push(Finding::bad(Check::Backups, tr::backups_lacks_words(lang), to_do));
    }
    if outcome.missing_files > 0 {
        let text = tr::backup_missing_files(lang, outcome.missing_files as i64);
        findings.push(Finding::warning(Check::Backups, text, tr::doctor_do_files(lang)));
    }
    if let Some(failure) = &outcome.clearing_failure {
        let text = tr::backups_clearing_failed(lang, failure);
        findings.push(Finding::warning(Check::Backups, text, tr::doctor_do_clear_up(lang)));
    }
    findings.push(match (&outcome.copy_failure, &plan.second_place) {
        (Some(failure), _) => {
            Finding::bad(Check::SecondPlace, tr::backups_copy_failed(lang, failure), tr::doctor_do_second_place(lang))
        }
        (None, None) => Finding::warning(
            Check::SecondPlace,
            tr::doctor_second_place_none(lang),
            tr::doctor_do_choose_second_place(lang),
        ),
        (None, Some(place)) if outcome.copied_at.is_none() => Finding::warning(
            Check::SecondPlace,
            tr::doctor_second_place_waits(lang, &place.to_string()),
            tr::doctor_do_copy_now(lang),
        ),
        (None, Some(place)) => Finding::good(Check::SecondPlace, place.to_string()),
    });
    Ok(findings)
}
