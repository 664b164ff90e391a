//! What a user is.

use crate::access::password::PasswordHash;
use crate::access::viewer::{Role, Viewer};
use crate::kernel::email::EmailAddress;
use crate::kernel::{FieldErrors, Lang, Problem, Timestamp, UserId, Via};
use crate::platform::ui::{Density, Theme};
use chrono_tz::Tz;

pub const MAX_NAME_CHARS: usize = 100;

#[derive(Debug, Clone, PartialEq)]
pub struct User {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub lang: Lang,
    pub zone: Tz,
    pub theme: Theme,
    pub density: Density,
    /// Single-letter keys are on.
    pub has_keys: bool,
    /// False until an invitation is accepted.
    pub has_password: bool,
    pub disabled_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub version: i64,
}

impl User {
    pub fn is_active(&self) -> bool {
        self.disabled_at.is_none()
    }

    /// The user as the author of what comes in by this door.
    pub fn viewer(&self, via: Via) -> Viewer {
        Viewer { user_id: self.id, name: self.name.clone(), role: self.role, lang: self.lang, zone: self.zone, via }
    }
}

pub struct NewUser {
    pub name: String,
    pub email: EmailAddress,
    pub role: Role,
    pub lang: Lang,
    pub zone: Tz,
    /// Without one the user chooses it by a link.
    pub password: Option<PasswordHash>,
}

/// What an administrator can change of somebody.
pub struct UserChanges {
    pub name: String,
    pub email: EmailAddress,
    pub role: Role,
    /// As it was read; another one now is an edit conflict.
    pub version: i64,
}

/// What everybody can change of themselves.
pub struct ProfileChanges {
    pub name: String,
    pub lang: Lang,
    pub zone: Tz,
    pub theme: Theme,
    pub density: Density,
    pub has_keys: bool,
}

/// A name as it may be stored, or what is wrong with it (at the field `name`).
pub(super) fn clean_name(name: &str) -> Result<String, FieldErrors> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let problem = match name.chars().count() {
        0 => Some(Problem::Required),
        count if count > MAX_NAME_CHARS => Some(Problem::TooLong { max: MAX_NAME_CHARS }),
        _ if name.chars().any(char::is_control) => Some(Problem::BadCharacters),
        _ => None,
    };
    match problem {
        None => Ok(name),
        Some(problem) => Err(FieldErrors::one("name", problem)),
    }
}
