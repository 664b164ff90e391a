//! What addresses and forms of these pages say.

use crate::kernel::{Error, Result};
use crate::records::past;
use serde::Deserialize;
use url::form_urlencoded;

pub(super) const BASE: &str = "/settings/backups";

/// So many records are brought back at once.
pub(super) const MOST_AT_ONCE: usize = 100;

/// `/settings/backups/{name}/records`, without the slash at its end.
pub(super) fn records_of(name: &str) -> String {
    [BASE, "/", name, "/records"].concat()
}

/// The query of a list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskedList {
    #[serde(default)]
    pub q: String,
    #[serde(default)]
    pub lost: Option<String>,
    #[serde(default)]
    pub after: Option<i64>,
}

impl AskedList {
    /// # Errors
    /// `BadRequest` for a search that nobody types.
    pub fn check(&self) -> Result<()> {
        match self.q.chars().count() > 200 {
            true => Err(Error::BadRequest("q is longer than 200 characters".into())),
            false => Ok(()),
        }
    }

    pub fn for_page(&self) -> past::Asked<'_> {
        past::Asked { q: &self.q, only_lost: self.is_only_lost(), after: self.after }
    }

    pub fn is_only_lost(&self) -> bool {
        self.lost.is_some()
    }

    /// The address of the list of this kind with the same search.
    pub fn address(&self, name: &str, plural: &str, after: Option<i64>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.q.is_empty() {
            query.append_pair("q", &self.q);
        }
        if self.is_only_lost() {
            query.append_pair("lost", "1");
        }
        if let Some(after) = after {
            query.append_pair("after", &after.to_string());
        }
        let (list, query) = (records_of(name), query.finish());
        if query.is_empty() { format!("{list}/{plural}") } else { format!("{list}/{plural}?{query}") }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypedOpening {
    #[serde(default)]
    pub passphrase: String,
    #[serde(default)]
    pub identity: String,
}

/// Which fields of a record become what they were, and which comments and files come back to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypedFields {
    /// Of the record that was looked at; empty where it was gone.
    #[serde(default)]
    pub version: Option<i64>,
    #[serde(default)]
    pub fields: Vec<String>,
    #[serde(default)]
    pub comments: Vec<i64>,
    #[serde(default)]
    pub files: Vec<i64>,
}

/// Which records of a list are brought back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypedRecords {
    #[serde(default)]
    pub ids: Vec<i64>,
}
