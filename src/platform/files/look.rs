//! What lies in the folder, found without touching it: for whoever does not own the folder.

use super::{ARRIVING, BlobHash};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A file that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    pub hash: BlobHash,
    pub size_bytes: u64,
}

/// All files of a store; none where there is no such folder.
pub fn stored(folder: &Path) -> Vec<Stored> {
    let mut found = Vec::new();
    for first in folders(folder).iter().filter(|path| path.file_name().is_some_and(|name| name != ARRIVING)) {
        for second in folders(first) {
            let entries = fs::read_dir(second).into_iter().flatten().flatten();
            found.extend(entries.filter_map(|entry| {
                let hash = entry.file_name().to_str()?.parse().ok()?;
                Some(Stored { hash, size_bytes: entry.metadata().ok()?.len() })
            }));
        }
    }
    found
}

/// Whether the bytes of a file are those that it is named after.
pub fn is_whole(folder: &Path, hash: BlobHash) -> io::Result<bool> {
    let mut file = File::open(folder.join(hash.place()))?;
    let mut hasher = Sha256::new();
    let mut part = vec![0; 256 * 1024];
    loop {
        match file.read(&mut part)? {
            0 => return Ok(BlobHash(hasher.finalize().into()) == hash),
            count => hasher.update(&part[..count]),
        }
    }
}

/// What was on its way in; while nobody serves the folder it never arrives.
pub fn left_behind(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder.join(ARRIVING)).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_type().is_ok_and(|found| found.is_dir())).map(|entry| entry.path()).collect()
}
