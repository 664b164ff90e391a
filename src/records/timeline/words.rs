//! Row changes of events, as changes of fields in words.

use super::currencies::Currencies;
use super::{Change, Words, files};
use crate::access::Viewer;
use crate::kernel::{Result, Timestamp};
use crate::platform::events::{Event, Row, RowChange};
use crate::platform::i18n::{format, tr};
use crate::records::options::{self, Dictionary};
use crate::records::registry::{Channel, Field, FieldType, Kind, LinkTable, Registry};
use crate::records::service::{BROUGHT_BACK, MOMENT};
use crate::records::show::{self, Lookup, Reader};
use crate::records::sql::Sql;
use crate::records::store::rows;
use crate::records::value::{LinkItem, Point, Value, Values};
use rusqlite::{Connection, params_from_iter};
use serde_json::Value as Json;
use std::collections::HashMap;
use std::sync::Arc;

/// Characters of a long text that are enough to know it again.
const SHOWN_CHARS: usize = 160;

/// What an event did to one field: values of its own, or things that came and went.
struct Found<'k> {
    event: i64,
    field: &'k Field,
    before: Value,
    after: Value,
    /// Of an instant, whether its day alone was and is meant.
    days: Option<(&'static str, Value, Value)>,
}

/// The changes of each event, by its id, in the order of the kind's fields; bounded in queries, not by their number. `lookup` is
/// what is known already.
pub(super) fn of_events(
    conn: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    reader: &Reader,
    mut lookup: Lookup,
    (kind, values_now): (&Kind, &Values),
    events: &[Event],
) -> Result<HashMap<i64, Vec<Change>>> {
    let tags = tag_names(conn, events)?;
    let mut found = Vec::new();
    for event in events {
        for field in kind.fields.iter().filter(|field| !field.is_hidden && field.key != "title_sort") {
            let change = match &field.field_type {
                FieldType::Points(channel) => points(conn, event, *channel)?,
                FieldType::Tags => tagged(event, &tags),
                FieldType::Observers => observers(event),
                FieldType::Links(links) => linked(conn, event, *links)?,
                _ => own(event, kind, field),
            };
            let days = field.day_flag.map(|flag| {
                let there = kind.field(flag).and_then(|field| own(event, kind, field));
                let (was, is) = there.unwrap_or_else(|| (values_now.get(flag).clone(), values_now.get(flag).clone()));
                (flag, was, is)
            });
            found.extend(change.map(|(before, after)| Found { event: event.id, field, before, after, days }));
        }
    }
    let has_sums = found.iter().any(|found| matches!(found.field.field_type, FieldType::Money { .. }));
    let currencies = Currencies::load(conn, kind, values_now, if has_sums { events } else { &[] })?;
    let sides = |found: &Found<'_>| {
        let [before, after] =
            [&found.before, &found.after].map(|value| Values::default().with(found.field.key.clone(), value.clone()));
        match found.field.field_type {
            FieldType::Money { currency } => {
                let [was, is] = currencies.at(currency, found.event);
                [before.with(currency, was), after.with(currency, is)]
            }
            _ => match &found.days {
                Some((flag, was, is)) => [before.with(*flag, was.clone()), after.with(*flag, is.clone())],
                None => [before, after],
            },
        }
    };
    let all: Vec<Values> = found.iter().flat_map(sides).collect();
    lookup.learn(conn, registry, viewer, kind, all.iter())?;
    let gone = unknown_codes(kind, &lookup.dictionary, &all);
    if !gone.is_empty() {
        lookup.dictionary = Arc::new(options::with_deleted(conn, viewer.lang, &lookup.dictionary, &gone)?);
    }
    let mut changes: HashMap<i64, Vec<Change>> = HashMap::new();
    for (index, item) in found.iter().enumerate() {
        let words = words_of(reader, &lookup, item, &all[index * 2], &all[index * 2 + 1]);
        let label = item.field.label.text(reader.lang).to_owned();
        changes.entry(item.event).or_default().push(Change { label, words });
    }
    for event in events.iter().filter(|event| !event.verb.starts_with("comment.")) {
        // A comment that comes back with its record stands where it stood.
        let is_told = |change: &&RowChange| change.table == MOMENT || !event.verb.ends_with(BROUGHT_BACK);
        let told = event.rows.iter().filter(is_told);
        let said = told.filter_map(|change| comment(reader, change).or_else(|| backup(reader, change)));
        let said: Vec<Change> = said.collect();
        if !said.is_empty() {
            changes.entry(event.id).or_default().extend(said);
        }
    }
    for (event, said) in files::of_events(conn, reader.lang, events)? {
        changes.entry(event).or_default().extend(said);
    }
    Ok(changes)
}

/// What the values hold of choices that the office has no more, as list and code.
fn unknown_codes<'v>(kind: &Kind, dictionary: &Dictionary, all: &'v [Values]) -> Vec<(&'static str, &'v str)> {
    let mut unknown = Vec::new();
    for field in &kind.fields {
        let FieldType::Choice { list } = field.field_type else { continue };
        let codes = all.iter().filter_map(|values| values.text(&field.key));
        unknown.extend(codes.filter(|code| dictionary.find(list, code).is_none()).map(|code| (list, code)));
    }
    unknown
}

fn words_of(reader: &Reader, lookup: &Lookup, found: &Found<'_>, before: &Values, after: &Values) -> Words {
    let is_list = matches!(
        found.field.field_type,
        FieldType::Points(_) | FieldType::Tags | FieldType::Observers | FieldType::Links(_)
    );
    if !is_list {
        let text = |values: &Values| {
            let text = show::text(reader, found.field, values, lookup);
            let is_hidden = text.is_empty() && !values.get(&found.field.key).is_empty();
            if is_hidden { tr::timeline_hidden(reader.lang).to_owned() } else { shortened(text) }
        };
        return Words::FromTo(text(before), text(after));
    }
    let removed = each(reader, lookup, found.field, &found.before);
    let added = each(reader, lookup, found.field, &found.after);
    match (removed.as_slice(), added.as_slice()) {
        ([], []) => Words::Touched,
        ([one], [other]) if matches!(found.field.field_type, FieldType::Points(_)) => {
            Words::FromTo(one.clone(), other.clone())
        }
        _ => Words::Set { added, removed },
    }
}

/// Every item of a list as it would stand alone.
fn each(reader: &Reader, lookup: &Lookup, field: &Field, value: &Value) -> Vec<String> {
    let singles: Vec<Value> = match value {
        Value::Points(points) => points.iter().map(|point| Value::Points(vec![point.clone()])).collect(),
        Value::Names(names) => names.iter().map(|name| Value::Names(vec![name.clone()])).collect(),
        Value::Ids(ids) => ids.iter().map(|id| Value::Ids(vec![*id])).collect(),
        Value::Links(items) => items.iter().map(|item| Value::Links(vec![item.clone()])).collect(),
        _ => Vec::new(),
    };
    let text = |value: Value| {
        let text = show::text(reader, field, &Values::default().with(field.key.clone(), value), lookup);
        // A record that the viewer may not see, or that is gone.
        if text.is_empty() { tr::timeline_hidden(reader.lang).to_owned() } else { text }
    };
    singles.into_iter().map(text).collect()
}

/// A field in a column of the record's own table.
pub(super) fn own(event: &Event, kind: &Kind, field: &Field) -> Option<(Value, Value)> {
    let column = field.column()?;
    let is_of_record = |change: &&RowChange| change.table == kind.plural && change.id == event.record_id;
    let change = event
        .rows
        .iter()
        .filter(is_of_record)
        .find(|change| [&change.before, &change.after].into_iter().flatten().any(|row| row.contains_key(column)))?;
    // Everything of a new or vanished record is new: that is said by the deed.
    let (Some(before), Some(after)) = (&change.before, &change.after) else { return None };
    Some((from_json(field, before.get(column)), from_json(field, after.get(column))))
}

fn from_json(field: &Field, value: Option<&Json>) -> Value {
    match value {
        Some(Json::String(text)) => Value::Text(text.clone()),
        Some(Json::Number(number)) if field.field_type == FieldType::Bool => Value::Bool(number.as_i64() != Some(0)),
        Some(Json::Number(number)) if field.is_by_number => Value::Text(number.to_string()),
        Some(Json::Number(number)) => number.as_i64().map_or(Value::Empty, Value::Int),
        _ => Value::Empty,
    }
}

/// A value may go with one row and come with another: new is what came, and did not go.
fn points(conn: &Connection, event: &Event, channel: Channel) -> Result<Option<(Value, Value)>> {
    let (mut removed, mut added): (Vec<Point>, Vec<Point>) = (Vec::new(), Vec::new());
    let mut is_touched = false;
    for change in of_table(event, "contact_points") {
        // Of a changed row only the changed columns are known; which channel it is of stands in the row.
        let there = match [&change.before, &change.after].into_iter().flatten().find_map(|row| row.get("channel")) {
            Some(code) => code.clone(),
            None => {
                let row = rows::find(conn, "contact_points", change.id, ["channel"].into_iter())?;
                row.and_then(|mut row| row.remove("channel")).unwrap_or_default()
            }
        };
        if there != channel.code() {
            continue;
        }
        is_touched = true;
        removed.extend(change.before.as_ref().and_then(point));
        added.extend(change.after.as_ref().and_then(point));
    }
    let stays: Vec<String> = removed
        .iter()
        .filter(|old| added.iter().any(|new| new.value == old.value))
        .map(|old| old.value.clone())
        .collect();
    removed.retain(|old| !stays.contains(&old.value));
    added.retain(|new| !stays.contains(&new.value));
    Ok(is_touched.then_some((Value::Points(removed), Value::Points(added))))
}

fn point(row: &Row) -> Option<Point> {
    let text = |column: &str| row.get(column).and_then(Json::as_str).map(str::to_owned);
    Some(Point {
        value: text("value")?,
        label: text("label").unwrap_or_default(),
        is_main: false,
        extension: text("extension"),
    })
}

fn tagged(event: &Event, names: &HashMap<i64, String>) -> Option<(Value, Value)> {
    let (removed, added) = ids_of(event, "record_tags", "tag_id")?;
    let named = |ids: Vec<i64>| Value::Names(ids.iter().filter_map(|id| names.get(id).cloned()).collect());
    Some((named(removed), named(added)))
}

fn observers(event: &Event) -> Option<(Value, Value)> {
    let (removed, added) = ids_of(event, "record_observers", "user_id")?;
    Some((Value::Ids(removed), Value::Ids(added)))
}

/// A pair that only changed its position is not new: its words are those of the position.
fn linked(conn: &Connection, event: &Event, links: LinkTable) -> Result<Option<(Value, Value)>> {
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    let mut is_touched = false;
    for change in of_table(event, links.table) {
        is_touched = true;
        let id = [&change.before, &change.after].into_iter().flatten().find_map(|row| row.get(links.other)?.as_i64());
        let id = match id {
            Some(id) => Some(id),
            None => rows::find(conn, links.table, change.id, [links.other].into_iter())?
                .and_then(|row| row.get(links.other)?.as_i64()),
        };
        let Some(id) = id else { continue };
        let item = |row: &Row| {
            let position = row.get("position").and_then(Json::as_str).map(str::to_owned);
            let is_whole = row.contains_key(links.other) || row.contains_key("position");
            is_whole.then_some(LinkItem { id, position, is_main: false })
        };
        removed.extend(change.before.as_ref().and_then(item));
        added.extend(change.after.as_ref().and_then(item));
    }
    Ok(is_touched.then_some((Value::Links(removed), Value::Links(added))))
}

/// Ids that left and ids that came; `None` if the event did nothing to this table.
fn ids_of(event: &Event, table: &str, column: &str) -> Option<(Vec<i64>, Vec<i64>)> {
    let id = |row: &Option<Row>| row.as_ref().and_then(|row| row.get(column)?.as_i64());
    let changes: Vec<&RowChange> = of_table(event, table).collect();
    let gather = |side: fn(&RowChange) -> &Option<Row>| changes.iter().filter_map(|change| id(side(change))).collect();
    (!changes.is_empty()).then(|| (gather(|change| &change.before), gather(|change| &change.after)))
}

fn of_table<'e>(event: &'e Event, table: &'e str) -> impl Iterator<Item = &'e RowChange> {
    // The rows that a record was made with are part of its making.
    let is_new = event.verb.ends_with(".created");
    event.rows.iter().filter(move |change| change.table == table && !is_new)
}

fn tag_names(conn: &Connection, events: &[Event]) -> Result<HashMap<i64, String>> {
    let ids: Vec<i64> = events
        .iter()
        .filter_map(|event| ids_of(event, "record_tags", "tag_id"))
        .flat_map(|(removed, added)| removed.into_iter().chain(added))
        .collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Sql::new("SELECT id, name FROM tags WHERE id IN (");
    sql.bind_all(ids).push(")");
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement.query_map(params_from_iter(sql.params), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A comment that an undo took away, changed or brought back. What it says stands where it was written, if anywhere: what
/// was taken away is not to be read here.
fn comment(reader: &Reader, change: &RowChange) -> Option<Change> {
    if change.table != "comments" {
        return None;
    }
    Some(Change { label: tr::timeline_comment(reader.lang).to_owned(), words: Words::Touched })
}

fn shortened(text: String) -> String {
    if text.chars().count() <= SHOWN_CHARS {
        return text;
    }
    let mut short: String = text.chars().take(SHOWN_CHARS).collect();
    short.push('…');
    short
}

/// Of which backup a record was brought back.
fn backup(reader: &Reader, change: &RowChange) -> Option<Change> {
    (change.table == MOMENT).then(|| Change {
        label: tr::timeline_backup_of(reader.lang).to_owned(),
        words: Words::FromTo(String::new(), format::datetime(reader.lang, reader.zone, Timestamp(change.id))),
    })
}
