//! Conditions on what is kept in tables beside the record's own, and on links to other records.

use super::super::filter::{Condition, Filter, Op};
use super::reader::Reader;
use super::{is_blank, wanted};
use crate::access::Viewer;
use crate::kernel::text::fold;
use crate::kernel::{Access, Error, KindKey, Result};
use crate::records::registry::{Channel, Field, Kind, Target};
use crate::records::search;
use crate::records::store::access::{self, Alternative};
use crate::records::store::sql::{Sql, name};
use rusqlite::types::Value as SqlValue;

pub(super) fn points(kind: &Kind, field: &Field, channel: Channel, condition: &Condition, walks: bool) -> Result<Sql> {
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
                one.push(" AND owner_id IN (SELECT w.rowid FROM ").append(candidates).push(")");
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

pub(super) fn tags(kind: &Kind, condition: &Condition) -> Sql {
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
pub(super) fn membership(
    condition: &Condition,
    reader: &Reader<'_>,
    links: impl Fn(Option<Vec<SqlValue>>) -> Sql,
) -> Result<Sql> {
    if condition.op == Op::Empty {
        return Ok(is_in(links(None), condition.is_negated_empty()));
    }
    let named = condition.values.iter().filter(|value| *value != Filter::NONE);
    let ids = named.map(|value| Ok(reader.read(value)?.start)).collect::<Result<Vec<_>>>()?;
    Ok(or_none(condition, links(None), links(Some(ids))))
}

/// A record that is not shown counts as nothing: nobody learns from a filter that a link is hidden.
/// `visible` selects the values of the column that are shown: all of them or those named.
pub(super) fn link(
    field: &Field,
    condition: &Condition,
    visible: impl Fn(Option<&[String]>) -> Result<Sql>,
) -> Result<Sql> {
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
pub(super) fn referenced(viewer: &Viewer, field: &Field, targets: &[Target], values: Option<&[String]>) -> Result<Sql> {
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
pub(super) fn visible(viewer: &Viewer, kind: KindKey, table: &str, what: &str, ids: Option<Vec<SqlValue>>) -> Sql {
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
