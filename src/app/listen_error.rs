//! Why the server cannot listen where it is told to.

use crate::kernel::Lang;
use crate::platform::i18n::{reason, tr};
use std::io::{self, ErrorKind};
use std::net::SocketAddr;

/// The first port that anybody may open (Linux: ip(7), `ip_unprivileged_port_start`).
const FIRST_FREE_PORT: u16 = 1024;

#[derive(Debug, thiserror::Error)]
#[error("listen on {address}: {cause}")]
pub(super) struct ListenError {
    pub address: SocketAddr,
    pub cause: io::Error,
}

impl ListenError {
    /// What, why and what to do, in one line for a person.
    pub fn text(&self, lang: Lang) -> String {
        let (address, mut other) = (self.address.to_string(), self.address);
        match self.cause.kind() {
            ErrorKind::AddrInUse => {
                other.set_port(self.address.port().checked_add(1).unwrap_or(8090));
                tr::start_port_taken(lang, &address, &other.to_string())
            }
            ErrorKind::PermissionDenied if self.address.port() < FIRST_FREE_PORT => {
                other.set_port(self.address.port() + 8000);
                tr::start_port_denied(lang, &address, &other.to_string())
            }
            _ => tr::start_cannot_listen(lang, &address, &reason(lang, &self.cause)),
        }
    }
}
