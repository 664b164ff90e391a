//! The pages of imports: choose a file, decide what is done with it, watch it, read what came of it.

mod draft;
mod report;
mod upload;

use super::export;
use crate::access::Viewer;
use crate::kernel::{Error, KindKey, Result};
use crate::platform::db::Db;
use crate::platform::web::{Need, PageError, RawForm, Routes};
use crate::records::import::{self, Import, store};
use crate::records::registry::{Kind, Registry};
use actix_multipart::Multipart;
use actix_web::{HttpRequest, web};
use std::sync::Arc;

/// Imports and exports of a kind.
pub fn file_routes(routes: &mut Routes, kind: &Kind) {
    let key = kind.key;
    let path = |rest: &str| format!("/{}/import{rest}", kind.plural);
    let need = Need::import(key);
    type Id = web::Path<i64>;
    routes.get(path(""), need, move |tools: Tools| upload::index(Desk::new(key, tools)));
    routes.post(path(""), need, move |tools: Tools, request: HttpRequest, body: Multipart| {
        upload::create(Desk::new(key, tools), request, body)
    });
    routes.get(path("/{id}"), need, move |tools: Tools, id: Id| report::show(Desk::new(key, tools), *id));
    routes.post(path("/{id}/plan"), need, move |tools: Tools, id: Id, sent: RawForm| {
        draft::plan(Desk::new(key, tools), *id, sent)
    });
    routes.post(path("/{id}/rehearsal"), need, move |tools: Tools, id: Id, sent: RawForm| {
        draft::rehearse(Desk::new(key, tools), *id, sent)
    });
    routes.post(path("/{id}/start"), need, move |tools: Tools, id: Id, request: HttpRequest, sent: RawForm| {
        draft::start(Desk::new(key, tools), *id, request, sent)
    });
    routes.deed(path("/{id}/deletion"), need, move |tools: Tools, id: Id| draft::delete(Desk::new(key, tools), *id));
    routes.get(path("/{id}/progress"), need, move |tools: Tools, id: Id, request: HttpRequest| {
        report::progress(Desk::new(key, tools), *id, request)
    });
    routes.deed(path("/{id}/stop"), need, move |tools: Tools, id: Id| report::stop(Desk::new(key, tools), *id));
    routes.get(path("/{id}/rejected"), need, move |tools: Tools, id: Id| report::rejected(Desk::new(key, tools), *id));
    routes.get(path("/{id}/report"), need, move |tools: Tools, id: Id| report::json(Desk::new(key, tools), *id));
    routes.get(
        format!("/{}/export", kind.plural),
        Need::export(key),
        move |db: web::Data<Db>, registry: web::Data<Registry>, viewer: Viewer, request: HttpRequest| {
            export::show(key, db, registry, viewer, request)
        },
    );
}

type Tools = (web::Data<Db>, web::Data<Registry>, Viewer);

/// What the handlers of one kind work with.
#[derive(Clone)]
struct Desk {
    kind: Result<Arc<Kind>, KindKey>,
    db: Db,
    registry: Arc<Registry>,
    viewer: Viewer,
}

impl Desk {
    fn new(key: KindKey, (db, registry, viewer): Tools) -> Desk {
        let kind = registry.kind(key).map_err(|_| key);
        Desk { kind, db: db.get_ref().clone(), registry: registry.into_inner(), viewer }
    }

    fn kind(&self) -> Result<&Arc<Kind>> {
        self.kind.as_ref().map_err(|_| Error::NotFound)
    }

    fn import(&self, id: i64) -> Result<Import> {
        let kind = self.kind()?;
        self.db.read_blocking(|conn| store::get(conn, &self.viewer, kind.key, id))
    }

    fn path(&self, id: i64) -> Result<String> {
        Ok(format!("/{}/import/{id}", self.kind()?.plural))
    }

    fn status(&self, import: &Import) -> import::Status {
        import::status(&self.db, import)
    }

    /// Work that blocks: files and the writer.
    async fn block<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Desk) -> Result<T> + Send + 'static,
    ) -> Result<T, PageError> {
        let desk = self.clone();
        let outcome = web::block(move || work(&desk)).await;
        Ok(outcome.map_err(|error| Error::Internal(error.into()))??)
    }
}
