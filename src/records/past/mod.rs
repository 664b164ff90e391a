//! Records as another copy of the office's database holds them, and what became of each since: for whoever looks into a
//! backup. Both copies are of one schema.
//!
//! A record is known again by its id and by when it was made: ids are never given twice, but for those that were given again
//! after the office went back to an older backup.

mod hung;
mod names;
mod page;
mod read;

pub use hung::{Hung, missing};
pub use page::{Asked, Found, LOOKED_AT, PAGE_ROWS, page};
pub(in crate::records) use read::pairs;
pub use read::{Beside, Cut, Past, Pointing, Reading, read};

use crate::kernel::Result;
use crate::kernel::text::fold;
use crate::records::registry::{Field, Kind};
use crate::records::sql::Sql;
use crate::records::store;
use crate::records::value::{LinkItem, Record, Value, Values};
use rusqlite::Connection;

/// What a record of the past is today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As it was then.
    Same,
    Changed,
    InBin,
    Gone,
    /// Another record bears its number.
    Other,
}

/// A record with all that is stored of it, also of one in the bin.
pub fn find(conn: &Connection, kind: &Kind, id: i64) -> Result<Option<Record>> {
    Ok(load(conn, kind, &[id])?.pop())
}

fn load(conn: &Connection, kind: &Kind, ids: &[i64]) -> Result<Vec<Record>> {
    let mut tail = Sql::new(" WHERE r.id IN (");
    tail.bind_all(ids.iter().copied()).push(")");
    let fields: Vec<&Field> = kind.fields.iter().collect();
    store::load(conn, None, kind, &fields, tail)
}

/// What became of a record.
pub fn standing(kind: &Kind, then: &Record, now: Option<&Record>) -> Standing {
    let made_at = |record: &Record| record.values.int("created_at");
    match now {
        None => Standing::Gone,
        Some(now) if made_at(now) != made_at(then) => Standing::Other,
        Some(now) if now.is_deleted => Standing::InBin,
        Some(now) if differing(kind, &then.values, &now.values).is_empty() => Standing::Same,
        Some(_) => Standing::Changed,
    }
}

/// The fields of the form that hold something else; what the box makes of others follows them.
pub fn differing<'k>(kind: &'k Kind, then: &Values, now: &Values) -> Vec<&'k Field> {
    let is_other = |key: &str| !is_same(then.get(key), now.get(key));
    kind.form_fields().filter(|field| is_other(&field.key) || field.day_flag.is_some_and(is_other)).collect()
}

/// Whether two values say the same, in whatever order.
fn is_same(one: &Value, other: &Value) -> bool {
    let by_id = |items: &[LinkItem]| {
        let mut items = items.to_vec();
        items.sort_by_key(|item| item.id);
        items
    };
    match (one, other) {
        (Value::Names(one), Value::Names(other)) => in_order(one, |tag| fold(tag)) == in_order(other, |tag| fold(tag)),
        (Value::Ids(one), Value::Ids(other)) => in_order(one, |id| *id) == in_order(other, |id| *id),
        (Value::Links(one), Value::Links(other)) => by_id(one) == by_id(other),
        (one, other) => one == other || (one.is_empty() && other.is_empty()),
    }
}

fn in_order<T, K: Ord>(items: &[T], key: impl Fn(&T) -> K) -> Vec<K> {
    let mut keys: Vec<K> = items.iter().map(key).collect();
    keys.sort();
    keys
}
