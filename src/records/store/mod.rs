//! Rows <-> records. With `records::list`, the only place where SQL for records of any kind is made.

pub mod access;
pub mod children;
pub mod links;
mod mains;
mod read;
pub mod rows;
pub use super::sql;
pub mod tags;
mod write;

pub use mains::settle_mains;
pub use read::{
    ById, Titles, by_ids, find, find_noting, get, load, load_noting, only_with_names, only_with_title, titles,
};
pub use write::{Stamp, insert, put_back, refresh, set_deleted, title_of, touch, touch_others, update};
