//! Why a text is no licence for this office.

use super::vendor::KeyId;
use crate::kernel::Lang;
use crate::platform::i18n::{format, tr};
use chrono::NaiveDate;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LicenceError {
    /// Nothing was given.
    Empty,
    TooLong,
    /// Something else altogether.
    NotALicence,
    /// Its head or its foot is missing.
    CutOff,
    /// It was signed, but not like this.
    Damaged,
    /// Of another vendor, or of a newer build.
    UnknownKey {
        key: KeyId,
    },
    UnknownEdition {
        edition: String,
    },
    /// It names another office.
    OtherOffice,
    /// Issued on a day that has not come.
    FromFuture {
        issued_on: NaiveDate,
        today: NaiveDate,
    },
    /// The one in force was issued later, lasts longer or has more seats.
    Older {
        installed: String,
    },
    /// This executable is newer than its updates: it could not be started with it.
    TooShort {
        updates_until: NaiveDate,
        released_on: NaiveDate,
    },
    /// The file is there and cannot be read.
    Unreadable {
        detail: String,
    },
}

impl LicenceError {
    /// What is wrong and what to do, in one line.
    pub fn text(&self, lang: Lang) -> String {
        let day = |day: &NaiveDate| format::date(lang, *day);
        match self {
            LicenceError::Empty => tr::licence_empty(lang).to_owned(),
            LicenceError::TooLong => tr::licence_too_long(lang).to_owned(),
            LicenceError::NotALicence => tr::licence_not_one(lang).to_owned(),
            LicenceError::CutOff => tr::licence_cut_off(lang).to_owned(),
            LicenceError::Damaged => tr::licence_damaged(lang).to_owned(),
            LicenceError::UnknownKey { key } => tr::licence_unknown_key(lang, &key.to_string()),
            LicenceError::UnknownEdition { edition } => tr::licence_unknown_edition(lang, edition),
            LicenceError::OtherOffice => tr::licence_other_office(lang).to_owned(),
            LicenceError::FromFuture { issued_on, today } => {
                tr::licence_from_future(lang, &day(issued_on), &day(today))
            }
            LicenceError::Older { installed } => tr::licence_older(lang, installed),
            LicenceError::TooShort { updates_until, released_on } => {
                tr::licence_too_short(lang, &day(updates_until), env!("CARGO_PKG_VERSION"), &day(released_on))
            }
            LicenceError::Unreadable { detail } => tr::licence_unreadable(lang, detail),
        }
    }

    /// For programs.
    pub fn code(&self) -> &'static str {
        match self {
            LicenceError::Empty => "empty",
            LicenceError::TooLong => "too_long",
            LicenceError::NotALicence => "not_a_licence",
            LicenceError::CutOff => "cut_off",
            LicenceError::Damaged => "damaged",
            LicenceError::UnknownKey { .. } => "unknown_key",
            LicenceError::UnknownEdition { .. } => "unknown_edition",
            LicenceError::OtherOffice => "other_office",
            LicenceError::FromFuture { .. } => "from_future",
            LicenceError::Older { .. } => "older",
            LicenceError::TooShort { .. } => "too_short",
            LicenceError::Unreadable { .. } => "unreadable",
        }
    }
}
