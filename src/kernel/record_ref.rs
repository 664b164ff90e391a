//! Identifiers. A newtype per thing that could be mixed up with another.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The key of a record type: `"company"`, `"contact"`, `"lead"`.
pub type KindKey = &'static str;

/// Points at a record of any type, without knowing the type's slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RecordRef {
    pub kind: KindKey,
    pub id: i64,
}

impl RecordRef {
    pub fn new(kind: KindKey, id: i64) -> Self {
        Self { kind, id }
    }
}

impl fmt::Display for RecordRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.id)
    }
}

/// A member of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserId(pub i64);

/// One click, one import, one merge: the unit of undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActionId(pub i64);
