//! Everything that can be asked for over HTTP: each slice declares its own routes, here they are only put together.

use super::health;
use crate::access;
use crate::office::setup;
use crate::platform::web::{Routes, assets};
use crate::records::Registry;

/// The routes of a box with these types of records.
pub fn routes(_registry: &Registry) -> Routes {
    let mut routes = Routes::default();
    assets::routes(&mut routes);
    health::routes(&mut routes);
    access::routes(&mut routes);
    setup::routes(&mut routes);
    #[cfg(debug_assertions)]
    super::gallery::routes(&mut routes);
    routes
}
