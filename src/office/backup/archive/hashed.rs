//! Bytes on their way, and what they were.

use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// Passes bytes on, counting and hashing them.
pub struct Hashed<R> {
    from: R,
    hasher: Sha256,
    count: u64,
    failure: Option<String>,
}

impl<R: Read> Hashed<R> {
    pub fn new(from: R) -> Hashed<R> {
        Hashed { from, hasher: Sha256::new(), count: 0, failure: None }
    }

    /// Why they could not be read, if so: whoever passes them on cannot tell that from not being able to write them.
    pub fn failure(&mut self) -> Option<String> {
        self.failure.take()
    }

    /// Reads what is left; how many bytes there were, and their SHA-256 as text.
    pub fn finish(mut self) -> io::Result<(u64, String)> {
        io::copy(&mut self, &mut io::sink())?;
        Ok((self.count, hex(&self.hasher.finalize())))
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer).inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                self.failure = Some(error.to_string());
            }
        });
        let count = read?;
        self.hasher.update(&buffer[..count]);
        self.count += count as u64;
        Ok(count)
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
