//! The licence: what the vendor of an official build sells, and what it never takes away.
//!
//! - It lifts the number of people who may be active ([`Seats`](crate::access::Seats)), and covers the versions released until
//!   a day. Without one the full product runs for a few people, for ever.
//! - Nobody is locked out by it, whatever happens to it: with fewer seats than people, only nobody new is let in. After its
//!   last day this version goes on for ever; one released later says, before it touches anything, that a renewal is needed
//!   ([`ensure_covered`]). Reading, export, backup and restoring never ask.
//! - It is a text ([`Sealed`]) that is read offline: signed with Ed25519 by one of the keys that were compiled in
//!   ([`Vendor`]), with the firm, the seats and two days in it and no word about people.
//! - Renewing takes effect at once, is written into the history and cannot be undone, except by the licence before.

mod covering;
mod document;
mod error;
mod in_force;
mod pages;
mod request;
mod sealed;
mod stage;
mod store;
#[cfg(test)]
mod tests;
mod vendor;
mod views;

pub use covering::{FILE, NeedsRenewal, ensure_covered};
pub use document::{Edition, Licence};
pub use error::LicenceError;
pub use in_force::{Found, Licences, RenewError, would_cover};
pub use pages::routes;
pub use request::Request;
pub use sealed::{MAX_TEXT_BYTES, Sealed};
pub use stage::{Stage, days_left};
pub use vendor::{KeyId, Vendor, public_line};
pub use views::notice;
