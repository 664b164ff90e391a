//! What a saved view keeps of a list: the part of its address that says which list it is.

use super::ListQuery;
use crate::kernel::{Error, Result};
use crate::records::registry::Kind;
use url::form_urlencoded;

/// The parameters that a view keeps; the others belong to one look at the list.
const KEPT: [&str; 4] = ["q", "filter", "sort", "columns"];

/// More than a browser would send as an address.
const MAX_BYTES: usize = 16_000;

/// Whether a list of this kind can be opened with the query, now and as a whole.
///
/// # Errors
/// `BadRequest` naming the first part that is not known.
pub fn check_kept(kind: &Kind, query: &str) -> Result<()> {
    if query.len() > MAX_BYTES {
        return Err(Error::BadRequest(format!("the query of a view is longer than {MAX_BYTES} bytes")));
    }
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    for (at, (name, _)) in pairs.iter().enumerate() {
        if !KEPT.contains(&name.as_str()) || pairs[..at].iter().any(|(before, _)| before == name) {
            let message = format!("a view keeps {}, each at most once; not {name:?}", KEPT.join(", "));
            return Err(Error::BadRequest(message));
        }
    }
    let value = |name: &str| pairs.iter().find(|(there, _)| there == name).map(|(_, value)| value.as_str());
    ListQuery::parse(kind, value("q"), value("filter"), value("sort"))?;
    let is_column = |key: &str| kind.field(key).is_some_and(|field| !field.is_hidden);
    match value("columns").and_then(|columns| columns.split(',').find(|key| !is_column(key))) {
        Some(key) => Err(Error::BadRequest(format!("no column {key:?}"))),
        None => Ok(()),
    }
}
