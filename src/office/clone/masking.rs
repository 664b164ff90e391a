//! A copy in which nobody is to be recognised.

use super::{invented, store};
use crate::access::password;
use crate::access::users;
use crate::kernel::Error;
use crate::office::backup::{BackupError, Result, keep};
use crate::office::demo::spoken_password;
use crate::platform::db::Db;
use crate::platform::files::BlobHash;
use crate::records::{Registry, masking};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::path::Path;

/// What every file on a record is in a masked copy.
const PAPER: &[u8] = b"A file was here.\n";

/// With what one signs in to a masked copy: the oldest active administrator under another name.
#[derive(Debug, Serialize)]
pub struct Login {
    pub email: String,
    pub password: String,
}

/// Replaces all that people wrote in the copied office.
///
/// # Errors
/// Where there may be texts of which nobody has said what they are.
pub(super) fn mask(db: &Db, registry: &Registry) -> Result<Login> {
    let kinds = registry.kinds();
    let undecided = db.read_blocking(|conn| store::undecided(conn, &kinds))?;
    if !undecided.is_empty() {
        return Err(anyhow::anyhow!("nobody has said how to mask {}", undecided.join(", ")).into());
    }
    let password = spoken_password();
    let (hash, paper) = (password::hash(&password)?, paper()?);
    let email = db.write_blocking(move |tx| {
        store::mask(tx, &hash, paper)?;
        Ok(users::oldest_active_admin(tx)?.ok_or(Error::NotFound)?.email)
    })?;
    for kind in kinds.iter() {
        masking::mask(db, kind, invented::values)?;
    }
    Ok(Login { email, password })
}

/// The one file that all rows name.
pub(super) fn paper() -> Result<(BlobHash, u64)> {
    let hash: String = Sha256::digest(PAPER).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((hash.parse()?, PAPER.len() as u64))
}

/// Puts it into the copy.
pub(super) fn bring_paper(ready: &Path, target: &Path) -> Result<()> {
    keep(ready, target, &mut &*PAPER).map_err(BackupError::at(target))
}
