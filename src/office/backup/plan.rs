//! When backups are made without anybody's asking, and what came of it.

use super::encryption::Encryption;
use super::keeping::Keep;
use super::second_place::Place;
use crate::kernel::{Result, Timestamp};
use crate::platform::db::Tx;
use crate::platform::settings;
use chrono::{Days, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// After a failure it is tried again, this often.
const RETRY_SECS: i64 = 3600;

/// From so much on a proof is old: a day and what a holiday adds to it.
const STALE_SECS: i64 = 36 * 3600;

/// The same where the next one failed: after that of the night two attempts are left before people are told.
const FAILING_SECS: i64 = 26 * 3600;

/// What the office decided. A new office has a backup every night.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub is_on: bool,
    /// The hour of the night, in the office's zone.
    pub hour: u32,
    /// What gets a copy of each.
    pub second_place: Option<Place>,
    pub keep: Keep,
    #[serde(default)]
    pub encryption: Encryption,
}

impl Default for Plan {
    fn default() -> Self {
        Plan { is_on: true, hour: 2, second_place: None, keep: Keep::default(), encryption: Encryption::Off }
    }
}

/// What an administrator must not have to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alarm {
    /// There is no backup of late that restores.
    NoBackup,
    /// The second place lacks the last one.
    NoCopy,
}

/// What came of it so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// When the last one was made that was proven to restore.
    pub proven_at: Option<Timestamp>,
    /// Its file, within the folder of backups.
    pub proven: Option<PathBuf>,
    /// Files that records name and that are not in it.
    #[serde(default)]
    pub missing_files: usize,
    /// The names of those that hold files which the later ones lack: they are not cleared up while anything is missing.
    #[serde(default)]
    pub spared: Vec<String>,
    /// Why the last attempt failed; `None` after a good one.
    pub failure: Option<String>,
    pub failed_at: Option<Timestamp>,
    /// When the proven one was brought to the second place; `None` where it was not yet, or where there is no such place.
    #[serde(default)]
    pub copied_at: Option<Timestamp>,
    /// Why the last attempt to bring it there failed.
    #[serde(default)]
    pub copy_failure: Option<String>,
    #[serde(default)]
    pub copy_failed_at: Option<Timestamp>,
    /// Why old ones could not be removed.
    #[serde(default)]
    pub clearing_failure: Option<String>,
}

impl Plan {
    const KEY: &str = "backups";

    pub fn load(conn: &Connection) -> Result<Plan> {
        Ok(settings::get(conn, Self::KEY)?.unwrap_or_default())
    }

    pub fn save(&self, tx: &Tx<'_>) -> Result<()> {
        settings::set(tx, Self::KEY, self)
    }

    /// Whether it is time: the last appointed hour that has come has seen no good backup.
    pub fn is_due(&self, outcome: &Outcome, now: Timestamp, zone: Tz) -> bool {
        // One from a time to come was made under a wrong clock.
        let is_missing = outcome.proven_at.is_none_or(|at| at > now || at < self.last_hour(now, zone));
        self.is_on && is_missing && !was_tried(outcome.failed_at, now)
    }

    /// Whether it is time to bring the last backup to the second place, where it is not yet.
    pub fn is_copy_due(&self, outcome: &Outcome, now: Timestamp) -> bool {
        self.is_copy_missing(outcome) && !was_tried(outcome.copy_failed_at, now)
    }

    fn is_copy_missing(&self, outcome: &Outcome) -> bool {
        self.is_on && self.second_place.is_some() && outcome.proven.is_some() && outcome.copied_at.is_none()
    }

    /// What is wrong with the backups of an office that wants them.
    pub fn alarm(&self, outcome: &Outcome, now: Timestamp) -> Option<Alarm> {
        match self.is_on {
            true if outcome.is_stale(now) || outcome.is_failing(now) => Some(Alarm::NoBackup),
            true if self.second_place.is_some() && outcome.is_copy_stale(now) => Some(Alarm::NoCopy),
            _ => None,
        }
    }

    /// When the next backup is made; `None` where none is.
    pub fn next(&self, outcome: &Outcome, now: Timestamp, zone: Tz) -> Option<Timestamp> {
        let tried_again =
            outcome.failed_at.filter(|_| was_tried(outcome.failed_at, now)).map(|at| at.plus_secs(RETRY_SECS));
        let is_due = self.is_due(outcome, now, zone);
        let next = if is_due { now } else { tried_again.unwrap_or_else(|| self.next_hour(now, zone)) };
        self.is_on.then_some(next)
    }

    /// When a copy that is missing is made; `None` where none is.
    pub fn next_copy(&self, outcome: &Outcome, now: Timestamp) -> Option<Timestamp> {
        let tried_again =
            outcome.copy_failed_at.filter(|at| was_tried(Some(*at), now)).map(|at| at.plus_secs(RETRY_SECS));
        self.is_copy_missing(outcome).then(|| tried_again.unwrap_or(now))
    }

    fn next_hour(&self, now: Timestamp, zone: Tz) -> Timestamp {
        let last = self.last_hour(now, zone).to_utc().with_timezone(&zone).date_naive();
        let hour = NaiveTime::from_hms_opt(self.hour.min(23), 0, 0).unwrap_or_default();
        instant(last.checked_add_days(Days::new(1)).unwrap_or(last).and_time(hour), zone)
    }

    fn last_hour(&self, now: Timestamp, zone: Tz) -> Timestamp {
        let hour = NaiveTime::from_hms_opt(self.hour.min(23), 0, 0).unwrap_or_default();
        let today = now.to_utc().with_timezone(&zone).date_naive().and_time(hour);
        match instant(today, zone) {
            at if at <= now => at,
            _ => instant(today.checked_sub_days(Days::new(1)).unwrap_or(today), zone),
        }
    }
}

fn was_tried(failed_at: Option<Timestamp>, now: Timestamp) -> bool {
    failed_at.is_some_and(|at| now >= at && now < at.plus_secs(RETRY_SECS))
}

/// Of an hour that a change of clocks leaves out, the same reading in UTC: a backup early is a backup.
fn instant(at: NaiveDateTime, zone: Tz) -> Timestamp {
    zone.from_local_datetime(&at).earliest().map_or_else(|| at.and_utc(), |at| at.to_utc()).into()
}

impl Outcome {
    const KEY: &str = "backups.outcome";

    pub fn load(conn: &Connection) -> Result<Outcome> {
        Ok(settings::get(conn, Self::KEY)?.unwrap_or_default())
    }

    pub(in crate::office) fn save(&self, tx: &Tx<'_>) -> Result<()> {
        settings::set(tx, Self::KEY, self)
    }

    /// In another second place, or in none, nothing has been tried yet.
    pub(super) fn forget_copy(&mut self) {
        (self.copied_at, self.copy_failure, self.copy_failed_at) = (None, None, None);
    }

    /// What came of a backup that was made after this and is proven.
    pub(super) fn followed_by(self, now: Timestamp, name: String, missing_files: usize) -> Outcome {
        let mut spared = self.spared;
        match self.proven.as_ref().and_then(|proven| proven.file_name()) {
            _ if missing_files == 0 => spared.clear(),
            Some(before) if missing_files > self.missing_files => spared.push(before.to_string_lossy().into_owned()),
            _ => {}
        }
        Outcome { proven_at: Some(now), proven: Some(name.into()), missing_files, spared, ..Outcome::default() }
    }

    /// Whether the second place is without the last backup although it was tried several times.
    fn is_copy_stale(&self, now: Timestamp) -> bool {
        let was_tried_again = self.proven_at.is_some_and(|at| at.plus_secs(3 * RETRY_SECS) < now);
        self.copy_failure.is_some() && was_tried_again
    }

    /// Whether there is no newer one although it was tried.
    fn is_failing(&self, now: Timestamp) -> bool {
        self.failure.is_some() && self.proven_at.is_none_or(|at| at.plus_secs(FAILING_SECS) < now)
    }

    /// Whether it is too long ago that a backup was proven to restore.
    pub fn is_stale(&self, now: Timestamp) -> bool {
        self.proven_at.is_none_or(|at| at > now || at.plus_secs(STALE_SECS) < now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Timestamp {
        chrono::DateTime::parse_from_rfc3339(text).unwrap().to_utc().into()
    }

    fn proven(at: &str) -> Outcome {
        Outcome { proven_at: Some(utc(at)), ..Outcome::default() }
    }

    #[test]
    fn each_night_once() {
        let (plan, moscow) = (Plan::default(), Tz::Europe__Moscow);
        assert!(plan.is_due(&Outcome::default(), utc("2026-11-27T09:00:00Z"), moscow), "there is none yet");
        // 02:00 in Moscow is 23:00 in UTC the day before.
        let last = proven("2026-11-26T23:00:05Z");
        assert!(!plan.is_due(&last, utc("2026-11-27T09:00:00Z"), moscow));
        assert!(!plan.is_due(&last, utc("2026-11-27T22:59:59Z"), moscow));
        assert!(plan.is_due(&last, utc("2026-11-27T23:00:00Z"), moscow));
        // The machine was off in the night: in the morning.
        assert!(plan.is_due(&last, utc("2026-11-28T06:00:00Z"), moscow));
        let off = Plan { is_on: false, ..Plan::default() };
        assert!(!off.is_due(&Outcome::default(), utc("2026-11-28T06:00:00Z"), moscow));
    }

    #[test]
    fn the_next_one_is_told() {
        let (plan, moscow) = (Plan::default(), Tz::Europe__Moscow);
        let now = utc("2026-11-27T09:00:00Z");
        assert_eq!(plan.next(&Outcome::default(), now, moscow), Some(now), "it is due");
        let last = proven("2026-11-26T23:00:05Z");
        assert_eq!(plan.next(&last, now, moscow), Some(utc("2026-11-27T23:00:00Z")));
        let failed = Outcome { failed_at: Some(utc("2026-11-27T08:30:00Z")), ..Outcome::default() };
        assert_eq!(plan.next(&failed, now, moscow), Some(utc("2026-11-27T09:30:00Z")));
        assert_eq!(Plan { is_on: false, ..plan }.next(&last, now, moscow), None);
    }

    #[test]
    fn a_failure_is_tried_again_after_an_hour() {
        let (plan, zone) = (Plan::default(), Tz::UTC);
        let failed = Outcome { failed_at: Some(utc("2026-11-27T02:00:10Z")), ..proven("2026-11-26T02:00:05Z") };
        assert!(!plan.is_due(&failed, utc("2026-11-27T02:30:00Z"), zone));
        assert!(plan.is_due(&failed, utc("2026-11-27T03:00:10Z"), zone));
        // A clock that was set back makes nobody wait for it.
        assert!(plan.is_due(&failed, utc("2026-11-27T02:00:01Z"), zone));
    }

    #[test]
    fn an_hour_that_a_night_does_not_have_passes_like_any_other() {
        // On 29 March 2026 the clocks of Warsaw go from 02:00 to 03:00.
        let (plan, warsaw) = (Plan::default(), Tz::Europe__Warsaw);
        let last = proven("2026-03-28T01:00:05Z");
        assert!(!plan.is_due(&last, utc("2026-03-29T00:30:00Z"), warsaw));
        assert!(plan.is_due(&last, utc("2026-03-29T02:00:00Z"), warsaw));
    }

    #[test]
    fn a_backup_of_a_time_to_come_is_none() {
        let ahead = proven("2036-01-01T02:00:00Z");
        assert!(Plan::default().is_due(&ahead, utc("2026-11-27T02:30:00Z"), Tz::UTC));
        assert!(ahead.is_stale(utc("2026-11-27T02:30:00Z")));
    }

    #[test]
    fn a_proof_grows_old() {
        assert!(Outcome::default().is_stale(utc("2026-11-27T02:00:00Z")));
        assert!(!proven("2026-11-26T02:00:00Z").is_stale(utc("2026-11-27T10:00:00Z")));
        assert!(proven("2026-11-26T02:00:00Z").is_stale(utc("2026-11-27T15:00:00Z")));
    }

    #[test]
    fn what_still_holds_files_that_are_gone_is_spared_until_nothing_is_missing() {
        let made = |before: Outcome, name: &str, missing_files| {
            before.followed_by(utc("2026-11-27T02:00:00Z"), name.to_owned(), missing_files)
        };
        let whole = made(Outcome::default(), "one", 0);
        let lost = made(made(whole, "two", 3), "three", 3);
        assert_eq!(lost.spared, ["one"]);
        let lost = made(lost, "four", 5);
        assert_eq!(
            (lost.spared.as_slice(), lost.missing_files),
            (["one".to_owned(), "three".to_owned()].as_slice(), 5)
        );
        assert!(made(lost, "five", 0).spared.is_empty());
    }

    #[test]
    fn administrators_are_told_of_an_old_proof_and_of_a_copy_that_keeps_failing() {
        let now = utc("2026-11-27T12:00:00Z");
        let mut plan = Plan { second_place: Some(Place::Folder("/mnt/nas".into())), ..Plan::default() };
        let fresh = proven("2026-11-27T02:00:00Z");
        assert_eq!(plan.alarm(&fresh, now), None);
        assert_eq!(plan.alarm(&Outcome::default(), now), Some(Alarm::NoBackup));
        assert_eq!(plan.alarm(&proven("2026-11-25T23:00:00Z"), now), Some(Alarm::NoBackup));
        let failed = Outcome { failure: Some("the database is damaged".into()), ..fresh.clone() };
        assert_eq!(plan.alarm(&failed, utc("2026-11-28T03:30:00Z")), None, "it is tried again first");
        assert_eq!(plan.alarm(&failed, utc("2026-11-28T04:30:00Z")), Some(Alarm::NoBackup));
        let failing = Outcome { copy_failure: Some("no such folder".into()), ..fresh };
        assert_eq!(plan.alarm(&failing, now), Some(Alarm::NoCopy));
        assert_eq!(plan.alarm(&failing, utc("2026-11-27T03:00:00Z")), None, "it is tried again first");
        plan.is_on = false;
        assert_eq!(plan.alarm(&Outcome::default(), now), None, "who decided so is told on its page");
    }
}
