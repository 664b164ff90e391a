//! Imports that nobody goes on with: a file full of other people's data is not kept for nothing.

use super::model::Status;
use super::running::{Turn, status};
use super::{files, store};
use crate::access::Viewer;
use crate::kernel::{ActionId, Error, Result};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::records::registry::Kind;

/// Throws a draft away, or ends what was stopped where it stands: what it brought in stays. With the file.
///
/// # Errors
/// `Conflict` for one that is running or over.
pub fn discard(db: &Db, viewer: &Viewer, kind: &Kind, id: i64) -> Result<()> {
    let import = db.read_blocking(|conn| store::get_any(conn, viewer, kind.key, id))?;
    match status(db, &import) {
        // Asked where it is deleted: it may have begun since it was read.
        Status::Draft if db.write_blocking(move |tx| store::delete_draft(tx, id))? => {
            files::remove_of(db, id);
            Ok(())
        }
        Status::Stopped => end(db, id),
        _ => Err(Error::conflict(tr::imports_begun)),
    }
}

/// Ends the import that this action was, once it is taken back: nobody can go on with it. For threads that may block.
pub fn end_undone(db: &Db, action: ActionId) -> Result<()> {
    match db.read_blocking(|conn| store::undone_of(conn, action))? {
        Some(id) => end(db, id),
        None => Ok(()),
    }
}

fn end(db: &Db, id: i64) -> Result<()> {
    let _turn = Turn::take(db, id)?;
    db.write_blocking(move |tx| store::set_ended(tx, id, Status::Done, None))?;
    files::remove_of(db, id);
    Ok(())
}
