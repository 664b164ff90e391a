//! A certificate authority for one machine.
//!
//! Whoever holds its key can pretend to be any site towards the devices that trust it; so it may vouch only for names that
//! no site of the internet has, and for those that the office gave this machine when it was made (RFC 5280, 4.2.1.10).

use super::{Facts, TlsError, pem};
use crate::kernel::Timestamp;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    NameConstraints,
};
use rustls::pki_types::CertificateDer;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use time::OffsetDateTime;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

/// Trusting another one means a walk to every device of the office.
const VALID_DAYS: i64 = 20 * 365;

/// Names that lead nowhere outside a local network: RFC 6761, RFC 6762 with its appendix G, RFC 8375, and `internal`, which
/// ICANN keeps for this.
const LOCAL_DOMAINS: [&str; 9] =
    ["localhost", "local", "lan", "home", "home.arpa", "internal", "intranet", "private", "corp"];

/// Addresses of loopback and local networks: RFC 1918, RFC 3927, RFC 6598, RFC 4193, RFC 4291.
const LOCAL_NETWORKS: [&str; 9] = [
    "127.0.0.0/8",
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "100.64.0.0/10",
    "::1/128",
    "fc00::/7",
    "fe80::/10",
];

/// A local authority, with its key.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    der: CertificateDer<'static>,
    facts: Facts,
    vouches_for: Vec<Subtree>,
}

/// What it may vouch for.
enum Subtree {
    Domain(String),
    /// An address with its mask.
    Network(Vec<u8>, Vec<u8>),
}

impl Authority {
    /// The one of the folder, if it has one. Its file, `authority.key`, holds the key and, after it, the certificate.
    pub fn open(folder: &Path) -> Result<Option<Authority>, TlsError> {
        let path = file(folder);
        let Some(bytes) = pem::read(&path)? else { return Ok(None) };
        let damaged = || TlsError::AuthorityDamaged { path: path.clone() };
        let text = std::str::from_utf8(&bytes).map_err(|_| damaged())?;
        let key = KeyPair::from_pem(text).map_err(|_| damaged())?;
        let certificates = pem::certificates(&bytes);
        let [der] = certificates.as_slice() else { return Err(damaged()) };
        Authority::new(der.clone(), key).map(Some).ok_or_else(damaged)
    }

    /// Makes one for the machine, which is also to vouch for `names`. The caller knows that the folder has none.
    pub(super) fn make(folder: &Path, machine: &str, names: &[String], now: Timestamp) -> Result<Authority, TlsError> {
        let key = KeyPair::generate().map_err(TlsError::failed)?;
        let mut params = CertificateParams::default();
        // Two boxes of an office, or the same one set up anew, must not be taken for one another in a list.
        let mark = hex(&params.key_identifier(&key)[..4]);
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, format!("Korob {machine} {mark}"));
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        (params.not_before, params.not_after) = days(now, VALID_DAYS)?;
        params.name_constraints =
            Some(NameConstraints { permitted_subtrees: permitted(names), excluded_subtrees: Vec::new() });
        let certificate = params.self_signed(&key).map_err(TlsError::failed)?;
        pem::write(&file(folder), &[key.serialize_pem(), certificate.pem()].concat())?;
        let made = Authority::new(certificate.der().clone(), key);
        made.ok_or_else(|| TlsError::failed("the new authority cannot be read"))
    }

    fn new(der: CertificateDer<'static>, key: KeyPair) -> Option<Authority> {
        let (_, certificate) = X509Certificate::from_der(&der).ok()?;
        let is_pair = certificate.public_key().subject_public_key.data.as_ref() == key.public_key_raw();
        if !is_pair || !certificate.is_ca() {
            return None;
        }
        let constraints = certificate.name_constraints().ok()?;
        let subtrees = constraints.and_then(|found| found.value.permitted_subtrees.as_ref());
        let vouches_for = subtrees.into_iter().flatten().filter_map(|subtree| match &subtree.base {
            GeneralName::DNSName(name) => Some(Subtree::Domain((*name).to_owned())),
            GeneralName::IPAddress(bytes) => {
                let (address, mask) = bytes.split_at(bytes.len() / 2);
                Some(Subtree::Network(address.to_vec(), mask.to_vec()))
            }
            _ => None,
        });
        let vouches_for = vouches_for.collect();
        let facts = Facts::read(&der)?;
        let issuer = Issuer::from_ca_cert_der(&der, key).ok()?;
        Some(Authority { issuer, facts, vouches_for, der })
    }

    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The certificate, which anybody may have, as bytes.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The certificate as text.
    pub fn pem(&self) -> String {
        const LINE: usize = 64;
        let encoded = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, &*self.der);
        let mut text = "-----BEGIN CERTIFICATE-----\n".to_owned();
        for at in (0..encoded.len()).step_by(LINE) {
            text.push_str(&encoded[at..encoded.len().min(at + LINE)]);
            text.push('\n');
        }
        text + "-----END CERTIFICATE-----\n"
    }

    /// Whether devices believe it about this host name or address.
    pub fn may_vouch_for(&self, name: &str) -> bool {
        let address = name.parse::<IpAddr>().ok().map(octets);
        self.vouches_for.iter().any(|subtree| match (subtree, &address) {
            (Subtree::Domain(domain), None) => {
                name.strip_suffix(domain.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            }
            (Subtree::Network(network, mask), Some(address)) if network.len() == address.len() => {
                address.iter().zip(network).zip(mask).all(|((own, network), mask)| own & mask == network & mask)
            }
            _ => false,
        })
    }

    pub(super) fn issuer(&self) -> &Issuer<'static, KeyPair> {
        &self.issuer
    }
}

pub(super) fn file(folder: &Path) -> PathBuf {
    folder.join("authority.key")
}

fn permitted(names: &[String]) -> Vec<GeneralSubtree> {
    let mut subtrees: Vec<GeneralSubtree> =
        LOCAL_DOMAINS.iter().map(|name| GeneralSubtree::DnsName((*name).to_owned())).collect();
    subtrees.extend(LOCAL_NETWORKS.iter().filter_map(|text| text.parse().ok()).map(GeneralSubtree::IpAddress));
    subtrees.extend(names.iter().map(|name| match name.parse::<IpAddr>() {
        Ok(address) => {
            let bits = if address.is_ipv4() { 32 } else { 128 };
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(address, bits))
        }
        Err(_) => GeneralSubtree::DnsName(name.clone()),
    }));
    subtrees
}

/// From the day before, since clocks in an office differ.
pub(super) fn days(now: Timestamp, days: i64) -> Result<(OffsetDateTime, OffsetDateTime), TlsError> {
    const DAY: i64 = 24 * 60 * 60;
    let at = |secs: i64| OffsetDateTime::from_unix_timestamp(secs).map_err(TlsError::failed);
    let begin = now.0.div_euclid(1000) - DAY;
    Ok((at(begin)?, at(begin + days * DAY)?))
}

fn octets(address: IpAddr) -> Vec<u8> {
    match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
