//! A file on its way in.

use super::{ARRIVING, BlobHash, FileStore, MediaType, remove, space};
use crate::kernel::Result;
use crate::platform::folder::open_private;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// After so many bytes it is asked again whether there is still room.
const ASKED_EVERY: u64 = 4 * 1024 * 1024;

/// Gone with this value unless it was kept.
#[derive(Debug)]
pub struct Arriving {
    store: Arc<FileStore>,
    path: PathBuf,
    file: File,
    hasher: Sha256,
    size_bytes: u64,
    beginning: Vec<u8>,
    is_kept: bool,
}

/// A file that is there to stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blob {
    pub hash: BlobHash,
    pub size_bytes: u64,
    /// By its first bytes, whatever its sender said.
    pub media_type: MediaType,
}

impl Arriving {
    pub(super) fn begin(store: Arc<FileStore>) -> Result<Arriving> {
        let path = store.folder.join(ARRIVING).join(format!("{:032x}", rand::random::<u128>()));
        let file = open_private(&path).map_err(space::in_words)?;
        Ok(Arriving {
            store,
            path,
            file,
            hasher: Sha256::new(),
            size_bytes: 0,
            beginning: Vec::with_capacity(MediaType::LONGEST_SIGN),
            is_kept: false,
        })
    }

    pub fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// `DiskFull`.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let asked = self.size_bytes / ASKED_EVERY;
        self.size_bytes += bytes.len() as u64;
        if self.size_bytes / ASKED_EVERY > asked {
            self.store.space.ensure(bytes.len() as u64)?;
        }
        let missing = MediaType::LONGEST_SIGN - self.beginning.len();
        self.beginning.extend(&bytes[..missing.min(bytes.len())]);
        self.hasher.update(bytes);
        self.file.write_all(bytes).map_err(space::in_words)
    }

    /// Puts it in its place. When this is answered, its bytes and its name are on the disk.
    ///
    /// # Errors
    /// `DiskFull`.
    pub fn keep(mut self) -> Result<Blob> {
        self.file.sync_all().map_err(space::in_words)?;
        let hash = BlobHash(std::mem::take(&mut self.hasher).finalize().into());
        self.store.shelve(&self.path, hash, self.size_bytes).map_err(space::in_words)?;
        self.is_kept = true;
        let media_type = MediaType::of_beginning(&self.beginning);
        Ok(Blob { hash, size_bytes: self.size_bytes, media_type })
    }

    #[cfg(test)]
    pub(super) fn onto(mut self, file: File) -> Arriving {
        self.file = file;
        self
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        if !self.is_kept {
            remove(&self.path);
        }
    }
}
