//! What the ids in records stand for, read for a whole page at once.

use crate::access::Viewer;
use crate::kernel::text::fold;
use crate::kernel::{KindKey, Result};
use crate::records::options::Dictionary;
use crate::records::registry::{Field, FieldType, Registry};
use crate::records::store::sql::Sql;
use crate::records::store::titles;
use crate::records::value::{Value, Values};
use crate::records::{Kind, Record};
use rusqlite::{Connection, params_from_iter};
use std::collections::{BTreeSet, HashMap};

/// Labels of the choices of a kind, names of users, titles of linked records, hues of tags.
#[derive(Debug, Clone, Default)]
pub struct Lookup {
    pub dictionary: Dictionary,
    users: HashMap<i64, String>,
    titles: HashMap<(KindKey, i64), String>,
    hues: HashMap<String, String>,
}

impl Lookup {
    /// Everything needed to show these records: a bounded number of queries, however many records there are.
    pub fn load(
        conn: &Connection,
        registry: &Registry,
        viewer: &Viewer,
        kind: &Kind,
        records: &[Record],
    ) -> Result<Lookup> {
        Self::of_values(conn, registry, viewer, kind, records.iter().map(|record| &record.values))
    }

    /// [`Lookup::load`] for values that are not (or no longer) a record's: forms and histories.
    pub fn of_values<'v>(
        conn: &Connection,
        registry: &Registry,
        viewer: &Viewer,
        kind: &Kind,
        values: impl Iterator<Item = &'v Values> + Clone,
    ) -> Result<Lookup> {
        let mut users = BTreeSet::new();
        let mut linked: HashMap<KindKey, BTreeSet<i64>> = HashMap::new();
        let mut tags = BTreeSet::new();
        let names_others = |field: &&Field| {
            use FieldType::{Link, Links, Observers, Tags, User};
            matches!(field.field_type, User | Observers | Link { .. } | Links(_) | Tags)
        };
        for field in kind.fields.iter().filter(names_others) {
            for value in values.clone().map(|values| values.get(&field.key)) {
                match (&field.field_type, value) {
                    (FieldType::User, Value::Int(id)) => drop(users.insert(*id)),
                    (FieldType::Observers, Value::Ids(ids)) => users.extend(ids),
                    (FieldType::Link { kind, .. }, Value::Int(id)) => drop(linked.entry(kind).or_default().insert(*id)),
                    (FieldType::Links(links), Value::Links(items)) => {
                        linked.entry(links.other_kind).or_default().extend(items.iter().map(|item| item.id));
                    }
                    (FieldType::Tags, Value::Names(names)) => tags.extend(names.iter().map(|name| fold(name))),
                    _ => {}
                }
            }
        }
        let lists: BTreeSet<&'static str> = kind
            .fields
            .iter()
            .filter_map(|field| match field.field_type {
                FieldType::Choice { list } => Some(list),
                _ => None,
            })
            .collect();
        let mut lookup = Lookup {
            dictionary: Dictionary::of_lists(conn, viewer.lang, lists)?,
            users: named(conn, "SELECT id, name FROM users WHERE id IN (", &users)?,
            hues: hues(conn, &tags)?,
            titles: HashMap::new(),
        };
        for (kind, ids) in linked {
            let ids: Vec<i64> = ids.into_iter().collect();
            let found = titles(conn, viewer, &*registry.kind(kind)?, &ids)?;
            lookup.titles.extend(found.into_iter().map(|(id, title)| ((kind, id), title)));
        }
        Ok(lookup)
    }

    /// Also knows the titles that another one knows.
    pub fn add_titles(&mut self, other: Lookup) {
        self.titles.extend(other.titles);
    }

    /// For values that name nobody and nothing else.
    pub fn of_words(dictionary: Dictionary) -> Lookup {
        Lookup { dictionary, ..Lookup::default() }
    }

    pub fn user(&self, id: i64) -> Option<&str> {
        self.users.get(&id).map(String::as_str)
    }

    /// `None` for a record that is gone or that the viewer may not see.
    pub fn title(&self, kind: KindKey, id: i64) -> Option<&str> {
        self.titles.get(&(kind, id)).map(String::as_str)
    }

    /// The hue of a tag, by its name.
    pub fn hue(&self, tag: &str) -> &str {
        self.hues.get(&fold(tag)).map_or("slate", String::as_str)
    }
}

fn named(conn: &Connection, head: &'static str, ids: &BTreeSet<i64>) -> Result<HashMap<i64, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Sql::new(head);
    sql.bind_all(ids.iter().copied()).push(")");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn hues(conn: &Connection, folds: &BTreeSet<String>) -> Result<HashMap<String, String>> {
    if folds.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Sql::new("SELECT fold, color FROM tags WHERE fold IN (");
    sql.bind_all(folds.iter().cloned()).push(")");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
