//! Words of a file as options of the office's lists.

use super::{Made, Resolver, World};
use crate::kernel::text::fold;
use crate::kernel::{Error, Lang, Result};
use crate::platform::db::Tx;
use crate::platform::settings::Office;
use crate::records::import::draft::{Draft, Word};
use crate::records::import::model::Tally;
use crate::records::import::reading::synonyms::{self, Synonyms};
use crate::records::options::{self, Dictionary, OptionItem};
use crate::records::registry::{FieldType, Kind, NewValue};
use crate::records::value::Values;
use rusqlite::Connection;

/// New values of one list that a single file may bring: more come from a column that is no list.
const MAX_NEW_VALUES: usize = 200;
/// Longer is no word of a list.
const MAX_WORD: usize = 100;

impl Resolver {
    /// The option of a list that a word stands for, if there is one: by what other programs call ours, then by the office's
    /// own labels. Of those that belong to `owner`, where they belong to values of another list.
    pub fn word(&mut self, conn: &Connection, list: &Listed, word: &str) -> Result<Option<String>> {
        let known = (list.list, list.owner.clone(), fold(word));
        if let Some(code) = self.words.get(&known) {
            return Ok(Some(code.clone()));
        }
        let code = match list.is_by_number {
            true => numbered(conn, list, word)?,
            false => coded(conn, list.list, word)?,
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
        (list, word): (&Listed, &Word),
        tally: &Tally,
        made: &mut Made,
    ) -> Result<Option<String>> {
        if let Some(code) = self.word(tx, list, &word.word)? {
            return Ok(Some(code));
        }
        let so_far = tally.created_values.get(&word.key).map_or(0, Vec::len);
        if word.word.chars().count() > MAX_WORD || so_far >= MAX_NEW_VALUES {
            return Ok(None);
        }
        self.set_guard(tx, world, draft, is_new)?;
        let code = match list.new_value {
            Some(make) => make(tx, world.viewer, &word.word, list.owner.as_deref()),
            None => {
                // Where values have a meaning, a new one is open: an import closes nothing by a word it does not know.
                let semantic = options::first_with(tx, list.list, "open")?.map(|_| "open");
                options::add(tx, world.viewer, list.list, &word.word, semantic)
            }
        };
        let code = match code {
            Ok(code) => code,
            // An archived value of that name: the office did away with it.
            Err(Error::Invalid(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        made.values.push((word.key.clone(), list.named(tx, &word.word)?));
        self.words.insert((list.list, list.owner.clone(), fold(&word.word)), code.clone());
        Ok(Some(code))
    }
}

/// A list, and how words become values of it.
pub struct Listed {
    list: &'static str,
    is_by_number: bool,
    new_value: Option<NewValue>,
    /// The code of the value that its values are to belong to, and its list.
    owner: Option<String>,
    owner_list: &'static str,
}

impl Listed {
    /// Values that stand by themselves.
    pub fn plain(list: &'static str) -> Listed {
        Listed { list, is_by_number: false, new_value: None, owner: None, owner_list: "" }
    }

    /// The list of a word's field. Values that belong to others are those of the value that the record has, else of the
    /// first one there.
    pub fn of(conn: &Connection, kind: &Kind, word: &Word, values: &Values) -> Result<Listed> {
        let plain = Listed::plain(word.list);
        let Some(field) = kind.field(&word.key) else { return Ok(plain) };
        let plain = Listed { is_by_number: field.is_by_number, new_value: field.new_value, ..plain };
        let Some(owner) = kind.owner_of(&word.key) else { return Ok(plain) };
        let FieldType::Choice { list: owner_list } = owner.field_type else { return Ok(plain) };
        let code = match values.text(&owner.key) {
            Some(code) => Some(code.to_owned()),
            None => Dictionary::load(conn, Lang::En)?.offered(owner_list).next().map(|item| item.code.clone()),
        };
        Ok(Listed { owner: code, owner_list, ..plain })
    }

    /// A value as reports name it: with what it belongs to.
    fn named(&self, conn: &Connection, word: &str) -> Result<String> {
        let Some(owner) = &self.owner else { return Ok(word.to_owned()) };
        let lang = Office::load(conn)?.lang;
        Ok([Dictionary::load(conn, lang)?.label(self.owner_list, owner), ": ", word].concat())
    }

    /// Its values that can be chosen.
    pub fn offered<'d>(&self, dictionary: &'d Dictionary) -> impl Iterator<Item = &'d OptionItem> {
        let owner = self.owner.as_deref().and_then(|code| dictionary.find(self.owner_list, code)).map(|item| item.id);
        dictionary.offered(self.list).filter(move |item| item.parent_id == owner)
    }
}

fn coded(conn: &Connection, list: &'static str, word: &str) -> Result<Option<String>> {
    let by_synonym = synonyms_of(list).and_then(|list| synonyms::find(list, word));
    Ok(match by_synonym {
        Some(code) if options::is_offered(conn, list, code)? => Some(code.to_owned()),
        _ => match options::code_of_word(conn, list, word)? {
            Some(code) if options::is_offered(conn, list, &code)? => Some(code),
            _ => None,
        },
    })
}

/// A value that is known by a number, which says nothing to a file: the one that is called so, or as a synonym is, or means
/// what the synonym does.
fn numbered(conn: &Connection, listed: &Listed, word: &str) -> Result<Option<String>> {
    let dictionary = Dictionary::load(conn, Lang::En)?;
    let is_called = |item: &OptionItem, fits: &dyn Fn(&str) -> bool| item.labels.iter().any(|label| fits(label));
    let wanted = fold(word);
    let mut offered = listed.offered(&dictionary);
    if let Some(found) = offered.find(|item| is_called(item, &|label| fold(label) == wanted)) {
        return Ok(Some(found.code.clone()));
    }
    let Some(synonyms) = synonyms_of(listed.list) else { return Ok(None) };
    let Some(known) = synonyms::find(synonyms, word) else { return Ok(None) };
    let is_alike = |label: &str| synonyms::find(synonyms, label) == Some(known);
    let found = listed.offered(&dictionary).find(|item| is_called(item, &is_alike));
    let found = found.or_else(|| listed.offered(&dictionary).find(|item| item.semantic.as_deref() == Some(known)));
    Ok(found.map(|item| item.code.clone()))
}

fn synonyms_of(list: &str) -> Option<&'static [Synonyms]> {
    Some(match list {
        "lead_statuses" => synonyms::LEAD_STATUSES,
        "sources" => synonyms::SOURCES,
        "company_types" => synonyms::COMPANY_TYPES,
        "contact_types" => synonyms::CONTACT_TYPES,
        "salutations" => synonyms::SALUTATIONS,
        "deal_stages" => synonyms::DEAL_STAGES,
        "deal_types" => synonyms::DEAL_TYPES,
        "temperatures" => synonyms::TEMPERATURES,
        _ => return None,
    })
}
