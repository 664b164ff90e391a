//! What an archive says it holds.

use super::{ArchiveError, Result};
use crate::platform::files::BlobHash;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

/// The way archives are written; a reader of a smaller number could only guess. The first had no authority.
const FORMAT: u32 = 2;

/// A part of an archive. Each has one place in the data folder, which nothing in an archive can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PartName {
    /// `korob.db`
    Database,
    /// `secret.key`: what secrets in the database are encrypted with.
    Secret,
    /// `tls/authority.key`: what the devices of the office trust. The certificate by it is made anew on each machine.
    Authority,
    /// `license.key`
    License,
    /// `korob.toml`
    Config,
    /// `files/aa/bb/<sha256>`
    File(BlobHash),
}

impl PartName {
    /// Those that an office has once, in the order in which they are packed.
    pub const WHOLE: [PartName; 5] =
        [PartName::Database, PartName::Secret, PartName::Authority, PartName::License, PartName::Config];
}

impl fmt::Display for PartName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartName::Database => f.write_str("korob.db"),
            PartName::Secret => f.write_str("secret.key"),
            PartName::Authority => f.write_str("tls/authority.key"),
            PartName::License => f.write_str("license.key"),
            PartName::Config => f.write_str("korob.toml"),
            PartName::File(hash) => write!(f, "files/{}", hash.place()),
        }
    }
}

impl FromStr for PartName {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<PartName, String> {
        let file = || text.rsplit_once('/').and_then(|(_, hash)| hash.parse().ok()).map(PartName::File);
        let found = PartName::WHOLE.into_iter().find(|name| name.to_string() == text).or_else(file);
        found.filter(|name| name.to_string() == text).ok_or_else(|| format!("a part named {text:?}"))
    }
}

impl TryFrom<String> for PartName {
    type Error = String;

    fn try_from(text: String) -> std::result::Result<PartName, String> {
        text.parse()
    }
}

impl From<PartName> for String {
    fn from(name: PartName) -> String {
        name.to_string()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub name: PartName,
    pub size_bytes: u64,
    /// 64 small hexadecimal digits.
    pub sha256: String,
}

impl Part {
    fn is_file(&self) -> bool {
        matches!(self.name, PartName::File(_))
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// The version of the executable that made the backup.
    pub made_by: String,
    /// Of the database.
    pub schema: i64,
    /// Of the database: two backups of one office have the same.
    pub instance_id: String,
    /// The firm, as it was called then; empty before the office was set up.
    pub office: String,
    /// RFC 3339, UTC.
    pub created_at: String,
    /// Rows by table.
    pub counts: BTreeMap<String, i64>,
    /// How many attachments there are, and of how many bytes.
    pub files: usize,
    pub files_bytes: u64,
    /// Files that records name but whose bytes were not there, or not what they had been.
    pub missing_files: usize,
    /// What follows in the archive, in order; not known of a manifest that was only peeked at.
    #[serde(default, skip)]
    pub parts: Vec<Part>,
}

/// The second entry of an archive: all that follows, in order. Apart from the manifest, since it may be long.
#[derive(Serialize, Deserialize)]
pub(super) struct Contents {
    pub parts: Vec<Part>,
}

/// What a manifest says beside its parts.
pub struct Heading {
    pub made_by: String,
    pub schema: i64,
    pub instance_id: String,
    pub office: String,
    pub created_at: String,
    pub counts: BTreeMap<String, i64>,
}

impl Manifest {
    pub fn new(heading: Heading, parts: Vec<Part>, missing_files: usize) -> Manifest {
        let Heading { made_by, schema, instance_id, office, created_at, counts } = heading;
        let sizes = parts.iter().filter(|part| part.is_file()).map(|part| part.size_bytes);
        let (files, files_bytes) = sizes.fold((0, 0), |(count, sum), size_bytes| (count + 1, sum + size_bytes));
        Manifest {
            format: FORMAT,
            made_by,
            schema,
            instance_id,
            office,
            created_at,
            counts,
            files,
            files_bytes,
            missing_files,
            parts,
        }
    }

    /// Reads what a file claims to be; nothing in it is trusted yet.
    pub(super) fn parse(json: &[u8]) -> Result<Manifest> {
        #[derive(Deserialize)]
        struct Made {
            format: u32,
            made_by: String,
        }
        let strange = |error: serde_json::Error| ArchiveError::Strange(error.to_string());
        let made: Made = serde_json::from_slice(json).map_err(strange)?;
        if made.format > FORMAT {
            return Err(ArchiveError::Newer { made_by: made.made_by });
        }
        serde_json::from_slice(json).map_err(strange)
    }

    /// Takes up what the second entry says.
    pub(super) fn with_contents(mut self, json: &[u8]) -> Result<Manifest> {
        let contents: Contents =
            serde_json::from_slice(json).map_err(|error| ArchiveError::Strange(error.to_string()))?;
        let names: BTreeSet<PartName> = contents.parts.iter().map(|part| part.name).collect();
        if names.len() != contents.parts.len() {
            return Err(ArchiveError::Strange("a part that is there twice".into()));
        }
        if contents.parts.first().is_none_or(|part| part.name != PartName::Database) {
            return Err(ArchiveError::Strange("no database".into()));
        }
        let is_named_by_hash = |part: &Part| match part.name {
            PartName::File(hash) => hash.to_string() == part.sha256,
            _ => true,
        };
        if contents.parts.iter().any(|part| !is_named_by_hash(part)) {
            return Err(ArchiveError::Strange("a file under the name of another".into()));
        }
        self.parts = contents.parts;
        Ok(self)
    }

    /// What all parts take on a disk.
    pub fn size_bytes(&self) -> u64 {
        self.parts.iter().fold(0, |sum, part| sum.saturating_add(part.size_bytes))
    }

    /// The attachments that are in it.
    pub fn blobs(&self) -> impl Iterator<Item = BlobHash> {
        self.parts.iter().filter_map(|part| match part.name {
            PartName::File(hash) => Some(hash),
            _ => None,
        })
    }

    pub fn part(&self, name: PartName) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}
