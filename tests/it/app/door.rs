//! The socket of TLS, and who comes there without.

use super::tls::{HEALTH, address, authority, authority_in, get};
use crate::harness::{Korob, TestApp};
use korob::app::config::Key;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is answered to these bytes, up to the end of the connection.
fn said(at: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(at).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(bytes).unwrap();
    let mut answer = Vec::new();
    if let Err(error) = stream.read_to_end(&mut answer) {
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "it was left open");
    }
    answer
}

fn connect(authority: Vec<u8>, at: SocketAddr, protocols: &[&[u8]]) -> StreamOwned<ClientConnection, TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(authority)).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    let connection = ClientConnection::new(Arc::new(config), ServerName::try_from("localhost").unwrap()).unwrap();
    StreamOwned::new(connection, TcpStream::connect(at).unwrap())
}

#[test]
fn who_types_http_is_sent_to_the_same_place_over_tls() {
    let app = TestApp::with_settings(&[(Key::Tls, "auto")]);
    let at = address(&app);
    let ask = |line: &str, host: &str| {
        let asked = format!("{line} HTTP/1.1\r\nUser-Agent: x\r\nhost: {host}\r\n\r\n");
        String::from_utf8(said(at, asked.as_bytes())).unwrap()
    };
    let here = format!("localhost:{}", at.port());
    for method in ["GET", "HEAD"] {
        let answer = ask(&format!("{method} /companies?q=%D0%B0&sort=name"), &here);
        // For now: a browser that remembered it for good would find nobody once the office gives TLS up.
        assert!(answer.starts_with("HTTP/1.1 307 "), "{answer}");
        assert!(answer.contains(&format!("\r\nLocation: https://{here}/companies?q=%D0%B0&sort=name\r\n")), "{answer}");
    }
    let refused = [
        ("GET /", "evil.example", "421"),
        ("GET /", "localhost@evil.example", "421"),
        ("GET /", "localhost\r\nHost: evil.example", "421"),
        ("GET //evil.example/\u{7}", "localhost", "400"),
        ("GET http://evil.example/", "localhost", "400"),
        ("OPTIONS *", "localhost", "400"),
        ("POST /login", "localhost", "400"),
    ];
    for (line, host, status) in refused {
        let answer = ask(line, host);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")) && !answer.contains("Location"), "{line}: {answer}");
    }
    assert_eq!(said(at, b"GET / HTTP/1.1\r\n\r\n"), b"", "nobody knows where to");
    get(&authority(&app), at, "localhost", HEALTH).unwrap();
}

#[test]
fn what_is_neither_is_hung_up_on_and_who_says_nothing_keeps_nobody_waiting() {
    let app = TestApp::with_settings(&[(Key::Tls, "auto")]);
    let (at, authority) = (address(&app), authority(&app));
    let silent: Vec<TcpStream> = (0..300).map(|_| TcpStream::connect(at).unwrap()).collect();
    let begun = Instant::now();
    let answer = get(&authority, at, "localhost", HEALTH).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(begun.elapsed() < Duration::from_secs(3), "it waited for those who say nothing: {:?}", begun.elapsed());
    for garbage in [&b"\0\0\0\0\0\0\0\0"[..], b"\xff\xfe\xfd\xfc\xfb\xfa", b"ssh-2.0-x\r\n"] {
        let answer = said(at, garbage);
        assert!(!answer.starts_with(b"HTTP"), "{garbage:?}");
    }
    let mut longest = b"GET /".to_vec();
    longest.resize(64 * 1024, b'a');
    assert_eq!(said(at, &longest), b"");
    for mut stream in silent {
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        assert_eq!(stream.read(&mut [0]).unwrap_or_default(), 0, "who says nothing is hung up on");
    }
}

#[test]
fn http_2_is_spoken_to_who_knows_it() {
    let app = TestApp::with_settings(&[(Key::Tls, "auto")]);
    let mut stream = connect(authority(&app), address(&app), &[b"h2", b"http/1.1"]);
    // The preface of a client (RFC 9113, 3.4), which the server answers with its own.
    stream.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").unwrap();
    assert_eq!(stream.conn.alpn_protocol(), Some(&b"h2"[..]));
    let mut frame = [0; 9];
    stream.read_exact(&mut frame).unwrap();
    assert_eq!(frame[3], 4, "a frame of settings: {frame:?}");
}

#[test]
fn a_connection_that_is_kept_keeps_no_server_from_stopping() {
    let (korob, _) = Korob::office();
    let served = korob.serve(&["--tls", "auto"]);
    let at: SocketAddr = served.base().trim_start_matches("https://").parse().unwrap();
    let mut stream = connect(authority_in(korob.data()), at, &[]);
    write!(stream, "{HEALTH}\r\nHost: localhost:{}\r\n\r\n", at.port()).unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    let begun = Instant::now();
    assert_eq!(served.stop().0, 0);
    assert!(begun.elapsed() < Duration::from_secs(8), "it waited for the connection: {:?}", begun.elapsed());
}
