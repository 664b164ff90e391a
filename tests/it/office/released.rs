//! The office of every released version is brought to this one. It is kept in `tests/data/schemas/` as that version made it
//! (CONTRIBUTING says how): `0.1.0.korob.tar.zst` is the demo's backup.

use super::kills::{content_of, expect_well, named};
use crate::harness::{Kills, Korob, PASSWORD, Served, earlier, rounds};
use rusqlite::Connection;
use serde_json::Value;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

const ENDING: &str = ".korob.tar.zst";
/// Each stays in the sources for good.
const LARGEST: u64 = 300 * 1024;

fn kept() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/schemas");
    if folder.is_dir() { named(&folder, "") } else { Vec::new() }
}

/// The versions that the changes speak of as released: `## 0.1.0, 1 December 2026`.
fn released(changes: &str) -> Vec<&str> {
    let headings = changes.lines().filter_map(|line| line.strip_prefix("## "));
    let versions = headings.map(|heading| heading.split([' ', ',']).next().unwrap_or_default());
    versions.filter(|version| version.starts_with(|c: char| c.is_ascii_digit())).collect()
}

#[test]
fn every_released_version_has_its_office_kept() {
    assert_eq!(released("# Changes\n\n## Unreleased\n\n## 1.0.0, today\n- x\n\n## 0.9.1\n"), ["1.0.0", "0.9.1"]);
    let changes = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CHANGELOG.md")).unwrap();
    let mut expected: Vec<String> =
        released(&changes).into_iter().map(|version| format!("{version}{ENDING}")).collect();
    expected.sort();
    let names: Vec<String> = kept().iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(names, expected, "CONTRIBUTING, \"A release\" says how one is made");
    kept().iter().for_each(|path| assert!(fs::metadata(path).unwrap().len() < LARGEST, "{path:?}"));
}

#[test]
fn the_office_of_every_released_version_is_brought_to_this_one() {
    for archive in kept() {
        expect_brought_up(&archive, 0);
    }
}

/// As the office of a release is made, and with the schema of the version before it.
#[test]
fn an_office_that_is_made_to_be_kept_is_brought_up_from_the_step_before() {
    let korob = Korob::new();
    let served = korob.serve(&["--demo", "--lang", "ru"]);
    let archive = korob.data().with_file_name(format!("0.1.0{ENDING}"));
    korob.run(&["backup", "--out", archive.to_str().unwrap()]).expect(0);
    served.stop();
    assert!(fs::metadata(&archive).unwrap().len() < LARGEST, "it is small enough to be kept");
    expect_brought_up(&archive, 1);
}

/// Unpacks it with the ordinary tools, as the version left it that made it; `missing` steps earlier still. What it says of
/// itself.
fn unpack(archive: &Path, korob: &Korob, missing: usize) -> Value {
    let _ = fs::remove_dir_all(korob.data());
    fs::create_dir(korob.data()).unwrap();
    let mut about = Value::Null;
    let mut tar = tar::Archive::new(zstd::Decoder::new(File::open(archive).unwrap()).unwrap());
    for entry in tar.entries().unwrap() {
        let mut entry = entry.unwrap();
        let name = entry.path().unwrap().display().to_string();
        if name == "korob-backup.json" {
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            about = serde_json::from_str(&text).unwrap();
        } else if !name.ends_with(".json") {
            assert!(entry.unpack_in(korob.data()).unwrap());
        }
    }
    if missing > 0 {
        about["schema"] = earlier::unlearn(&korob.data().join("korob.db"), missing).into();
    }
    about
}

fn expect_brought_up(archive: &Path, missing: usize) {
    let korob = Korob::new();
    let about = unpack(archive, &korob, missing);
    let database = korob.data().join("korob.db");
    let before = content_of(&database);
    let served = korob.serve(&[]);
    look_around(&korob, &served);
    assert_eq!(served.stop().0, 0);
    expect_well(&korob);
    let now: Value = serde_json::from_str(&korob.run(&["backup", "--json"]).expect(0).out).unwrap();
    for (table, rows) in about["counts"].as_object().unwrap() {
        // Somebody signed in; and what the step before had no table for is lost to the test.
        let is_kept = before.contains_key(table) && table != "sessions";
        assert!(
            !is_kept || now["counts"][table].as_i64() >= rows.as_i64(),
            "{table}: {} of {rows}",
            now["counts"][table]
        );
    }
    // Restoring brings it up, too.
    let restored = Korob::new();
    restored.run(&["restore", archive.to_str().unwrap()]).expect(0);
    expect_well(&restored);
    if about["schema"] != now["schema"] {
        kill_upgrades(archive, missing, &about["schema"]);
    }
}

/// Every kind of page opens for the administrator.
fn look_around(korob: &Korob, served: &Served) {
    let database = Connection::open(korob.data().join("korob.db")).unwrap();
    let admin = "SELECT email FROM users WHERE role = 'admin' ORDER BY id LIMIT 1";
    let email: String = database.query_row(admin, [], |row| row.get(0)).unwrap();
    korob.run_with_input(&["user", "reset-password", &email, "--password-stdin"], &format!("{PASSWORD}\n")).expect(0);
    let browser = served.client().with_header("Origin", served.base());
    browser.post_form("/login", &[("email", &email), ("password", PASSWORD)]).expect_redirect();
    for page in
        ["/", "/leads/board", "/deals/board", "/profile", "/settings/users", "/settings/pipelines", "/settings/backups"]
    {
        browser.get(page).expect(200);
    }
    for kind in ["companies", "contacts", "leads", "deals", "activities"] {
        browser.get(&format!("/{kind}")).expect(200);
        let newest = format!("SELECT max(id) FROM {kind} WHERE deleted_at IS NULL");
        let id: i64 = database.query_row(&newest, [], |row| row.get(0)).unwrap();
        browser.get(&format!("/{kind}/{id}")).expect(200);
    }
}

/// Killed anywhere, it is the old office or the new one, and goes on by itself.
fn kill_upgrades(archive: &Path, missing: usize, schema: &Value) {
    let korob = Korob::new();
    let database = korob.data().join("korob.db");
    let begin_anew = || {
        unpack(archive, &korob, missing);
        korob.command(&["upgrade"])
    };
    let kills = Kills::of(rounds("SCHEMA_KILLS", 3), begin_anew, korob.data().parent().unwrap());
    let new = content_of(&database);
    begin_anew();
    let old = content_of(&database);
    for round in kills.rounds() {
        kills.kill(round, begin_anew());
        if !korob.data().join("restore-pending").exists() {
            let now = content_of(&database);
            assert!(now == old || now == new, "round {round}: a mix of two schemas");
        }
        assert_eq!(korob.serve(&[]).stop().0, 0);
        assert_eq!(content_of(&database), new, "round {round}");
        assert_eq!(content_of(&korob.data().join(format!("before-upgrade-{schema}/korob.db"))), old, "the way back");
        expect_well(&korob);
    }
}
