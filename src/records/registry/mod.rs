//! The declarations everything else is driven by: what a type of record is called, which fields it has, and what may
//! be done with each. Forms, cards, lists, filters, imports, exports, the API, rights and history read from here.

mod field;
mod field_type;
mod kind;
mod link_table;

pub use field::{Field, NewValue};
pub use field_type::{Channel, FieldType, Label, Mask, Target};
pub use kind::{BuiltInView, End, Kind, MatchBy, Meaning, Names, Note, USUAL_VIEWS, Usage, WorkOrder, system};
pub use link_table::LinkTable;

use crate::kernel::{Error, Result};
use arc_swap::ArcSwap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// All record types of the box, in the order of the menu. Custom fields declared at run time replace a kind by a
/// new one with more fields: each is a real column, so nothing else has to be rebuilt.
pub struct Registry {
    kinds: ArcSwap<Vec<Arc<Kind>>>,
}

impl Registry {
    pub fn new(mut kinds: Vec<Kind>) -> Registry {
        let numbers: BTreeSet<u8> = kinds.iter().map(|kind| kind.number).collect();
        let are_good = numbers.iter().all(|number| (1..=Kind::MOST_NUMBERS).contains(number));
        debug_assert!(are_good && numbers.len() == kinds.len(), "each kind has a number of its own");
        let targets: Vec<Target> = kinds.iter().map(|kind| Target { kind: kind.key, table: kind.plural }).collect();
        for kind in &mut kinds {
            for field in &mut kind.fields {
                if let FieldType::Reference(there) = &mut field.field_type {
                    // Nothing is about another of its own kind.
                    *there = targets.iter().filter(|target| target.kind != kind.key).copied().collect();
                }
            }
        }
        Registry { kinds: ArcSwap::from_pointee(kinds.into_iter().map(Arc::new).collect()) }
    }

    pub fn kinds(&self) -> Arc<Vec<Arc<Kind>>> {
        self.kinds.load_full()
    }

    /// The kind with this key (`company`); `NotFound` if there is none.
    pub fn kind(&self, key: &str) -> Result<Arc<Kind>> {
        self.find(|kind| kind.key == key)
    }

    /// The kind with this plural (`companies`), as URLs, tables and the CLI say it.
    pub fn by_plural(&self, plural: &str) -> Result<Arc<Kind>> {
        self.find(|kind| kind.plural == plural)
    }

    /// What the values of the office's lists may mean.
    pub fn meanings(&self) -> Vec<Meaning> {
        self.kinds.load().iter().flat_map(|kind| kind.meanings).copied().collect()
    }

    /// The choice whose values those of this choice belong to, as stages do to a pipeline; `None` where they stand alone.
    pub fn board_of(&self, field: &str) -> Option<&'static str> {
        self.kinds.load().iter().find(|kind| kind.board_by == Some(field)).and_then(|kind| kind.board_of)
    }

    fn find(&self, wanted: impl Fn(&Kind) -> bool) -> Result<Arc<Kind>> {
        self.kinds.load().iter().find(|kind| wanted(kind)).cloned().ok_or(Error::NotFound)
    }
}
