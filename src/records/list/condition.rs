//! Conditions as SQL, by the type of the field.

mod beside;
mod days;
mod reader;

use super::filter::{Condition, Filter, Op};
use crate::access::Viewer;
use crate::kernel::text::fold;
use crate::kernel::{Error, Result, Timestamp, UserId};
use crate::records::registry::{Channel, Field, FieldType, Kind};
use crate::records::search;
use crate::records::store::sql::{Sql, name};
use beside::{link, membership, points, referenced, tags, visible};
use reader::{Reader, Span};

/// Whether the index that answers this condition also gives the rows in the order of `column`: it holds one value of a
/// choice or a person, then the time of creation.
pub(super) fn keeps_order(condition: &Condition, column: &str) -> bool {
    condition.field == column || (column == "created_at" && is_of_one(condition))
}

/// Whether one value is asked for.
pub(super) fn is_of_one(condition: &Condition) -> bool {
    let is_one = condition.values.len() == 1 && !condition.values[0].starts_with('@');
    is_one && matches!(condition.op, Op::Eq | Op::In)
}

/// What the index of search offers of rows that may hold the text of this condition, and that this person, if one is
/// named, may see as their own: [`search::candidates`]. `None` where it would not be all of them, or where the text is too
/// short.
pub(super) fn candidates(kind: &Kind, condition: &Condition, own_of: Option<UserId>) -> Option<Sql> {
    let field = kind.field(&condition.field).filter(|field| field.is_searchable && condition.op == Op::Has)?;
    let [value] = condition.values.as_slice() else { return None };
    search::candidates(kind, &wanted(field, value), own_of)
}

/// Whether the text leaves nothing to look for in this field: a phone number without a digit.
pub fn is_blank(field: &Field, value: &str) -> bool {
    matches!(field.field_type, FieldType::Points(Channel::Phone)) && wanted(field, value).is_empty()
}

/// The text of a value as search has it.
pub(super) fn wanted(field: &Field, value: &str) -> String {
    match field.field_type {
        FieldType::Points(Channel::Phone) => search::phone_digits(value),
        _ => fold(value),
    }
}

/// A condition on the rows under the alias `r`. `now` settles what "today" means. With `walks`, no index of the field
/// is used: the rows come from another one and are looked at one by one.
///
/// # Errors
/// `BadRequest` for a value that the field's type cannot have.
pub(super) fn to_sql(viewer: &Viewer, kind: &Kind, condition: &Condition, now: Timestamp, walks: bool) -> Result<Sql> {
    let field =
        kind.field(&condition.field).ok_or_else(|| Error::BadRequest(format!("no such field: {}", condition.field)))?;
    let reader = Reader { viewer, field, now };
    match &field.field_type {
        FieldType::Points(channel) => points(kind, field, *channel, condition, walks),
        FieldType::Tags => Ok(tags(kind, condition)),
        FieldType::Observers => {
            let mut all = Sql::new("SELECT owner_id FROM record_observers WHERE owner_kind = ");
            all.bind(kind.key.to_owned());
            membership(condition, &reader, |named| {
                let mut inner = all.clone();
                if let Some(ids) = named {
                    inner.push(" AND user_id IN (").bind_all(ids).push(")");
                }
                inner
            })
        }
        FieldType::Links(links) => {
            let from = ["SELECT ", name(links.own), " FROM ", name(links.table), " WHERE ", name(links.other)].concat();
            membership(condition, &reader, |named| {
                let mut inner = Sql::new([&from, " IN ("].concat());
                inner.append(visible(viewer, links.other_kind, links.other_table, "r.id", named)).push(")");
                inner
            })
        }
        FieldType::Link { kind, table } => {
            let shown = |values: Option<&[String]>| {
                let ids = values.map(|values| reader.read_all(values)).transpose()?;
                Ok(visible(viewer, kind, table, "r.id", ids))
            };
            link(field, condition, shown)
        }
        FieldType::Reference(targets) => link(field, condition, |values| referenced(viewer, field, targets, values)),
        _ => column(kind, field, condition, &reader, walks),
    }
}

fn column(kind: &Kind, field: &Field, condition: &Condition, reader: &Reader<'_>, walks: bool) -> Result<Sql> {
    // With a plus before it, a column is looked at row by row.
    let column = [if walks { "+r." } else { "r." }, name(&field.key)].concat();
    let mut sql = Sql::new(column.as_str());
    match condition.op {
        Op::Empty => {
            sql.push(if condition.is_negated_empty() { " IS NOT NULL" } else { " IS NULL" });
        }
        Op::Has => return Ok(contains(kind, field, &condition.values, walks)),
        // "Not this" includes "nothing", unless nothing is what it is not to be.
        Op::Ne => {
            let any = any_of(&column, field, condition, reader)?;
            let has_none = condition.values.iter().any(|value| value == Filter::NONE);
            sql = Sql::new("(NOT (");
            sql.append(any).push(")");
            if !has_none {
                sql.push(" OR ").push(&column).push(" IS NULL");
            }
            sql.push(")");
        }
        Op::In => return any_of(&column, field, condition, reader),
        Op::Eq | Op::Ge | Op::Lt | Op::Gt | Op::Le if field.day_flag.is_some() => {
            let spans = [reader.one(condition)?, reader.of_days(&condition.values[0])?];
            return Ok(days::compared(&column, field, condition.op, spans));
        }
        // A day is a span: "on" lies within it, "after" begins with the next day, "until" includes the whole of it.
        Op::Eq => match reader.one(condition)? {
            Span { start, end: Some(end) } => {
                sql.push(" >= ").bind(start).push(" AND ").push(&column).push(" < ").bind(end);
            }
            Span { start, end: None } => drop(sql.push(" = ").bind(start)),
        },
        Op::Ge => drop(sql.push(" >= ").bind(reader.one(condition)?.start)),
        Op::Lt => drop(sql.push(" < ").bind(reader.one(condition)?.start)),
        Op::Gt => match reader.one(condition)? {
            Span { end: Some(end), .. } => drop(sql.push(" >= ").bind(end)),
            Span { start, end: None } => drop(sql.push(" > ").bind(start)),
        },
        Op::Le => match reader.one(condition)? {
            Span { end: Some(end), .. } => drop(sql.push(" < ").bind(end)),
            Span { start, end: None } => drop(sql.push(" <= ").bind(start)),
        },
    }
    Ok(sql)
}

/// One of the values, of the values with a meaning (`@open`), or nothing ([`Filter::NONE`]).
fn any_of(column: &str, field: &Field, condition: &Condition, reader: &Reader<'_>) -> Result<Sql> {
    let mut parts = Vec::new();
    let mut plain = Vec::new();
    for value in &condition.values {
        match (&field.field_type, value.strip_prefix('@')) {
            (_, Some("none")) => parts.push(Sql::new([column, " IS NULL"].concat())),
            (FieldType::Plan, _) => parts.push(days::planned(column, value, reader)?),
            (FieldType::Choice { list }, Some(meaning)) => {
                let known_by = if field.is_by_number { "id" } else { "code" };
                let mut part = Sql::new([column, " IN (SELECT ", known_by, " FROM options WHERE list = "].concat());
                part.bind((*list).to_owned()).push(" AND semantic = ").bind(meaning.to_owned()).push(")");
                parts.push(part);
            }
            _ => plain.push(reader.read(value)?.start),
        }
    }
    if !plain.is_empty() {
        let mut part = Sql::new([column, " IN ("].concat());
        part.bind_all(plain).push(")");
        parts.push(part);
    }
    if parts.is_empty() {
        return Ok(Sql::new("0"));
    }
    let mut sql = Sql::new("(");
    for (index, part) in parts.into_iter().enumerate() {
        sql.push(if index > 0 { " OR " } else { "" }).append(part);
    }
    sql.push(")");
    Ok(sql)
}

/// When what comes next is late and from when on it is later than today, as values that `column` is compared with.
pub(super) fn turns(viewer: &Viewer, field: &Field, now: Timestamp, column: &str) -> Result<[Sql; 2]> {
    let turns = days::turns(&Reader { viewer, field, now })?;
    Ok(turns.map(|turn| days::of_each(column, turn)))
}

/// Text that holds any of the values, folded. Where search has the field's text, its index narrows the rows first.
fn contains(kind: &Kind, field: &Field, values: &[String], walks: bool) -> Sql {
    let mut sql = Sql::new("(");
    for (index, value) in values.iter().enumerate() {
        let folded = fold(value);
        sql.push(if index > 0 { " OR (" } else { "(" });
        sql.push("instr(korob_fold(r.").push(name(&field.key)).push("), ").bind(folded.clone()).push(") > 0");
        if field.is_searchable
            && !walks
            && let Some(candidates) = search::candidates(kind, &folded, None)
        {
            sql.push(" AND r.id IN (SELECT w.rowid FROM ").append(candidates).push(")");
        }
        sql.push(")");
    }
    sql.push(")");
    sql
}
