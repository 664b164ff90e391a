//! Records that may be the same person or firm as the one about to be written.
//!
//! A kind says by what its records are recognised, surest first ([`MatchBy`]). A name, a telephone or an address says
//! nothing where both have a tax number and the two differ: those are two firms. Each of these is one look into an index,
//! so an import can ask it for every row. Records in the bin and those the viewer may not view are never found.

use crate::access::Viewer;
use crate::kernel::{Access, Result, tax_id, text};
use crate::records::registry::{Channel, Field, FieldType, Kind, MatchBy};
use crate::records::store::access;
use crate::records::store::sql::{Sql, name};
use crate::records::value::Values;
use rusqlite::{Connection, params_from_iter};

/// A record that is perhaps the same, and what says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    pub id: i64,
    pub title: String,
    pub by: MatchBy,
}

/// The records that `values` may describe once more: surest first, among equals the oldest; each once, at most `limit`.
/// `except` is the record the values belong to.
pub fn find(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    values: &Values,
    except: Option<i64>,
    limit: usize,
) -> Result<Vec<Duplicate>> {
    let mut found: Vec<Duplicate> = Vec::new();
    for (by, key) in keys(kind, values) {
        if found.len() >= limit {
            break;
        }
        // Room for those that are found already, or not wanted.
        for (id, title) in look_up(conn, viewer, kind, (by, &key), values, found.len() + limit + 1)? {
            let is_new = Some(id) != except && found.iter().all(|known| known.id != id);
            if is_new && found.len() < limit {
                found.push(Duplicate { id, title, by });
            }
        }
    }
    Ok(found)
}

/// All that these values are recognised by, surest first, as it is compared.
pub fn keys(kind: &Kind, values: &Values) -> Vec<(MatchBy, String)> {
    kind.matches.iter().flat_map(|by| sought(kind, *by, values).into_iter().map(|key| (*by, key))).collect()
}

/// The tax number, as it is compared. Where two have one and they differ, they are two, whatever else they share.
pub fn number(kind: &Kind, values: &Values) -> Option<String> {
    tax_number(kind, values).map(|(_, key)| key)
}

/// The field and the number, where there is one.
fn tax_number(kind: &Kind, values: &Values) -> Option<(&'static str, String)> {
    let mut fields = kind.matches.iter().filter_map(|by| match by {
        MatchBy::TaxId(field) => Some(*field),
        _ => None,
    });
    fields.find_map(|field| Some((field, tax_key(values.text(field)?))).filter(|(_, key)| !key.is_empty()))
}

/// Ids and titles of the records with this one of the [`keys`] of `values`, oldest first.
pub fn look_up(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    (by, key): (MatchBy, &str),
    values: &Values,
    limit: usize,
) -> Result<Vec<(i64, String)>> {
    let mut sql = match by {
        MatchBy::Phone | MatchBy::Email => by_point(kind, by, key),
        MatchBy::ExternalId => by_column(kind, "external_id", key),
        MatchBy::TaxId(column) => by_column(kind, column, key),
        MatchBy::Title => by_column(kind, "title_key", key),
    };
    if let MatchBy::Title | MatchBy::Phone | MatchBy::Email = by
        && let Some((field, number)) = tax_number(kind, values)
    {
        sql.push(" AND coalesce(r.").push(name(field)).push(", '') IN ('', ").bind(number).push(")");
    }
    sql.push(" AND r.deleted_at IS NULL AND ").append(access::condition(viewer, kind.key, Access::View));
    // Newer ones follow in the order of the index: nothing is sorted, however many there are.
    sql.push(if by.channel().is_some() { " ORDER BY p.id" } else { " ORDER BY r.id" });
    sql.push(" LIMIT ").bind(limit as i64);
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What these values are recognised by in this way: the texts the index is asked for, or none.
fn sought(kind: &Kind, by: MatchBy, values: &Values) -> Vec<String> {
    let text = |key: &str| values.text(key).filter(|text| !text.is_empty());
    match by {
        MatchBy::ExternalId => text("external_id").map(str::to_owned).into_iter().collect(),
        MatchBy::TaxId(key) => text(key).map(tax_key).into_iter().filter(|key| !key.is_empty()).collect(),
        MatchBy::Title => {
            Some(text::name_key(&(kind.title)(values))).filter(|key| !key.is_empty()).into_iter().collect()
        }
        MatchBy::Phone | MatchBy::Email => {
            let is_of_channel =
                |field: &&Field| matches!(field.field_type, FieldType::Points(c) if Some(c) == by.channel());
            let fields = kind.fields.iter().filter(is_of_channel);
            fields.flat_map(|field| values.get(&field.key).as_points()).map(|point| point.value.clone()).collect()
        }
    }
}

fn by_column(kind: &Kind, column: &str, sought: &str) -> Sql {
    let mut sql = Sql::new("SELECT r.id, r.title FROM ");
    sql.push(name(kind.plural)).push(" r WHERE r.").push(name(column)).push(" = ").bind(sought.to_owned());
    sql
}

fn by_point(kind: &Kind, by: MatchBy, sought: &str) -> Sql {
    // CROSS: the point is looked up first, whatever SQLite believes to know about the tables.
    let mut sql = Sql::new("SELECT r.id, r.title FROM contact_points p CROSS JOIN ");
    sql.push(name(kind.plural)).push(" r ON r.id = p.owner_id WHERE p.channel = ");
    sql.bind(by.channel().map_or("", Channel::code).to_owned()).push(" AND p.value = ").bind(sought.to_owned());
    sql.push(" AND p.owner_kind = ").bind(kind.key.to_owned());
    sql
}

/// Tax numbers as they are kept, so that they can be compared: without the spaces and hyphens people put into them.
pub fn tidy_tax_ids(kind: &Kind, values: &mut Values) {
    for by in kind.matches {
        if let MatchBy::TaxId(key) = by
            && let Some(written) = values.text(key)
        {
            let kept = tax_key(written);
            if kept != written {
                values.set(*key, kept.as_str());
            }
        }
    }
}

fn tax_key(written: &str) -> String {
    tax_id::compact(written).to_ascii_uppercase()
}

impl MatchBy {
    /// As import reports and the API write it.
    pub fn code(self) -> &'static str {
        match self {
            MatchBy::ExternalId => "id",
            MatchBy::TaxId(_) => "tax_id",
            MatchBy::Title => "name",
            MatchBy::Phone => "phone",
            MatchBy::Email => "email",
        }
    }

    fn channel(self) -> Option<Channel> {
        match self {
            MatchBy::Phone => Some(Channel::Phone),
            MatchBy::Email => Some(Channel::Email),
            _ => None,
        }
    }
}
