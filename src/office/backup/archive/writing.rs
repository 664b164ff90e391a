//! Packing.

use super::cipher::Lock;
use super::manifest::Contents;
use super::reading::{LONGEST_CONTENTS, LONGEST_MANIFEST};
use super::seal::Sealing;
use super::{ArchiveError, Hashed, Manifest, Part, PartName, Result};
use crate::platform::folder::Steady;
use std::fs::File;
use std::io::{self, BufWriter, PipeWriter, Read, Write};
use tar::{Builder, EntryType, Header};

/// The names of the manifest and of the list of parts in the tar.
pub(super) const MANIFEST: &str = "korob-backup.json";
pub(super) const CONTENTS: &str = "korob-parts.json";

/// Level 3: SQLite's pages become a quarter to a third, about as fast as a disk takes them.
const LEVEL: i32 = 3;

/// Where an archive goes.
pub struct Outlet<'a> {
    pub file: &'a File,
    pub lock: &'a Lock,
    /// Gets what is packed before it is encrypted, for as long as somebody reads there.
    pub plain: Option<PipeWriter>,
}

/// Writes an archive of these parts, which is on the disk when this returns. `open` gives the bytes of a part; `progress` hears
/// how many were packed.
///
/// # Errors
/// `Changed` where the bytes are not those that the manifest names.
pub fn write(
    outlet: Outlet<'_>,
    manifest: &Manifest,
    mut open: impl FnMut(PartName) -> io::Result<File>,
    progress: &mut dyn FnMut(u64),
) -> Result<()> {
    let sealing = Sealing::new(BufWriter::with_capacity(256 * 1024, Steady::new(outlet.file)));
    let mut zstd = zstd::Encoder::new(Forked { out: outlet.lock.lock(sealing)?, plain: outlet.plain }, LEVEL)?;
    zstd.include_checksum(true)?;
    let mut tar = Builder::new(zstd);
    let described = serde_json::to_vec_pretty(manifest).map_err(io::Error::other)?;
    let contents = Contents { parts: manifest.parts.clone() };
    let listed = serde_json::to_vec(&contents).map_err(io::Error::other)?;
    for (name, json, most) in [(MANIFEST, described, LONGEST_MANIFEST), (CONTENTS, listed, LONGEST_CONTENTS)] {
        if json.len() as u64 > most {
            return Err(ArchiveError::Strange(format!("{name} would be longer than any reader takes")));
        }
        tar.append(&header(name, json.len() as u64)?, json.as_slice())?;
    }
    let mut done = 0;
    for part in &manifest.parts {
        append(&mut tar, part, open(part.name)?, &mut |count| {
            done += count;
            progress(done);
        })?;
    }
    tar.into_inner()?.finish()?.out.finish()?.seal()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(outlet.file.sync_all()?)
}

/// Passes bytes on, and to a second reader.
struct Forked<W> {
    out: W,
    plain: Option<PipeWriter>,
}

impl<W: Write> Write for Forked<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        // Who stopped reading says why.
        if self.plain.as_mut().is_some_and(|plain| plain.write_all(&bytes[..count]).is_err()) {
            self.plain = None;
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn append<W: Write>(tar: &mut Builder<W>, part: &Part, file: File, progress: &mut dyn FnMut(u64)) -> Result<()> {
    let mut bytes = Hashed::new(Watched { from: file, progress });
    tar.append(&header(&part.name.to_string(), part.size_bytes)?, (&mut bytes).take(part.size_bytes))?;
    // Whatever follows is counted, too.
    if bytes.finish()? != (part.size_bytes, part.sha256.clone()) {
        return Err(ArchiveError::Changed(part.name));
    }
    Ok(())
}

fn header(name: &str, size_bytes: u64) -> io::Result<Header> {
    let mut header = Header::new_ustar();
    header.set_path(name)?;
    header.set_entry_type(EntryType::Regular);
    header.set_size(size_bytes);
    header.set_mode(0o600);
    header.set_cksum();
    Ok(header)
}

/// Tells how many bytes went by.
struct Watched<'a, R> {
    from: R,
    progress: &'a mut dyn FnMut(u64),
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        (self.progress)(count as u64);
        Ok(count)
    }
}
