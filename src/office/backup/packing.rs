//! Packing what lies in a data folder, and seeing whether it can be unpacked.

use super::archive::{self, ArchiveFile, Hashed, Lock, Manifest, Outlet, Part, PartName};
use super::error::{BackupError, Result};
use super::scratch::Scratch;
use super::verifying::Trial;
use crate::platform::files::BlobHash;
use crate::platform::folder::{DataFolder, open_private};
use crate::platform::tls::Authority;
use anyhow::anyhow;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, PipeWriter};
use std::path::{Path, PathBuf};
use std::thread;

/// What is packed, and where it lies.
pub(super) struct Source<'a> {
    pub folder: &'a DataFolder,
    /// The database.
    pub copied: PathBuf,
    /// Where it may lie in clear for a while.
    pub clear: PathBuf,
}

impl Source<'_> {
    /// The parts as they are on the disk, and the files that cannot be read or are not what they were.
    pub(super) fn parts(&self, needed: BTreeSet<BlobHash>) -> Result<(Vec<Part>, Vec<BlobHash>)> {
        let mut parts = Vec::new();
        for name in PartName::WHOLE {
            let path = self.path(name);
            if path.is_file() && self.is_fit(name) {
                let (size_bytes, sha256) = hash_of(&path).map_err(BackupError::at(&path))?;
                parts.push(Part { name, size_bytes, sha256 });
            }
        }
        let mut missing = Vec::new();
        for hash in needed {
            let name = PartName::File(hash);
            match hash_of(&self.path(name)) {
                Ok((size_bytes, sha256)) if sha256 == hash.to_string() => parts.push(Part { name, size_bytes, sha256 }),
                _ => missing.push(hash),
            }
        }
        Ok((parts, missing))
    }

    /// An authority that nobody can use any more would only keep the others from being restored.
    fn is_fit(&self, name: PartName) -> bool {
        if name != PartName::Authority {
            return true;
        }
        let read = Authority::open(&self.folder.tls());
        if let Err(error) = &read {
            tracing::warn!("the backup holds no certificate authority: {error}");
        }
        read.is_ok()
    }

    pub(super) fn pack(
        &self,
        packed: &Path,
        lock: &Lock,
        plain: Option<PipeWriter>,
        manifest: &Manifest,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<()> {
        let file = open_private(packed).map_err(BackupError::at(packed))?;
        let (outlet, total) = (Outlet { file: &file, lock, plain }, manifest.size_bytes());
        let open = |name| File::open(self.path(name));
        archive::write(outlet, manifest, open, &mut |done| progress(done, total))
            .map_err(BackupError::of_archive(folder_of(packed)))
    }

    /// Packs and restores at once, where it may lie in clear: what is not encrypted yet goes nowhere else.
    pub(super) fn pack_proven(
        &self,
        packed: &Path,
        lock: &Lock,
        manifest: &Manifest,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<()> {
        let trial = Trial { archive: packed, scratch: Scratch::in_folder(&self.clear)? };
        let (unpacked, plain) = io::pipe().map_err(BackupError::at(packed))?;
        let restored = thread::scope(|scope| {
            let unpacking = thread::Builder::new().name("proof".into()).spawn_scoped(scope, || trial.unpack(unpacked));
            let unpacking = unpacking.map_err(BackupError::at(packed))?;
            self.pack(packed, lock, Some(plain), manifest, progress)?;
            unpacking.join().unwrap_or_else(|_| Err(anyhow!("the restore of the backup panicked").into()))
        })?;
        trial.judge(&restored)
    }

    fn path(&self, name: PartName) -> PathBuf {
        match name {
            PartName::Database => self.copied.clone(),
            other => self.folder.path().join(other.to_string()),
        }
    }
}

/// The bytes that are on the disk, not those that were meant to be: the SHA-256 of all of them.
pub(super) fn read_back(packed: &Path, lock: &Lock) -> Result<String> {
    let archive = ArchiveFile::open(packed)?;
    match lock.key() {
        // Only the holder of the identity can open it.
        None => archive.check_seal(),
        Some(key) => Ok(archive.read(&key, |_| Ok(()), |_, _| Ok(()))?.sha256),
    }
}

pub(super) fn hash_of(path: &Path) -> io::Result<(u64, String)> {
    Hashed::new(BufReader::with_capacity(256 * 1024, File::open(path)?)).finish()
}

pub(in crate::office) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
