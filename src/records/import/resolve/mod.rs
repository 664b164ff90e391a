//! Words and names of a file as values of this office: options of lists, people, records of other types. What is not
//! there yet is made, and counted.

mod ending;
mod made;
mod names;
mod people;
mod words;

pub use made::{Guard, Made};
pub use words::Listed;

use super::draft::{Draft, Word};
use super::model::{Tally, Warning};
use super::targets;
use crate::access::Viewer;
use crate::kernel::Result;
use crate::platform::db::Tx;
use crate::platform::i18n::tr;
use crate::records::registry::Kind;
use crate::records::service;
use crate::records::value::Values;
use names::Found;
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// As many links as any record may have.
const MAX_SURE_NAMES: usize = 100;

pub struct Resolver {
    people: HashMap<String, i64>,
    /// By the list, the value that those of the list belong to, and the word.
    words: HashMap<(&'static str, Option<String>, String), String>,
    /// What came of names; also that nobody is called so.
    named: HashMap<(&'static str, String), Found>,
    /// Names of linked records that were made and counted; a rehearsal makes them anew in each chunk.
    counted: HashSet<(&'static str, String)>,
    guard: Guard,
}

impl Resolver {
    pub fn load(conn: &Connection) -> Result<Resolver> {
        Ok(Resolver {
            people: people::all(conn)?,
            words: HashMap::new(),
            named: HashMap::new(),
            counted: HashSet::new(),
            guard: Guard::Nothing,
        })
    }

    /// Forgets what was made: it was taken back.
    pub fn forget(&mut self) {
        self.words.clear();
        self.named.clear();
    }

    /// Whether a row becomes a new record whatever becomes of its words and names: they are all that is still to be
    /// decided, and in the worst case each of them is a line of the comment.
    fn is_sure(&self, tx: &mut Tx<'_>, world: &World<'_>, draft: &Draft) -> Result<bool> {
        let mut values = draft.values.clone();
        for people in &draft.people {
            self.people(world, people, &mut values, &mut Vec::new(), &mut Made::default());
        }
        if let Some(field) = targets::comment_of(world.kind) {
            let words = draft.words.iter().map(|word| world.noted(&word.key, &word.word));
            let names = draft.named.iter().map(|named| world.noted(&named.key, &named.whole()));
            let lines = values.text(&field.key).map(str::to_owned).into_iter().chain(draft.notes.iter().cloned());
            let lines = lines.chain(draft.line.iter().map(|line| line.text.clone()));
            // The word of a stage may be kept beside how it ended.
            let ended = draft.ended.iter().map(|ended| world.closed(&ended.word)).chain(words.clone());
            let text = lines.chain(words).chain(ended).chain(names).collect::<Vec<_>>().join("\n");
            values.set(field.key.clone(), text.as_str());
        }
        Ok(draft.named.len() <= MAX_SURE_NAMES && service::accepts(tx, world.viewer, world.kind, values)?)
    }

    /// Before the first thing that a row makes beside its record. In a savepoint SQLite keeps each page as it was once
    /// more, so rows that are sure to become records go without.
    fn set_guard(&mut self, tx: &mut Tx<'_>, world: &World<'_>, draft: &Draft, is_new: bool) -> Result<()> {
        if matches!(self.guard, Guard::Nothing) {
            self.guard = match is_new && self.is_sure(tx, world, draft)? {
                true => Guard::Sure,
                false => Guard::Savepoint(tx.savepoint()?),
            };
        }
        Ok(())
    }

    /// That of the row which was resolved.
    pub fn take_guard(&mut self) -> Guard {
        std::mem::take(&mut self.guard)
    }

    /// The values of a row, complete: for a new record, or those fields of a known one that `wants` asks for. What cannot
    /// be placed goes to the comment.
    pub fn resolve(
        &mut self,
        tx: &mut Tx<'_>,
        world: &World<'_>,
        draft: &Draft,
        tally: &Tally,
        wants: Option<&dyn Fn(&str) -> bool>,
    ) -> Result<(Values, Vec<Warning>, Made)> {
        let is_new = wants.is_none();
        let wants = |key: &str| wants.is_none_or(|wants| wants(key));
        let (mut values, mut warnings, mut made) = (draft.values.clone(), Vec::new(), Made::default());
        let mut notes = draft.notes.clone();
        // What others belong to comes first.
        let (owned, owning): (Vec<&Word>, Vec<&Word>) =
            draft.words.iter().partition(|word| world.kind.owner_of(&word.key).is_some());
        for word in owning.into_iter().chain(owned).filter(|word| wants(&word.key)) {
            let list = Listed::of(tx, world.kind, word, &values)?;
            match self.word_or_new(tx, world, (draft, is_new), (&list, word), tally, &mut made)? {
                Some(code) => values.set(word.key.as_str(), code.as_str()),
                None => {
                    notes.push(world.noted(&word.key, &word.word));
                    warnings.push(warning("not_an_option", world.kind, &word.key, &word.word));
                }
            }
        }
        if let Some(ended) = draft.ended.as_ref().filter(|ended| wants(ended.key)) {
            ending::settle(tx, world, draft, ended, &mut values, &mut notes, &mut warnings)?;
        }
        for named in draft.named.iter().filter(|named| wants(&named.key)) {
            let found = self.named_or_new(tx, world, (draft, is_new), named, &mut made)?;
            warnings.extend(found.warning(world.kind, named));
            let Some(id) = found.id() else {
                notes.push(world.noted(&named.key, &named.whole()));
                continue;
            };
            let position = match self.position(tx, world, (draft, is_new), named, tally, &mut made)? {
                Some(position) => position,
                None => {
                    notes.push(world.noted(&named.key, &named.whole()));
                    warnings.push(warning("not_an_option", world.kind, &named.key, &named.whole()));
                    None
                }
            };
            names::set_link(world.kind, &mut values, named, id, position);
        }
        for people in draft.people.iter().filter(|people| wants(&people.key)) {
            self.people(world, people, &mut values, &mut warnings, &mut made);
        }
        notes.extend(draft.line.iter().map(|line| line.text.clone()));
        if let Some(field) = targets::comment_of(world.kind).filter(|field| !notes.is_empty() && wants(&field.key)) {
            let text = values.text(&field.key).map(str::to_owned).into_iter().chain(notes).collect::<Vec<_>>();
            values.set(field.key.clone(), text.join("\n").as_str());
        }
        Ok((values, warnings, made))
    }
}

/// In which rows are resolved.
pub struct World<'a> {
    pub kinds: &'a [Arc<Kind>],
    pub viewer: &'a Viewer,
    pub kind: &'a Kind,
}

impl World<'_> {
    /// A line of the comment, in the importing user's language.
    fn noted(&self, key: &str, text: &str) -> String {
        let label = self.kind.field(key).map_or(key, |field| field.label.text(self.viewer.lang));
        [label, ": ", text].concat()
    }

    /// The same for whether something is over.
    fn closed(&self, text: &str) -> String {
        [tr::imports_closed(self.viewer.lang), ": ", text].concat()
    }
}

fn warning(code: &str, kind: &Kind, key: &str, value: &str) -> Warning {
    let name = kind.field(key).and_then(|field| field.import_names.first().copied()).unwrap_or(key);
    Warning { code: code.to_owned(), column: name.to_owned(), value: value.to_owned() }
}
