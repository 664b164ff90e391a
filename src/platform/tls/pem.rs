//! PEM files: a private key, certificates, or both in one, which can then never belong to two makings.

use super::TlsError;
use crate::platform::folder::{open_private, sync_folder};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// A certificate and its key are a few kilobytes, a long chain ten times as much.
const MAX_BYTES: u64 = 1024 * 1024;

/// `None` where there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, TlsError> {
    let too_large = || std::io::Error::new(ErrorKind::FileTooLarge, "this is no certificate");
    let read = fs::metadata(path)
        .and_then(|found| if found.len() > MAX_BYTES { Err(too_large()) } else { Ok(()) })
        .and_then(|()| fs::read(path));
    match read {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(TlsError::reading(path)(error)),
    }
}

/// The certificates in the order of the file; none where it holds none or is damaged.
pub(super) fn certificates(bytes: &[u8]) -> Vec<CertificateDer<'static>> {
    CertificateDer::pem_slice_iter(bytes).collect::<Result<_, _>>().unwrap_or_default()
}

pub(super) fn private_key(bytes: &[u8]) -> Option<PrivateKeyDer<'static>> {
    PrivateKeyDer::from_pem_slice(bytes).ok()
}

/// Puts a file in its place, as a whole or not at all, readable by its owner alone. When this returns it is on the disk.
pub(super) fn write(path: &Path, text: &str) -> Result<(), TlsError> {
    let new = path.with_extension("new");
    let written = || {
        let mut file = open_private(&new)?;
        file.set_len(0)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, path)?;
        path.parent().map_or(Ok(()), sync_folder)
    };
    written().map_err(TlsError::writing(path))
}
