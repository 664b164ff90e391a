//! Clients, over HTTP and in the browser.

mod activities;
mod activities_browser;
mod activities_work;
mod day;
mod deals;
mod deals_begun;
mod deals_browser;
pub mod leads;
mod leads_browser;
mod leads_mode;
mod next;
pub mod pipelines;
mod pipelines_api;
mod pipelines_browser;
mod rates;
