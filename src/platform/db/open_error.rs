//! Why a database cannot be opened: each cause with what to do about it.

use super::VERSION;
use super::connection::is_full;
use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// The texts are English, for the log; the edges have them in the reader's language.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("this executable holds SQLite {found}, which can lose commits; build it with 3.51.3 or newer")]
    OldSqlite { found: String },
    #[error("{} is not a Korob database (or its first page is damaged); move it away or choose another data folder", path.display())]
    NotOurs { path: PathBuf },
    #[error(
        "{} is empty, but beside it lies what an office left; put the database back, or remove the empty file to begin anew",
        path.display()
    )]
    Emptied { path: PathBuf },
    #[error(
        "{} was shaped by Korob {made_by} (schema {found}), which this Korob {VERSION} (schema {known}) does not know; \
         install Korob {made_by} or newer, or restore a backup taken before the upgrade", path.display()
    )]
    Newer { path: PathBuf, made_by: String, found: i64, known: i64 },
    #[error("{} is damaged ({detail}); nothing was changed: restore the last backup", path.display())]
    Corrupt { path: PathBuf, detail: String },
    #[error(
        "{} is missing or empty, but its log (-wal) is there; put the file back or restore the last backup",
        path.display()
    )]
    LogWithoutDatabase { path: PathBuf },
    #[error("{} cannot be written: check the owner and the rights of the data folder", path.display())]
    ReadOnly { path: PathBuf },
    #[error("{} cannot be opened: check the owner and the rights of the data folder", path.display())]
    CannotOpen { path: PathBuf },
    #[error("the disk that holds {} is full; free some space and start again", path.display())]
    DiskFull { path: PathBuf },
    #[error("{} is used by another program; stop it and start again", path.display())]
    InUse { path: PathBuf },
    #[error("upgrading {} needs {needed_bytes} bytes on its disk, and {free_bytes} are free", path.display())]
    NoRoom { path: PathBuf, needed_bytes: u64, free_bytes: u64 },
    #[error("the upgrade of {} failed and was undone: {detail}", path.display())]
    Migration { path: PathBuf, detail: String },
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

impl OpenError {
    /// The same said of another file: of the one that this is a copy of.
    pub fn of(mut self, other: &Path) -> OpenError {
        match &mut self {
            OpenError::NotOurs { path }
            | OpenError::Emptied { path }
            | OpenError::Newer { path, .. }
            | OpenError::Corrupt { path, .. }
            | OpenError::LogWithoutDatabase { path }
            | OpenError::ReadOnly { path }
            | OpenError::CannotOpen { path }
            | OpenError::DiskFull { path }
            | OpenError::InUse { path }
            | OpenError::NoRoom { path, .. }
            | OpenError::Migration { path, .. } => *path = other.to_owned(),
            OpenError::OldSqlite { .. } | OpenError::Other(_) => {}
        }
        self
    }

    /// What SQLite said, with whatever was added to it on the way.
    pub(super) fn from_any(path: &Path, error: anyhow::Error) -> OpenError {
        match error.downcast::<rusqlite::Error>() {
            Ok(error) => OpenError::from_sqlite(path, error),
            Err(error) => OpenError::Other(error),
        }
    }

    pub(super) fn from_sqlite(path: &Path, error: rusqlite::Error) -> OpenError {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            _ if is_full(&error) => OpenError::DiskFull { path },
            Some(ErrorCode::DatabaseCorrupt) => OpenError::Corrupt { path, detail: error.to_string() },
            Some(ErrorCode::NotADatabase) => OpenError::NotOurs { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => OpenError::ReadOnly { path },
            Some(ErrorCode::CannotOpen) => OpenError::CannotOpen { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::InUse { path },
            _ => OpenError::Other(anyhow::Error::from(error).context(format!("open {}", path.display()))),
        }
    }
}
