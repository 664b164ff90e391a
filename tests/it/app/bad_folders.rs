//! Folders and disks that are not as they should be: a clear line, nothing touched, and work goes on where it can.

use crate::harness::{Korob, PASSWORD, TestApp};
use rusqlite::Connection;
use serde_json::json;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// A folder in which an office was set up.
fn office() -> Korob {
    let korob = Korob::new();
    let anna = ["user", "add", "--role", "admin", "--email", "anna@a.example", "--name", "Anna", "--password-stdin"];
    korob.run_with_input(&anna, &format!("{PASSWORD}\n")).expect(0);
    korob
}

/// Starting fails with one line in each language that speaks of these words, and the database stays as it is.
#[track_caller]
fn refuses(korob: &Korob, words: [&str; 3]) {
    let database = korob.data().join("korob.db");
    let before = fs::read(&database).unwrap();
    for (lang, word) in ["en", "ru", "pl"].into_iter().zip(words) {
        let refused = korob.run(&["serve", "--listen", "127.0.0.1:0", "--lang", lang]).expect(1);
        // The log may stand before it.
        let said: Vec<&str> = refused.err.lines().filter(|line| line.starts_with("korob: ")).collect();
        assert_eq!(said.len(), 1, "{}", refused.err);
        assert!(said[0].contains("korob.db") && said[0].contains(word), "{lang}: no {word:?} in {}", refused.err);
    }
    assert!(fs::read(&database).unwrap() == before, "the database was touched");
}

#[test]
fn a_file_that_is_no_database_is_not_started_on() {
    let korob = office();
    fs::write(korob.data().join("korob.db"), "Это заметки, а не база. ".repeat(400)).unwrap();
    refuses(&korob, ["damaged", "повреж", "uszkodz"]);
}

#[test]
fn a_damaged_database_is_not_started_on() {
    let korob = office();
    let database = korob.data().join("korob.db");
    let mut bytes = fs::read(&database).unwrap();
    // All but the head, so that it opens.
    let end = bytes.len();
    bytes[4096..end].fill(0xa5);
    fs::write(&database, bytes).unwrap();
    // As after a power cut: the next start looks for damage first.
    fs::write(korob.data().join("lock"), "12345\n").unwrap();
    refuses(&korob, ["damaged", "повреж", "uszkodz"]);
}

#[test]
fn a_database_of_a_newer_version_is_not_started_on() {
    let korob = office();
    let connection = Connection::open(korob.data().join("korob.db")).unwrap();
    connection.pragma_update(None, "user_version", 2_099_010_101).unwrap();
    connection.execute("UPDATE instance SET made_by = '9.4.0'", []).unwrap();
    drop(connection);
    refuses(&korob, ["9.4.0 or newer", "9.4.0 или новее", "9.4.0 lub nowszy"]);
}

#[test]
fn a_step_of_another_version_in_the_history_is_told_like_a_newer_version() {
    let korob = office();
    let connection = Connection::open(korob.data().join("korob.db")).unwrap();
    let step = "INSERT INTO refinery_schema_history VALUES (2099010101, 'later', '2099-01-01T00:00:00Z', '1');
                UPDATE instance SET made_by = '9.4.0'";
    connection.execute_batch(step).unwrap();
    drop(connection);
    refuses(&korob, ["9.4.0 or newer", "9.4.0 или новее", "9.4.0 lub nowszy"]);
    let own = env!("CARGO_PKG_VERSION");
    refuses(&korob, [&format!("this Korob {own}"), &format!("этот Korob {own}"), &format!("ten Korob {own}")]);
}

#[test]
fn a_database_that_lost_its_bytes_is_not_taken_for_a_new_office() {
    let korob = office();
    let database = korob.data().join("korob.db");
    let whole = fs::read(&database).unwrap();
    for size in [0, 1, 15, 100, 511, 4096, whole.len() / 2, whole.len() - 1] {
        fs::write(&database, &whole[..size]).unwrap();
        let before = listing(korob.data());
        refuses(&korob, if size <= 1 { ["empty", "пуст", "pusty"] } else { ["damaged", "повреж", "uszkodz"] });
        korob.run(&["user", "list"]).expect(1);
        assert!(listing(korob.data()) == before, "at {size} bytes something was written");
    }
    fs::write(&database, &whole).unwrap();
    korob.run(&["user", "list"]).expect(0);
}

/// Every file of the folder with its bytes, but for what SQLite puts beside an open database.
fn listing(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file());
    let mut files: Vec<_> =
        files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())).collect();
    files.retain(|(name, _)| !name.starts_with("korob.db-"));
    files.sort();
    files
}

#[test]
fn an_office_is_begun_in_a_folder_where_the_first_start_was_cut_short() {
    let korob = Korob::new();
    fs::create_dir(korob.data()).unwrap();
    fs::write(korob.data().join("korob.db"), "").unwrap();
    assert!(korob.serve(&[]).said.contains("/setup/"));
}

#[test]
fn a_folder_that_cannot_be_written_to_is_told_by_its_name() {
    let korob = office();
    let outcome = as_nobody(&korob);
    assert_eq!(outcome.0, 1, "{}", outcome.1);
    assert_eq!(outcome.1.trim().lines().count(), 1, "{}", outcome.1);
    assert!(outcome.1.contains(&korob.data().display().to_string()), "{}", outcome.1);
}

/// Serves the folder as a user who may read it, but not write.
fn as_nobody(korob: &Korob) -> (i32, String) {
    use std::os::unix::process::CommandExt;
    let outside = tempfile::tempdir().unwrap();
    let executable = outside.path().join("korob");
    // By another process: a test that starts a command meanwhile would hold our copy open, which then cannot be run.
    let copied = Command::new("cp").arg(crate::harness::executable()).arg(&executable).status().unwrap();
    assert!(copied.success());
    let all_may_read = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    all_may_read(outside.path(), 0o755);
    all_may_read(&executable, 0o755);
    all_may_read(korob.data().parent().unwrap(), 0o755);
    for entry in fs::read_dir(korob.data()).unwrap() {
        let path = entry.unwrap().path();
        all_may_read(&path, if path.is_dir() { 0o555 } else { 0o444 });
    }
    all_may_read(korob.data(), 0o555);
    let mut command = Command::new(executable);
    command.args(["serve", "--listen", "127.0.0.1:0"]).env("KOROB_DATA", korob.data()).current_dir("/");
    if rustix::process::geteuid().is_root() {
        command.uid(65_534).gid(65_534);
    }
    let output = command.output().unwrap();
    all_may_read(korob.data(), 0o755);
    (output.status.code().unwrap_or(-1), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_full_disk_is_said_and_reading_goes_on_and_writing_after_it() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let kept = olga.post_json("/api/v1/companies", &json!({ "name": "Рассвет" })).expect(201).json();
    let limit = |pages: i64| {
        app.db()
            .write_blocking(move |tx| {
                let now: i64 = tx.query_row("PRAGMA page_count", [], |row| row.get(0))?;
                let sql = format!("PRAGMA max_page_count = {}", if pages > 0 { now + pages } else { 1_000_000 });
                Ok(tx.query_row(&sql, [], |row| row.get::<_, i64>(0))?)
            })
            .unwrap()
    };
    limit(4);
    let long = json!({ "name": "Закат", "comment": "Долгий разговор. ".repeat(1000) });
    let full = (0..20).map(|_| olga.post_json("/api/v1/companies", &long)).find(|answer| answer.status != 201);
    let full = full.expect("a full disk is met").expect(507);
    assert_eq!((full.header("content-type"), &full.json()["code"]), ("application/problem+json", &json!("disk_full")));
    app.expect_unchanged(|| olga.post_json("/api/v1/companies", &long).expect(507));
    let path = format!("/api/v1/companies/{}", kept["id"]);
    assert_eq!(olga.get(&path).expect(200).json()["name"], "Рассвет");
    limit(0);
    olga.post_json("/api/v1/companies", &long).expect(201);
}
