//! `korob license`: the licence of an office, and the vendor's side of it.

mod vendor;

use super::{Failure, Global, desk, output};
use crate::kernel::Lang;
use crate::office::commands::Command;
use crate::office::commands::licence::Renew;
use crate::office::licence::{FILE, Found, Licence, MAX_TEXT_BYTES, Request, days_left};
use crate::platform::db::copy;
use crate::platform::i18n::{format, reason, tr};
use clap::{Args, Subcommand};
use serde_json::json;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The licence: how many people may be active, and which versions are covered
///
/// Without one the full product runs for a few people, for ever. Nobody is ever locked out.
#[derive(Debug, Args)]
pub(super) struct License {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Print which licence is in force; also while nothing is served
    Status {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Print the text to send to the vendor for a licence; there is nothing about people in it
    Request,
    /// Put a licence in force, at once, also while a server runs
    Renew {
        /// The file that the vendor sent, or the code itself
        // The text of a file, pasted here, begins with dashes.
        #[arg(value_name = "FILE|CODE", allow_hyphen_values = true)]
        given: String,
        /// Also in the place of one that is newer, lasts longer or has more seats
        #[arg(long)]
        replace: bool,
    },
    Keygen(vendor::Keygen),
    Issue(vendor::Issue),
}

pub(super) fn run(global: &Global, command: License) -> Result<(), Failure> {
    match command.action {
        Action::Status { json } => status(global, json),
        Action::Request => output::print(&stand(global)?.1.text()),
        Action::Renew { given, replace } => renew(global, &given, replace),
        Action::Keygen(command) => vendor::keygen(global.lang(), &command),
        Action::Issue(command) => vendor::issue(global.lang(), command),
    }
}

/// How the office stands, read without opening it: a licence may be just what is missing.
fn stand(global: &Global) -> Result<(Found, Request), Failure> {
    global.ensure_office()?;
    let vendor = &global.vendor;
    let database = global.data.join("korob.db");
    let instance_id = copy::instance_id(&database)?;
    let found = Found::at(&global.data.join(FILE), vendor, Some(&instance_id));
    let request = copy::read(&database, |conn| Request::of(conn, &instance_id, vendor, &found))?;
    Ok((found, request))
}

fn status(global: &Global, is_json: bool) -> Result<(), Failure> {
    let lang = global.lang();
    let (found, stand) = stand(global)?;
    let today = chrono::Utc::now().date_naive();
    let unusable = match &found {
        Found::Unusable(error) => Some(error),
        Found::Nothing | Found::Good(_) => None,
    };
    if is_json {
        return output::print_json(&json!({
            "firm": stand.firm, "office": stand.instance_id, "version": stand.version,
            "released_on": global.vendor.released_on(),
            "active_users": stand.active_users, "seats": stand.seats, "licence": stand.licence,
            "days_left": stand.licence.as_ref().map(|licence| days_left(licence, today)),
            "unusable": unusable.map(|error| json!({ "code": error.code(), "text": error.text(lang) })),
        }));
    }
    let mut lines = Vec::new();
    match &found {
        Found::Good(licence) => lines.extend(told(lang, licence)),
        Found::Unusable(error) => lines.push(tr::licence_unusable(lang, &error.text(lang))),
        Found::Nothing => lines.push(tr::licence_none(lang, i64::from(stand.seats))),
    }
    lines.push(tr::licence_seats_used(lang, &stand.active_users.to_string(), &stand.seats.to_string()));
    output::print(&(lines.join("\n") + "\n"))
}

fn told(lang: Lang, licence: &Licence) -> [String; 2] {
    let day = |day| format::date(lang, day);
    let edition = tr::licence_edition_office(lang);
    [
        tr::licence_of(lang, &licence.id, &licence.firm, edition, &day(licence.issued_on)),
        tr::licence_covers(lang, &day(licence.updates_until)),
    ]
}

fn renew(global: &Global, given: &str, may_be_older: bool) -> Result<(), Failure> {
    let lang = global.lang();
    let text = read(lang, given)?;
    let licence: Licence = desk::carry_out(global, Command::LicenceRenew(Renew { text, may_be_older }))?;
    let until = format::date(lang, licence.updates_until);
    output::print(&(tr::licence_renewed(lang, &licence.id, &licence.seats.to_string(), &until) + "\n"))
}

/// What is in the file of this name, else the text itself.
fn read(lang: Lang, given: &str) -> Result<String, Failure> {
    let path = Path::new(given);
    if path.is_dir() {
        return Err(Failure::new(tr::backup_is_a_folder(lang, given)));
    }
    // A code is a path that nothing has; it may be longer than any path can be.
    if !path.is_file() {
        let is_path = given.contains('.') || given.starts_with(['/', '~']);
        return if is_path { Err(Failure::new(tr::licence_cannot_find(lang, given))) } else { Ok(given.to_owned()) };
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_TEXT_BYTES as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|error| Failure::new(tr::cli_cannot_read(lang, given, &reason(lang, &error))))?;
    if bytes.trim_ascii().is_empty() {
        return Err(Failure::new([given, tr::problem_file_empty(lang)].join(": ")));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
