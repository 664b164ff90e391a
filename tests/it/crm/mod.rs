//! Clients, over HTTP and in the browser.

pub mod leads;
mod leads_browser;
