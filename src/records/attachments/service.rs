//! Adding and deleting files.

use super::MAX_OF_RECORD;
use super::store::{self, Attachment};
use crate::access::Viewer;
use crate::kernel::{Access, ActionId, Error, Problem, RecordRef, Result};
use crate::platform::db::Tx;
use crate::platform::events::{self, NewEvent, RowChange};
use crate::platform::files::{self, Blob, Limits};
use crate::platform::i18n::tr;
use crate::records::registry::Kind;
use crate::records::store as records;
use rusqlite::Connection;
use serde_json::json;

/// Files of one upload after the other are one action if they come within this time of its first.
const TOGETHER_SECS: i64 = 3600;

/// A file that the store has, about to hang on a record.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// As [`crate::platform::files::clean`] gives it.
    pub name: Option<String>,
    pub blob: Blob,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    pub ids: Vec<i64>,
    pub action: ActionId,
}

/// Adds files to a record that the viewer may edit.
///
/// # Errors
/// `NotFound` for a record one may not view, `Forbidden` for one that one may not edit; `Invalid` at `files` where there
/// would be too many.
pub fn add(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, files: &[NewFile]) -> Result<Added> {
    may_add(tx, viewer, kind, id, files.len())?;
    write(tx, viewer, kind, id, files)
}

fn write(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, files: &[NewFile]) -> Result<Added> {
    let unnamed = tr::files_unnamed(viewer.lang);
    let mut rows = Vec::new();
    for file in files {
        let name = file.name.as_deref().unwrap_or(unnamed);
        rows.push(store::insert(tx, kind.key, id, viewer.user_id.0, name, &file.blob)?);
    }
    let ids = rows.iter().map(|row| row.id).collect();
    Ok(Added { ids, action: note(tx, viewer, kind, id, "file.added", &rows)? })
}

/// Whether the viewer may add so many files.
///
/// # Errors
/// As [`add`].
pub fn may_add(conn: &Connection, viewer: &Viewer, kind: &Kind, id: i64, count: usize) -> Result<()> {
    if records::find(conn, viewer, kind, id, Access::Edit)?.is_none() {
        records::get(conn, viewer, kind, id, Access::View)?;
        return Err(Error::Forbidden);
    }
    if store::count(conn, kind.key, id)? + count > MAX_OF_RECORD {
        return Err(Error::invalid("files", Problem::TooMany { max: MAX_OF_RECORD }));
    }
    Ok(())
}

/// What follows goes on with an earlier adding of this person to this record, so that files sent one after the other are
/// taken back at once. An action that is none, or was long ago, or is undone, is left alone.
pub fn go_on(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, action: ActionId) -> Result<()> {
    let earlier = events::find_action(tx, action)?;
    let is_meant = earlier.is_some_and(|earlier| {
        earlier.verb == "file.added"
            && earlier.user_id == Some(viewer.user_id)
            && (earlier.subject_kind.as_str(), earlier.subject_id) == (kind.key, id)
            && earlier.undone_by.is_none()
            && earlier.at >= tx.now().plus_secs(-TOGETHER_SECS)
            && !events::is_held(tx, action)
    });
    if is_meant {
        events::resume(tx, action);
    }
    Ok(())
}

/// Hangs the files of one record on another, too. Part of a verb that looked whether the viewer may change both: the other
/// record may be one that the viewer just made for somebody else.
pub fn copy(tx: &mut Tx<'_>, viewer: &Viewer, from: (&Kind, i64), to: (&Kind, i64)) -> Result<()> {
    let there = store::list(tx, to.0.key, to.1, MAX_OF_RECORD)?;
    let mut files: Vec<NewFile> = store::list(tx, from.0.key, from.1, MAX_OF_RECORD)?
        .into_iter()
        .filter(|file| !there.iter().any(|known| known.hash == file.hash && known.name == file.name))
        .map(|file| NewFile {
            name: Some(file.name),
            blob: Blob { hash: file.hash, size_bytes: file.size_bytes, media_type: file.media_type },
        })
        .collect();
    if files.is_empty() {
        return Ok(());
    }
    // As they came.
    files.reverse();
    files.truncate(MAX_OF_RECORD - there.len().min(MAX_OF_RECORD));
    write(tx, viewer, to.0, to.1, &files).map(drop)
}

/// Gives a file another name; `None` when it is the same. A name without an ending keeps the one there was: it says to
/// other programs what the file is.
///
/// # Errors
/// As [`delete`]; `Invalid` at `name`, also where the file would not have been taken under this name.
pub fn rename(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    (kind, id): (&Kind, i64),
    file: i64,
    typed: &str,
    limits: &Limits,
) -> Result<Option<ActionId>> {
    let found = get_own(tx, viewer, kind, id, file)?;
    let name = files::clean(typed).ok_or_else(|| Error::invalid("name", Problem::Required))?;
    let name = match found.name.rsplit_once('.') {
        Some((_, ending)) if !name.contains('.') => files::clean(&[&name, ".", ending].concat()).unwrap_or(name),
        _ => name,
    };
    if name != found.name {
        limits.check_name("name", &name)?;
    }
    let Some(change) = store::update(tx, file, "name", json!(name))? else { return Ok(None) };
    note(tx, viewer, kind, id, "file.renamed", &[change]).map(Some)
}

/// Takes a file off its record; undo brings it back.
///
/// # Errors
/// `NotFound` for a file of a record one may not view; `Forbidden` for somebody else's file on a record that one may not
/// edit.
pub fn delete(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, file: i64) -> Result<ActionId> {
    get_own(tx, viewer, kind, id, file)?;
    let change = store::update(tx, file, "deleted_at", json!(tx.now().0))?;
    note(tx, viewer, kind, id, "file.deleted", &change.into_iter().collect::<Vec<_>>())
}

/// A file that the viewer may rename and delete.
///
/// # Errors
/// As [`delete`].
pub fn get_own(conn: &Connection, viewer: &Viewer, kind: &Kind, id: i64, file: i64) -> Result<Attachment> {
    let found = get(conn, viewer, kind, id, file)?;
    let is_own = found.created_by == viewer.user_id.0;
    if is_own || records::find(conn, viewer, kind, id, Access::Edit)?.is_some() {
        Ok(found)
    } else {
        Err(Error::Forbidden)
    }
}

/// A file of a record that the viewer may view.
///
/// # Errors
/// `NotFound`.
pub fn get(conn: &Connection, viewer: &Viewer, kind: &Kind, id: i64, file: i64) -> Result<Attachment> {
    records::get(conn, viewer, kind, id, Access::View)?;
    let found = store::by_ids(conn, &[file])?.remove(&file);
    let is_here = |there: &Attachment| there.owner_kind == kind.key && there.owner_id == id && !there.is_deleted;
    found.filter(is_here).ok_or(Error::NotFound)
}

fn note(tx: &mut Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64, verb: &str, rows: &[RowChange]) -> Result<ActionId> {
    let subject = RecordRef::new(kind.key, id);
    let action = events::open(tx, &viewer.actor(), verb, subject)?;
    events::record(tx, &viewer.actor(), &NewEvent { verb, subject, rows })?;
    Ok(action)
}
