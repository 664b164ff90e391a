//! What stands in which column of a file.

use crate::access::Viewer;
use crate::kernel::Result;
use crate::records::import::targets;
use crate::records::registry::{Field, FieldType, Kind};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// One column: a field or a part of one.
#[derive(Debug, Clone)]
pub struct Column {
    pub title: String,
    pub key: String,
    pub part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// The ways to reach somebody that bear this label.
    Label(&'static str),
    /// What a person is in each of the linked firms, in their order.
    Positions,
}

/// The columns of the fields named, else of all fields: then a column for each label of telephones and the like, one for
/// positions, and the id in the former system, so that an import takes back what the file says.
pub fn of(conn: &Connection, viewer: &Viewer, kind: &Kind, chosen: Option<&[String]>) -> Result<Vec<Column>> {
    let lang = viewer.lang;
    let plain = |field: &Field| Column {
        title: targets::title(field, None, lang),
        key: field.key.to_string(),
        part: Part::Whole,
    };
    if let Some(chosen) = chosen {
        let title = kind.fields.iter().find(|field| Some(field.key.as_ref()) == kind.identity.first().copied());
        let name = Column { title: (kind.names.one)(lang).to_owned(), key: TITLE.to_owned(), part: Part::Whole };
        let name = match (title, kind.identity) {
            (Some(field), [_]) => plain(field),
            _ => name,
        };
        let others = chosen.iter().filter_map(|key| kind.field(key)).filter(|field| field.key != name.key);
        return Ok([name.clone()].into_iter().chain(others.map(plain)).collect());
    }
    let mut columns = Vec::new();
    for field in &kind.fields {
        let FieldType::Points(channel) = field.field_type else {
            columns.push(plain(field));
            if targets::has_positions(field) {
                let title = targets::title_of_positions(field, lang);
                columns.push(Column { title, key: field.key.to_string(), part: Part::Positions });
            }
            continue;
        };
        let used = labels(conn, kind, channel.code())?;
        let labels = channel.labels().iter().enumerate();
        for (_, label) in labels.filter(|(at, label)| *at == 0 || used.contains(**label)) {
            columns.push(Column {
                title: targets::title(field, Some(label), lang),
                key: field.key.to_string(),
                part: Part::Label(label),
            });
        }
    }
    Ok(columns)
}

/// What a record is called, as a column of its own where no field holds it.
pub const TITLE: &str = "title";

/// The fields that must be read for these columns, with the currencies of sums.
pub fn fields<'k>(kind: &'k Kind, columns: &[Column]) -> Vec<&'k Field> {
    let mut keys: BTreeSet<&str> = columns.iter().map(|column| column.key.as_str()).collect();
    for field in &kind.fields {
        if let FieldType::Money { currency } = field.field_type
            && keys.contains(field.key.as_ref())
        {
            keys.insert(currency);
        }
    }
    kind.fields.iter().filter(|field| keys.contains(field.key.as_ref())).collect()
}

fn labels(conn: &Connection, kind: &Kind, channel: &str) -> Result<BTreeSet<String>> {
    let mut statement =
        conn.prepare_cached("SELECT DISTINCT label FROM contact_points WHERE owner_kind = ?1 AND channel = ?2")?;
    let rows = statement.query_map((kind.key, channel), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
