//! Names of the office's own people.

use super::{Made, Resolver, World, warning};
use crate::kernel::Result;
use crate::kernel::text::fold;
use crate::records::import::draft::People;
use crate::records::import::model::Warning;
use crate::records::import::reading::values::without_id;
use crate::records::registry::FieldType;
use crate::records::value::{Value, Values};
use rusqlite::Connection;
use std::collections::HashMap;

/// Who can be given work, by names and e-mails.
pub(super) fn all(conn: &Connection) -> Result<HashMap<String, i64>> {
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
    Ok(people)
}

impl Resolver {
    /// The member of staff with this name or e-mail, whatever the order of the names.
    pub fn person(&self, name: &str) -> Option<i64> {
        let name = without_id(name);
        self.people.get(&person_key(name)).or_else(|| self.people.get(&fold(name))).copied()
    }

    /// Whom nobody here is called, or whom the importing user may not make responsible, is the importing user.
    pub(super) fn people(
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

/// The words of a name in any order: «Соколова Анна» is «Анна Соколова».
fn person_key(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}
