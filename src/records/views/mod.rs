//! Markup of the pages of records: borrowed data in, markup out.

pub mod bin;
pub mod board;
pub mod card;
pub mod comments;
pub mod control;
pub mod editor;
pub mod fields;
pub mod files;
pub mod form;
pub mod imports;
pub mod list;
pub mod live;
pub mod option_lists;
pub mod pairs;
pub mod peek;
pub mod timeline;
pub mod undoing;
