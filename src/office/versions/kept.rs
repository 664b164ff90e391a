//! What restores and upgrades replaced and the data folder keeps: how one goes back to it, and how it goes.

use crate::kernel::{Error, Result, Timestamp};
use crate::platform::db::migrations::version_of_file_at_rest;
use crate::platform::folder::{self, for_shell, sync_folder};
use anyhow::Context;
use std::fs;
use std::path::Path;

/// How a folder is called while it is removed: what is cut short then is a leftover, and no office to go back to.
pub const REMOVED: &str = ".removed-";

/// An office, or a database, that was replaced.
#[derive(Debug, Clone)]
pub struct Replaced {
    pub name: String,
    pub why: Why,
    pub at: Option<Timestamp>,
    pub size_bytes: u64,
    /// The version that shaped it last, where it can be read.
    pub made_by: Option<String>,
}

/// What took its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Restore,
    Upgrade,
    Unknown,
}

/// All that is kept, the newest first. For threads that may block.
pub fn replaced(data: &Path) -> Vec<Replaced> {
    let mut found: Vec<Replaced> = folder::kept(data)
        .into_iter()
        .map(|kept| {
            let name = kept.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let why = match &name {
                name if name.starts_with("before-restore-") => Why::Restore,
                name if name.starts_with("before-upgrade-") => Why::Upgrade,
                _ => Why::Unknown,
            };
            let made_by = version_of_file_at_rest(&kept.path.join("korob.db"));
            Replaced { name, why, at: kept.at, size_bytes: kept.size_bytes, made_by }
        })
        .collect();
    found.sort_by(|one, other| (other.at, &other.name).cmp(&(one.at, &one.name)));
    found
}

/// Removes what is kept under this name, for good. For threads that may block.
///
/// # Errors
/// `NotFound` for what is not kept.
pub fn remove(data: &Path, name: &str) -> Result<()> {
    let is_it = |kept: &folder::Kept| kept.path.file_name().is_some_and(|found| found == name);
    let kept = folder::kept(data).into_iter().find(is_it).ok_or(Error::NotFound)?;
    let removed = data.join([REMOVED, name].concat());
    let gone =
        fs::rename(&kept.path, &removed).and_then(|()| sync_folder(data)).and_then(|()| fs::remove_dir_all(&removed));
    Ok(gone.with_context(|| format!("remove {}", kept.path.display()))?)
}

/// The commands that put it in the place of what is there, for a shell; the server is stopped. What is there is kept aside in
/// its turn, database and keys: nobody who goes back means to lose what was written since.
pub fn way_back(data: &Path, name: &str) -> String {
    let commands = [
        &["cd ", &for_shell(&data.display().to_string())].concat(),
        "aside=$(mktemp -d \"before-return-$(date +%Y-%m-%d)-XXXXXX\")",
        "chown --reference=korob.db \"$aside\"",
        "for key in secret.key tls; do [ ! -e \"$key\" ] || cp -a \"$key\" \"$aside/\"; done",
        "mv korob.db* \"$aside/\"",
        &["cp -a ", &for_shell(&["./", name].concat()), "/. ."].concat(),
    ];
    // Where one of them fails, the next is not tried.
    commands.join(" &&\n")
}
