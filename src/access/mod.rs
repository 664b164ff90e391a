//! Who may come in and what they may see and do: users, sessions, tokens, and the [`Viewer`] that every store
//! function asks for.
//!
//! - [`gate`] stands before every handler and finds the viewer.
//! - [`credentials`] is the one place where a typed password meets a kept one.
//! - [`users`] are the people, [`sessions`] their browsers, [`tokens`] their programs, [`links`] let them in once.
//! - [`Seats`] says how many may be active at once.
//! - Whatever changes who may come in is heard at once by the gate ([`changes`]).

mod changes;
pub mod credentials;
pub mod gate;
pub mod links;
pub mod password;
pub mod profile;
pub mod restored;
mod secret;
pub mod sessions;
pub mod sign_in;
mod throttle;
pub mod tokens;
pub mod users;
mod viewer;

/// Tables of nothing but ways in: they are worth nothing to whoever reads another's office, and are no part of what leaves one.
pub const TABLES_OF_SECRETS: [&str; 4] = ["api_tokens", "known_devices", "one_time_links", "sessions"];

/// The same, in tables of other things.
pub const COLUMNS_OF_SECRETS: [&str; 1] = ["password_hash"];

pub use credentials::Credentials;
pub use gate::{Gatekeeper, Me, Staying, gate, identify};
pub use secret::Secret;
pub use sessions::SignedIn;
pub use users::{Seats, User};
pub use viewer::{Role, Scope, Viewer};

use crate::platform::db::Db;
use crate::platform::web::Routes;
use actix_web::web;

pub fn routes(routes: &mut Routes) {
    sign_in::routes(routes);
    users::routes(routes);
    profile::routes(routes);
}

/// What the pages and the gate need; made once and given to every thread of the server.
#[derive(Clone)]
pub struct Access {
    gatekeeper: web::Data<Gatekeeper>,
    credentials: web::Data<Credentials>,
}

impl Access {
    pub fn new(db: &Db) -> Access {
        Access {
            gatekeeper: web::Data::new(Gatekeeper::new(db.clone())),
            credentials: web::Data::new(Credentials::new(db.clone())),
        }
    }

    /// Hands it to the handlers of an app.
    pub fn configure(&self, config: &mut web::ServiceConfig) {
        config.app_data(self.gatekeeper.clone()).app_data(self.credentials.clone());
    }
}
