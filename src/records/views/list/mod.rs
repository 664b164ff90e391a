//! The list page: head, views, conditions, table, pager, bulk bar, filter panel. The board shares all but the table.

pub mod bulk;
mod chips;
mod condition_form;
mod empty;
mod head;
mod panel;
mod table;
mod tabs;
mod words;

pub use condition_form::{OTHER, WAS, capitalised, facet_id};
pub use panel::panel;
pub use table::totals;
pub use tabs::count_id;
pub use words::plan_word;

use crate::access::{Scope, Viewer};
use crate::kernel::{Access, ActionId, Lang, Problem};
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::platform::ui::{Density, Room, State, note, peek_region, toast_template};
use crate::records::list::saved_views::SavedView;
use crate::records::list::{Address, Op, Page};
use crate::records::panels::{Mark, Next};
use crate::records::registry::{Field, Kind};
use crate::records::search::MAX_HITS;
use crate::records::show::{Lookup, Reader};
use crate::records::store::ById;
use crate::records::value::Record;
use crate::records::views::live;
use maud::{Markup, html};
use std::sync::Arc;

/// A member of staff who can be chosen.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: i64,
    pub name: String,
}

/// What stands around the records of a list or a board.
pub struct Frame {
    pub kind: Arc<Kind>,
    pub viewer: Viewer,
    pub reader: Reader,
    pub office: Office,
    pub address: Address,
    /// At most one more than the query counts to.
    pub count: usize,
    pub views: Vec<SavedView>,
    pub lookup: Lookup,
    pub people: Vec<Person>,
    /// The words in use as tags, with their hues.
    pub tags: Vec<(String, String)>,
    /// The plurals of linked kinds, for their pickers.
    pub plurals: Vec<(&'static str, &'static str)>,
    /// What was typed into a condition and cannot be read.
    pub refused: Vec<Refused>,
    /// What was done just now, to be taken back from the toast.
    pub done: Option<(String, ActionId)>,
    /// What comes next with the records of a board.
    pub next: ById<Next>,
    /// What stands before the names of a list.
    pub mark: Option<Mark>,
}

/// A bound of a condition as it was typed, and what is wrong with it.
pub struct Refused {
    pub field: String,
    pub op: Op,
    pub typed: String,
    pub problem: Problem,
}

impl Frame {
    pub fn lang(&self) -> Lang {
        self.reader.lang
    }

    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.address.columns.iter().filter_map(|key| self.kind.field(key))
    }

    pub fn may(&self, access: Access) -> bool {
        self.viewer.scope(self.kind.key, access) != Scope::None
    }

    /// Whether there are more than are counted.
    pub fn is_capped(&self) -> bool {
        self.count > self.address.query.cap()
    }

    pub fn shown_count(&self) -> String {
        self.address.query.capped(self.count).show(self.lang())
    }

    /// `/companies/…`
    pub fn path(&self, rest: &str) -> String {
        ["/", self.kind.plural, rest].concat()
    }

    /// Whether the viewer may change this very record: what the server will say, as far as the list knows.
    pub fn may_edit(&self, record: &Record) -> bool {
        match self.viewer.scope(self.kind.key, Access::Edit) {
            Scope::All => true,
            Scope::Own => record.values.int("responsible_id") == Some(self.viewer.user_id.0),
            Scope::None => false,
        }
    }

    pub fn is_narrowed(&self) -> bool {
        !self.address.query.filter.is_empty() || !self.address.query.q.is_empty()
    }
}

/// All that the list shows.
pub struct ListView {
    pub frame: Frame,
    pub page: Page,
    /// Where nothing was found: conditions (by their place in the filter) without which there would be this many.
    pub to_drop: Vec<(usize, usize)>,
    /// There is no record at all, whatever is asked for.
    pub is_blank: bool,
    /// The list ends here because no more of what was found is shown.
    pub is_cut: bool,
    /// The record in the quick look, and its panel.
    pub peek: Option<(i64, Markup)>,
}

/// About what stands around the rows.
const AROUND_BYTES: usize = 24 * 1024;

/// The body of the page.
pub fn list(view: &ListView) -> Markup {
    let frame = &view.frame;
    html! {
        (Room(table::bytes(view) + AROUND_BYTES))
        (around(frame))
        div class="split" data-density=[frame.address.density.map(Density::name)] {
            div class="pane" {
                @if view.page.records.is_empty() { (empty::nothing(view)) } @else {
                    (live::of_list(frame.lang(), &frame.kind, &view.page.records)) (table::of(view)) (bulk::bar(view))
                }
                @if view.is_cut { (note(State::Neutral, html! { (tr::lists_cut(frame.lang(), MAX_HITS as i64)) })) }
            }
            (panel(frame))
            (peek_region(view.peek.as_ref().map(|(_, peek)| peek.clone()).unwrap_or_default()))
        }
        @if !view.page.records.is_empty() { (table::foot(view)) }
    }
}

/// Head, views and conditions.
pub fn around(frame: &Frame) -> Markup {
    html! {
        @if let Some((text, action)) = &frame.done {
            (toast_template(text, Some(&format!("/actions/{}/undo", action.0)), false))
        }
        (head::bar(frame))
        div class="bar" { (tabs::of(frame)) (chips::search(frame)) }
        @if frame.is_narrowed() { div class="bar" { (chips::of(frame)) } }
    }
}
