//! Clients, over HTTP and in the browser.

mod leads;
mod leads_browser;
