//! Users over the API, to read: who the ids on records are.

use super::{User, store};
use crate::access::viewer::Viewer;
use crate::kernel::UserId;
use crate::platform::db::Db;
use crate::platform::web::operation::{Answer, Operation, in_path, schema_ref};
use crate::platform::web::{ApiError, Params};
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value as Json, json};

#[derive(Deserialize)]
pub(super) struct NoParams {}

/// Everybody, active ones first. An office has few enough for one page.
pub(super) async fn list(db: web::Data<Db>, viewer: Viewer, _: Params<NoParams>) -> Result<HttpResponse, ApiError> {
    let users = db.read(store::list).await?;
    let items: Vec<Json> = users.iter().map(|user| shown(&viewer, user)).collect();
    Ok(HttpResponse::Ok().json(json!({ "items": items, "next": null })))
}

pub(super) async fn show(
    db: web::Data<Db>,
    viewer: Viewer,
    id: web::Path<i64>,
    _: Params<NoParams>,
) -> Result<HttpResponse, ApiError> {
    let user = db.read(move |conn| store::get(conn, UserId(*id))).await?;
    Ok(HttpResponse::Ok().json(shown(&viewer, &user)))
}

/// Colleagues see who somebody is, administrators (and oneself) the rest.
fn shown(viewer: &Viewer, user: &User) -> Json {
    let mut object = json!({ "id": user.id.0, "name": user.name, "is_active": user.is_active() });
    if viewer.is_admin() || viewer.user_id == user.id {
        object["email"] = json!(user.email);
        object["role"] = json!(user.role.code());
        object["lang"] = json!(user.lang.code());
        object["zone"] = json!(user.zone.name());
        object["created_at"] = json!(user.created_at.to_rfc3339());
    }
    object
}

pub(super) fn list_operation() -> Operation {
    Operation {
        id: "list_users".to_owned(),
        summary: "List".to_owned(),
        description: "Everybody, active ones first, on one page.".to_owned(),
        answers: vec![(200, answer("The users", "UserList"))],
        problems: vec![400, 401],
        ..general()
    }
}

pub(super) fn show_operation() -> Operation {
    Operation {
        id: "get_user".to_owned(),
        summary: "Get".to_owned(),
        parameters: vec![in_path("id", json!({ "type": "integer", "format": "int64" }), "The id of the user.")],
        answers: vec![(200, answer("The user", "User"))],
        problems: vec![400, 401, 404],
        ..general()
    }
}

fn general() -> Operation {
    Operation { tag: "Users".to_owned(), ..Operation::default() }
}

fn answer(description: &str, schema: &str) -> Answer {
    Answer { description: description.to_owned(), schema: Some(schema.to_owned()), ..Answer::default() }
}

/// The schemas by name.
pub fn schemas() -> Vec<(String, Json)> {
    let user = json!({
        "type": "object",
        "description": "What follows after `is_active` is shown of oneself, and of everybody to administrators.",
        "required": ["id", "name", "is_active"],
        "properties": {
            "id": { "type": "integer", "format": "int64" },
            "name": { "type": "string" },
            "is_active": { "type": "boolean", "description": "False for who left." },
            "email": { "type": "string" },
            "role": { "type": "string", "enum": ["admin", "head", "staff"] },
            "lang": { "type": "string", "enum": ["en", "ru", "pl"] },
            "zone": { "type": "string", "description": "A name of the IANA time zone database." },
            "created_at": { "type": "string", "format": "date-time" },
        },
    });
    let list = json!({
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": { "type": "array", "items": schema_ref("User") },
            "next": { "type": "null" },
        },
    });
    vec![("UserList".to_owned(), list), ("User".to_owned(), user)]
}
