//! How this machine is found on its network while it serves: the names it answers to, the certificate that proves them, and
//! the name that the local network is told. All three change without a restart: addresses come and go, certificates end.

use super::announcing::Announced;
use super::config::{Settings, Tls};
use super::own_names;
use crate::kernel::Clock;
use crate::office::certificate::Reach;
use crate::platform::folder::DataFolder;
use crate::platform::i18n::tr;
use crate::platform::jobs::{Diary, Job, Next, Words};
use crate::platform::tls::{Certificates, TlsError};
use crate::platform::web::Hosts;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};
use std::time::Duration;

/// How soon a new address or a new certificate file is noticed.
const LOOKED_EVERY: Duration = Duration::from_secs(30);

pub struct Presence {
    settings: Settings,
    hosts: Hosts,
    certificates: Option<Arc<Certificates>>,
    port: RwLock<u16>,
    announced: Mutex<Option<Announced>>,
    is_stopping: Mutex<bool>,
    woken: Condvar,
    clock: Arc<dyn Clock>,
    diary: Diary,
}

impl Presence {
    /// Reads or makes what is needed; nothing is told to anybody yet.
    pub fn prepare(settings: &Settings, folder: &DataFolder, clock: Arc<dyn Clock>) -> Result<Arc<Presence>, TlsError> {
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
            is_stopping: Mutex::new(false),
            woken: Condvar::new(),
            clock,
            diary: Diary::default(),
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
        let announced = self.announced();
        self.hosts.rename(own_names::names(&self.settings, announced.as_deref()));
        if let Some(certificates) = &self.certificates {
            certificates.look(&own_names::certified(&self.settings, announced.as_deref()));
        }
        let trouble = self.certificates.as_ref().and_then(|certificates| certificates.trouble());
        let outcome: Result<Words, Words> = match trouble {
            Some(trouble) => Err(Box::new(move |lang| trouble.text(lang))),
            None => Ok(Box::new(|lang| tr::jobs_names_good(lang).to_owned())),
        };
        self.diary.end(self.clock.now(), outcome);
    }

    /// The looking, for the list of jobs.
    pub fn job(self: &Arc<Self>) -> Job {
        let (told, looking) = (self.diary.clone(), self.clone());
        Job::new("names", tr::jobs_names_title, tr::jobs_names, move |lang| {
            Ok(told.standing(lang, Next::Every(LOOKED_EVERY)))
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

    /// Looks at once.
    pub fn wake(&self) {
        self.woken.notify_all();
    }

    pub fn stop(&self) {
        *self.is_stopping.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.woken.notify_all();
        if let Some(announced) = self.lock_announced().take() {
            announced.end();
        }
    }

    fn run(&self) {
        loop {
            let is_stopping = self.is_stopping.lock().unwrap_or_else(PoisonError::into_inner);
            if *is_stopping {
                return;
            }
            drop(self.woken.wait_timeout(is_stopping, LOOKED_EVERY).unwrap_or_else(PoisonError::into_inner));
            self.look();
        }
    }

    fn announced(&self) -> Option<String> {
        self.lock_announced().as_ref().map(Announced::name)
    }

    fn lock_announced(&self) -> std::sync::MutexGuard<'_, Option<Announced>> {
        self.announced.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
