//! The office over HTTPS, by its own authority and by the firm's certificate.

use crate::harness::{Browser, Korob, PASSWORD, TestApp, email};
use korob::app::config::Key;
use korob::kernel::{Clock, HeldClock, Lang, SystemClock};
use korob::platform::i18n::tr;
use korob::platform::tls::Certificates;
use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion};
use std::fs;
use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

const BOTH: &[&SupportedProtocolVersion] = &[&TLS12, &TLS13];

/// A device that trusts one authority alone asks for a page of a host at an address: the whole answer.
pub(super) fn get(authority: &[u8], at: SocketAddr, host: &str, request: &str) -> Result<String, String> {
    get_by(BOTH, authority, at, host, request)
}

fn get_by(
    versions: &[&'static SupportedProtocolVersion],
    authority: &[u8],
    at: SocketAddr,
    host: &str,
    request: &str,
) -> Result<String, String> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(authority.to_vec())).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_protocol_versions(versions).unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let socket = TcpStream::connect_timeout(&at, Duration::from_secs(10)).map_err(|error| error.to_string())?;
    let mut stream = StreamOwned::new(connection, socket);
    let asked = format!("{request}\r\nHost: {host}:{}\r\nConnection: close\r\n\r\n", at.port());
    stream.write_all(asked.as_bytes()).map_err(|error| error.to_string())?;
    let mut answer = Vec::new();
    // A connection that is closed without goodbye has said all that was asked for, too.
    let _ = stream.read_to_end(&mut answer);
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

pub(super) fn address(app: &TestApp) -> SocketAddr {
    app.base().trim_start_matches("https://").parse().unwrap()
}

pub(super) fn authority(app: &TestApp) -> Vec<u8> {
    app.presence().certificates().unwrap().authority().unwrap().der().to_vec()
}

pub(super) const HEALTH: &str = "GET /healthz HTTP/1.1";

#[test]
fn a_device_that_trusts_the_authority_comes_by_name_and_by_address() {
    let app = TestApp::with_settings(&[(Key::Tls, "auto")]);
    let (authority, at) = (authority(&app), address(&app));
    for host in ["localhost", "127.0.0.1"] {
        for versions in [&[&TLS12][..], &[&TLS13]] {
            let answer = get_by(versions, &authority, at, host, HEALTH).unwrap();
            assert!(answer.starts_with("HTTP/1.1 200"), "{host}: {answer}");
        }
    }
    let answer = get(&authority, at, "localhost", "GET /login HTTP/1.1").unwrap();
    assert!(!answer.to_lowercase().contains("strict-transport-security"), "a lost authority must lock nobody out");
    // The certificate is for this name, but who listens on this machine alone has no other name than loopback.
    let answer = get(&authority, at, "korob.local", HEALTH).unwrap();
    assert!(answer.starts_with("HTTP/1.1 421"), "{answer}");
    get(&authority, at, "evil.example", HEALTH).unwrap_err();
    let other = TestApp::with_settings(&[(Key::Tls, "auto")]);
    get(&self::authority(&other), at, "localhost", HEALTH).unwrap_err();
}

#[test]
fn nothing_older_than_tls_1_2_is_spoken() {
    let app = TestApp::with_settings(&[(Key::Tls, "auto")]);
    // A greeting of TLS 1.1 (RFC 4346, 7.4.1.2) with one of its suites.
    let mut greeting = vec![3, 2];
    greeting.extend([7; 32]);
    greeting.extend([0, 0, 2, 0, 0x2f, 1, 0]);
    let length = u16::try_from(greeting.len()).unwrap().to_be_bytes();
    let mut record = vec![22, 3, 1];
    record.extend((u16::try_from(greeting.len() + 4).unwrap()).to_be_bytes());
    record.extend([1, 0, length[0], length[1]]);
    record.extend(greeting);
    let mut stream = TcpStream::connect(address(&app)).unwrap();
    stream.write_all(&record).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert_eq!(answer.first(), Some(&21), "an alert (RFC 8446, 6), nothing else: {answer:?}");
}

/// A certificate as a firm would buy it: for loopback, so that the test can come.
fn put_files(folder: &Path, name: &str) -> Vec<u8> {
    put_files_for(folder, name, 90)
}

/// The same for so many days from now.
fn put_files_for(folder: &Path, name: &str, days: i64) -> Vec<u8> {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    // An hour more, which nobody works for.
    params.not_after = time::OffsetDateTime::now_utc() + time::Duration::days(days) + time::Duration::hours(1);
    let certificate = params.self_signed(&key).unwrap();
    fs::write(folder.join("crm.pem"), certificate.pem()).unwrap();
    fs::write(folder.join("crm.key"), key.serialize_pem()).unwrap();
    certificate.der().to_vec()
}

#[test]
fn files_of_the_firm_are_taken_over_while_people_work_and_a_bad_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let first = put_files(folder.path(), "localhost");
    let [certificate, key] = ["crm.pem", "crm.key"].map(|name| folder.path().join(name).display().to_string());
    let app = TestApp::with_settings(&[(Key::Tls, "files"), (Key::TlsCert, &certificate), (Key::TlsKey, &key)]);
    let at = address(&app);
    let answer = get(&first, at, "localhost", HEALTH).unwrap();
    assert!(answer.to_lowercase().contains("strict-transport-security: max-age="), "{answer}");
    let second = put_files(folder.path(), "localhost");
    app.presence().look();
    get(&second, at, "localhost", HEALTH).unwrap();
    get(&first, at, "localhost", HEALTH).unwrap_err();
    fs::write(&certificate, "broken").unwrap();
    app.presence().look();
    get(&second, at, "localhost", HEALTH).unwrap();
    let trouble = app.presence().certificates().unwrap().trouble().unwrap();
    let page = page(&app, &second, "/settings/certificate");
    assert!(page.contains(&trouble.text(Lang::Ru)) && page.contains(tr::certificate_trouble(Lang::Ru)), "{page}");
    let answer = get(&second, at, "localhost", "GET /trust HTTP/1.1").unwrap();
    assert!(answer.starts_with("HTTP/1.1 404"), "there is no authority to trust: {answer}");
}

#[test]
fn at_sighup_new_files_of_the_firm_are_taken_over_at_once_and_the_server_goes_on() {
    let (korob, _) = Korob::office();
    let config = "tls = \"files\"\ntls_cert = \"crm.pem\"\ntls_key = \"crm.key\"\n";
    fs::write(korob.data().join("korob.toml"), config).unwrap();
    let first = put_files(korob.data(), "localhost");
    let served = korob.serve(&[]);
    let at: SocketAddr = served.base().trim_start_matches("https://").parse().unwrap();
    get(&first, at, "localhost", HEALTH).unwrap();
    let second = put_files(korob.data(), "localhost");
    let pid = rustix::process::Pid::from_raw(served.pid().try_into().unwrap()).unwrap();
    let asked = Instant::now();
    rustix::process::kill_process(pid, rustix::process::Signal::HUP).unwrap();
    while get(&second, at, "localhost", HEALTH).is_err() {
        // By itself it looks after half a minute.
        assert!(asked.elapsed() < Duration::from_secs(20), "the signal had no effect");
        std::thread::sleep(Duration::from_millis(20));
    }
    get(&first, at, "localhost", HEALTH).unwrap_err();
    let (code, log) = served.stop();
    assert!(code == 0 && log.contains("SIGHUP"), "{log}");
}

/// A page as Anna sees it, signed in over TLS.
fn page(app: &TestApp, authority: &[u8], path: &str) -> String {
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("email", &*email("anna")), ("password", PASSWORD)])
        .finish();
    // A browser that was here before without TLS still sends what it got then.
    let port = address(app).port();
    let head = format!(
        "Cookie: korob_{port}=from-plain-http\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}",
        form.len()
    );
    let login = post(authority, address(app), &head, &form);
    let set = format!("set-cookie: __Host-korob_{port}=");
    let cookie = login.lines().find_map(|line| line.strip_prefix(&set)).unwrap_or_else(|| {
        panic!("no cookie for TLS alone: {login}");
    });
    assert!(cookie.contains("Secure") && cookie.contains("HttpOnly") && cookie.contains("Path=/"), "{cookie}");
    let session = cookie.split(';').next().unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nCookie: korob_{port}=from-plain-http; __Host-korob_{port}={session}");
    get(authority, address(app), "localhost", &request).unwrap()
}

fn post(authority: &[u8], at: SocketAddr, head: &str, body: &str) -> String {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(authority.to_vec())).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_protocol_versions(BOTH).unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let connection = ClientConnection::new(Arc::new(config), ServerName::try_from("localhost").unwrap()).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(at).unwrap());
    let asked =
        format!("POST /login HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n{head}\r\n\r\n{body}", at.port());
    stream.write_all(asked.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn without_breaks(page: &str) -> String {
    page.replace("<wbr>", "")
}

#[test]
fn anybody_may_fetch_the_certificate_of_the_authority_and_nothing_else_of_it() {
    let app = TestApp::with_settings(&[(Key::Tls, "auto")]);
    let (authority, at) = (authority(&app), address(&app));
    let facts = app.presence().certificates().unwrap().authority().unwrap().facts().clone();
    let trust = get(&authority, at, "localhost", "GET /trust?lang=pl HTTP/1.1").unwrap();
    assert!(
        without_breaks(&trust).contains(&facts.fingerprint()) && trust.contains(tr::certificate_trust(Lang::Pl)),
        "{trust}"
    );
    let pem = get(&authority, at, "localhost", "GET /trust/korob.pem HTTP/1.1").unwrap();
    let (head, body) = pem.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert_eq!(CertificateDer::from_pem_slice(body.as_bytes()).unwrap().as_ref(), authority);
    assert!(!body.contains("PRIVATE"), "{body}");
    let der = get(&authority, at, "localhost", "GET /trust/korob.crt HTTP/1.1").unwrap();
    assert!(der.contains("content-type: application/x-x509-ca-cert"), "{der}");
    let page = page(&app, &authority, "/settings/certificate");
    assert!(without_breaks(&page).contains(&facts.fingerprint()) && page.contains("class=\"qr\""), "{page}");
    TestApp::start().anonymous().get("/trust").expect(404);
    TestApp::start().as_("anna").get("/settings/certificate").expect(200).has(tr::certificate_off(Lang::Ru));
}

#[test]
fn the_end_of_the_firms_certificate_is_told_in_the_log_and_by_the_doctor() {
    let (korob, _) = Korob::office();
    let config = "tls = \"files\"\ntls_cert = \"crm.pem\"\ntls_key = \"crm.key\"\n";
    fs::write(korob.data().join("korob.toml"), config).unwrap();
    for (days, said, health) in [(15, "", "good"), (9, "ends soon", "warning"), (-3, "has expired", "bad")] {
        put_files_for(korob.data(), "localhost", days);
        let (code, log) = korob.serve(&[]).stop();
        assert_eq!(code, 0);
        let lines: Vec<&str> = log.lines().filter(|line| line.contains("the certificate in use")).collect();
        assert!(lines.len() == usize::from(!said.is_empty()) && log.contains(said), "{days}: {log}");
        let told = korob.run(&["doctor", "--json"]);
        assert_eq!(told.code, i32::from(health == "bad"));
        let told: serde_json::Value = serde_json::from_str(&told.out).unwrap();
        let mut checks = told["checks"].as_array().unwrap().iter();
        let found = checks.find(|found| found["check"] == "certificate").unwrap();
        assert_eq!(found["health"], health, "{days}: {found}");
    }
    fs::write(korob.data().join("korob.toml"), "tls = \"auto\"\n").unwrap();
    let told = korob.run(&["doctor", "--json"]).expect(0).out;
    assert!(!told.contains("\"certificate\""), "there was no start with it yet: {told}");
    korob.serve(&[]).stop();
    let told = korob.run(&["doctor", "--json"]).expect(0).out;
    assert!(told.contains("\"certificate\""), "{told}");
}

#[test]
fn the_doctor_sees_an_authority_that_was_made_under_a_wrong_clock() {
    let (korob, _) = Korob::office();
    let (ahead, names) = (SystemClock.now().plus_secs(30 * 365 * 24 * 3600), ["localhost".to_owned()]);
    let tls = korob.data().join("tls");
    Certificates::local(&tls, "box", &names, &names, Arc::new(HeldClock::at(ahead))).unwrap();
    fs::write(korob.data().join("korob.toml"), "tls = \"auto\"\n").unwrap();
    korob.serve(&[]).stop();
    let told = korob.run(&["doctor"]).expect(1).out;
    let found = [tr::certificate_authority_not_valid(Lang::En), tr::doctor_do_authority(Lang::En)];
    assert!(found.iter().all(|text| told.contains(text)), "{told}");
    for file in ["authority.key", "server.key"] {
        fs::remove_file(tls.join(file)).unwrap();
    }
    korob.serve(&[]).stop();
    korob.run(&["doctor"]).expect(0);
}

#[test]
fn without_encryption_on_a_network_administrators_are_told_on_every_page() {
    let app = TestApp::with_settings(&[(Key::Listen, "0.0.0.0:0"), (Key::AllowPlainHttp, "true"), (Key::Mdns, "no")]);
    let told = tr::certificate_in_the_clear(Lang::Ru);
    app.as_("anna").get("/leads").expect(200).has(told);
    app.as_("olga").get("/leads").expect(200).has_not(told);
    app.as_("anna").get("/settings/certificate").expect(200).has(told);
    TestApp::start().as_("anna").get("/leads").expect(200).has_not(told);
}

#[test]
fn an_authority_that_is_damaged_is_told_and_left_alone() {
    let (korob, _) = Korob::office();
    korob.serve(&["--tls", "auto"]).kill();
    let path = korob.data().join("tls/authority.key");
    fs::write(&path, "broken").unwrap();
    let refused = korob.run(&["serve", "--listen", "127.0.0.1:0", "--tls", "auto", "--lang", "ru"]).expect(1);
    assert!(refused.err.contains("authority.key") && refused.err.lines().count() == 1, "{}", refused.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), "broken");
}

/// The authority of a folder, as a device has it.
pub(super) fn authority_in(data: &Path) -> Vec<u8> {
    CertificateDer::from_pem_slice(&fs::read(data.join("tls/authority.key")).unwrap()).unwrap().to_vec()
}

fn backup_of(korob: &Korob) -> PathBuf {
    let archive = korob.data().with_file_name("carried");
    korob.run(&["backup", "--out", archive.to_str().unwrap()]).expect(0);
    archive
}

#[test]
fn devices_trust_the_office_on_the_machine_it_moved_to() {
    let (korob, _) = Korob::office();
    korob.serve(&["--tls", "auto"]).stop();
    let trusted = authority_in(korob.data());
    let archive = backup_of(&korob);
    korob.run(&["backup", "verify", archive.to_str().unwrap()]).expect(0);

    let moved = Korob::new();
    let done = moved.run(&["restore", archive.to_str().unwrap(), "--json"]).expect(0).out;
    let done: serde_json::Value = serde_json::from_str(&done).unwrap();
    assert!(done["kept"].is_null(), "nothing was replaced: {done}");
    assert_eq!(authority_in(moved.data()), trusted);
    assert!(!moved.data().join("tls/server.key").exists(), "the certificate itself is of the other machine");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&moved.data().join("tls/authority.key")), 0o600);
    assert_eq!(mode(&moved.data().join("tls")), 0o700);
    let served = moved.serve(&["--tls", "auto"]);
    let at = served.base().trim_start_matches("https://").parse().unwrap();
    assert!(get(&trusted, at, "localhost", HEALTH).unwrap().starts_with("HTTP/1.1 200"));
}

/// What devices trust belongs to the office: it comes and goes with it.
#[test]
fn over_another_office_the_authority_of_the_backup_is_in_force_and_the_way_back_is_kept() {
    let (korob, _) = Korob::office();
    korob.serve(&["--tls", "auto"]).stop();
    let archive = backup_of(&korob);
    let (other, _) = Korob::office();
    other.serve(&["--tls", "auto"]).stop();
    let (new, old) = (authority_in(korob.data()), authority_in(other.data()));
    let done = other.run(&["restore", archive.to_str().unwrap(), "--yes", "--json"]).expect(0).out;
    let done: serde_json::Value = serde_json::from_str(&done).unwrap();
    let kept = Path::new(done["kept"].as_str().unwrap());
    assert_eq!((authority_in(other.data()), authority_in(kept)), (new.clone(), old.clone()));
    let reached = |authority: &[u8]| {
        let served = other.serve(&["--tls", "auto"]);
        get(authority, served.base().trim_start_matches("https://").parse().unwrap(), "localhost", HEALTH)
    };
    reached(&new).unwrap();
    reached(&old).unwrap_err();
    // Back by hand: what was kept is put where it was.
    for name in ["korob.db", "tls/authority.key"] {
        fs::copy(kept.join(name), other.data().join(name)).unwrap();
    }
    reached(&old).unwrap();

    // An office that never had one leaves what is there.
    let (plain, _) = Korob::office();
    other.run(&["restore", backup_of(&plain).to_str().unwrap(), "--yes"]).expect(0);
    assert_eq!(authority_in(other.data()), old);
    // A damaged one would only keep a server from starting: the rest of the office is saved without it.
    fs::write(plain.data().join("tls/authority.key"), "broken").unwrap();
    fs::remove_file(plain.data().with_file_name("carried")).unwrap();
    other.run(&["restore", backup_of(&plain).to_str().unwrap(), "--yes"]).expect(0);
    assert_eq!(authority_in(other.data()), old);
}

#[test]
fn in_a_browser_that_trusts_the_authority_people_sign_in_without_a_warning() {
    let app = TestApp::with_settings(&[(Key::Tls, "auto")]);
    let file = app.scratch().join("korob.pem");
    fs::write(&file, app.presence().certificates().unwrap().authority().unwrap().pem()).unwrap();
    let home = tempfile::tempdir().unwrap();
    let base = format!("https://localhost:{}", address(&app).port());
    let browser = Browser::trusting(&base, &file, home.path());
    for (lang, theme) in [("ru", "light"), ("pl", "dark"), ("en", "light")] {
        browser.prefer_dark(theme == "dark");
        browser.go(&format!("/trust?lang={lang}"));
        browser.see(".fingerprint");
        browser.screenshot(&format!("trust-{lang}-{theme}"));
        browser.no_problems();
    }
    browser.prefer_dark(false);
    browser.sign_in("anna");
    browser.go("/settings/certificate");
    browser.see(".qr");
    assert_eq!(browser.eval("return window.isSecureContext && document.cookie.includes('__Host-')", &[]), false);
    browser.size(1280, 900);
    browser.screenshot("certificate");
    browser.no_problems();
    browser.prefer_dark(true);
    browser.phone();
    browser.screenshot("certificate-phone-dark");
    browser.no_problems();
}

/// Two machines on a network cable; gone with this value.
struct Network {
    names: [String; 2],
}

impl Network {
    const SERVER: &str = "10.77.7.1";

    /// The error says what this machine does not permit.
    fn lay() -> Result<Network, String> {
        let network = Network { names: ["a", "b"].map(|end| format!("korob-{}-{end}", std::process::id())) };
        let [a, b] = &network.names;
        let (va, vb) = (format!("ka{}", std::process::id()), format!("kb{}", std::process::id()));
        for order in [
            format!("netns add {a}"),
            format!("netns add {b}"),
            format!("link add {va} netns {a} type veth peer name {vb} netns {b}"),
            format!("-n {a} addr add {}/24 dev {va}", Network::SERVER),
            format!("-n {b} addr add 10.77.7.2/24 dev {vb}"),
            format!("-n {a} link set lo up"),
            format!("-n {a} link set {va} up multicast on"),
            format!("-n {b} link set {vb} up multicast on"),
            format!("-n {a} route add 224.0.0.0/4 dev {va}"),
            format!("-n {b} route add 224.0.0.0/4 dev {vb}"),
        ] {
            let outcome = Command::new("ip").args(order.split(' ')).output().map_err(|error| error.to_string())?;
            if !outcome.status.success() {
                return Err(format!("ip {order}: {}", String::from_utf8_lossy(&outcome.stderr).trim()));
            }
        }
        Ok(network)
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        for name in &self.names {
            let _ = Command::new("ip").args(["netns", "delete", name]).output();
        }
    }
}

/// On this thread alone, and whatever it starts.
fn move_to(name: &str) {
    let file = fs::File::open(format!("/run/netns/{name}")).unwrap();
    let kind = rustix::thread::LinkNameSpaceType::Network;
    rustix::thread::move_into_link_name_space(std::os::fd::AsFd::as_fd(&file), Some(kind)).unwrap();
}

fn resolve(name: &str) -> Option<IpAddr> {
    let daemon = mdns_sd::ServiceDaemon::new().unwrap();
    let found = daemon.resolve_hostname(name, Some(15_000)).unwrap();
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(15) {
        if let Ok(mdns_sd::HostnameResolutionEvent::AddressesFound(_, addresses)) =
            found.recv_timeout(Duration::from_secs(1))
        {
            let _ = daemon.shutdown();
            return addresses.iter().map(mdns_sd::ScopedIp::to_ip_addr).find(IpAddr::is_ipv4);
        }
    }
    let _ = daemon.shutdown();
    None
}

#[test]
fn a_device_of_the_network_finds_it_by_the_name_that_it_announces() {
    let network = match Network::lay() {
        Ok(network) => network,
        Err(reason) => {
            // Past what the harness of tests keeps to itself.
            let _ =
                writeln!(std::io::stderr(), "SKIPPED: no network between two namespaces can be laid here: {reason}");
            return;
        }
    };
    let (korob, _) = Korob::office();
    let mut command = Command::new("ip");
    command.args(["netns", "exec", &network.names[0]]).arg(crate::harness::executable());
    command.args(["serve", "--listen", "0.0.0.0:8443", "--tls", "auto"]).env("KOROB_DATA", korob.data());
    let served = crate::harness::Served::start(command);
    assert!(served.said.contains(&format!("https://{}:8443/", Network::SERVER)), "{}", served.said);
    assert!(served.said.contains("https://korob.local:8443/"), "{}", served.said);
    let key = fs::read(korob.data().join("tls/authority.key")).unwrap();
    let authority = CertificateDer::from_pem_slice(&key).unwrap().to_vec();
    let client = network.names[1].clone();
    let visit = std::thread::spawn(move || {
        move_to(&client);
        let found = resolve("korob.local.").expect("korob.local is answered for");
        assert_eq!(found.to_string(), Network::SERVER);
        for host in ["korob.local", Network::SERVER] {
            let answer = get(&authority, (found, 8443).into(), host, HEALTH).unwrap();
            assert!(answer.starts_with("HTTP/1.1 200"), "{host}: {answer}");
        }
    });
    visit.join().unwrap();
    drop(served);
}
