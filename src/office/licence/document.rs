//! What a licence says: plain data, and the bytes that are signed.

use super::LicenceError;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

const MAX_ID_CHARS: usize = 64;
const MAX_FIRM_CHARS: usize = 200;
const MAX_SEATS: u32 = 1_000_000;

/// What the vendor grants an office. No personal data but the name of the firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// The vendor's own number.
    pub id: String,
    pub firm: String,
    pub edition: Edition,
    /// How many people may be active at once.
    pub seats: u32,
    pub issued_on: NaiveDate,
    /// Versions released up to this day, and on it, are covered for ever.
    pub updates_until: NaiveDate,
    /// The one office it is for; any of the firm's without.
    #[serde(default, rename = "instance", skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<String>,
}

/// There is one edition: the full product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edition {
    Office,
}

impl Edition {
    pub fn code(self) -> &'static str {
        match self {
            Edition::Office => "office",
        }
    }

    pub fn parse(code: &str) -> Option<Edition> {
        (code == Edition::Office.code()).then_some(Edition::Office)
    }
}

impl Licence {
    /// The one text of this licence: of two that read the same, only this one is signed and taken.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // A struct of texts and numbers is always JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// # Errors
    /// `UnknownEdition` of a newer vendor; `Damaged` for what no version writes.
    pub(super) fn of_bytes(bytes: &[u8]) -> Result<Licence, LicenceError> {
        let licence: Licence = serde_json::from_slice(bytes).map_err(|_| unknown_edition(bytes))?;
        if licence.to_bytes() != bytes || licence.fault().is_some() {
            return Err(LicenceError::Damaged);
        }
        Ok(licence)
    }

    /// What no licence may say, in a line for the vendor.
    pub fn fault(&self) -> Option<String> {
        let is_plain = |text: &str, max: usize| {
            let length = text.chars().count();
            (1..=max).contains(&length) && text.trim() == text && !text.chars().any(char::is_control)
        };
        let is_id = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        if !is_plain(&self.id, MAX_ID_CHARS) || !self.id.chars().all(is_id) {
            return Some(format!("the id is 1 to {MAX_ID_CHARS} letters, digits, - _ . and /"));
        }
        if !is_plain(&self.firm, MAX_FIRM_CHARS) {
            return Some(format!("the firm is a line of 1 to {MAX_FIRM_CHARS} characters"));
        }
        if !(1..=MAX_SEATS).contains(&self.seats) {
            return Some(format!("seats are 1 to {MAX_SEATS}"));
        }
        if self.updates_until < self.issued_on {
            return Some("updates cannot end before the licence is issued".to_owned());
        }
        if !self.instance_id.as_deref().is_none_or(is_instance_id) {
            return Some("the id of an office is 32 hexadecimal digits".to_owned());
        }
        None
    }
}

fn is_instance_id(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// It is signed, so somebody meant it: a word that this version lacks is told as that.
fn unknown_edition(bytes: &[u8]) -> LicenceError {
    let value: Option<serde_json::Value> = serde_json::from_slice(bytes).ok();
    let edition = value.as_ref().and_then(|value| value["edition"].as_str());
    match edition.filter(|code| Edition::parse(code).is_none()) {
        Some(code) => LicenceError::UnknownEdition { edition: code.chars().take(40).collect() },
        None => LicenceError::Damaged,
    }
}
