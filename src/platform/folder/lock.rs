//! One server per folder. The lock dies with the process, unlike a pid file; the file also remembers how the last one
//! ended.

use super::{FolderError, open_private};
use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

pub(super) const NAME: &str = "lock";

/// How the server before this one ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastStop {
    /// It said goodbye, or there was none.
    Clean,
    /// Only the process died: what it had handed to the kernel is in the files.
    ProcessDied,
    /// The machine went down under it (or this cannot be told): the files have to be looked at before use.
    MachineDied,
}

/// Holds the folder until dropped.
#[derive(Debug)]
pub struct FolderLock {
    file: File,
    last_stop: LastStop,
}

/// Who has a folder, found without taking it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// Nobody; and how the last one left.
    Nobody(LastStop),
    /// The process with this number.
    Process(String),
}

/// Looks who has the folder. Nothing is written, and the lock file need not be there.
pub fn holder(folder: &Path) -> io::Result<Holder> {
    let mut file = match File::open(folder.join(NAME)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Holder::Nobody(LastStop::Clean)),
        file => file?,
    };
    let note = read(&mut file)?;
    match file.try_lock_shared() {
        Ok(()) => Ok(Holder::Nobody(last_stop(&note, boot_id().as_deref()))),
        Err(TryLockError::WouldBlock) => {
            let pid = note.lines().next().filter(|pid| !pid.is_empty()).unwrap_or("?");
            Ok(Holder::Process(pid.to_owned()))
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}

impl FolderLock {
    pub(super) fn take(folder: &Path) -> Result<FolderLock, FolderError> {
        let path: PathBuf = folder.join(NAME);
        let not_writable = |cause| FolderError::NotWritable { path: folder.to_owned(), cause };
        let mut file = open_private(&path).map_err(not_writable)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = read(&mut file).unwrap_or_default();
                let pid = holder.lines().next().filter(|pid| !pid.is_empty()).unwrap_or("?").to_owned();
                return Err(FolderError::InUse { path: folder.to_owned(), pid });
            }
            Err(TryLockError::Error(error)) => return Err(not_writable(error)),
        }
        let left = read(&mut file).map_err(not_writable)?;
        let last_stop = last_stop(&left, boot_id().as_deref());
        let note = format!("{}\n{}\n", std::process::id(), boot_id().unwrap_or_default());
        write(&mut file, &note).map_err(not_writable)?;
        Ok(FolderLock { file, last_stop })
    }

    pub fn last_stop(&self) -> LastStop {
        self.last_stop
    }

    /// Makes the next start look at the files before it uses them.
    pub fn release_in_doubt(mut self) -> io::Result<()> {
        let note = format!("{}\n", std::process::id());
        write(&mut self.file, &note)
    }

    /// Gives the folder back as it was found, nothing having been done with it: the next start knows what this one knew.
    pub fn return_unused(self) -> io::Result<()> {
        match self.last_stop {
            LastStop::Clean => self.release(),
            // The note of this process says the same of the machine as the one before it.
            LastStop::ProcessDied => Ok(()),
            LastStop::MachineDied => self.release_in_doubt(),
        }
    }

    /// Says goodbye: everything was written and closed. A lock that is merely dropped counts as a death.
    pub fn release(mut self) -> io::Result<()> {
        write(&mut self.file, "")
    }
}

fn last_stop(left: &str, boot_id: Option<&str>) -> LastStop {
    let mut lines = left.lines();
    match (lines.next(), lines.next().filter(|line| !line.is_empty())) {
        (None, _) => LastStop::Clean,
        (Some(_), Some(boot)) if Some(boot) == boot_id => LastStop::ProcessDied,
        _ => LastStop::MachineDied,
    }
}

/// Another one after each start of the machine; `None` where the system does not tell.
fn boot_id() -> Option<String> {
    let id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    Some(id.trim().to_owned()).filter(|id| !id.is_empty())
}

fn read(file: &mut File) -> io::Result<String> {
    let mut text = String::new();
    file.seek(SeekFrom::Start(0))?;
    file.take(1024).read_to_string(&mut text)?;
    Ok(text)
}

fn write(file: &mut File, text: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_dead_process_from_a_dead_machine() {
        for (left, boot, expected) in [
            ("", Some("b1"), LastStop::Clean),
            ("412\nb1\n", Some("b1"), LastStop::ProcessDied),
            ("412\nb0\n", Some("b1"), LastStop::MachineDied),
            ("412\n\n", Some("b1"), LastStop::MachineDied),
            ("412\n\n", None, LastStop::MachineDied),
            ("torn", None, LastStop::MachineDied),
        ] {
            assert_eq!(last_stop(left, boot), expected, "{left:?} on {boot:?}");
        }
    }
}
