//! What the ids in records stand for, read for a whole page at once.

use crate::access::Viewer;
use crate::kernel::text::fold;
use crate::kernel::{KindKey, Result};
use crate::platform::ui::who;
use crate::records::options::Dictionary;
use crate::records::registry::{Field, FieldType, Registry};
use crate::records::store::sql::Sql;
use crate::records::store::{ById, Titles, titles};
use crate::records::value::{Value, Values};
use crate::records::{Kind, Record};
use maud::Markup;
use rusqlite::{Connection, params_from_iter};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

#[derive(Debug, Clone)]
struct Person {
    name: String,
    has_left: bool,
    drawn: OnceCell<Markup>,
}

/// Labels of choices, names of users, titles of linked records, hues of tags.
#[derive(Debug, Clone, Default)]
pub struct Lookup {
    pub dictionary: Arc<Dictionary>,
    users: ById<Person>,
    titles: Titles,
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

    /// [`Lookup::load`] of one record, where titles were come upon as it was read.
    pub fn of_record(
        conn: &Connection,
        registry: &Registry,
        viewer: &Viewer,
        kind: &Kind,
        record: &Record,
        titles: Titles,
    ) -> Result<Lookup> {
        let mut lookup = Lookup { titles, ..Lookup::of_words(Dictionary::load(conn, viewer.lang)?) };
        lookup.learn(conn, registry, viewer, kind, std::iter::once(&record.values))?;
        Ok(lookup)
    }

    /// [`Lookup::load`] for values that are not (or no longer) a record's: forms and histories.
    pub fn of_values<'v>(
        conn: &Connection,
        registry: &Registry,
        viewer: &Viewer,
        kind: &Kind,
        values: impl Iterator<Item = &'v Values> + Clone,
    ) -> Result<Lookup> {
        let mut lookup = Lookup::of_words(Dictionary::load(conn, viewer.lang)?);
        lookup.learn(conn, registry, viewer, kind, values)?;
        Ok(lookup)
    }

    /// Also finds whom and what these values name, unless it is known.
    pub fn learn<'v>(
        &mut self,
        conn: &Connection,
        registry: &Registry,
        viewer: &Viewer,
        kind: &Kind,
        values: impl Iterator<Item = &'v Values> + Clone,
    ) -> Result<()> {
        let mut users = BTreeSet::new();
        let mut linked: BTreeSet<(KindKey, i64)> = BTreeSet::new();
        let mut tags = BTreeSet::new();
        let names_others = |field: &&Field| {
            use FieldType::{Link, Links, Observers, Reference, Tags, User};
            matches!(field.field_type, User | Observers | Link { .. } | Links(_) | Reference(_) | Tags)
        };
        for field in kind.fields.iter().filter(names_others) {
            for value in values.clone().map(|values| values.get(&field.key)) {
                match (&field.field_type, value) {
                    (FieldType::User, Value::Int(id)) => drop(users.insert(*id)),
                    (FieldType::Observers, Value::Ids(ids)) => users.extend(ids),
                    (FieldType::Link { kind, .. }, Value::Int(id)) => drop(linked.insert((kind, *id))),
                    (FieldType::Links(links), Value::Links(items)) => {
                        linked.extend(items.iter().map(|item| (links.other_kind, item.id)));
                    }
                    (reference @ FieldType::Reference(_), Value::Text(text)) => {
                        linked.extend(reference.target(text).map(|(target, id)| (target.kind, id)));
                    }
                    (FieldType::Tags, Value::Names(names)) => tags.extend(names.iter().map(|name| fold(name))),
                    _ => {}
                }
            }
        }
        users.retain(|id| !self.users.contains_key(id));
        linked.retain(|link| !self.titles.contains_key(link));
        tags.retain(|tag| !self.hues.contains_key(tag));
        self.users.extend(named(conn, &users)?);
        self.hues.extend(hues(conn, &tags)?);
        let mut ids: BTreeMap<KindKey, Vec<i64>> = BTreeMap::new();
        for (kind, id) in linked {
            ids.entry(kind).or_default().push(id);
        }
        for (kind, ids) in ids {
            let found = titles(conn, viewer, &*registry.kind(kind)?, &ids)?;
            self.titles.extend(found.into_iter().map(|(id, title)| ((kind, id), title)));
        }
        Ok(())
    }

    /// Notes titles that were come upon elsewhere.
    pub fn note(&mut self, titles: Titles) {
        self.titles.extend(titles);
    }

    /// For values that name nobody and nothing else.
    pub fn of_words(dictionary: Arc<Dictionary>) -> Lookup {
        Lookup { dictionary, ..Lookup::default() }
    }

    pub fn user(&self, id: i64) -> Option<&str> {
        self.users.get(&id).map(|person| person.name.as_str())
    }

    /// The user with the avatar: drawn once, however many rows show it.
    pub fn who(&self, id: i64) -> Option<&Markup> {
        self.users.get(&id).map(|person| person.drawn.get_or_init(|| who(&person.name)))
    }

    /// Whether this user is disabled: their name stays where it was.
    pub fn has_left(&self, id: i64) -> bool {
        self.users.get(&id).is_some_and(|person| person.has_left)
    }

    /// `None` for a record that is gone or that the viewer may not see.
    pub fn title(&self, kind: KindKey, id: i64) -> Option<&str> {
        self.titles.get(&(kind, id)).map(String::as_str)
    }

    /// What a reference points at and how that is called; `None` as for [`Lookup::title`].
    pub fn referenced(&self, field: &Field, text: &str) -> Option<(KindKey, i64, &str)> {
        let (target, id) = field.field_type.target(text)?;
        Some((target.kind, id, self.title(target.kind, id)?))
    }

    /// The hue of a tag, by its name.
    pub fn hue(&self, tag: &str) -> &str {
        self.hues.get(&fold(tag)).map_or("slate", String::as_str)
    }
}

fn named(conn: &Connection, ids: &BTreeSet<i64>) -> Result<ById<Person>> {
    if ids.is_empty() {
        return Ok(ById::default());
    }
    let mut sql = Sql::new("SELECT id, name, disabled_at IS NOT NULL FROM users WHERE id IN (");
    sql.bind_all(ids.iter().copied()).push(")");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| {
        Ok((row.get(0)?, Person { name: row.get(1)?, has_left: row.get(2)?, drawn: OnceCell::new() }))
    })?;
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
