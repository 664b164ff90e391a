//! A copy of the office to read from, where the database itself must stay as it is.

use super::error::Result;
use super::room;
use super::scratch::Scratch;
use crate::platform::db::copy;
use crate::platform::folder::DataFolder;
use std::fs;
use std::path::PathBuf;

/// The database as it was at one moment; gone with this value.
pub struct Copied {
    scratch: Scratch,
}

impl Copied {
    /// Errors: what keeps it from being copied, such as a full disk.
    pub fn of(folder: &DataFolder) -> Result<Copied> {
        let database = folder.database();
        folder.lay_out()?;
        let scratch = Scratch::in_folder(&folder.backups())?;
        room::ensure(scratch.path(), fs::metadata(&database).map_or(0, |found| found.len()))?;
        let copied = Copied { scratch };
        copy::copy(&database, &copied.database()).map_err(|error| error.of(&database))?;
        Ok(copied)
    }

    /// Where it lies.
    pub fn database(&self) -> PathBuf {
        self.scratch.path().join("korob.db")
    }
}
