//! What happens to users. Who may do it is decided by the routes: only an administrator, or the user for the profile and
//! the password; the CLI acts for an administrator.

use super::model::{NewUser, ProfileChanges, User, UserChanges, clean_name};
use super::seats::Seats;
use super::store;
use crate::access::password::PasswordHash;
use crate::access::viewer::Role;
use crate::access::{links, sessions, tokens};
use crate::kernel::{Actor, Error, FieldErrors, Problem, RecordRef, Result, UserId};
use crate::platform::db::Tx;
use crate::platform::events::{self, NewEvent, RowChange};
use rusqlite::Connection;

/// Adds somebody to an office that is at work. Errors: as [`create`]; `Invalid` at `email` where no seat is free.
pub fn let_in(tx: &mut Tx<'_>, actor: &Actor, seats: &Seats, new: &NewUser) -> Result<UserId> {
    let name_and_email = checked(tx, &new.name, new.email.as_str(), None);
    name_and_email.and_then(|_| seats.ensure_free(tx))?;
    create(tx, actor, new)
}

/// Adds the first people of an office that begins, or of an invented one: nobody asks for their seats. All others are
/// [`let_in`]. Errors: `Invalid` at `name` or `email`.
pub fn create(tx: &mut Tx<'_>, actor: &Actor, new: &NewUser) -> Result<UserId> {
    let name = checked(tx, &new.name, new.email.as_str(), None)?;
    let id = store::insert(tx, new, &name)?;
    let user = store::get(tx, id)?;
    record(tx, actor, "user.created", None, &user)?;
    Ok(id)
}

/// Changes name, e-mail and role. Errors: `Invalid`, `Stale`, `Conflict` if it would leave no active administrator.
pub fn update(tx: &mut Tx<'_>, actor: &Actor, id: UserId, changes: &UserChanges) -> Result<()> {
    let before = store::get(tx, id)?;
    if before.version != changes.version {
        return Err(Error::Stale { current_version: before.version });
    }
    let name = checked(tx, &changes.name, changes.email.as_str(), Some(id))?;
    if before.role == Role::Admin && changes.role != Role::Admin {
        keep_an_admin(tx, id)?;
    }
    store::update(tx, id, &name, changes.email.as_str(), changes.role)?;
    if before.role != changes.role {
        end_all(tx, id)?;
    }
    record_change(tx, actor, "user.updated", &before)
}

/// Changes what everybody decides for themselves. Errors: `Invalid` at `name`.
pub fn update_profile(tx: &mut Tx<'_>, actor: &Actor, id: UserId, changes: &ProfileChanges) -> Result<()> {
    let before = store::get(tx, id)?;
    let name = clean_name(&changes.name).map_err(Error::Invalid)?;
    store::update_profile(tx, id, &name, changes)?;
    record_change(tx, actor, "user.updated", &before)
}

/// Gives the user another password (which was found good by `password::check`) and ends every way in that the old one
/// opened. Whoever changes their own begins a new session afterwards.
pub fn set_password(tx: &mut Tx<'_>, actor: &Actor, id: UserId, hash: &PasswordHash) -> Result<()> {
    let user = store::get(tx, id)?;
    store::set_password(tx, id, hash.as_str())?;
    store::forget_devices(tx, id)?;
    end_all(tx, id)?;
    record_change(tx, actor, "user.password_set", &user)
}

/// Ends the user's access at once; records, history and name stay. Disabling twice changes nothing.
///
/// Errors: `Invalid` at `role` if it would leave no active administrator.
pub fn disable(tx: &mut Tx<'_>, actor: &Actor, id: UserId) -> Result<()> {
    let before = store::get(tx, id)?;
    if !before.is_active() {
        return Ok(());
    }
    if before.role == Role::Admin {
        keep_an_admin(tx, id)?;
    }
    store::set_disabled(tx, id, Some(tx.now()))?;
    end_all(tx, id)?;
    record_change(tx, actor, "user.disabled", &before)
}

/// Lets a disabled user in again, with the password as it was. Errors: `Invalid` at `email` where no seat is free.
pub fn enable(tx: &mut Tx<'_>, actor: &Actor, seats: &Seats, id: UserId) -> Result<()> {
    let before = store::get(tx, id)?;
    if before.is_active() {
        return Ok(());
    }
    seats.ensure_free(tx)?;
    store::set_disabled(tx, id, None)?;
    record_change(tx, actor, "user.enabled", &before)
}

fn checked(conn: &Connection, name: &str, email: &str, own: Option<UserId>) -> Result<String> {
    let mut errors = FieldErrors::default();
    let name = clean_name(name).unwrap_or_else(|problems| {
        errors = problems;
        String::new()
    });
    if store::find_by_email(conn, email)?.is_some_and(|other| Some(other.id) != own) {
        errors.add("email", Problem::AlreadyTaken);
    }
    errors.into_result()?;
    Ok(name)
}

fn keep_an_admin(conn: &Connection, leaving: UserId) -> Result<()> {
    let is_admin = |user: &User| user.role == Role::Admin && user.is_active() && user.id != leaving;
    if store::list(conn)?.iter().any(is_admin) {
        return Ok(());
    }
    Err(Error::invalid("role", Problem::LastAdmin))
}

fn end_all(tx: &mut Tx<'_>, id: UserId) -> Result<()> {
    sessions::end_of_user(tx, id, None)?;
    tokens::revoke_all(tx, id)?;
    links::end_of_user(tx, id)
}

fn record_change(tx: &mut Tx<'_>, actor: &Actor, verb: &str, before: &User) -> Result<()> {
    let after = store::get(tx, before.id)?;
    record(tx, actor, verb, Some(before), &after)
}

/// For history and audit; the columns that changed, never the password.
fn record(tx: &mut Tx<'_>, actor: &Actor, verb: &str, before: Option<&User>, after: &User) -> Result<()> {
    let now = store::event_row(after);
    let change = match before.map(store::event_row) {
        None => RowChange { table: "users".into(), id: after.id.0, before: None, after: Some(now) },
        Some(then) => {
            let differs = |name: &String| then.get(name) != now.get(name);
            let changed = |row: &crate::platform::events::Row| {
                row.iter()
                    .filter(|(name, _)| differs(name))
                    .map(|(name, value)| (name.clone(), value.clone()))
                    .collect()
            };
            RowChange {
                table: "users".into(),
                id: after.id.0,
                before: Some(changed(&then)),
                after: Some(changed(&now)),
            }
        }
    };
    let subject = RecordRef::new("user", after.id.0);
    events::record(tx, actor, &NewEvent { verb, subject, rows: &[change] })?;
    Ok(())
}
