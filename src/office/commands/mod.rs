//! The orders of the command line, carried out by whoever holds the data folder: the command itself, or the server that
//! is running on it. Both call [`run`], so that the two ways cannot differ.
//!
//! A command is plain data in and out: it may cross a socket. Files cross with it: see [`Desk`].

pub mod export;
pub mod import;
pub mod licence;
mod refusal;
pub mod seed;
pub mod tokens;
pub mod users;

pub use refusal::Refusal;
pub use users::ensure_begins;

use crate::access::users as people;
use crate::access::{User, Viewer};
use crate::kernel::{Actor, Error, Via};
use crate::office::licence::Licences;
use crate::office::setup::Beginning;
use crate::platform::db::Db;
use crate::records::Registry;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::Write;
use std::path::Path;

/// What can be ordered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    UserAdd(users::Add),
    UserList,
    UserSetPassword(users::SetPassword),
    UserDisable(users::Who),
    UserEnable(users::Who),
    TokenCreate(tokens::Create),
    TokenList(tokens::List),
    TokenRevoke(tokens::Revoke),
    Seed(seed::Order),
    Import(import::Order),
    Export(export::Order),
    /// Nothing but an answer, after a turn of the writer and one of a reader.
    Ping,
    LicenceRenew(licence::Renew),
}

impl Command {
    /// Leaves everything as it is.
    pub fn only_reads(&self) -> bool {
        matches!(self, Command::UserList | Command::TokenList(_) | Command::Export(_))
    }
}

/// What a command works with.
pub struct Desk<'a> {
    pub db: &'a Db,
    pub registry: &'a Registry,
    /// What a new office gets, should the command begin one.
    pub beginning: &'a Beginning,
    pub licences: &'a Licences,
    /// Where browsers find the office, without a slash at the end: links that are handed out begin with it.
    pub url: &'a str,
    /// The e-mail of the user on whose behalf it is done; by default the oldest active administrator.
    pub act_as: Option<&'a str>,
    /// The file that the command was given.
    pub input: Option<&'a Path>,
    /// Where a file goes that the command makes.
    pub output: &'a mut dyn Write,
    /// Told how much is done, and of how much.
    pub progress: &'a mut dyn FnMut(i64, i64),
}

/// Carries a command out; the answer is the JSON that `--json` prints.
pub fn run(desk: &mut Desk<'_>, command: Command) -> Result<Value, Refusal> {
    if desk.act_as.is_some() {
        // Also where it makes no difference: a mistyped name must not go unnoticed.
        desk.viewer()?;
    }
    match command {
        Command::UserAdd(add) => answer(users::add(desk, add)?),
        Command::UserList => answer(users::list(desk)?),
        Command::UserSetPassword(order) => answer(users::set_password(desk, order)?),
        Command::UserDisable(who) => answer(users::disable(desk, &who)?),
        Command::UserEnable(who) => answer(users::enable(desk, &who)?),
        Command::TokenCreate(create) => answer(tokens::create(desk, create)?),
        Command::TokenList(list) => answer(tokens::list(desk, &list)?),
        Command::TokenRevoke(revoke) => answer(tokens::revoke(desk, &revoke)?),
        Command::Seed(order) => answer(seed::run(desk, &order)?),
        Command::Import(order) => answer(import::run(desk, &order)?),
        Command::Export(order) => answer(export::run(desk, &order)?),
        Command::Ping => {
            desk.db.write_blocking(|_| Ok(()))?;
            desk.db.read_blocking(people::oldest_active_admin)?;
            answer(())
        }
        Command::LicenceRenew(order) => answer(licence::renew(desk, &order)?),
    }
}

fn answer(value: impl Serialize) -> Result<Value, Refusal> {
    Ok(serde_json::to_value(value).map_err(|error| Error::Internal(error.into()))?)
}

impl Desk<'_> {
    /// On whose behalf it is done. Errors: `NotSetUp`, `NoSuchUser`, `Disabled`.
    pub fn viewer(&self) -> Result<Viewer, Refusal> {
        let user = match self.act_as {
            Some(email) => self.user(email)?,
            None => self.db.read_blocking(people::oldest_active_admin)?.ok_or(Refusal::NotSetUp)?,
        };
        if !user.is_active() {
            return Err(Refusal::Disabled(user.email));
        }
        Ok(user.viewer(Via::Cli))
    }

    pub fn actor(&self) -> Result<Actor, Refusal> {
        Ok(self.viewer()?.actor())
    }

    /// The user with this e-mail. Errors: `NoSuchUser`.
    fn user(&self, email: &str) -> Result<User, Refusal> {
        let email = email.trim().to_lowercase();
        let found = self.db.read_blocking(|conn| people::find_by_email(conn, &email))?;
        found.ok_or(Refusal::NoSuchUser(email))
    }
}
