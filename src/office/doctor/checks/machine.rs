//! The executable, its settings and keys, the clock, and work that stands still.

use super::Place;
use crate::kernel::Result;
use crate::office::doctor::finding::{Check, Finding, begun};
use crate::office::licence::{self, Found};
use crate::platform::db::copy;
use crate::platform::db::inspect::{self, Inspection};
use crate::platform::events;
use crate::platform::i18n::{format, tr};
use crate::platform::tls::{Authority, Facts, own_certificate};
use crate::records::import;
use chrono_tz::Tz;
use std::fs;
use std::path::Path;

/// Clocks of one machine differ by less.
const CLOCK_SLACK_SECS: i64 = 3600;

pub(super) fn examine(place: &Place<'_>) -> Vec<Finding> {
    let always = [versions(place), settings(place), keys(place), licence(place)];
    always.into_iter().chain(certificate(place)).collect()
}

fn versions(place: &Place<'_>) -> Finding {
    let lang = place.subject.lang;
    let (sqlite, is_safe) = inspect::sqlite();
    match is_safe {
        true => Finding::good(Check::Versions, tr::doctor_versions_good(lang, env!("CARGO_PKG_VERSION"), sqlite)),
        false => Finding::failed(Check::Versions, tr::start_old_sqlite(lang, sqlite)),
    }
}

fn settings(place: &Place<'_>) -> Finding {
    let (lang, wrong) = (place.subject.lang, place.subject.wrong_settings);
    match wrong {
        [] => Finding::good(Check::Settings, tr::doctor_settings_good(lang)),
        wrong => Finding::bad(Check::Settings, begun(wrong.join("; ")), tr::doctor_do_settings(lang)),
    }
}

/// The key that secrets in the database are encrypted with: without it they are lost.
fn keys(place: &Place<'_>) -> Finding {
    let lang = place.subject.lang;
    match fs::read(place.subject.folder.join("secret.key")) {
        Ok(key) if key.is_empty() => {
            Finding::bad(Check::Keys, tr::doctor_keys_empty(lang), tr::doctor_do_restore_file(lang))
        }
        Ok(_) => Finding::good(Check::Keys, tr::doctor_keys_good(lang)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Finding::good(Check::Keys, tr::doctor_keys_none(lang))
        }
        Err(error) => place.unknown(Check::Keys, error),
    }
}

/// One that cannot be used locks nobody out, and lifts nothing either.
fn licence(place: &Place<'_>) -> Finding {
    let lang = place.subject.lang;
    let instance_id = copy::instance_id(&place.database).ok();
    let file = place.subject.folder.join(licence::FILE);
    match Found::at(&file, place.subject.vendor, instance_id.as_deref()) {
        Found::Nothing => Finding::good(Check::Licence, tr::doctor_licence_none(lang)),
        Found::Good(_) => Finding::good(Check::Licence, tr::doctor_licence_there(lang)),
        Found::Unusable(error) => {
            Finding::warning(Check::Licence, begun(error.text(lang)), tr::doctor_do_licence(lang))
        }
    }
}

/// Nothing where connections are protected by none.
fn certificate(place: &Place<'_>) -> Option<Finding> {
    let (lang, now) = (place.subject.lang, place.subject.now);
    let file = place.subject.certificate?;
    let facts = match Facts::of_file(file) {
        Ok(facts) => facts,
        Err(error) => return Some(Finding::failed(Check::Certificate, error.text(lang))),
    };
    if !is_vouched_for(place, file) {
        let found = tr::certificate_authority_not_valid(lang);
        return Some(Finding::bad(Check::Certificate, found, tr::doctor_do_authority(lang)));
    }
    let until = format::datetime(lang, Tz::UTC, facts.not_after);
    let to_do = tr::doctor_do_certificate(lang);
    Some(match facts.days_left(now) {
        _ if !facts.is_valid(now) => {
            Finding::bad(Check::Certificate, tr::doctor_certificate_not_valid(lang, &until), to_do)
        }
        days if days < Facts::DAYS_TO_ACT => {
            Finding::warning(Check::Certificate, tr::doctor_certificate_ends_soon(lang, &until), to_do)
        }
        _ => Finding::good(Check::Certificate, tr::doctor_certificate_good(lang, &until)),
    })
}

/// Whether the machine's own authority, if the certificate is by it, is valid itself: one that was made under a wrong clock stays as
/// it is, and no browser believes what it says.
fn is_vouched_for(place: &Place<'_>, file: &Path) -> bool {
    let tls = place.subject.folder.join("tls");
    let authority = Authority::open(&tls).ok().flatten().filter(|_| file == own_certificate(&tls));
    authority.is_none_or(|authority| authority.facts().is_valid(place.subject.now))
}

/// Imports and the clock.
pub(super) fn work(place: &Place<'_>, found: &Inspection) -> Vec<Finding> {
    vec![place.told(Check::Imports, imports(place, found)), place.told(Check::Clock, clock(place, found))]
}

fn imports(place: &Place<'_>, found: &Inspection) -> Result<Finding> {
    let lang = place.subject.lang;
    let unfinished = import::store::unfinished(found.connection())?;
    let is_at_work = |id: &i64| match place.subject.served {
        Some(db) => import::is_running(db, *id),
        // Only the server itself knows.
        None => place.is_served,
    };
    let count = unfinished.iter().filter(|id| !is_at_work(id)).count();
    Ok(match count {
        0 => Finding::good(Check::Imports, tr::doctor_imports_good(lang)),
        count => {
            let text = tr::doctor_imports_stopped(lang, count as i64);
            Finding::warning(Check::Imports, text, tr::doctor_do_imports(lang))
        }
    })
}

fn clock(place: &Place<'_>, found: &Inspection) -> Result<Finding> {
    let (lang, now) = (place.subject.lang, place.subject.now);
    let zone = place.zone(found);
    let last = events::last_done_at(found.connection())?;
    let shown = format::datetime(lang, zone, now);
    Ok(match last {
        Some(last) if last.0 > now.plus_secs(CLOCK_SLACK_SECS).0 => {
            let text = tr::doctor_clock_behind(lang, &shown, &format::datetime(lang, zone, last));
            Finding::bad(Check::Clock, text, tr::doctor_do_clock(lang))
        }
        _ => Finding::good(Check::Clock, shown),
    })
}
