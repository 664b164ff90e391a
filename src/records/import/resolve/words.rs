//! Words of a file as options of the office's lists.

use super::{Made, Resolver, World};
use crate::kernel::text::fold;
use crate::kernel::{Error, Result};
use crate::platform::db::Tx;
use crate::records::import::draft::{Draft, Word};
use crate::records::import::model::Tally;
use crate::records::import::reading::synonyms::{self, Synonyms};
use crate::records::options;
use rusqlite::Connection;

/// New values of one list that a single file may bring: more come from a column that is no list.
const MAX_NEW_VALUES: usize = 200;
/// Longer is no word of a list.
const MAX_WORD: usize = 100;

impl Resolver {
    /// The option a word stands for, if there is one: by what other programs call ours, then by the office's own labels.
    pub fn word(&mut self, conn: &Connection, list: &'static str, word: &str) -> Result<Option<String>> {
        let known = (list, fold(word));
        if let Some(code) = self.words.get(&known) {
            return Ok(Some(code.clone()));
        }
        let by_synonym = synonyms_of(list).and_then(|list| synonyms::find(list, word));
        let code = match by_synonym {
            Some(code) if options::is_offered(conn, list, code)? => Some(code.to_owned()),
            _ => match options::code_of_word(conn, list, word)? {
                Some(code) if options::is_offered(conn, list, &code)? => Some(code),
                _ => None,
            },
        };
        if let Some(code) = &code {
            self.words.insert(known, code.clone());
        }
        Ok(code)
    }

    pub(super) fn word_or_new(
        &mut self,
        tx: &mut Tx<'_>,
        world: &World<'_>,
        (draft, is_new): (&Draft, bool),
        word: &Word,
        tally: &Tally,
        made: &mut Made,
    ) -> Result<Option<String>> {
        if let Some(code) = self.word(tx, word.list, &word.word)? {
            return Ok(Some(code));
        }
        let so_far = tally.created_values.get(&word.key).map_or(0, Vec::len);
        if word.word.chars().count() > MAX_WORD || so_far >= MAX_NEW_VALUES {
            return Ok(None);
        }
        // Where values have a meaning, a new one is open: an import closes nothing by a word it does not know.
        let semantic = options::first_with(tx, word.list, "open")?.map(|_| "open");
        self.set_guard(tx, world, draft, is_new)?;
        let code = match options::add(tx, world.viewer, word.list, &word.word, semantic) {
            Ok(code) => code,
            // An archived value of that name: the office did away with it.
            Err(Error::Invalid(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        made.values.push((word.key.clone(), word.word.clone()));
        self.words.insert((word.list, fold(&word.word)), code.clone());
        Ok(Some(code))
    }
}

fn synonyms_of(list: &str) -> Option<&'static [Synonyms]> {
    Some(match list {
        "lead_statuses" => synonyms::LEAD_STATUSES,
        "sources" => synonyms::SOURCES,
        "company_types" => synonyms::COMPANY_TYPES,
        "contact_types" => synonyms::CONTACT_TYPES,
        "salutations" => synonyms::SALUTATIONS,
        "temperatures" => synonyms::TEMPERATURES,
        _ => return None,
    })
}
