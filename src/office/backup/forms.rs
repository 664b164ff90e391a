//! What an administrator types about backups.

use super::encryption::{Encryption, keep_words};
use super::error::BackupError;
use super::keeping::Keep;
use super::plan::Plan;

use super::second_place::{Place, Server, choose};
use crate::kernel::{Error, FieldErrors, Lang, Problem, Result};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// More kept copies than this are no backups but a habit.
const MOST_KEPT: usize = 366;

/// Of a passphrase: whoever stole a backup has all the time there is to guess.
const FEWEST_LETTERS: usize = 12;
const MOST_LETTERS: usize = 200;

/// The ways of encrypting; those with a field of their own bear its name.
pub(super) const OFF: &str = "off";
pub(super) const RECIPIENT: &str = "recipient";
pub(super) const PASSPHRASE: &str = "passphrase";

/// As it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    #[serde(default)]
    pub is_on: Option<String>,
    #[serde(default)]
    pub hour: String,
    #[serde(default)]
    pub second_place: String,
    #[serde(default)]
    pub daily: String,
    #[serde(default)]
    pub weekly: String,
    #[serde(default)]
    pub monthly: String,
    #[serde(default)]
    pub encryption: String,
    #[serde(default)]
    pub recipient: String,
    /// Empty for the one that is there.
    #[serde(default)]
    pub passphrase: String,
}

impl Typed {
    pub fn of(plan: &Plan) -> Typed {
        let (encryption, recipient) = match &plan.encryption {
            Encryption::Off => (OFF, String::new()),
            Encryption::Recipient(recipient) => (RECIPIENT, recipient.to_string()),
            Encryption::Passphrase => (PASSPHRASE, String::new()),
        };
        let place = plan.second_place.as_ref().map(Place::to_string);
        Typed {
            is_on: plan.is_on.then(|| "1".to_owned()),
            hour: plan.hour.to_string(),
            second_place: place.unwrap_or_default(),
            daily: plan.keep.daily.to_string(),
            weekly: plan.keep.weekly.to_string(),
            monthly: plan.keep.monthly.to_string(),
            encryption: encryption.to_owned(),
            recipient,
            passphrase: String::new(),
        }
    }

    /// What was meant in the place of `before`, with the second place marked and the passphrase put where the next backup finds it.
    ///
    /// # Errors
    /// `Invalid` at what cannot be meant.
    pub fn plan(&self, before: &Plan, data: &Path, instance_id: &str, lang: Lang) -> Result<Plan> {
        let mut errors = FieldErrors::default();
        let mut number = |name: &str, text: &str, min: usize, max: usize| match text.trim().parse::<usize>() {
            Ok(number) if (min..=max).contains(&number) => number,
            Ok(_) => {
                errors.add(name, Problem::OutOfRange { min: min as i64, max: max as i64 });
                min
            }
            Err(_) => {
                errors.add(name, Problem::NotANumber);
                min
            }
        };
        let hour = number("hour", &self.hour, 0, 23);
        let keep = Keep {
            daily: number("daily", &self.daily, 1, MOST_KEPT),
            weekly: number("weekly", &self.weekly, 0, MOST_KEPT),
            monthly: number("monthly", &self.monthly, 0, MOST_KEPT),
        };
        let is_same = before.second_place.as_ref().is_some_and(|place| place.to_string() == self.second_place.trim());
        let second_place = match self.second_place(data) {
            _ if is_same => before.second_place.clone(),
            Ok(place) => place,
            Err(problem) => {
                errors.add("second_place", problem);
                None
            }
        };
        let encryption = self.encryption(data).unwrap_or_else(|(name, problem)| {
            errors.add(name, problem);
            Encryption::Off
        });
        errors.into_result()?;
        // One that was chosen before is not marked again: on a disk that is not mounted there is only a folder of its name.
        if let Some(place) = second_place.as_ref().filter(|place| before.second_place.as_ref() != Some(place)) {
            let chosen = choose(place, before.second_place.as_ref(), data, instance_id);
            chosen.map_err(|error| Error::invalid("second_place", unusable(place, &error, lang)))?;
        }
        if encryption == Encryption::Passphrase && !self.words().is_empty() {
            keep_words(data, self.words())?;
        }
        Ok(Plan { is_on: self.is_on.is_some(), hour: hour as u32, second_place, keep, encryption })
    }

    fn second_place(&self, data: &Path) -> std::result::Result<Option<Place>, Problem> {
        let text = self.second_place.trim();
        if !Server::is_meant(text) {
            let place = Some(text).filter(|text| !text.is_empty()).map(PathBuf::from);
            let is_unusable = place.as_deref().is_some_and(|place| !is_usable(place, data));
            return if is_unusable { Err(Problem::FolderUnusable) } else { Ok(place.map(Place::Folder)) };
        }
        Ok(Some(Place::Server(Server::read(text).ok_or(Problem::NotAServer)?)))
    }

    fn encryption(&self, data: &Path) -> std::result::Result<Encryption, (&'static str, Problem)> {
        match self.encryption.as_str() {
            OFF => Ok(Encryption::Off),
            RECIPIENT if self.recipient.trim().is_empty() => Err((RECIPIENT, Problem::Required)),
            RECIPIENT => {
                self.recipient.parse().map(Encryption::Recipient).map_err(|_| (RECIPIENT, Problem::NotARecipient))
            }
            PASSPHRASE => match check_words(self.words()) {
                Err(Problem::Required) if Encryption::Passphrase.is_ready(data) => Ok(Encryption::Passphrase),
                checked => checked.map(|()| Encryption::Passphrase).map_err(|problem| (PASSPHRASE, problem)),
            },
            _ => Err(("encryption", Problem::NotAnOption)),
        }
    }

    /// As a file of a passphrase is read: its line without what stands around it.
    fn words(&self) -> &str {
        self.passphrase.trim()
    }
}

/// A folder that is there, can be written and does not go with the first one.
fn is_usable(place: &Path, data: &Path) -> bool {
    let is_apart = |place: PathBuf| !place.starts_with(data);
    place.is_absolute() && place.canonicalize().is_ok_and(is_apart)
}

fn unusable(place: &Place, error: &BackupError, lang: Lang) -> Problem {
    match place {
        Place::Folder(_) => Problem::FolderUnusable,
        Place::Server(_) => Problem::Refused { why: error.text(lang) },
    }
}

/// Whether a backup may be encrypted with these words.
pub fn check_words(words: &str) -> std::result::Result<(), Problem> {
    match words.chars().count() {
        0 => Err(Problem::Required),
        count if count < FEWEST_LETTERS => Err(Problem::TooShort { min: FEWEST_LETTERS }),
        count if count > MOST_LETTERS => Err(Problem::TooLong { max: MOST_LETTERS }),
        _ if words.chars().any(char::is_control) => Err(Problem::BadCharacters),
        _ => Ok(()),
    }
}
