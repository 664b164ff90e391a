//! What a certificate says of itself.

use super::{TlsError, pem};
use crate::kernel::Timestamp;
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use std::path::Path;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

/// Read from a certificate; nothing of it is proven by that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Whose it is.
    pub subject: String,
    /// Who says so.
    pub issuer: String,
    /// Host names and addresses, as they stand in it.
    pub names: Vec<String>,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
    pub sha256: [u8; 32],
}

impl Facts {
    /// Fewer days than these are told to administrators by all means: whoever brings another one needs some.
    pub const DAYS_TO_ACT: i64 = 14;

    /// Of the first certificate of a PEM file: the server's own.
    pub fn of_file(path: &Path) -> Result<Facts, TlsError> {
        let nothing = || TlsError::NoCertificate { path: path.to_owned() };
        let bytes = pem::read(path)?.ok_or_else(nothing)?;
        pem::certificates(&bytes).first().and_then(|first| Facts::read(first)).ok_or_else(nothing)
    }

    /// `None` for what is no certificate.
    pub(super) fn read(der: &[u8]) -> Option<Facts> {
        let (_, certificate) = X509Certificate::from_der(der).ok()?;
        let names = certificate.subject_alternative_name().ok().flatten();
        let names = names.map(|names| names.value.general_names.iter().filter_map(name).collect());
        let validity = certificate.validity();
        let at = |secs: i64| Timestamp(secs.saturating_mul(1000));
        Some(Facts {
            subject: called(certificate.subject()),
            issuer: called(certificate.issuer()),
            names: names.unwrap_or_default(),
            not_before: at(validity.not_before.timestamp()),
            not_after: at(validity.not_after.timestamp()),
            sha256: Sha256::digest(der).into(),
        })
    }

    /// SHA-256 as systems show it: `3F:A0:...`.
    pub fn fingerprint(&self) -> String {
        let pairs: Vec<String> = self.sha256.iter().map(|byte| format!("{byte:02X}")).collect();
        pairs.join(":")
    }

    /// Whether its days are these; one that is valid later only is of a clock that went wrong.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        (self.not_before..=self.not_after).contains(&now)
    }

    pub fn days_left(&self, now: Timestamp) -> i64 {
        (self.not_after.0 - now.0).div_euclid(24 * 60 * 60 * 1000)
    }
}

/// The common name, else all of it.
fn called(name: &x509_parser::x509::X509Name<'_>) -> String {
    let common = name.iter_common_name().next().and_then(|common| common.as_str().ok());
    common.map_or_else(|| name.to_string(), str::to_owned)
}

fn name(name: &GeneralName<'_>) -> Option<String> {
    match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress(bytes) => Some(address(bytes)?.to_string()),
        _ => None,
    }
}

/// RFC 5280, 4.2.1.6: in network byte order.
fn address(bytes: &[u8]) -> Option<IpAddr> {
    let v4 = <[u8; 4]>::try_from(bytes).ok().map(IpAddr::from);
    v4.or_else(|| <[u8; 16]>::try_from(bytes).ok().map(IpAddr::from))
}
