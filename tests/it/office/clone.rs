//! Copies of an office to try things in, made by the executable itself.

use super::backup::{backup, company_with_file, path_of, tables};
use crate::harness::{Done, Kills, Korob, PASSWORD, content, earlier, rounds};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// What a copy has of its own: its id, its mark, its plan of backups, and nobody's ways in.
const OWN: [&str; 5] = ["instance", "settings", "sessions", "api_tokens", "one_time_links"];

fn clone(korob: &Korob, to: &Path, arguments: &[&str]) -> Done {
    korob.run(&[&["clone", "--to", to.to_str().unwrap()], arguments].concat())
}

fn database(korob: &Korob) -> Connection {
    Connection::open(korob.data().join("korob.db")).unwrap()
}

fn told(korob: &Korob, sql: &str) -> Vec<String> {
    let connection = database(korob);
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// What lies beside the copy, which nobody asked for.
fn beside(copy: &Korob) -> Vec<String> {
    let entries = fs::read_dir(copy.data().parent().unwrap()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "data").collect()
}

#[test]
fn a_copy_is_another_office_and_says_so() {
    let (korob, token) = Korob::office();
    let second = korob.data().with_file_name("second");
    fs::create_dir(&second).unwrap();
    let config = "listen = \"127.0.0.1:0\"\ntls = \"auto\"\nhosts = [\"crm.example.com\"]\nmax_file_mb = 7\n";
    fs::write(korob.data().join("secret.key"), "secret").unwrap();
    let plan =
        json!({ "is_on": true, "hour": 2, "second_place": second, "keep": { "daily": 7, "weekly": 4, "monthly": 12 } });
    let plan_of_backups = "INSERT INTO settings (key, value, updated_at) VALUES ('backups', ?1, 1)";
    database(&korob).execute(plan_of_backups, [plan.to_string()]).unwrap();
    let served = korob.serve(&[]);
    let browser = served.client().with_header("Origin", served.base());
    browser.post_form("/login", &[("email", "anna@a.example"), ("password", PASSWORD)]).expect_redirect();
    let file = company_with_file(&served.program(&token), "ООО «Кедр»", b"a contract");
    // What the next start of the office would read.
    fs::write(korob.data().join("korob.toml"), config).unwrap();
    let everything = || content::hashes(&database(&korob)).unwrap();
    let before = everything();
    let copy = Korob::new();
    let made = clone(&korob, copy.data(), &["--json"]).expect(0);
    let made: Value = serde_json::from_str(&made.out).unwrap();
    assert_eq!((&made["counts"]["companies"], &made["files"]), (&json!(1), &json!(1)));
    assert_eq!(everything(), before, "the office that people work in is as it was");
    served.program(&token).get("/api/v1/companies").expect(200);
    browser
        .get("/companies")
        .expect(200)
        .has_not(&tr::clone_notice_brief(Lang::Ru, "").chars().take(20).collect::<String>());
    assert_eq!(beside(&copy), Vec::<String>::new());

    let (one, other) = (tables(&korob), tables(&copy));
    for (table, hash) in one.iter().filter(|(table, _)| !OWN.contains(&table.as_str())) {
        assert_eq!(other[table], *hash, "{table}");
    }
    assert_ne!(told(&korob, "SELECT id FROM instance"), told(&copy, "SELECT id FROM instance"));
    assert_eq!(
        told(&copy, "SELECT value FROM settings WHERE value LIKE '%second%' OR value LIKE '%\"is_on\":true%'").len(),
        1
    );
    let second_place =
        "SELECT ifnull(json_extract(value, '$.second_place'), 'none') FROM settings WHERE key = 'backups'";
    assert_eq!(told(&copy, second_place), ["none"]);
    let config = fs::read_to_string(copy.data().join("korob.toml")).unwrap();
    assert!(config.contains("127.0.0.1:0") && config.contains("max_file_mb = 7"), "{config}");
    assert!(config.contains("tls = \"off\"") && !config.contains("crm.example.com"), "{config}");
    assert_eq!(fs::read_to_string(copy.data().join("secret.key")).unwrap(), "secret");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(copy.data()), mode(&copy.data().join("korob.db"))), (0o700, 0o600));

    // Without a flag: its own settings lead to no port that somebody else has.
    let command = copy.command(&["serve", "--lang", "en"]);
    let tried = crate::harness::Served::start(command);
    let from = korob.data().canonicalize().unwrap().display().to_string();
    assert!(tried.said.contains("This is a copy") && tried.said.contains(&from), "{}", tried.said);
    tried.program(&token).get("/api/v1/companies").expect(401);
    let browser_of_copy = tried.client().with_header("Origin", tried.base());
    // Whoever has not signed in is told that it is one, not where folders lie.
    browser_of_copy.get("/login").expect(200).has("This is a copy").has_not(&from);
    let old = browser.session().unwrap();
    browser_of_copy.set_session(&old);
    browser_of_copy.get("/companies").expect(303);
    browser_of_copy.post_form("/login", &[("email", "anna@a.example"), ("password", PASSWORD)]).expect_redirect();
    browser_of_copy.get("/companies").expect(200).has(&from).has("ООО «Кедр»");
    assert_eq!(browser_of_copy.get(&file.replace("/api/v1/files", "/files").replace("/content", "")).status, 404);
    let fresh = copy.run(&["token", "create", "--user", "anna@a.example", "--name", "x"]).expect(0).out;
    assert_eq!(tried.program(fresh.trim()).get(&file).expect(200).body, b"a contract");
    assert_eq!(tried.stop().0, 0);
    copy.run(&["backup"]).expect(0);
    assert_eq!(fs::read_dir(&second).unwrap().count(), 0);
    assert_eq!(served.stop().0, 0);
}

#[test]
fn a_copy_goes_nowhere_where_something_is() {
    let (korob, _) = Korob::office();
    let folder = korob.data().parent().unwrap();
    fs::create_dir(folder.join("full")).unwrap();
    fs::write(folder.join("full/thesis"), "mine").unwrap();
    fs::write(folder.join("file"), "mine").unwrap();
    std::os::unix::fs::symlink("nowhere", folder.join("link")).unwrap();
    let before = tables(&korob);
    for (to, word) in [
        ("full", "no empty folder"),
        ("file", "no empty folder"),
        ("link", "no empty folder"),
        ("data", "no empty folder"),
        ("data/copy", "lies within"),
        ("data/backups/../copy", "lies within"),
        ("missing/copy", "no such file or folder"),
        ("/sys/copy", "/sys"),
        ("..", "no empty folder"),
    ] {
        let refused = korob.run(&["clone", "--to", to]).expect(1);
        assert!(refused.err.contains(word) && refused.err.lines().count() == 1, "{to:?}: {}", refused.err);
    }
    let refused = korob.run(&["--data", "nothing", "clone", "--to", "copy"]).expect(1);
    assert!(refused.err.lines().count() == 1 && !folder.join("nothing").exists(), "{}", refused.err);
    // An empty one is as good as none.
    fs::create_dir(folder.join("empty")).unwrap();
    korob.run(&["clone", "--to", "empty"]).expect(0);
    assert!(folder.join("empty/korob.db").exists());
    korob.run(&["clone", "--to", "empty"]).expect(1);
    assert_eq!(tables(&korob), before);
}

/// A disk of so many bytes, gone with this value.
pub(super) struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None` where this machine does not permit it, which is told past what the harness of tests keeps to itself.
    pub(super) fn mounted(bytes: u64) -> Option<SmallDisk> {
        SmallDisk::mount(bytes)
            .inspect_err(|reason| {
                let _ = writeln!(std::io::stderr(), "SKIPPED: no small disk can be mounted here: {reason}");
            })
            .ok()
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    fn mount(bytes: u64) -> Result<SmallDisk, String> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={bytes}"), "tmpfs"]).arg(folder.path());
        let outcome = mount.output().map_err(|error| error.to_string())?;
        match outcome.status.success() {
            true => Ok(SmallDisk(folder)),
            false => Err(String::from_utf8_lossy(&outcome.stderr).trim().to_owned()),
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).output();
    }
}

#[test]
fn a_disk_without_room_is_told_and_nothing_is_left_on_it() {
    let Some(disk) = SmallDisk::mounted(400 * 1024) else { return };
    let (korob, _) = Korob::office();
    for mask in [&[][..], &["--mask"]] {
        let refused = clone(&korob, &disk.path().join("copy"), mask).expect(1);
        assert!(refused.err.contains("are needed") && refused.err.lines().count() == 1, "{}", refused.err);
    }
    assert_eq!(fs::read_dir(disk.path()).unwrap().count(), 0);
}

#[test]
fn what_is_not_whole_or_not_known_is_not_copied() {
    let (korob, _) = Korob::office();
    let to = korob.data().with_file_name("copy");
    fs::write(korob.data().join("restore-pending"), "before").unwrap();
    let refused = clone(&korob, &to, &[]).expect(1);
    assert!(refused.err.contains("is not finished") && refused.err.lines().count() == 1, "{}", refused.err);
    fs::remove_file(korob.data().join("restore-pending")).unwrap();

    let newer = "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
        SELECT 2099010101, 'to_come', applied_on, '1' FROM refinery_schema_history LIMIT 1";
    database(&korob).execute(newer, []).unwrap();
    let refused = clone(&korob, &to, &[]).expect(1);
    assert!(refused.err.contains("newer") && refused.err.lines().count() == 1, "{}", refused.err);
    database(&korob).execute("DELETE FROM refinery_schema_history WHERE version = 2099010101", []).unwrap();

    // One of an earlier version is brought up in the copy alone.
    let schema = earlier::unlearn(&korob.data().join("korob.db"), 1);
    clone(&korob, &to, &[]).expect(0);
    let version = "SELECT CAST(max(version) AS TEXT) FROM refinery_schema_history";
    assert_eq!(told(&korob, version), [schema.to_string()]);
    fs::write(korob.data().join("korob.db"), "broken").unwrap();
    let refused = clone(&korob, &korob.data().with_file_name("other"), &[]).expect(1);
    assert!(refused.err.lines().count() == 1, "{}", refused.err);
    assert!(!korob.data().with_file_name("other").exists());
}

#[test]
fn a_copy_that_is_killed_is_a_whole_one_or_none() {
    killed(&[], "CLONE_KILLS", 8);
}

/// What stands in the place of a copy is never the office itself.
#[test]
fn a_masked_copy_that_is_killed_is_a_masked_one_or_none() {
    killed(&["--mask"], "MASK_KILLS", 6);
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|found| found == text.as_bytes())
}

fn killed(arguments: &[&str], variable: &str, usual: u32) {
    const NAME: &str = "Кедрозавр";
    let (korob, token) = Korob::office();
    let served = korob.serve(&[]);
    company_with_file(&served.program(&token), NAME, &[7; 200_000]);
    served.stop();
    korob.run(&["seed", "--contacts", "100", "--yes"]).expect(0);
    let copy = Korob::new();
    let command = || {
        let _ = fs::remove_dir_all(copy.data());
        korob.command(&[&["clone", "--to", copy.data().to_str().unwrap()], arguments].concat())
    };
    let kills = Kills::of(rounds(variable, usual), command, korob.data().parent().unwrap());
    let ids = "SELECT 'contact ' || id FROM contacts UNION ALL SELECT 'company ' || id FROM companies ORDER BY 1";
    let expected = told(&korob, ids);
    let mut seen = [0, 0];
    for round in kills.rounds() {
        kills.kill(round, command());
        if !arguments.is_empty() {
            let parent = copy.data().parent().unwrap();
            let begun = beside(&copy).into_iter().map(|left| parent.join(left).join("office/korob.db"));
            let of_people = begun.filter_map(|path| fs::read(path).ok()).any(|bytes: Vec<u8>| holds(&bytes, NAME));
            assert!(!of_people, "what is not masked yet is nowhere but in the office's folder: round {round}");
        }
        let is_there = copy.data().exists();
        seen[usize::from(is_there)] += 1;
        if is_there {
            assert_eq!(told(&copy, ids), expected, "round {round}");
            assert_ne!(told(&korob, "SELECT id FROM instance"), told(&copy, "SELECT id FROM instance"));
            let is_known = holds(&fs::read(copy.data().join("korob.db")).unwrap(), NAME);
            assert_eq!(is_known, arguments.is_empty(), "round {round}");
            assert!(copy.serve(&[]).said.contains("This is a copy"));
        }
    }
    println!("clone: {} kills, {} left nothing, {} a copy", seen[0] + seen[1], seen[0], seen[1]);
    assert!(seen[0] > 0, "no kill came before the end: {seen:?}");
    // What was left half-way is long ago by then, and the next one clears it up.
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(120);
    let times = fs::FileTimes::new().set_modified(long_ago);
    let left = beside(&copy);
    let foreign = copy.data().with_file_name(".korob-backups");
    fs::create_dir(&foreign).unwrap();
    fs::File::open(&foreign).unwrap().set_times(times).unwrap();
    left.iter().for_each(|name| fs::File::open(copy.data().with_file_name(name)).unwrap().set_times(times).unwrap());
    let _ = fs::remove_dir_all(copy.data());
    clone(&korob, copy.data(), arguments).expect(0);
    assert_eq!(beside(&copy), [".korob-backups"], "what is somebody else's stays");
}

#[test]
fn a_copy_stays_one_when_it_comes_back_from_a_backup() {
    let plan = "SELECT CAST(json_extract(value, '$.is_on') AS TEXT) FROM settings WHERE key = 'backups'";
    let (korob, _) = Korob::office();
    for (mask, words) in [(&[][..], "This is a copy to try things in"), (&["--mask"], "made-up names")] {
        let copy = Korob::new();
        clone(&korob, copy.data(), mask).expect(0);
        let taken = path_of(&backup(&copy, &[]));
        let elsewhere = Korob::new();
        let said = elsewhere.run(&["restore", taken.to_str().unwrap()]).expect(0).out;
        assert!(said.contains(words), "{said}");
        let found = elsewhere.run(&["doctor"]).out;
        assert!(found.contains(words), "{found}");
        let served = elsewhere.serve(&[]);
        assert!(served.said.contains(words), "{}", served.said);
        served.client().get("/login").expect(200).has("This is a copy");
        assert_eq!(told(&elsewhere, plan), ["0"], "it makes no backups by itself");
    }
    assert!(!korob.run(&["doctor"]).out.contains("This is a copy"));
}
