//! What a row makes beside its record, and how it is taken back if the row is refused.

use super::Resolver;
use crate::platform::db::Savepoint;
use crate::records::import::model::Tally;

/// How it is seen to that a row which is refused leaves nothing of what it made beside its record.
#[derive(Debug, Default)]
pub enum Guard {
    /// It made nothing.
    #[default]
    Nothing,
    /// It will not be refused.
    Sure,
    /// A savepoint from before, for the caller to end.
    Savepoint(Savepoint),
}

/// What one row made, to be counted once the row is kept.
#[derive(Debug, Default)]
pub struct Made {
    pub(super) values: Vec<(String, String)>,
    /// Plural and key of the name.
    pub(super) linked: Vec<(&'static str, String)>,
    pub(super) unknown_responsible: bool,
}

impl Made {
    pub fn count_into(self, tally: &mut Tally, resolver: &mut Resolver) {
        for (field, word) in self.values {
            let words = tally.created_values.entry(field).or_default();
            if !words.contains(&word) {
                words.push(word);
            }
        }
        for linked in self.linked {
            if resolver.counted.insert(linked.clone()) {
                *tally.created_linked.entry(linked.0.to_owned()).or_default() += 1;
            }
        }
        tally.unknown_responsible += u64::from(self.unknown_responsible);
    }
}
