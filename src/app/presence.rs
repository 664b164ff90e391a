//! How this machine is found on its network while it serves: the names it answers to, the certificate that proves them, and
//! the name that the local network is told. All three change without a restart: addresses come and go, certificates end.

use super::announcing::Announced;
use super::config::{Settings, Tls};
use super::own_names;
use crate::kernel::Lang;
use crate::office::certificate::Reach;
use crate::platform::db::Db;
use crate::platform::folder::DataFolder;
use crate::platform::i18n::tr;
use crate::platform::jobs::{Diary, Job, Next, Outcome, failure, guarded, lang_of};
use crate::platform::tls::{Certificates, TlsError};
use crate::platform::web::Hosts;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

/// How soon a new address or a new certificate file is noticed.
const LOOKED_EVERY: Duration = Duration::from_secs(30);

pub struct Presence {
    settings: Settings,
    hosts: Hosts,
    certificates: Option<Arc<Certificates>>,
    port: RwLock<u16>,
    announced: Mutex<Option<Announced>>,
    orders: Mutex<Orders>,
    woken: Condvar,
    db: Db,
    diary: Diary,
}

/// What the thread that looks is told.
#[derive(Default)]
struct Orders {
    is_look_wanted: bool,
    is_stopping: bool,
}

impl Presence {
    /// Reads or makes what is needed; nothing is told to anybody yet.
    pub fn prepare(settings: &Settings, folder: &DataFolder, db: &Db) -> Result<Arc<Presence>, TlsError> {
        let clock = db.clock();
        let certificates = match &settings.tls {
            Tls::Off => None,
            Tls::Files { certificate, key } => Some(Certificates::from_files(certificate, key, clock.clone())?),
            Tls::Auto => {
                let (given, names) = (own_names::given(settings), own_names::certified(settings, None));
                Some(Certificates::local(&folder.tls(), &own_names::machine(), &given, &names, clock.clone())?)
            }
        };
        let is_certified = matches!(settings.tls, Tls::Files { .. });
        let hosts = Hosts::default()
            .behind(settings.trusted_proxies.clone())
            .encrypted(certificates.is_some())
            .certified(is_certified);
        let hosts = match &settings.url {
            Some(url) => hosts.found_at(url),
            None => hosts,
        };
        let presence = Presence {
            settings: settings.clone(),
            hosts,
            certificates,
            port: RwLock::new(settings.listen.port()),
            announced: Mutex::new(None),
            orders: Mutex::default(),
            woken: Condvar::new(),
            db: db.clone(),
            diary: Diary::open(db, "jobs.names"),
        };
        presence.look();
        Ok(Arc::new(presence))
    }

    /// With what the server was started.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn hosts(&self) -> Hosts {
        self.hosts.clone()
    }

    pub fn certificates(&self) -> Option<&Arc<Certificates>> {
        self.certificates.as_ref()
    }

    /// For the pages that tell of it.
    pub fn reach(self: &Arc<Self>) -> Reach {
        let presence = self.clone();
        Reach {
            certificates: self.certificates.clone(),
            urls: Arc::new(move || presence.urls()),
            is_in_the_clear: self.settings.is_in_the_clear(),
        }
    }

    /// Where it really listens.
    pub fn listens_at(&self, address: SocketAddr) {
        *self.port.write().unwrap_or_else(PoisonError::into_inner) = address.port();
    }

    /// All the ways to it, the one to tell people first.
    pub fn urls(&self) -> Vec<String> {
        let port = *self.port.read().unwrap_or_else(PoisonError::into_inner);
        own_names::urls(&self.settings, port, self.announced().as_deref())
    }

    /// Whether anybody beyond this machine can come.
    pub fn is_open(&self) -> bool {
        !self.settings.listen.ip().is_loopback()
    }

    /// Learns the names and addresses of now, and sees to the certificate.
    pub fn look(&self) {
        let lang = lang_of(&self.db);
        let outcome = guarded(|| self.learn(lang)).unwrap_or_else(|error| Err(failure(&error, lang)));
        self.diary.end(&self.db, outcome);
    }

    fn learn(&self, lang: Lang) -> Outcome {
        let announced = self.announced();
        self.hosts.rename(own_names::names(&self.settings, announced.as_deref()));
        if let Some(certificates) = &self.certificates {
            certificates.look(&own_names::certified(&self.settings, announced.as_deref()));
        }
        let trouble = self.certificates.as_ref().and_then(|certificates| certificates.trouble());
        trouble.map_or(Ok(0), |trouble| Err(trouble.text(lang)))
    }

    /// The looking, for the list of jobs.
    pub fn job(self: &Arc<Self>) -> Job {
        let (told, looking) = (self.diary.clone(), self.clone());
        Job::new("names", tr::jobs_names_title, tr::jobs_names, move |lang| {
            Ok(told.standing(lang, Next::Every(LOOKED_EVERY), |lang, _| tr::jobs_names_good(lang).to_owned()))
        })
        .at_once(move || looking.look())
    }

    /// Looks from now on by itself, and tells the local network a name, unless nobody beyond this machine can come.
    pub fn start(self: &Arc<Self>) -> io::Result<()> {
        if self.is_open() && self.settings.is_announced {
            let port = *self.port.read().unwrap_or_else(PoisonError::into_inner);
            match Announced::begin(self.settings.listen.ip(), port, self.certificates.is_some()) {
                Ok(announced) => *self.lock_announced() = Some(announced),
                Err(error) => tracing::warn!(%error, "the local network cannot be told a name; by address it is found"),
            }
        }
        let presence = self.clone();
        std::thread::Builder::new().name("presence".into()).spawn(move || presence.run()).map(drop)
    }

    /// Looks at once, also where it just looks.
    pub fn wake(&self) {
        self.orders().is_look_wanted = true;
        self.woken.notify_all();
    }

    pub fn stop(&self) {
        self.orders().is_stopping = true;
        self.woken.notify_all();
        if let Some(announced) = self.lock_announced().take() {
            announced.end();
        }
    }

    fn run(&self) {
        loop {
            let is_idle = |orders: &mut Orders| !orders.is_look_wanted && !orders.is_stopping;
            let waited = self.woken.wait_timeout_while(self.orders(), LOOKED_EVERY, is_idle);
            let mut orders = waited.unwrap_or_else(PoisonError::into_inner).0;
            if orders.is_stopping {
                return;
            }
            orders.is_look_wanted = false;
            drop(orders);
            self.look();
        }
    }

    fn orders(&self) -> MutexGuard<'_, Orders> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn announced(&self) -> Option<String> {
        self.lock_announced().as_ref().map(Announced::name)
    }

    fn lock_announced(&self) -> MutexGuard<'_, Option<Announced>> {
        self.announced.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
