//! What happened to a record, newest first: its events and comments, with who did it and what was before.

mod currencies;
mod files;
mod words;

use crate::access::{Viewer, users};
use crate::kernel::{Lang, RecordRef, Result, Timestamp, UserId};
use crate::platform::events::{self, Event, Verbs};
use crate::platform::i18n::tr;
use crate::records::comments::{self, Comment};
use crate::records::options::Dictionary;
use crate::records::panels::{Other, PanelContext, Span};
use crate::records::registry::{Kind, Registry};
use crate::records::service::BROUGHT_BACK;
use crate::records::show::{Lookup, Reader};
use crate::records::value::Values;
use rusqlite::Connection;
use serde::Deserialize;
use std::collections::HashMap;

/// Entries of one page.
pub const PAGE_ENTRIES: u32 = 30;

#[derive(Debug, Clone)]
pub struct Entry {
    /// The event's.
    pub id: i64,
    pub at: Timestamp,
    /// `None` for what the box did by itself.
    pub author: Option<String>,
    /// How it came in: see [`crate::kernel::Via`].
    pub via: String,
    pub what: What,
}

#[derive(Debug, Clone)]
pub enum What {
    Comment {
        comment: Comment,
        is_edited: bool,
        /// Whether the viewer may change and delete it.
        is_own: bool,
    },
    Deed {
        /// `company.updated`
        verb: String,
        changes: Vec<Change>,
        /// The values were erased on purpose: what was changed is not known any more.
        is_erased: bool,
    },
    /// What is no event of the record.
    Other(Box<Other>),
}

/// One field, from what to what, in the reader's words.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub label: String,
    pub words: Words,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Words {
    /// Empty where there was or is no value.
    FromTo(String, String),
    /// Values of a list that came and went.
    Set { added: Vec<String>, removed: Vec<String> },
    /// Files, which may still be there.
    Files(Vec<FileName>),
    /// Something about it that has no words of its own: the order of phones.
    Touched,
}

#[derive(Debug, Clone, PartialEq)]
pub struct FileName {
    pub id: i64,
    pub name: String,
    pub is_there: bool,
    /// Whether browsers show it themselves.
    pub is_shown: bool,
}

#[derive(Debug, Clone, Default)]
pub struct TimelinePage {
    pub entries: Vec<Entry>,
    /// Where the earlier ones begin; none if these were the last.
    pub before: Option<i64>,
    /// The time that the page is of.
    pub span: Span,
}

impl TimelinePage {
    /// Puts what happened in the time of this page, and is no event, where it belongs.
    pub fn add(&mut self, others: Vec<Other>) {
        let entry = |other: Other| Entry {
            id: 0,
            at: other.at,
            author: None,
            via: String::new(),
            what: What::Other(Box::new(other)),
        };
        self.entries.extend(others.into_iter().map(entry));
        // Stable: events of one instant keep their order.
        self.entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    }
}

/// What of a history is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feed {
    #[default]
    All,
    Comments,
    Changes,
}

impl Feed {
    pub const ALL: [Feed; 3] = [Feed::All, Feed::Comments, Feed::Changes];

    /// As an address has it; `None` for what it does not name.
    pub fn code(self) -> Option<&'static str> {
        match self {
            Feed::All => None,
            Feed::Comments => Some("comments"),
            Feed::Changes => Some("changes"),
        }
    }

    /// Whether it shows more than events.
    pub fn has_others(self) -> bool {
        self == Feed::All
    }

    fn verbs(self) -> Verbs {
        match self {
            Feed::All => Verbs::All,
            Feed::Comments => Verbs::Of("comment."),
            Feed::Changes => Verbs::Not("comment."),
        }
    }
}

/// Which page of a history: the latest, or that before an entry.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    pub feed: Feed,
    pub before: Option<i64>,
}

/// A page of the history of a record that the viewer may view.
pub fn page(context: &PanelContext<'_>, reader: &Reader, asked: Asked) -> Result<TimelinePage> {
    let &PanelContext { conn, registry, viewer, kind, record, lookup, .. } = context;
    let subject = RecordRef::new(kind.key, record.id);
    let mut events = events::of_record(conn, subject, asked.feed.verbs(), asked.before, PAGE_ENTRIES + 1)?;
    let has_more = events.len() > PAGE_ENTRIES as usize;
    events.truncate(PAGE_ENTRIES as usize);
    let last = events.last().filter(|_| has_more);
    let (before, from) = (last.map(|event| event.id), last.map(|event| event.at));
    let span = Span { from, before: asked.before.map(|id| events::time_of(conn, id)).transpose()?.flatten() };
    let names = names(conn, lookup, &events)?;
    let comments = comments_of(conn, &events)?;
    let mut changes =
        words::of_events(conn, registry, viewer, reader, lookup.clone(), (kind, &record.values), &events)?;
    let name = |id: UserId| lookup.user(id.0).or(names.get(&id).map(String::as_str)).map(str::to_owned);
    let mut entries: Vec<Entry> = Vec::new();
    let mut last_action = None;
    for event in events {
        let is_same_action = last_action.replace(event.action) == Some(event.action);
        let what = match event.verb.as_str() {
            // What a comment says now stands where it was written.
            "comment.updated" => continue,
            "comment.created" if !event.rows.is_empty() => {
                let Some(comment) = comment_id(&event).and_then(|id| comments.get(&id)) else { continue };
                if comment.is_deleted {
                    continue;
                }
                let written =
                    event.rows[0].after.as_ref().and_then(|row| row.get("body")).and_then(|body| body.as_str());
                What::Comment {
                    is_edited: written != Some(comment.body.as_str()),
                    is_own: comment.user_id == viewer.user_id.0 || viewer.is_admin(),
                    comment: comment.clone(),
                }
            }
            _ => What::Deed {
                is_erased: event.rows.is_empty(),
                changes: changes.remove(&event.id).unwrap_or_default(),
                verb: event.verb,
            },
        };
        if is_same_action && entries.last_mut().is_some_and(|last| files::join(reader.lang, last, &what)) {
            continue;
        }
        let author =
            event.user_id.map(|id| name(id).unwrap_or_else(|| tr::ui_record_number(reader.lang, &id.0.to_string())));
        entries.push(Entry { id: event.id, at: event.at, author, via: event.via, what });
    }
    Ok(TimelinePage { entries, before, span })
}

/// One event in the words of the timeline: for pages that show what an action did. `values_now` are those of the record,
/// as far as they are known.
pub fn changes_of(
    conn: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    reader: &Reader,
    kind: &Kind,
    values_now: &Values,
    event: &Event,
) -> Result<Vec<Change>> {
    let lookup = Lookup::of_words(Dictionary::load(conn, viewer.lang)?);
    let (of, events) = ((kind, values_now), std::slice::from_ref(event));
    let mut changes = words::of_events(conn, registry, viewer, reader, lookup, of, events)?;
    Ok(changes.remove(&event.id).unwrap_or_default())
}

/// Of those whom the record does not name itself; also of those who left: their deeds stay theirs.
fn names(conn: &Connection, lookup: &Lookup, events: &[Event]) -> Result<HashMap<UserId, String>> {
    let unknown = |id: &UserId| lookup.user(id.0).is_none();
    let mut ids: Vec<UserId> = events.iter().filter_map(|event| event.user_id).filter(unknown).collect();
    ids.sort_unstable();
    ids.dedup();
    users::names(conn, &ids)
}

fn comments_of(conn: &Connection, events: &[Event]) -> Result<HashMap<i64, Comment>> {
    let ids: Vec<i64> = events.iter().filter(|event| event.verb == "comment.created").filter_map(comment_id).collect();
    comments::by_ids(conn, &ids)
}

fn comment_id(event: &Event) -> Option<i64> {
    event.rows.iter().find(|change| change.table == "comments").map(|change| change.id)
}

/// What somebody did, as a past tense: "changed".
pub fn deed(lang: Lang, verb: &str) -> &'static str {
    match verb {
        "comment.created" => tr::timeline_commented(lang),
        "comment.deleted" => tr::timeline_comment_deleted(lang),
        "file.added" => tr::files_deed_added(lang),
        "file.renamed" => tr::files_deed_renamed(lang),
        "file.deleted" => tr::files_deed_deleted(lang),
        _ => match verb.rsplit('.').next().unwrap_or_default() {
            "created" => tr::cards_created(lang),
            "deleted" => tr::cards_deleted(lang),
            "restored" => tr::cards_restored(lang),
            BROUGHT_BACK => tr::cards_brought_back(lang),
            "undone" => tr::cards_undone(lang),
            _ => tr::cards_updated(lang),
        },
    }
}
