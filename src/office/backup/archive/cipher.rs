//! Encryption by age (age-encryption.org/v1), for those who keep backups where others could read them.

use super::{ArchiveError, Result};
use age::secrecy::SecretString;
use age::stream::{StreamReader, StreamWriter};
use age::{DecryptError, Decryptor, Encryptor, scrypt, x25519};
use std::io::{self, BufRead, Read, Write};

/// The first bytes of what age writes.
pub(super) const SIGN: &[u8] = b"age-encryption.org/v1\n";

/// 2^17 rounds of scrypt: 128 MB and about half a second, on whatever machine the backup is made and opened.
const WORK: u8 = 17;

/// A forged file must not ask for all the memory there is.
const MOST_WORK: u8 = 18;

/// For whom a backup is written.
pub enum Lock {
    /// Whoever has the file.
    Open,
    Passphrase(SecretString),
    /// The holder of the identity that belongs to this.
    Recipient(x25519::Recipient),
}

/// What a backup is opened with.
pub enum Key {
    None,
    Passphrase(SecretString),
    Identities(Vec<x25519::Identity>),
}

impl Lock {
    /// A recipient as age writes it: `age1...`.
    pub fn to_recipient(text: &str) -> Option<Lock> {
        text.trim().parse().ok().map(Lock::Recipient)
    }

    pub fn is_open(&self) -> bool {
        matches!(self, Lock::Open)
    }

    /// The key of the same words; none for a recipient, whose identity only its holder has.
    pub fn key(&self) -> Option<Key> {
        match self {
            Lock::Open => Some(Key::None),
            Lock::Passphrase(words) => Some(Key::Passphrase(words.clone())),
            Lock::Recipient(_) => None,
        }
    }

    pub(super) fn lock<W: Write>(&self, out: W) -> io::Result<Locking<W>> {
        let encryptor = match self {
            Lock::Open => return Ok(Locking::Open(out)),
            Lock::Passphrase(words) => {
                let mut recipient = scrypt::Recipient::new(words.clone());
                recipient.set_work_factor(WORK);
                Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
            }
            Lock::Recipient(recipient) => Encryptor::with_recipients(std::iter::once(recipient as &dyn age::Recipient)),
        };
        let encryptor = encryptor.map_err(io::Error::other)?;
        Ok(Locking::Age(Box::new(encryptor.wrap_output(out)?)))
    }
}

impl Key {
    /// The identities of a file as `age-keygen` writes it: one a line, remarks after `#`. `None` if there is none.
    pub fn of_identities(text: &str) -> Option<Key> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let identities = lines.map(str::parse).collect::<std::result::Result<Vec<x25519::Identity>, _>>().ok()?;
        (!identities.is_empty()).then_some(Key::Identities(identities))
    }

    /// What was locked, if it was, as it was before.
    pub(super) fn open<'a, R: BufRead + 'a>(&self, mut sealed: R) -> Result<Box<dyn Read + 'a>> {
        if !sealed.fill_buf()?.starts_with(SIGN) {
            return Ok(Box::new(sealed));
        }
        let decryptor = Decryptor::new_buffered(sealed).map_err(told)?;
        let opened: StreamReader<R> = match self {
            Key::None => return Err(ArchiveError::Encrypted),
            Key::Passphrase(words) => {
                let mut identity = scrypt::Identity::new(words.clone());
                identity.set_max_work_factor(MOST_WORK);
                decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))
            }
            Key::Identities(all) => decryptor.decrypt(all.iter().map(|identity| identity as &dyn age::Identity)),
        }
        .map_err(told)?;
        Ok(Box::new(opened))
    }
}

fn told(error: DecryptError) -> ArchiveError {
    match error {
        DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => {
            ArchiveError::WrongKey
        }
        DecryptError::Io(error) => ArchiveError::Io(error),
        other => ArchiveError::Strange(other.to_string().lines().next().unwrap_or_default().to_owned()),
    }
}

/// A writer that encrypts, or does not.
pub(super) enum Locking<W: Write> {
    Open(W),
    Age(Box<StreamWriter<W>>),
}

impl<W: Write> Locking<W> {
    pub(super) fn finish(self) -> io::Result<W> {
        match self {
            Locking::Open(out) => Ok(out),
            Locking::Age(writer) => writer.finish(),
        }
    }
}

impl<W: Write> Write for Locking<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Locking::Open(out) => out.write(bytes),
            Locking::Age(writer) => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Locking::Open(out) => out.flush(),
            Locking::Age(writer) => writer.flush(),
        }
    }
}
