//! Backups and restoring by the executable itself: under load, killed at its work, with files that are not what they seem.

use super::clone::SmallDisk;
use crate::harness::{Client, Done, Korob, PASSWORD, content, earlier};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What a restore changes besides: who was signed in, and by which links.
const WAYS_IN: [&str; 2] = ["sessions", "one_time_links"];

pub(super) fn backup(korob: &Korob, arguments: &[&str]) -> Value {
    let done = korob.run(&[&["backup", "--json"], arguments].concat()).expect(0);
    serde_json::from_str(&done.out).unwrap()
}

pub(super) fn path_of(taken: &Value) -> PathBuf {
    PathBuf::from(taken["path"].as_str().unwrap())
}

/// Restores into the folder of this one; arguments after the file.
fn restore(korob: &Korob, archive: &Path, arguments: &[&str]) -> Done {
    korob.run(&[&["restore", archive.to_str().unwrap()], arguments].concat())
}

pub(super) fn tables(korob: &Korob) -> BTreeMap<String, String> {
    let connection = Connection::open(korob.data().join("korob.db")).unwrap();
    content::hashes_but(&connection, &WAYS_IN, &[]).unwrap()
}

fn names(korob: &Korob) -> BTreeSet<String> {
    let connection = Connection::open(korob.data().join("korob.db")).unwrap();
    let mut statement = connection.prepare("SELECT name FROM companies").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// A company with a file on it; the address of the file.
pub(super) fn company_with_file(program: &Client, name: &str, bytes: &[u8]) -> String {
    let id = program.post_json("/api/v1/companies", &json!({ "name": name })).expect(201).json()["id"].clone();
    let added = program.post_files(&format!("/api/v1/companies/{id}/files"), &[("договор.txt", bytes)]).expect(201);
    format!("/api/v1/files/{}/content", added.json()["items"][0]["id"])
}

#[test]
fn an_office_moves_to_another_machine_in_one_file() {
    let (korob, token) = Korob::office();
    fs::write(korob.data().join("secret.key"), "кедр").unwrap();
    fs::write(korob.data().join("license.key"), "firm: Кедр").unwrap();
    let served = korob.serve(&[]);
    let program = served.program(&token);
    let file = company_with_file(&program, "ООО «Кедр»", "договор поставки".as_bytes());
    // Its bytes lie there once, and people see two files.
    let again = [("договор (2).txt", "договор поставки".as_bytes())];
    program.post_files("/api/v1/companies/1/files", &again).expect(201);
    // While it is being served.
    let taken = backup(&korob, &[]);
    assert_eq!((&taken["counts"]["companies"], &taken["files"]), (&json!(1), &json!(1)));
    let proven = korob.run(&["backup", "verify", path_of(&taken).to_str().unwrap()]).expect(0).out;
    assert!(proven.contains("files 2 ("), "{proven}");
    assert_eq!(served.stop().0, 0);

    let moved = Korob::new();
    let archive = moved.data().parent().unwrap().join("carried.tar.zst");
    fs::copy(path_of(&taken), &archive).unwrap();
    let told = restore(&moved, &archive, &[]).expect(0).out;
    assert!(told.contains("companies 1, contacts 0") && told.contains("files 2\n"), "{told}");
    assert_eq!(tables(&moved), tables(&korob));
    assert_eq!(fs::read_to_string(moved.data().join("secret.key")).unwrap(), "кедр");
    assert_eq!(fs::read_to_string(moved.data().join("license.key")).unwrap(), "firm: Кедр");
    let left: Vec<String> = fs::read_dir(moved.data())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("restor"))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "nothing was replaced, and nothing is left of the work");

    let served = moved.serve(&[]);
    let program = served.program(&token);
    assert_eq!(program.get(&file).expect(200).body, "договор поставки".as_bytes(), "the token and the file are there");
}

#[test]
fn a_backup_is_of_one_moment_whatever_is_written_meanwhile() {
    let rounds = std::env::var("BACKUP_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    let (korob, token) = Korob::office();
    let served = korob.serve(&[]);
    let done = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let (program, done) = (served.program(&token), done.clone());
            std::thread::spawn(move || {
                let mut count = 0;
                while !done.load(Ordering::Relaxed) {
                    let name = format!("Фирма {writer}-{count}");
                    program.post_json("/api/v1/companies", &json!({ "name": name })).expect(201);
                    count += 1;
                }
                count
            })
        })
        .collect();
    let reader = served.program(&token);
    let archives: Vec<(usize, Value)> = (0..rounds)
        .map(|round| {
            let before = reader.get("/api/v1/companies?limit=1&sort=-created_at").expect(200).json();
            let acknowledged = before["items"][0]["id"].as_i64().unwrap_or_default() as usize;
            let out = korob.data().parent().unwrap().join(format!("{round}.tar.zst"));
            (acknowledged, backup(&korob, &["--out", out.to_str().unwrap()]))
        })
        .collect();
    done.store(true, Ordering::Relaxed);
    let written: usize = writers.into_iter().map(|writer| writer.join().unwrap()).sum();
    assert_eq!(served.stop().0, 0);
    for (acknowledged, taken) in archives {
        let copy = Korob::new();
        restore(&copy, &path_of(&taken), &[]).expect(0);
        let found = names(&copy);
        assert!(found.len() >= acknowledged && found.len() <= written, "{acknowledged} {} {written}", found.len());
        for writer in 0..8 {
            let prefix = format!("Фирма {writer}-");
            let count = found.iter().filter(|name| name.starts_with(&prefix)).count();
            let all = (0..count).all(|number| found.contains(&format!("{prefix}{number}")));
            assert!(all, "what writer {writer} wrote has a hole in it");
        }
        let connection = Connection::open(copy.data().join("korob.db")).unwrap();
        let events = "SELECT count(*) FROM events WHERE kind = 'company' AND verb = 'company.created'";
        let events: i64 = connection.query_row(events, [], |row| row.get(0)).unwrap();
        assert_eq!(events as usize, found.len(), "every company with its event");
        assert_eq!(korob::platform::events::first_broken_link(&connection).unwrap(), None);
    }
}

#[test]
fn an_office_of_an_earlier_version_is_saved_before_it_is_upgraded() {
    let (korob, token) = Korob::office();
    let schema = earlier::unlearn(&korob.data().join("korob.db"), 1);
    let taken = backup(&korob, &[]);
    assert_eq!(taken["schema"], schema);
    korob.run(&["backup", "verify", path_of(&taken).to_str().unwrap()]).expect(0);
    let copy = Korob::new();
    restore(&copy, &path_of(&taken), &[]).expect(0);
    copy.serve(&[]).program(&token).get("/api/v1/companies").expect(200);
}

#[test]
fn under_a_running_server_nothing_is_restored() {
    let (korob, _) = Korob::office();
    let taken = backup(&korob, &[]);
    let served = korob.serve(&[]);
    let refused = restore(&korob, &path_of(&taken), &["--yes"]).expect(1);
    assert!(refused.err.contains(&served.pid().to_string()), "{}", refused.err);
    served.client().get("/readyz").expect(200);
}

#[test]
fn what_is_there_is_replaced_only_when_that_is_wanted_and_is_kept() {
    let (korob, token) = Korob::office();
    let served = korob.serve(&[]);
    let old = served.program(&token).post_json("/api/v1/companies", &json!({ "name": "Была" })).expect(201);
    assert_eq!(old.json()["name"], "Была");
    served.stop();
    let taken = backup(&korob, &[]);
    let served = korob.serve(&[]);
    served.program(&token).post_json("/api/v1/companies", &json!({ "name": "Новая" })).expect(201);
    served.stop();
    let now = tables(&korob);

    let refused = restore(&korob, &path_of(&taken), &[]).expect(2);
    assert!(refused.err.contains("--yes"), "{}", refused.err);
    assert_eq!(tables(&korob), now);
    let done: Value =
        serde_json::from_str(&restore(&korob, &path_of(&taken), &["--yes", "--json"]).expect(0).out).unwrap();
    assert_eq!((&done["counts"]["companies"], &done["counts_before"]["companies"]), (&json!(1), &json!(2)));
    assert_eq!(names(&korob), BTreeSet::from(["Была".to_owned()]));
    let kept = Connection::open(PathBuf::from(done["kept"].as_str().unwrap()).join("korob.db")).unwrap();
    assert_eq!(kept.query_row("SELECT count(*) FROM companies", [], |row| row.get::<_, i64>(0)).unwrap(), 2);
    let served = korob.serve(&[]);
    served.program(&token).get("/api/v1/companies").expect(200);
}

#[test]
fn everybody_signs_in_again_and_a_token_that_was_ended_stays_ended() {
    let (korob, token) = Korob::office();
    let ended = korob.run(&["token", "create", "--user", "anna@a.example", "--name", "lost"]).expect(0).out;
    let served = korob.serve(&[]);
    let browser = served.client().with_header("Origin", served.base());
    browser.post_form("/login", &[("email", "anna@a.example"), ("password", PASSWORD)]).expect_redirect();
    browser.get("/companies").expect(200);
    let taken = backup(&korob, &[]);
    let lost = served.program(ended.trim());
    lost.get("/api/v1/companies").expect(200);
    korob.run(&["token", "revoke", "2"]).expect(0);
    lost.get("/api/v1/companies").expect(401);
    served.stop();

    restore(&korob, &path_of(&taken), &["--yes"]).expect(0);
    let served = korob.serve(&[]);
    served.program(&token).get("/api/v1/companies").expect(200);
    served.program(ended.trim()).get("/api/v1/companies").expect(401);
    let sessions = "SELECT count(*) FROM sessions";
    let connection = Connection::open(korob.data().join("korob.db")).unwrap();
    assert_eq!(connection.query_row(sessions, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
    served.stop();

    restore(&korob, &path_of(&taken), &["--yes", "--revoke-tokens"]).expect(0);
    let served = korob.serve(&[]);
    served.program(&token).get("/api/v1/companies").expect(401);
}

#[test]
fn what_is_no_good_backup_is_refused_and_nothing_changes() {
    let (korob, _) = Korob::office();
    let taken = path_of(&backup(&korob, &[]));
    let whole = fs::read(&taken).unwrap();
    let before = tables(&korob);
    let path = korob.data().parent().unwrap().join("bad");
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 4;
    let bad: [(&[u8], &str); 4] = [
        (&flipped, "damaged"),
        (&whole[..whole.len() - 100], "no backup of Korob"),
        (b"PK\x03\x04", "no backup of Korob"),
        (b"", "no backup of Korob"),
    ];
    for (bytes, word) in bad {
        fs::write(&path, bytes).unwrap();
        for command in [&["restore", "bad", "--yes"][..], &["backup", "verify", "bad"]] {
            let refused = korob.run(command).expect(1);
            assert!(refused.err.contains(word) && refused.err.lines().count() == 1, "{command:?}: {}", refused.err);
        }
    }
    let refused = korob.run(&["restore", "none", "--yes"]).expect(1);
    assert!(refused.err.contains("no such file"), "{}", refused.err);
    assert_eq!(tables(&korob), before);
    // Into a folder that is not there yet, either.
    let fresh = Korob::new();
    fs::write(&path, &flipped).unwrap();
    restore(&fresh, &path, &[]).expect(1);
    assert!(!fresh.data().exists(), "nothing is left of it");
    // What is left of an office whose database is lost is not replaced unasked, and is kept.
    let lost = Korob::new();
    fs::create_dir_all(lost.data()).unwrap();
    fs::write(lost.data().join("korob.db-wal"), "last work").unwrap();
    restore(&lost, &taken, &[]).expect(2);
    let done: Value = serde_json::from_str(&restore(&lost, &taken, &["--yes", "--json"]).expect(0).out).unwrap();
    assert!(done["counts_before"].is_null(), "{done}");
    let kept = Path::new(done["kept"].as_str().unwrap()).join("korob.db-wal");
    assert_eq!(fs::read_to_string(kept).unwrap(), "last work");
    korob.run(&["backup", "verify", taken.to_str().unwrap()]).expect(0);
}

#[test]
fn whoever_goes_back_to_what_was_replaced_finds_its_files() {
    let (korob, token) = Korob::office();
    let taken = path_of(&backup(&korob, &[]));
    let served = korob.serve(&[]);
    let file = company_with_file(&served.program(&token), "После копии", b"a contract");
    served.stop();
    let (_, blob) = blobs(&korob.data().join("files")).pop_first().unwrap();
    // Long enough ago for a file that nothing needs to be swept away.
    let long_ago = std::time::SystemTime::now() - Duration::from_secs(3 * 24 * 3600);
    fs::File::open(&blob).unwrap().set_times(fs::FileTimes::new().set_modified(long_ago)).unwrap();
    let done: Value = serde_json::from_str(&restore(&korob, &taken, &["--yes", "--json"]).expect(0).out).unwrap();
    let served = korob.serve(&[]);
    served.program(&token).get(&file).expect(404);
    served.stop();
    // The wrong backup: back to what was there.
    let kept = PathBuf::from(done["kept"].as_str().unwrap());
    fs::copy(kept.join("korob.db"), korob.data().join("korob.db")).unwrap();
    let served = korob.serve(&[]);
    assert_eq!(served.program(&token).get(&file).expect(200).body, b"a contract");
}

#[test]
fn what_the_replaced_office_cannot_tell_any_more_is_not_trusted() {
    let (korob, token) = Korob::office();
    let taken = path_of(&backup(&korob, &[]));
    let database = korob.data().join("korob.db");
    let mut bytes = fs::read(&database).unwrap();
    let end = bytes.len();
    bytes[4096..end].fill(0xa5);
    fs::write(&database, bytes).unwrap();
    restore(&korob, &taken, &["--yes"]).expect(0);
    let served = korob.serve(&[]);
    served.program(&token).get("/api/v1/companies").expect(401);
}

#[test]
fn a_damaged_office_is_brought_back() {
    let (korob, token) = Korob::office();
    let served = korob.serve(&[]);
    company_with_file(&served.program(&token), "Цела", b"1");
    served.stop();
    let good = tables(&korob);
    let taken = path_of(&backup(&korob, &[]));
    let database = korob.data().join("korob.db");
    let mut bytes = fs::read(&database).unwrap();
    let end = bytes.len();
    bytes[4096..end].fill(0xa5);
    fs::write(&database, bytes).unwrap();
    let refused = korob.run(&["backup"]).expect(1);
    assert!(refused.err.contains("damaged"), "no backup of a damaged office is called one: {}", refused.err);
    restore(&korob, &taken, &["--yes"]).expect(0);
    let now = tables(&korob);
    // Tokens apart: which were ended since cannot be read any more.
    let is_the_same = |(table, hash): (&String, &String)| table == "api_tokens" || now[table] == *hash;
    assert!(good.iter().all(is_the_same), "{good:?} {now:?}");
}

#[test]
fn a_file_that_is_gone_or_damaged_is_told_and_the_rest_is_saved() {
    let (korob, token) = Korob::office();
    let served = korob.serve(&[]);
    let program = served.program(&token);
    for (name, bytes) in [("Цел", &b"whole"[..]), ("Пропал", b"gone"), ("Испорчен", b"rotten")] {
        company_with_file(&program, name, bytes);
    }
    served.stop();
    let files: BTreeMap<Vec<u8>, PathBuf> = blobs(&korob.data().join("files"));
    fs::remove_file(&files[&b"gone"[..]]).unwrap();
    fs::write(&files[&b"rotten"[..]], "ROTTEN").unwrap();
    let done = korob.run(&["backup", "--json"]).expect(0);
    assert_eq!(done.err.lines().count(), 2, "{}", done.err);
    let taken: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((&taken["files"], taken["missing_files"].as_array().unwrap().len()), (&json!(1), 2));
    let verified = korob.run(&["backup", "verify", taken["path"].as_str().unwrap()]).expect(0).out;
    assert!(verified.contains("2 files were gone"), "{verified}");
    let copy = Korob::new();
    restore(&copy, &path_of(&taken), &[]).expect(0);
    assert_eq!(blobs(&copy.data().join("files")).into_keys().collect::<Vec<_>>(), [b"whole".to_vec()]);
}

fn blobs(folder: &Path) -> BTreeMap<Vec<u8>, PathBuf> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            found.extend(blobs(&entry.path()));
        } else if entry.file_name().len() == 64 {
            found.insert(fs::read(entry.path()).unwrap(), entry.path());
        }
    }
    found
}

#[test]
fn an_encrypted_backup_opens_with_its_words_only() {
    let (korob, _) = Korob::office();
    let folder = korob.data().parent().unwrap();
    fs::write(folder.join("words"), "семнадцать кедровых улиц\n").unwrap();
    fs::write(folder.join("others"), "восемнадцать\n").unwrap();
    fs::write(folder.join("empty"), "\n").unwrap();
    let taken = backup(&korob, &["--passphrase-file", "words"]);
    let path = taken["path"].as_str().unwrap();
    assert!(path.ends_with(".tar.zst.age"), "{path}");
    let listed = korob.run(&["backup", "list"]).expect(0).out;
    assert!(listed.contains("encrypted"), "{listed}");
    let sealed = korob.run(&["backup", "verify", path]).expect(0).out;
    assert!(sealed.contains("only with --identity or --passphrase-file"), "{sealed}");
    let proven = korob.run(&["backup", "verify", path, "--passphrase-file", "words", "--json"]).expect(0).out;
    assert_eq!(serde_json::from_str::<Value>(&proven).unwrap()["is_proven"], true);
    let copy = Korob::new();
    for (arguments, word) in [
        (vec![], "is encrypted"),
        (vec!["--passphrase-file", "others"], "another key"),
        (vec!["--passphrase-file", "empty"], "first line is empty"),
        (vec!["--identity", "words"], "no identity of age"),
        (vec!["--passphrase-file", "nowhere"], "cannot be read"),
    ] {
        let arguments: Vec<String> = arguments
            .iter()
            .map(
                |text: &&str| {
                    if text.starts_with("--") { (*text).to_owned() } else { folder.join(text).display().to_string() }
                },
            )
            .collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let refused = restore(&copy, Path::new(path), &arguments).expect(1);
        assert!(refused.err.contains(word), "{arguments:?}: {}", refused.err);
    }
    restore(&copy, Path::new(path), &["--passphrase-file", folder.join("words").to_str().unwrap()]).expect(0);
    assert_eq!(tables(&copy), tables(&korob));
    let refused = korob.run(&["backup", "--encrypt-to", "ssh-rsa AAAA"]).expect(2);
    assert!(refused.err.contains("age1"), "{}", refused.err);
    let secret = "AGE-SECRET-KEY-1QQPQYQSZQGPQYQSZQGP";
    let refused = korob.run(&["backup", "--encrypt-to", secret]).expect(2);
    assert!(refused.err.contains("age1") && !refused.err.contains("QQPQYQ"), "no secret is told: {}", refused.err);
    fs::write(folder.join("few"), "коротко\n").unwrap();
    let refused = korob.run(&["backup", "--passphrase-file", "few"]).expect(1);
    assert!(refused.err.contains("few: ") && refused.err.contains("12"), "{}", refused.err);
    let refused = korob.run(&["backup", "verify", folder.to_str().unwrap()]).expect(1);
    assert!(refused.err.contains("is a folder"), "{}", refused.err);
}

#[test]
fn a_backup_overwrites_nothing_and_leaves_nothing_behind() {
    let (korob, _) = Korob::office();
    let out = korob.data().parent().unwrap().join("mine");
    fs::write(&out, "my thesis").unwrap();
    let refused = korob.run(&["backup", "--out", "mine"]).expect(1);
    assert!(refused.err.contains("is there already"), "{}", refused.err);
    assert_eq!(fs::read_to_string(&out).unwrap(), "my thesis");
    korob.run(&["backup", "--out", "nowhere/mine"]).expect(1);
    korob.run(&["--data", "nothing", "backup"]).expect(1);
    assert!(!korob.data().parent().unwrap().join("nothing").exists());
    // Killed while it worked: the next one clears up.
    let backups = korob.data().join("backups");
    fs::create_dir_all(backups.join(".korob-backup-x")).unwrap();
    assert_eq!(fs::read_dir(korob.data().parent().unwrap()).unwrap().count(), 2, "the data and the thesis");
    fs::write(backups.join(".korob-backup-x/lock"), "").unwrap();
    // Killed before there was a lock, or after it was removed.
    fs::create_dir(backups.join(".korob-backup-y")).unwrap();
    fs::write(backups.join(".korob-backup-y/korob.db"), "clients").unwrap();
    let long_ago = std::time::SystemTime::now() - Duration::from_secs(120);
    let times = fs::FileTimes::new().set_modified(long_ago);
    fs::File::open(backups.join(".korob-backup-y")).unwrap().set_times(times).unwrap();
    // Just being made by another one.
    fs::create_dir(backups.join(".korob-backup-z")).unwrap();
    backup(&korob, &[]);
    fs::remove_dir(backups.join(".korob-backup-z")).expect("nobody takes it away from another one");
    let left: Vec<_> = fs::read_dir(&backups).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(korob.run(&["backup", "list"]).expect(0).out.contains("korob-"));
    assert_eq!(korob.run(&["backup", "list", "--json"]).expect(0).out.matches("\"path\"").count(), 1);
    use std::os::unix::fs::PermissionsExt;
    let archive = fs::metadata(backups.join(&left[0])).unwrap();
    assert_eq!(archive.permissions().mode() & 0o777, 0o600, "clients' data is nobody else's business");
    let duration = Duration::from_secs(60);
    assert!(archive.modified().unwrap().elapsed().unwrap() < duration);
}

/// That of the data is full, and people want the office out of there.
#[test]
fn a_full_disk_lets_a_backup_out_onto_another_one() {
    let (korob, _) = Korob::office();
    let Some(disk) = SmallDisk::mounted(2 * fs::metadata(korob.data().join("korob.db")).unwrap().len()) else { return };
    let data = disk.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::set_permissions(&data, fs::Permissions::from_mode(0o700)).unwrap();
    fs::copy(korob.data().join("korob.db"), data.join("korob.db")).unwrap();
    let to = |out: &Path, more: &[&str]| {
        let arguments = [&["backup", "--out", out.to_str().unwrap()], more].concat();
        korob.command(&arguments).env("KOROB_DATA", &data).output().unwrap()
    };
    let out = korob.data().with_file_name("out.tar.zst");
    // Encrypted it is for a place where nothing may lie in clear.
    let words = korob.data().with_file_name("words");
    fs::write(&words, "seven geese over the river").unwrap();
    let refused = to(&out, &["--passphrase-file", words.to_str().unwrap()]);
    assert!(!refused.status.success() && !out.exists());
    let made = to(&out, &[]);
    assert!(made.status.success(), "{made:?}");
    korob.run(&["backup", "verify", out.to_str().unwrap()]).expect(0);
    let left: Vec<_> = fs::read_dir(data.join("backups")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}
