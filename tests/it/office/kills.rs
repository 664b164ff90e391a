//! Killed at any moment of a restore, a backup or an upgrade, an office is the old one or the new one, comes up by itself, and
//! nothing is wrong with it.

use super::backup::{backup, company_with_file, path_of, tables};
use crate::harness::{Kills, Korob, content, earlier, rounds};
use rusqlite::Connection;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What is in the folder that begins so.
pub(super) fn named(folder: &Path, beginning: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> =
        entries.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(beginning)).collect();
    found.sort();
    found
}

#[track_caller]
pub(super) fn expect_well(korob: &Korob) {
    let told: Value = serde_json::from_str(&korob.run(&["doctor", "--json"]).expect(0).out).unwrap();
    assert_eq!(told["is_good"], true, "{told:#}");
    assert_eq!(named(korob.data(), "restor"), Vec::<PathBuf>::new(), "nothing is left of the work");
}

fn make_authority(korob: &Korob) {
    assert_eq!(korob.serve(&["--tls", "auto"]).stop().0, 0);
}

fn authority(korob: &Korob) -> Vec<u8> {
    fs::read(korob.data().join("tls/authority.key")).unwrap()
}

#[test]
fn a_restore_that_is_killed_leaves_the_old_office_or_the_new_one() {
    let (korob, token) = Korob::office();
    let served = korob.serve(&[]);
    let file = company_with_file(&served.program(&token), "Старая", &[7; 200_000]);
    served.stop();
    korob.run(&["seed", "--contacts", "200", "--yes"]).expect(0);
    make_authority(&korob);
    let beside = korob.data().parent().unwrap().to_owned();
    let old_backup = path_of(&backup(&korob, &["--out", beside.join("old").to_str().unwrap()]));
    let old = (tables(&korob), authority(&korob));
    let served = korob.serve(&[]);
    company_with_file(&served.program(&token), "Новая", &[8; 200_000]);
    served.stop();
    fs::remove_dir_all(korob.data().join("tls")).unwrap();
    make_authority(&korob);
    let new_backup = path_of(&backup(&korob, &["--out", beside.join("new").to_str().unwrap()]));
    let new = (tables(&korob), authority(&korob));
    assert!(old.0 != new.0 && old.1 != new.1);

    let command = |archive: &Path| korob.command(&["restore", archive.to_str().unwrap(), "--yes"]);
    let kills = Kills::of(rounds("RESTORE_KILLS", 6), || command(&old_backup), &beside);
    let (mut is_old, mut seen) = (true, [0, 0]);
    for round in kills.rounds() {
        kills.kill(round, command(if is_old { &new_backup } else { &old_backup }));
        let served = korob.serve(&[]);
        served.program(&token).get(&file).expect(200);
        assert_eq!(served.stop().0, 0);
        let now = (tables(&korob), authority(&korob));
        assert!(now == old || now == new, "round {round}: a mix of two offices");
        let was_old = is_old;
        is_old = now == old;
        seen[usize::from(was_old != is_old)] += 1;
        expect_well(&korob);
    }
    println!("restore: {} kills, {} left the office before it, {} the one after", seen[0] + seen[1], seen[0], seen[1]);
    assert!(seen[0] > 0 && seen[1] > 0, "no kill came before the decision, or none after it: {seen:?}");
}

#[test]
fn a_backup_that_is_killed_leaves_no_half_file_and_the_office_serves() {
    let (korob, token) = Korob::office();
    korob.run(&["seed", "--contacts", "200", "--yes"]).expect(0);
    let served = korob.serve(&[]);
    let program = served.program(&token);
    let file = company_with_file(&program, "Старая", &[7; 200_000]);
    let before = tables(&korob);
    let backups = korob.data().join("backups");
    let command = || {
        named(&backups, "korob-").iter().for_each(|old| fs::remove_file(old).unwrap());
        korob.command(&["backup"])
    };
    let kills = Kills::of(rounds("BACKUP_KILLS", 6), command, korob.data().parent().unwrap());
    let (mut seen, mut left) = ([0, 0], 0);
    for round in kills.rounds() {
        kills.kill(round, command());
        let made = named(&backups, "");
        let named_so = made.iter().filter(|path| path.extension().is_some_and(|end| end == "zst"));
        let mut count = 0;
        for archive in named_so {
            korob.run(&["backup", "verify", archive.to_str().unwrap()]).expect(0);
            count += 1;
        }
        assert!(count <= 1, "{made:?}");
        seen[count] += 1;
        program.get(&file).expect(200);
        let abandoned = named(&backups, ".korob-backup-");
        left += abandoned.len();
        // One without a lock might be another's for a minute.
        let times = fs::FileTimes::new().set_modified(SystemTime::now() - Duration::from_secs(120));
        abandoned.iter().for_each(|folder| fs::File::open(folder).unwrap().set_times(times).unwrap());
        backup(&korob, &["--out", korob.data().with_file_name(format!("next-{round}")).to_str().unwrap()]);
        assert_eq!(named(&backups, ".").len(), 0, "round {round}: the next backup cleared up");
        assert_eq!(named(&backups, "").len(), count, "round {round}: nothing is there under another name");
        expect_well(&korob);
    }
    assert_eq!(served.stop().0, 0);
    assert_eq!(tables(&korob), before);
    expect_well(&korob);
    println!(
        "backup: {} kills, {} before there was a file, {} after; {left} folders cleared",
        seen[0] + seen[1],
        seen[0],
        seen[1]
    );
    assert!(seen[0] > 0 && left > 0, "no kill came before the end: {seen:?}, {left}");
}

#[test]
fn an_upgrade_that_is_killed_leaves_the_old_office_or_the_new_one() {
    let (korob, token) = Korob::office();
    korob.run(&["seed", "--contacts", "200", "--yes"]).expect(0);
    let database = korob.data().join("korob.db");
    let schema = earlier::unlearn(&database, 1);
    let whole = fs::read(&database).unwrap();
    let old = content_of(&database);
    let begin_anew = || {
        named(korob.data(), "before-upgrade-").iter().for_each(|kept| fs::remove_dir_all(kept).unwrap());
        named(korob.data(), "korob.db").iter().for_each(|file| fs::remove_file(file).unwrap());
        fs::write(&database, &whole).unwrap();
    };
    let kills = Kills::of(
        rounds("UPGRADE_KILLS", 6),
        || {
            begin_anew();
            korob.command(&["upgrade"])
        },
        korob.data().parent().unwrap(),
    );
    let new = content_of(&database);
    assert!(new != old && old.iter().all(|(table, rows)| is_of_schema(table) || new[table] == *rows), "no row is lost");
    let mut seen = [0, 0];
    for round in kills.rounds() {
        begin_anew();
        // By the start of the server in one round, by the command in the next.
        let by_start = ["serve", "--listen", "127.0.0.1:0"];
        kills.kill(round, korob.command(if round % 2 == 0 { &by_start[..] } else { &["upgrade"] }));
        let is_decided = korob.data().join("restore-pending").exists();
        if !is_decided {
            let now = content_of(&database);
            assert!(now == old || now == new, "round {round}: a mix of two schemas");
            seen[usize::from(now == new)] += 1;
        }
        let served = korob.serve(&[]);
        served.program(&token).get("/api/v1/contacts?limit=1").expect(200);
        assert_eq!(served.stop().0, 0);
        assert_eq!(content_of(&database), new, "round {round}");
        let kept = named(korob.data(), "before-upgrade-");
        assert_eq!(kept.len(), 1, "round {round}: {kept:?}");
        assert!(kept[0].ends_with(format!("before-upgrade-{schema}")), "{kept:?}");
        assert_eq!(content_of(&kept[0].join("korob.db")), old, "round {round}: the way back");
        expect_well(&korob);
    }
    let decided = kills.rounds().len() - seen[0] - seen[1];
    println!(
        "upgrade: {} kills, {} left the old schema, {decided} in the middle, {} the new",
        kills.rounds().len(),
        seen[0],
        seen[1]
    );
    assert!(seen[0] > 0 && decided + seen[1] > 0, "no kill came before the decision, or none after it: {seen:?}");
}

pub(super) fn content_of(database: &Path) -> BTreeMap<String, String> {
    let connection = Connection::open(database).unwrap();
    // Each start notes which version served the office; nothing of this is kept.
    connection.execute_batch("BEGIN; DELETE FROM settings WHERE key = 'versions'").unwrap();
    content::hashes_but(&connection, &[], &["applied_on"]).unwrap()
}

fn is_of_schema(table: &str) -> bool {
    table == "refinery_schema_history"
}
