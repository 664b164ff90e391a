//! The orders of the command line, carried out by whoever holds the data folder: the command itself, or the server that
//! is running on it. Both call [`run`], so that the two ways cannot differ.
//!
//! A command is plain data in and out: it may cross a socket. Files cross with it: see [`Desk`].

pub mod export;
pub mod import;
pub mod seed;
pub mod tokens;
pub mod users;

use crate::access::users as people;
use crate::access::{User, Viewer};
use crate::kernel::{Actor, Error, Lang, Problem, Result, Via};
use crate::office::setup::Beginning;
use crate::platform::db::Db;
use crate::platform::i18n;
use crate::records::Registry;
use rusqlite::Connection;
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
}

/// What a command works with.
pub struct Desk<'a> {
    pub db: &'a Db,
    pub registry: &'a Registry,
    /// What a new office gets, should the command begin one.
    pub beginning: &'a Beginning,
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
pub fn run(desk: &mut Desk<'_>, command: Command) -> Result<Value> {
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
    }
}

fn answer(value: impl Serialize) -> Result<Value> {
    Ok(serde_json::to_value(value).map_err(anyhow::Error::from)?)
}

/// What went wrong, in one line for a person.
pub fn explain(error: &Error, lang: Lang) -> String {
    match error {
        Error::Invalid(fields) => {
            let problems = fields.iter().map(|(path, problem)| format!("{path}: {}", i18n::problem(lang, problem)));
            problems.collect::<Vec<_>>().join("; ")
        }
        Error::Internal(error) => format!("{error:#}"),
        other => other.to_string(),
    }
}

impl Desk<'_> {
    /// On whose behalf it is done. Errors: `Conflict` on a box that was not set up, `Invalid` at `as`.
    pub fn viewer(&self) -> Result<Viewer> {
        let user = self.db.read_blocking(|conn| match self.act_as {
            Some(email) => find_user(conn, "as", email),
            None => people::oldest_active_admin(conn)?
                .ok_or_else(|| Error::Conflict("the office is not set up yet: it has no administrator".into())),
        })?;
        Ok(user.viewer(Via::Cli))
    }

    pub fn actor(&self) -> Result<Actor> {
        Ok(self.viewer()?.actor())
    }
}

/// The user with this e-mail. Errors: `Invalid` at `field`.
fn find_user(conn: &Connection, field: &str, email: &str) -> Result<User> {
    let found = people::find_by_email(conn, &email.trim().to_lowercase())?;
    found.ok_or_else(|| Error::invalid(field, Problem::NoSuchRecord))
}
