//! The beginning of an office: on an empty data folder somebody with the one-time link (or the command line) says what the
//! firm is called, where and in which language it works, and becomes its first administrator.
//!
//! Until then there is nobody to sign in as, and no page but the one that says how to set up.

mod forms;
mod pages;
mod service;
#[cfg(test)]
mod tests;
mod views;

pub use service::{NewOffice, Step, create_office, is_needed, link};

use crate::access::Viewer;
use crate::kernel::Result;
use crate::platform::db::Db;
use crate::platform::files::FileStore;
use crate::platform::settings::Office;
use crate::platform::web::{Need, Routes};
use std::sync::Arc;

/// What the types of records bring into a new office; put among the app's data by whoever knows them.
#[derive(Clone)]
pub struct Beginning {
    /// Each writes what it ships (statuses, sources, options) in the transaction that creates the office.
    pub steps: Vec<Step>,
    /// Fills the new office with sample clients in one write, on a thread where it may block.
    /// Where there is none, the wizard does not offer it.
    pub demo: Option<Demo>,
}

pub type Demo = fn(&Db, &Arc<FileStore>, &Viewer, &Office) -> Result<()>;

pub fn routes(routes: &mut Routes) {
    routes.get("/setup", Need::Public, pages::explain);
    routes.get("/setup/{token}", Need::Public, pages::new);
    routes.post("/setup/{token}", Need::Public, pages::create);
}
