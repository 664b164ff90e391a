//! The licence by the executable itself: made, signed, put in force on a running server, and never in anybody's way.

use crate::harness::licence::{Build, key, licence, sealed};
use crate::harness::{Done, Korob};
use korob::office::licence::Licence;
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

fn json_of(done: Done) -> Value {
    serde_json::from_str(&done.expect(0).out).unwrap()
}

fn add(email: &str) -> [&str; 8] {
    ["user", "add", "--role", "staff", "--email", email, "--name", "Ольга"]
}

/// The database as it lies on the disk, with its log.
fn bytes_of(korob: &Korob) -> Vec<Option<Vec<u8>>> {
    ["korob.db", "korob.db-wal", "license.key"].map(|name| fs::read(korob.data().join(name)).ok()).into()
}

#[test]
fn from_a_pair_of_keys_to_seats_on_a_running_server() {
    let (korob, token) = Korob::office();
    let scratch = korob.data().parent().unwrap();
    let [private, file] = ["vendor.key", "tulapolis.licence"].map(|name| scratch.join(name).display().to_string());
    // The vendor's side, by the real executable.
    let made = korob.run(&["license", "keygen", "--out", &private]).expect(0).out;
    let line = made.lines().find(|line| line.starts_with("key ")).unwrap();
    assert_eq!(fs::metadata(&private).unwrap().permissions().mode() & 0o777, 0o600);
    let pem = fs::read_to_string(&private).unwrap();
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----"), "{pem}");
    korob.run(&["license", "keygen", "--out", &private]).expect(1);
    assert_eq!(fs::read_to_string(&private).unwrap(), pem, "a key is never overwritten");

    let build = Build { key: line.to_owned(), ..Build::of(&key()) };
    let served = build.serve(&korob);
    let stands = json_of(build.run(&korob, &["license", "status", "--json"]));
    assert_eq!((&stands["licence"], &stands["seats"], &stands["active_users"]), (&Value::Null, &json!(2), &json!(1)));
    let office = stands["office"].as_str().unwrap();
    let request = build.run(&korob, &["license", "request"]).expect(0).out;
    assert!(request.contains(office) && request.contains("active users: 1"), "{request}");
    assert!(!request.contains("anna") && !request.contains("Анна"), "{request}");

    build.run(&korob, &add("olga@a.example")).expect(0);
    let refused = build.run(&korob, &add("igor@a.example")).expect(1);
    assert!(refused.err.contains("email: All 2 seats are taken"), "{}", refused.err);
    build.run(&korob, &["user", "disable", "olga@a.example"]).expect(0);
    build.run(&korob, &add("igor@a.example")).expect(0);
    build.run(&korob, &["user", "enable", "olga@a.example"]).expect(1);

    let issue = ["license", "issue", "--key", &private, "--firm", "ООО «Тулаполис»", "--id", "K-1", "--office", office];
    let terms = ["--seats", "3", "--issued-on", "2026-01-15", "--updates-until", "2028-01-15"];
    let code = korob.run(&[&issue[..], &terms, &["--code"]].concat()).expect(0).out;
    let renewed = build.run(&korob, &["license", "renew", code.trim()]).expect(0).out;
    assert!(renewed.contains("K-1") && renewed.contains("3 seats"), "{renewed}");
    let lies = korob.data().join("license.key");
    assert_eq!(fs::metadata(&lies).unwrap().permissions().mode() & 0o777, 0o600);
    // At once, on the server that runs.
    build.run(&korob, &["user", "enable", "olga@a.example"]).expect(0);
    build.run(&korob, &add("yulia@a.example")).expect(1);
    served.program(&token).get("/api/v1/companies").expect(200);

    // A file, for more and longer; then the smaller one again, for who insists.
    let more = ["--seats", "9", "--issued-on", "2026-02-01", "--updates-until", "2029-01-15", "--out", &file];
    korob.run(&[&issue[..], &more].concat()).expect(0);
    build.run(&korob, &["license", "renew", &file]).expect(0);
    build.run(&korob, &add("yulia@a.example")).expect(0);
    let before = fs::read(&lies).unwrap();
    let older = build.run(&korob, &["--lang", "pl", "license", "renew", code.trim()]).expect(1);
    assert!(older.err.contains("nowsza"), "{}", older.err);
    let empty = scratch.join("empty.licence").display().to_string();
    fs::write(&empty, "\n").unwrap();
    for (given, said) in [
        ("AQAA", "no licence of Korob"),
        ("lost.licence", "no such file"),
        (&empty, "empty.licence: The file is empty"),
        (".", ". is a folder"),
        (&code[..100], "way"),
    ] {
        let refused = build.run(&korob, &["license", "renew", given]).expect(1);
        assert!(refused.err.contains(said), "{}", refused.err);
    }
    assert_eq!(fs::read(&lies).unwrap(), before);
    build.run(&korob, &["license", "renew", code.trim(), "--replace"]).expect(0);
    // Four people on three seats: nobody is locked out, and nobody new is let in.
    served.program(&token).get("/api/v1/companies").expect(200);
    build.run(&korob, &add("petr@a.example")).expect(1);
    let stands = json_of(build.run(&korob, &["license", "status", "--json"]));
    assert_eq!(
        (&stands["active_users"], &stands["seats"], &stands["licence"]["id"]),
        (&json!(4), &json!(3), &json!("K-1"))
    );
    assert_eq!(served.stop().0, 0);

    // It goes along to another machine, and is still this office's.
    let taken = json_of(build.run(&korob, &["backup", "--json"]));
    let moved = Korob::new();
    build.run(&moved, &["restore", taken["path"].as_str().unwrap()]).expect(0);
    let stands = json_of(build.run(&moved, &["license", "status", "--json"]));
    assert_eq!((&stands["licence"]["id"], &stands["unusable"]), (&json!("K-1"), &Value::Null));
    // Nor is it any other's.
    let (other, _) = Korob::office();
    let foreign = build.run(&other, &["license", "renew", code.trim()]).expect(1);
    assert!(foreign.err.contains("another office"), "{}", foreign.err);
    // The real executable has keys of its own.
    let unknown = other.run(&["license", "renew", code.trim()]).expect(1);
    assert!(unknown.err.contains(line.split(' ').nth(1).unwrap()), "{}", unknown.err);
}

#[test]
fn a_licence_that_cannot_be_issued_says_why() {
    let korob = Korob::new();
    let private = korob.data().parent().unwrap().join("vendor.key").display().to_string();
    korob.run(&["license", "keygen", "--out", &private]).expect(0);
    let issue = ["license", "issue", "--key", &private, "--id", "K-1", "--issued-on", "2026-01-15"];
    for (more, code) in [
        (["--firm", "", "--seats", "3", "--updates-until", "2027-01-15"], 1),
        (["--firm", "Кедр", "--seats", "0", "--updates-until", "2027-01-15"], 1),
        (["--firm", "Кедр", "--seats", "3", "--updates-until", "2025-01-15"], 1),
        (["--firm", "Кедр", "--seats", "three", "--updates-until", "2027-01-15"], 2),
        (["--firm", "Кедр", "--seats", "3", "--updates-until", "31.12.2027"], 2),
        (["--firm", "Кедр", "--seats", "3", "--updates-until", "2027-01-15"], 0),
    ] {
        assert_eq!(korob.run(&[&issue[..], &more].concat()).expect(code).out.is_empty(), code != 0, "{more:?}");
    }
    let more = ["--firm", "Кедр", "--seats", "3", "--updates-until", "2027-01-15"];
    let pem = fs::read_to_string(&private).unwrap();
    let refused = korob.run(&[&issue[..], &more, &["--out", &private]].concat()).expect(1).err;
    assert!(refused.contains("vendor.key is there already"), "{refused}");
    assert_eq!(fs::read_to_string(&private).unwrap(), pem, "the key is not written over");
    for arguments in
        [&["license", "keygen", "--out", "no/such"][..], &[&issue[..], &more, &["--out", "no/such"]].concat()]
    {
        let refused = korob.run(arguments).expect(1).err;
        assert!(refused.contains("no/such cannot be written"), "{refused}");
    }
    fs::write(&private, "no key").unwrap();
    assert!(korob.run(&[&issue[..], &more].concat()).expect(1).err.contains("no private key"));
    korob.run(&["license", "status"]).expect(1);
    assert!(!korob.data().exists(), "who only looks makes no office");
}

#[test]
fn a_newer_executable_touches_nothing_before_it_is_covered() {
    let (korob, _) = Korob::office();
    let own = Build::of(&key());
    let newer = Build { released_on: Some("2028-01-16"), ..own.clone() };
    // Without a licence every version runs.
    newer.serve(&korob).stop();
    own.run(&korob, &["license", "renew", &sealed(licence()).code()]).expect(0);
    let last = Build { released_on: Some("2028-01-15"), ..own.clone() };
    last.serve(&korob).stop();

    let before = bytes_of(&korob);
    let writing: [&[&str]; 5] = [
        &["serve", "--listen", "127.0.0.1:0"],
        &["upgrade"],
        &["upgrade", "--dry-run"],
        &["user", "disable", "anna@a.example"],
        &["seed", "--contacts", "1"],
    ];
    for arguments in writing {
        let refused = newer.run(&korob, arguments).expect(1);
        let told = refused.err.lines().last().unwrap();
        assert!(told.contains("15 Jan 2028") && told.contains("license renew") && told.contains("again"), "{told}");
        assert_eq!(bytes_of(&korob), before, "{arguments:?}");
    }
    // Reading, export and backup never ask; nor do they shape the database, which another version goes on with.
    let listed = json_of(newer.run(&korob, &["user", "list", "--json"]));
    assert_eq!(listed[0]["email"], "anna@a.example");
    let out = korob.data().parent().unwrap().join("clients.csv");
    newer.run(&korob, &["export", "contacts", "--out", out.to_str().unwrap()]).expect(0);
    assert!(out.exists());
    newer.run(&korob, &["license", "status"]).expect(0);
    newer.run(&korob, &["license", "request"]).expect(0);
    let taken = json_of(newer.run(&korob, &["backup", "--json"]));
    let path = PathBuf::from(taken["path"].as_str().unwrap());
    newer.run(&korob, &["backup", "verify", path.to_str().unwrap()]).expect(0);
    assert_eq!(bytes_of(&korob), before);
    let restored = Korob::new();
    newer.run(&restored, &["restore", path.to_str().unwrap()]).expect(0);
    assert_eq!(fs::read(restored.data().join("license.key")).ok(), before[2]);

    // A renewal that is too short helps nobody; a longer one lets it serve.
    let short = Licence { id: "K-2".to_owned(), ..licence() };
    let told = newer.run(&korob, &["license", "renew", &sealed(short).code()]).expect(1);
    assert!(told.err.contains("16 Jan 2028"), "{}", told.err);
    assert_eq!(bytes_of(&korob), before);
    let long = Licence { id: "K-3".to_owned(), updates_until: "2029-01-15".parse().unwrap(), ..licence() };
    newer.run(&korob, &["license", "renew", &sealed(long).code()]).expect(0);
    newer.serve(&korob).stop();
}

#[test]
fn whenever_a_renewal_is_killed_the_licence_is_the_old_one_or_the_new_one() {
    let rounds: u32 = std::env::var("RENEW_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(6);
    let (korob, _) = Korob::office();
    let build = Build::of(&key());
    let both = ["K-1", "K-2"].map(|id| sealed(Licence { id: id.to_owned(), ..licence() }));
    let begun = Instant::now();
    build.run(&korob, &["license", "renew", &both[0].code()]).expect(0);
    let whole = begun.elapsed();
    let mut seen = [0, 0];
    for round in 0..rounds {
        let text = both[(round % 2) as usize].code();
        let mut renewing = build.command(&korob, &["license", "renew", &text]).spawn().unwrap();
        // Not to synchronise with anything: the moment of the kill is what is tried out.
        std::thread::sleep(whole.mul_f64(rand::random_range(0.2..1.1)));
        renewing.kill().unwrap();
        renewing.wait().unwrap();
        let found = fs::read_to_string(korob.data().join("license.key")).unwrap();
        let which = both.iter().position(|sealed| sealed.file() == found).expect("neither the old nor the new one");
        seen[which] += 1;
        let stands = json_of(build.run(&korob, &["license", "status", "--json"]));
        assert_eq!(stands["licence"]["id"], json!(["K-1", "K-2"][which]));
    }
    println!("{rounds} kills within {:?}: {seen:?}", whole.max(Duration::ZERO));
    // What the history tells last is what lies there, once somebody looked.
    build.run(&korob, &["user", "disable", "nobody@a.example"]).expect(1);
    let connection = rusqlite::Connection::open(korob.data().join("korob.db")).unwrap();
    let known: String =
        connection.query_row("SELECT value FROM settings WHERE key = 'licence'", [], |row| row.get(0)).unwrap();
    let known: Licence = serde_json::from_str(&known).unwrap();
    let found = fs::read_to_string(korob.data().join("license.key")).unwrap();
    assert_eq!(sealed(known).file(), found);
}
