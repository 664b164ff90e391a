//! In which currency a sum was at the time of an event.

use super::words::own;
use crate::kernel::{RecordRef, Result};
use crate::platform::events::{self, Event};
use crate::records::registry::{FieldType, Kind};
use crate::records::value::{Value, Values};
use rusqlite::Connection;
use std::collections::HashMap;

pub(super) struct Currencies<'v> {
    now: &'v Values,
    /// By the currency's field: the events that changed it, oldest first, with what it was before and after.
    changes: HashMap<&'static str, Vec<(i64, Value, Value)>>,
}

impl<'v> Currencies<'v> {
    /// Reads how the currencies of a record changed since the oldest of these events of it; `now` holds what they are.
    pub fn load(conn: &Connection, kind: &Kind, now: &'v Values, events: &[Event]) -> Result<Currencies<'v>> {
        let mut changes = HashMap::new();
        let Some(oldest) = events.iter().min_by_key(|event| event.id) else { return Ok(Currencies { now, changes }) };
        let subject = RecordRef::new(kind.key, oldest.record_id);
        for sum in &kind.fields {
            let FieldType::Money { currency } = sum.field_type else { continue };
            let Some(field) = kind.field(currency).filter(|_| !changes.contains_key(currency)) else { continue };
            let naming = events::of_record_naming(conn, subject, oldest.id, currency)?;
            let change = |event: &Event| own(event, kind, field).map(|(before, after)| (event.id, before, after));
            changes.insert(currency, naming.iter().filter_map(change).collect());
        }
        Ok(Currencies { now, changes })
    }

    /// What the currency was before and after the event.
    pub fn at(&self, currency: &str, event: i64) -> [Value; 2] {
        let changes = self.changes.get(currency).map_or(&[][..], Vec::as_slice);
        match changes.iter().find(|(id, ..)| *id >= event) {
            Some((id, before, after)) if *id == event => [before.clone(), after.clone()],
            // It was as the next change found it.
            Some((_, before, _)) => [before.clone(), before.clone()],
            None => [self.now.get(currency).clone(), self.now.get(currency).clone()],
        }
    }
}
