//! Who may come into a database that was put in the place of another one. What was known of the browsers and links of its
//! time is worth nothing any more; a program's token stays good, unless it was ended since.

use super::{links, sessions, tokens};
use crate::kernel::Result;
use crate::platform::db::Tx;
use rusqlite::Connection;
use serde::Serialize;

/// What the database that is replaced knows of ended tokens: which they are, or, where it cannot be read, nothing.
#[derive(Debug)]
pub struct Revoked(Option<Vec<Vec<u8>>>);

impl Revoked {
    /// Of a database that cannot be read: any token may have been ended.
    pub fn everything() -> Revoked {
        Revoked(None)
    }
}

impl Default for Revoked {
    fn default() -> Self {
        Revoked(Some(Vec::new()))
    }
}

/// How many ways in were closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Closed {
    pub sessions: usize,
    pub links: usize,
    pub tokens: usize,
}

/// To be asked of the database that is about to be replaced.
pub fn revoked(conn: &Connection) -> Result<Revoked> {
    Ok(Revoked(Some(tokens::revoked(conn)?)))
}

/// Ends all sessions and one-time links, and of the tokens those that were ended since, or all.
pub fn close(tx: &mut Tx<'_>, revoked: &Revoked, all_tokens: bool) -> Result<Closed> {
    let tokens = match &revoked.0 {
        Some(hashes) if !all_tokens => tokens::revoke_these(tx, hashes)?,
        _ => tokens::revoke_everybodys(tx)?,
    };
    Ok(Closed { sessions: sessions::end_all(tx)?, links: links::delete_all(tx)?, tokens })
}
