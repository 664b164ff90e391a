//! A licence with its signature, as bytes and as text.
//!
//! | bytes | what |
//! |---|---|
//! | 1 | the form: 1 |
//! | 8 | which key: the beginning of its SHA-256 |
//! | 64 | Ed25519 over [`DOMAIN`], the form, the key and the document |
//! | the rest | the document |
//!
//! As text it is base64 without padding, in one line (a code) or in lines between a head and a foot (a file). Both survive
//! what mail does to a text: other line ends and widths, spaces, marks of a quotation.

use super::LicenceError;
use super::document::Licence;
use super::vendor::{KeyId, Vendor};
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use ed25519_dalek::{Signature, Signer, SigningKey};

/// A signature for anything else is none for a licence.
const DOMAIN: &[u8] = b"korob licence\0";

const FORM: u8 = 1;

/// The form and the key.
const HEAD_BYTES: usize = 1 + KeyId::BYTES;
const SIGNATURE_BYTES: usize = 64;

/// A licence has some hundred bytes.
pub const MAX_TEXT_BYTES: usize = 16 * 1024;

const BEGIN: &str = "BEGIN KOROB LICENCE";
const END: &str = "END KOROB LICENCE";
const LINE_CHARS: usize = 64;

/// Around the head and the foot, as editors make them of hyphens, too.
const DASHES: [char; 3] = ['-', '–', '—'];

/// A licence that was found good, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    licence: Licence,
    bytes: Vec<u8>,
}

impl Sealed {
    pub fn sign(licence: Licence, key: &SigningKey) -> Sealed {
        let document = licence.to_bytes();
        let mut bytes = vec![FORM];
        bytes.extend_from_slice(KeyId::of(&key.verifying_key()).as_bytes());
        let signature = key.sign(&message(&bytes, &document));
        bytes.extend_from_slice(&signature.to_bytes());
        bytes.extend_from_slice(&document);
        Sealed { licence, bytes }
    }

    /// Reads a code or a file, and believes nothing before the signature holds.
    ///
    /// # Errors
    /// What is wrong with it, whoever it is for and whenever it was issued.
    pub fn open(text: &str, vendor: &Vendor) -> Result<Sealed, LicenceError> {
        Sealed::of_bytes(decode(text)?, vendor)
    }

    pub(super) fn of_bytes(bytes: Vec<u8>, vendor: &Vendor) -> Result<Sealed, LicenceError> {
        let (head, rest) = bytes.split_at_checked(HEAD_BYTES).ok_or(LicenceError::NotALicence)?;
        let (signature, document) = rest.split_first_chunk::<SIGNATURE_BYTES>().ok_or(LicenceError::NotALicence)?;
        if head[0] != FORM {
            return Err(LicenceError::NotALicence);
        }
        let id = KeyId::of_bytes(&head[1..]).ok_or(LicenceError::NotALicence)?;
        let key = vendor.key(id).ok_or(LicenceError::UnknownKey { key: id })?;
        // The strict check also refuses signatures and keys that others might read otherwise (RFC 8032, 8.4).
        let is_genuine = key.verify_strict(&message(head, document), &Signature::from_bytes(signature)).is_ok();
        if !is_genuine {
            return Err(LicenceError::Damaged);
        }
        let licence = Licence::of_bytes(document)?;
        Ok(Sealed { licence, bytes })
    }

    pub fn licence(&self) -> &Licence {
        &self.licence
    }

    /// In one line.
    pub fn code(&self) -> String {
        BASE64_STANDARD_NO_PAD.encode(&self.bytes)
    }

    /// With a head and a foot, as it lies in the data folder.
    pub fn file(&self) -> String {
        let code = self.code();
        let mut text = format!("-----{BEGIN}-----\n");
        // Base64 is ASCII: any place is the boundary of a character.
        for line in code.as_bytes().chunks(LINE_CHARS) {
            text.push_str(&String::from_utf8_lossy(line));
            text.push('\n');
        }
        text + &format!("-----{END}-----\n")
    }

    #[cfg(test)]
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

fn message(head: &[u8], document: &[u8]) -> Vec<u8> {
    [DOMAIN, head, document].concat()
}

fn decode(text: &str) -> Result<Vec<u8>, LicenceError> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(LicenceError::TooLong);
    }
    let body = match (text.find(BEGIN), text.find(END)) {
        (Some(begin), Some(end)) if begin + BEGIN.len() <= end => &text[begin + BEGIN.len()..end],
        (None, None) => text,
        // One of them was left behind where it was copied, and perhaps a line with it.
        _ => return Err(LicenceError::CutOff),
    };
    let body = body.trim_matches(DASHES);
    // What mail and editors put between the characters.
    let is_noise = |c: char| c.is_whitespace() || matches!(c, '>' | '\u{feff}' | '\u{200b}' | '\u{ad}');
    let code: String = body.chars().filter(|c| !is_noise(*c)).collect();
    if code.is_empty() {
        return Err(LicenceError::Empty);
    }
    let is_framed = body.len() != text.trim_matches(DASHES).len();
    let wrong = if is_framed { LicenceError::Damaged } else { LicenceError::NotALicence };
    BASE64_STANDARD_NO_PAD.decode(code).map_err(|_| wrong)
}
