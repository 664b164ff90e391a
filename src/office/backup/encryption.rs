//! For whom the backups are encrypted that the server makes by itself.
//!
//! A public key of age needs no secret here, and whoever breaks into the machine opens no backup with it. A passphrase has to lie
//! on the machine for the night. It lies in a file of its own beside the database, as private as all else there, and in no backup:
//! one that is not encrypted would open all the others. On another machine it is typed again; until then no backup is made,
//! rather than one that anybody can read.

use super::archive::{Lock, Recipient};
use super::error::{BackupError, Result};
use crate::kernel;
use crate::platform::folder::{open_private, sync_folder};
use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, ErrorKind, Write};
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
    let path = data.join(WORDS);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text.trim().to_owned()).filter(|words| !words.is_empty())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(BackupError::at(&path)(error)),
    }
}

/// Puts the words where the next backup finds them, all of them or those from before.
pub(super) fn keep_words(data: &Path, words: &str) -> kernel::Result<()> {
    Ok(replace(data, words).context("keep the passphrase of backups")?)
}

fn replace(data: &Path, words: &str) -> io::Result<()> {
    let path = data.join(WORDS);
    // What a server leaves that is killed here, doctor clears up.
    let begun = data.join(".arriving-passphrase");
    let mut file = open_private(&begun)?;
    file.set_len(0)?;
    file.write_all(format!("{words}\n").as_bytes())?;
    file.sync_all()?;
    fs::rename(begun, path)?;
    sync_folder(data)
}

/// Removes what nothing is encrypted with any more.
pub(super) fn forget_words(data: &Path) -> kernel::Result<()> {
    match fs::remove_file(data.join(WORDS)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).context("forget the passphrase of backups")?,
        _ => Ok(()),
    }
}
