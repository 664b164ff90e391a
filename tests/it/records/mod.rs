//! Records of every kind, over HTTP.

mod card;
mod list;
