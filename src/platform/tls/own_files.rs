//! The certificate of the server from files of the firm.

use super::{Facts, Pair, TlsError, pem};
use crate::kernel::Timestamp;
use rustls::crypto::ring;
use rustls::sign::CertifiedKey;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub(super) struct OwnFiles {
    certificate: PathBuf,
    key: PathBuf,
    /// The hash of what was read last; `None` when it could not be read.
    seen: Mutex<Option<[u8; 32]>>,
}

impl OwnFiles {
    pub fn new(certificate: &Path, key: &Path) -> OwnFiles {
        OwnFiles { certificate: certificate.to_owned(), key: key.to_owned(), seen: Mutex::new(None) }
    }

    /// What is in the files, if that is something else than the last time, be it good or bad.
    ///
    /// # Errors
    /// Also those of the last time, as long as a file cannot be read at all.
    pub fn read_changed(&self) -> Result<Option<Pair>, TlsError> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let before = seen.take();
        let (chain, key) = (whole(&self.certificate)?, whole(&self.key)?);
        let now: [u8; 32] = Sha256::new().chain_update(Sha256::digest(&chain)).chain_update(&key).finalize().into();
        *seen = Some(now);
        if before == Some(now) {
            return Ok(None);
        }
        self.pair(&chain, &key).map(Some)
    }

    fn pair(&self, chain: &[u8], key: &[u8]) -> Result<Pair, TlsError> {
        let chain = pem::certificates(chain);
        let facts = chain.first().and_then(|first| Facts::read(first));
        let facts = facts.ok_or_else(|| TlsError::NoCertificate { path: self.certificate.clone() })?;
        let no_key = || TlsError::NoKey { path: self.key.clone() };
        let key = pem::private_key(key).ok_or_else(no_key)?;
        match CertifiedKey::from_der(chain, key, &ring::default_provider()) {
            Ok(key) => Ok(Pair { key: Arc::new(key), facts }),
            Err(rustls::Error::InconsistentKeys(_)) => {
                Err(TlsError::Mismatch { certificate: self.certificate.clone(), key: self.key.clone() })
            }
            Err(_) => Err(no_key()),
        }
    }

    /// A new certificate whose days are over takes no good one's place.
    pub fn ensure_better(&self, new: &Facts, now: Timestamp) -> Result<(), TlsError> {
        if new.not_after < now { Err(TlsError::Expired { path: self.certificate.clone() }) } else { Ok(()) }
    }
}

fn whole(path: &Path) -> Result<Vec<u8>, TlsError> {
    let missing = || TlsError::reading(path)(std::io::ErrorKind::NotFound.into());
    pem::read(path)?.ok_or_else(missing)
}
