//! The files of records. A file has an address of its own, whatever it hangs on.

mod shape;

pub(super) use shape::schemas;

use super::idempotency::{self, Answer as Given};
use super::{ROOT, describe};
use crate::access::Viewer;
use crate::kernel::{Access, Error, FieldErrors, KindKey, Lang, Problem};
use crate::platform::db::{Db, Tx};
use crate::platform::files::FileStore;
use crate::platform::web::operation::{Answer, Operation, in_header, in_path};
use crate::platform::web::send::{self, Manner};
use crate::platform::web::{ApiError, Failure, JsonObject, Need, Params, Routes, upload};
use crate::records::attachments::{self, Attachment, MAX_OF_RECORD};
use crate::records::registry::{Kind, Registry};
use crate::records::store;
use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, web};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use shape::{json_of, of_list};
use std::sync::Arc;

type Shared<T> = web::Data<T>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoParams {}

/// The files of the records of a kind.
pub(super) fn routes(routes: &mut Routes, kind: &Kind) {
    let key = kind.key;
    let path = format!("{ROOT}/{}/{{id}}/files", kind.plural);
    routes
        .get(
            path.clone(),
            Need::view(key),
            move |db: Shared<Db>,
                  registry: Shared<Registry>,
                  viewer: Viewer,
                  id: web::Path<i64>,
                  _: Params<NoParams>| list(key, db, registry, viewer, *id),
        )
        .described(Operation {
            id: format!("list_{}_files", kind.key),
            summary: "List the files".to_owned(),
            description: "The latest first, all of them.".to_owned(),
            parameters: vec![id_of("The id of the record.")],
            answers: vec![(200, answer("The files", "FileList"))],
            problems: vec![400, 401, 403, 404],
            ..of_kind(kind)
        });
    routes
        .post(
            path,
            Need::edit(key),
            move |db: Shared<Db>,
                  registry: Shared<Registry>,
                  files: Shared<FileStore>,
                  viewer: Viewer,
                  request: HttpRequest,
                  id: web::Path<i64>,
                  body: Multipart| create(key, (db, registry, files), viewer, request, *id, body),
        )
        .described(Operation {
            id: format!("add_{}_files", kind.key),
            summary: "Add files".to_owned(),
            description: "All of them or none. When this is answered they are on the disk. The names are kept without \
                          folders and hidden characters; what a file is, its first bytes say. Names that end as \
                          programs for Windows do are refused, unless the office's settings take them."
                .to_owned(),
            parameters: vec![id_of("The id of the record."), describe::idempotency_key("the same files")],
            files: Some(upload::FIELD),
            answers: vec![(201, answer("The files that were added", "FileList"))],
            problems: vec![400, 401, 403, 404, 422, 503, 507],
            ..of_kind(kind)
        });
}

/// One file, of whatever kind its record is.
pub(super) fn common_routes(routes: &mut Routes) {
    let one = [ROOT, "/files/{id}"].concat();
    let general = || Operation {
        tag: "Files".to_owned(),
        parameters: vec![id_of("The id of the file.")],
        ..Operation::default()
    };
    routes
        .get(one.clone(), Need::SignedIn, |db, registry, viewer, id: web::Path<i64>, _: Params<NoParams>| {
            show(db, registry, viewer, *id)
        })
        .described(Operation {
            id: "get_file".to_owned(),
            summary: "What a file is".to_owned(),
            answers: vec![(200, answer("The file", "File"))],
            problems: vec![400, 401, 404],
            ..general()
        });
    let known =
        in_header("If-None-Match", json!({ "type": "string" }), "The ETag of what one has: 304 if it is the same.");
    let range = in_header("Range", json!({ "type": "string" }), "One range of bytes, such as `bytes=0-1023`.");
    routes
        .get([&one, "/content"].concat(), Need::SignedIn, |db, registry, files, viewer, request, id: web::Path<i64>| {
            content(db, registry, files, viewer, request, *id)
        })
        .described(Operation {
            id: "get_file_content".to_owned(),
            summary: "The bytes of a file".to_owned(),
            parameters: vec![id_of("The id of the file."), known, range],
            answers: vec![
                (200, bytes("The whole file")),
                (206, bytes("The part that was asked for")),
                (304, Answer { description: "One has it already".to_owned(), ..Answer::default() }),
                (416, Answer { description: "There is no such part".to_owned(), ..Answer::default() }),
            ],
            problems: vec![401, 404],
            ..general()
        });
    routes
        .patch(one.clone(), Need::SignedIn, |db, registry, files, viewer, id: web::Path<i64>, body: JsonObject| {
            rename((db, registry, files), viewer, *id, body.0)
        })
        .described(Operation {
            id: "rename_file".to_owned(),
            summary: "Rename a file".to_owned(),
            description: "A name without an ending keeps the one there was.".to_owned(),
            body: Some("FileInput".to_owned()),
            answers: vec![(200, answer("The file", "File"))],
            problems: vec![400, 401, 403, 404, 413, 415, 422, 503, 507],
            ..general()
        });
    routes
        .delete(one, Need::SignedIn, |db, registry, viewer, id: web::Path<i64>| delete(db, registry, viewer, *id))
        .described(Operation {
            id: "delete_file".to_owned(),
            summary: "Delete a file".to_owned(),
            description: "A person can take it back for 30 days.".to_owned(),
            answers: vec![(204, Answer { description: "It is deleted".to_owned(), ..Answer::default() })],
            problems: vec![401, 403, 404, 503, 507],
            ..general()
        });
}

async fn list(
    kind: KindKey,
    db: Shared<Db>,
    registry: Shared<Registry>,
    viewer: Viewer,
    id: i64,
) -> Result<HttpResponse, ApiError> {
    let kind = registry.kind(kind)?;
    let read = move |conn: &Connection| {
        store::get(conn, &viewer, &kind, id, Access::View)?;
        attachments::list(conn, kind.key, id, MAX_OF_RECORD)
    };
    Ok(HttpResponse::Ok().json(of_list(db.read(read).await?.iter())))
}

async fn create(
    kind: KindKey,
    (db, registry, files): (Shared<Db>, Shared<Registry>, Shared<FileStore>),
    viewer: Viewer,
    request: HttpRequest,
    id: i64,
    body: Multipart,
) -> Result<HttpResponse, ApiError> {
    let kind = registry.kind(kind)?;
    let (place, user) = ((viewer.clone(), kind.clone(), id), viewer.user_id);
    let received = attachments::receive(&db, files.into_inner(), &request, place, body).await?;
    let sent: Vec<_> = received.iter().map(|file| (&file.name, file.blob.hash.to_string())).collect();
    let key = idempotency::Key::of(&request, &sent)?;
    let make = move |tx: &mut Tx<'_>| {
        let added = attachments::add(tx, &viewer, &kind, id, &received)?;
        let made = attachments::by_ids(tx, &added.ids)?;
        let body = of_list(added.ids.iter().filter_map(|id| made.get(id))).to_string();
        Ok(Given { body, ..Given::default() })
    };
    let write = move |tx: &mut Tx<'_>| idempotency::once(tx, user, key.as_ref(), make);
    let given = db.write(write).await?.ok_or_else(Failure::idempotency_key_reused)?;
    Ok(HttpResponse::Created().content_type("application/json").body(given.body))
}

async fn show(db: Shared<Db>, registry: Shared<Registry>, viewer: Viewer, id: i64) -> Result<HttpResponse, ApiError> {
    let (_, file) = db.read(move |conn| find(conn, &registry, &viewer, id)).await?;
    Ok(HttpResponse::Ok().json(json_of(&file)))
}

async fn content(
    db: Shared<Db>,
    registry: Shared<Registry>,
    files: Shared<FileStore>,
    viewer: Viewer,
    request: HttpRequest,
    id: i64,
) -> Result<HttpResponse, ApiError> {
    let (_, file) = db.read(move |conn| find(conn, &registry, &viewer, id)).await?;
    Ok(send::stored(files.into_inner(), &request, file.stored(), Manner::Download).await?)
}

async fn rename(
    (db, registry, files): (Shared<Db>, Shared<Registry>, Shared<FileStore>),
    viewer: Viewer,
    id: i64,
    sent: Map<String, Json>,
) -> Result<HttpResponse, ApiError> {
    let write = move |tx: &mut Tx<'_>| {
        let (kind, file) = find(tx, &registry, &viewer, id)?;
        match name_of(&sent)? {
            Some(name) => {
                attachments::rename(tx, &viewer, (&kind, file.owner_id), file.id, name, files.limits())?;
            }
            None => {
                attachments::get_own(tx, &viewer, &kind, file.owner_id, file.id)?;
            }
        }
        find(tx, &registry, &viewer, id)
    };
    let (_, file) = db.write(write).await?;
    Ok(HttpResponse::Ok().json(json_of(&file)))
}

/// The one member that can be changed, if it is sent.
fn name_of(sent: &Map<String, Json>) -> Result<Option<&str>, Error> {
    let mut errors = FieldErrors::default();
    for key in sent.keys().filter(|key| *key != "name") {
        errors.add(key.as_str(), Problem::UnknownField);
    }
    let name = sent.get("name");
    if name.is_some_and(|name| !name.is_string()) {
        errors.add("name", Problem::WrongType { expected: "string" });
    }
    errors.into_result().map(|()| name.and_then(Json::as_str))
}

async fn delete(db: Shared<Db>, registry: Shared<Registry>, viewer: Viewer, id: i64) -> Result<HttpResponse, ApiError> {
    let write = move |tx: &mut Tx<'_>| {
        let (kind, file) = find(tx, &registry, &viewer, id)?;
        attachments::delete(tx, &viewer, &kind, file.owner_id, file.id)
    };
    db.write(write).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// A file of a record that the viewer may view, and what kind of record that is.
fn find(conn: &Connection, registry: &Registry, viewer: &Viewer, id: i64) -> Result<(Arc<Kind>, Attachment), Error> {
    let file = attachments::by_ids(conn, &[id])?.remove(&id).ok_or(Error::NotFound)?;
    let kind = registry.kind(&file.owner_kind)?;
    let file = attachments::get(conn, viewer, &kind, file.owner_id, file.id)?;
    Ok((kind, file))
}

fn of_kind(kind: &Kind) -> Operation {
    Operation { tag: (kind.names.many)(Lang::En).to_owned(), ..Operation::default() }
}

fn id_of(description: &str) -> Json {
    in_path("id", json!({ "type": "integer", "format": "int64" }), description)
}

fn answer(description: &str, schema: &str) -> Answer {
    Answer { description: description.to_owned(), schema: Some(schema.to_owned()), ..Answer::default() }
}

fn bytes(description: &str) -> Answer {
    let headers = vec![("ETag", "The SHA-256 of the bytes")];
    Answer { description: description.to_owned(), is_file: true, headers, ..Answer::default() }
}
