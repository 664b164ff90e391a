//! The doctor beside a running server: what a glance finds for whoever opens the page, and a thorough look on a thread of its
//! own, which may take as long as the disk needs. Neither holds up a request or a write.

use super::bundle::{Order, bundle};
use super::checks::{Depth, Subject, examine};
use super::finding::{Check, Finding};
use super::mending::{Mended, mend};
use crate::kernel::{Lang, Timestamp};
use crate::office::licence::Vendor;
use crate::platform::db::Db;
use crate::platform::folder::DataFolder;
use crate::records::Registry;
use chrono_tz::Tz;
use serde_json::Value;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What only a thorough look can tell.
const THOROUGH: [Check; 6] =
    [Check::Rights, Check::Database, Check::Links, Check::Search, Check::History, Check::Files];

/// The box of this server.
pub struct Served {
    pub db: Db,
    pub registry: Arc<Registry>,
    pub folder: DataFolder,
    pub vendor: Vendor,
    /// The file with the certificate that browsers get, where connections are protected by one.
    pub certificate: Option<PathBuf>,
    /// The start-up settings as a stranger may know them.
    pub settings: Value,
}

/// A handle on the doctor of a server; cheap to clone.
#[derive(Clone)]
pub struct Examiner {
    served: Arc<Served>,
    started_at: Timestamp,
    look: Arc<Mutex<Look>>,
}

/// How the thorough look stands.
#[derive(Debug, Clone, Default)]
pub struct Look {
    pub is_on: bool,
    /// The last one that came to its end.
    pub last: Option<Looked>,
}

#[derive(Debug, Clone)]
pub struct Looked {
    pub at: Timestamp,
    /// The language of its words.
    pub lang: Lang,
    pub findings: Vec<Finding>,
}

impl Examiner {
    /// Of a server that starts now.
    pub fn new(served: Served) -> Examiner {
        Examiner { started_at: served.db.clock().now(), served: Arc::new(served), look: Arc::default() }
    }

    pub fn served(&self) -> &Served {
        &self.served
    }

    pub fn started_at(&self) -> Timestamp {
        self.started_at
    }

    /// What can be told at once, with what the last thorough look found beyond that; the worst first. For threads that may block.
    pub fn findings(&self, lang: Lang, zone: Tz) -> Vec<Finding> {
        let mut findings = self.examine(lang, zone, Depth::Glance);
        let fault = self.served.db.fault();
        if let Some(last) = self.look().last {
            let closer = |check: &Check| THOROUGH.contains(check) && !(*check == Check::Database && fault.is_some());
            let known: Vec<Finding> = last.findings.into_iter().filter(|found| closer(&found.check)).collect();
            findings.retain(|found| !known.iter().any(|known| known.check == found.check));
            findings.extend(known);
        }
        findings.sort_by_key(|found| (std::cmp::Reverse(found.health), found.check));
        findings
    }

    /// Begins a thorough look, unless one is on.
    ///
    /// # Errors
    /// If there is no thread for it.
    pub fn begin(&self, lang: Lang, zone: Tz) -> io::Result<()> {
        if std::mem::replace(&mut self.state().is_on, true) {
            return Ok(());
        }
        let (own, turn) = (self.clone(), Turn(self.look.clone()));
        let looking = move || {
            // However it ends, the next one can begin.
            let _turn = turn;
            let findings = own.examine(lang, zone, Depth::Usual);
            own.state().last = Some(Looked { at: own.served.db.clock().now(), lang, findings });
        };
        std::thread::Builder::new().name("doctor".into()).spawn(looking).map(drop)
    }

    pub fn look(&self) -> Look {
        self.state().clone()
    }

    /// Sets right what can be under a server: see [`mend`]. For threads that may block.
    pub fn mend(&self, lang: Lang, zone: Tz) -> Mended {
        let folder = self.served.folder.path();
        let mended = mend(folder, &self.served.registry, lang, &self.findings(lang, zone));
        // What it said of them is not so any more; of what is left it still is.
        if let (true, Some(last)) = (mended.left.is_empty(), &mut self.state().last) {
            last.findings.retain(|found| found.check != Check::Rights);
        }
        mended
    }

    /// Writes the support bundle to the new file `out`. For threads that may block.
    ///
    /// # Errors
    /// As for [`bundle`].
    pub fn bundle(&self, out: &Path) -> io::Result<()> {
        let settings = self.served.settings.clone();
        self.with_subject(Lang::En, None, Depth::Usual, |subject| bundle(Order { subject, settings, log: None }, out))
    }

    fn examine(&self, lang: Lang, zone: Tz, depth: Depth) -> Vec<Finding> {
        self.with_subject(lang, Some(zone), depth, examine)
    }

    fn with_subject<T>(&self, lang: Lang, zone: Option<Tz>, depth: Depth, work: impl FnOnce(&Subject<'_>) -> T) -> T {
        let served = &self.served;
        work(&Subject {
            folder: served.folder.path(),
            registry: &served.registry,
            lang,
            zone,
            now: served.db.clock().now(),
            depth,
            // With wrong ones it would not serve.
            wrong_settings: &[],
            certificate: served.certificate.as_deref(),
            vendor: &served.vendor,
            served: Some(&served.db),
        })
    }

    fn state(&self) -> MutexGuard<'_, Look> {
        self.look.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The turn of a thorough look, until dropped.
struct Turn(Arc<Mutex<Look>>);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_on = false;
    }
}
