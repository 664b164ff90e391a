//! The description of the API for programs, made from what runs: the calls from the table of routes, the records from the
//! registry.

use crate::access::users;
use crate::crm::{deals, pipelines, rates};
use crate::platform::web::operation::{problem_responses, problem_schema};
use crate::platform::web::{Need, RouteRow, Routes};
use crate::records::{Registry, api};
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde_json::{Map, Value as Json, json};
use std::sync::OnceLock;

pub fn routes(routes: &mut Routes) {
    // It tells what any box of this version can do, and nothing of what is in this one.
    routes.get("/api/openapi.json", Need::Public, show);
}

/// The description of what is mounted. Anybody may ask for it, so it is made once, when somebody first does.
pub struct Description {
    rows: Vec<RouteRow>,
    made: OnceLock<web::Bytes>,
}

impl Description {
    pub fn of(rows: Vec<RouteRow>) -> Description {
        Description { rows, made: OnceLock::new() }
    }
}

async fn show(description: web::Data<Description>, registry: web::Data<Registry>) -> HttpResponse {
    let made = description.made.get_or_init(|| document(&description.rows, &registry).to_string().into());
    HttpResponse::Ok().content_type(header::ContentType::json()).body(made.clone())
}

/// An OpenAPI 3.1 document with every described route.
pub fn document(rows: &[RouteRow], registry: &Registry) -> Json {
    let mut paths = Map::new();
    let mut tags: Vec<&str> = Vec::new();
    for row in rows {
        let Some(operation) = &row.operation else { continue };
        let path = paths.entry(row.path.as_ref()).or_insert_with(|| json!({}));
        path[row.method.as_str().to_ascii_lowercase()] = operation.to_json();
        if !tags.contains(&operation.tag.as_str()) {
            tags.push(&operation.tag);
        }
    }
    let mut schemas = Map::new();
    schemas.insert("Problem".to_owned(), problem_schema());
    schemas.extend(users::api_schemas());
    schemas.extend(pipelines::api_schemas());
    schemas.extend(rates::api_schemas());
    schemas.extend(deals::api_schemas());
    schemas.extend(api::schemas(registry));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Korob",
            "version": "1",
            "summary": "Clients and leads of an office",
            "description": "A program acts for the user whose token it sends, with that user's rights. Make a token on \
                            the page “Profile” or with `korob token create`.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": [{ "token": [] }],
        "tags": tags.into_iter().map(|name| json!({ "name": name })).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": schemas,
            "responses": problem_responses().into_iter().collect::<Map<_, _>>(),
        },
    })
}
