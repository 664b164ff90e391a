//! Records of every kind, over HTTP.

mod api;
mod bin;
mod browser;
mod bulk;
mod card;
mod card_keeps;
mod duplicates;
mod exports;
mod fields;
mod imaginary;
mod imports;
mod list;
mod lists_browser;
mod option_lists;
mod palette;
mod peek;
mod phone_browser;
mod plans;
mod statements;
mod taking_back;
mod timeline;
mod undo;
mod undo_conflicts;
mod undo_property;
mod vcards;
mod views;
