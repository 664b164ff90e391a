use super::*;
use crate::kernel::{Clock, HeldClock, Lang, Timestamp};
use rcgen::{CertificateParams, KeyPair};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{Error, RootCertStore};
use std::fs;
use std::path::Path;
use std::time::Duration;

const DAY: i64 = 24 * 60 * 60;

fn held() -> Arc<HeldClock> {
    // 2026-11-27, noon.
    Arc::new(HeldClock::at(Timestamp(1_795_780_800_000)))
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn local(folder: &Path, clock: &Arc<HeldClock>) -> Result<Arc<Certificates>, TlsError> {
    let own = names(&["box", "box.local", "korob.local", "localhost", "127.0.0.1", "192.168.1.5"]);
    Certificates::local(folder, "box", &names(&["box", "crm.firma.pl"]), &own, clock.clone())
}

/// As a device does that trusts the authority.
fn is_believed(certificates: &Certificates, name: &str, now: Timestamp) -> Result<(), Error> {
    let mut roots = RootCertStore::empty();
    let authority = certificates.authority().unwrap();
    roots.add(CertificateDer::from(authority.der().to_vec())).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
    let chain = certificates.shown();
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let now = UnixTime::since_unix_epoch(Duration::from_secs((now.0 / 1000).unsigned_abs()));
    verifier.verify_server_cert(&chain[0], &chain[1..], &name, &[], now).map(drop)
}

#[test]
fn a_device_that_trusts_the_authority_believes_its_names_and_addresses() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), held());
    let certificates = local(folder.path(), &clock).unwrap();
    for name in ["box", "box.local", "korob.local", "localhost", "127.0.0.1", "192.168.1.5"] {
        is_believed(&certificates, name, clock.now()).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    for name in ["firma.pl", "192.168.1.6"] {
        assert!(is_believed(&certificates, name, clock.now()).is_err(), "{name}");
    }
    let facts = certificates.facts();
    assert_eq!((facts.not_after.0 - facts.not_before.0) / 1000, 397 * DAY, "Apple takes 398 days");
    assert!(certificates.authority().unwrap().facts().days_left(clock.now()) > 19 * 365);
}

#[test]
fn the_authority_vouches_for_no_site_of_the_internet() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), held());
    let certificates = local(folder.path(), &clock).unwrap();
    let authority = certificates.authority().unwrap();
    for name in ["x.local", "box", "a.box", "crm.firma.pl", "10.1.2.3", "172.31.0.1", "fd00::1", "srv.lan"] {
        assert!(authority.may_vouch_for(name), "{name}");
    }
    for name in ["firma.pl", "www.firma.pl", "notlocal", "local.com", "8.8.8.8", "172.32.0.1", "2001:db8::1", "outbox"]
    {
        assert!(!authority.may_vouch_for(name), "{name}");
    }
    // Whoever stole its key could write such a certificate; no device believes it.
    let mut params = CertificateParams::new(names(&["bank.example"])).unwrap();
    params.use_authority_key_identifier_extension = true;
    let forged = params.signed_by(&KeyPair::generate().unwrap(), authority.issuer()).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(authority.der().to_vec())).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
    let now = UnixTime::since_unix_epoch(Duration::from_secs((clock.now().0 / 1000).unsigned_abs()));
    let bank = ServerName::try_from("bank.example").unwrap();
    assert!(verifier.verify_server_cert(forged.der(), &[], &bank, &[], now).is_err());
    // A name it may not vouch for spoils the certificate of no other.
    certificates.look(&names(&["box", "www.firma.pl"]));
    assert!(certificates.trouble().is_none());
}

#[test]
fn a_start_finds_what_the_one_before_made() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), held());
    let first = local(folder.path(), &clock).unwrap();
    let second = local(folder.path(), &clock).unwrap();
    assert_eq!(first.facts(), second.facts());
    assert_eq!(first.authority().unwrap().der(), second.authority().unwrap().der());
    #[cfg(unix)]
    for name in ["authority.key", "server.key"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn it_is_renewed_before_its_end_and_when_a_name_is_new() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), held());
    let certificates = local(folder.path(), &clock).unwrap();
    let own = certificates.facts().names;
    let first = certificates.facts();
    clock.advance_secs(360 * DAY);
    certificates.look(&own);
    assert_eq!(certificates.facts(), first, "a month and more is left");
    clock.advance_secs(10 * DAY);
    certificates.look(&own);
    let second = certificates.facts();
    assert!(second.not_after > first.not_after);
    is_believed(&certificates, "korob.local", clock.now()).unwrap();
    certificates.look(&[&own[..], &names(&["192.168.7.7"])].concat());
    is_believed(&certificates, "192.168.7.7", clock.now()).unwrap();
    assert_ne!(certificates.facts(), second);
    // The clock of the machine was years ahead.
    clock.advance_secs(-3 * 365 * DAY);
    certificates.look(&own);
    assert!(certificates.facts().is_valid(clock.now()));
    // What is in use is what the next start finds.
    assert_eq!(local(folder.path(), &clock).unwrap().facts(), certificates.facts());
}

#[test]
fn an_authority_is_never_replaced() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), held());
    let made = local(folder.path(), &clock).unwrap();
    let path = folder.path().join("authority.key");
    let good = fs::read(&path).unwrap();
    let other = tempfile::tempdir().unwrap();
    local(other.path(), &clock).unwrap();
    let others = fs::read_to_string(other.path().join("authority.key")).unwrap();
    let (others_key, _) = others.split_once("-----BEGIN CERTIFICATE").unwrap();
    let certificate = made.authority().unwrap().pem();
    for damaged in [Vec::new(), good[..good.len() / 2].to_vec(), [others_key, &certificate].concat().into_bytes()] {
        fs::write(&path, &damaged).unwrap();
        let refused = local(folder.path(), &clock).unwrap_err();
        assert!(matches!(refused, TlsError::AuthorityDamaged { .. }), "{refused}");
        assert_eq!(fs::read(&path).unwrap(), damaged, "nothing is written");
    }
    fs::remove_file(&path).unwrap();
    let refused = local(folder.path(), &clock).unwrap_err();
    assert!(matches!(refused, TlsError::AuthorityMissing { .. }), "{refused}");
    assert!(refused.text(Lang::Ru).contains("server.key"));
    fs::write(&path, &good).unwrap();
    // That of the server is nobody's loss.
    fs::write(folder.path().join("server.key"), "broken").unwrap();
    let again = local(folder.path(), &clock).unwrap();
    is_believed(&again, "box.local", clock.now()).unwrap();
}

/// A certificate as a firm would buy it, with its key.
fn issue(name: &str, clock: &HeldClock, days: i64) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(names(&[name])).unwrap();
    (params.not_before, params.not_after) = authority::days(clock.now(), days).unwrap();
    (params.self_signed(&key).unwrap().pem(), key.serialize_pem())
}

#[test]
fn files_of_the_firm_are_read_again_and_bad_ones_refused() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), held());
    let (certificate, key) = (folder.path().join("crm.pem"), folder.path().join("crm.key"));
    let put = |pair: &(String, String)| {
        fs::write(&certificate, &pair.0).unwrap();
        fs::write(&key, &pair.1).unwrap();
    };
    let (first, second) = (issue("one.example", &clock, 90), issue("two.example", &clock, 90));
    put(&first);
    let certificates = Certificates::from_files(&certificate, &key, clock.clone()).unwrap();
    let shown = || certificates.facts().names;
    let trouble = || certificates.trouble().map(|trouble| trouble.to_string()).unwrap_or_default();
    certificates.look(&[]);
    assert_eq!((shown(), trouble()), (names(&["one.example"]), String::new()));
    // Half of a renewal.
    fs::write(&certificate, &second.0).unwrap();
    certificates.look(&[]);
    assert_eq!(shown(), ["one.example"]);
    assert!(trouble().contains("do not belong together"), "{}", trouble());
    certificates.look(&[]);
    assert!(!trouble().is_empty(), "it is told for as long as it lasts");
    fs::write(&key, &second.1).unwrap();
    certificates.look(&[]);
    assert_eq!((shown(), trouble()), (names(&["two.example"]), String::new()));
    for (text, said) in [("", "no whole certificate"), (&first.0[..200], "no whole certificate")] {
        fs::write(&certificate, text).unwrap();
        certificates.look(&[]);
        assert!(trouble().contains(said), "{}", trouble());
    }
    fs::remove_file(&certificate).unwrap();
    certificates.look(&[]);
    assert!(trouble().contains("cannot be read"), "{}", trouble());
    put(&issue("old.example", &clock, -5));
    certificates.look(&[]);
    assert!(trouble().contains("expired"), "{}", trouble());
    assert_eq!(shown(), ["two.example"]);
    put(&second);
    certificates.look(&[]);
    assert_eq!((shown(), trouble()), (names(&["two.example"]), String::new()));
    fs::write(&key, "no key").unwrap();
    let refused = Certificates::from_files(&certificate, &key, clock.clone()).unwrap_err();
    assert!(refused.to_string().contains("no private key"), "{refused}");
}

#[test]
fn a_fingerprint_is_written_as_systems_write_it() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), held());
    let certificates = local(folder.path(), &clock).unwrap();
    let fingerprint = certificates.authority().unwrap().facts().fingerprint();
    assert_eq!(fingerprint.len(), 32 * 3 - 1);
    assert!(fingerprint.split(':').all(|pair| u8::from_str_radix(pair, 16).is_ok() && pair == pair.to_uppercase()));
}
