//! Markup of the pages of records: borrowed data in, markup out.

pub mod conditions;
pub mod list;
mod panel;
