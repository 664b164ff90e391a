//! The socket by a path that is short enough.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// A socket's address holds 108 bytes (unix(7)), less on other systems; a data folder may lie deeper.
const MAX_BYTES: usize = 100;

/// A way to the file that the system takes as a socket's address.
pub(super) struct SocketPath {
    path: PathBuf,
    /// Keeps the short way open while it is used.
    _folder: Option<File>,
}

impl SocketPath {
    pub fn to(socket: &Path) -> io::Result<SocketPath> {
        let (Some(folder), Some(name)) = (socket.parent(), socket.file_name()) else {
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        };
        if socket.as_os_str().len() <= MAX_BYTES {
            return Ok(SocketPath { path: socket.to_owned(), _folder: None });
        }
        let folder = File::open(folder)?;
        let number = std::os::fd::AsRawFd::as_raw_fd(&folder);
        Ok(SocketPath { path: Path::new("/proc/self/fd").join(number.to_string()).join(name), _folder: Some(folder) })
    }
}

impl AsRef<Path> for SocketPath {
    fn as_ref(&self) -> &Path {
        &self.path
    }
}
