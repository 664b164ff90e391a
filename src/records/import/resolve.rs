//! Words and names of a file as values of this office: options of lists, people, records of other types. What is not
//! there yet is made, and counted.

use super::draft::{Draft, Named, People, Word};
use super::model::{Tally, Warning};
use super::reading::synonyms::{self, Synonyms};
use super::reading::values::without_id;
use super::targets;
use crate::access::Viewer;
use crate::kernel::text::{fold, name_key};
use crate::kernel::{Error, Result};
use crate::platform::db::{Savepoint, Tx};
use crate::records::registry::{FieldType, Kind, MatchBy};
use crate::records::value::{LinkItem, Value, Values};
use crate::records::{duplicates, options, service, store};
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// New values of one list that a single file may bring: more come from a column that is no list.
const MAX_NEW_VALUES: usize = 200;
/// Longer is no word of a list.
const MAX_WORD: usize = 100;
/// As many links as any record may have.
const MAX_SURE_NAMES: usize = 100;

pub struct Resolver {
    people: HashMap<String, i64>,
    words: HashMap<(&'static str, String), String>,
    named: HashMap<(&'static str, String), i64>,
    /// Names of linked records that were made and counted; a rehearsal makes them anew in each chunk.
    counted: HashSet<(&'static str, String)>,
    guard: Guard,
}

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
    values: Vec<(String, String)>,
    /// Plural and key of the name.
    linked: Vec<(&'static str, String)>,
    unknown_responsible: bool,
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

impl Resolver {
    pub fn load(conn: &Connection) -> Result<Resolver> {
        let mut people = HashMap::new();
        let mut twice = Vec::new();
        let mut statement =
            conn.prepare_cached("SELECT id, name, email FROM users WHERE disabled_at IS NULL ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, name, email): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            for called in [person_key(&name), fold(&email)] {
                if people.insert(called.clone(), id).is_some() {
                    twice.push(called);
                }
            }
        }
        // Whose name two people bear is not told by it.
        for called in twice {
            people.remove(&called);
        }
        Ok(Resolver {
            people,
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
            let names = draft.named.iter().map(|named| world.noted(&named.key, &named.name));
            let lines = values.text(&field.key).map(str::to_owned).into_iter().chain(draft.notes.iter().cloned());
            let text = lines.chain(words).chain(names).collect::<Vec<_>>().join("\n");
            values.set(field.key.clone(), text.as_str());
        }
        Ok(draft.named.len() <= MAX_SURE_NAMES && service::accepts(tx, world.viewer, world.kind, values)?)
    }

    /// Before the first thing that a row makes beside its record. A savepoint has the search index write out what it
    /// would rather gather, so rows that are sure to become records go without.
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

    /// The member of staff with this name or e-mail, whatever the order of the names.
    pub fn person(&self, name: &str) -> Option<i64> {
        let name = without_id(name);
        self.people.get(&person_key(name)).or_else(|| self.people.get(&fold(name))).copied()
    }

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
        for word in draft.words.iter().filter(|word| wants(&word.key)) {
            match self.word_or_new(tx, world, (draft, is_new), word, tally, &mut made)? {
                Some(code) => values.set(word.key.as_str(), code.as_str()),
                None => {
                    notes.push(world.noted(&word.key, &word.word));
                    warnings.push(warning("not_an_option", world.kind, &word.key, &word.word));
                }
            }
        }
        for named in draft.named.iter().filter(|named| wants(&named.key)) {
            match self.named_or_new(tx, world, (draft, is_new), named, &mut made)? {
                Some(id) => set_link(world.kind, &mut values, named, id),
                None => {
                    notes.push(world.noted(&named.key, &named.name));
                    warnings.push(warning("no_such_record", world.kind, &named.key, &named.name));
                }
            }
        }
        for people in draft.people.iter().filter(|people| wants(&people.key)) {
            self.people(world, people, &mut values, &mut warnings, &mut made);
        }
        if let Some(field) = targets::comment_of(world.kind).filter(|field| !notes.is_empty() && wants(&field.key)) {
            let text = values.text(&field.key).map(str::to_owned).into_iter().chain(notes).collect::<Vec<_>>();
            values.set(field.key.clone(), text.join("\n").as_str());
        }
        Ok((values, warnings, made))
    }

    fn word_or_new(
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

    fn named_or_new(
        &mut self,
        tx: &mut Tx<'_>,
        world: &World<'_>,
        (draft, is_new): (&Draft, bool),
        named: &Named,
        made: &mut Made,
    ) -> Result<Option<i64>> {
        let Some(kind) = world.kinds.iter().find(|kind| kind.key == named.kind) else { return Ok(None) };
        let known = (kind.key, name_key(&named.name));
        if known.1.is_empty() {
            return Ok(None);
        }
        if let Some(id) = self.named.get(&known) {
            return Ok(Some(*id));
        }
        if !kind.matches.contains(&MatchBy::Title) {
            // A name that several bear tells nobody apart, and nobody is made of a name alone.
            return store::only_with_title(tx, world.viewer, kind, &named.name);
        }
        let found =
            duplicates::look_up(tx, world.viewer, kind, (MatchBy::Title, &known.1), &Values::default(), 1)?.pop();
        let id = match found {
            Some((id, _)) => id,
            None => {
                let Some(name_field) = kind.identity.first() else { return Ok(None) };
                let values = Values::default().with(*name_field, named.name.as_str());
                self.set_guard(tx, world, draft, is_new)?;
                match service::create(tx, world.viewer, kind, values) {
                    Ok(saved) => {
                        made.linked.push((kind.plural, known.1.clone()));
                        saved.id
                    }
                    Err(Error::Invalid(_) | Error::Forbidden) => return Ok(None),
                    Err(error) => return Err(error),
                }
            }
        };
        self.named.insert(known, id);
        Ok(Some(id))
    }

    /// Whom nobody here is called, or whom the importing user may not make responsible, is the importing user.
    fn people(
        &self,
        world: &World<'_>,
        people: &People,
        values: &mut Values,
        warnings: &mut Vec<Warning>,
        made: &mut Made,
    ) {
        let found: Vec<i64> = people.names.iter().filter_map(|name| self.person(name)).collect();
        let is_list = world.kind.field(&people.key).is_some_and(|field| field.field_type == FieldType::Observers);
        if is_list {
            values.set(people.key.as_str(), Value::Ids(found));
            for name in people.names.iter().filter(|name| self.person(name).is_none()) {
                warnings.push(warning("no_such_record", world.kind, &people.key, name));
            }
            return;
        }
        let me = world.viewer.user_id.0;
        let is_mine = |id: &i64| *id == me || world.viewer.may_assign();
        match found.first().copied().filter(is_mine) {
            Some(id) => values.set(people.key.as_str(), Value::Int(id)),
            None if people.key == "responsible_id" => {
                values.set(people.key.as_str(), Value::Int(me));
                made.unknown_responsible = true;
            }
            None => {
                let name = people.names.first().map_or("", String::as_str);
                warnings.push(warning("no_such_record", world.kind, &people.key, name));
            }
        }
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
}

fn set_link(kind: &Kind, values: &mut Values, named: &Named, id: i64) {
    let key = named.key.as_str();
    match kind.field(key).map(|field| &field.field_type) {
        Some(FieldType::Links(_)) => {
            let mut items = values.get(key).as_links().to_vec();
            // A person's position is the one in the firm that is named first, unless the file tells them apart.
            let position = match &named.position {
                Some(position) => Some(position.clone()).filter(|position| !position.is_empty()),
                None => values.text("position").filter(|_| items.is_empty()).map(str::to_owned),
            };
            if items.iter().all(|item| item.id != id) {
                items.push(LinkItem { id, position, is_main: items.is_empty() });
            }
            values.set(key, Value::Links(items));
        }
        _ => values.set(key, Value::Int(id)),
    }
}

fn warning(code: &str, kind: &Kind, key: &str, value: &str) -> Warning {
    let name = kind.field(key).and_then(|field| field.import_names.first().copied()).unwrap_or(key);
    Warning { code: code.to_owned(), column: name.to_owned(), value: value.to_owned() }
}

/// The words of a name in any order: «Соколова Анна» is «Анна Соколова».
fn person_key(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
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
