//! The last bytes of an archive: the SHA-256 of all before them.

use super::{ArchiveError, Result};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// A skippable frame of zstd (RFC 8878, 3.1.2: magic number 0x184D2A5E, then the length of what follows), and our sign.
const HEAD: [u8; 16] = *b"\x5e\x2a\x4d\x18\x28\x00\x00\x00KOROB-01";

const SEAL_BYTES: u64 = HEAD.len() as u64 + 32;

/// Passes bytes on and remembers what they were.
pub(super) struct Sealing<W> {
    out: W,
    hasher: Sha256,
}

impl<W: Write> Sealing<W> {
    pub(super) fn new(out: W) -> Sealing<W> {
        Sealing { out, hasher: Sha256::new() }
    }

    /// Writes the seal.
    pub(super) fn seal(mut self) -> io::Result<W> {
        let hash = self.hasher.finalize();
        self.out.write_all(&HEAD)?;
        self.out.write_all(&hash)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What lies before the seal, from its beginning; the seal itself is not looked at.
pub(super) fn contents(mut file: &File) -> Result<io::Take<&File>> {
    let size = file.metadata()?.len();
    file.seek(SeekFrom::Start(0))?;
    Ok(file.take(size.saturating_sub(SEAL_BYTES)))
}

/// Reads every byte and compares; the SHA-256 of the whole file, seal and all, as people compare it.
///
/// # Errors
/// `NotAnArchive` where there is no seal, `Damaged` where it is broken.
pub(super) fn check(file: &File) -> Result<[u8; 32]> {
    let mut contents = contents(file)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match contents.read(&mut buffer)? {
            0 => break,
            count => hasher.update(&buffer[..count]),
        }
    }
    let mut seal = Vec::new();
    contents.into_inner().read_to_end(&mut seal)?;
    let mut whole = hasher.clone();
    whole.update(&seal);
    match seal.strip_prefix(&HEAD) {
        None => Err(ArchiveError::NotAnArchive),
        Some(hash) if hash != hasher.finalize().as_slice() => Err(ArchiveError::Damaged),
        Some(_) => Ok(whole.finalize().into()),
    }
}
