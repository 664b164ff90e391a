//! The order of a list.

use crate::kernel::{Error, Result};
use crate::records::registry::{Field, Kind};

/// The order of a list: one column, ties broken by id.
#[derive(Debug, Clone, PartialEq)]
pub struct Sort {
    /// A field's key, `title` or `id`.
    pub key: String,
    pub is_descending: bool,
    pub(super) column: String,
}

impl Sort {
    pub fn newest_first() -> Sort {
        Sort { key: "created_at".into(), is_descending: true, column: "created_at".into() }
    }

    /// `-created_at`, `title`; a second key may only be `id`, which breaks ties anyway.
    ///
    /// # Errors
    /// `BadRequest` for a key that this kind cannot be sorted by.
    pub fn parse(kind: &Kind, text: &str) -> Result<Sort> {
        let mut keys = text.split(',').map(str::trim).filter(|key| !key.is_empty());
        let Some(first) = keys.next() else { return Ok(Sort::newest_first()) };
        let (key, is_descending) = match first.strip_prefix('-') {
            Some(key) => (key, true),
            None => (first, false),
        };
        let column = match key {
            "title" => Some("title_sort".to_owned()),
            "id" => Some("id".to_owned()),
            _ => kind.field(key).and_then(Field::sort_column),
        };
        let column = column.ok_or_else(|| Error::BadRequest(format!("lists cannot be sorted by {key:?}")))?;
        if !keys.all(|key| key.trim_start_matches('-') == "id") {
            return Err(Error::BadRequest("lists are sorted by one field, then by id".into()));
        }
        Ok(Sort { key: key.to_owned(), is_descending, column })
    }

    pub fn to_text(&self) -> String {
        [if self.is_descending { "-" } else { "" }, &self.key].concat()
    }
}
