//! Names of records of other types: the firms of a person.

use super::{Made, Resolver, World};
use crate::kernel::text::name_key;
use crate::kernel::{Error, Result};
use crate::platform::db::Tx;
use crate::records::import::draft::{Draft, Named};
use crate::records::registry::{FieldType, Kind, MatchBy};
use crate::records::value::{LinkItem, Value, Values};
use crate::records::{duplicates, service, store};

impl Resolver {
    pub(super) fn named_or_new(
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
}

pub(super) fn set_link(kind: &Kind, values: &mut Values, named: &Named, id: i64) {
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
