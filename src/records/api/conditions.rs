//! Conditional requests (RFC 9110, 13): the tag of a record is its version in quotes.

use crate::access::Viewer;
use crate::kernel::{Access, Error, Result};
use crate::platform::db::Tx;
use crate::records::registry::Kind;
use crate::records::store;
use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderName};

pub(super) fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// Whether the caller has this version already (`If-None-Match`). Tags that are not ours are no error: they match nothing.
pub(super) fn is_known(request: &HttpRequest, version: i64) -> bool {
    let sent = values(request, header::IF_NONE_MATCH);
    let wanted = etag(version);
    sent.split(',').map(str::trim).any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == wanted)
}

/// On which versions a change may be made (`If-Match`).
#[derive(Debug, PartialEq)]
pub enum IfMatch {
    /// No condition, or `*`: any version, as long as there is the record.
    Any,
    /// Weak tags are left out: they never match a change (RFC 9110, 13.1.1).
    Versions(Vec<i64>),
}

impl IfMatch {
    /// # Errors
    /// `BadRequest` for what is no list of tags.
    pub fn of(request: &HttpRequest) -> Result<IfMatch> {
        let sent = values(request, header::IF_MATCH);
        if sent.is_empty() {
            let is_there = request.headers().contains_key(header::IF_MATCH);
            return if is_there { Err(bad()) } else { Ok(IfMatch::Any) };
        }
        IfMatch::parse(&sent)
    }

    fn parse(sent: &str) -> Result<IfMatch> {
        if sent.trim() == "*" {
            return Ok(IfMatch::Any);
        }
        let mut versions = Vec::new();
        for tag in sent.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
            let strong = tag.strip_prefix("W/").unwrap_or(tag);
            let inner = strong.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).ok_or_else(bad)?;
            // A tag that is no version is one of another server: well formed, but not this record's.
            if let (true, Ok(version)) = (strong.len() == tag.len(), inner.parse()) {
                versions.push(version);
            }
        }
        Ok(IfMatch::Versions(versions))
    }

    /// Whether a change may be made on this version.
    ///
    /// # Errors
    /// `Stale` where it may not.
    pub fn check(&self, current_version: i64) -> Result<()> {
        match self {
            IfMatch::Versions(versions) if !versions.contains(&current_version) => {
                Err(Error::Stale { current_version })
            }
            _ => Ok(()),
        }
    }

    /// The version that the verb shall find; `None` for any. One that no record has where none of the tags can match.
    pub(super) fn version(&self, tx: &Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64) -> Result<Option<i64>> {
        match self {
            IfMatch::Any => Ok(None),
            IfMatch::Versions(versions) => match versions.as_slice() {
                [] => Ok(Some(0)),
                [only] => Ok(Some(*only)),
                several => {
                    let current = store::get(tx, viewer, kind, id, Access::View)?.version;
                    Ok(Some(if several.contains(&current) { current } else { 0 }))
                }
            },
        }
    }
}

fn bad() -> Error {
    Error::BadRequest("If-Match is no list of entity tags: send the ETag of the record, in its quotes".into())
}

/// A header that may come in several lines, as one.
fn values(request: &HttpRequest, name: HeaderName) -> String {
    let lines: Vec<&str> = request.headers().get_all(name).filter_map(|value| value.to_str().ok()).collect();
    lines.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_rfc_9110_writes_them() {
        let versions = |list: &[i64]| Some(IfMatch::Versions(list.to_vec()));
        for (sent, read) in [
            ("*", Some(IfMatch::Any)),
            ("\"3\"", versions(&[3])),
            ("\"3\", \"5\"", versions(&[3, 5])),
            ("W/\"3\"", versions(&[])),
            ("W/\"3\", \"4\"", versions(&[4])),
            ("\"xyzzy\"", versions(&[])),
            ("3", None),
            ("\"3", None),
            ("*, \"3\"", None),
        ] {
            assert_eq!(IfMatch::parse(sent).ok(), read, "{sent}");
        }
    }
}
