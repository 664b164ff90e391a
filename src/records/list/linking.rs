//! The latest records that name another, for its card: one statement, where a list would ask several.

use super::{CAP, ListQuery, count_capped};
use crate::access::Viewer;
use crate::kernel::{Access, Error, Result, Timestamp};
use crate::platform::i18n::Count;
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::sql::{Sql, name};
use crate::records::store::{access, load};
use crate::records::value::Record;
use anyhow::anyhow;
use rusqlite::Connection;

/// Records of a kind that name another.
pub struct Linking {
    /// The latest, not more than were wanted.
    pub records: Vec<Record>,
    pub count: Count,
}

/// The `most` latest live records, with the fields named, whose field `link` names the record `id`, and how many there are.
/// That the viewer may view the record itself is known already.
pub fn linking(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    (link, id): (&str, i64),
    keys: &[&str],
    most: usize,
    now: Timestamp,
) -> Result<Linking> {
    let fields: Vec<&Field> = keys.iter().filter_map(|key| kind.field(key)).collect();
    let mut records = load(conn, Some(viewer), kind, &fields, latest(viewer, kind, link, id, most + 1)?)?;
    let count = if records.len() > most {
        let query = ListQuery::parse(kind, None, Some(&format!("{link}:in:{id}")), None)?;
        count_capped(conn, viewer, kind, &query, now)?
    } else {
        records.len()
    };
    records.truncate(most);
    Ok(Linking { records, count: Count::capped(count as i64, CAP as i64) })
}

/// All that follows `FROM table r`.
fn latest(viewer: &Viewer, kind: &Kind, link: &str, id: i64, limit: usize) -> Result<Sql> {
    let mut sql = Sql::new(" WHERE r.");
    // The plus has the few pairs of the record lead to its records: without it SQLite goes through all there are, by age.
    let age = match kind.field(link).map(|field| &field.field_type) {
        Some(FieldType::Link { .. }) => {
            sql.push(name(link)).push(" = ").bind(id);
            "r.created_at"
        }
        Some(FieldType::Links(links)) => {
            sql.push("id IN (SELECT ").push(name(links.own)).push(" FROM ").push(name(links.table)).push(" WHERE ");
            sql.push(name(links.other)).push(" = ").bind(id).push(")");
            "+r.created_at"
        }
        _ => return Err(Error::Internal(anyhow!("{link} of {} is no link", kind.key))),
    };
    sql.push(" AND r.deleted_at IS NULL").and(access::looked_at(viewer, kind.key, Access::View));
    sql.push(" ORDER BY ").push(age).push(" DESC, r.id DESC LIMIT ").bind(limit as i64);
    Ok(sql)
}
