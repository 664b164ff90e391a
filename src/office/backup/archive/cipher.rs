//! Encryption by age (age-encryption.org/v1), for those who keep backups where others could read them.

use super::{ArchiveError, Result};
use age::secrecy::SecretString;
use age::stream::{StreamReader, StreamWriter};
use age::{DecryptError, Decryptor, Encryptor, scrypt, x25519};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::io::{self, BufRead, Read, Write};
use std::str::FromStr;

/// The first bytes of what age writes.
pub(super) const SIGN: &[u8] = b"age-encryption.org/v1\n";

/// How the first line after it begins where words open the file.
const SCRYPT: &[u8] = b"-> scrypt ";

/// How an identity begins, and how long it is.
const IDENTITY: &str = "AGE-SECRET-KEY-1";
const IDENTITY_LENGTH: usize = 74;

/// The last line before what is encrypted begins like this. Nobody writes so many recipients that it lies further behind the
/// beginning than [`LONGEST_HEADER`]: age itself would read a forged header for as long as it is, again and again.
const LAST_LINE: &[u8] = b"\n--- ";
const LONGEST_HEADER: usize = 64 * 1024;

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
    Recipient(Recipient),
}

/// A public key of age: whoever has it encrypts, and cannot read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Recipient(x25519::Recipient);

/// What an archive is opened with, as its first bytes tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    Nothing,
    Passphrase,
    Identity,
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
        text.parse().ok().map(Lock::Recipient)
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
            Lock::Recipient(Recipient(key)) => Encryptor::with_recipients(std::iter::once(key as &dyn age::Recipient)),
        };
        let encryptor = encryptor.map_err(io::Error::other)?;
        Ok(Locking::Age(Box::new(encryptor.wrap_output(out)?)))
    }
}

impl FromStr for Recipient {
    type Err = &'static str;

    /// Of its text as age writes it: `age1...`.
    fn from_str(text: &str) -> std::result::Result<Recipient, &'static str> {
        text.trim().parse().map(Recipient)
    }
}

impl TryFrom<String> for Recipient {
    type Error = &'static str;

    fn try_from(text: String) -> std::result::Result<Recipient, &'static str> {
        text.parse()
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Recipient> for String {
    fn from(recipient: Recipient) -> String {
        recipient.to_string()
    }
}

/// A new key: the public half, and the secret one as age writes it.
pub fn new_key() -> (Recipient, SecretString) {
    let identity = x25519::Identity::generate();
    (Recipient(identity.to_public()), identity.to_string())
}

impl Needed {
    /// Of so many bytes it is told.
    pub(super) const BEGINNING: usize = SIGN.len() + SCRYPT.len();

    pub(super) fn of(beginning: &[u8]) -> Needed {
        match beginning.strip_prefix(SIGN) {
            None => Needed::Nothing,
            // Words are never one way in among others.
            Some(first) if first.starts_with(SCRYPT) => Needed::Passphrase,
            Some(_) => Needed::Identity,
        }
    }

    pub fn is_encrypted(self) -> bool {
        self != Needed::Nothing
    }
}

impl Key {
    /// The identities in a text that somebody copied, whatever stands around them and however its lines were run together;
    /// where there is none, a key that opens nothing.
    pub fn of_pasted(text: &str) -> Key {
        let found = text.match_indices(IDENTITY).filter_map(|(at, _)| text.get(at..at + IDENTITY_LENGTH)?.parse().ok());
        Key::Identities(found.collect())
    }

    /// The identities of a file as `age-keygen` writes it: one a line, remarks after `#`. `None` if there is none.
    pub fn of_identities(text: &str) -> Option<Key> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let identities = lines.map(str::parse).collect::<std::result::Result<Vec<x25519::Identity>, _>>().ok()?;
        (!identities.is_empty()).then_some(Key::Identities(identities))
    }

    /// What was locked, if it was, as it was before.
    pub(super) fn open<'a, R: BufRead + 'a>(&self, mut sealed: R) -> Result<Box<dyn Read + 'a>> {
        let beginning = sealed.fill_buf()?;
        if !beginning.starts_with(SIGN) {
            return Ok(Box::new(sealed));
        }
        if !has_end(&beginning[..beginning.len().min(LONGEST_HEADER)]) {
            return Err(ArchiveError::Strange("a header of age without end".into()));
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

/// Whether the last line of a header is in it, whole.
fn has_end(header: &[u8]) -> bool {
    let last = header.windows(LAST_LINE.len()).position(|some| some == LAST_LINE);
    last.is_some_and(|at| header[at + LAST_LINE.len()..].contains(&b'\n'))
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
