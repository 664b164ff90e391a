//! Conditions as SQL, by the type of the field.

mod reader;

use super::filter::{Condition, Filter, Op};
use crate::access::Viewer;
use crate::kernel::text::fold;
use crate::kernel::{Access, Error, KindKey, Result, Timestamp, UserId};
use crate::records::registry::{Channel, Field, FieldType, Kind, Target};
use crate::records::search;
use crate::records::store::access::{self, Alternative};
use crate::records::store::sql::{Sql, name};
use reader::{Reader, Span};
use rusqlite::types::Value as SqlValue;

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
/// named, is responsible for: [`search::candidates`]. `None` where it would not be all of them, or where the text is too
/// short.
pub(super) fn candidates(kind: &Kind, condition: &Condition, responsible: Option<UserId>) -> Option<Sql> {
    let field = kind.field(&condition.field).filter(|field| field.is_searchable && condition.op == Op::Has)?;
    let [value] = condition.values.as_slice() else { return None };
    search::candidates(kind, &wanted(field, value), responsible)
}

/// Whether the text leaves nothing to look for in this field: a phone number without a digit.
pub fn is_blank(field: &Field, value: &str) -> bool {
    matches!(field.field_type, FieldType::Points(Channel::Phone)) && wanted(field, value).is_empty()
}

/// The text of a value as search has it.
fn wanted(field: &Field, value: &str) -> String {
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
            (FieldType::Plan, _) => parts.push(planned(column, value, reader)?),
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
    let mut sql = Sql::new("(");
    for (index, part) in parts.into_iter().enumerate() {
        sql.push(if index > 0 { " OR " } else { "" }).append(part);
    }
    sql.push(")");
    Ok(sql)
}

/// Where the day after the viewer's begins.
pub(super) fn tomorrow(viewer: &Viewer, field: &Field, now: Timestamp) -> Result<SqlValue> {
    Reader { viewer, field, now }.tomorrow()
}

/// What comes next, by how soon it is.
fn planned(column: &str, soon: &str, reader: &Reader<'_>) -> Result<Sql> {
    let (now, tomorrow) = (SqlValue::Integer(reader.now.0), reader.tomorrow()?);
    let mut sql = Sql::new(column);
    match soon {
        "overdue" => drop(sql.push(" < ").bind(now)),
        "today" => drop(sql.push(" >= ").bind(now).push(" AND ").push(column).push(" < ").bind(tomorrow)),
        "later" => drop(sql.push(" >= ").bind(tomorrow)),
        _ => return Err(reader.bad(soon)),
    }
    Ok(sql)
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
            sql.push(" AND r.id IN (SELECT s.record_id FROM ").append(candidates).push(")");
        }
        sql.push(")");
    }
    sql.push(")");
    sql
}

fn points(kind: &Kind, field: &Field, channel: Channel, condition: &Condition, walks: bool) -> Result<Sql> {
    let mut inner = Sql::new("SELECT owner_id FROM contact_points WHERE owner_kind = ");
    inner.bind(kind.key.to_owned()).push(" AND channel = ").bind(channel.code().to_owned());
    if condition.op == Op::Empty {
        return Ok(is_in(inner, condition.is_negated_empty()));
    }
    let mut any = Sql::new("(");
    for (index, value) in condition.values.iter().enumerate() {
        if is_blank(field, value) {
            return Err(Error::BadRequest(format!("{}: nothing to look for in {value:?}", condition.field)));
        }
        let folded = wanted(field, value);
        let mut one = inner.clone();
        if condition.op == Op::Has {
            one.push(" AND instr(value, ").bind(folded.clone()).push(") > 0");
            if walks {
                one.push(" AND owner_id = r.id");
            } else if let Some(candidates) = search::candidates(kind, &folded, None) {
                one.push(" AND owner_id IN (SELECT s.record_id FROM ").append(candidates).push(")");
            }
        } else {
            one.push(" AND value IN (").bind_all(whole(channel, value)).push(")");
        }
        any.push(if index > 0 { " OR " } else { "" }).append(is_in(one, true));
    }
    any.push(")");
    Ok(if condition.op == Op::Ne { negated(any) } else { any })
}

/// What is stored of a whole number or address. A number that begins with 8 may be meant for a call inside the country.
fn whole(channel: Channel, value: &str) -> Vec<String> {
    if channel != Channel::Phone {
        return vec![value.to_lowercase()];
    }
    let digits = search::digits_of(value);
    let inside = digits.strip_prefix('8').filter(|rest| rest.len() == 10 && !value.trim_start().starts_with('+'));
    let inside = inside.map(|rest| ["+7", rest].concat());
    [Some(["+", &digits].concat()), inside].into_iter().flatten().collect()
}

fn tags(kind: &Kind, condition: &Condition) -> Sql {
    let mut inner = Sql::new("SELECT owner_id FROM record_tags WHERE owner_kind = ");
    inner.bind(kind.key.to_owned());
    if condition.op == Op::Empty {
        return is_in(inner, condition.is_negated_empty());
    }
    let named = condition.values.iter().filter(|tag| *tag != Filter::NONE);
    let mut some = inner.clone();
    some.push(" AND tag_id IN (SELECT id FROM tags WHERE fold IN (").bind_all(named.map(|tag| fold(tag))).push("))");
    or_none(condition, inner, some)
}

/// Has one of `some`, or, where [`Filter::NONE`] is among the values, nothing of `all`.
fn or_none(condition: &Condition, all: Sql, some: Sql) -> Sql {
    let mut sql = Sql::new(if condition.op == Op::Ne { "NOT (" } else { "(" });
    sql.append(is_in(some, true));
    if condition.values.iter().any(|value| value == Filter::NONE) {
        sql.push(" OR ").append(is_in(all, false));
    }
    sql.push(")");
    sql
}

/// `links` selects the records that have one of those named, or any.
fn membership(condition: &Condition, reader: &Reader<'_>, links: impl Fn(Option<Vec<SqlValue>>) -> Sql) -> Result<Sql> {
    if condition.op == Op::Empty {
        return Ok(is_in(links(None), condition.is_negated_empty()));
    }
    let named = condition.values.iter().filter(|value| *value != Filter::NONE);
    let ids = named.map(|value| Ok(reader.read(value)?.start)).collect::<Result<Vec<_>>>()?;
    Ok(or_none(condition, links(None), links(Some(ids))))
}

/// A record that is not shown counts as nothing: nobody learns from a filter that a link is hidden.
/// `visible` selects the values of the column that are shown: all of them or those named.
fn link(field: &Field, condition: &Condition, visible: impl Fn(Option<&[String]>) -> Result<Sql>) -> Result<Sql> {
    let column = ["r.", name(&field.key)].concat();
    // True and false alone: a comparison with NULL would be neither, whichever way it is turned.
    let shown = |values: Option<&[String]>| -> Result<Sql> {
        let mut sql = Sql::new(["(", &column, " IS NOT NULL AND ", &column, " IN ("].concat());
        sql.append(visible(values)?).push("))");
        Ok(sql)
    };
    if condition.op == Op::Empty {
        let some = shown(None)?;
        return Ok(if condition.is_negated_empty() { some } else { negated(some) });
    }
    let (none, named): (Vec<String>, Vec<String>) =
        condition.values.iter().cloned().partition(|value| *value == Filter::NONE);
    let mut any = Sql::new("(");
    any.append(shown(Some(&named))?);
    if !none.is_empty() {
        any.push(" OR ").append(negated(shown(None)?));
    }
    any.push(")");
    Ok(if condition.op == Op::Ne { negated(any) } else { any })
}

/// What a reference may hold and the viewer may see: of every kind, or those of `values`.
fn referenced(viewer: &Viewer, field: &Field, targets: &[Target], values: Option<&[String]>) -> Result<Sql> {
    let bad = |text: &str| Error::BadRequest(format!("{}: {text:?} is no record such as lead/7", field.key));
    let named = values.map(|values| {
        values.iter().map(|text| field.field_type.target(text).ok_or_else(|| bad(text))).collect::<Result<Vec<_>>>()
    });
    let named = named.transpose()?;
    let mut sql = Sql::default();
    for target in targets {
        let ids: Option<Vec<SqlValue>> = named.as_ref().map(|named| {
            let own = named.iter().filter(|(there, _)| there == target);
            own.map(|(_, id)| SqlValue::Integer(*id)).collect()
        });
        if ids.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        sql.push(if sql.text.is_empty() { "" } else { " UNION ALL " });
        let text = ["'", name(target.kind), "/' || r.id"].concat();
        sql.append(visible(viewer, target.kind, target.table, &text, ids));
    }
    if sql.text.is_empty() {
        sql.push("SELECT NULL WHERE 0");
    }
    Ok(sql)
}

/// Of records that the viewer may view, under an alias of their own, `what`: of all of them or those of `ids`.
fn visible(viewer: &Viewer, kind: KindKey, table: &str, what: &str, ids: Option<Vec<SqlValue>>) -> Sql {
    let mut sql = Sql::default();
    // Ids that are named are looked at one by one; all are found through the indexes of whose they are.
    let alternatives = match &ids {
        Some(_) => vec![Alternative::of_table(table, access::looked_at(viewer, kind, Access::View))],
        None => access::alternatives(viewer, kind, table, Access::View),
    };
    for (index, found) in alternatives.into_iter().enumerate() {
        sql.push(if index > 0 { " UNION ALL " } else { "" }).push("SELECT ").push(what).push(" FROM ");
        sql.append(found.from);
        sql.push(" WHERE ").append(found.condition).push(" AND r.deleted_at IS NULL");
        if let Some(ids) = &ids {
            sql.push(" AND r.id IN (").bind_all(ids.clone()).push(")");
        }
    }
    sql
}

fn is_in(inner: Sql, is_wanted: bool) -> Sql {
    let mut sql = Sql::new(if is_wanted { "r.id IN (" } else { "r.id NOT IN (" });
    sql.append(inner).push(")");
    sql
}

fn negated(inner: Sql) -> Sql {
    let mut sql = Sql::new("NOT ");
    sql.append(inner);
    sql
}
