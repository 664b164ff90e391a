//! Who makes the backups of every night: a thread of the server.
//!
//! Nothing has to be remembered of a backup that was cut short: whether one is due follows from the last that was proven.

use super::archive::Lock;
use super::error::{BackupError, Result};
use super::inside::Inside;
use super::plan::{Alarm, Outcome, Plan};
use super::second_place::{Folder, SecondPlace, clear_up};
use super::{Order, Target, take};
use crate::kernel::Lang;
use crate::platform::db::Db;
use crate::platform::folder::DataFolder;
use crate::platform::jobs::{guarded, lang_of};
use crate::platform::settings::Office;
use chrono::NaiveDateTime;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often it is asked whether a backup is due.
const ASKED_EVERY: Duration = Duration::from_secs(60);

/// Whoever starts the server wants to work first: what the night has missed waits for so long.
const SETTLING: Duration = Duration::from_secs(10 * 60);

/// So long nothing is done again unasked, whatever is written of it: where that cannot be written, the disk would be filled.
const REST: Duration = Duration::from_secs(3600);

/// A handle on the keeper; cheap to clone.
#[derive(Clone)]
pub struct Keeper {
    shared: Arc<Shared>,
}

struct Shared {
    db: Db,
    folder: DataFolder,
    inside: Inside,
    state: Mutex<State>,
    woken: Condvar,
}

#[derive(Debug, Default)]
struct State {
    is_wanted: bool,
    /// The last backup is to be brought to the second place.
    is_copy_wanted: bool,
    doing: Doing,
    is_stopping: bool,
    /// What administrators are told wherever they are.
    alarm: Option<Alarm>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Doing {
    #[default]
    Nothing,
    /// A backup that somebody asked for.
    Asked,
    /// That of the night.
    Scheduled,
    /// What there is is on its way to the second place.
    Copying,
}

impl Keeper {
    pub fn new(db: Db, folder: DataFolder) -> Keeper {
        let inside = Inside::new(folder.clone(), db.instance_id());
        Keeper { shared: Arc::new(Shared { db, folder, inside, state: Mutex::default(), woken: Condvar::new() }) }
    }

    /// Begins to keep.
    pub fn start(&self) -> io::Result<JoinHandle<()>> {
        let shared = self.shared.clone();
        std::thread::Builder::new().name("backups".into()).spawn(move || shared.run())
    }

    /// Has a backup made now that stays until somebody deletes it, unless such a one is being made; after what is being done.
    pub fn make_one(&self) {
        let mut state = self.shared.state();
        state.is_wanted |= state.doing != Doing::Asked;
        drop(state);
        self.shared.woken.notify_all();
    }

    /// Has the last backup brought to the second place now, or after a copy that is on its way: perhaps to another place. A
    /// backup that is being made is brought there anyway.
    pub fn copy_one(&self) {
        let mut state = self.shared.state();
        state.is_copy_wanted |= matches!(state.doing, Doing::Nothing | Doing::Copying);
        drop(state);
        self.shared.woken.notify_all();
    }

    pub(super) fn is_making(&self) -> bool {
        let state = self.shared.state();
        state.is_wanted || matches!(state.doing, Doing::Asked | Doing::Scheduled)
    }

    pub(super) fn is_copying(&self) -> bool {
        let state = self.shared.state();
        state.is_copy_wanted || state.doing == Doing::Copying
    }

    /// What is wrong with the backups, as of a minute ago.
    pub fn alarm(&self) -> Option<Alarm> {
        self.shared.state().alarm
    }

    pub fn folder(&self) -> &DataFolder {
        &self.shared.folder
    }

    /// The backup that somebody looks into.
    pub(super) fn inside(&self) -> &Inside {
        &self.shared.inside
    }

    /// Begins no more backups, and closes the one that is open. One that is being made goes on, and nobody need wait for it: cut short, it leaves nothing.
    pub fn stop(&self) {
        self.shared.state().is_stopping = true;
        self.shared.inside.stop();
        self.shared.woken.notify_all();
    }
}

impl Shared {
    fn run(&self) {
        let started = Instant::now();
        let mut done: [Option<Instant>; 2] = [None; 2];
        loop {
            let state = self.state();
            let (is_wanted, is_copy_wanted, is_stopping) = (state.is_wanted, state.is_copy_wanted, state.is_stopping);
            drop(state);
            if is_stopping {
                return;
            }
            self.inside.close_unused(Instant::now());
            let (due, alarm) = guarded(|| self.due()).and_then(|due| due).unwrap_or_else(|error| {
                tracing::warn!(%error, "whether a backup is due cannot be told");
                (Doing::Nothing, None)
            });
            // A new office has none for its first minutes.
            self.state().alarm = alarm.filter(|_| started.elapsed() >= 2 * SETTLING);
            let rested =
                |last: Option<Instant>| started.elapsed() >= SETTLING && last.is_none_or(|last| last.elapsed() >= REST);
            let work = match due {
                _ if is_wanted => Doing::Asked,
                _ if is_copy_wanted => Doing::Copying,
                Doing::Scheduled if rested(done[0]) => {
                    done[0] = Some(Instant::now());
                    Doing::Scheduled
                }
                Doing::Copying if rested(done[1]) => {
                    done[1] = Some(Instant::now());
                    Doing::Copying
                }
                _ => Doing::Nothing,
            };
            match work {
                Doing::Nothing => {
                    let state = self.state();
                    if !state.is_wanted && !state.is_copy_wanted && !state.is_stopping {
                        drop(self.woken.wait_timeout(state, ASKED_EVERY).unwrap_or_else(PoisonError::into_inner));
                    }
                }
                Doing::Asked => self.work(work, &|shared| Some(shared.make(Target::Shelf))),
                Doing::Scheduled => self.work(work, &|shared| Some(shared.make(Target::Scheduled))),
                Doing::Copying => self.work(work, &|_| None),
            }
        }
    }

    /// What there is to be done unasked, and what is wrong.
    fn due(&self) -> crate::kernel::Result<(Doing, Option<Alarm>)> {
        let now = self.db.clock().now();
        self.db.read_blocking(|conn| {
            let Some(office) = Office::find(conn)? else { return Ok((Doing::Nothing, None)) };
            let (plan, outcome) = (Plan::load(conn)?, Outcome::load(conn)?);
            let due = match (plan.is_due(&outcome, now, office.tz()), plan.is_copy_due(&outcome, now)) {
                (true, _) => Doing::Scheduled,
                (_, true) => Doing::Copying,
                _ => Doing::Nothing,
            };
            Ok((due, plan.alarm(&outcome, now)))
        })
    }

    /// Makes a backup, where one is to be made, and brings the last to the second place; writes down what came of each.
    fn work(&self, doing: Doing, make: &dyn Fn(&Shared) -> Option<Outcome>) {
        {
            // Whatever is done ends with a copy.
            let mut state = self.state();
            (state.doing, state.is_copy_wanted) = (doing, false);
            state.is_wanted &= doing != Doing::Asked;
        }
        let made = guarded(|| make(self)).unwrap_or_else(|error| Some(self.failed(&error.into())));
        if let Some(outcome) = made {
            self.note(move |noted, _| *noted = outcome);
        }
        // It may take long: from here on another backup can be asked for.
        self.state().doing = Doing::Copying;
        self.copy();
        self.state().doing = Doing::Nothing;
    }

    fn note(&self, change: impl FnOnce(&mut Outcome, &Plan) + Send + 'static) {
        let noted = self.db.write_blocking(move |tx| {
            let mut outcome = Outcome::load(tx)?;
            change(&mut outcome, &Plan::load(tx)?);
            outcome.save(tx)
        });
        if let Err(error) = noted {
            tracing::error!(%error, "what came of the backup cannot be written down");
        }
    }

    fn outcome(&self) -> Outcome {
        self.db.read_blocking(Outcome::load).unwrap_or_default()
    }

    /// Makes a backup and proves it: what is not proven does not stay.
    fn make(&self, target: Target<'_>) -> Outcome {
        let now = self.db.clock().now();
        let made = self.lock().and_then(|lock| {
            take(Order { folder: &self.folder, target, lock, prove: true, now, progress: &mut |_, _| {} })
        });
        match made {
            Ok(taken) => {
                tracing::info!(path = %taken.path.display(), "a backup was made and restores");
                for hash in &taken.missing_files {
                    tracing::error!(%hash, "a file is gone from the disk or damaged, and is not in the backup");
                }
                let name = taken.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.outcome().followed_by(now, name, taken.missing_files.len())
            }
            Err(error) => self.failed(&error),
        }
    }

    fn failed(&self, error: &BackupError) -> Outcome {
        tracing::error!(error = error.text(Lang::En), "no backup");
        let (failure, at) = (error.text(lang_of(&self.db)), self.db.clock().now());
        Outcome { failure: Some(failure), failed_at: Some(at), ..self.outcome() }
    }

    fn lock(&self) -> Result<Lock> {
        self.db.read_blocking(Plan::load)?.encryption.lock(self.folder.path())
    }

    /// Brings the last proven backup to the second place, if there is one, and clears both up.
    fn copy(&self) {
        let (mut place, mut cleared_there) = (None, Ok(()));
        let copied = self.tried("no copy of the backup in the second place", || {
            let (plan, now) = self.plan()?;
            place = plan.second_place;
            let Outcome { proven, spared, .. } = self.outcome();
            let (Some(place), Some(proven)) = (&place, proven) else { return Ok(false) };
            let place = SecondPlace::open(place, self.folder.path(), self.db.instance_id())?;
            // First, too: one that is full would stay so. That old ones cannot be removed keeps no copy from it.
            let _ = place.clear_up(now, plan.keep, &spared);
            place.take(&self.folder.backups().join(proven))?;
            cleared_there = place.clear_up(now, plan.keep, &spared);
            Ok(true)
        });
        let cleared = self.tried("old backups cannot be removed", || {
            let (plan, now) = self.plan()?;
            let (here, spared) = (Folder(self.folder.backups()), self.outcome().spared);
            clear_up(&here, self.db.instance_id(), now, plan.keep, &spared).and(cleared_there)
        });
        let now = self.db.clock().now();
        self.note(move |outcome, plan| {
            outcome.clearing_failure = cleared.err();
            // Another place may have been chosen meanwhile: of that one nothing is known.
            if plan.second_place == place {
                outcome.forget_copy();
                match copied {
                    Ok(is_there) => outcome.copied_at = is_there.then_some(now),
                    Err(failure) => (outcome.copy_failure, outcome.copy_failed_at) = (Some(failure), Some(now)),
                }
            }
        });
    }

    /// What the office decided, and the time that a clock on its wall shows.
    fn plan(&self) -> Result<(Plan, NaiveDateTime)> {
        let (plan, zone) = self.db.read_blocking(|conn| Ok((Plan::load(conn)?, Office::load(conn)?.tz())))?;
        Ok((plan, self.db.clock().now().to_utc().with_timezone(&zone).naive_local()))
    }

    /// Does something; an error is told to the log, and is given back in the office's words.
    fn tried<T>(&self, failed: &str, work: impl FnOnce() -> Result<T>) -> std::result::Result<T, String> {
        guarded(work).unwrap_or_else(|error| Err(error.into())).map_err(|error| {
            tracing::error!(error = error.text(Lang::En), "{failed}");
            error.text(lang_of(&self.db))
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::db::testing;

    #[test]
    fn a_panic_is_told_and_the_next_backup_is_made() {
        let (db, place) = (testing::db(), tempfile::tempdir().unwrap());
        let keeper = Keeper::new(db.clone(), DataFolder::open(place.path()).unwrap());
        keeper.shared.work(Doing::Scheduled, &|_| panic!("a wrong sum"));
        assert!(!keeper.is_copying() && !keeper.is_making());
        let told = db.read_blocking(Outcome::load).unwrap();
        assert!(told.failure.unwrap().contains("a wrong sum") && told.failed_at.is_some());
        let made = || Outcome { proven_at: Some(testing::TEST_NOW), ..Outcome::default() };
        keeper.shared.work(Doing::Scheduled, &|_| Some(made()));
        assert_eq!(db.read_blocking(Outcome::load).unwrap().failure, None);
    }

    #[test]
    fn what_is_asked_for_meanwhile_is_done_after_it() {
        let (db, place) = (testing::db(), tempfile::tempdir().unwrap());
        let keeper = Keeper::new(db.clone(), DataFolder::open(place.path()).unwrap());
        let during = |doing| {
            *keeper.shared.state() = State { doing, ..State::default() };
            keeper.make_one();
            keeper.copy_one();
            let state = keeper.shared.state();
            (state.is_wanted, state.is_copy_wanted)
        };
        assert_eq!(during(Doing::Copying), (true, true));
        assert_eq!(during(Doing::Asked), (false, false), "one is being made, and is brought there");
        assert_eq!(during(Doing::Scheduled), (true, false), "that of the night does not stay");
    }
}
