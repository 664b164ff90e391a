//! `korob doctor`: what it finds, what it sets right, what it saves of a damaged office, what it tells a stranger.

use super::clone::SmallDisk;
use crate::harness::{Done, Korob};
use korob::platform::db::Db;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

fn office_with_clients() -> Korob {
    let (korob, _) = Korob::office();
    korob.run(&["seed", "--contacts", "60", "--yes"]).expect(0);
    korob
}

fn checked(korob: &Korob, arguments: &[&str]) -> (Done, Value) {
    let done = korob.run(&[&["doctor", "--json"], arguments].concat());
    let told = serde_json::from_str(&done.out).unwrap_or_else(|_| panic!("{done:?}"));
    (done, told)
}

/// How a check ended: the worst, where it says several things.
fn health<'v>(told: &'v Value, check: &str) -> &'v str {
    let found = told["checks"].as_array().unwrap().iter().filter(|found| found["check"] == check);
    let all: BTreeSet<&str> = found.map(|found| found["health"].as_str().unwrap()).collect();
    ["bad", "warning", "good"].into_iter().find(|health| all.contains(health)).unwrap_or("none")
}

fn database(korob: &Korob) -> Connection {
    Connection::open(korob.data().join("korob.db")).unwrap()
}

#[test]
fn a_well_box_is_told_to_be_well_whether_it_is_served_or_not() {
    let korob = office_with_clients();
    let served = korob.serve(&[]);
    let (done, told) = checked(&korob, &[]);
    assert_eq!((done.code, &told["is_good"]), (0, &json!(true)), "{told:#}");
    for check in ["database", "links", "schema", "search", "files", "server", "rights", "clock", "disk"] {
        assert_eq!(health(&told, check), "good", "{check}: {told:#}");
    }
    // There was no night yet.
    assert_eq!(health(&told, "backups"), "warning");
    assert!(told["checks"].to_string().contains(&served.pid().to_string()));
    assert_eq!(served.stop().0, 0);
    let (done, told) = checked(&korob, &["--deep"]);
    assert_eq!((done.code, health(&told, "history"), health(&told, "leftovers")), (0, "good", "good"), "{told:#}");
    let words = korob.run(&["doctor", "--lang", "pl"]).expect(0).out;
    assert!(words.contains("Baza danych") && words.contains("Kopie zapasowe"), "{words}");
    let nothing = korob.run(&["doctor", "--data", "nowhere"]).expect(1);
    assert!(nothing.err.contains("nowhere") && !Path::new("nowhere").exists(), "{nothing:?}");
}

#[test]
fn a_licence_that_cannot_be_used_is_told() {
    let (korob, _) = Korob::office();
    assert_eq!(health(&checked(&korob, &[]).1, "licence"), "good");
    fs::write(korob.data().join("license.key"), "a licence, no doubt").unwrap();
    let (done, told) = checked(&korob, &[]);
    assert_eq!((done.code, health(&told, "licence")), (0, "warning"), "it locks nobody out: {told:#}");
    assert!(told["checks"].to_string().contains("license renew"), "{told:#}");
}

#[test]
fn what_is_safe_to_set_right_is_set_right() {
    let korob = office_with_clients();
    let data = korob.data();
    fs::set_permissions(data, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(data.join("korob.db"), fs::Permissions::from_mode(0o644)).unwrap();
    fs::remove_file(data.join("reserve")).unwrap();
    fs::create_dir_all(data.join("files/arriving")).unwrap();
    fs::write(data.join("files/arriving/abc"), "half a file").unwrap();
    fs::write(data.join(".command-x"), "half a command").unwrap();
    database(&korob)
        .execute_batch(
            "UPDATE search SET fold = 'nobody' WHERE kind = 'contact' AND record_id < 4;
             DELETE FROM search WHERE kind = 'company' AND record_id = 1;
             INSERT INTO companies_grams (companies_grams) VALUES ('delete-all')",
        )
        .unwrap();
    let (done, told) = checked(&korob, &[]);
    assert_eq!(done.code, 1);
    for (check, expected) in [("rights", "bad"), ("reserve", "warning"), ("leftovers", "warning"), ("search", "bad")] {
        assert_eq!(health(&told, check), expected, "{check}: {told:#}");
    }
    // Only rights under a server, and it says why.
    let served = korob.serve(&[]);
    let (done, told) = checked(&korob, &["--fix"]);
    assert_eq!((done.code, health(&told, "rights"), health(&told, "search")), (1, "good", "bad"), "{told:#}");
    assert!(told["fixed"]["left"].to_string().contains(&served.pid().to_string()), "{told:#}");
    served.stop();
    fs::write(data.join("files/arriving/abc"), "half a file").unwrap();
    let (done, told) = checked(&korob, &["--fix"]);
    assert_eq!(done.code, 0, "{told:#}");
    assert_eq!(told["fixed"]["left"], json!([]));
    assert!(!data.join("files/arriving/abc").exists() && data.join("reserve").exists());
    let (done, told) = checked(&korob, &["--deep"]);
    assert_eq!((done.code, health(&told, "search")), (0, "good"), "{told:#}");
    let again = korob.run(&["doctor", "--fix"]).expect(0).out;
    assert!(again.contains("nothing to set right"), "{again}");
}

#[test]
fn what_is_wrong_is_named() {
    let korob = office_with_clients();
    let data = korob.data();
    fs::write(data.join("korob.toml"), "listen = \"here\"\n").unwrap();
    fs::set_permissions(data.join("korob.toml"), fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(data.join("secret.key"), "").unwrap();
    fs::create_dir(data.join("before-upgrade-1")).unwrap();
    let old = SystemTime::now() - Duration::from_secs(31 * 24 * 3600);
    let kept = fs::File::open(data.join("before-upgrade-1")).unwrap();
    kept.set_times(fs::FileTimes::new().set_modified(old)).unwrap();
    database(&korob)
        .execute_batch(
            "PRAGMA foreign_keys = OFF;
             INSERT INTO sessions (token_hash, user_id, is_kept, created_at, last_seen_at, ip, agent)
             VALUES (zeroblob(32), 77, 0, 1, 1, '', '');
             UPDATE actions SET at = 32503680000000 WHERE id = (SELECT max(id) FROM actions);
             INSERT INTO attachments (owner_kind, owner_id, sha256, name, media_type, size_bytes, created_at, created_by)
             VALUES ('contact', 1, printf('%064d', 0), 'a.txt', 'text/plain', 3, 1, 1);
             INSERT INTO imports (kind, user_id, file_name, status, plan, tally, rows_done, created_at)
             VALUES ('contact', 1, 'a.csv', 'running', '{}', '{}', 3, 1);
             INSERT INTO settings (key, value, updated_at) VALUES ('backups.outcome',
                '{\"proven_at\":1000,\"proven\":null,\"failure\":null,\"failed_at\":null}', 1)",
        )
        .unwrap();
    let (done, told) = checked(&korob, &[]);
    assert_eq!(done.code, 1);
    for check in ["settings", "keys", "links", "clock", "files", "backups"] {
        assert_eq!(health(&told, check), "bad", "{check}: {told:#}");
    }
    for check in ["kept", "imports", "second_place"] {
        assert_eq!(health(&told, check), "warning", "{check}: {told:#}");
    }
    for check in told["checks"].as_array().unwrap() {
        let is_told = check["health"] == "good" || check["to_do"].is_string();
        assert!(is_told, "what to do: {check:#}");
    }
}

#[test]
fn another_file_an_empty_one_and_a_later_version_are_told_apart() {
    let korob = office_with_clients();
    let path = korob.data().join("korob.db");
    database(&korob).execute_batch("PRAGMA user_version = 2099010101; UPDATE instance SET made_by = '9.4.0'").unwrap();
    let (done, told) = checked(&korob, &[]);
    assert_eq!((done.code, health(&told, "schema"), health(&told, "database")), (1, "bad", "good"), "{told:#}");
    assert!(told["checks"].to_string().contains("9.4.0"));
    let whole = fs::read(&path).unwrap();
    for (bytes, word) in [
        (&b"a text, no database at all, however long it may be"[..], "not a Korob database"),
        (&whole[..whole.len() - 100], "damaged"),
    ] {
        fs::write(&path, bytes).unwrap();
        let (done, told) = checked(&korob, &["--fix"]);
        assert_eq!((done.code, health(&told, "database")), (1, "bad"));
        assert!(told["checks"].to_string().contains(word), "{told:#}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "it is not mended by guessing");
    }
}

/// What is known of a database lies in its first page: the records are in the backups alone, which is said.
#[test]
fn a_lost_first_page_is_told_with_the_way_to_the_backups() {
    let (korob, token) = Korob::office();
    let served = korob.serve(&[]);
    let program = served.program(&token);
    let id = program.post_json("/api/v1/companies", &json!({ "name": "Кедр" })).expect(201).json()["id"].clone();
    program.post_files(&format!("/api/v1/companies/{id}/files"), &[("договор.txt", b"paper")]).expect(201);
    served.stop();
    let taken: Value = serde_json::from_str(&korob.run(&["backup", "--json"]).expect(0).out).unwrap();
    let path = korob.data().join("korob.db");
    let whole = fs::read(&path).unwrap();
    // All of it; its head; all but its head.
    for (round, lost) in [0..4096, 0..100, 100..4096].into_iter().enumerate() {
        let mut damaged = whole.clone();
        damaged[lost].fill(0xa5);
        fs::write(&path, &damaged).unwrap();
        let (done, told) = checked(&korob, &[]);
        assert_eq!((done.code, health(&told, "database")), (1, "bad"), "{told:#}");
        let to = format!("saved-{round}");
        let done = korob.run(&["doctor", "salvage", "--to", &to]).expect(1);
        assert_eq!(done.err.lines().count(), 1, "{}", done.err);
        let backups = korob.data().join("backups");
        assert!(done.err.contains("korob restore") && done.err.contains(backups.to_str().unwrap()), "{}", done.err);
        assert!(done.out.contains("Saved 1 file;"), "{}", done.out);
        assert_eq!(fs::read_dir(korob.data().with_file_name(to).join("files")).unwrap().count(), 1);
        assert_eq!(fs::read(&path).unwrap(), damaged, "the damaged file is as it was");
        korob.run(&["serve", "--listen", "127.0.0.1:0"]).expect(1);
        assert_eq!(fs::read(&path).unwrap(), damaged, "it is not begun anew");
    }
    korob.run(&["restore", taken["path"].as_str().unwrap(), "--yes"]).expect(0);
    // Which tokens were ended since cannot be told any more: none is good.
    korob.serve(&[]).program(&token).get("/api/v1/companies").expect(401);
    let name: String = database(&korob).query_row("SELECT name FROM companies", [], |row| row.get(0)).unwrap();
    assert_eq!(name, "Кедр");
}

#[test]
fn tables_that_a_damaged_schema_does_not_name_are_told_as_lost() {
    let korob = office_with_clients();
    let all: BTreeSet<String> = saved_tables(&korob, "whole").into_iter().map(|(name, _)| name).collect();
    let path = korob.data().join("korob.db");
    let mut bytes = fs::read(&path).unwrap();
    // The first page leads to those that hold the schema (sqlite.org/fileformat2.html 1.6): the last but one is lost.
    assert_eq!(bytes[100], 5, "the schema is too small for this test");
    let count = u16::from_be_bytes([bytes[103], bytes[104]]) as usize;
    let cell = u16::from_be_bytes([bytes[112 + 2 * (count - 1)], bytes[113 + 2 * (count - 1)]]) as usize;
    let leaf = u32::from_be_bytes(bytes[cell..cell + 4].try_into().unwrap()) as usize;
    bytes[(leaf - 1) * 4096..leaf * 4096].fill(0xa5);
    fs::write(&path, &bytes).unwrap();
    let saved = saved_tables(&korob, "damaged");
    assert_eq!(
        saved.iter().map(|(name, _)| name.clone()).collect::<BTreeSet<_>>(),
        all,
        "none is passed over in silence"
    );
    let damaged: Vec<_> = saved.iter().filter(|(_, is_damaged)| *is_damaged).collect();
    assert!(!damaged.is_empty() && damaged.len() < all.len(), "{damaged:?}");
}

/// Their names, and whether each is damaged.
fn saved_tables(korob: &Korob, to: &str) -> Vec<(String, bool)> {
    let done = korob.run(&["doctor", "salvage", "--to", to, "--json"]).expect(0);
    let told: Value = serde_json::from_str(&done.out).unwrap();
    let tables = told["tables"].as_array().unwrap().iter();
    tables.map(|table| (table["name"].as_str().unwrap().to_owned(), table["is_damaged"] == true)).collect()
}

/// Pages of chance are overwritten with chance: it is always seen, or what is read is still right; nothing panics; and what is
/// saved is what was there.
#[test]
fn damage_is_never_silent_and_what_can_be_read_is_saved() {
    let rounds: u64 = std::env::var("DOCTOR_DAMAGES").ok().and_then(|text| text.parse().ok()).unwrap_or(4);
    let korob = office_with_clients();
    let path = korob.data().join("korob.db");
    database(&korob).execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let whole = fs::read(&path).unwrap();
    let names: BTreeSet<String> = {
        let database = database(&korob);
        let mut statement = database.prepare("SELECT title FROM contacts").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let pages = whole.len() as u64 / 4096;
    let (mut saved_rows, mut state) = (0, 0x5eed_u64);
    let mut chance = || {
        // Marsaglia's xorshift: chance that is the same each time.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for round in 0..rounds {
        fs::write(&path, &whole).unwrap();
        for log in ["korob.db-wal", "korob.db-shm"] {
            let _ = fs::remove_file(korob.data().join(log));
        }
        let mut file = fs::OpenOptions::new().write(true).open(&path).unwrap();
        // The first page, without which nothing of the database can be read, in each tenth round and by chance.
        let mut is_first_lost = false;
        for number in 0..=round % 3 {
            let page = if round % 10 == 3 && number == 0 { 0 } else { chance() % pages };
            is_first_lost |= page == 0;
            let noise: Vec<u8> = (0..4096).map(|_| chance() as u8).collect();
            file.seek(SeekFrom::Start(page * 4096)).unwrap();
            file.write_all(&noise).unwrap();
        }
        drop(file);
        let damaged = fs::read(&path).unwrap();
        let (done, told) = checked(&korob, &[]);
        assert!(!done.err.contains("panic"), "round {round}: {}", done.err);
        let is_told = ["database", "search", "schema", "links"].iter().any(|check| health(&told, check) == "bad");
        assert!(done.code == 1 && is_told, "round {round}: {told:#}");
        let to = korob.data().with_file_name(format!("saved-{round}"));
        let done = korob.run(&["doctor", "salvage", "--to", to.to_str().unwrap(), "--json"]);
        assert!(!done.err.contains("panic"), "round {round}: {done:?}");
        let saved: Value = serde_json::from_str(&done.out).unwrap();
        let is_lost = saved["database_error"].is_string();
        assert_eq!(done.code, i32::from(is_lost), "round {round}: {done:?}");
        assert!(
            (is_lost || !is_first_lost) && is_lost == done.err.contains("korob restore"),
            "round {round}: {done:?}"
        );
        assert_eq!(fs::read(&path).unwrap(), damaged, "the damaged file is as it was");
        assert!(!to.join(".work").exists());
        if let Ok(mut csv) = csv::Reader::from_path(to.join("contacts.csv")) {
            let title = csv.headers().unwrap().iter().position(|name| name == "title").unwrap();
            let saved: Vec<_> = csv.records().map(|row| row.unwrap()[title].to_owned()).collect();
            saved_rows += saved.iter().filter(|name| names.contains(*name)).count();
        }
    }
    assert!(saved_rows as u64 * 2 > rounds * names.len() as u64, "{saved_rows} of {}", rounds * names.len() as u64);
}

#[test]
fn a_damaged_table_loses_only_the_pages_that_are_damaged() {
    let korob = Korob::new();
    fs::create_dir(korob.data()).unwrap();
    let path = korob.data().join("korob.db");
    let db = Db::open(&path, 1, std::sync::Arc::new(korob::kernel::SystemClock)).unwrap();
    db.write_blocking(|tx| {
        tx.execute_batch("CREATE TABLE papers (id INTEGER PRIMARY KEY, text TEXT, bytes BLOB) STRICT")?;
        for id in 1..=400 {
            let text = format!("\"Кедр; {id}\"\n{}", "x".repeat(if id == 300 { 9000 } else { 300 }));
            tx.execute("INSERT INTO papers VALUES (?1, ?2, x'00ff')", (id, text))?;
        }
        Ok(())
    })
    .unwrap();
    db.stop();
    drop(db);
    let page: u32 = {
        let database = Connection::open(&path).unwrap();
        database.execute_batch("PRAGMA journal_mode = DELETE").unwrap();
        let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'papers'";
        database.query_row(root, [], |row| row.get(0)).unwrap()
    };
    // The fifth page of those that its root leads to.
    let mut bytes = fs::read(&path).unwrap();
    let root = (page as usize - 1) * 4096;
    let cell = u16::from_be_bytes([bytes[root + 12 + 8], bytes[root + 12 + 9]]) as usize;
    let child = u32::from_be_bytes(bytes[root + cell..root + cell + 4].try_into().unwrap()) as usize;
    bytes[(child - 1) * 4096..child * 4096].fill(0xa5);
    fs::write(&path, &bytes).unwrap();
    let done = korob.run(&["doctor", "salvage", "--to", "saved", "--json"]).expect(0);
    let told: Value = serde_json::from_str(&done.out).unwrap();
    let papers = told["tables"].as_array().unwrap().iter().find(|table| table["name"] == "papers").unwrap();
    assert!(papers["is_damaged"] == true, "{papers}");
    let mut csv = csv::Reader::from_path(korob.data().with_file_name("saved").join("papers.csv")).unwrap();
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    assert!(rows.len() >= 385 && rows.len() < 400, "{}", rows.len());
    for row in &rows {
        assert!(row[1].starts_with(&format!("\"Кедр; {}\"\nx", &row[0])) && &row[2] == "00ff", "{row:?}");
    }
    let again = korob.run(&["doctor", "salvage", "--to", "saved"]).expect(1);
    assert!(again.err.contains("not empty"), "{again:?}");
    let within = korob.data().join("saved");
    let within = korob.run(&["doctor", "salvage", "--to", within.to_str().unwrap()]).expect(1);
    assert!(within.err.contains("in the data folder"), "{within:?}");
}

#[test]
fn tables_whose_names_differ_in_damage_only_are_saved_apart_and_reach_the_disk() {
    let korob = office_with_clients();
    database(&korob)
        .execute_batch(
            "CREATE TABLE papers (text TEXT); INSERT INTO papers VALUES ('one');
            CREATE TABLE \"pa%pers\" (text TEXT); INSERT INTO \"pa%pers\" VALUES ('two')",
        )
        .unwrap();
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-y", "-e", "trace=fsync,fdatasync", "-o", "synced"]);
    let salvage = korob.command(&["doctor", "salvage", "--to", "saved", "--json"]);
    command.arg(salvage.get_program()).args(salvage.get_args()).current_dir(salvage.get_current_dir().unwrap());
    command.env("KOROB_DATA", korob.data());
    let done = command.output().unwrap();
    assert!(done.status.success(), "{done:?}");
    let told: Value = serde_json::from_slice(&done.stdout).unwrap();
    let saved = korob.data().with_file_name("saved");
    let text = |name: &str| {
        let table = told["tables"].as_array().unwrap().iter().find(|table| table["name"] == name).unwrap();
        fs::read_to_string(saved.join(table["file"].as_str().unwrap())).unwrap()
    };
    assert_eq!((text("papers").as_str(), text("pa%pers").as_str()), ("text\none\n", "text\ntwo\n"));
    let synced = fs::read_to_string(saved.with_file_name("synced")).unwrap();
    let files = fs::read_dir(&saved).unwrap().map(|entry| entry.unwrap().path());
    for path in files.chain([saved.clone(), saved.parent().unwrap().to_owned()]) {
        let path = path.canonicalize().unwrap();
        assert!(synced.contains(&format!("<{}>)", path.display())), "{} is not on the disk", path.display());
    }
}

#[test]
fn a_salvage_has_the_files_under_their_names_and_no_ways_in() {
    let (korob, token) = Korob::office();
    let served = korob.serve(&[]);
    let program = served.program(&token);
    let id = program.post_json("/api/v1/companies", &json!({ "name": "Кедр" })).expect(201).json()["id"].clone();
    program.post_files(&format!("/api/v1/companies/{id}/files"), &[("договор.txt", b"paper")]).expect(201);
    let refused = korob.run(&["doctor", "salvage", "--to", "saved"]).expect(1);
    assert!(refused.err.contains(&served.pid().to_string()), "{refused:?}");
    served.stop();
    let told = korob.run(&["doctor", "salvage", "--to", "saved"]).expect(0).out;
    assert!(told.contains("Saved 1 file;"), "{told}");
    let saved = korob.data().with_file_name("saved");
    assert_eq!(fs::read(saved.join("files/1-договор.txt")).unwrap(), b"paper");
    assert!(fs::read_to_string(saved.join("companies.csv")).unwrap().contains("Кедр"));
    assert!(!saved.join("api_tokens.csv").exists() && !saved.join("sessions.csv").exists());
    let users = fs::read_to_string(saved.join("users.csv")).unwrap();
    assert!(users.contains("anna@a.example") && !users.contains("argon2"), "{users}");
}

#[test]
fn in_an_empty_folder_there_is_no_office_rather_than_a_broken_one() {
    let korob = Korob::new();
    fs::create_dir(korob.data()).unwrap();
    let refused = korob.run(&["doctor"]).expect(1);
    assert!(refused.err.contains("--data") && refused.err.lines().count() == 1, "{refused:?}");
    assert_eq!(fs::read_dir(korob.data()).unwrap().count(), 0);
}

/// The work folder holds the database with its secrets.
#[test]
fn a_salvage_onto_a_full_disk_says_so_and_leaves_no_secrets() {
    let Some(disk) = SmallDisk::mounted(400 * 1024) else { return };
    let (korob, _) = Korob::office();
    let saved = disk.path().join("saved");
    let refused = korob.run(&["doctor", "salvage", "--to", saved.to_str().unwrap()]).expect(1);
    assert!(refused.err.contains("full") && refused.err.lines().count() == 1, "{refused:?}");
    assert!(!saved.join(".work").exists());
}

#[test]
fn a_bundle_says_nothing_of_anybody() {
    let korob = Korob::new();
    let served = korob.serve(&["--demo", "--lang", "ru"]);
    served.client().get("/readyz").expect(200);
    served.stop();
    fs::write(korob.data().join("korob.toml"), "hosts = [\"crm.kedr.example\"]\nlog = \"warn\"\n").unwrap();
    let words: BTreeSet<String> = {
        let database = database(&korob);
        let sql = "SELECT name FROM users UNION SELECT email FROM users UNION SELECT title FROM contacts
            UNION SELECT last_name FROM contacts UNION SELECT first_name FROM contacts UNION SELECT name FROM companies
            UNION SELECT title FROM leads UNION SELECT title FROM deals UNION SELECT subject FROM activities
            UNION SELECT value FROM contact_points UNION SELECT body FROM comments UNION SELECT name FROM attachments
            UNION SELECT address FROM contacts UNION SELECT tax_id FROM companies UNION SELECT result FROM activities
            UNION SELECT comment FROM leads UNION SELECT name FROM tags UNION SELECT fold FROM search
            UNION SELECT json_extract(value, '$.name') FROM settings WHERE key = 'office'";
        let mut statement = database.prepare(sql).unwrap();
        let found = statement.query_map([], |row| row.get::<_, Option<String>>(0)).unwrap();
        let texts = found.filter_map(Result::unwrap);
        texts
            .flat_map(|text| text.lines().map(str::to_lowercase).collect::<Vec<_>>())
            .filter(|text| text.chars().count() > 3)
            .collect()
    };
    assert!(words.len() > 100, "{}", words.len());
    // A log that says what it should not.
    let log: String = words
        .iter()
        .map(|word| format!("2026-11-27T08:00:00Z  WARN korob::crm: something happened name={word} count=3 error=no {word}\n{word}\n"))
        .collect();
    fs::write(korob.data().with_file_name("korob.log"), log).unwrap();
    korob.run(&["doctor", "bundle", "--out", "bundle.tar.zst", "--log", "korob.log"]).expect(0);
    let archive = fs::File::open(korob.data().with_file_name("bundle.tar.zst")).unwrap();
    let mut archive = tar::Archive::new(zstd::Decoder::new(archive).unwrap());
    let mut texts = Vec::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let name = entry.path().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        texts.push((name, text.to_lowercase()));
    }
    let names: Vec<&str> = texts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["about.json", "doctor.json", "tables.json", "schema.sql", "settings.json", "log.json"]);
    for (name, text) in &texts {
        assert!(text.len() > 50, "{name} says something");
        assert!(!text.contains("crm.kedr.example") && !text.contains(korob.data().to_str().unwrap()), "{name}");
        for word in &words {
            assert!(!text.contains(word.as_str()), "{word} is in {name}");
        }
    }
    assert!(texts[5].1.contains("something happened") && texts[4].1.contains("\"warn\""), "{}", texts[4].1);
    let refused = korob.run(&["doctor", "bundle", "--out", "bundle.tar.zst"]).expect(1);
    assert!(refused.err.contains("there already"), "{refused:?}");
    let refused = korob.run(&["doctor", "bundle", "--out", "other.tar.zst", "--log", "."]).expect(1);
    assert!(refused.err.contains(". cannot be read"), "{refused:?}");
}
