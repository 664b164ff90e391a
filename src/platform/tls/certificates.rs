//! The certificate in use, and how it is kept good.

use super::local::Local;
use super::own_files::OwnFiles;
use super::{Authority, Facts, Pair, TlsError};
use crate::kernel::{Clock, Timestamp};
use arc_swap::{ArcSwap, ArcSwapOption};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// What the server shows to browsers.
pub struct Certificates {
    source: Source,
    clock: Arc<dyn Clock>,
    current: ArcSwap<Pair>,
    trouble: ArcSwapOption<TlsError>,
    /// How many days were left when its end was told last.
    told_days: AtomicI64,
}

enum Source {
    Local(Box<Local>),
    Files(OwnFiles),
}

impl Certificates {
    /// By the machine's own authority, which lies in `folder` and is made there if it never was. The names that the office
    /// gave this machine (`given`) are fixed when it is made; `names` are those it has now, the given ones among them.
    pub fn local(
        folder: &Path,
        machine: &str,
        given: &[String],
        names: &[String],
        clock: Arc<dyn Clock>,
    ) -> Result<Arc<Certificates>, TlsError> {
        let now = clock.now();
        let local = Local::open(folder, machine, given, now)?;
        let stored = local.stored().filter(|stored| !local.is_due(&stored.facts, names, now));
        let pair = stored.map_or_else(|| local.issue(names, now), Ok)?;
        Ok(Certificates::begin(Source::Local(Box::new(local)), pair, clock))
    }

    /// From PEM files: the chain, the server's own certificate first, and its key. One whose days are over is taken all the
    /// same: an office that cannot be reached is worse off than one that is warned of.
    pub fn from_files(certificate: &Path, key: &Path, clock: Arc<dyn Clock>) -> Result<Arc<Certificates>, TlsError> {
        let files = OwnFiles::new(certificate, key);
        let nothing = || TlsError::NoCertificate { path: certificate.to_owned() };
        let pair = files.read_changed()?.ok_or_else(nothing)?;
        Ok(Certificates::begin(Source::Files(files), pair, clock))
    }

    fn begin(source: Source, pair: Pair, clock: Arc<dyn Clock>) -> Arc<Certificates> {
        let (current, trouble) = (ArcSwap::from_pointee(pair), ArcSwapOption::empty());
        Arc::new(Certificates { source, clock, current, trouble, told_days: AtomicI64::new(i64::MAX) })
    }

    /// Renews what ends soon or lacks one of these names, or reads files again that changed.
    pub fn look(&self, names: &[String]) {
        let now = self.clock.now();
        match self.better(names, now) {
            Ok(None) => {}
            Ok(Some(pair)) => {
                tracing::info!(fingerprint = pair.facts.fingerprint(), "another certificate is in use");
                self.current.store(Arc::new(pair));
                self.trouble.store(None);
            }
            Err(error) => {
                // It may last for days: each is told once.
                if self.trouble().is_none_or(|known| known.to_string() != error.to_string()) {
                    tracing::warn!("the certificate in use stays: {error}");
                }
                self.trouble.store(Some(Arc::new(error)));
            }
        }
        self.warn_of_end(now);
    }

    /// Once a day, from some days before the end on.
    fn warn_of_end(&self, now: Timestamp) {
        let facts = self.facts();
        let days = facts.days_left(now);
        if days >= Facts::DAYS_TO_ACT || self.told_days.swap(days, Ordering::Relaxed) == days {
            return;
        }
        let until = facts.not_after.to_rfc3339();
        match facts.not_after < now {
            true => tracing::warn!(until, "the certificate in use has expired: browsers warn of this server"),
            false => tracing::warn!(until, days, "the certificate in use ends soon, and there is no better one"),
        }
    }

    fn better(&self, names: &[String], now: Timestamp) -> Result<Option<Pair>, TlsError> {
        match &self.source {
            Source::Local(local) => {
                let is_due = local.is_due(&self.facts(), names, now);
                is_due.then(|| local.issue(names, now)).transpose()
            }
            Source::Files(files) => {
                let pair = files.read_changed()?;
                pair.map(|pair| files.ensure_better(&pair.facts, now).map(|()| pair)).transpose()
            }
        }
    }

    /// How browsers are answered with it.
    pub fn server_config(self: &Arc<Self>) -> Result<ServerConfig, TlsError> {
        let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let builder = builder.with_safe_default_protocol_versions().map_err(TlsError::failed)?;
        Ok(builder.with_no_client_auth().with_cert_resolver(self.clone()))
    }

    /// Of the certificate in use.
    pub fn facts(&self) -> Facts {
        self.current.load().facts.clone()
    }

    /// The local authority, if it is one of its certificates.
    pub fn authority(&self) -> Option<&Authority> {
        match &self.source {
            Source::Local(local) => Some(&local.authority),
            Source::Files(_) => None,
        }
    }

    /// Why there is no better one.
    pub fn trouble(&self) -> Option<Arc<TlsError>> {
        self.trouble.load_full()
    }
}

#[cfg(test)]
impl Certificates {
    /// The chain that browsers get.
    pub(super) fn shown(&self) -> Vec<rustls::pki_types::CertificateDer<'static>> {
        self.current.load().key.cert.clone()
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.current.load().key.clone())
    }
}

impl std::fmt::Debug for Certificates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificates").field("facts", &self.facts()).finish_non_exhaustive()
    }
}
