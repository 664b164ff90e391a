//! Rows that hold one more product of a record that an earlier row of the same file brought in: other programs write a
//! record with several products once for each, under one id.

use super::draft::{Draft, Line};
use super::resolve::World;
use super::targets;
use crate::access::Viewer;
use crate::kernel::{Access, ActionId, Error, Money, Result, currency};
use crate::platform::db::Tx;
use crate::platform::events;
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::service::{self, MAX_AMOUNT};
use crate::records::store;
use crate::records::value::{Record, Value, Values};
use rusqlite::Connection;
use std::collections::HashMap;

/// A record that may get further lines.
#[derive(Debug, Clone)]
struct Whole {
    row: u64,
    /// None in a rehearsal, which takes its records back.
    record: Option<i64>,
    /// What its lines come to so far; the outer none where its sum is not of this file.
    sum: Option<Option<Money>>,
    /// The characters of its comment; none where that is not of this file.
    length: Option<usize>,
}

/// The records of a file by their ids in the former program; none for kinds that have no lines.
#[derive(Debug, Default)]
pub struct Wholes(HashMap<String, Whole>);

impl Wholes {
    /// Remembers what a row brought in, or of the values of a known record filled in. The first row with an id counts.
    pub fn note(&mut self, kind: &Kind, row_values: &Values, row: u64, record: Option<i64>, brought: &Values) {
        let (Some(sum_key), Some(id)) = (kind.sum_of_lines, row_values.text("external_id")) else { return };
        let comment = targets::comment_of(kind).map_or("", |field| field.key.as_ref());
        // A sum in the currency that the record had comes without it.
        let code = kind.currency_of(sum_key).and_then(|key| brought.text(key).or(row_values.text(key)));
        let sum = brought.int(sum_key).zip(code.and_then(currency::find));
        let whole = Whole {
            row,
            record,
            sum: brought.contains(sum_key).then_some(sum.map(|(sum, currency)| Money::new(sum, currency))),
            length: brought.contains(comment).then(|| length(brought, comment)),
        };
        self.0.entry(id.to_owned()).or_insert(whole);
    }

    /// As [`Wholes::note`] for a new record, all of which is of the file.
    pub fn note_new(&mut self, kind: &Kind, row: u64, record: Option<i64>, values: &Values) {
        let Some(sum_key) = kind.sum_of_lines else { return };
        let mut brought = values.clone();
        for key in [Some(sum_key.to_owned()), targets::comment_of(kind).map(|field| field.key.to_string())] {
            if let Some(key) = key.filter(|key| !values.contains(key)) {
                brought.set(key, Value::Empty);
            }
        }
        self.note(kind, values, row, record, &brought);
    }

    /// Those of an import that goes on: all of the records that it brought in, by their rows, and what `action` filled in of
    /// those that were there and that rows repeat.
    pub fn load(
        conn: &Connection,
        viewer: &Viewer,
        kind: &Kind,
        action: ActionId,
        row_of: &HashMap<i64, u64>,
        repeats: &HashMap<i64, u64>,
    ) -> Result<Wholes> {
        /// Records read at once.
        const PAGE: usize = 500;
        let mut wholes = Wholes::default();
        let Some(sum_key) = kind.sum_of_lines else { return Ok(wholes) };
        let comment = targets::comment_of(kind).map(|field| field.key.as_ref());
        let keys = [Some("external_id"), Some(sum_key), kind.currency_of(sum_key), comment];
        let fields: Vec<&Field> = keys.into_iter().flatten().filter_map(|key| kind.field(key)).collect();
        let mut rows: Vec<(i64, u64)> = row_of.iter().chain(repeats).map(|(id, row)| (*id, *row)).collect();
        rows.sort_unstable_by_key(|(_, row)| *row);
        for page in rows.chunks(PAGE) {
            let ids: Vec<i64> = page.iter().map(|(id, _)| *id).collect();
            let records = store::by_ids(conn, viewer, kind, &fields, &ids)?;
            for record in &records {
                match (row_of.get(&record.id), repeats.get(&record.id)) {
                    (Some(row), _) => wholes.note(kind, &record.values, *row, Some(record.id), &record.values),
                    (None, Some(row)) => {
                        let brought = filled_in(conn, kind, action, sum_key, record)?;
                        if brought.contains(sum_key) {
                            wholes.note(kind, &record.values, *row, Some(record.id), &brought);
                        }
                    }
                    (None, None) => {}
                }
            }
        }
        Ok(wholes)
    }

    fn find<'d>(&self, draft: &'d Draft) -> Option<(&'d str, &'d Line)> {
        let (id, line) = (draft.values.text("external_id")?, draft.line.as_ref()?);
        self.0.contains_key(id).then_some((id, line))
    }

    /// The row that brought in the record of which this one is a further line; none for a row that is a record itself.
    pub fn row_of(&self, draft: &Draft) -> Option<u64> {
        self.find(draft).and_then(|(id, _)| self.0.get(id)).map(|whole| whole.row)
    }

    /// Adds the line of a row to its record; why not, where it cannot be.
    ///
    /// # Errors
    /// As [`service::update`].
    pub fn add(&mut self, tx: &mut Tx<'_>, world: &World<'_>, draft: &Draft) -> Result<Result<(), &'static str>> {
        let kind = world.kind;
        let (Some((id, line)), Some(sum_key)) = (self.find(draft), kind.sum_of_lines) else { return Ok(Ok(())) };
        let Some(whole) = self.0.get_mut(id) else { return Ok(Ok(())) };
        let mut grown = whole.clone();
        if let Err(reason) = grown.grow(kind, line) {
            return Ok(Err(reason));
        }
        if let Some(record) = whole.record {
            let old = store::find(tx, world.viewer, kind, record, Access::Edit)?.ok_or(Error::NotFound)?;
            let mut changes = Values::default();
            if let (Some(sum), Some(_)) = (line.sum, whole.sum) {
                changes.set(sum_key, Value::Int(old.values.int(sum_key).unwrap_or(0) + sum.amount_minor));
                if let Some(code) = kind.currency_of(sum_key).filter(|_| old.values.get(sum_key).is_empty()) {
                    changes.set(code, sum.currency.code);
                }
            }
            if let (Some(comment), Some(_)) = (targets::comment_of(kind), whole.length) {
                let text = old.values.text(&comment.key).filter(|text| !text.is_empty());
                let text = text.into_iter().chain([line.text.as_str()]).collect::<Vec<_>>().join("\n");
                changes.set(comment.key.clone(), text.as_str());
            }
            service::bring_in_more(tx, world.viewer, kind, record, changes)?;
        }
        *whole = grown;
        Ok(Ok(()))
    }
}

impl Whole {
    /// With one more line, or why it has no place. Asked of what is remembered, so that a rehearsal says the same.
    fn grow(&mut self, kind: &Kind, line: &Line) -> Result<(), &'static str> {
        if let (Some(sum), Some(more)) = (&mut self.sum, line.sum) {
            *sum = Some(match *sum {
                Some(there) if there.currency.code != more.currency.code => return Err("currency_differs"),
                Some(there) => Money::new(there.amount_minor + more.amount_minor, more.currency),
                None => more,
            });
            if sum.is_some_and(|sum| sum.amount_minor > MAX_AMOUNT) {
                return Err("out_of_range");
            }
        }
        if let Some(length) = &mut self.length {
            *length += usize::from(*length > 0) + line.text.chars().count();
            let most = targets::comment_of(kind).and_then(|field| match field.field_type {
                FieldType::LongText { max } => Some(max),
                _ => None,
            });
            if most.is_some_and(|most| *length > most) {
                return Err("too_long");
            }
        }
        Ok(())
    }
}

/// The values of a record that was there which the row filled in that brought its sum.
fn filled_in(conn: &Connection, kind: &Kind, action: ActionId, sum_key: &str, record: &Record) -> Result<Values> {
    let events = events::of_action_on(conn, action, kind.key, record.id)?;
    let mut changed = events.into_iter().rev().flat_map(|event| event.rows);
    let is_of_sum = |row: &events::Row| row.contains_key(sum_key);
    let first = changed.find(|change| change.table == kind.plural && change.after.as_ref().is_some_and(is_of_sum));
    let keys = first.and_then(|change| change.after).into_iter().flatten().map(|(key, _)| key);
    Ok(keys.fold(Values::default(), |brought, key| {
        let value = record.values.get(&key).clone();
        brought.with(key, value)
    }))
}

fn length(values: &Values, key: &str) -> usize {
    values.text(key).map_or(0, |text| text.chars().count())
}
