//! All that there is to know of a record of the past, read to be shown and to be brought back.

use super::find;
use super::names::names;
use crate::access::Viewer;
use crate::kernel::{KindKey, Result, Timestamp};
use crate::platform::events::Row;
use crate::platform::files::BlobHash;
use crate::records::registry::{Field, FieldType, Kind, LinkTable, Registry};
use crate::records::show::{self, Lookup, Reader};
use crate::records::sql::{Sql, name};
use crate::records::store::{children, rows};
use crate::records::value::Record;
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
    /// Of which there were too many.
    pub cut: Vec<Cut>,
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

/// Records of a kind that led here, of which only the newest are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    pub kind: KindKey,
    pub most: usize,
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

/// Where the past is read, and for whom.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub then: &'a Connection,
    pub registry: &'a Registry,
    pub viewer: &'a Viewer,
    /// In whose words.
    pub reader: &'a Reader,
    /// The moment it is of.
    pub at: Timestamp,
}

/// The record, if it was there, also in the bin.
pub fn read(reading: Reading<'_>, kind: &Kind, id: i64) -> Result<Option<Past>> {
    let Some(mut past) = read_alone(reading, kind, id)? else { return Ok(None) };
    let about = past.pointing.iter().filter(|pointing| is_reference(reading.registry, pointing));
    let mut about: Vec<(KindKey, i64)> = about.map(|pointing| (pointing.kind, pointing.id)).collect();
    if let Some((key, _)) = about.get(MOST_ALONG) {
        past.cut.retain(|cut| cut.kind != *key);
        past.cut.push(Cut { kind: key, most: MOST_ALONG });
        about.truncate(MOST_ALONG);
    }
    for (key, id) in about {
        let kind = reading.registry.kind(key)?;
        past.along.extend(read_alone(reading, &kind, id)?);
    }
    Ok(Some(past))
}

fn is_reference(registry: &Registry, pointing: &Pointing) -> bool {
    let kind = registry.kind(pointing.kind);
    let field = kind.as_ref().ok().and_then(|kind| kind.field(&pointing.field));
    field.is_some_and(|field| matches!(field.field_type, FieldType::Reference(_)))
}

fn read_alone(reading: Reading<'_>, kind: &Kind, id: i64) -> Result<Option<Past>> {
    let Reading { then, registry, viewer, reader, at } = reading;
    let Some(record) = find(then, kind, id)? else { return Ok(None) };
    let lookup = Lookup::load(then, registry, viewer, kind, std::slice::from_ref(&record))?;
    let text = |field: &Field| (field.key.to_string(), show::text(reader, field, &record.values, &lookup));
    let texts = kind.fields.iter().map(text).collect();
    let beside = beside(then, registry, kind, id)?;
    let (pointing, cut) = pointing(then, registry, kind, id)?;
    let names = names(then, kind, &record, &beside)?;
    Ok(Some(Past { at, kind: kind.key, record, texts, beside, pointing, along: Vec::new(), cut, names }))
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

/// The newest of each field, and of which kinds there were more.
fn pointing(then: &Connection, registry: &Registry, kind: &Kind, id: i64) -> Result<(Vec<Pointing>, Vec<Cut>)> {
    let (mut found, mut cut) = (Vec::new(), Vec::new());
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
            sql.push(" ORDER BY r.id DESC LIMIT ").bind(MOST_POINTING as i64 + 1);
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
            let mut rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            if rows.len() > MOST_POINTING {
                rows.truncate(MOST_POINTING);
                cut.push(Cut { kind: other.key, most: MOST_POINTING });
            }
            found.extend(rows);
        }
    }
    Ok((found, cut))
}
