//! Who came in and stays, on a page that is told of changes.

use super::{Gatekeeper, gatekeeper};
use crate::access::changes;
use crate::access::secret::{self, SecretHash};
use crate::access::sessions::SignedIn;
use crate::kernel::{Error, Result};
use crate::platform::web::{PageError, cookies};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use std::future::{Ready, ready};
use std::sync::Arc;
use tokio::sync::watch;

/// A browser that was let in, and may be put out at any time.
pub struct Staying {
    gatekeeper: web::Data<Gatekeeper>,
    hash: SecretHash,
    changes: watch::Receiver<u64>,
}

impl Staying {
    /// Waits until something changed in who may come in; whether it concerns this one, [`Staying::signed_in`] says.
    pub async fn changed(&mut self) {
        // The sender is never dropped.
        let _ = self.changes.changed().await;
    }

    /// Who this still is. To stay is no use of the session: one that is left alone ends in its time.
    pub async fn signed_in(&self) -> Result<Option<Arc<SignedIn>>> {
        let found = self.gatekeeper.session(self.hash).await?;
        let now = self.gatekeeper.db.clock().now();
        let Ok(uses) = self.gatekeeper.uses.lock() else { return Ok(None) };
        Ok(found.filter(|signed_in| uses.is_alive(signed_in, now)))
    }
}

impl FromRequest for Staying {
    type Error = PageError;
    type Future = Ready<Result<Staying, PageError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // From before the session is looked at first.
        let changes = changes::listen();
        let found = cookies::session(request).zip(gatekeeper(request));
        let staying = found.map(|(cookie, gatekeeper)| Staying { gatekeeper, hash: secret::hash(&cookie), changes });
        ready(staying.ok_or_else(|| Error::Internal(anyhow::anyhow!("somebody stays who has no session")).into()))
    }
}
