//! Clients, over HTTP and in the browser.

mod activities;
mod activities_browser;
mod activities_work;
mod day;
pub mod leads;
mod leads_browser;
