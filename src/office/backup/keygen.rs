//! A key of age for people who have no tool that makes one.

use super::archive::{Recipient, new_key};
use super::error::{BackupError, Result};
use super::packing::folder_of;
use crate::kernel::Timestamp;
use crate::platform::folder::{open_private, sync_folder};
use age::secrecy::ExposeSecret;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes a new identity to a file, as `age-keygen` does, and gives back what is encrypted to it.
///
/// # Errors
/// `Exists`: it may be the only key to many backups.
pub fn make_key(path: &Path, now: Timestamp) -> Result<Recipient> {
    if path.exists() {
        return Err(BackupError::Exists { path: path.to_owned() });
    }
    let (recipient, secret) = new_key();
    let text = format!("# created: {}\n# public key: {recipient}\n{}\n", now.to_rfc3339(), secret.expose_secret());
    let written = open_private(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        sync_folder(folder_of(path))
    });
    written.map(|()| recipient).map_err(|error| {
        // What is empty would be in the way of the next attempt.
        let _ = fs::remove_file(path);
        BackupError::at(path)(error)
    })
}
