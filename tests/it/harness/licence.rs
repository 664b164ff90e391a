//! A vendor with a key that everybody knows, and licences of theirs.

use super::process::{Done, Korob, Served};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{SigningKey, VerifyingKey};
use korob::cli;
use korob::office::licence::{Edition, Licence, Sealed, Vendor, public_line};
use std::process::{Command, Stdio};

/// What an executable of this vendor's has in it.
pub fn vendor(free_seats: u32) -> Vendor {
    released(free_seats, None)
}

/// [`vendor`] of an executable that was released on this day.
pub fn released(free_seats: u32, day: Option<&str>) -> Vendor {
    Vendor::new(vec![key().verifying_key()], free_seats, day.map(|day| day.parse().unwrap()))
}

pub fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

/// Seats for seven, for two years.
pub fn licence() -> Licence {
    Licence {
        id: "K-2026-17".to_owned(),
        firm: "ООО «Тулаполис»".to_owned(),
        edition: Edition::Office,
        seats: 7,
        issued_on: "2026-01-15".parse().unwrap(),
        updates_until: "2028-01-15".parse().unwrap(),
        instance_id: None,
    }
}

/// As the vendor sends it.
pub fn sealed(licence: Licence) -> Sealed {
    Sealed::sign(licence, &key())
}

/// What makes an executable another vendor's: the test executable plays it, since no switch of the real one can.
#[derive(Debug, Clone)]
pub struct Build {
    /// The line of `license.pub`.
    pub key: String,
    pub free_seats: u32,
    pub released_on: Option<&'static str>,
}

const ARGUMENTS: &str = "LICENCE_TEST_ARGUMENTS";
const KEY: &str = "LICENCE_TEST_KEY";
const FREE_SEATS: &str = "LICENCE_TEST_FREE_SEATS";
const RELEASED_ON: &str = "LICENCE_TEST_RELEASED_ON";

/// What the test harness says before anything else.
const HARNESS_SAYS: &str = "\nrunning 1 test\n";

impl Build {
    pub fn of(key: &SigningKey) -> Build {
        Build { key: public_line(&key.verifying_key()), free_seats: 2, released_on: None }
    }

    /// A command of this executable on the folder of `korob`.
    pub fn command(&self, korob: &Korob, arguments: &[&str]) -> Command {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args([
                "harness::licence::is_the_executable_of_another_vendor",
                "--exact",
                "--ignored",
                "--nocapture",
                "-q",
            ])
            .env(ARGUMENTS, serde_json::to_string(arguments).unwrap())
            .env(KEY, &self.key)
            .env(FREE_SEATS, self.free_seats.to_string())
            .env(RELEASED_ON, self.released_on.unwrap_or_default())
            .env("KOROB_DATA", korob.data())
            .env("LC_ALL", "C");
        command
    }

    pub fn run(&self, korob: &Korob, arguments: &[&str]) -> Done {
        let output = self.command(korob, arguments).stdin(Stdio::null()).output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        Done {
            code: output.status.code().unwrap_or(-1),
            out: out.strip_prefix(HARNESS_SAYS).unwrap_or(&out).to_owned(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub fn serve(&self, korob: &Korob) -> Served {
        Served::start(self.command(korob, &["serve", "--listen", "127.0.0.1:0"]))
    }
}

#[test]
#[ignore = "no test: other tests run this process as an executable"]
fn is_the_executable_of_another_vendor() {
    let Ok(arguments) = std::env::var(ARGUMENTS) else { return };
    let said = |name: &str| std::env::var(name).unwrap();
    let bytes = BASE64_STANDARD.decode(said(KEY).split_whitespace().nth(2).unwrap()).unwrap();
    let key = VerifyingKey::from_bytes(&bytes.try_into().unwrap()).unwrap();
    let released_on = said(RELEASED_ON);
    let released_on = Some(released_on.as_str()).filter(|day| !day.is_empty()).map(|day| day.parse().unwrap());
    let vendor = Vendor::new(vec![key], said(FREE_SEATS).parse().unwrap(), released_on);
    let arguments: Vec<String> = serde_json::from_str(&arguments).unwrap();
    let arguments = ["korob".to_owned()].into_iter().chain(arguments).map(Into::into);
    std::process::exit(cli::run_for(vendor, arguments).into());
}
