use crate::harness::{Korob, PASSWORD, TestApp, email};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

#[test]
fn health_is_told_to_anybody() {
    let app = TestApp::empty();
    assert_eq!(app.anonymous().get("/healthz").expect(200).text(), "ok");
    let refused = app.anonymous().send(ureq::http::Method::DELETE, "/healthz", None).expect(405);
    assert_eq!(refused.header("allow"), "GET, HEAD");
}

#[test]
fn it_is_ready_once_the_office_is_set_up() {
    TestApp::empty().anonymous().get("/readyz").expect(503).has("not set up");
    TestApp::start().anonymous().get("/readyz").expect(200);
}

#[test]
fn a_path_that_leads_nowhere_is_told_in_the_readers_language() {
    let app = TestApp::empty();
    let reader = app.anonymous().with_header("Accept-Language", "pl-PL,pl;q=0.9,en;q=0.5");
    let page = reader.get("/nowhere").expect(404);
    assert_eq!(page.attributes("html", "lang"), ["pl"]);
    assert_eq!(page.texts("h1"), [tr::web_not_found(Lang::Pl)]);
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    let problem = app.anonymous().get("/api/v1/nowhere").expect(404);
    assert_eq!(
        (problem.header("content-type"), &problem.json()["code"]),
        ("application/problem+json", &"not_found".into())
    );
}

#[test]
fn pages_are_sent_packed() {
    // What Chromium sends. Brotli would save a little more of a network that is quick, and cost more than the page.
    let app = TestApp::empty();
    let browser = app.anonymous().with_header("Accept-Encoding", "gzip, deflate, br, zstd");
    let page = browser.get("/login").expect(200);
    assert_eq!(page.header("content-encoding"), "gzip");
}

#[test]
fn another_name_is_not_answered_for() {
    let app = TestApp::empty();
    app.anonymous().with_header("Host", "evil.example").get("/healthz").expect(421).has("korob.toml");
}

/// The proxy speaks TLS with people and plain HTTP with the server, and passes on the name that was asked for.
#[test]
fn behind_a_proxy_people_are_served_as_at_its_address() {
    let app = TestApp::behind("https://crm.tulapolis.example");
    let through = app.anonymous().with_header("Host", "crm.tulapolis.example");
    let form = [("email", &*email("anna")), ("password", PASSWORD)];
    through.with_header("Origin", "http://crm.tulapolis.example").post_form("/login", &form).expect(403);
    let signed_in =
        through.with_header("Origin", "https://crm.tulapolis.example").post_form("/login", &form).expect(303);
    assert!(signed_in.header("strict-transport-security").starts_with("max-age="));
    let cookie =
        signed_in.headers.iter().find(|(name, value)| name == "set-cookie" && value.starts_with("__Host-korob="));
    assert!(cookie.is_some_and(|(_, value)| value.contains("Secure")), "{:?}", signed_in.headers);
    through.get("/api").expect(200).has("https://crm.tulapolis.example/api/v1/");
    // Beside the proxy it is plain HTTP as before.
    let beside = app.anonymous().with_header("Origin", app.base()).post_form("/login", &form).expect(303);
    assert!(
        beside.headers.iter().any(|(name, value)| name == "set-cookie"
            && value.starts_with(&format!("{}=", app.anonymous().session_cookie())))
    );
    app.as_("anna").get("/api").expect(200).has(&format!("{}/api/v1/", app.base()));
}

#[test]
fn a_server_stops_in_good_order_when_told() {
    let korob = Korob::new();
    let served = korob.serve(&[]);
    served.client().get("/healthz").expect(200);
    let (code, log) = served.stop();
    assert_eq!(code, 0, "{log}");
    assert_eq!(fs::read_to_string(korob.data().join("lock")).unwrap(), "", "it said goodbye");
    let log_size = fs::metadata(korob.data().join("korob.db-wal")).map_or(0, |file| file.len());
    assert_eq!(log_size, 0, "the log was folded into the database");
}

#[test]
fn the_secrets_of_links_stay_out_of_the_log() {
    let korob = Korob::new();
    let served = korob.serve(&["-v"]);
    let (_, link) = served.said.split_once("/setup/").expect("a link for the set-up");
    let secret: String = link.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    served.client().get(&format!("/setup/{secret}")).expect(200);
    served.client().get("/password/quite-a-secret").expect(404);
    served.client().get("/passwort/quite-a-secret").expect(404);
    let (_, log) = served.stop();
    for route in ["/setup/{token}", "/password/{token}"] {
        assert!(log.contains(route), "{log}");
    }
    assert!(!log.contains(&secret) && !log.contains("quite-a-secret"), "{log}");
}

#[test]
fn a_second_server_on_the_folder_is_refused_with_the_pid_of_the_first() {
    let korob = Korob::new();
    let served = korob.serve(&[]);
    let refused = korob.run(&["serve", "--listen", "127.0.0.1:0"]).expect(1);
    assert!(refused.err.contains(&format!("pid {}", served.pid())), "{}", refused.err);
    assert_eq!(refused.err.lines().count(), 1, "{}", refused.err);
    served.client().get("/healthz").expect(200);
}

#[test]
fn a_taken_port_is_told_with_a_way_out() {
    let (first, second) = (Korob::new(), Korob::new());
    let served = first.serve(&[]);
    let taken = served.base().trim_start_matches("http://");
    let refused = second.run(&["serve", "--listen", taken]).expect(1);
    assert!(refused.err.contains(taken) && refused.err.contains("--listen"), "{}", refused.err);
}

#[test]
fn a_request_that_trickles_in_does_not_hold_others_up() {
    let app = TestApp::empty();
    let address = app.base().trim_start_matches("http://");
    let mut slow: Vec<TcpStream> = (0..50).map(|_| TcpStream::connect(address).unwrap()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: loc").unwrap();
    }
    app.anonymous().get("/healthz").expect(200);
    // They are still heard when they make up their minds.
    let stream = &mut slow[0];
    stream.write_all(b"alhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}
