//! What a saved view keeps of a list: the part of its address that says which list it is.

use super::ListQuery;
use crate::kernel::{Error, Result};
use crate::platform::ui::Density;
use crate::records::registry::Kind;
use url::form_urlencoded;

/// The parameters that a view keeps; the others belong to one look at the list.
const KEPT: [&str; 6] = ["q", "filter", "sort", "columns", "density", AS];

/// Says whether the view is a list or a board.
const AS: &str = "as";
const LIST: &str = "list";
const BOARD: &str = "board";

/// The pair by which a view keeps that it is a board, or none.
pub(super) fn shape(is_board: bool) -> (&'static str, String) {
    (AS, if is_board { BOARD } else { LIST }.to_owned())
}

/// Whether a view was kept as a board; `None` where it does not say.
pub(super) fn is_board(query: &str) -> Option<bool> {
    let shape = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == AS);
    shape.map(|(_, shape)| shape == BOARD)
}

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
    if value("density").is_some_and(|name| Density::parse(name).name() != name) {
        return Err(Error::BadRequest("no such density".into()));
    }
    match value(AS) {
        None | Some(LIST) => {}
        Some(BOARD) if kind.board_by.is_some() => {}
        Some(other) => return Err(Error::BadRequest(format!("a view of this kind is no {other:?}"))),
    }
    let is_column = |key: &str| kind.field(key).is_some_and(|field| !field.is_hidden);
    match value("columns").and_then(|columns| columns.split(',').find(|key| !is_column(key))) {
        Some(key) => Err(Error::BadRequest(format!("no column {key:?}"))),
        None => Ok(()),
    }
}
