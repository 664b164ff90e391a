//! What Korob and a server know each other by: its own key, with which a server lets it in without a password (that would have to
//! lie here in readable form), and the key that the server showed when it was chosen.
//!
//! Both lie beside the database and in no backup, like the passphrase of backups: whoever comes by a backup gets no further with it.
//! On another machine there is a new key, which the server has to be told of.

use crate::office::backup::error::{BackupError, Result};
use crate::platform::folder::sync_folder;
use anyhow::anyhow;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::Command;

/// In the data folder, as OpenSSH writes keys.
const KEY: &str = "backup.ssh";

/// In the data folder: the key of the server, as OpenSSH remembers it.
const KNOWN: &str = "backup.known_hosts";

/// Of the key, where people see it among others.
const COMMENT: &str = "korob";

/// What two machines know each other by.
pub(in crate::office::backup) struct Keys {
    /// Fingerprints of what the server showed.
    pub host: String,
    /// Korob's own, as a line of `authorized_keys`.
    pub public: String,
}

/// The file of the own key; makes one where there is none.
pub(super) fn own_key(data: &Path) -> Result<PathBuf> {
    let path = data.join(KEY);
    if path.exists() {
        return Ok(path);
    }
    // One that is there is asked about, and one that was cut short is none.
    let begun = data.join(format!(".arriving-{KEY}"));
    let public = begun.with_added_extension("pub");
    let _ = fs::remove_file(&begun);
    run(Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", COMMENT, "-f"]).arg(&begun))?;
    let kept = fs::remove_file(public).and_then(|()| keep(&begun, &path));
    kept.map(|()| path.clone()).map_err(BackupError::at(&path))
}

/// As a line of `authorized_keys`.
pub(super) fn public_key(data: &Path) -> Result<String> {
    Ok(run(Command::new("ssh-keygen").args(["-y", "-f"]).arg(data.join(KEY)))?.trim().to_owned())
}

pub(in crate::office::backup) fn keys(data: &Path) -> Result<Keys> {
    let known = known_hosts(data);
    let shown = if known.exists() { run(Command::new("ssh-keygen").arg("-lf").arg(known))? } else { String::new() };
    // `256 SHA256:… nas.local (ED25519)`
    let fingerprints: Vec<&str> = shown.lines().filter_map(|line| line.split(' ').nth(1)).collect();
    own_key(data)?;
    Ok(Keys { host: fingerprints.join(", "), public: public_key(data)? })
}

pub(super) fn known_hosts(data: &Path) -> PathBuf {
    data.join(KNOWN)
}

/// Where the key of a server goes that is being chosen.
pub(super) fn newly_known(data: &Path) -> Result<PathBuf> {
    let path = newly(data);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(BackupError::at(&path)(error)),
        _ => Ok(path),
    }
}

fn newly(data: &Path) -> PathBuf {
    data.join(format!(".arriving-{KNOWN}"))
}

/// The server that was chosen is the one that is known from now on.
pub(super) fn keep_known(data: &Path) -> Result<()> {
    let path = known_hosts(data);
    keep(&newly(data), &path).map_err(BackupError::at(&path))
}

fn keep(begun: &Path, path: &Path) -> io::Result<()> {
    File::open(begun)?.sync_all()?;
    fs::rename(begun, path)?;
    sync_folder(path.parent().unwrap_or(path))
}

fn run(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let done = command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => BackupError::NoSsh,
        _ => anyhow::Error::from(error).context(name.clone()).into(),
    })?;
    if !done.status.success() {
        return Err(anyhow!("{name}: {}", String::from_utf8_lossy(&done.stderr).trim()).into());
    }
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Lang;

    #[test]
    fn a_machine_without_openssh_is_told_what_to_install() {
        let missing = run(&mut Command::new("no-such-ssh-keygen")).unwrap_err();
        for lang in Lang::ALL {
            let told = missing.text(lang);
            assert!(told.contains("openssh-client") && !told.contains("no-such"), "{told}");
        }
    }
}
