//! How the office's connections are protected, for its people: administrators see the certificate and what is wrong with it,
//! and anybody may fetch the certificate of the machine's own authority, compare its fingerprint and trust it.

mod pages;
mod views;

pub use pages::routes;
pub use views::in_the_clear;

use crate::platform::tls::Certificates;
use std::sync::Arc;

/// How this server is reached.
#[derive(Clone)]
pub struct Reach {
    pub certificates: Option<Arc<Certificates>>,
    /// All the ways to it at this moment, the one to tell people first, without a slash at the end.
    pub urls: Arc<dyn Fn() -> Vec<String> + Send + Sync>,
    /// What people type crosses a network that anybody on it can read.
    pub is_in_the_clear: bool,
}
