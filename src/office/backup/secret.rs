//! Small secrets that lie beside the database, as private as all else there, and in no backup: one that is not encrypted
//! would open what they guard.

use crate::platform::folder::{open_private, sync_folder};
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// What lies there under this name; `None` where nothing does.
pub(super) fn find(data: &Path, name: &str) -> io::Result<Option<String>> {
    match fs::read_to_string(data.join(name)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        text => text.map(Some),
    }
}

/// Puts it there, all of it or what was there before.
pub(super) fn keep(data: &Path, name: &str, text: &str) -> io::Result<()> {
    // What a server leaves that is killed here, doctor clears up.
    let begun = data.join(format!(".arriving-{name}"));
    let mut file = open_private(&begun)?;
    file.set_len(0)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(begun, data.join(name))?;
    sync_folder(data)
}
