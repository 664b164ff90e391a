//! Long files, written so that nobody else has to wait for the disk.

use std::fs::File;
use std::io::{self, Write};

const MOST_WAITING_BYTES: usize = 8 * 1024 * 1024;

/// Brings a file to the disk every few megabytes as it is written. Else all of it waits in memory, and a commit of the
/// database, which file systems such as ext4 write after what waits before it, waits as long as the disk needs for that.
pub struct Steady<'a> {
    file: &'a File,
    waiting_bytes: usize,
}

impl<'a> Steady<'a> {
    pub fn new(file: &'a File) -> Steady<'a> {
        Steady { file, waiting_bytes: 0 }
    }
}

impl Write for Steady<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.waiting_bytes += written;
        if self.waiting_bytes >= MOST_WAITING_BYTES {
            self.file.sync_data()?;
            self.waiting_bytes = 0;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
