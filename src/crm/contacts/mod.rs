//! Contacts: the people the office deals with, in as many companies as they work for.
//!
//! A contact has at least a name, a telephone or an e-mail, and is recognised by the id in a former system, by telephone,
//! then by e-mail. One of the companies is the main one; how somebody is called there is kept with the link.

mod fields;

pub use fields::{KEY, kind, shipped_options};
