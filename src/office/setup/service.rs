//! Creating the office.

use crate::access::links::{self, Purpose};
use crate::access::users::{self, NewUser};
use crate::access::{Role, Secret};
use crate::kernel::{Actor, Error, Result, UserId};
use crate::platform::db::{Db, Tx};
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use rusqlite::Connection;

/// One thing that a new office gets.
pub type Step = fn(&mut Tx<'_>, &Office) -> Result<()>;

pub struct NewOffice {
    pub office: Office,
    /// Becomes the first administrator, whatever role is named.
    pub admin: NewUser,
}

/// True until the office has its first user.
pub fn is_needed(conn: &Connection) -> Result<bool> {
    users::is_empty(conn)
}

/// Creates the office with all it ships and its first administrator, whose id is given back.
///
/// Errors: `Conflict` if there is an office already; `Invalid` at `name` or `email` of the administrator.
pub fn create_office(tx: &mut Tx<'_>, actor: &Actor, new: &NewOffice, steps: &[Step]) -> Result<UserId> {
    if !is_needed(tx)? {
        return Err(Error::conflict(tr::setup_over));
    }
    new.office.save(tx)?;
    let NewUser { name, email, lang, zone, password, .. } = &new.admin;
    let admin = NewUser {
        name: name.clone(),
        email: email.clone(),
        role: Role::Admin,
        lang: *lang,
        zone: *zone,
        password: password.clone(),
    };
    let id = users::create(tx, actor, &admin)?;
    steps.iter().try_for_each(|step| step(tx, &new.office))?;
    // Whoever did it otherwise meanwhile must not leave a way in.
    links::end_for_setup(tx)?;
    Ok(id)
}

/// A new one-time link for the set-up, in place of any before; `None` when there is nothing to set up.
pub fn link(db: &Db) -> Result<Option<Secret>> {
    if !db.read_blocking(is_needed)? {
        return Ok(None);
    }
    db.write_blocking(|tx| links::create_for_setup(tx)).map(Some)
}

/// Whether the link lets somebody set the office up now.
pub(super) fn is_open(conn: &Connection, token: &str, now: crate::kernel::Timestamp) -> Result<bool> {
    let link = links::find(conn, token, now)?;
    Ok(link.is_some_and(|link| link.purpose == Purpose::Setup) && is_needed(conn)?)
}
