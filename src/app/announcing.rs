//! Telling the local network a name (multicast DNS, RFC 6762). It answers who asks for it; nothing leaves the network.

use super::own_names::USUAL_NAME;
use mdns_sd::{DaemonEvent, IfKind, Receiver, ServiceDaemon, ServiceInfo};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long others are given to hear that the name is gone.
const GOODBYE: Duration = Duration::from_millis(500);

pub(super) struct Announced {
    daemon: ServiceDaemon,
    service: String,
    name: Arc<Mutex<String>>,
}

impl Announced {
    /// Asks whether somebody has `korob.local`; if so the next free one is taken: `korob-2.local`.
    pub fn begin(listen: IpAddr, port: u16, is_tls: bool) -> mdns_sd::Result<Announced> {
        let daemon = ServiceDaemon::new()?;
        daemon.disable_interface(vec![IfKind::LoopbackV4, IfKind::LoopbackV6])?;
        if listen.is_unspecified() {
            if listen.is_ipv4() {
                daemon.disable_interface(IfKind::IPv6)?;
            }
        } else {
            daemon.disable_interface(IfKind::All)?;
            daemon.enable_interface(IfKind::Addr(listen))?;
        }
        let kind = if is_tls { "_https._tcp.local." } else { "_http._tcp.local." };
        let host = [USUAL_NAME, "."].concat();
        let addresses: &[IpAddr] = if listen.is_unspecified() { &[] } else { &[listen] };
        let service = ServiceInfo::new(kind, "Korob", &host, addresses, port, None)?;
        let service = if listen.is_unspecified() { service.enable_addr_auto() } else { service };
        let fullname = service.get_fullname().to_owned();
        let name = Arc::new(Mutex::new(USUAL_NAME.to_owned()));
        let events = daemon.monitor()?;
        daemon.register(service)?;
        let told = name.clone();
        // Ends with the daemon.
        let listening = std::thread::Builder::new().name("mdns-names".into()).spawn(move || follow(&events, &told));
        if let Err(error) = listening {
            tracing::warn!(%error, "a change of the name is not noticed");
        }
        Ok(Announced { daemon, service: fullname, name })
    }

    pub fn name(&self) -> String {
        self.name.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn end(self) {
        if let Ok(gone) = self.daemon.unregister(&self.service) {
            let _ = gone.recv_timeout(GOODBYE);
        }
        // Whether it ends in good order or not, it ends with the process.
        let _ = self.daemon.shutdown();
    }
}

fn follow(events: &Receiver<DaemonEvent>, name: &Mutex<String>) {
    let mut is_told = false;
    while let Ok(event) = events.recv() {
        match event {
            DaemonEvent::NameChange(change) if is_ours(&change.original, &change.new_name) => {
                let new = change.new_name.trim_end_matches('.').to_owned();
                tracing::info!(name = new, "another machine has the name: this one is called otherwise");
                *name.lock().unwrap_or_else(PoisonError::into_inner) = new;
            }
            DaemonEvent::Announce(..) if !is_told => {
                is_told = true;
                let name = name.lock().unwrap_or_else(PoisonError::into_inner).clone();
                tracing::info!(name, "the local network was told a name for this machine");
            }
            DaemonEvent::Error(error) => tracing::warn!(%error, "the local network cannot be told a name"),
            _ => {}
        }
    }
}

/// A host name goes from `korob.local.` to `korob-2.local.`; that of the service, which nobody types, changes too.
fn is_ours(original: &str, new: &str) -> bool {
    let is_host = |name: &str| name.strip_suffix('.').unwrap_or(name).matches('.').count() == 1;
    is_host(original) && is_host(new) && original.starts_with("korob")
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_the_name_of_the_host_counts() {
        assert!(is_ours("korob.local.", "korob-2.local."));
        assert!(is_ours("korob-2.local.", "korob-3.local."));
        assert!(!is_ours("Korob._https._tcp.local.", "Korob (2)._https._tcp.local."));
    }
}
