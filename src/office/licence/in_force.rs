//! The licence of a running office: read at the start, replaced while it serves.

use super::covering;
use super::document::Licence;
use super::error::LicenceError;
use super::sealed::{MAX_TEXT_BYTES, Sealed};
use super::stage::Stage;
use super::store;
use super::vendor::Vendor;
use crate::access::Seats;
use crate::kernel::{Actor, Error, RecordRef, Result, Timestamp};
use crate::platform::db::{Db, Tx};
use crate::platform::events::{self, NewEvent, Row, RowChange};
use crate::platform::folder::{open_private, sync_folder};
use crate::platform::settings;
use anyhow::Context;
use chrono::{Days, NaiveDate};
use rusqlite::Connection;
use serde_json::Value;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// What was in force when somebody looked last: what differs from it is written into the history.
const KNOWN: &str = "licence";

/// The licence of the office in a folder; cheap to clone.
#[derive(Clone)]
pub struct Licences(Arc<Inner>);

struct Inner {
    vendor: Vendor,
    db: Db,
    path: PathBuf,
    seats: Seats,
    found: RwLock<Found>,
    /// Held by who replaces the file.
    replacing: Mutex<()>,
    /// The latest moment that was ever seen here, in milliseconds.
    seen: AtomicI64,
}

/// What lies in the data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    Nothing,
    Good(Licence),
    /// It counts as none, and locks nobody out.
    Unusable(LicenceError),
}

/// No more of it than tells that it is too long.
fn read_limited(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_TEXT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Found {
    /// Looks at the file `license.key` of an office.
    pub fn at(path: &Path, vendor: &Vendor, instance_id: Option<&str>) -> Found {
        let unreadable = |error: io::Error| Found::Unusable(LicenceError::Unreadable { detail: error.to_string() });
        match read_limited(path) {
            Ok(bytes) => match for_office(&String::from_utf8_lossy(&bytes), vendor, instance_id) {
                Ok(sealed) => Found::Good(sealed.licence().clone()),
                Err(error) => Found::Unusable(error),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Found::Nothing,
            Err(error) => unreadable(error),
        }
    }

    pub fn licence(&self) -> Option<&Licence> {
        match self {
            Found::Good(licence) => Some(licence),
            Found::Nothing | Found::Unusable(_) => None,
        }
    }
}

/// Why a licence was not put in the place of the one there is.
#[derive(Debug)]
pub enum RenewError {
    Licence(LicenceError),
    Other(Error),
}

impl From<LicenceError> for RenewError {
    fn from(error: LicenceError) -> Self {
        RenewError::Licence(error)
    }
}

impl From<Error> for RenewError {
    fn from(error: Error) -> Self {
        RenewError::Other(error)
    }
}

impl Licences {
    /// Looks at what lies beside the database. A file that came, changed or went since the last time is noted in the history.
    ///
    /// # Errors
    /// What keeps it from being noted.
    pub fn open(vendor: Vendor, db: Db) -> Result<Licences> {
        let path = db.path().with_file_name(covering::FILE);
        let seats = Seats::new(vendor.free_seats());
        let found = RwLock::new(Found::Nothing);
        let read = |conn: &Connection| Ok((settings::get::<Option<Licence>>(conn, KNOWN)?, store::last_seen(conn)?));
        let (known, seen) = db.read_blocking(read)?;
        let seen = AtomicI64::new(db.clock().now().0.max(seen.map_or(0, |at| at.0)));
        let inner = Inner { vendor, db, path, seats, found, replacing: Mutex::new(()), seen };
        let licences = Licences(Arc::new(inner));
        licences.look();
        let (known, now) = (known.flatten(), licences.found().licence().cloned());
        if known != now {
            licences.0.db.write_blocking(move |tx| note(tx, &Actor::SYSTEM, now.as_ref()))?;
        }
        Ok(licences)
    }

    pub fn vendor(&self) -> &Vendor {
        &self.0.vendor
    }

    /// How many may be active; another licence changes the number in every clone.
    pub fn seats(&self) -> &Seats {
        &self.0.seats
    }

    pub fn found(&self) -> Found {
        // It is replaced as a whole.
        self.0.found.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How near the end of the updates is, and the licence it is about; `None` while it is far, and without a licence.
    pub fn stage(&self) -> Option<(Stage, Licence)> {
        let licence = self.found().licence()?.clone();
        Some((Stage::of(&licence, self.today())?, licence))
    }

    /// The day it is. A clock that was set back is not believed: it is no earlier than the office remembers, nor than this
    /// executable is old.
    pub fn today(&self) -> NaiveDate {
        let now = self.0.db.clock().now();
        let seen = self.0.seen.fetch_max(now.0, Ordering::SeqCst);
        let today = now.max(Timestamp(seen)).to_utc().date_naive();
        self.0.vendor.released_on().map_or(today, |released| today.max(released))
    }

    /// Puts a licence in the place of the one there is, at once and for good: `license.key` is the old one or the new one
    /// whenever the machine stops. The same one again changes nothing.
    ///
    /// # Errors
    /// Nothing was changed.
    pub fn renew(&self, actor: &Actor, text: &str, may_be_older: bool) -> std::result::Result<Licence, RenewError> {
        let _held = self.0.replacing.lock().unwrap_or_else(PoisonError::into_inner);
        let sealed = for_office(text, &self.0.vendor, Some(self.0.db.instance_id()))?;
        let licence = sealed.licence().clone();
        let installed = self.found();
        if installed.licence() == Some(&licence) {
            return Ok(licence);
        }
        check(&licence, &self.0.vendor, self.today(), installed.licence().filter(|_| !may_be_older))?;
        let (actor, path, file) = (*actor, self.0.path.clone(), sealed.file());
        let renewed = self.0.db.write_blocking(move |tx| {
            note(tx, &actor, Some(sealed.licence()))?;
            // Last: what fails before it leaves the file alone. If only the commit fails after it, the next start notes it.
            Ok(replace(&path, &file)?)
        });
        // The file is what counts.
        self.look();
        renewed?;
        Ok(licence)
    }

    fn look(&self) {
        let Inner { path, vendor, db, seats, found, .. } = &*self.0;
        let now = Found::at(path, vendor, Some(db.instance_id()));
        if let Found::Unusable(error) = &now {
            tracing::warn!(code = error.code(), "license.key cannot be used: the office goes on without it");
        }
        seats.set(now.licence().map_or(vendor.free_seats(), |licence| licence.seats.max(vendor.free_seats())));
        *found.write().unwrap_or_else(PoisonError::into_inner) = now;
    }
}

/// A licence of this vendor's that is not for another office.
pub(super) fn for_office(text: &str, vendor: &Vendor, instance_id: Option<&str>) -> Result<Sealed, LicenceError> {
    let sealed = Sealed::open(text, vendor)?;
    match (&sealed.licence().instance_id, instance_id) {
        (Some(meant), Some(own)) if meant != own => Err(LicenceError::OtherOffice),
        _ => Ok(sealed),
    }
}

/// Whether an office could be opened with this licence by an executable that its present one does not cover.
pub fn would_cover(text: &str, vendor: &Vendor, instance_id: Option<&str>) -> Result<(), LicenceError> {
    let licence = for_office(text, vendor, instance_id)?.licence().clone();
    check_length(&licence, vendor)
}

fn check_length(licence: &Licence, vendor: &Vendor) -> Result<(), LicenceError> {
    match vendor.released_on() {
        Some(released_on) if licence.updates_until < released_on => {
            Err(LicenceError::TooShort { updates_until: licence.updates_until, released_on })
        }
        _ => Ok(()),
    }
}

/// What is asked of a licence when it is put in force, and never again.
fn check(
    licence: &Licence,
    vendor: &Vendor,
    today: NaiveDate,
    installed: Option<&Licence>,
) -> Result<(), LicenceError> {
    // Another zone may be a day ahead.
    if today.checked_add_days(Days::new(1)).is_some_and(|tomorrow| licence.issued_on > tomorrow) {
        return Err(LicenceError::FromFuture { issued_on: licence.issued_on, today });
    }
    check_length(licence, vendor)?;
    let is_less = |there: &&Licence| {
        licence.issued_on < there.issued_on
            || licence.updates_until < there.updates_until
            || licence.seats < there.seats
    };
    match installed.filter(is_less) {
        Some(there) => Err(LicenceError::Older { installed: there.id.clone() }),
        None => Ok(()),
    }
}

/// Writes down which licence is in force from now on, and the step to it.
fn note(tx: &mut Tx<'_>, actor: &Actor, now: Option<&Licence>) -> Result<()> {
    let before = settings::get::<Option<Licence>>(tx, KNOWN)?.flatten();
    settings::set(tx, KNOWN, &now)?;
    let verb = if now.is_some() { "licence.renewed" } else { "licence.removed" };
    let change = RowChange { table: "licence".into(), id: 1, before: before.as_ref().map(row), after: now.map(row) };
    events::record(tx, actor, &NewEvent { verb, subject: RecordRef::new("licence", 1), rows: &[change] })?;
    Ok(())
}

fn row(licence: &Licence) -> Row {
    match serde_json::to_value(licence) {
        Ok(Value::Object(row)) => row,
        // A struct is always an object.
        _ => Row::new(),
    }
}

fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    let new = path.with_extension("key.new");
    let written = open_private(&new).and_then(|mut file| {
        file.set_len(0)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let replaced = written.and_then(|()| fs::rename(&new, path));
    if replaced.is_err() {
        let _ = fs::remove_file(&new);
    }
    replaced.with_context(|| format!("write {}", path.display()))?;
    sync_folder(path.parent().unwrap_or(Path::new("."))).context("keep license.key")
}
