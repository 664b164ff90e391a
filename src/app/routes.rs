//! Everything that can be asked for over HTTP: each slice declares its own routes, here they are only put together.

use super::{health, metrics, openapi};
use crate::access;
use crate::crm::{activities, day, deals, leads, pipelines, rates};
use crate::office::{backup, certificate, doctor, jobs, licence, setup, versions};
use crate::platform::web::{Routes, assets};
use crate::records::{self, Registry};

/// The routes of a box with these types of records.
pub fn routes(registry: &Registry) -> Routes {
    let mut routes = Routes::default();
    assets::routes(&mut routes);
    health::routes(&mut routes);
    metrics::routes(&mut routes);
    access::routes(&mut routes);
    setup::routes(&mut routes);
    records::pages::search_routes(&mut routes);
    records::pages::undo_routes(&mut routes);
    records::pages::option_list_routes(&mut routes);
    for kind in registry.kinds().iter() {
        records::pages::list_routes(&mut routes, kind);
        records::pages::card_routes(&mut routes, kind);
        records::pages::timeline_routes(&mut routes, kind);
        records::pages::file_routes(&mut routes, kind);
        records::pages::attachment_routes(&mut routes, kind);
        records::api::routes(&mut routes, kind);
    }
    records::api::common_routes(&mut routes);
    openapi::routes(&mut routes);
    leads::routes(&mut routes);
    pipelines::routes(&mut routes);
    pipelines::api_routes(&mut routes);
    rates::routes(&mut routes);
    rates::api_routes(&mut routes);
    deals::routes(&mut routes);
    deals::api_routes(&mut routes);
    activities::routes(&mut routes);
    day::routes(&mut routes);
    backup::routes(&mut routes);
    certificate::routes(&mut routes);
    doctor::routes(&mut routes);
    licence::routes(&mut routes);
    jobs::routes(&mut routes);
    versions::routes(&mut routes);
    #[cfg(debug_assertions)]
    super::gallery::routes(&mut routes);
    routes
}
