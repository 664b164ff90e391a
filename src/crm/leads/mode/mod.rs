//! Whether the office works with leads at all. Without them an enquiry is a deal from the start: what comes as a lead is
//! converted at once, and the open leads are when the office decides so. What cannot become a deal yet stays to be seen.

mod pages;
mod switch;
mod views;

pub(super) use pages::routes;
pub use switch::{Way, convert_new, convert_open, decide, open_ids, preview, ship, usage, way};
