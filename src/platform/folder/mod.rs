//! The data folder: everything the office owns lies in it, readable by nobody else, used by one server at a time.
//!
//! | name | what |
//! |---|---|
//! | `korob.db` (`-wal`, `-shm`) | all records |
//! | `files/` | attachments by SHA-256 |
//! | `imports/` | files being imported |
//! | `backups/` | archives |
//! | `tls/` | certificates and their keys |
//! | `secret.key`, `license.key`, `korob.toml` | keys and start-up settings |
//! | `backup.passphrase` | what nightly backups are encrypted with, if an administrator chose words |
//! | `backup.ssh`, `backup.known_hosts` | the own key for the server of the second place, and that server's |
//! | `reserve` | space held back for the day the disk is full |
//! | `lock` | held by the server; its pid is in it |
//! | `demo-logins.txt` | who can sign in to a demo office |
//! | `restoring/`, `restore-pending` | there only while a restore is on |
//! | `before-restore-…/`, `before-upgrade-…/` | what was replaced; kept until somebody deletes it |
//! | `control.sock` | how a command reaches the running server |

mod lock;
mod look;
mod place;
mod steady;
mod swap;

pub use lock::{FolderLock, Holder, LastStop, holder};
pub use look::{Kept, Loose, kept, look, loose, tighten};
pub use steady::Steady;
pub use swap::{Swap, finish as finish_swap, is_swapping, keeps_replaced};

use anyhow::Context;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Why a folder cannot hold the office's data. The texts are English, for the log.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("{} is a file; choose a folder for the data", path.display())]
    NotAFolder { path: PathBuf },
    #[error("{} cannot be written: {cause}; check its owner and rights", path.display())]
    NotWritable { path: PathBuf, cause: io::Error },
    #[error("{} lies on {kind}, where a database can be damaged; choose a folder on a local disk", path.display())]
    NetworkDisk { path: PathBuf, kind: String },
    #[error("{} lies in a folder synced by {tool}, which would damage the database; choose another", path.display())]
    SyncedFolder { path: PathBuf, tool: &'static str },
    #[error("{} is already used by a running server (pid {pid}); stop it first", path.display())]
    InUse { path: PathBuf, pid: String },
    #[error("{} is a link or lies on another disk than the data folder, where it could not be replaced", path.display())]
    Elsewhere { path: PathBuf },
    #[error("{} is between two databases: {cause}", path.display())]
    Unfinished { path: PathBuf, cause: String },
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

/// What shows that an office lies in a folder although its database is lost: else it belongs to the machine.
pub const REMAINS: [&str; 2] = ["secret.key", "korob.db-wal"];

/// A name as a shell takes it for one word, whatever is in it (The Open Group Base Specifications 8, 2.2.2).
pub fn for_shell(name: &str) -> String {
    ["'", &name.replace('\'', "'\\''"), "'"].concat()
}

/// A folder fit for the data. It exists, is private and lies on a local disk.
#[derive(Debug, Clone)]
pub struct DataFolder {
    path: PathBuf,
}

impl DataFolder {
    /// Takes an existing folder or makes a new one; an empty one is fine. Nothing is written into it yet.
    pub fn open(path: &Path) -> Result<DataFolder, FolderError> {
        let not_writable = |cause| FolderError::NotWritable { path: path.to_owned(), cause };
        match fs::metadata(path) {
            Ok(found) if !found.is_dir() => return Err(FolderError::NotAFolder { path: path.to_owned() }),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => make_private_dir(path).map_err(not_writable)?,
            Err(error) => return Err(not_writable(error)),
        }
        let path = fs::canonicalize(path).map_err(not_writable)?;
        place::refuse_network_disk(&path)?;
        place::refuse_synced_folder(&path)?;
        // Names and phones of clients are nobody else's business on a shared machine.
        restrict(&path, 0o700).map_err(|cause| FolderError::NotWritable { path: path.clone(), cause })?;
        Ok(DataFolder { path })
    }

    /// Takes the folder for this process alone, until the lock is dropped. Errors: [`FolderError::InUse`].
    pub fn lock(&self) -> Result<FolderLock, FolderError> {
        FolderLock::take(&self.path)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn database(&self) -> PathBuf {
        self.path.join("korob.db")
    }

    pub fn files(&self) -> PathBuf {
        self.path.join("files")
    }

    pub fn backups(&self) -> PathBuf {
        self.path.join("backups")
    }

    pub fn tls(&self) -> PathBuf {
        self.path.join("tls")
    }

    pub fn config(&self) -> PathBuf {
        self.path.join("korob.toml")
    }

    pub fn reserve(&self) -> PathBuf {
        self.path.join("reserve")
    }

    pub fn demo_logins(&self) -> PathBuf {
        self.path.join("demo-logins.txt")
    }

    pub fn control_socket(&self) -> PathBuf {
        self.path.join("control.sock")
    }

    /// What shows that an office worked here before, if anything: its files, copies, certificates or settings.
    pub fn trace_of_use(&self) -> Option<PathBuf> {
        let names = ["secret.key", "license.key", "imports"].map(|name| self.path.join(name));
        let ours = [self.files(), self.backups(), self.tls(), self.config(), self.demo_logins()];
        ours.into_iter().chain(names).find(|path| path.exists())
    }

    /// Removes the file of the lock, which the caller holds, from a folder that is not to stay.
    pub fn remove_lock(&self) {
        let _ = fs::remove_file(self.path.join(lock::NAME));
    }

    /// This name, or with a number if something has it.
    pub fn free_name(&self, name: &str) -> String {
        let numbered = (2..).map(|number: u32| format!("{name}-{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(|name| !self.path.join(name).exists()).unwrap_or_else(|| name.to_owned())
    }

    /// Makes the sub-folders that are missing.
    pub fn lay_out(&self) -> anyhow::Result<()> {
        for folder in [self.files(), self.backups(), self.tls()] {
            if !folder.is_dir() {
                make_private_dir(&folder).with_context(|| format!("make {}", folder.display()))?;
            }
        }
        Ok(())
    }
}

/// Creates a file that only its owner can read, or opens it and makes it so.
pub fn open_private(path: &Path) -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let is_new = !path.exists();
    let file = options.open(path)?;
    restrict(path, 0o600)?;
    if is_new {
        give_to_owner_of_folder(path)?;
    }
    Ok(file)
}

/// What root makes in somebody's folder is theirs, as SQLite has it with its log: else one command of the administrator
/// would lock the server out of its own files.
#[cfg(unix)]
fn give_to_owner_of_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, chown};
    if rustix::process::geteuid().is_root() {
        let folder =
            fs::metadata(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))?;
        chown(path, Some(folder.uid()), Some(folder.gid()))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn give_to_owner_of_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Waits until the names in a folder are on the disk: a file that was made or renamed is only then there for good.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    // Other systems neither can nor need to open a folder for this.
    if cfg!(unix) { fs::File::open(path)?.sync_all() } else { Ok(()) }
}

/// Makes a folder that only its owner can enter, with those above it.
pub fn make_private_dir(path: &Path) -> io::Result<()> {
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent)?;
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    give_to_owner_of_folder(path)
}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let found = fs::metadata(path)?.permissions().mode() & 0o777;
    if found & !mode != 0 {
        fs::set_permissions(path, fs::Permissions::from_mode(found & mode))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn restrict(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;
