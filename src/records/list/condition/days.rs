//! Comparisons with instants that may stand for whole days.

use super::reader::{Reader, Span};
use crate::kernel::{Error, Result};
use crate::records::list::filter::Op;
use crate::records::registry::Field;
use crate::records::store::sql::{Sql, name};
use rusqlite::types::Value as SqlValue;

/// A comparison with an instant that may stand for a whole day, which is not that of the viewer's zone: what the two have
/// in common narrows the range of an index, and each row is then compared as what it is.
pub(super) fn compared(column: &str, field: &Field, op: Op, [instants, days]: [Span; 2]) -> Sql {
    let end = |span: &Span| span.end.clone().unwrap_or_else(|| span.start.clone());
    let has_end = instants.end.is_some();
    let starts = [instants.start.clone(), days.start.clone()];
    let ends = [end(&instants), end(&days)];
    let bounds = match op {
        Op::Eq if has_end => vec![(">=", starts), ("<", ends)],
        Op::Eq => vec![("=", starts)],
        Op::Ge => vec![(">=", starts)],
        Op::Lt => vec![("<", starts)],
        Op::Gt if has_end => vec![(">=", ends)],
        Op::Gt => vec![(">", starts)],
        _ if has_end => vec![("<", ends)],
        _ => vec![("<=", starts)],
    };
    bounded(column, &field.key, bounds)
}

/// Bounds, each for instants and for what stands for a whole day: such an instant is the last of a day in UTC.
fn bounded(column: &str, key: &str, bounds: Vec<(&str, [SqlValue; 2])>) -> Sql {
    let at = |value: &SqlValue| if let SqlValue::Integer(at) = value { *at } else { 0 };
    let mut sql = Sql::default();
    for (compare, [instant, day]) in bounds {
        let (least, most) = (at(&instant).min(at(&day)), at(&instant).max(at(&day)));
        sql.push(if sql.text.is_empty() { "(" } else { " AND " }).push(column);
        match compare {
            "=" => drop(sql.push(" BETWEEN ").bind(least).push(" AND ").bind(most)),
            _ => drop(sql.push(" ").push(compare).push(" ").bind(if compare.starts_with('<') { most } else { least })),
        }
        let own = ["+r.", name(key)].concat();
        sql.push(" AND ").push(&own).push(" ").push(compare).push(" ").append(of_each(&own, [instant, day]));
    }
    sql.push(")");
    sql
}

/// The value that a row is compared with, by what it holds itself.
pub(super) fn of_each(column: &str, [instant, day]: [SqlValue; 2]) -> Sql {
    let mut sql = Sql::new(["iif(", column, " % 86400000 = 86399999, "].concat());
    sql.bind(day).push(", ").bind(instant).push(")");
    sql
}

/// From when on something is late, and where the day after the viewer's begins: for instants and for days.
pub(super) fn turns(reader: &Reader<'_>) -> Result<[[SqlValue; 2]; 2]> {
    let span = |text: &str, of_days| reader.instant(text, of_days).ok_or_else(|| reader.bad(text));
    let end = |of_days| Ok::<_, Error>(span("today", of_days)?.end.unwrap_or(SqlValue::Null));
    Ok([[span("now", false)?.start, span("now", true)?.start], [end(false)?, end(true)?]])
}

/// What comes next, by how soon it is.
pub(super) fn planned(column: &str, soon: &str, reader: &Reader<'_>) -> Result<Sql> {
    let [now, tomorrow] = turns(reader)?;
    let bounds = match soon {
        "overdue" => vec![("<", now)],
        "today" => vec![(">=", now), ("<", tomorrow)],
        "later" => vec![(">=", tomorrow)],
        _ => return Err(reader.bad(soon)),
    };
    Ok(bounded(column, &reader.field.key, bounds))
}
