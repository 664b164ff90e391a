//! The people of the office. A user signs in, is responsible for records and is the author of changes, so a user is never
//! deleted: who leaves is disabled, and the records are handed over.
//!
//! - An e-mail address belongs to one user, whatever its case.
//! - There is always an active administrator.
//! - A new password, another role and disabling end all sessions, API tokens and links of the user.
//! - Who was added without a password gets a link with which to choose one.

mod model;
mod service;
mod store;
#[cfg(test)]
mod tests;

pub use model::{MAX_NAME_CHARS, NewUser, ProfileChanges, User, UserChanges};
pub use service::{create, disable, enable, known_words, set_password, update, update_profile};
pub use store::{find, find_by_email, get, is_empty, list, oldest_active_admin, password_hash};
