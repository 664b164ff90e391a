//! Clients, over HTTP and in the browser.

mod activities;
pub mod leads;
mod leads_browser;
