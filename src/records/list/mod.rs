//! Lists: which records, in which order, page by page. One engine for pages, the API, exports, counts and bulk work.

mod address;
mod columns;
mod condition;
mod cursor;
mod few;
mod filter;
pub mod habit;
mod kept;
mod linking;
mod page;
mod params;
mod places;
mod repeated;
mod rows;
pub mod saved_views;
mod sort;
mod totals;

pub use address::{Address, PAGE_ROWS, View};
pub use columns::column_fields;
pub use condition::is_blank;
pub use cursor::Cursor;
pub use filter::{Condition, Filter, Op};
pub use linking::{Linking, linking};
pub use page::{CAP, Page, Slice, neighbours, page};
pub use params::Params;
pub use places::places;
pub use sort::Sort;
pub use totals::{all_ids, column_totals, count_all, count_capped, facets, plans, sums};

use crate::access::Viewer;
use crate::kernel::{Error, Result};
use crate::platform::i18n::Count;
use crate::records::registry::Kind;
use crate::records::search::{self, Hit, MAX_HITS};
use rusqlite::Connection;

/// What a list shows, as its address says it.
#[derive(Debug, Clone, PartialEq)]
pub struct ListQuery {
    /// Text to search for; empty for all.
    pub q: String,
    pub filter: Filter,
    pub sort: Sort,
    /// What `q` finds, once it was looked for: see [`ListQuery::found`].
    pub hits: Option<Vec<Hit>>,
}

impl Default for ListQuery {
    fn default() -> Self {
        ListQuery { q: String::new(), filter: Filter::default(), sort: Sort::newest_first(), hits: None }
    }
}

impl ListQuery {
    /// This query with its search done, for those who ask it more than once.
    pub fn found(mut self, conn: &Connection, viewer: &Viewer, kind: &Kind) -> Result<ListQuery> {
        if !self.q.is_empty() && self.hits.is_none() {
            self.hits = Some(search::find(conn, viewer, &[kind], &self.q, MAX_HITS + 1)?);
        }
        Ok(self)
    }

    /// [`ListQuery::found`] with all that the search finds, however much: for what must be whole.
    pub fn found_whole(mut self, conn: &Connection, viewer: &Viewer, kind: &Kind) -> Result<ListQuery> {
        if !self.q.is_empty() && self.hits.as_ref().is_none_or(|hits| hits.len() > MAX_HITS) {
            self.hits = Some(search::find(conn, viewer, &[kind], &self.q, i64::MAX as usize)?);
        }
        Ok(self)
    }

    /// To how many the records of this list are counted before it says "1 000+".
    pub fn cap(&self) -> usize {
        if self.q.is_empty() { CAP } else { MAX_HITS }
    }

    /// This many records of the list, as people are told.
    pub fn capped(&self, count: usize) -> Count {
        Count::capped(count as i64, self.cap() as i64)
    }

    /// Whether more was found than lists show: they have the newest of it, before any filter.
    pub fn is_cut(&self) -> bool {
        self.hits.as_ref().is_some_and(|hits| hits.len() > MAX_HITS)
    }

    /// The records of the list, where they are what was found and nothing else is asked for. The search left out what
    /// the viewer may not see and what lies in the bin.
    fn counted_hits(&self) -> Option<&[Hit]> {
        self.hits.as_deref().filter(|_| self.filter.is_empty())
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
            hits: None,
        })
    }
}
