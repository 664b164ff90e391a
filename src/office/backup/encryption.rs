//! For whom the backups are encrypted that the server makes by itself.
//!
//! A public key of age needs no secret here, and whoever breaks into the machine opens no backup with it. A passphrase has to lie
//! on the machine for the night. It lies in a file of its own beside the database, as private as all else there, and in no backup:
//! one that is not encrypted would open all the others. On another machine it is typed again; until then no backup is made,
//! rather than one that anybody can read.

use super::archive::{Lock, Recipient};
use super::error::{BackupError, Result};
use super::secret;
use crate::kernel;
use crate::platform::folder::sync_folder;
use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// In the data folder; its first line is the passphrase.
const WORDS: &str = "backup.passphrase";

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encryption {
    #[default]
    Off,
    /// The holder of the identity that belongs to this.
    Recipient(Recipient),
    /// Whoever knows the words in the data folder.
    Passphrase,
}

impl Encryption {
    /// # Errors
    /// `NoPassphrase` where the words are not on this machine.
    pub(super) fn lock(&self, data: &Path) -> Result<Lock> {
        match self {
            Encryption::Off => Ok(Lock::Open),
            Encryption::Recipient(recipient) => Ok(Lock::Recipient(recipient.clone())),
            Encryption::Passphrase => words(data)?.map(|words| Lock::Passphrase(words.into())).ok_or_else(|| {
                // As after a restore on another machine.
                BackupError::NoPassphrase { path: data.join(WORDS) }
            }),
        }
    }

    /// Whether nothing is missing for it.
    pub fn is_ready(&self, data: &Path) -> bool {
        self.lock(data).is_ok()
    }
}

fn words(data: &Path) -> Result<Option<String>> {
    let text = secret::find(data, WORDS).map_err(BackupError::at(&data.join(WORDS)))?;
    Ok(text.map(|text| text.trim().to_owned()).filter(|words| !words.is_empty()))
}

/// Puts the words where the next backup finds them, all of them or those from before.
pub(super) fn keep_words(data: &Path, words: &str) -> kernel::Result<()> {
    Ok(secret::keep(data, WORDS, &format!("{words}\n")).context("keep the passphrase of backups")?)
}

/// Removes what nothing is encrypted with any more.
pub(super) fn forget_words(data: &Path) -> kernel::Result<()> {
    match fs::remove_file(data.join(WORDS)).and_then(|()| sync_folder(data)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).context("forget the passphrase of backups")?,
        _ => Ok(()),
    }
}
