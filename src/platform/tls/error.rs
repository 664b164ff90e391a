//! Why there is no certificate to serve with, or no new one.

use crate::kernel::Lang;
use crate::platform::i18n::tr;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub enum TlsError {
    Unreadable {
        path: PathBuf,
        cause: String,
    },
    NotWritten {
        path: PathBuf,
        cause: String,
    },
    NoCertificate {
        path: PathBuf,
    },
    NoKey {
        path: PathBuf,
    },
    /// The key is not that of the certificate.
    Mismatch {
        certificate: PathBuf,
        key: PathBuf,
    },
    /// Its last day is over.
    Expired {
        path: PathBuf,
    },
    /// The file of the local authority is there, and is none.
    AuthorityDamaged {
        path: PathBuf,
    },
    /// A certificate of the local authority is there, and it is not.
    AuthorityMissing {
        path: PathBuf,
        issued: PathBuf,
    },
    /// The machine's own cryptography refuses.
    Failed {
        cause: String,
    },
}

impl TlsError {
    pub(super) fn reading(path: &Path) -> impl FnOnce(io::Error) -> TlsError {
        move |cause| TlsError::Unreadable { path: path.to_owned(), cause: cause.to_string() }
    }

    pub(super) fn writing(path: &Path) -> impl FnOnce(io::Error) -> TlsError {
        move |cause| TlsError::NotWritten { path: path.to_owned(), cause: cause.to_string() }
    }

    pub(super) fn failed(cause: impl std::fmt::Display) -> TlsError {
        TlsError::Failed { cause: cause.to_string() }
    }

    /// One line: what, why, what to do.
    pub fn text(&self, lang: Lang) -> String {
        let shown = |path: &Path| path.display().to_string();
        match self {
            TlsError::Unreadable { path, cause } => tr::tls_unreadable(lang, &shown(path), cause),
            TlsError::NotWritten { path, cause } => tr::tls_not_written(lang, &shown(path), cause),
            TlsError::NoCertificate { path } => tr::tls_no_certificate(lang, &shown(path)),
            TlsError::NoKey { path } => tr::tls_no_key(lang, &shown(path)),
            TlsError::Mismatch { certificate, key } => tr::tls_mismatch(lang, &shown(certificate), &shown(key)),
            TlsError::Expired { path } => tr::tls_expired(lang, &shown(path)),
            TlsError::AuthorityDamaged { path } => tr::tls_authority_damaged(lang, &shown(path)),
            TlsError::AuthorityMissing { path, issued } => {
                tr::tls_authority_missing(lang, &shown(issued), &shown(path))
            }
            TlsError::Failed { cause } => tr::tls_failed(lang, cause),
        }
    }
}

impl std::fmt::Display for TlsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for TlsError {}
