//! Markup of the pages of records: borrowed data in, markup out.

pub mod card;
pub mod conditions;
pub mod form;
pub mod list;
mod panel;
