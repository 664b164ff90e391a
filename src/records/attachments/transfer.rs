//! Files on their way in and out over HTTP, for pages and programs alike.

use super::service::may_add;
use super::{Attachment, NewFile};
use crate::access::Viewer;
use crate::kernel::Result;
use crate::platform::db::Db;
use crate::platform::files::FileStore;
use crate::platform::web::send::Stored;
use crate::platform::web::upload;
use crate::records::registry::Kind;
use actix_multipart::Multipart;
use actix_web::HttpRequest;
use std::sync::Arc;

/// Receives files for a record of this kind and id that the viewer may add some to: who may not is told before a byte is
/// read.
///
/// # Errors
/// As [`super::add`] and [`upload::receive`].
pub async fn receive(
    db: &Db,
    store: Arc<FileStore>,
    request: &HttpRequest,
    (viewer, kind, id): (Viewer, Arc<Kind>, i64),
    body: Multipart,
) -> Result<Vec<NewFile>> {
    db.read(move |conn| may_add(conn, &viewer, &kind, id, 1)).await?;
    let received = upload::receive(store, request, body).await?;
    Ok(received.into_iter().map(|file| NewFile { name: file.name, blob: file.blob }).collect())
}

impl Attachment {
    /// What is sent of it.
    pub fn stored(self) -> Stored {
        Stored { hash: self.hash, name: self.name, media_type: self.media_type, size_bytes: self.size_bytes }
    }
}
