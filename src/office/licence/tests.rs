use super::covering::NeedsRenewal;
use super::*;
use crate::access::Role;
use crate::access::users::{self, NewUser};
use crate::kernel::{Actor, Clock, HeldClock, Lang, Timestamp};
use crate::platform::db::Db;
use crate::platform::events;
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use chrono::NaiveDate;
use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use rand::seq::SliceRandom;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn vendor() -> Vendor {
    Vendor::new(vec![key().verifying_key()], 5, None)
}

fn licence() -> Licence {
    Licence {
        id: "K-2026-17".into(),
        firm: "ООО «Кедр» & Łoś".into(),
        edition: Edition::Office,
        seats: 25,
        issued_on: day("2026-11-27"),
        updates_until: day("2027-11-27"),
        instance_id: None,
    }
}

fn sign(licence: Licence) -> Sealed {
    Sealed::sign(licence, &key())
}

fn refused(text: &str) -> LicenceError {
    Sealed::open(text, &vendor()).unwrap_err()
}

/// An office on a clock that is held.
struct Office {
    _folder: tempfile::TempDir,
    db: Db,
    clock: Arc<HeldClock>,
    path: PathBuf,
}

impl Office {
    fn new() -> Office {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(HeldClock::at(at("2026-12-01")));
        let path = folder.path().join("korob.db");
        let db = Db::open(&path, 1, clock.clone()).unwrap();
        Office { path: folder.path().join(FILE), db, clock, _folder: folder }
    }

    fn licences(&self, vendor: Vendor) -> Licences {
        Licences::open(vendor, self.db.clone()).unwrap()
    }

    fn verbs(&self) -> Vec<String> {
        let read = |conn: &rusqlite::Connection| {
            let mut statement = conn.prepare("SELECT verb FROM events ORDER BY id")?;
            Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
        };
        self.db.read_blocking(read).unwrap()
    }
}

fn at(text: &str) -> Timestamp {
    day(text).and_hms_opt(12, 0, 0).unwrap().and_utc().into()
}

fn renew(licences: &Licences, licence: Licence) -> Result<Licence, LicenceError> {
    licences.renew(&Actor::SYSTEM, &sign(licence).code(), false).map_err(|error| match error {
        RenewError::Licence(error) => error,
        RenewError::Other(error) => panic!("{error}"),
    })
}

#[test]
fn a_licence_survives_what_mail_does_to_a_text() {
    let sealed = sign(licence());
    let (code, file) = (sealed.code(), sealed.file());
    assert!(code.len() < 600, "{}", code.len());
    let quoted: String = file.lines().map(|line| format!("> {line}\r\n")).collect();
    let narrow: String = code.as_bytes().chunks(7).map(|part| String::from_utf8_lossy(part) + "\u{a0}\n").collect();
    for text in [
        code.clone(),
        format!("\u{feff}  {code}\r\n"),
        file.clone(),
        format!("Здравствуйте!\n\nВаша лицензия:\n\n{file}\nС уважением"),
        file.replace('\n', "\r\n"),
        file.replace("-----", "—"),
        quoted,
        narrow,
    ] {
        assert_eq!(Sealed::open(&text, &vendor()).as_ref(), Ok(&sealed), "{text}");
    }
}

/// Longer than any memory, and nothing of it lies on the disk.
#[test]
fn a_file_that_is_no_licence_is_not_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("license.key");
    fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
    assert_eq!(Found::at(&path, &vendor(), None), Found::Unusable(LicenceError::TooLong));
}

#[test]
fn what_is_no_licence_is_told_apart() {
    let sealed = sign(licence());
    let file = sealed.file();
    assert_eq!(refused(" \n"), LicenceError::Empty);
    assert_eq!(refused("привет"), LicenceError::NotALicence);
    assert_eq!(refused("AQAA"), LicenceError::NotALicence);
    assert_eq!(refused(&"A".repeat(MAX_TEXT_BYTES + 1)), LicenceError::TooLong);
    assert_eq!(refused(&file[..file.len() / 2]), LicenceError::CutOff);
    assert_eq!(refused(&file[20..].replace("BEGIN", "")), LicenceError::CutOff);
    assert_eq!(refused(&sealed.code()[..200]), LicenceError::Damaged);
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(refused(&[&lines[..2], &lines[3..]].concat().join("\n")), LicenceError::Damaged, "a line is missing");
    let strange = SigningKey::from_bytes(&[8; 32]);
    let id = KeyId::of(&strange.verifying_key());
    assert_eq!(refused(&Sealed::sign(licence(), &strange).code()), LicenceError::UnknownKey { key: id });
}

/// The signature is genuine: what it is over is not what this version writes.
#[test]
fn a_signed_document_is_read_strictly() {
    use ed25519_dalek::Signer;
    let signed = |prefix: &[u8], document: &str| {
        let mut bytes = vec![1];
        bytes.extend_from_slice(KeyId::of(&key().verifying_key()).as_bytes());
        let message = [prefix, &bytes, document.as_bytes()].concat();
        bytes.extend_from_slice(&key().sign(&message).to_bytes());
        bytes.extend_from_slice(document.as_bytes());
        BASE64_STANDARD_NO_PAD.encode(bytes)
    };
    let good = String::from_utf8(licence().to_bytes()).unwrap();
    let domain = b"korob licence\0";
    assert!(Sealed::open(&signed(domain, &good), &vendor()).is_ok());
    assert_eq!(refused(&signed(b"", &good)), LicenceError::Damaged, "signed for something else");
    assert_eq!(
        refused(&signed(domain, &good.replace("\"office\"", "\"galaxy\""))),
        LicenceError::UnknownEdition { edition: "galaxy".into() }
    );
    for wrong in [
        good.replace("\"seats\":25", "\"seats\": 25"),
        good.replace("\"seats\":25", "\"seats\":0"),
        good.replace("\"seats\":25", "\"seats\":25,\"seats\":99"),
        good.replace("\"seats\":25", "\"seats\":25,\"owner\":\"x\""),
        good.replace("\"seats\":25", "\"seats\":-1"),
        good.replace("2027-11-27", "2025-11-27"),
        good.replace("2026-11-27", "2026-13-27"),
        good.replace("K-2026-17", ""),
        good.replace("K-2026-17", "../x y"),
        good.replace("ООО", "\\n"),
        good.replace('}', ",\"instance\":\"ABC\"}"),
        "{}".to_owned(),
        "[]".to_owned(),
    ] {
        assert_eq!(refused(&signed(domain, &wrong)), LicenceError::Damaged, "{wrong}");
    }
}

/// A byte of each place, with bits that are drawn anew each time.
#[test]
fn no_flipped_byte_is_accepted() {
    let sealed = sign(licence());
    let bytes = sealed.bytes();
    let mut places: Vec<usize> = (0..bytes.len()).collect();
    places.shuffle(&mut rand::rng());
    for place in places {
        let mut flipped = bytes.to_vec();
        flipped[place] ^= rand::random_range(1..=255u8);
        let text = BASE64_STANDARD_NO_PAD.encode(&flipped);
        assert!(Sealed::open(&text, &vendor()).is_err(), "byte {place} as {}", flipped[place]);
    }
    for cut in [1, 9, 40, 73, bytes.len() - 1] {
        assert!(Sealed::open(&BASE64_STANDARD_NO_PAD.encode(&bytes[..cut]), &vendor()).is_err(), "{cut} bytes");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is changed in the text, it is the licence that was signed or none.
    #[test]
    fn a_changed_text_is_the_same_licence_or_none(place in 0usize..10_000, byte in 0u8..128, is_file: bool) {
        let sealed = sign(licence());
        let mut text = if is_file { sealed.file() } else { sealed.code() }.into_bytes();
        let place = place % text.len();
        text[place] = byte;
        let text = String::from_utf8(text).unwrap();
        if let Ok(read) = Sealed::open(&text, &vendor()) {
            prop_assert_eq!(read.licence(), sealed.licence());
        }
    }

    #[test]
    fn any_text_is_an_answer(text in ".{0,400}") {
        prop_assert!(Sealed::open(&text, &vendor()).is_err());
    }

    #[test]
    fn any_licence_that_may_be_issued_is_read_as_it_was(
        id in "[A-Za-z0-9/-]{1,64}", firm in "[а-яŁ\"«<&0-9]{1,100}", seats in 1u32..1_000_000, days in 0i64..20_000, is_bound: bool,
    ) {
        let issued_on = day("2026-11-27");
        let licence = Licence {
            id, firm, edition: Edition::Office, seats, issued_on, updates_until: issued_on + chrono::TimeDelta::days(days),
            instance_id: is_bound.then(|| "0123456789abcdef".repeat(2)),
        };
        prop_assert_eq!(licence.fault(), None);
        let sealed = sign(licence);
        let read = Sealed::open(&sealed.file(), &vendor());
        prop_assert_eq!(read.as_ref(), Ok(&sealed));
    }
}

#[test]
fn a_licence_lifts_the_seats_at_once_and_is_noted() {
    let office = Office::new();
    let licences = office.licences(vendor());
    assert_eq!((licences.found(), licences.seats().count()), (Found::Nothing, 5));
    let seats = licences.seats().clone();
    renew(&licences, licence()).unwrap();
    assert_eq!((licences.found(), seats.count()), (Found::Good(licence()), 25));
    assert_eq!(fs::read_to_string(&office.path).unwrap(), sign(licence()).file());
    renew(&licences, licence()).unwrap();
    assert_eq!(office.verbs(), ["licence.renewed"], "the same one again is nothing new");
    // The next start finds it.
    assert_eq!(office.licences(vendor()).seats().count(), 25);
    assert_eq!(office.verbs().len(), 1);
    // Somebody takes the file away by hand: nothing is lost but the seats, and that is noted, too.
    fs::remove_file(&office.path).unwrap();
    assert_eq!(office.licences(vendor()).seats().count(), 5);
    assert_eq!(office.verbs(), ["licence.renewed", "licence.removed"]);
    assert!(crate::records::service::why_final("licence.renewed").is_some());
    assert_eq!(office.db.read_blocking(events::first_broken_link).unwrap(), None);
}

#[test]
fn a_licence_is_refused_with_what_is_wrong_and_changes_nothing() {
    let office = Office::new();
    let licences = office.licences(Vendor::new(vec![key().verifying_key()], 5, Some(day("2026-12-01"))));
    renew(&licences, licence()).unwrap();
    let other = "0123456789abcdef0123456789abcdef";
    let own = office.db.instance_id().to_owned();
    let cases: [(Licence, &str); 6] = [
        (Licence { instance_id: Some(other.into()), ..licence() }, "other_office"),
        (Licence { issued_on: day("2026-12-03"), ..licence() }, "from_future"),
        (Licence { issued_on: day("2025-11-27"), updates_until: day("2026-11-30"), ..licence() }, "too_short"),
        (Licence { issued_on: day("2026-11-26"), ..licence() }, "older"),
        (Licence { updates_until: day("2027-01-01"), ..licence() }, "older"),
        (Licence { seats: 24, ..licence() }, "older"),
    ];
    for (wrong, code) in cases {
        let error = renew(&licences, wrong).unwrap_err();
        assert_eq!(error.code(), code);
        for lang in Lang::ALL {
            let text = error.text(lang);
            assert!(text.chars().count() > 20 && !text.contains('\n'), "{text}");
        }
    }
    assert_eq!((licences.found(), office.verbs().len()), (Found::Good(licence()), 1));
    // A day ahead is another zone; a smaller one is taken by who says so.
    let smaller = Licence { issued_on: day("2026-12-02"), seats: 6, instance_id: Some(own), ..licence() };
    licences.renew(&Actor::SYSTEM, &sign(smaller).code(), true).unwrap();
    assert_eq!(licences.seats().count(), 6);
    // One for fewer people than are free takes nobody's seat.
    let least = Licence { seats: 1, issued_on: day("2026-12-02"), ..licence() };
    licences.renew(&Actor::SYSTEM, &sign(least).code(), true).unwrap();
    assert_eq!(licences.seats().count(), 5);
}

#[test]
fn a_clock_that_was_set_back_is_not_believed() {
    let office = Office::new();
    let anna = NewUser {
        name: "Анна".into(),
        email: crate::kernel::EmailAddress::parse("anna@a.example").unwrap(),
        role: Role::Admin,
        lang: Lang::Ru,
        zone: chrono_tz::UTC,
        password: None,
    };
    let licences = office.licences(vendor());
    office.db.write_blocking(move |tx| users::create(tx, &Actor::SYSTEM, &anna)).unwrap();
    // What is issued today is not from the future, although the battery of the clock is empty; nor is it tomorrow.
    office.clock.set(Timestamp(0));
    assert_eq!(licences.today(), day("2026-12-01"));
    let again = office.licences(vendor());
    assert_eq!(again.today(), day("2026-12-01"), "the office remembers");
    renew(&again, licence()).unwrap();
    // Nothing ends with a clock that is set ahead, either.
    office.clock.set(at("2099-01-01"));
    assert_eq!(office.licences(vendor()).seats().count(), 25);
    // In an empty office there is still the age of the executable.
    let empty = Office::new();
    empty.clock.set(Timestamp(0));
    let released = Vendor::new(vec![key().verifying_key()], 5, Some(day("2026-11-20")));
    assert_eq!(empty.licences(released).today(), day("2026-11-20"));
    assert_eq!(empty.clock.now(), Timestamp(0));
}

#[test]
fn administrators_are_told_in_time() {
    let stage = |today| Stage::of(&licence(), day(today));
    assert_eq!(stage("2027-09-27"), None);
    assert_eq!(stage("2027-09-28"), Some(Stage::TwoMonths));
    assert_eq!(stage("2027-10-28"), Some(Stage::Month));
    assert_eq!(stage("2027-11-20"), Some(Stage::Week));
    assert_eq!(stage("2027-11-27"), Some(Stage::Week), "the last day is one of them");
    assert_eq!(stage("2027-11-28"), Some(Stage::Over));
}

#[test]
fn what_cannot_be_used_locks_nobody_out() {
    let office = Office::new();
    for (text, code) in [
        ("firm: Кедр".as_bytes(), "not_a_licence"),
        (&[0xff; 40], "not_a_licence"),
        (sign(Licence { instance_id: Some("f".repeat(32)), ..licence() }).file().as_bytes(), "other_office"),
    ] {
        fs::write(&office.path, text).unwrap();
        let licences = office.licences(vendor());
        let Found::Unusable(error) = licences.found() else { panic!("{:?}", licences.found()) };
        assert_eq!((error.code(), licences.seats().count()), (code, 5));
        assert_eq!(licences.stage(), None);
    }
    // One from the future lies there since the clock was right: it stays in force.
    fs::write(&office.path, sign(Licence { issued_on: day("2027-11-27"), ..licence() }).file()).unwrap();
    assert_eq!(office.licences(vendor()).seats().count(), 25);
}

#[test]
fn only_an_executable_that_was_released_later_asks_for_a_renewal() {
    let office = Office::new();
    let folder = office.path.parent().unwrap();
    let of = |released: &str| Vendor::new(vec![key().verifying_key()], 5, Some(day(released)));
    assert_eq!(ensure_covered(folder, &of("2099-01-01")), Ok(()), "without a licence every version runs");
    fs::write(&office.path, sign(licence()).file()).unwrap();
    assert_eq!(ensure_covered(folder, &of("2027-11-27")), Ok(()), "the last day is covered, whatever day it is now");
    assert_eq!(ensure_covered(folder, &vendor()), Ok(()), "a build of one's own");
    let needed = ensure_covered(folder, &of("2027-11-28")).unwrap_err();
    assert_eq!((needed.updates_until, needed.released_on), (day("2027-11-27"), day("2027-11-28")));
    let last = NeedsRenewal { last_version: Some("0.9.2".into()), ..*needed };
    for lang in Lang::ALL {
        let text = last.text(lang);
        assert!(text.contains("0.9.2") && text.contains("korob license renew") && text.contains("Кедр"), "{text}");
        let unnamed = NeedsRenewal { last_version: None, ..last.clone() }.text(lang);
        assert!(!unnamed.contains('\n') && !unnamed.contains("0.9.2"), "{unnamed}");
    }
    let foreign = Licence { instance_id: Some("f".repeat(32)), ..licence() };
    fs::write(&office.path, sign(foreign).file()).unwrap();
    assert_eq!(ensure_covered(folder, &of("2027-11-28")), Ok(()), "what is no licence of this office asks nothing");
}

#[test]
fn the_request_tells_of_nobody() {
    let office = Office::new();
    let licences = office.licences(vendor());
    let of = |licences: &Licences| {
        office
            .db
            .read_blocking(|conn| Request::of(conn, office.db.instance_id(), &vendor(), &licences.found()))
            .unwrap()
    };
    let text = of(&licences).text();
    assert!(text.contains(office.db.instance_id()) && text.contains("licence: none"), "{text}");
    renew(&licences, licence()).unwrap();
    assert!(of(&licences).text().contains("K-2026-17, seats 25, updates until 2027-11-27"));
    let tricky = Request { firm: "Кедр\nseats: 99".into(), ..of(&licences) };
    assert_eq!(tricky.text().lines().count(), 6);
}
