//! The executable, its settings and keys, the clock, and work that stands still.

use super::{Place, zone_of};
use crate::kernel::Result;
use crate::office::doctor::finding::{Check, Finding};
use crate::platform::db::inspect::{self, Inspection};
use crate::platform::events;
use crate::platform::i18n::{format, tr};
use crate::records::import;
use std::fs;

/// Clocks of one machine differ by less.
const CLOCK_SLACK_SECS: i64 = 3600;

pub(super) fn examine(place: &Place<'_>) -> Vec<Finding> {
    vec![versions(place), settings(place), keys(place), licence(place)]
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
        wrong => Finding::bad(Check::Settings, wrong.join("; "), tr::doctor_do_settings(lang)),
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

fn licence(place: &Place<'_>) -> Finding {
    let lang = place.subject.lang;
    match fs::read(place.subject.folder.join("license.key")) {
        Ok(_) => Finding::good(Check::Licence, tr::doctor_licence_there(lang)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Finding::good(Check::Licence, tr::doctor_licence_none(lang))
        }
        Err(error) => {
            let text = tr::doctor_unknown(lang, &error.to_string());
            Finding::bad(Check::Licence, text, tr::doctor_do_restore_file(lang))
        }
    }
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
    let zone = zone_of(found);
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
