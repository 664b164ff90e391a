//! A disk that is full, or fills up at any moment, loses nothing: what was there stays, one line says what is the matter, and
//! once there is room again the same command does its work.

use super::backup::{backup, company_with_file, path_of, tables};
use super::kills::{content_of, expect_well, named};
use crate::harness::{Calls, Disk, Korob, WRITES, earlier, full_at, on_a_small_disk, rounds};
use std::fs;
use std::process::Command;

/// More than any of it needs.
const PLENTY: u64 = 200 * 1024 * 1024;

/// An office with something to lose, and its token.
fn office() -> (Korob, String) {
    let (korob, token) = Korob::office();
    korob.run(&["seed", "--contacts", "100", "--yes"]).expect(0);
    let served = korob.serve(&[]);
    company_with_file(&served.program(&token), "Нева", &[7; 300_000]);
    served.stop();
    (korob, token)
}

/// Has the command meet disks with too little room, with too few files to be made, and one that is full at one call; each
/// time there is room again when `look` sees what came of it: whether it went well, and where.
fn fill(disk: &Disk, needed: u64, command: impl Fn() -> Command, mut look: impl FnMut(bool, &str)) {
    let turns = rounds("FULL_DISKS", 3);
    let calls = Calls::of(command(), WRITES, disk.outside());
    look(true, "enough room");
    let mut failed = 0;
    for turn in 0..turns {
        let room = needed * u64::from(turn) / u64::from(turns);
        let at_call = || calls.disturbed(&command(), "error=ENOSPC", turn, turns);
        let cases: [(u64, u64, &dyn Fn() -> Command, String); 3] = [
            (room, 1000, &command, format!("{room} bytes left")),
            (PLENTY, u64::from(turn), &command, format!("{turn} files left")),
            (PLENTY, 1000, &at_call, format!("call {turn} of {turns}")),
        ];
        for (bytes, files, command, case) in cases {
            let mut command = command();
            disk.leave(bytes, files);
            let is_done = attempt(&mut command, &case);
            disk.make_room();
            failed += u32::from(!is_done);
            look(is_done, &case);
        }
    }
    println!("{failed} of {} attempts met a full disk ({} calls)", turns * 3, calls.count());
    // Few files are made: with many turns most of those that count files have enough.
    assert!(failed > turns, "{failed} of {}", turns * 3);
}

/// Whether it went well; else it says in one line what is the matter.
fn attempt(command: &mut Command, case: &str) -> bool {
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    let lines = said.lines().filter(|line| line.starts_with("korob: ")).count();
    let code = done.status.code();
    assert!(code == Some(0) || code == Some(1), "{case}: {said}");
    // The line itself may be what the disk has no room for.
    assert!(code == Some(0) || lines == 1 || case.starts_with("call"), "{case}: {said}");
    code == Some(0)
}

/// The office comes up by itself.
fn serve(korob: &Korob, token: &str, case: &str) {
    let served = korob.serve(&[]);
    let answer = served.program(token).get("/api/v1/companies?limit=1");
    assert_eq!(answer.status, 200, "{case}: {}", answer.text());
    assert_eq!(served.stop().0, 0);
}

#[test]
fn a_restore_on_a_full_disk() {
    on_a_small_disk("office::full_disk::a_restore_on_a_full_disk", |disk| {
        let (korob, token) = office();
        let archive = path_of(&backup(&korob, &["--out", disk.outside().join("old").to_str().unwrap()]));
        let old = tables(&korob);
        let served = korob.serve(&[]);
        company_with_file(&served.program(&token), "Новая", &[8; 300_000]);
        served.stop();
        let database = korob.data().join("korob.db");
        let (now, bytes) = (tables(&korob), fs::read(&database).unwrap());
        let needed = 3 * bytes.len() as u64;
        fill(
            disk,
            needed,
            || korob.command(&["restore", archive.to_str().unwrap(), "--yes"]),
            |is_done, case| {
                serve(&korob, &token, case);
                let found = tables(&korob);
                assert!(found == old || (found == now && !is_done), "{case}: a mix of two offices");
                expect_well(&korob);
                for kept in named(korob.data(), "before-restore-") {
                    assert_eq!(fs::read(kept.join("korob.db")).unwrap().len(), bytes.len(), "{case}");
                    fs::remove_dir_all(kept).unwrap();
                }
                fs::write(&database, &bytes).unwrap();
            },
        );
        // What cannot be read for want of room is no damaged database, whose tokens would all be ended.
        let restore = korob.command(&["restore", archive.to_str().unwrap(), "--yes"]);
        let log_index = korob.data().join("korob.db-shm");
        assert!(!attempt(&mut full_at(&restore, &log_index), "the replaced database cannot be read"));
        assert_eq!(tables(&korob), now);
        serve(&korob, &token, "the replaced database cannot be read");
        korob.run(&["restore", archive.to_str().unwrap(), "--yes"]).expect(0);
        assert_eq!(tables(&korob), old);
    });
}

#[test]
fn a_backup_on_a_full_disk() {
    on_a_small_disk("office::full_disk::a_backup_on_a_full_disk", |disk| {
        let (korob, _) = office();
        let before = tables(&korob);
        let backups = korob.data().join("backups");
        let needed = 2 * fs::metadata(korob.data().join("korob.db")).unwrap().len();
        let command = || {
            named(&backups, "korob-").iter().for_each(|made| fs::remove_file(made).unwrap());
            korob.command(&["backup"])
        };
        fill(disk, needed, command, |is_done, case| {
            let made = named(&backups, "");
            assert!(made.len() == 1 || (made.is_empty() && !is_done), "{case}: {made:?}");
            for archive in made {
                korob.run(&["backup", "verify", archive.to_str().unwrap()]).expect(0);
            }
            expect_well(&korob);
        });
        assert_eq!(tables(&korob), before);
        command();
        backup(&korob, &[]);
    });
}

#[test]
fn an_upgrade_on_a_full_disk() {
    on_a_small_disk("office::full_disk::an_upgrade_on_a_full_disk", |disk| {
        let (korob, token) = office();
        let database = korob.data().join("korob.db");
        earlier::unlearn(&database, 1);
        let (old, bytes) = (content_of(&database), fs::read(&database).unwrap());
        let begin_anew = || {
            named(korob.data(), "korob.db").iter().for_each(|file| fs::remove_file(file).unwrap());
            fs::write(&database, &bytes).unwrap();
        };
        disk.leave(100_000, 1000);
        let refused = korob.run(&["serve", "--listen", "127.0.0.1:0", "--lang", "en"]).expect(1);
        disk.make_room();
        assert!(refused.err.contains("free") && refused.err.lines().count() == 1, "{}", refused.err);
        assert_eq!(content_of(&database), old);
        let mut new = None;
        let command = || {
            begin_anew();
            korob.command(&["upgrade"])
        };
        fill(disk, 4 * bytes.len() as u64, command, |is_done, case| {
            let is_decided = korob.data().join("restore-pending").exists();
            let found = (!is_decided).then(|| content_of(&database));
            let is_new = found.as_ref().is_some_and(|found| *found != old);
            assert!(is_new || !is_done, "{case}");
            serve(&korob, &token, case);
            let new = new.get_or_insert_with(|| content_of(&database));
            assert_eq!(content_of(&database), *new, "{case}");
            assert!(found.is_none_or(|found| found == old || found == *new), "{case}: a mix of two schemas");
            expect_well(&korob);
            let kept = named(korob.data(), "before-upgrade-");
            assert_eq!(kept.len(), 1, "{case}: {kept:?}");
            assert_eq!(content_of(&kept[0].join("korob.db")), old, "{case}: the way back");
            kept.iter().for_each(|kept| fs::remove_dir_all(kept).unwrap());
        });
    });
}
