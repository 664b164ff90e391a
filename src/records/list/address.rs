//! The address of a list: which view, what was changed in it, which page. Everything a list shows is in it, so that
//! reload, Back and "send me the link" just work.

use super::columns::known_columns;
use super::saved_views::{self, SavedView};
use super::{Cursor, Filter, ListQuery, Params, Slice, Sort, kept};
use crate::access::Viewer;
use crate::kernel::{Error, Result};
use crate::platform::ui::Density;
use crate::records::list::habit::habit;
use crate::records::registry::{BuiltInView, Kind};
use rusqlite::Connection;
use url::form_urlencoded;

/// Rows of one page.
pub const PAGE_ROWS: usize = 50;

/// The view a list is seen through.
#[derive(Debug, Clone)]
pub enum View {
    BuiltIn(BuiltInView),
    Saved(SavedView),
}

impl View {
    pub fn key(&self) -> String {
        match self {
            View::BuiltIn(view) => view.key.to_owned(),
            View::Saved(view) => view.id.to_string(),
        }
    }

    fn query(&self) -> &str {
        match self {
            View::BuiltIn(view) => view.query,
            View::Saved(view) => &view.query,
        }
    }

    /// Whether it was kept as a board; `None` where it goes with the list or the board one is on.
    pub fn is_board(&self) -> Option<bool> {
        kept::is_board(self.query())
    }
}

/// A list as its address says it, with what the view and the viewer's habits add.
#[derive(Debug, Clone)]
pub struct Address {
    plural: &'static str,
    pub is_board: bool,
    pub view: View,
    pub query: ListQuery,
    pub columns: Vec<String>,
    /// How close the rows are, where it is not as this person likes it.
    pub density: Option<Density>,
    pub slice: Slice,
    /// The number of the page's first row.
    pub first: usize,
    pub is_panel_open: bool,
    /// The key of the view that this person's lists open with.
    pub opens_with: Option<String>,
    /// The same before anything was changed in the address.
    saved: Saved,
}

#[derive(Debug, Clone, Default)]
struct Saved {
    query: ListQuery,
    columns: Vec<String>,
    density: Option<Density>,
}

impl Address {
    /// # Errors
    /// `BadRequest` for parameters that make no sense, `NotFound` for a view that is not there.
    pub fn resolve(conn: &Connection, viewer: &Viewer, kind: &Kind, params: &Params) -> Result<Address> {
        let habit = habit(conn, viewer, kind)?;
        let view = find_view(conn, viewer, kind, params.view.as_deref(), habit.view.as_deref())?;
        let kept = Params::of_list(view.query());
        let usual: Vec<String> = match kept.columns.as_deref() {
            Some(columns) => known_columns(kind, columns),
            None => match habit.columns {
                Some(columns) => known_columns(kind, &columns),
                None => kind.columns.iter().map(|key| (*key).to_owned()).collect(),
            },
        };
        let saved = ListQuery::parse(kind, kept.q.as_deref(), kept.filter.as_deref(), kept.sort.as_deref())?;
        let query = ListQuery::parse(
            kind,
            params.q.as_deref().or(kept.q.as_deref()),
            params.filter.as_deref().or(kept.filter.as_deref()),
            params.sort.as_deref().or(kept.sort.as_deref()),
        )?;
        if params.after.is_some() && params.before.is_some() {
            return Err(Error::BadRequest("a page comes after or before a place, not both".into()));
        }
        let usual_density = kept.density.as_deref().map(Density::parse);
        let columns = params.columns.as_deref().map_or_else(|| usual.clone(), |columns| known_columns(kind, columns));
        Ok(Address {
            plural: kind.plural,
            is_board: false,
            first: params.n.unwrap_or(1).clamp(1, 100_000_000),
            view,
            query,
            columns,
            density: params.density.as_deref().map(Density::parse).or(usual_density),
            slice: Slice {
                after: params.after.as_deref().map(Cursor::decode).transpose()?,
                before: params.before.as_deref().map(Cursor::decode).transpose()?,
                limit: PAGE_ROWS,
            },
            is_panel_open: params.panel.as_deref() == Some("filters"),
            opens_with: habit.view,
            saved: Saved { query: saved, columns: usual, density: usual_density },
        })
    }

    /// The list that [`Address::origin`] named, for the way back and on from a card; `None` if it is no list any more.
    pub fn of_origin(conn: &Connection, viewer: &Viewer, kind: &Kind, origin: &str) -> Option<Address> {
        if origin.is_empty() { None } else { Address::resolve(conn, viewer, kind, &Params::of_list(origin)).ok() }
    }

    /// Which list this is, whatever page of it: what a card keeps of where it was opened from.
    pub fn origin(&self) -> String {
        let mut pairs = vec![("view", self.view.key())];
        pairs.extend(self.list_pairs(&self.saved));
        encode(&pairs)
    }

    /// The address of a record's card, opened from this list. With `/peek` after the path it is that of the quick look.
    pub fn card(&self, id: i64) -> String {
        self.cards()(id)
    }

    /// [`Address::card`] for many records.
    pub fn cards(&self) -> impl Fn(i64) -> String + use<> {
        let (plural, from) = (self.plural, encode(&[("from", self.origin())]));
        move |id| ["/", plural, "/", &id.to_string(), "?", &from].concat()
    }

    /// Whether the list differs from the view it was opened with.
    pub fn is_changed(&self) -> bool {
        let Saved { query, columns, density } = &self.saved;
        let is_elsewhere = self.view.is_board().is_some_and(|is_board| is_board != self.is_board);
        self.query != *query || self.columns != *columns || self.density != *density || is_elsewhere
    }

    pub fn with_filter(&self, filter: Filter) -> Address {
        Address { query: ListQuery { filter, ..self.query.clone() }, ..self.clone() }.first_page()
    }

    pub fn with_sort(&self, sort: Sort) -> Address {
        Address { query: ListQuery { sort, ..self.query.clone() }, ..self.clone() }.first_page()
    }

    pub fn with_density(&self, density: Density) -> Address {
        Address { density: Some(density), ..self.clone() }
    }

    pub fn with_panel(&self, is_panel_open: bool) -> Address {
        Address { is_panel_open, ..self.clone() }
    }

    pub fn with_q(&self, q: String) -> Address {
        Address { query: ListQuery { q, ..self.query.clone() }, ..self.clone() }.first_page()
    }

    /// Nothing is asked for.
    pub fn cleared(&self) -> Address {
        self.with_q(String::new()).with_filter(Filter::default())
    }

    /// The order of the view, before anybody sorted otherwise.
    pub fn usual_sort(&self) -> &Sort {
        &self.saved.query.sort
    }

    pub fn as_list(&self) -> Address {
        Address { is_board: false, ..self.clone() }.first_page()
    }

    pub fn as_board(&self) -> Address {
        Address { is_board: true, ..self.clone() }.first_page()
    }

    /// Where a view leads: as it was kept, else on the list or on the board, as this address is.
    pub fn of_view(&self, view: &View) -> String {
        let is_board = view.is_board().unwrap_or(self.is_board);
        [path(self.plural, is_board).as_str(), "?view=", &view.key()].concat()
    }

    /// Where the view of this address leads.
    pub fn home(&self) -> String {
        self.of_view(&self.view)
    }

    pub fn path(&self) -> String {
        path(self.plural, self.is_board)
    }

    pub fn page_after(&self, cursor: Cursor) -> Address {
        let slice = Slice { after: Some(cursor), before: None, limit: self.slice.limit };
        Address { slice, first: self.first + self.slice.limit, ..self.clone() }
    }

    pub fn page_before(&self, cursor: Cursor) -> Address {
        let slice = Slice { after: None, before: Some(cursor), limit: self.slice.limit };
        Address { slice, first: self.first.saturating_sub(self.slice.limit).max(1), ..self.clone() }
    }

    pub fn first_page(self) -> Address {
        Address { slice: Slice { after: None, before: None, limit: self.slice.limit }, first: 1, ..self }
    }

    /// Path and query; only what differs from the view is said.
    pub fn href(&self) -> String {
        [self.path().as_str(), "?", &self.query_string()].concat()
    }

    pub fn query_string(&self) -> String {
        encode(&self.pairs())
    }

    /// The parameters of the address.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("view", self.view.key())];
        pairs.extend(self.list_pairs(&self.saved));
        if self.first > 1 {
            pairs.push(("n", self.first.to_string()));
        }
        if let Some(after) = &self.slice.after {
            pairs.push(("after", after.encode()));
        }
        if let Some(before) = &self.slice.before {
            pairs.push(("before", before.encode()));
        }
        if self.is_panel_open {
            pairs.push(("panel", "filters".to_owned()));
        }
        pairs
    }

    /// The records and columns of the list, whatever view they came from.
    pub fn list_query(&self) -> String {
        // How close its rows are is no part of it.
        encode(&self.list_pairs(&Saved { density: self.density, ..Saved::default() }))
    }

    /// What a saved view keeps: the list itself and how it is looked at.
    pub fn kept_query(&self, kind: &Kind) -> String {
        let mut pairs = self.list_pairs(&Saved::default());
        if kind.board_by.is_some() {
            pairs.push(kept::shape(self.is_board));
        }
        encode(&pairs)
    }

    fn list_pairs(&self, from: &Saved) -> Vec<(&'static str, String)> {
        let Saved { query: from, columns, density } = from;
        let mut pairs = Vec::new();
        if self.query.q != from.q {
            pairs.push(("q", self.query.q.clone()));
        }
        if self.query.filter != from.filter {
            pairs.push(("filter", self.query.filter.to_text()));
        }
        if self.query.sort != from.sort {
            pairs.push(("sort", self.query.sort.to_text()));
        }
        if self.columns != *columns {
            pairs.push(("columns", self.columns.join(",")));
        }
        if let Some(density) = self.density.filter(|_| self.density != *density) {
            pairs.push(("density", density.name().to_owned()));
        }
        pairs
    }
}

fn find_view(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    asked: Option<&str>,
    usual: Option<&str>,
) -> Result<View> {
    let find = |key: &str| {
        if let Some(view) = kind.views.iter().find(|view| view.key == key) {
            return Ok(View::BuiltIn(*view));
        }
        let id = key.parse().map_err(|_| Error::NotFound)?;
        let view = saved_views::get(conn, viewer, id)?;
        if view.kind == kind.key { Ok(View::Saved(view)) } else { Err(Error::NotFound) }
    };
    match (asked, usual) {
        (Some(key), _) => find(key),
        // A view that was deleted or is no longer shared leaves the first one.
        (None, Some(key)) => find(key).or(Ok(View::BuiltIn(kind.views[0]))),
        (None, None) => Ok(View::BuiltIn(kind.views[0])),
    }
}

fn path(plural: &str, is_board: bool) -> String {
    ["/", plural, if is_board { "/board" } else { "" }].concat()
}

fn encode(pairs: &[(&str, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
