//! The office as the frame of every page needs it, in memory: a frame is drawn on an async thread, which must not wait for
//! a connection. While the pool was lent out, that would hold up whatever else the thread serves.

use crate::crm::leads;
use crate::platform::db::Db;
use crate::platform::settings::{Office, generation};
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web;
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
    has_leads: bool,
}

impl OfficeMemory {
    pub fn new(db: Db) -> OfficeMemory {
        OfficeMemory { db, kept: Mutex::default() }
    }

    /// `None` before set-up.
    pub fn office(&self) -> Option<Arc<Office>> {
        self.kept().office
    }

    /// Whether the office works with leads.
    pub fn has_leads(&self) -> bool {
        self.kept().has_leads
    }

    fn kept(&self) -> Kept {
        // It is replaced as a whole or not at all.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn refresh(&self) {
        let now = generation();
        if self.kept().generation == Some(now) {
            return;
        }
        match self.db.read(|conn| Ok((Office::find(conn)?, leads::mode::are_used(conn)?))).await {
            Ok((office, has_leads)) => {
                let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
                if kept.generation.is_none_or(|then| then < now) {
                    *kept = Kept { generation: Some(now), office: office.map(Arc::new), has_leads };
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
) -> Result<ServiceResponse<B>, Error> {
    if let Some(memory) = request.app_data::<web::Data<OfficeMemory>>().cloned() {
        memory.refresh().await;
    }
    next.call(request).await
}
