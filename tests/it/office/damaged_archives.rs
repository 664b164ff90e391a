//! What is wrong with a backup is noticed before anything is restored, and the office that is there stays as it is.

use super::backup::{backup, path_of, tables};
use crate::harness::{Korob, rounds};
use korob::office::backup::{BackupError, Key, Prepared, prepare};
use korob::platform::db::start::StartError;
use korob::platform::folder::FolderError;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;
use std::time::SystemTime;

/// The sign and the hash at the end of an archive.
const SEAL_BYTES: usize = 48;

/// An office, and how it was before somebody tried to replace it.
struct Live {
    korob: Korob,
    state: BTreeMap<String, (u64, u64, SystemTime)>,
}

impl Live {
    fn new(korob: Korob) -> Live {
        let state = state(korob.data(), "");
        Live { korob, state }
    }

    /// Restores as `korob restore` does up to the moment of decision, and gives up what is ready by then.
    fn try_to_replace(&self, archive: &Path) -> Result<(), BackupError> {
        // A child that another test has begun to start holds the lock of the last attempt until it becomes a program of its own.
        let outcome = loop {
            match prepare(self.korob.data(), archive, &Key::None, false) {
                Err(BackupError::Start(StartError::Folder(FolderError::InUse { .. }))) => std::thread::yield_now(),
                outcome => break outcome.and_then(Prepared::give_up),
            }
        };
        assert_eq!(state(self.korob.data(), ""), self.state, "the office was touched");
        outcome
    }
}

/// Which file lies under each name, its size and when it was written last; but for the note in the lock and what SQLite puts
/// beside a database to look at it.
fn state(folder: &Path, above: &str) -> BTreeMap<String, (u64, u64, SystemTime)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{above}{}", entry.file_name().to_str().unwrap());
        let about = entry.metadata().unwrap();
        if about.is_dir() {
            found.extend(state(&entry.path(), &format!("{name}/")));
        } else if name != "lock" && !(name.starts_with("korob.db-") && (name.ends_with("shm") || about.len() == 0)) {
            found.insert(name, (about.ino(), about.len(), about.modified().unwrap()));
        }
    }
    found
}

#[track_caller]
fn expect_refused(outcome: Result<(), BackupError>, case: &str) {
    assert!(matches!(outcome, Err(BackupError::Archive { .. })), "{case}: {outcome:?}");
}

/// Changes one bit of the file for as long as `then` takes.
fn with_flip(file: &File, at: u64, then: impl FnOnce()) {
    let mut byte = [0];
    file.read_exact_at(&mut byte, at).unwrap();
    file.write_all_at(&[byte[0] ^ 1 << (at % 8)], at).unwrap();
    then();
    file.write_all_at(&byte, at).unwrap();
}

#[test]
fn a_small_backup_with_any_byte_changed_replaces_nothing() {
    let (korob, _) = Korob::office();
    let archive = path_of(&backup(&korob, &["--out", korob.data().with_file_name("small").to_str().unwrap()]));
    let before = tables(&korob);
    let live = Live::new(korob);
    let file = File::options().read(true).write(true).open(&archive).unwrap();
    let size = file.metadata().unwrap().len();
    // Every byte, where the environment asks for that many.
    let step = size.div_ceil(u64::from(rounds("ARCHIVE_FLIPS", 100))).max(1);
    let mut count = 0;
    for at in (0..size).step_by(step as usize) {
        with_flip(&file, at, || expect_refused(live.try_to_replace(&archive), &format!("byte {at}")));
        count += 1;
    }
    println!("{count} flips of a backup of {size} bytes: all refused");
    live.try_to_replace(&archive).unwrap();
    assert_eq!(tables(&live.korob), before);
}

/// As somebody may send it on purpose: what the seal cannot tell any more, the hashes of the parts do.
#[test]
fn a_changed_backup_that_was_sealed_again_brings_no_other_database() {
    let (korob, _) = Korob::office();
    let archive = path_of(&backup(&korob, &["--out", korob.data().with_file_name("sealed").to_str().unwrap()]));
    let live = Live::new(korob);
    let whole = fs::read(&archive).unwrap();
    let packed = whole.len() - SEAL_BYTES;
    let rounds = rounds("ARCHIVE_FLIPS", 100).min(packed as u32) as usize;
    let mut refused = 0;
    for round in 0..rounds {
        let mut bytes = whole.clone();
        let at = packed * round / rounds;
        bytes[at] ^= 1 << (round % 8);
        let hash = Sha256::digest(&bytes[..packed]);
        bytes[packed + 16..].copy_from_slice(&hash);
        fs::write(&archive, &bytes).unwrap();
        match live.try_to_replace(&archive) {
            // A word of the manifest that nothing hangs on, such as the name of the office.
            Ok(()) => {}
            Err(BackupError::Archive { .. } | BackupError::Unproven { .. }) => refused += 1,
            Err(error) => panic!("byte {at}: {error:?}"),
        }
    }
    println!("{rounds} flips sealed again: {refused} refused");
    assert!(refused * 10 >= rounds * 9, "{refused} of {rounds}");
}

#[test]
fn a_large_backup_that_was_changed_or_cut_replaces_nothing() {
    let flips = u64::from(rounds("ARCHIVE_FLIPS", 40));
    let (korob, token) = Korob::office();
    let served = korob.serve(&[]);
    let program = served.program(&token);
    let id =
        program.post_json("/api/v1/companies", &serde_json::json!({ "name": "Нева" })).expect(201).json()["id"].clone();
    for _ in 0..8 {
        // Of chance, so that nothing can be packed.
        let bytes: Vec<u8> = (0..3 * 1024 * 1024 / 16).flat_map(|_| rand::random::<u128>().to_le_bytes()).collect();
        program.post_files(&format!("/api/v1/companies/{id}/files"), &[("скан.bin", &bytes)]).expect(201);
    }
    served.stop();
    let archive = path_of(&backup(&korob, &["--out", korob.data().with_file_name("large").to_str().unwrap()]));
    let live = Live::new(Korob::office().0);
    let before = tables(&live.korob);
    let file = File::options().read(true).write(true).open(&archive).unwrap();
    let size = file.metadata().unwrap().len();
    assert!(size > 20_000_000, "{size}");
    for flip in 0..flips {
        let at = size * flip / flips + rand::random_range(0..size / flips);
        with_flip(&file, at, || expect_refused(live.try_to_replace(&archive), &format!("byte {at}")));
    }
    live.try_to_replace(&archive).unwrap();
    let cuts = flips / 10;
    for cut in (0..cuts).rev() {
        let left = size * cut / cuts + rand::random_range(0..size / cuts);
        file.set_len(left).unwrap();
        expect_refused(live.try_to_replace(&archive), &format!("cut to {left}"));
    }
    println!("{flips} flips and {cuts} cuts of a backup of {size} bytes: all refused");
    assert_eq!(tables(&live.korob), before);
    live.korob.run(&["doctor"]).expect(0);
}
