//! What stands around the records of a list or a board.

use crate::access::{Viewer, users};
use crate::kernel::{ActionId, Result, Timestamp};
use crate::platform::events;
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::records::list::saved_views;
use crate::records::list::{Address, Condition, Filter, Op, Page};
use crate::records::options::Dictionary;
use crate::records::registry::{FieldType, Kind, Registry};
use crate::records::show::{Lookup, Reader};
use crate::records::store::{self, ById};
use crate::records::value::{LinkItem, Value, Values};
use crate::records::views::list::{Frame, Person};
use rusqlite::Connection;
use std::sync::Arc;

/// As many words are offered as tags; the rest is typed into an address.
const TAGS: usize = 60;

pub(super) fn frame(
    conn: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    kind: &Arc<Kind>,
    address: Address,
    page: &Page,
    now: Timestamp,
) -> Result<Frame> {
    // Only conditions offer them: the panel, and the chip of one that is there.
    let is_of_tags =
        |condition: &Condition| kind.field(&condition.field).is_some_and(|field| field.field_type == FieldType::Tags);
    let needs_tags = address.is_panel_open || address.query.filter.0.iter().any(is_of_tags);
    let asked = values_of(kind, &address.query.filter);
    let values: Vec<&Values> = page.records.iter().map(|record| &record.values).chain(&asked).collect();
    let mut lookup = Lookup::of_words(Dictionary::load(conn, viewer.lang)?);
    lookup.note(page.titles.clone());
    lookup.learn(conn, registry, viewer, kind, values.into_iter())?;
    Ok(Frame {
        reader: Reader::of(viewer, now),
        office: Office::load(conn)?,
        lookup,
        views: saved_views::list(conn, viewer, kind)?,
        people: people(conn)?,
        tags: if needs_tags { tags(conn, viewer, kind)? } else { Vec::new() },
        plurals: registry.kinds().iter().map(|kind| (kind.key, kind.plural)).collect(),
        done: None,
        next: ById::default(),
        mark: None,
        count: 0,
        refused: Vec::new(),
        kind: kind.clone(),
        viewer: viewer.clone(),
        address,
    })
}

/// Who can be responsible, for filters and assigning.
pub(super) fn people(conn: &Connection) -> Result<Vec<Person>> {
    let names = users::active_names(conn)?;
    Ok(names.into_iter().map(|(id, name)| Person { id: id.0, name }).collect())
}

pub(super) fn tags(conn: &Connection, viewer: &Viewer, kind: &Kind) -> Result<Vec<(String, String)>> {
    store::tags::names(conn, viewer, kind, TAGS)
}

/// The linked records and people a filter names, as values whose titles are to be looked up.
fn values_of(kind: &Kind, filter: &Filter) -> Vec<Values> {
    let mut values = Vec::new();
    for condition in filter.0.iter().filter(|condition| condition.op != Op::Empty) {
        let Some(field) = kind.field(&condition.field) else { continue };
        if let FieldType::Reference(_) = field.field_type {
            let named = condition.values.iter().map(|value| Value::Text(value.clone()));
            values.extend(named.map(|value| Values::default().with(field.key.clone(), value)));
            continue;
        }
        for id in condition.values.iter().filter_map(|value| value.parse().ok()) {
            let value = match field.field_type {
                FieldType::Link { .. } | FieldType::User => Value::Int(id),
                FieldType::Observers => Value::Ids(vec![id]),
                FieldType::Links(_) => Value::Links(vec![LinkItem { id, ..LinkItem::default() }]),
                _ => continue,
            };
            values.push(Values::default().with(field.key.clone(), value));
        }
    }
    values
}

/// The deletion that led here, while its author can still take it back.
pub(super) fn deed(conn: &Connection, viewer: &Viewer, done: Option<i64>) -> Result<Option<(String, ActionId)>> {
    let Some(id) = done else { return Ok(None) };
    let action = events::find_action(conn, ActionId(id))?;
    let open = action.filter(|action| action.user_id == Some(viewer.user_id) && action.undone_by.is_none());
    Ok(open.filter(|action| action.verb.ends_with(".deleted")).map(|action| {
        let text = match action.verb.as_str() {
            "view.deleted" => tr::lists_view_deleted(viewer.lang).to_owned(),
            _ => tr::records_bulk_deleted(viewer.lang, 1),
        };
        (text, action.id)
    }))
}
