//! Why a backup or a copy cannot be made, trusted or restored.

use super::archive::ArchiveError;
use super::second_place::ServerError;
use crate::kernel::{self, Lang};
use crate::platform::db::OpenError;
use crate::platform::db::start::StartError;
use crate::platform::folder::FolderError;
use crate::platform::i18n::{format, reason, reasons, tr};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub enum BackupError {
    /// Something is wrong with the file of this backup.
    Archive {
        path: PathBuf,
        error: ArchiveError,
    },
    /// There is something under this name; nothing is overwritten.
    Exists {
        path: PathBuf,
    },
    /// A file or folder outside the office's data.
    Io {
        path: PathBuf,
        error: io::Error,
    },
    NoRoom {
        path: PathBuf,
        needed_bytes: u64,
        free_bytes: u64,
    },
    /// What was packed would not come out as it went in.
    Unproven {
        path: PathBuf,
        detail: String,
    },
    /// A copy goes into a folder of its own, and there is something in this one.
    NotEmpty {
        path: PathBuf,
    },
    /// A copy within the folder that it is of would be a part of it.
    WithinItself {
        path: PathBuf,
        folder: PathBuf,
    },
    /// A restore of this folder is not finished.
    Unfinished {
        path: PathBuf,
    },
    /// The second place is not what it was when it was chosen: its disk is away, perhaps.
    PlaceGone {
        path: PathBuf,
    },
    /// In the second place something else bears the name of a copy.
    NameTaken {
        path: PathBuf,
    },
    /// Nothing speaks to servers on this machine.
    NoSsh,
    /// The server of the second place.
    Server {
        address: String,
        error: ServerError,
    },
    /// Backups are to be encrypted with words that are not on this machine.
    NoPassphrase {
        path: PathBuf,
    },
    /// It was made of an office that is not the one in the folder.
    OtherOffice {
        path: PathBuf,
        office: String,
    },
    /// The folder or its database.
    Start(StartError),
    Other(anyhow::Error),
}

pub(in crate::office) type Result<T> = std::result::Result<T, BackupError>;

impl BackupError {
    /// For errors of reading and writing one path.
    pub(in crate::office) fn at(path: &Path) -> impl Fn(io::Error) -> BackupError + '_ {
        move |error| BackupError::Io { path: path.to_owned(), error }
    }

    pub(super) fn of_archive(path: &Path) -> impl Fn(ArchiveError) -> BackupError + '_ {
        move |error| match error {
            ArchiveError::Io(error) => BackupError::Io { path: path.to_owned(), error },
            error => BackupError::Archive { path: path.to_owned(), error },
        }
    }

    /// What, why and what to do, in one line for a person.
    pub fn text(&self, lang: Lang) -> String {
        let shown = |path: &Path| path.display().to_string();
        match self {
            BackupError::Archive { path, error } => archive_text(error, &shown(path), lang),
            BackupError::Exists { path } => tr::backup_exists(lang, &shown(path)),
            BackupError::Io { path, error } if error.kind() == ErrorKind::NotFound => {
                tr::backup_no_file(lang, &shown(path))
            }
            BackupError::Io { path, error } if error.kind() == ErrorKind::IsADirectory => {
                tr::backup_is_a_folder(lang, &shown(path))
            }
            BackupError::Io { path, error } if is_full(error) => tr::backup_disk_full(lang, &shown(path)),
            BackupError::Io { path, error } => tr::backup_io(lang, &shown(path), &reason(lang, error)),
            BackupError::NoRoom { path, needed_bytes, free_bytes } => tr::backup_no_room(
                lang,
                &shown(path),
                &format::file_size(lang, *needed_bytes),
                &format::file_size(lang, *free_bytes),
            ),
            BackupError::Unproven { path, detail } => tr::backup_unproven(lang, &shown(path), detail),
            BackupError::NotEmpty { path } => tr::clone_not_empty(lang, &shown(path)),
            BackupError::WithinItself { path, folder } => tr::clone_within_itself(lang, &shown(path), &shown(folder)),
            BackupError::Unfinished { path } => tr::backup_unfinished(lang, &shown(path)),
            BackupError::PlaceGone { path } => tr::backup_place_gone(lang, &shown(path)),
            BackupError::NameTaken { path } => tr::backup_copy_taken(lang, &shown(path)),
            BackupError::NoSsh => tr::backup_no_ssh(lang).to_owned(),
            BackupError::Server { address, error } => server_text(error, address, lang),
            BackupError::NoPassphrase { path } => tr::backup_no_passphrase(lang, &shown(path)),
            BackupError::OtherOffice { path, office } => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                tr::past_other_office(lang, &name, office)
            }
            BackupError::Start(error) => error.text(lang),
            BackupError::Other(error) => reasons(lang, error),
        }
    }
}

fn archive_text(error: &ArchiveError, path: &str, lang: Lang) -> String {
    match error {
        ArchiveError::NotAnArchive => tr::backup_not_an_archive(lang, path),
        ArchiveError::Damaged => tr::backup_damaged(lang, path),
        ArchiveError::Strange(detail) => tr::backup_strange(lang, path, detail),
        ArchiveError::Newer { made_by } => tr::backup_newer(lang, path, made_by),
        ArchiveError::Encrypted => tr::backup_encrypted(lang, path),
        ArchiveError::WrongKey => tr::backup_wrong_key(lang, path),
        ArchiveError::Changed(part) => tr::backup_changed(lang, &part.to_string()),
        ArchiveError::Io(error) => tr::backup_io(lang, path, &reason(lang, error)),
    }
}

fn server_text(error: &ServerError, address: &str, lang: Lang) -> String {
    match error {
        ServerError::Unreachable { cause } => tr::backup_server_unreachable(lang, address, &reason(lang, cause)),
        ServerError::Another => tr::backup_server_another(lang, address),
        ServerError::KeptOut { public_key } => tr::backup_server_kept_out(lang, address, public_key),
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

impl From<StartError> for BackupError {
    fn from(error: StartError) -> Self {
        BackupError::Start(error)
    }
}

impl From<OpenError> for BackupError {
    fn from(error: OpenError) -> Self {
        StartError::from(error).into()
    }
}

impl From<FolderError> for BackupError {
    fn from(error: FolderError) -> Self {
        StartError::from(error).into()
    }
}

impl From<anyhow::Error> for BackupError {
    fn from(error: anyhow::Error) -> Self {
        BackupError::Other(error)
    }
}

impl From<kernel::Error> for BackupError {
    fn from(error: kernel::Error) -> Self {
        BackupError::Other(error.into())
    }
}
