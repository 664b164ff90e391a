//! Texts that many records share, such as a city: "holds" is asked of the few values there are, and the records of those
//! then come from an index, in their order, instead of being looked at one by one.

use super::condition::wanted;
use super::{Condition, ListQuery, Op};
use crate::access::{Scope, Viewer};
use crate::kernel::text::fold;
use crate::kernel::{Access, Result};
use crate::records::registry::{Field, Kind};
use crate::records::sql::{Sql, name};
use rusqlite::Connection;
use std::borrow::Cow;

/// Of more values than these, going through them is no gain. One costs a microsecond.
const FEW: usize = 300;

/// The query as the database is best asked: what [`Field::is_repeated`] holds, as the values that hold it. Those who see only
/// their own records have fewer of them than there are values.
pub(super) fn settled<'q>(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &'q ListQuery,
) -> Result<Cow<'q, ListQuery>> {
    let mut settled = Cow::Borrowed(query);
    if !query.q.is_empty() || viewer.scope(kind.key, Access::View) != Scope::All {
        return Ok(settled);
    }
    for (index, condition) in query.filter.0.iter().enumerate().filter(|(_, condition)| condition.op == Op::Has) {
        let field = kind.field(&condition.field).filter(|field| field.is_repeated);
        if let Some(field) = field
            && let Some(values) = values_with(conn, kind, field, &condition.values)?
        {
            settled.to_mut().filter.0[index] = Condition::new(&condition.field, Op::In, values);
        }
    }
    Ok(settled)
}

/// The values of a field that hold any of these texts; `None` where there are too many values to go through, and for
/// those that a filter would take for a word of its own.
fn values_with(conn: &Connection, kind: &Kind, field: &Field, texts: &[String]) -> Result<Option<Vec<String>>> {
    let texts: Vec<String> = texts.iter().map(|text| wanted(field, text)).collect();
    let (table, column) = (name(kind.plural), name(&field.key));
    // Each step seeks the next value in the index: it holds the values of live records, in order.
    let least = ["(SELECT min(", column, ") FROM ", table, " WHERE deleted_at IS NULL"].concat();
    let mut sql = Sql::new("WITH RECURSIVE seen (text) AS (SELECT ");
    sql.push(&least).push(") UNION ALL SELECT ").push(&least).push(" AND ").push(column);
    sql.push(" > seen.text) FROM seen WHERE seen.text IS NOT NULL)");
    sql.push(" SELECT text FROM seen WHERE text IS NOT NULL LIMIT ").push(&(FEW + 1).to_string());
    let mut statement = conn.prepare_cached(&sql.text)?;
    let mut rows = statement.query([])?;
    let (mut count, mut found) = (0, Vec::new());
    while let Some(row) = rows.next()? {
        let text: String = row.get(0)?;
        count += 1;
        if count > FEW || text.starts_with('@') {
            return Ok(None);
        }
        let folded = fold(&text);
        if texts.iter().any(|wanted| folded.contains(wanted.as_str())) {
            found.push(text);
        }
    }
    Ok(Some(found))
}
