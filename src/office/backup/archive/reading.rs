//! Unpacking what may be anything.

use super::cipher::{Key, Needed};
use super::hashed::{Hashed, hex};
use super::writing::{CONTENTS, MANIFEST};
use super::{ArchiveError, Manifest, Part, Result, seal};
use crate::office::backup::error::{self as backup, BackupError};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use tar::{Archive, Entry, EntryType};

/// A manifest names tables, not records.
pub(super) const LONGEST_MANIFEST: u64 = 1024 * 1024;

/// Each attachment is named in about 250 bytes: this is enough for a million.
pub(super) const LONGEST_CONTENTS: u64 = 256 * 1024 * 1024;

/// A file that may be a backup, opened for reading.
pub struct ArchiveFile {
    path: PathBuf,
    file: File,
}

/// What is known of an archive that was read to its end.
pub struct Known {
    pub manifest: Manifest,
    /// SHA-256 of the whole file.
    pub sha256: String,
}

impl ArchiveFile {
    pub fn open(path: &Path) -> backup::Result<ArchiveFile> {
        // A device has no end, and opening a pipe waits for somebody to write to it. A folder is told by opening it.
        let found = fs::metadata(path).map_err(BackupError::at(path))?;
        if !found.is_file() && !found.is_dir() {
            return Err(BackupError::Archive { path: path.to_owned(), error: ArchiveError::NotAnArchive });
        }
        let file = File::open(path).map_err(BackupError::at(path))?;
        Ok(ArchiveFile { path: path.to_owned(), file })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// With what it is opened.
    pub fn needed_key(&self) -> backup::Result<Needed> {
        let mut beginning = Vec::new();
        let contents = seal::contents(&self.file).map_err(self.told())?;
        let read = contents.take(Needed::BEGINNING as u64).read_to_end(&mut beginning);
        read.map_err(BackupError::at(&self.path))?;
        Ok(Needed::of(&beginning))
    }

    /// The manifest alone, as the file says it: for lists, where nothing hangs on it.
    pub fn peek(&self, key: &Key) -> backup::Result<Manifest> {
        let read = || {
            let mut tar = Archive::new(self.plain(key)?);
            let first = tar.entries().map_err(strange)?.raw(true).next().transpose().map_err(strange)?;
            Manifest::parse(&described(first, MANIFEST, LONGEST_MANIFEST)?)
        };
        read().map_err(self.told())
    }

    /// Looks at the seal alone, for which no key is needed: the SHA-256 of the whole file.
    pub fn check_seal(&self) -> backup::Result<String> {
        seal::check(&self.file).map(|hash| hex(&hash)).map_err(self.told())
    }

    /// Reads all of it: first every byte, against the seal; then the manifest, which `begin` may refuse; then each part,
    /// which is handed to `take` with its bytes. Whether they were those of the manifest is known when `take` has returned:
    /// what it keeps is worth nothing before this returns.
    pub fn read(
        &self,
        key: &Key,
        begin: impl FnOnce(&Manifest) -> backup::Result<()>,
        take: impl FnMut(&Part, &mut dyn Read) -> backup::Result<()>,
    ) -> backup::Result<Known> {
        let sha256 = self.check_seal()?;
        let plain = self.plain(key).map_err(self.told())?;
        Ok(Known { manifest: read_tar(&self.path, plain, begin, take)?, sha256 })
    }

    /// The tar that was packed. The window of zstd, and with it the memory, stays at its usual limit of 128 MB.
    fn plain(&self, key: &Key) -> Result<Box<dyn Read + '_>> {
        let contents = BufReader::with_capacity(256 * 1024, seal::contents(&self.file)?);
        Ok(Box::new(zstd::Decoder::new(key.open(contents)?)?.single_frame()))
    }

    fn told(&self) -> impl Fn(ArchiveError) -> BackupError + '_ {
        BackupError::of_archive(&self.path)
    }
}

/// Reads an archive of our own while it is written to this path, before it is encrypted and sealed; `begin` and `take` are as for
/// [`ArchiveFile::read`].
pub fn read_stream(
    path: &Path,
    packed: impl Read,
    begin: impl FnOnce(&Manifest) -> backup::Result<()>,
    take: impl FnMut(&Part, &mut dyn Read) -> backup::Result<()>,
) -> backup::Result<Manifest> {
    let told = BackupError::of_archive(path);
    let mut plain = zstd::Decoder::new(packed).map_err(strange).map_err(&told)?;
    let manifest = read_tar(path, &mut plain, begin, take)?;
    // To the last byte: only then the checksum was compared, and whoever writes is not cut off.
    io::copy(&mut plain, &mut io::sink()).map_err(strange).map_err(&told)?;
    Ok(manifest)
}

fn read_tar(
    path: &Path,
    plain: impl Read,
    begin: impl FnOnce(&Manifest) -> backup::Result<()>,
    mut take: impl FnMut(&Part, &mut dyn Read) -> backup::Result<()>,
) -> backup::Result<Manifest> {
    let told = BackupError::of_archive(path);
    let mut tar = Archive::new(plain);
    let mut entries = tar.entries().map_err(strange).map_err(&told)?.raw(true);
    let mut next = || entries.next().transpose().map_err(strange).map_err(&told);
    let json = described(next()?, MANIFEST, LONGEST_MANIFEST).map_err(&told)?;
    let manifest = Manifest::parse(&json).map_err(&told)?;
    let json = described(next()?, CONTENTS, LONGEST_CONTENTS).map_err(&told)?;
    let manifest = manifest.with_contents(&json).map_err(&told)?;
    drop(json);
    begin(&manifest)?;
    for part in &manifest.parts {
        let entry = expected(next()?, &part.name.to_string(), part.size_bytes).map_err(&told)?;
        let mut bytes = Hashed::new(entry);
        let taken = take(part, &mut bytes);
        if let Some(why) = bytes.failure() {
            return Err(told(ArchiveError::Strange(why)));
        }
        taken?;
        if bytes.finish().map_err(strange).map_err(&told)? != (part.size_bytes, part.sha256.clone()) {
            return Err(told(ArchiveError::Strange(format!("{} is not what the manifest says", part.name))));
        }
    }
    match next()? {
        None => Ok(manifest),
        Some(_) => Err(told(ArchiveError::Strange("more than the manifest names".into()))),
    }
}

/// The bytes of one of the entries that say what the others are.
fn described<R: Read>(entry: Option<Entry<'_, R>>, name: &str, most: u64) -> Result<Vec<u8>> {
    let mut entry = entry.filter(|entry| entry.size() <= most).ok_or(ArchiveError::NotAnArchive)?;
    if entry.path_bytes().as_ref() != name.as_bytes() || entry.header().entry_type() != EntryType::Regular {
        return Err(ArchiveError::NotAnArchive);
    }
    let mut json = Vec::new();
    entry.read_to_end(&mut json).map_err(strange)?;
    Ok(json)
}

/// The next entry, if it is this file: no folder, no link, nothing of another name or size.
fn expected<'a, R: Read>(entry: Option<Entry<'a, R>>, name: &str, size_bytes: u64) -> Result<Entry<'a, R>> {
    let entry = entry.ok_or_else(|| ArchiveError::Strange(format!("no {name}")))?;
    let is_it = entry.path_bytes().as_ref() == name.as_bytes()
        && entry.header().entry_type() == EntryType::Regular
        && entry.size() == size_bytes;
    if is_it { Ok(entry) } else { Err(ArchiveError::Strange(format!("something else in the place of {name}"))) }
}

/// Errors of the decoders come as those of reading; the seal was good, so the disk is not at fault.
fn strange(error: io::Error) -> ArchiveError {
    ArchiveError::Strange(error.to_string())
}
