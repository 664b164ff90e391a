//! What goes wrong with the disk, and what that means for a batch.

use crate::kernel::Error;
use crate::platform::db::connection::is_full;
use anyhow::anyhow;

/// What the disk said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Full,
    Io,
    Corrupt,
}

impl Fault {
    pub(super) fn of(error: &rusqlite::Error) -> Option<Fault> {
        match error.sqlite_error_code()? {
            _ if is_full(error) => Some(Fault::Full),
            rusqlite::ErrorCode::SystemIoFailure => Some(Fault::Io),
            rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase => Some(Fault::Corrupt),
            _ => None,
        }
    }

    pub(super) fn behind(error: &Error) -> Option<Fault> {
        match error {
            Error::DiskFull => Some(Fault::Full),
            Error::Internal(error) => error.chain().find_map(|cause| Fault::of(cause.downcast_ref()?)),
            _ => None,
        }
    }
}

/// Why a batch was lost; every action of it gets its own error made from this.
#[derive(Debug, Clone)]
pub(super) enum Lost {
    DiskFull,
    Busy,
    Stopped(String),
    Other(String),
}

impl Lost {
    pub(super) fn to_error(&self) -> Error {
        match self {
            Lost::DiskFull => Error::DiskFull,
            Lost::Busy => Error::Busy,
            Lost::Stopped(why) => Error::WritesStopped(why.clone()),
            Lost::Other(text) => anyhow!("the batch was not committed: {text}").into(),
        }
    }
}

impl From<rusqlite::Error> for Lost {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Lost::DiskFull,
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Lost::Busy,
            _ => Lost::Other(error.to_string()),
        }
    }
}
