//! A file that holds disk space back. When the disk is full it is given up, so that people can go on and the admin can
//! delete, back up or move; when there is room again it comes back.

use crate::platform::folder::open_private;
use anyhow::Context;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const MAX_BYTES: u64 = 16 * 1024 * 1024;

#[derive(Debug, Clone)]
pub struct Reserve {
    path: PathBuf,
    size_bytes: u64,
}

/// Whether the space is held back.
pub fn is_held(path: &Path) -> bool {
    size_of(path).is_ok_and(|size_bytes| Reserve { path: path.to_owned(), size_bytes }.is_held())
}

/// How much is held back on the disk of this file.
fn size_of(path: &Path) -> anyhow::Result<u64> {
    let folder = path.parent().context("the reserve lies in a folder")?;
    let disk = rustix::fs::statvfs(folder).context("ask for the size of the disk")?;
    Ok(MAX_BYTES.min(disk.f_blocks.saturating_mul(disk.f_frsize) / 100))
}

impl Reserve {
    /// Makes the file if it is not there: the smaller of 16 MB and 1 % of the disk. On a disk that has no room for it
    /// the server starts without.
    pub fn at(path: &Path) -> anyhow::Result<Reserve> {
        let reserve = Reserve { path: path.to_owned(), size_bytes: size_of(path)? };
        if !reserve.is_held() && !reserve.restore() {
            tracing::warn!("the disk has no room for the reserve file");
        }
        Ok(reserve)
    }

    fn is_held(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|file| file.len() == self.size_bytes)
    }

    /// Gives the space up; false when it was given up before.
    pub(super) fn release(&self) -> bool {
        fs::remove_file(&self.path).is_ok()
    }

    /// Takes the space back if twice as much is free; true when it was not held and now is.
    pub(super) fn restore(&self) -> bool {
        if self.is_held() || self.free_bytes() < self.size_bytes * 2 {
            return false;
        }
        let held = self.allocate();
        if let Err(error) = &held {
            tracing::warn!(%error, "the reserve file could not be made");
            self.release();
        }
        held.is_ok()
    }

    fn free_bytes(&self) -> u64 {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        rustix::fs::statvfs(folder).map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize)).unwrap_or(0)
    }

    fn allocate(&self) -> std::io::Result<()> {
        let mut file = open_private(&self.path)?;
        file.set_len(0)?;
        if rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, self.size_bytes).is_err() {
            // Not every file system can set space aside; one that cannot is filled, since a hole would hold nothing.
            let zeros = vec![0u8; 1024 * 1024];
            let mut left = self.size_bytes;
            while left > 0 {
                let part = left.min(zeros.len() as u64);
                file.write_all(&zeros[..part as usize])?;
                left -= part;
            }
        }
        file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reserve_is_given_up_once_and_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let reserve = Reserve::at(&folder.path().join("reserve")).unwrap();
        assert!(reserve.is_held());
        assert!(!reserve.restore(), "it is still there");
        assert!(reserve.release());
        assert!(!reserve.release(), "it was given up before");
        assert!(reserve.restore());
        assert!(reserve.is_held());
    }
}
