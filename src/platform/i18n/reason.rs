//! Why the system did not do what it was asked for.

use super::tr;
use crate::kernel::Lang;
use std::io::{Error, ErrorKind};

/// Why a file cannot be read or written, for a person: without numbers, and without the name of a scratch file that a
/// library puts behind it.
pub fn reason(lang: Lang, error: &Error) -> String {
    let whole = error.to_string();
    let (told, is_of_system) = match whole.split_once(" at path \"") {
        Some((told, _)) => (told, true),
        None => (whole.as_str(), error.get_ref().is_none()),
    };
    // What one of us put into words says more.
    if !is_of_system {
        return told.to_owned();
    }
    let text = match error.kind() {
        ErrorKind::NotFound => tr::system_not_found,
        ErrorKind::PermissionDenied => tr::system_not_permitted,
        ErrorKind::AlreadyExists => tr::system_exists,
        ErrorKind::StorageFull => tr::system_full,
        ErrorKind::QuotaExceeded => tr::system_over_quota,
        ErrorKind::ReadOnlyFilesystem => tr::system_read_only,
        ErrorKind::IsADirectory => tr::system_is_folder,
        ErrorKind::NotADirectory => tr::system_not_a_folder,
        ErrorKind::InvalidFilename => tr::system_bad_name,
        ErrorKind::TimedOut => tr::system_timed_out,
        ErrorKind::AddrNotAvailable => tr::system_no_such_address,
        _ => return told.split(" (os error ").next().unwrap_or_default().to_owned(),
    };
    text(lang).to_owned()
}

/// [`reason`] of an error with all of its causes, on one line.
pub fn reasons(lang: Lang, error: &anyhow::Error) -> String {
    let causes = error.chain().map(|cause| match cause.downcast_ref::<Error>() {
        Some(of_system) => reason(lang, of_system),
        None => cause.to_string(),
    });
    causes.collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_no_scratch_file_and_no_number() {
        let error = tempfile::tempdir_in("/no/such/folder").unwrap_err();
        assert_eq!(reason(Lang::Ru, &error), "нет такого файла или папки");
        assert_eq!(reason(Lang::En, &Error::from_raw_os_error(5)), "Input/output error");
        assert_eq!(reason(Lang::Pl, &ErrorKind::PermissionDenied.into()), "brak uprawnień");
    }

    #[test]
    fn what_was_put_into_words_stays() {
        let chain = anyhow::Error::from(Error::from_raw_os_error(2)).context("lock the folder");
        assert_eq!(reasons(Lang::Pl, &chain), "lock the folder: nie ma takiego pliku ani folderu");
        assert_eq!(reason(Lang::Ru, &Error::new(ErrorKind::NotFound, "нет ключа")), "нет ключа");
    }
}
