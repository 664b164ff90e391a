//! What people type about themselves.

use crate::access::users::{ProfileChanges, User};
use crate::kernel::{FieldErrors, Lang, Problem, Timestamp, zone};
use crate::platform::ui::{Density, Theme};
use chrono::{NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct ProfileForm {
    pub name: String,
    pub lang: String,
    pub zone: String,
    pub theme: String,
    pub density: String,
    #[serde(default)]
    pub has_keys: bool,
}

impl ProfileForm {
    pub fn of(user: &User) -> ProfileForm {
        ProfileForm {
            name: user.name.clone(),
            lang: user.lang.code().to_owned(),
            zone: user.zone.name().to_owned(),
            theme: user.theme.code().to_owned(),
            density: user.density.name().to_owned(),
            has_keys: user.has_keys,
        }
    }

    pub fn changes(&self) -> Result<ProfileChanges, FieldErrors> {
        let mut errors = FieldErrors::default();
        let lang = Lang::ALL.into_iter().find(|lang| lang.code() == self.lang);
        let zone = zone::parse(&self.zone);
        let (theme, density) = (Theme::parse(&self.theme), Density::parse(&self.density));
        for (field, is_known) in [
            ("lang", lang.is_some()),
            ("zone", zone.is_some()),
            ("theme", theme.code() == self.theme),
            ("density", density.name() == self.density),
        ] {
            if !is_known {
                errors.add(field, Problem::NotAnOption);
            }
        }
        match (lang, zone) {
            (Some(lang), Some(zone)) if errors.is_empty() => {
                Ok(ProfileChanges { name: self.name.clone(), lang, zone, theme, density, has_keys: self.has_keys })
            }
            _ => Err(errors),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    pub old: String,
    pub password: String,
    /// For password managers, which keep it beside the password.
    #[serde(default, rename = "email")]
    _email: String,
}

#[derive(Deserialize, Default)]
pub(super) struct TokenForm {
    pub name: String,
    /// A day, as date fields send it; empty for ever.
    pub expires: String,
    pub confirm_password: String,
}

impl TokenForm {
    /// The end of the day in the user's zone; `None` for ever.
    pub fn expires_at(&self, zone: Tz) -> Result<Option<Timestamp>, FieldErrors> {
        if self.expires.trim().is_empty() {
            return Ok(None);
        }
        let end = NaiveDate::parse_from_str(self.expires.trim(), "%Y-%m-%d")
            .ok()
            .and_then(|day| day.succ_opt())
            .and_then(|next| zone.from_local_datetime(&next.and_time(NaiveTime::MIN)).earliest());
        match end {
            Some(end) => Ok(Some(Timestamp(end.timestamp_millis()))),
            None => Err(FieldErrors::one("expires", Problem::NotADate)),
        }
    }
}
