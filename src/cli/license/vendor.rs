//! The vendor's side: keys and licences. Nothing of it needs an office.

use crate::cli::misuse::Misfit;
use crate::cli::{Failure, given, output};
use crate::kernel::Lang;
use crate::office::licence::{Edition, Licence, Sealed, public_line};
use crate::platform::folder::open_private;
use crate::platform::i18n::{reason, tr};
use chrono::NaiveDate;
use clap::Args;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// For vendors: make a pair of keys; prints the public one as a line for packaging/license.pub
#[derive(Debug, Args)]
pub(super) struct Keygen {
    /// Where the private key goes (PKCS#8, PEM); it never leaves the vendor
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// For vendors: sign a licence
#[derive(Debug, Args)]
pub(super) struct Issue {
    /// The private key, from `korob license keygen`
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Whose licence it is
    #[arg(long, value_name = "NAME")]
    firm: String,
    /// The vendor's own number for it
    #[arg(long)]
    id: String,
    /// How many people may be active
    #[arg(long, value_name = "N")]
    seats: u32,
    /// The last day whose releases are covered, such as 2027-12-31
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    updates_until: NaiveDate,
    /// The day on which it is issued [default: today]
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    issued_on: Option<NaiveDate>,
    /// The one office it is for, as its request names it [default: any office of the firm's]
    #[arg(long, value_name = "ID")]
    office: Option<String>,
    /// Where the licence goes [default: it is printed]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// In one line
    #[arg(long)]
    code: bool,
}

pub(super) fn keygen(lang: Lang, command: &Keygen) -> Result<(), Failure> {
    let path = command.out.display().to_string();
    if command.out.exists() {
        return Err(Failure::new(tr::licence_key_exists(lang, &path)));
    }
    let key = SigningKey::from_bytes(&rand::random());
    let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(anyhow::Error::from)?;
    let written = open_private(&command.out).and_then(|mut file| {
        file.write_all(pem.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| {
        // What is empty would be in the way of the next attempt.
        let _ = fs::remove_file(&command.out);
        Failure::new(tr::cli_cannot_write(lang, &path, &reason(lang, &error)))
    })?;
    let line = public_line(&key.verifying_key());
    output::print(&format!("{}\n{}\n{line}", tr::licence_key_written(lang, &path), tr::licence_key_line(lang)))
}

pub(super) fn issue(lang: Lang, command: Issue) -> Result<(), Failure> {
    let key = private_key(lang, &command.key)?;
    let licence = Licence {
        id: command.id,
        firm: command.firm,
        edition: Edition::Office,
        seats: command.seats,
        issued_on: command.issued_on.unwrap_or_else(|| chrono::Utc::now().date_naive()),
        updates_until: command.updates_until,
        instance_id: command.office,
    };
    if let Some(fault) = licence.fault() {
        return Err(Failure::new(tr::licence_cannot_issue(lang, &fault)));
    }
    let sealed = Sealed::sign(licence, &key);
    let text = if command.code { sealed.code() + "\n" } else { sealed.file() };
    match &command.out {
        Some(path) => write_new(lang, path, &text),
        None => output::print(&text),
    }
}

/// Nothing is overwritten: it might be the very key.
fn write_new(lang: Lang, path: &Path, text: &str) -> Result<(), Failure> {
    let shown = path.display().to_string();
    let written = File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::new(tr::backup_exists(lang, &shown)),
        _ => Failure::new(tr::cli_cannot_write(lang, &shown, &reason(lang, &error))),
    })
}

fn private_key(lang: Lang, path: &Path) -> Result<SigningKey, Failure> {
    let shown = path.display().to_string();
    let pem = given::text(path, lang)?;
    SigningKey::from_pkcs8_pem(&pem).map_err(|_| Failure::new(tr::licence_key_unreadable(lang, &shown)))
}

fn parse_day(text: &str) -> Result<NaiveDate, Misfit> {
    text.parse().map_err(|_| Misfit::NotADay)
}
