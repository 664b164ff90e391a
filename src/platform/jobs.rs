//! Work that the server does by itself, as administrators see it: one list, whoever does it.
//!
//! Who works in the background declares a [`Job`]: what it does, when it does it next and how it ended last. Where nothing
//! else remembers how it ended, a [`Diary`] does, for as long as the process lives.

use super::i18n::Text;
use crate::kernel::{Lang, Result, Timestamp};
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

/// An outcome in the language of whoever reads it.
pub type Words = Box<dyn Fn(Lang) -> String + Send>;

/// How work ended that has no other memory; cheap to clone.
#[derive(Clone, Default)]
pub struct Diary(Arc<Mutex<Page>>);

#[derive(Default)]
struct Page {
    is_running: bool,
    last: Option<(Timestamp, std::result::Result<Words, Words>)>,
}

impl Diary {
    /// Unless it is being done: then nobody needs to begin it.
    pub fn begin(&self) -> bool {
        !std::mem::replace(&mut self.page().is_running, true)
    }

    /// It ended, with or without having begun.
    pub fn end(&self, at: Timestamp, outcome: std::result::Result<Words, Words>) {
        *self.page() = Page { is_running: false, last: Some((at, outcome)) };
    }

    pub fn standing(&self, lang: Lang, next: Next) -> Standing {
        let page = self.page();
        let last = page.last.as_ref().map(|(at, outcome)| {
            let outcome = outcome.as_ref().map(|words| words(lang)).map_err(|words| words(lang));
            Ended { at: *at, outcome }
        });
        Standing { is_running: page.is_running, next, last }
    }

    fn page(&self) -> MutexGuard<'_, Page> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diary_tells_how_it_ended_in_the_language_of_its_reader() {
        let diary = Diary::default();
        assert!(diary.begin() && !diary.begin());
        assert!(diary.standing(Lang::En, Next::AtStart).is_running);
        diary.end(Timestamp(7), Err(Box::new(|lang| lang.code().to_owned())));
        let standing = diary.standing(Lang::Pl, Next::AtStart);
        assert_eq!(standing.last, Some(Ended { at: Timestamp(7), outcome: Err("pl".to_owned()) }));
        assert!(!standing.is_running && diary.begin());
    }
}
