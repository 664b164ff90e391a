//! Work that the server does by itself, as administrators see it: one list, whoever does it.
//!
//! Who works in the background declares a [`Job`]: what it does, when it does it next and how it ended last. Where nothing
//! else remembers how it ended, a [`Diary`] does.

use super::db::{Db, Tx, panic_text};
use super::i18n::{Text, tr};
use super::settings::{self, Office};
use crate::kernel::{Error, Lang, Result, Timestamp};
use serde::{Deserialize, Serialize};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

type Standings = dyn Fn(Lang) -> Result<Standing> + Send + Sync;

/// A kind of work.
#[derive(Clone)]
pub struct Job {
    /// Its name in addresses.
    pub key: &'static str,
    pub title: Text,
    pub what: Text,
    standing: Arc<Standings>,
    run: Option<Arc<dyn Fn() + Send + Sync>>,
}

/// All kinds of work of a server.
pub struct Jobs(pub Vec<Job>);

/// How it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub is_running: bool,
    pub next: Next,
    /// `None` where it has not ended yet.
    pub last: Option<Ended>,
    /// The last time that it did not go well, where it does again.
    pub trouble: Option<Ended>,
}

/// When it is done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    At(Timestamp),
    /// Again and again.
    Every(Duration),
    /// With somebody's change, at most once in this time.
    WithChanges(Duration),
    AtStart,
    /// Together with another kind of work.
    WithBackup,
    /// Nobody wants it.
    Never,
}

/// How it ended, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    pub at: Timestamp,
    pub outcome: std::result::Result<String, String>,
}

impl Job {
    /// `standing` is asked on threads that may block.
    pub fn new(
        key: &'static str,
        title: Text,
        what: Text,
        standing: impl Fn(Lang) -> Result<Standing> + Send + Sync + 'static,
    ) -> Job {
        Job { key, title, what, standing: Arc::new(standing), run: None }
    }

    /// It can be done at once, too. `run` is called on threads that may block, and need not wait for the end.
    pub fn at_once(self, run: impl Fn() + Send + Sync + 'static) -> Job {
        Job { run: Some(Arc::new(run)), ..self }
    }

    /// For threads that may block.
    pub fn standing(&self, lang: Lang) -> Result<Standing> {
        (self.standing)(lang)
    }

    pub fn can_be_run(&self) -> bool {
        self.run.is_some()
    }

    /// Has it done now; false where nobody can.
    pub fn run(&self) -> bool {
        self.run.as_ref().map(|run| run()).is_some()
    }
}

/// How work ended that has no other memory, here and in the settings of the office; cheap to clone.
///
/// That it goes well again and again is written down once an hour.
#[derive(Clone)]
pub struct Diary {
    /// Of the setting.
    key: &'static str,
    page: Arc<Mutex<Page>>,
}

#[derive(Default)]
struct Page {
    is_running: bool,
    ends: Ends,
    /// What is in the settings.
    kept: Option<(Timestamp, Outcome)>,
}

/// How it ended: with a number of things done, or words of the office's language.
pub type Outcome = std::result::Result<i64, String>;

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Ends {
    last: Option<(Timestamp, Outcome)>,
    /// When it last failed, also where it went well since.
    trouble: Option<(Timestamp, String)>,
}

const KEPT_EVERY_SECS: i64 = 3600;

impl Diary {
    /// With what was written down before; `key` is that of the setting.
    pub fn open(db: &Db, key: &'static str) -> Diary {
        let ends: Option<Ends> = db.read_blocking(|conn| settings::get(conn, key)).unwrap_or_else(|error| {
            tracing::warn!(key, %error, "how it ended last cannot be read");
            None
        });
        let ends = ends.unwrap_or_default();
        Diary { key, page: Arc::new(Mutex::new(Page { is_running: false, kept: ends.last.clone(), ends })) }
    }

    /// Does it on a thread of its own, unless it is being done. However it ends, that is told, and it can be done again.
    pub fn do_in_background(&self, db: &Db, work: impl FnOnce() -> Result<i64> + Send + 'static) {
        if std::mem::replace(&mut self.page().is_running, true) {
            return;
        }
        let (own, at) = (self.clone(), db.clone());
        let spawned = std::thread::Builder::new().name("job".into()).spawn(move || own.work(&at, work));
        if let Err(error) = spawned {
            self.end(db, Err(failure(&anyhow::Error::from(error).into(), lang_of(db))));
        }
    }

    fn work(&self, db: &Db, work: impl FnOnce() -> Result<i64>) {
        let outcome = guarded(work).and_then(|outcome| outcome);
        self.end(db, outcome.map_err(|error| failure(&error, lang_of(db))));
    }

    /// Does it as a part of somebody's change, which its failure does not undo.
    ///
    /// # Errors
    /// Where it cannot be written down how it ended.
    pub fn do_within(&self, tx: &mut Tx<'_>, work: impl FnOnce(&mut Tx<'_>) -> Result<i64>) -> Result<()> {
        let outcome = guarded(|| work(tx)).and_then(|outcome| outcome);
        let outcome = outcome.map_err(|error| failure(&error, Office::lang(tx)));
        self.turn(tx.now(), outcome).map_or(Ok(()), |ends| settings::set(tx, self.key, &ends))
    }

    /// It ended, with or without having begun.
    pub fn end(&self, db: &Db, outcome: Outcome) {
        let Some(ends) = self.turn(db.clock().now(), outcome) else { return };
        let key = self.key;
        if let Err(error) = db.write_blocking(move |tx| settings::set(tx, key, &ends)) {
            tracing::warn!(key, %error, "how it ended cannot be written down");
        }
    }

    /// What is to be written down now.
    fn turn(&self, at: Timestamp, outcome: Outcome) -> Option<Ends> {
        let mut page = self.page();
        page.is_running = false;
        let is_known = page
            .kept
            .as_ref()
            .is_some_and(|(then, kept)| *kept == outcome && (*then..then.plus_secs(KEPT_EVERY_SECS)).contains(&at));
        if let Err(text) = &outcome {
            if !is_known {
                tracing::warn!(key = self.key, error = text, "it could not be done");
            }
            page.ends.trouble = Some((at, text.clone()));
        }
        page.ends.last = Some((at, outcome));
        if is_known {
            return None;
        }
        page.kept = page.ends.last.clone();
        Some(page.ends.clone())
    }

    /// `told` says what was done, in the language of whoever reads it.
    pub fn standing(&self, lang: Lang, next: Next, told: impl Fn(Lang, i64) -> String) -> Standing {
        let page = self.page();
        let last = page.ends.last.clone();
        let last = last.map(|(at, outcome)| Ended { at, outcome: outcome.map(|count| told(lang, count)) });
        let trouble = page.ends.trouble.clone().map(|(at, text)| Ended { at, outcome: Err(text) });
        let trouble = trouble.filter(|_| last.as_ref().is_some_and(|last| last.outcome.is_ok()));
        Standing { is_running: page.is_running, next, last, trouble }
    }

    fn page(&self) -> MutexGuard<'_, Page> {
        self.page.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does work of the server's own: a mistake in it ends this one run, and not the thread that does the next.
///
/// # Errors
/// `Internal` for a panic.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|payload| anyhow::anyhow!("it panicked: {}", panic_text(&*payload)).into())
}

/// Why it could not be done, in words.
pub fn failure(error: &Error, lang: Lang) -> String {
    tr::jobs_could_not(lang, &error.with_causes())
}

/// Of the office, since nobody knows who will read it.
pub fn lang_of(db: &Db) -> Lang {
    db.read_blocking(|conn| Ok(Office::lang(conn))).unwrap_or(Lang::En)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::db::testing;

    const KEY: &str = "jobs.test";

    fn standing(diary: &Diary) -> Standing {
        diary.standing(Lang::En, Next::AtStart, |_, count| count.to_string())
    }

    #[test]
    fn how_it_ended_outlives_a_restart() {
        let db = testing::db();
        let diary = Diary::open(&db, KEY);
        diary.end(&db, Err("no".to_owned()));
        db.clock.set(testing::TEST_NOW.plus_secs(60));
        db.write_blocking({
            let diary = diary.clone();
            move |tx| diary.do_within(tx, |_| Ok(7))
        })
        .unwrap();
        let restarted = standing(&Diary::open(&db, KEY));
        assert_eq!(restarted, standing(&diary));
        let last = restarted.last.unwrap();
        assert_eq!((last.at, last.outcome), (testing::TEST_NOW.plus_secs(60), Ok("7".to_owned())));
        assert_eq!(restarted.trouble.unwrap().outcome, Err("no".to_owned()));
    }

    #[test]
    fn what_panics_is_told_and_done_again() {
        let db = testing::db();
        let diary = Diary::open(&db, KEY);
        diary.page().is_running = true;
        diary.work(&db, || panic!("a wrong sum"));
        let told = standing(&diary);
        assert!(!told.is_running && told.last.unwrap().outcome.unwrap_err().contains("a wrong sum"));
        diary.work(&db, || Ok(1));
        assert_eq!(standing(&diary).last.unwrap().outcome, Ok("1".to_owned()));
    }

    #[test]
    fn what_goes_well_all_the_time_is_written_down_once_an_hour() {
        let db = testing::db();
        let diary = Diary::open(&db, KEY);
        let written_at = || standing(&Diary::open(&db, KEY)).last.unwrap().at;
        for (secs, written) in [(0, 0), (30, 0), (3599, 0), (3600, 3600), (3630, 3600)] {
            db.clock.set(testing::TEST_NOW.plus_secs(secs));
            diary.end(&db, Ok(0));
            assert_eq!(written_at(), testing::TEST_NOW.plus_secs(written), "after {secs} s");
        }
    }
}
