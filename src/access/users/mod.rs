//! The people of the office. A user signs in, is responsible for records and is the author of changes, so a user is never
//! deleted: who leaves is disabled, and the records are handed over.
//!
//! - An e-mail address belongs to one user, whatever its case.
//! - There is always an active administrator.
//! - One more is let in, added or enabled again, only while there is a free seat ([`Seats`]).
//! - A new password, another role and disabling end all sessions, API tokens and links of the user.
//! - Who was added without a password gets a link with which to choose one.

mod api;
mod forms;
mod handover;
mod model;
mod pages;
mod seats;
mod service;
mod store;
#[cfg(test)]
mod tests;
mod views;

pub use api::schemas as api_schemas;
pub use forms::role_words;
pub use handover::Handover;
pub use model::{MAX_NAME_CHARS, NewUser, ProfileChanges, User, UserChanges};
pub use seats::Seats;
pub use service::{create, disable, enable, let_in, set_password, update, update_profile};
pub use store::{active_names, count_active, find, find_by_email, get, is_empty, list, names, oldest_active_admin};

use crate::platform::web::{Need, Routes, SeeOther};

pub fn routes(routes: &mut Routes) {
    routes.get("/api/v1/users", Need::SignedIn, api::list).described(api::list_operation());
    routes.get("/api/v1/users/{id}", Need::SignedIn, api::show).described(api::show_operation());
    // What people shorten the address of any of them to.
    routes.get("/settings", Need::Admin, async || SeeOther("/settings/users".to_owned()));
    routes.get("/settings/users", Need::Admin, pages::index);
    routes.post("/settings/users", Need::Admin, pages::create);
    routes.get("/settings/users/new", Need::Admin, pages::new);
    routes.get("/settings/users/{id}", Need::Admin, pages::edit);
    routes.post("/settings/users/{id}", Need::Admin, pages::update);
    routes.deed("/settings/users/{id}/disabling", Need::Admin, pages::disable);
    routes.deed("/settings/users/{id}/enabling", Need::Admin, pages::enable);
    routes.post("/settings/users/{id}/link", Need::Admin, pages::create_link);
    routes.deed("/settings/users/{id}/sessions/end", Need::Admin, pages::end_sessions);
    routes.post("/settings/users/{id}/handover", Need::Admin, handover::create);
}
