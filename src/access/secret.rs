//! Secrets that are handed out once and kept only as a hash: session cookies, API tokens, one-time links.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::fmt;

/// 256 random bits as text. Shown or sent once; what is stored is its [`SecretHash`].
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// SHA-256. A fast hash is enough here: nobody can try 2^256 inputs.
pub type SecretHash = [u8; 32];

impl Secret {
    pub fn random() -> Secret {
        Secret(BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
    }

    /// With a word in front that tells people and secret scanners what it is.
    pub fn random_with(prefix: &str) -> Secret {
        Secret(format!("{prefix}{}", Secret::random().0))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn hash(&self) -> SecretHash {
        hash(&self.0)
    }
}

/// What to look a secret up by that somebody sent.
pub fn hash(sent: &str) -> SecretHash {
    Sha256::digest(sent.as_bytes()).into()
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
