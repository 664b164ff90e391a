//! What others change while somebody looks: which records of a kind, as far as the viewer may know of them.

use crate::access::{Scope, Viewer, users};
use crate::kernel::{Access, RecordRef, Result, UserId};
use crate::platform::events::{self, Event, Told, Verbs};
use crate::platform::i18n::tr;
use crate::records::registry::Kind;
use crate::records::store;
use rusqlite::Connection;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// More events at once, and whoever watches had better look anew: an import, or a change of many.
const MOST: u32 = 100;

/// Of one record, no more events are looked at.
const LATEST: u32 = 20;

/// A record that changed and that the viewer sees now.
#[derive(Debug, PartialEq, Serialize)]
pub struct Changed {
    pub id: i64,
    pub version: i64,
    /// Who did it, other than the viewer: the last of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The last event by others, else by the viewer: only to who watches one record, whose files and comments come and go
    /// without a version of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<i64>,
}

#[derive(Debug, Default, PartialEq, Serialize)]
pub struct News {
    pub changed: Vec<Changed>,
    /// Left the sight of the viewer.
    pub gone: Vec<i64>,
}

impl News {
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.gone.is_empty()
    }
}

/// What is told to who watches.
#[derive(Debug, PartialEq)]
pub enum Heard {
    News(News),
    /// Too much to be told one by one, or it is not known since when; whether any of it concerns the viewer.
    Much {
        is_theirs: bool,
    },
}

/// What happened to records of the kind after the event `after`; with it the last event of all.
pub fn news(conn: &Connection, viewer: &Viewer, kind: &Kind, after: Option<i64>) -> Result<(i64, Heard)> {
    let since = events::since(conn, kind.key, after, MOST)?;
    let heard = match since.told {
        Told::Events(events) => Heard::News(told(conn, viewer, kind, events)?),
        Told::Records(ids) => {
            Heard::Much { is_theirs: is_any_theirs(conn, viewer, kind, &ids, after.unwrap_or_default())? }
        }
        Told::Unknown => Heard::Much { is_theirs: true },
    };
    Ok((since.last, heard))
}

/// Whether the viewer sees one of these records, or did before the events after `after`.
fn is_any_theirs(conn: &Connection, viewer: &Viewer, kind: &Kind, ids: &[i64], after: i64) -> Result<bool> {
    /// Looked up at once.
    const PAGE: usize = 500;
    let Scope::Own = viewer.scope(kind.key, Access::View) else { return Ok(true) };
    for page in ids.chunks(PAGE) {
        if !store::access::allowed(conn, viewer, kind, page, Access::View)?.is_empty() {
            return Ok(true);
        }
    }
    let left = events::since_naming(conn, kind.key, after, ["responsible_id", "user_id"], viewer.user_id.0)?;
    Ok(was_seen(viewer, kind, &left))
}

/// What happened to one record; where it is not known since when, what happened last: who knows it already sees that by
/// the version.
pub fn news_of(conn: &Connection, viewer: &Viewer, kind: &Kind, id: i64, after: Option<i64>) -> Result<(i64, News)> {
    let last = events::last(conn)?;
    let mut events = events::of_record(conn, RecordRef::new(kind.key, id), Verbs::All, None, LATEST)?;
    events.retain(|event| event.id > after.unwrap_or_default());
    events.reverse();
    let me = Some(viewer.user_id);
    let event = events.iter().rfind(|event| event.user_id != me).or(events.last()).map(|event| event.id);
    let mut news = told(conn, viewer, kind, events)?;
    news.changed.iter_mut().for_each(|changed| changed.event = event);
    Ok((last, news))
}

fn told(conn: &Connection, viewer: &Viewer, kind: &Kind, events: Vec<Event>) -> Result<News> {
    let mut touched: BTreeMap<i64, Vec<Event>> = BTreeMap::new();
    for event in events {
        touched.entry(event.record_id).or_default().push(event);
    }
    let ids: Vec<i64> = touched.keys().copied().collect();
    let live: HashMap<i64, i64> =
        store::by_ids(conn, viewer, kind, &[], &ids)?.into_iter().map(|record| (record.id, record.version)).collect();
    // In the bin it is still one's own.
    let own = store::access::allowed(conn, viewer, kind, &ids, Access::View)?;
    let mut news = News::default();
    let mut names = HashMap::new();
    for (id, events) in touched {
        if let Some(version) = live.get(&id) {
            let by = events.iter().rev().map(|event| event.user_id).find(|by| *by != Some(viewer.user_id));
            let by = by.map(|by| name(conn, viewer, by, &mut names)).transpose()?;
            news.changed.push(Changed { id, version: *version, by, event: None });
        } else if own.contains(&id) || was_seen(viewer, kind, &events) {
            news.gone.push(id);
        }
    }
    Ok(news)
}

fn name(
    conn: &Connection,
    viewer: &Viewer,
    user: Option<UserId>,
    known: &mut HashMap<UserId, String>,
) -> Result<String> {
    let itself = || tr::cards_korob(viewer.lang).to_owned();
    let Some(user) = user else { return Ok(itself()) };
    if let Some(name) = known.get(&user) {
        return Ok(name.clone());
    }
    let name = users::find(conn, user)?.map_or_else(itself, |user| user.name);
    known.insert(user, name.clone());
    Ok(name)
}

/// Whether the viewer saw a record that is out of sight now, before one of these events.
fn was_seen(viewer: &Viewer, kind: &Kind, events: &[Event]) -> bool {
    match viewer.scope(kind.key, Access::View) {
        Scope::All => true,
        Scope::None => false,
        Scope::Own => events.iter().flat_map(|event| &event.rows).any(|change| {
            let user = match change.table.as_str() {
                "record_observers" => "user_id",
                table if table == kind.plural => "responsible_id",
                _ => return false,
            };
            let before = change.before.as_ref().and_then(|row| row.get(user));
            before.and_then(serde_json::Value::as_i64) == Some(viewer.user_id.0)
        }),
    }
}
