//! Records of every kind, over HTTP.

mod list;
