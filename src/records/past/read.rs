//! All that there is to know of a record of the past, read to be shown and to be brought back.

use super::find;
use crate::access::Viewer;
use crate::kernel::{KindKey, Result, Timestamp};
use crate::platform::events::Row;
use crate::platform::files::BlobHash;
use crate::records::registry::{Field, FieldType, Kind, LinkTable, Registry};
use crate::records::show::{self, Lookup, Reader};
use crate::records::sql::{Sql, name};
use crate::records::store::{children, rows};
use crate::records::value::{Record, Value};
use rusqlite::{Connection, params_from_iter};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Records that are about a record come back with it: so many at most.
const MOST_ALONG: usize = 200;

/// Records that pointed at it are linked to it again: so many of each field at most.
const MOST_POINTING: usize = 500;

/// A record as it was at one moment.
#[derive(Debug, Clone)]
pub struct Past {
    /// When that was.
    pub at: Timestamp,
    pub kind: KindKey,
    pub record: Record,
    /// Its values in words, by field key.
    pub texts: HashMap<String, String>,
    /// What hung on it, in the order in which it can be put back.
    pub beside: Vec<Beside>,
    /// Records that pointed at it.
    pub pointing: Vec<Pointing>,
    /// Records that were about it, by themselves.
    pub along: Vec<Past>,
    /// When what it names was made, and what that was called: by table and id.
    pub names: HashMap<(String, i64), (i64, String)>,
}

/// A row of a table beside that of the records.
#[derive(Debug, Clone)]
pub struct Beside {
    pub table: &'static str,
    pub id: i64,
    pub row: Row,
    /// Its columns that point at other records, and the tables of these.
    pub refers: Vec<(&'static str, &'static str)>,
    /// What it says is gathered from other deeds: no part of what is noted.
    pub is_gathered: bool,
}

/// A record whose field led here.
#[derive(Debug, Clone)]
pub struct Pointing {
    pub kind: KindKey,
    pub table: &'static str,
    pub id: i64,
    pub title: String,
    /// When it was made.
    pub created_at: i64,
    pub field: String,
}

impl Past {
    /// The rows of one table.
    pub fn of_table<'p>(&'p self, table: &'p str) -> impl Iterator<Item = &'p Row> {
        self.beside.iter().filter(move |beside| beside.table == table).map(|beside| &beside.row)
    }

    /// The files that hung on it and on what comes along, by the hash of their bytes.
    pub fn blobs(&self) -> BTreeSet<BlobHash> {
        let is_there = |row: &&Row| row.get("deleted_at").is_none_or(serde_json::Value::is_null);
        let hash = |row: &Row| row.get("sha256")?.as_str()?.parse().ok();
        let own = self.of_table("attachments").filter(is_there).filter_map(hash);
        own.chain(self.along.iter().flat_map(Past::blobs)).collect()
    }
}

/// The record, if it was there, also in the bin; in the words of a reader.
pub fn read(
    then: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    reader: &Reader,
    (kind, id): (&Kind, i64),
    at: Timestamp,
) -> Result<Option<Past>> {
    let Some(mut past) = read_alone(then, registry, viewer, reader, (kind, id), at)? else { return Ok(None) };
    let about: Vec<(KindKey, i64)> = past
        .pointing
        .iter()
        .filter(|pointing| is_reference(registry, pointing))
        .map(|pointing| (pointing.kind, pointing.id))
        .take(MOST_ALONG)
        .collect();
    for (key, id) in about {
        let kind = registry.kind(key)?;
        past.along.extend(read_alone(then, registry, viewer, reader, (&kind, id), at)?);
    }
    Ok(Some(past))
}

fn is_reference(registry: &Registry, pointing: &Pointing) -> bool {
    let kind = registry.kind(pointing.kind);
    let field = kind.as_ref().ok().and_then(|kind| kind.field(&pointing.field));
    field.is_some_and(|field| matches!(field.field_type, FieldType::Reference(_)))
}

fn read_alone(
    then: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    reader: &Reader,
    (kind, id): (&Kind, i64),
    at: Timestamp,
) -> Result<Option<Past>> {
    let Some(record) = find(then, kind, id)? else { return Ok(None) };
    let lookup = Lookup::load(then, registry, viewer, kind, std::slice::from_ref(&record))?;
    let text = |field: &Field| (field.key.to_string(), show::text(reader, field, &record.values, &lookup));
    let texts = kind.fields.iter().map(text).collect();
    let beside = beside(then, registry, kind, id)?;
    let pointing = pointing(then, registry, kind, id)?;
    let names = names(then, kind, &record, &beside)?;
    Ok(Some(Past { at, kind: kind.key, record, texts, beside, pointing, along: Vec::new(), names }))
}

fn beside(then: &Connection, registry: &Registry, kind: &Kind, id: i64) -> Result<Vec<Beside>> {
    let mut found = Vec::new();
    let mut add = |table, condition: Sql, refers: &[(&'static str, &'static str)], is_gathered| -> Result<()> {
        let rows = rows::all(then, table, condition)?.into_iter();
        found.extend(rows.map(|(id, row)| Beside { table, id, row, refers: refers.to_vec(), is_gathered }));
        Ok(())
    };
    let owned = || {
        let mut sql = Sql::new("owner_kind = ");
        sql.bind(kind.key.to_owned()).push(" AND owner_id = ").bind(id);
        sql
    };
    for table in children::OWNED {
        let refers: &[_] = match table {
            "record_observers" | "comments" => &[("user_id", "users")],
            "attachments" => &[("created_by", "users")],
            _ => &[],
        };
        add(table, owned(), refers, false)?;
    }
    let mut of_comments = Sql::new("comment_id IN (SELECT id FROM comments WHERE ");
    of_comments.append(owned()).push(")");
    add("comment_mentions", of_comments, &[("user_id", "users")], false)?;
    for (table, other_table) in pairs(registry, kind) {
        let mut sql = Sql::new(name(table.own));
        sql.push(" = ").bind(id);
        add(table.table, sql, &[(table.other, other_table)], false)?;
    }
    for (table, column) in kind.gathered {
        let mut sql = Sql::new(name(column));
        sql.push(" = ").bind(id);
        add(table, sql, &[], true)?;
    }
    Ok(found)
}

/// The tables of pairs that a record of this kind may stand in, from its end: its own, and those that others declare.
pub(in crate::records) fn pairs(registry: &Registry, kind: &Kind) -> Vec<(LinkTable, &'static str)> {
    let mut found: BTreeMap<&'static str, LinkTable> = BTreeMap::new();
    for other in registry.kinds().iter() {
        for field in &other.fields {
            match field.field_type {
                FieldType::Links(table) if other.key == kind.key => drop(found.insert(table.table, table)),
                FieldType::Links(table) if table.other_kind == kind.key => {
                    found.entry(table.table).or_insert_with(|| table.reversed(other.key, other.plural));
                }
                _ => {}
            }
        }
    }
    found.into_values().map(|table| (table, table.other_table)).collect()
}

fn pointing(then: &Connection, registry: &Registry, kind: &Kind, id: i64) -> Result<Vec<Pointing>> {
    let mut found = Vec::new();
    for other in registry.kinds().iter() {
        for field in &other.fields {
            let mut sql = Sql::new("SELECT r.id, r.title, r.created_at FROM ");
            sql.push(name(other.plural)).push(" r WHERE r.").push(name(&field.key)).push(" = ");
            match &field.field_type {
                FieldType::Link { kind: to, .. } if *to == kind.key => sql.bind(id),
                FieldType::Reference(targets) if targets.iter().any(|target| target.kind == kind.key) => {
                    sql.bind(format!("{}/{id}", kind.key))
                }
                _ => continue,
            };
            sql.push(" ORDER BY r.id DESC LIMIT ").bind(MOST_POINTING as i64);
            let mut statement = then.prepare_cached(&sql.text)?;
            let rows = statement.query_map(params_from_iter(sql.params), |row| {
                Ok(Pointing {
                    kind: other.key,
                    table: other.plural,
                    id: row.get(0)?,
                    title: row.get(1)?,
                    created_at: row.get(2)?,
                    field: field.key.to_string(),
                })
            })?;
            found.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        }
    }
    Ok(found)
}

/// What the record and the rows beside it name.
fn names(
    then: &Connection,
    kind: &Kind,
    record: &Record,
    beside: &[Beside],
) -> Result<HashMap<(String, i64), (i64, String)>> {
    let mut named: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    for field in &kind.fields {
        match (&field.field_type, record.values.get(&field.key)) {
            (FieldType::User, Value::Int(id)) => drop(named.entry("users").or_default().insert(*id)),
            (FieldType::Observers, Value::Ids(ids)) => named.entry("users").or_default().extend(ids),
            (FieldType::Link { table, .. }, Value::Int(id)) => drop(named.entry(table).or_default().insert(*id)),
            (FieldType::Links(table), Value::Links(items)) => {
                named.entry(table.other_table).or_default().extend(items.iter().map(|item| item.id));
            }
            (reference @ FieldType::Reference(_), Value::Text(text)) => {
                if let Some((target, id)) = reference.target(text) {
                    named.entry(target.table).or_default().insert(id);
                }
            }
            _ => {}
        }
    }
    for (beside, (column, table)) in beside.iter().flat_map(|beside| beside.refers.iter().map(move |to| (beside, *to)))
    {
        named.entry(table).or_default().extend(beside.row.get(column).and_then(serde_json::Value::as_i64));
    }
    let tags = beside.iter().filter(|beside| beside.table == "record_tags");
    named.entry("tags").or_default().extend(tags.filter_map(|tag| tag.row.get("tag_id")?.as_i64()));
    let mut names = HashMap::new();
    for (table, ids) in named {
        let columns = match table {
            "users" => "created_at, name",
            "tags" => "0, name",
            _ => "created_at, title",
        };
        let mut sql = Sql::new(["SELECT id, ", columns, " FROM ", name(table), " WHERE id IN ("].concat());
        sql.bind_all(ids).push(")");
        let mut statement = then.prepare_cached(&sql.text)?;
        let rows = statement.query_map(params_from_iter(sql.params), |row| {
            Ok(((table.to_owned(), row.get(0)?), (row.get(1)?, row.get(2)?)))
        })?;
        names.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(names)
}
