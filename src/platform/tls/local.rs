//! The certificate of the server by the machine's own authority.

use super::authority::{self, Authority, days};
use super::{Facts, Pair, TlsError, pem};
use crate::kernel::Timestamp;
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose};
use rustls::crypto::ring;
use rustls::sign::CertifiedKey;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Apple's systems take no longer one of an authority they know (support.apple.com/102028), and who says that it will not
/// hold for the others some day.
const VALID_DAYS: i64 = 397;

/// A month for whatever keeps it from being renewed.
const RENEWED_DAYS_BEFORE: i64 = 30;

pub(super) struct Local {
    folder: PathBuf,
    pub authority: Authority,
}

impl Local {
    /// With the authority of the folder, made now if there never was one. One that exists is never replaced: every device
    /// of the office would have to be told.
    pub fn open(folder: &Path, machine: &str, names: &[String], now: Timestamp) -> Result<Local, TlsError> {
        let authority = match Authority::open(folder)? {
            Some(authority) => authority,
            None if file(folder).exists() => {
                return Err(TlsError::AuthorityMissing { path: authority::file(folder), issued: file(folder) });
            }
            None => {
                let made = Authority::make(folder, machine, names, now)?;
                tracing::info!(fingerprint = made.facts().fingerprint(), "a local certificate authority was made");
                made
            }
        };
        Ok(Local { folder: folder.to_owned(), authority })
    }

    /// The one in use before, unless it is damaged or another authority's: then a new one is as good.
    pub fn stored(&self) -> Option<Pair> {
        let bytes = pem::read(&file(&self.folder)).ok().flatten()?;
        let chain = pem::certificates(&bytes);
        let facts = Facts::read(chain.first()?)?;
        if facts.issuer != self.authority.facts().subject {
            return None;
        }
        let key = CertifiedKey::from_der(chain, pem::private_key(&bytes)?, &ring::default_provider()).ok()?;
        Some(Pair { key: Arc::new(key), facts })
    }

    /// Whether there should be another one: this one ends soon, lacks a name, or was made by a clock that went wrong.
    pub fn is_due(&self, facts: &Facts, names: &[String], now: Timestamp) -> bool {
        let is_missing = |name: &String| self.authority.may_vouch_for(name) && !facts.names.contains(name);
        !facts.is_valid(now) || facts.days_left(now) < RENEWED_DAYS_BEFORE || names.iter().any(is_missing)
    }

    /// A new one for these names, as far as the authority may vouch for them. It is on the disk when this returns.
    pub fn issue(&self, names: &[String], now: Timestamp) -> Result<Pair, TlsError> {
        let names: Vec<String> = names.iter().filter(|name| self.authority.may_vouch_for(name)).cloned().collect();
        let key = KeyPair::generate().map_err(TlsError::failed)?;
        let called = names.first().cloned().unwrap_or_default();
        let mut params = CertificateParams::new(names).map_err(TlsError::failed)?;
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, called);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        (params.not_before, params.not_after) = days(now, VALID_DAYS)?;
        let certificate = params.signed_by(&key, self.authority.issuer()).map_err(TlsError::failed)?;
        pem::write(&file(&self.folder), &[key.serialize_pem(), certificate.pem(), self.authority.pem()].concat())?;
        self.stored().ok_or_else(|| TlsError::failed("the new certificate cannot be read"))
    }
}

/// The key of the server, its certificate by the authority of the folder, and that of the authority.
pub fn file(folder: &Path) -> PathBuf {
    folder.join("server.key")
}
