//! The office as the frame of every page needs it, in memory: a frame is drawn on an async thread, which must not wait for
//! a connection. While the pool was lent out, that would hold up whatever else the thread serves.

use crate::kernel::{KindKey, Result};
use crate::platform::db::Db;
use crate::platform::settings::{CopyMark, Office, generation};
use crate::records::Registry;
use crate::records::registry::Usage;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web;
use rusqlite::Connection;
use std::sync::{Arc, Mutex, PoisonError};

/// One for all threads of a server.
pub struct OfficeMemory {
    db: Db,
    kept: Mutex<Kept>,
}

#[derive(Default, Clone)]
struct Kept {
    /// `None` before the first look.
    generation: Option<u64>,
    office: Option<Arc<Office>>,
    copy: Option<Arc<CopyMark>>,
    usage: Vec<(KindKey, Usage)>,
}

impl Kept {
    /// What is used no more appears and goes with its records, whoever makes them.
    fn hangs_on_records(&self) -> bool {
        self.usage.iter().any(|(_, usage)| *usage != Usage::Full)
    }
}

impl OfficeMemory {
    pub fn new(db: Db) -> OfficeMemory {
        OfficeMemory { db, kept: Mutex::default() }
    }

    /// `None` before set-up.
    pub fn office(&self) -> Option<Arc<Office>> {
        self.kept().office
    }

    /// `None` in an office that people work in.
    pub fn copy(&self) -> Option<Arc<CopyMark>> {
        self.kept().copy
    }

    /// The kinds of records that it does without.
    pub fn unused(&self) -> Vec<KindKey> {
        let usage = self.kept().usage;
        usage.into_iter().filter(|(_, usage)| *usage == Usage::Nothing).map(|(kind, _)| kind).collect()
    }

    fn kept(&self) -> Kept {
        // It is replaced as a whole or not at all.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn refresh(&self, registry: web::Data<Registry>) {
        let (now, known) = (generation(), self.kept());
        if known.generation == Some(now) && !known.hangs_on_records() {
            return;
        }
        let read = move |conn: &Connection| {
            let usage =
                registry.kinds().iter().map(|kind| Ok((kind.key, (kind.used)(conn)?))).collect::<Result<_>>()?;
            Ok((Office::find(conn)?, CopyMark::find(conn)?, usage))
        };
        match self.db.read(read).await {
            Ok((office, copy, usage)) => {
                let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
                if kept.generation.is_none_or(|then| then <= now) {
                    let (office, copy) = (office.map(Arc::new), copy.map(Arc::new));
                    *kept = Kept { generation: Some(now), office, copy, usage };
                }
            }
            // What was known stays good enough; the next request looks again.
            Err(error) => tracing::warn!(%error, "the office could not be read for the menu"),
        }
    }
}

/// Looks at the office again before a request, if it was saved since.
pub async fn keep<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let memory = request.app_data::<web::Data<OfficeMemory>>().cloned();
    if let (Some(memory), Some(registry)) = (memory, request.app_data::<web::Data<Registry>>().cloned()) {
        memory.refresh(registry).await;
    }
    next.call(request).await
}
