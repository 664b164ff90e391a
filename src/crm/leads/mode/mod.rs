//! Whether the office works with leads at all. Without them an enquiry is a deal from the start: what comes as a lead is
//! converted at once, and the open leads are when the office decides so.

mod pages;
mod switch;
mod views;

pub(super) use pages::routes;
pub use switch::{Switched, are_used, convert_new, preview, ship, without_leads};
