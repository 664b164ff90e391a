//! Leads: first approaches of possible clients.
//!
//! A lead is worked through statuses, which the office names and orders as it likes; what counts is their meaning: open,
//! converted, junk. A bad lead is closed as junk with a reason. A good one is converted into a contact and/or a company, or
//! attached to those that exist, and into a deal with them; it stays readable and linked ever after. A lead of somebody the office already knows is
//! linked and marked as a repeated approach. No status opens a converted lead again: whoever converted it by
//! mistake takes the conversion back by undo. Only one that came converted from a former system has none to take back.

mod conversion;
mod fields;
pub mod mode;
mod pages;
mod panels;
mod rules;
mod service;
mod store;
#[cfg(test)]
mod tests;
mod views;

pub use conversion::{Conversion, Converted, DealTarget, Known, Proposal, Side, Target, Wish, convert, propose};
pub use fields::{KEY, STATUSES, kind, shipped_options};
pub use pages::routes;
pub use panels::{DEEDS, panels};
pub use service::{Move, set_status, take};
