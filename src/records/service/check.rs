//! What must hold of values before they are stored, whatever door they came through.

mod points;

use crate::access::Viewer;
use crate::kernel::{Access, FieldErrors, Problem, Result};
use crate::records::options;
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::store;
use crate::records::store::sql::{Sql, name};
use crate::records::value::{LinkItem, Value, Values};
use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, params_from_iter};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Minor units: ten trillion roubles. Thousands of such sums still add up within an integer.
pub const MAX_AMOUNT: i64 = 1_000_000_000_000_000;
const MAX_LINKS: usize = 500;
const MAX_TAGS: usize = 50;
const MAX_OBSERVERS: usize = 200;

/// What was there before. It may stay although nobody could choose it now: an archived value, a colleague who left.
pub struct There<'v> {
    /// The record's own values; none of a new one.
    pub own: &'v Values,
    /// Of the record that this one is made of or completed from; none where it was typed.
    pub origin: &'v Values,
}

impl There<'_> {
    fn holds(&self, key: &str, value: &Value) -> bool {
        [self.own, self.origin].iter().any(|there| there.get(key) == value)
    }

    /// Those of the ids that were not there.
    fn fresh(&self, key: &str, ids: impl Iterator<Item = i64>) -> Vec<i64> {
        let known = |id: &i64| {
            [self.own, self.origin].iter().any(|there| match there.get(key) {
                Value::Ids(ids) => ids.contains(id),
                Value::Links(links) => links.iter().any(|link| link.id == *id),
                _ => false,
            })
        };
        ids.filter(|id| !known(id)).collect()
    }
}

/// Checks `changes` against the declarations of the kind and the database; all problems are found at once.
///
/// # Errors
/// `Invalid` with each value that can neither be taken nor was [`There`] before, and each field that may not be empty.
pub fn check(conn: &Connection, viewer: &Viewer, kind: &Kind, there: &There<'_>, changes: &Values) -> Result<()> {
    let mut errors = FieldErrors::default();
    let merged = if there.own.is_empty() { Cow::Borrowed(changes) } else { Cow::Owned(there.own.overlaid(changes)) };
    for (key, value) in changes.iter() {
        let Some(field) = kind.field(key) else {
            errors.add(key, Problem::UnknownField);
            continue;
        };
        if !there.holds(key, value) {
            check_value(conn, viewer, field, there, value, &mut errors)?;
        }
    }
    check_filled(kind, &merged, &mut errors);
    errors.into_result()
}

/// What must hold of a stored record however its rows were changed: that it has what it needs and is known by something,
/// that the codes in the columns named are of their lists, and the rule of its kind. Holds of a record that is gone.
pub(super) fn check_stored(conn: &Connection, kind: &Kind, id: i64, columns: &BTreeSet<&str>) -> Result<()> {
    let is_needed = |field: &&Field| field.column().is_some() || kind.identity.contains(&field.key.as_ref());
    let fields: Vec<&Field> = kind.fields.iter().filter(is_needed).collect();
    let mut tail = Sql::new(" WHERE r.id = ");
    tail.bind(id);
    let Some(record) = store::load(conn, None, kind, &fields, tail)?.pop() else { return Ok(()) };
    let mut errors = FieldErrors::default();
    check_filled(kind, &record.values, &mut errors);
    for field in fields.iter().filter(|field| columns.contains(field.key.as_ref())) {
        let FieldType::Choice { list } = field.field_type else { continue };
        if let Some(code) = record.values.text(&field.key)
            && options::find(conn, list, code)?.is_none()
        {
            errors.add(field.key.as_ref(), Problem::NotAnOption);
        }
    }
    errors.into_result()?;
    (kind.must_hold)(conn, &record.values)
}

fn check_filled(kind: &Kind, values: &Values, errors: &mut FieldErrors) {
    // Access hangs on who is responsible: a record always has somebody.
    for field in kind.fields.iter().filter(|field| field.is_required || field.key == "responsible_id") {
        if values.get(&field.key).is_empty() {
            errors.add(field.key.as_ref(), Problem::Required);
        }
    }
    if let [first, ..] = kind.identity
        && kind.identity.iter().all(|key| values.get(key).is_empty())
    {
        let problem = if kind.identity.len() == 1 { Problem::Required } else { Problem::NoIdentity };
        errors.add(*first, problem);
    }
}

fn check_value(
    conn: &Connection,
    viewer: &Viewer,
    field: &Field,
    there: &There<'_>,
    value: &Value,
    errors: &mut FieldErrors,
) -> Result<()> {
    let key = field.key.as_ref();
    let problem = match (&field.field_type, value) {
        (_, Value::Empty) => None,
        (FieldType::Text { max }, Value::Text(text)) => text_problem(text, *max, false),
        (FieldType::LongText { max }, Value::Text(text)) => text_problem(text, *max, true),
        (FieldType::Integer { min, max }, Value::Int(number)) => {
            (number < min || number > max).then_some(Problem::OutOfRange { min: *min, max: *max })
        }
        (FieldType::Money { .. }, Value::Int(amount)) if *amount < 0 => Some(Problem::NegativeAmount),
        (FieldType::Money { .. }, Value::Int(amount)) => {
            (*amount > MAX_AMOUNT).then_some(Problem::OutOfRange { min: 0, max: MAX_AMOUNT })
        }
        (FieldType::Instant, Value::Int(_)) | (FieldType::Bool, Value::Bool(_)) => None,
        (FieldType::Currency, Value::Text(code)) => {
            crate::kernel::currency::find(code).is_none().then_some(Problem::UnknownCode)
        }
        (FieldType::Date, Value::Text(day)) => (!is_day(day)).then_some(Problem::NotADate),
        (FieldType::Birthday, Value::Text(day)) => {
            // 2000 has a 29 February.
            let whole = day.strip_prefix("--").map(|rest| ["2000-", rest].concat());
            (!is_day(whole.as_deref().unwrap_or(day))).then_some(Problem::NotADate)
        }
        (FieldType::Choice { list }, Value::Text(code)) => {
            (!options::is_offered(conn, list, code)?).then_some(Problem::NotAnOption)
        }
        (FieldType::User, Value::Int(id)) => user_problem(conn, viewer, key, *id)?,
        (FieldType::Observers, Value::Ids(ids)) if ids.len() > MAX_OBSERVERS => {
            Some(Problem::TooMany { max: MAX_OBSERVERS })
        }
        (FieldType::Observers, Value::Ids(ids)) => {
            let unknown = unknown_users(conn, &there.fresh(key, ids.iter().copied()))?;
            unknown.then_some(Problem::NoSuchRecord)
        }
        (FieldType::Link { table, kind }, Value::Int(id)) => {
            (!all_visible(conn, viewer, kind, table, &[*id])?).then_some(Problem::NoSuchRecord)
        }
        (reference @ FieldType::Reference(_), Value::Text(text)) => {
            let is_seen = match reference.target(text) {
                Some((target, id)) => all_visible(conn, viewer, target.kind, target.table, &[id])?,
                None => false,
            };
            (!is_seen).then_some(Problem::NoSuchRecord)
        }
        (FieldType::Links(links), Value::Links(items)) => {
            let fresh = there.fresh(key, items.iter().map(|item| item.id));
            match links_problem(items) {
                Some(problem) => Some(problem),
                None => (!all_visible(conn, viewer, links.other_kind, links.other_table, &fresh)?)
                    .then_some(Problem::NoSuchRecord),
            }
        }
        (FieldType::Points(channel), Value::Points(points)) => {
            points::check(key, *channel, points, errors);
            None
        }
        (FieldType::Tags, Value::Names(names)) => tags_problem(names),
        _ => Some(Problem::WrongType { expected: expected(&field.field_type) }),
    };
    if let Some(problem) = problem {
        errors.add(key, problem);
    }
    Ok(())
}

/// Days are compared and sorted as text: there is one way to write each, and a year has the four digits that people
/// type (`platform::i18n::parse`), or the form could not save what it shows.
fn is_day(text: &str) -> bool {
    let is_day = |day: NaiveDate| (1000..=9999).contains(&day.year()) && day.to_string() == text;
    NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok_and(is_day)
}

/// What the API says a field takes.
pub fn expected(field_type: &FieldType) -> &'static str {
    match field_type {
        FieldType::Integer { .. } | FieldType::Money { .. } | FieldType::User | FieldType::Link { .. } => "integer",
        FieldType::Bool => "boolean",
        FieldType::Reference(_) => "object",
        FieldType::Observers | FieldType::Links(_) | FieldType::Points(_) | FieldType::Tags => "array",
        _ => "string",
    }
}

fn text_problem(text: &str, max: usize, may_have_lines: bool) -> Option<Problem> {
    if text.chars().count() > max {
        return Some(Problem::TooLong { max });
    }
    let is_bad = |c: char| c.is_control() && !(may_have_lines && matches!(c, '\n' | '\t'));
    text.chars().any(is_bad).then_some(Problem::BadCharacters)
}

/// What is wrong with tags, whichever record gets them.
pub fn tags_problem(names: &[String]) -> Option<Problem> {
    if names.len() > MAX_TAGS {
        return Some(Problem::TooMany { max: MAX_TAGS });
    }
    // Forms and files separate tags by commas.
    let has_comma = names.iter().any(|name| name.contains(','));
    let problem = || names.iter().find_map(|name| text_problem(name, 60, false));
    if has_comma { Some(Problem::BadCharacters) } else { problem() }
}

/// Nobody is made responsible who cannot work, and who sees only own records cannot hand them to others.
fn user_problem(conn: &Connection, viewer: &Viewer, key: &str, id: i64) -> Result<Option<Problem>> {
    let gives_away = key == "responsible_id" && id != viewer.user_id.0 && !viewer.may_assign();
    Ok((gives_away || unknown_users(conn, &[id])?).then_some(Problem::NoSuchRecord))
}

fn unknown_users(conn: &Connection, ids: &[i64]) -> Result<bool> {
    let mut sql = Sql::new("SELECT count(*) FROM users WHERE disabled_at IS NULL AND id IN (");
    sql.bind_all(ids.iter().copied()).push(")");
    count(conn, sql).map(|known| known < distinct(ids))
}

fn links_problem(items: &[LinkItem]) -> Option<Problem> {
    if items.len() > MAX_LINKS {
        return Some(Problem::TooMany { max: MAX_LINKS });
    }
    let ids: Vec<i64> = items.iter().map(|item| item.id).collect();
    if distinct(&ids) < ids.len() as i64 {
        return Some(Problem::AlreadyTaken);
    }
    let mut positions = items.iter().filter_map(|item| item.position.as_deref());
    positions.find_map(|position| text_problem(position, 255, false))
}

fn all_visible(
    conn: &Connection,
    viewer: &Viewer,
    kind: &'static str,
    table: &'static str,
    ids: &[i64],
) -> Result<bool> {
    let mut sql = Sql::new("SELECT count(*) FROM ");
    sql.push(name(table)).push(" r WHERE r.deleted_at IS NULL AND r.id IN (").bind_all(ids.iter().copied()).push(")");
    sql.and(crate::records::store::access::condition(viewer, kind, Access::View));
    count(conn, sql).map(|visible| visible == distinct(ids))
}

fn count(conn: &Connection, sql: Sql) -> Result<i64> {
    Ok(conn.prepare_cached(&sql.text)?.query_row(params_from_iter(sql.params), |row| row.get(0))?)
}

fn distinct(ids: &[i64]) -> i64 {
    ids.iter().collect::<std::collections::HashSet<_>>().len() as i64
}

#[cfg(test)]
mod tests {
    use super::is_day;

    #[test]
    fn a_day_is_one_that_can_be_typed() {
        assert!(is_day("1901-02-28") && is_day("9999-12-31"));
        for day in ["0099-01-01", "1901-2-28", "1901-02-29", "+10000-01-01"] {
            assert!(!is_day(day), "{day}");
        }
    }
}
