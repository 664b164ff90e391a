//! Lists: which records, in which order, page by page. One engine for pages, the API, exports, counts and bulk work.

mod address;
mod condition;
mod cursor;
mod filter;
pub mod habit;
mod kept;
mod page;
mod rows;
pub mod saved_views;
mod totals;

pub use address::{Address, PAGE_ROWS, Params, View, column_fields};
pub use cursor::Cursor;
pub use filter::{Condition, Filter, Op};
pub use page::{CAP, Page, Slice, Sort, neighbours, page, statements_of_page};
pub use totals::{all_ids, count_all, count_capped, facets, sums};

use crate::access::Viewer;
use crate::kernel::{Error, Result};
use crate::records::registry::Kind;
use crate::records::search::{MAX_HITS, matching_ids};
use rusqlite::Connection;

/// What a list shows, as its address says it.
#[derive(Debug, Clone, PartialEq)]
pub struct ListQuery {
    /// Text to search for; empty for all.
    pub q: String,
    pub filter: Filter,
    pub sort: Sort,
    /// The bin instead of live records.
    pub in_bin: bool,
    /// What `q` finds, once it was looked for: see [`ListQuery::found`].
    pub hits: Option<Vec<i64>>,
}

impl Default for ListQuery {
    fn default() -> Self {
        ListQuery { q: String::new(), filter: Filter::default(), sort: Sort::newest_first(), in_bin: false, hits: None }
    }
}

impl ListQuery {
    /// This query with its search done, for those who ask it more than once.
    pub fn found(mut self, conn: &Connection, viewer: &Viewer, kind: &Kind) -> Result<ListQuery> {
        if !self.q.is_empty() {
            self.hits = Some(matching_ids(conn, viewer, kind.key, &self.q, MAX_HITS)?);
        }
        Ok(self)
    }

    /// Reads the parts of an address; `None` and empty texts mean "as usual".
    ///
    /// # Errors
    /// `BadRequest` naming the first key, operator or value that is not known.
    pub fn parse(kind: &Kind, q: Option<&str>, filter: Option<&str>, sort: Option<&str>) -> Result<ListQuery> {
        let q = q.unwrap_or_default().trim();
        if q.chars().count() > 200 {
            return Err(Error::BadRequest("q is longer than 200 characters".into()));
        }
        Ok(ListQuery {
            q: q.to_owned(),
            filter: Filter::parse(kind, filter.unwrap_or_default())?,
            sort: Sort::parse(kind, sort.unwrap_or_default())?,
            in_bin: false,
            hits: None,
        })
    }
}
