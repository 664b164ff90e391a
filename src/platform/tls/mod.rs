//! TLS of a server: 1.2 and 1.3, no other, with a certificate that may change while it serves.
//!
//! - [`Certificates::local`]: the machine's own authority ([`Authority`]), made once, vouches for its names and addresses;
//!   people tell their devices to trust it. The certificate is renewed by itself.
//! - [`Certificates::from_files`]: files of the firm, read again when they change.
//!
//! [`Certificates::look`] does either; whoever serves calls it now and then. What goes wrong later than at the start leaves
//! the certificate in use that was good, and is told by [`Certificates::trouble`].

mod authority;
mod certificates;
mod error;
mod facts;
mod local;
mod own_files;
mod pem;
#[cfg(test)]
mod tests;

pub use authority::Authority;
pub use certificates::Certificates;
pub use error::TlsError;
pub use facts::Facts;
pub use local::file as own_certificate;

use rustls::sign::CertifiedKey;
use std::sync::Arc;

/// A certificate with its key, ready to be shown to browsers.
struct Pair {
    key: Arc<CertifiedKey>,
    facts: Facts,
}
