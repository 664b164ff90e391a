//! Records of every kind, over HTTP.

mod api;
mod card;
mod card_keeps;
mod duplicates;
mod fields;
mod imports;
mod list;
mod timeline;
mod undo;
mod undo_property;
