//! What later rooms know of a record beside what stands in it: what comes next, what was done with it.

use super::PanelContext;
use crate::access::Viewer;
use crate::kernel::{KindKey, Result, Timestamp};
use crate::platform::ui::Due;
use crate::records::registry::Kind;
use crate::records::store::ById;
use crate::records::value::Record;
use maud::Markup;
use rusqlite::Connection;

/// A part of a history: from an instant on, before another; without end where there is none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Span {
    pub from: Option<Timestamp>,
    pub before: Option<Timestamp>,
}

impl Span {
    pub fn holds(&self, at: Timestamp) -> bool {
        self.from.is_none_or(|from| at >= from) && self.before.is_none_or(|before| at < before)
    }
}

/// An entry of a history that is no event of its record: a call that was made.
#[derive(Debug, Clone)]
pub struct Other {
    /// Names it on the page, among all others.
    pub id: String,
    pub at: Timestamp,
    pub icon: &'static str,
    /// Who and what, in one line.
    pub what: Markup,
    /// The words themselves; empty for none.
    pub say: Markup,
    pub actions: Markup,
}

/// What happened with a record in this time, the latest first; only what the viewer may see.
pub type OthersOf = fn(&PanelContext<'_>, Span) -> Result<Vec<Other>>;

/// What comes next with a record.
#[derive(Debug, Clone)]
pub struct Next {
    pub due: Due,
    pub icon: &'static str,
    pub text: String,
}

/// What comes next with each of these records of one kind, also where it is nothing; one query, however many.
pub type NextOf = fn(&Connection, &Viewer, &Kind, &[i64], Timestamp) -> Result<ById<Next>>;

/// Stands before the name in each row of a list: the round check of what is still to do.
#[derive(Clone, Copy)]
pub struct Mark {
    pub kind: KindKey,
    pub draw: fn(&Viewer, &Record) -> Markup,
}
