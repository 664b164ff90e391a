//! Deals: possible sales on their way through the stages of a pipeline, to won or lost.
//!
//! Where a deal stands is its stage, which belongs to a pipeline. What the stages of the way so far ask for must be filled
//! in before it comes to one; a lost deal says why. When it is closed, what its sum is worth in the office's currency is
//! fixed. How long it stood where is kept from its first day ([`stays`]). What its board adds up to is kept by the schema.

mod api;
mod fields;
mod history;
mod pages;
mod panels;
mod rules;
mod service;
pub mod stays;
mod store;
#[cfg(test)]
mod tests;
mod views;
mod worth;

pub use api::{routes as api_routes, schemas as api_schemas};
pub use fields::{CONTACTS, KEY, LOST_REASONS, ROLES, kind, shipped_options};
pub use pages::routes;
pub use panels::{DEEDS, panels};
pub use service::repeat;
pub use store::of_person;
