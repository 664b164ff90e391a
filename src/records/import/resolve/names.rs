//! Names of records of other types: the firms of a person.

use super::{Listed, Made, Resolver, World, warning};
use crate::kernel::text::name_key;
use crate::kernel::{Error, Result};
use crate::platform::db::Tx;
use crate::records::import::draft::{Draft, Named, Word};
use crate::records::import::model::{Tally, Warning};
use crate::records::import::reading::values::split_full_name;
use crate::records::registry::{FieldType, Kind, MatchBy};
use crate::records::value::{LinkItem, Value, Values};
use crate::records::{duplicates, service, store};

/// What came of a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Found {
    There(i64),
    /// Nobody and nothing was called so.
    Made(i64),
    /// Nobody and nothing is called so, or several are: nobody is made of a name alone.
    Nobody,
    /// It may not be made.
    Refused,
}

impl Found {
    pub fn id(&self) -> Option<i64> {
        match self {
            Found::There(id) | Found::Made(id) => Some(*id),
            Found::Nobody | Found::Refused => None,
        }
    }

    /// What is told of it.
    pub fn warning(&self, kind: &Kind, named: &Named) -> Option<Warning> {
        let tells = kind.field(&named.key).is_some_and(|field| field.tells_unknown);
        let told = |code: &str| Some(warning(code, kind, &named.key, &named.name));
        match self {
            Found::There(_) => None,
            Found::Made(_) | Found::Nobody if tells => told(&[named.kind, "_not_found"].concat()),
            Found::Made(_) => None,
            Found::Nobody | Found::Refused => told("no_such_record"),
        }
    }
}

impl Resolver {
    pub(super) fn named_or_new(
        &mut self,
        tx: &mut Tx<'_>,
        world: &World<'_>,
        (draft, is_new): (&Draft, bool),
        named: &Named,
        made: &mut Made,
    ) -> Result<Found> {
        let Some(kind) = world.kinds.iter().find(|kind| kind.key == named.kind) else { return Ok(Found::Nobody) };
        let is_firm = kind.matches.contains(&MatchBy::Title);
        let known = (kind.key, if is_firm { name_key(&named.name) } else { named.name.clone() });
        if known.1.is_empty() {
            return Ok(Found::Nobody);
        }
        if let Some(found) = self.named.get(&known) {
            return Ok(*found);
        }
        let found = self.look_up_or_make(tx, world, (draft, is_new), (kind, named, &known.1), made)?;
        // Rows of the file may become who nobody is called now.
        if found.id().is_some() || kind.key != world.kind.key {
            self.named.insert(known, found.id().map_or(found, Found::There));
        }
        Ok(found)
    }

    fn look_up_or_make(
        &mut self,
        tx: &mut Tx<'_>,
        world: &World<'_>,
        (draft, is_new): (&Draft, bool),
        (kind, named, key): (&Kind, &Named, &str),
        made: &mut Made,
    ) -> Result<Found> {
        let is_firm = kind.matches.contains(&MatchBy::Title);
        let found = match is_firm {
            true => look_up(tx, world, kind, (MatchBy::Title, key), 1)?,
            // A name that several bear tells nobody apart.
            false => person(tx, world, kind, &named.name)?,
        };
        let found = match found {
            Some(id) => Some(id),
            None => look_up(tx, world, kind, (MatchBy::ExternalId, &named.name), 2)?,
        };
        if let Some(id) = found {
            return Ok(Found::There(id));
        }
        // A bare number is the id of something in another program, and no name.
        let is_number = named.name.bytes().all(|byte| byte.is_ascii_digit());
        let Some(name_field) = kind.identity.first().filter(|_| is_firm && !is_number) else {
            return Ok(Found::Nobody);
        };
        let values = Values::default().with(*name_field, named.name.as_str());
        self.set_guard(tx, world, draft, is_new)?;
        match service::create(tx, world.viewer, kind, values) {
            Ok(saved) => {
                // A rehearsal makes it anew in each chunk, and tells it once.
                let is_told = self.counted.contains(&(kind.plural, key.to_owned()));
                made.linked.push((kind.plural, key.to_owned()));
                Ok(if is_told { Found::There(saved.id) } else { Found::Made(saved.id) })
            }
            Err(Error::Invalid(_) | Error::Forbidden) => Ok(Found::Refused),
            Err(error) => Err(error),
        }
    }

    /// What somebody is in a linked record: as the file says, or the code of it where there is a list; nothing at all where
    /// it cannot be one of the list.
    pub(super) fn position(
        &mut self,
        tx: &mut Tx<'_>,
        world: &World<'_>,
        row: (&Draft, bool),
        named: &Named,
        tally: &Tally,
        made: &mut Made,
    ) -> Result<Option<Option<String>>> {
        let roles = match world.kind.field(&named.key).map(|field| &field.field_type) {
            Some(FieldType::Links(links)) => links.roles,
            _ => None,
        };
        match (roles, named.position.as_deref()) {
            (Some(list), Some(word)) if !word.is_empty() => {
                let word = Word { key: named.key.clone(), list, word: word.to_owned() };
                Ok(self.word_or_new(tx, world, row, (&Listed::plain(list), &word), tally, made)?.map(Some))
            }
            (_, position) => Ok(Some(position.map(str::to_owned))),
        }
    }
}

fn look_up(tx: &Tx<'_>, world: &World<'_>, kind: &Kind, by: (MatchBy, &str), most: usize) -> Result<Option<i64>> {
    let found = duplicates::look_up(tx, world.viewer, kind, by, &Values::default(), most)?;
    // Two with one id tell nobody apart; of firms of one name the first is as good as any.
    Ok(found.first().filter(|_| most == 1 || found.len() == 1).map(|(id, _)| *id))
}

/// The only one who is called so: by the whole name, else by the first and the last.
fn person(tx: &Tx<'_>, world: &World<'_>, kind: &Kind, name: &str) -> Result<Option<i64>> {
    let found = store::only_with_title(tx, world.viewer, kind, name)?;
    if found.is_some() || !kind.is_person {
        return Ok(found);
    }
    let parts = split_full_name(name);
    match (parts.first_name, parts.middle_name, parts.last_name) {
        (Some(first), None, Some(last)) => store::only_with_names(tx, world.viewer, kind, &first, &last),
        (Some(first), Some(middle), Some(last)) => {
            store::only_with_title(tx, world.viewer, kind, &[first, middle, last].join(" "))
        }
        _ => Ok(None),
    }
}

pub(super) fn set_link(kind: &Kind, values: &mut Values, named: &Named, id: i64, position: Option<String>) {
    let key = named.key.as_str();
    match kind.field(key).map(|field| &field.field_type) {
        Some(FieldType::Links(_)) => {
            let mut items = values.get(key).as_links().to_vec();
            // A person's position is the one in the firm that is named first, unless the file tells them apart.
            let position = match position {
                Some(position) => Some(position).filter(|position| !position.is_empty()),
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
