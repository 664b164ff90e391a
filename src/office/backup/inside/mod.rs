//! Looking into a backup, read only, and bringing single records back from it: `/settings/backups/{name}/records`.
//!
//! One backup is open at a time, its database alone, in a private folder beside the backups; it is brought to today's schema
//! there. It closes with the last look that is an hour ago, and with the server.

mod answers;
mod asked;
mod bringing;
mod opening;
mod pages;
mod views;

pub(super) use opening::Inside;
pub(super) use pages::routes;
