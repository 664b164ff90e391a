//! Files that came to a record and left it.

use super::{Change, Entry, FileName, What, Words};
use crate::kernel::{Lang, Result};
use crate::platform::events::{Event, Row, RowChange};
use crate::platform::i18n::tr;
use crate::records::attachments::{self, Attachment};
use rusqlite::Connection;
use serde_json::Value as Json;
use std::collections::HashMap;

/// By the id of the event: the files it added, then those it took away.
pub(super) fn of_events(conn: &Connection, lang: Lang, events: &[Event]) -> Result<Vec<(i64, Vec<Change>)>> {
    let ids: Vec<i64> = events.iter().flat_map(rows_of).map(|change| change.id).collect();
    let there = attachments::by_ids(conn, &ids)?;
    let mut said = Vec::new();
    for event in events {
        let (renamed, others): (Vec<&RowChange>, Vec<&RowChange>) =
            rows_of(event).partition(|change| names_of(change).is_some());
        let (added, removed): (Vec<&RowChange>, Vec<&RowChange>) =
            others.into_iter().partition(|change| is_there(&change.after));
        let named =
            |changes: Vec<&RowChange>| changes.into_iter().map(|change| named(change, &there)).collect::<Vec<_>>();
        let (added, removed) = (named(added), named(removed));
        let mut changes = Vec::new();
        for (before, after) in renamed.into_iter().filter_map(names_of) {
            let words = Words::FromTo(before.to_owned(), after.to_owned());
            changes.push(Change { label: tr::files_renamed(lang).to_owned(), words });
        }
        if !added.is_empty() {
            changes.push(Change { label: tr::files_added(lang, added.len() as i64), words: Words::Files(added) });
        }
        if !removed.is_empty() {
            changes.push(Change { label: tr::files_removed(lang, removed.len() as i64), words: Words::Files(removed) });
        }
        if !changes.is_empty() {
            said.push((event.id, changes));
        }
    }
    Ok(said)
}

/// Files that came or went together, one after the other, are one entry; false where these are none.
pub(super) fn join(lang: Lang, last: &mut Entry, earlier: &What) -> bool {
    let (What::Deed { verb, changes, .. }, What::Deed { verb: other, changes: others, .. }) = (&mut last.what, earlier)
    else {
        return false;
    };
    let ([change], [other_change]) = (changes.as_mut_slice(), others.as_slice()) else { return false };
    let (Words::Files(files), Words::Files(more)) = (&mut change.words, &other_change.words) else { return false };
    let label = match verb.as_str() {
        "file.added" => tr::files_added,
        "file.deleted" => tr::files_removed,
        _ => return false,
    };
    if verb != other {
        return false;
    }
    files.splice(0..0, more.iter().cloned());
    change.label = label(lang, files.len() as i64);
    true
}

fn rows_of(event: &Event) -> impl Iterator<Item = &RowChange> {
    event.rows.iter().filter(|change| change.table == "attachments")
}

/// Of a file that was only renamed, from what to what.
fn names_of(change: &RowChange) -> Option<(&str, &str)> {
    Some((change.before.as_ref()?.get("name")?.as_str()?, change.after.as_ref()?.get("name")?.as_str()?))
}

/// Whether there is a file after a change: a row that is not marked as deleted.
fn is_there(after: &Option<Row>) -> bool {
    after.as_ref().is_some_and(|row| row.get("deleted_at").is_none_or(Json::is_null))
}

fn named(change: &RowChange, there: &HashMap<i64, Attachment>) -> FileName {
    let found = there.get(&change.id);
    let told = [&change.before, &change.after].into_iter().flatten().find_map(|row| row.get("name")?.as_str());
    let name = found.map(|file| file.name.as_str()).or(told).unwrap_or_default().to_owned();
    FileName {
        id: change.id,
        name,
        is_there: found.is_some_and(|file| !file.is_deleted),
        is_shown: found.is_some_and(|file| file.media_type.is_shown()),
    }
}
