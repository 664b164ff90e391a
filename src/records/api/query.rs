//! What a list is asked for.

use super::mains;
use crate::kernel::{Error, Result};
use crate::records::list::{Cursor, ListQuery, Slice};
use crate::records::registry::{Field, Kind};
use serde::Deserialize;

pub(super) const DEFAULT_LIMIT: usize = 50;
pub(super) const MAX_LIMIT: usize = 500;

#[derive(Debug, Default, Deserialize)]
pub(super) struct ListParams {
    pub q: Option<String>,
    pub filter: Option<String>,
    pub sort: Option<String>,
    pub fields: Option<String>,
    pub after: Option<String>,
    pub limit: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct ShowParams {
    pub fields: Option<String>,
}

pub(super) struct Wanted {
    pub query: ListQuery,
    pub fields: Fields,
    pub slice: Slice,
}

/// Which fields are shown, by their keys; `id` and `version` always are.
pub(super) struct Fields(Option<Vec<String>>);

impl Fields {
    /// `None` for all of them.
    ///
    /// # Errors
    /// `BadRequest` for a key that the kind does not have.
    pub(super) fn parse(kind: &Kind, text: Option<&str>) -> Result<Fields> {
        let Some(text) = text else { return Ok(Fields(None)) };
        let keys: Vec<String> =
            text.split(',').map(str::trim).filter(|key| !key.is_empty()).map(str::to_owned).collect();
        let is_known = |key: &String| {
            kind.field(key).is_some() || mains::field(kind, key).is_some() || matches!(key.as_str(), "id" | "version")
        };
        match keys.iter().find(|key| !is_known(key)) {
            Some(unknown) => Err(Error::BadRequest(format!("fields: there is no field {unknown:?}"))),
            None => Ok(Fields(Some(keys))),
        }
    }

    pub(super) fn all() -> Fields {
        Fields(None)
    }

    pub(super) fn shows(&self, key: &str) -> bool {
        self.0.as_ref().is_none_or(|keys| keys.iter().any(|wanted| wanted == key))
    }

    /// What has to be read for them, in the order of the kind's declaration.
    pub(super) fn of<'k>(&self, kind: &'k Kind) -> Vec<&'k Field> {
        let is_wanted =
            |field: &&Field| self.shows(&field.key) || mains::key(kind, field).is_some_and(|key| self.shows(&key));
        kind.fields.iter().filter(is_wanted).collect()
    }
}

/// # Errors
/// `BadRequest` naming the first parameter that cannot be read.
pub(super) fn list(kind: &Kind, params: &ListParams) -> Result<Wanted> {
    let query = ListQuery::parse(kind, params.q.as_deref(), params.filter.as_deref(), params.sort.as_deref())?;
    let fields = Fields::parse(kind, params.fields.as_deref())?;
    let after = params.after.as_deref().map(Cursor::decode).transpose()?;
    let limit = match params.limit.as_deref() {
        None => DEFAULT_LIMIT,
        Some(text) => text
            .parse()
            .ok()
            .filter(|limit| (1..=MAX_LIMIT).contains(limit))
            .ok_or_else(|| Error::BadRequest(format!("limit: a number from 1 to {MAX_LIMIT}")))?,
    };
    Ok(Wanted { query, fields, slice: Slice { after, before: None, limit } })
}
