//! Who made this executable, and what they promise without a licence: `packaging/license.pub`.
//!
//! The source is open: whoever distributes builds of their own puts their own keys there.

use crate::office::versions;
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::NaiveDate;
use ed25519_dalek::VerifyingKey;
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::{Arc, LazyLock};

static BUILT_IN: LazyLock<Vendor> = LazyLock::new(|| {
    let (keys, free_seats) = read(include_str!("../../../packaging/license.pub"))
        // A test reads the same text.
        .expect("packaging/license.pub can be read");
    Vendor::new(keys, free_seats, versions::released_on(env!("CARGO_PKG_VERSION")))
});

/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Vendor(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    keys: Vec<(KeyId, VerifyingKey)>,
    free_seats: u32,
    released_on: Option<NaiveDate>,
}

impl Vendor {
    /// The one that this executable was built for.
    pub fn built_in() -> Vendor {
        BUILT_IN.clone()
    }

    /// Another one: for tests, which have keys of their own.
    pub fn new(keys: Vec<VerifyingKey>, free_seats: u32, released_on: Option<NaiveDate>) -> Vendor {
        let keys = keys.into_iter().map(|key| (KeyId::of(&key), key)).collect();
        Vendor(Arc::new(Inner { keys, free_seats, released_on }))
    }

    /// How many people may be active without a licence, for ever.
    pub fn free_seats(&self) -> u32 {
        self.0.free_seats
    }

    /// When this executable was released; `None` for a build of one's own, which no licence need cover.
    pub fn released_on(&self) -> Option<NaiveDate> {
        self.0.released_on
    }

    pub(super) fn key(&self, id: KeyId) -> Option<&VerifyingKey> {
        self.0.keys.iter().find(|(known, _)| *known == id).map(|(_, key)| key)
    }
}

/// The beginning of the SHA-256 of a public key: tells keys apart, and proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyId([u8; KeyId::BYTES]);

impl KeyId {
    pub(super) const BYTES: usize = 8;

    pub fn of(key: &VerifyingKey) -> KeyId {
        let hash = Sha256::digest(key.as_bytes());
        let mut id = [0; Self::BYTES];
        id.copy_from_slice(&hash[..Self::BYTES]);
        KeyId(id)
    }

    pub(super) fn of_bytes(bytes: &[u8]) -> Option<KeyId> {
        Some(KeyId(bytes.try_into().ok()?))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The line of a key in `license.pub`.
pub fn public_line(key: &VerifyingKey) -> String {
    format!("key {} {}\n", KeyId::of(key), BASE64_STANDARD.encode(key.as_bytes()))
}

/// Lines `free-seats N` and `key ID BASE64`; `#` begins a remark.
fn read(text: &str) -> Result<(Vec<VerifyingKey>, u32)> {
    let (mut keys, mut free_seats) = (Vec::new(), None);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines {
        match line.split_whitespace().collect::<Vec<_>>()[..] {
            ["free-seats", count] if free_seats.is_none() => {
                free_seats = Some(count.parse::<u32>().ok().filter(|count| *count > 0).context("free-seats")?);
            }
            ["key", id, base64] => {
                let bytes = BASE64_STANDARD.decode(base64).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
                let key = bytes.and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok()).context("a key")?;
                // With a weak key, one signature would hold for many texts.
                if key.is_weak() || KeyId::of(&key).to_string() != id {
                    bail!("the key {id} is not what it is called");
                }
                keys.push(key);
            }
            _ => bail!("{line}: not understood"),
        }
    }
    Ok((keys, free_seats.context("free-seats is missing")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shipped_can_be_read() {
        let vendor = Vendor::built_in();
        assert!(vendor.free_seats() >= 1 && !vendor.0.keys.is_empty());
    }

    #[test]
    fn a_list_of_keys_that_is_not_understood_is_refused() {
        let key = ed25519_dalek::SigningKey::from_bytes(&[7; 32]).verifying_key();
        let line = public_line(&key);
        let (keys, free) = read(&format!("# ours\n\nfree-seats 3\n{line}")).unwrap();
        assert_eq!((keys, free), (vec![key], 3));
        let other = public_line(&ed25519_dalek::SigningKey::from_bytes(&[8; 32]).verifying_key());
        let (id, base64) = (line.split(' ').nth(1).unwrap(), other.split(' ').nth(2).unwrap());
        for wrong in [
            line.clone(),
            format!("free-seats 0\n{line}"),
            format!("free-seats 3\nfree-seats 4\n{line}"),
            format!("free-seats 3\nkey {id} {base64}"),
            format!("free-seats 3\nkey {id} AAAA"),
            "free-seats 3\nseats 4".to_owned(),
        ] {
            assert!(read(&wrong).is_err(), "{wrong}");
        }
    }
}
